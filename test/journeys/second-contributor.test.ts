import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newestMail, Visitor } from '../../infra/local/demo/visitor.ts'
import type { PublishedReport } from '../../shared/published/published-report.ts'
import { openEmbedded } from './embedded.ts'
import {
  accepted,
  approveStage,
  atTheDraft,
  clerkOf,
  file,
  type JourneySystem,
  mailsTo,
  publishedJson,
  publishedText,
  requestTo,
  signFrom,
  textOf,
} from './journey.ts'
import { figuresOf, filled } from './small-cycle.ts'

/** The justice bureau answers for 规章 and 规范性文件, whoever filed them; it files nothing itself. */
describe('a second contributor', () => {
  let journey: JourneySystem
  const made = (n: string) => ({ ...figuresOf.finance, 't2.normative.made': n, 't2.normative.available': n })
  const withdrawn = '有两件已经废止，现行有效的是1件。'
  beforeAll(async () => {
    journey = await openEmbedded({ name: 'second', justice: true })
    await file(journey, 'office')
    await file(journey, 'qingquan')
    await file(journey, 'finance', { figures: filled('finance', made('3')) })
  })
  afterAll(() => journey?.stop())

  it('is asked first, by a link of its own, for its cells by name and figure', async () => {
    const { subject, text } = await requestTo(journey, 'justice-bureau')
    expect(subject).toMatch(/^请.*审签/)
    expect(text).toContain('请您确认其中的6个数')
    expect(text).toMatch(/规范性文件 \/ 本年新制作数量: 3/)
    expect(await mailsTo(journey, journey.cast.approver['disclosure-office'].address)).toEqual([])
    const { page } = await atTheDraft(journey, 'justice-bureau')
    expect(page.html.querySelectorAll('#confirms tbody tr')).toHaveLength(6)
    expect(page.html.querySelector('#confirms')?.textContent.replace(/\s+/g, '')).toContain('青禾县财政局3')
  })

  it('corrects by sending back a cell of the unit that gave it, and is asked again for what changed', async () => {
    const bureau = await atTheDraft(journey, 'justice-bureau')
    const back = { 'target-0': 'finance', 'cell-0': 't2.normative.available', 'reason-0': withdrawn }
    accepted(await bureau.decide({ choice: 'return', ...back }))
    expect(textOf(await clerkOf(journey, 'finance').look())).toContain(withdrawn)
    await file(journey, 'finance', { figures: filled('finance', made('1')) })
    const { text } = await requestTo(journey, 'justice-bureau')
    expect(text).toMatch(/规范性文件 \/ 对外公开总数量: 1/)
    accepted(await approveStage(journey, 'justice-bureau'))
  })

  it('is seen by who signs next', async () => {
    const { page } = await atTheDraft(journey, 'disclosure-office')
    expect(textOf(page)).toContain('✓司法行政部门确认：司法局法规科科长何平已确认6个数（规章、规范性文件）')
    expect(page.html.querySelectorAll('#confirms')).toHaveLength(0)
  })

  it('does not lose its confirmation to a change that is none of its cells', async () => {
    const before = (await mailsTo(journey, journey.cast.approver['justice-bureau'].address)).length
    const office = await atTheDraft(journey, 'disclosure-office')
    const back = { 'target-0': 'qingquan', 'reason-0': '请核对处罚件数。' }
    accepted(await office.decide({ choice: 'return', ...back }))
    await file(journey, 'qingquan', {
      figures: filled('qingquan', { ...figuresOf.qingquan, 't2.penalties.decisions': '8' }),
    })
    await signFrom(journey)
    const more = (await mailsTo(journey, journey.cast.approver['justice-bureau'].address)).slice(before)
    // Of the return alone it hears, and that its signature goes on where its cells are the same.
    expect(more.map(({ subject }) => subject.split('：')[0])).toEqual(['被退回', '已公布'])
    expect(more[0]?.text).toContain('您负责的内容在新稿里没有变，您的签批就继续有效')
    const next = (await requestTo(journey, 'disclosure-office')).text
    expect(next).toContain('司法局法规科科长何平负责的内容没有变，签批仍然有效')
  })

  it('is in the published provenance, among the signatures, in a sentence of the page, and hears of it', async () => {
    const report = (await publishedJson(journey, 'r/second/v1/report.json')) as PublishedReport
    const confirmed = Object.entries(report.provenance).filter(([, source]) => source.confirmed)
    const bureau = report.signatures.find(({ stage }) => stage === 'justice-bureau')
    expect(confirmed.map(([cell]) => cell).sort()).toEqual(bureau?.confirms?.toSorted())
    expect(bureau?.seats[0]?.decision?.by.name).toBe('何平')
    expect(confirmed).toHaveLength(6)
    const page = (await publishedText(journey, 'r/second/v1/index.html')).replace(/<[^>]+>|\s+/g, '')
    expect(page).toContain('其中6格另经“司法行政部门确认”环节确认')
    const told = await newestMail(journey.door, journey.cast.approver['justice-bureau'].address, /已公布/)
    expect(told.text).toContain('r/second/')
    const sheet = await new Visitor(journey.door).openLink(
      await newestMail(journey.door, journey.cast.clerk.address, /工作台/),
    )
    expect(textOf(sheet)).toContain('司法行政部门确认')
  })
})
