import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lianbao } from '../../infra/command-line/lianbao.ts'
import { callBack, clearWaiting } from '../../infra/local/demo/own-report.ts'
import { actOnBoard, confirm } from '../../infra/local/demo/people.ts'
import { decisionCodeIn, linkIn, newestMail, Visitor } from '../../infra/local/demo/visitor.ts'
import { ZipFile } from '../../shared/printed/files/zip.ts'
import { digestOf } from '../../shared/report/bytes/digest.ts'
import { type EmbeddedJourney, openEmbedded } from './embedded.ts'
import {
  accepted,
  file,
  fileAll,
  mailsTo,
  published,
  publishedJson,
  publishedText,
  signFrom,
  submit,
  textOf,
} from './journey.ts'
import { figuresOf, filled, textsOf } from './small-cycle.ts'

describe('a unit’s own report', () => {
  let journey: EmbeddedJourney
  const at = (path: string) => `r/own/units/qingquan/${path}`
  const isThere = async (path: string) => (await fetch(`${journey.door.publicUrl}/${path}`)).status === 200
  /** A machine of the office sends the form's fields as JSON. */
  async function clearance(
    fields: Record<string, string>,
    digits = true,
  ): Promise<{ status: number; codes: string[] }> {
    const mail = await newestMail(journey.door, journey.cast.clerk.address, /工作台/)
    const answer = await fetch(`${journey.door.baseUrl}/clearance`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${linkIn(mail).token}` },
      body: JSON.stringify(fields),
    })
    const { problems = [] } = (await answer.json()) as { problems?: { code: string }[] }
    const codes = problems.map(({ code }) => code)
    if (digits && codes.includes('code-missing') && !fields.code) {
      const code = decisionCodeIn(await newestMail(journey.door, journey.cast.clerk.address, /6位数字/))
      return clearance({ ...fields, code })
    }
    return { status: answer.status, codes }
  }
  async function onBoard(path: string) {
    const visitor = new Visitor(journey.door)
    await visitor.openLink(await newestMail(journey.door, journey.cast.clerk.address, /工作台/))
    return visitor.get(path)
  }
  async function together(fields: Record<string, string>) {
    const visitor = new Visitor(journey.door)
    const mail = await newestMail(journey.door, journey.cast.clerk.address, /工作台/)
    await visitor.openLink(mail)
    const form = { form: 'form[action="/board"]', having: { act: 'together' } }
    accepted(await visitor.submit(await visitor.get('/board'), { ...fields, reason: '全县统一发布' }, form))
  }
  /** What the unit's clerk reads on the receipt. */
  async function receipt() {
    const visitor = new Visitor(journey.door)
    await visitor.openLink(await newestMail(journey.door, journey.cast.units.qingquan.contact.address, /退回|报送/))
    return textOf(await visitor.get('/receipt'))
  }
  const newest = async () => {
    const sent = (await journey.facts()).filter((fact) => fact.kind === 'submission' && fact.unit === 'qingquan')
    const last = sent.at(-1)
    if (last?.kind !== 'submission') throw new Error('Nothing was sent')
    return { unit: 'qingquan', revision: String(last.revision), digest: last.digest }
  }
  beforeAll(async () => {
    journey = await openEmbedded({ name: 'own', clearance: 'before' })
    await file(journey, 'qingquan', { texts: { 'own:overview': '本镇共收到申请2件，均已答复。' } })
  })
  afterAll(() => journey?.stop())

  it('is not public while the office has not cleared it, and GET clears nothing', async () => {
    await journey.local.keepTime()
    const visitor = new Visitor(journey.door)
    await visitor.openLink(await newestMail(journey.door, journey.cast.clerk.address, /工作台/))
    const before = await journey.facts()
    const page = await visitor.get('/clearance?unit=qingquan')
    expect(textOf(page)).toContain('本镇共收到申请2件')
    expect(await journey.facts()).toEqual(before)
    expect(await isThere(at('v1/index.html'))).toBe(false)
    expect(await publishedText(journey, 'y/2020/index.html')).toContain('未到期')
  })

  it('is sent back with a reason, and the clerk hears it', async () => {
    expect(await clearance({ choice: 'return', ...(await newest()) })).toEqual({
      status: 422,
      codes: ['reason-missing'],
    })
    const reason = { 'reason-0': '请写明平台建设情况。' }
    // A forwarded link of the board sends nothing back: it takes digits of the moment.
    const back = { choice: 'return', ...(await newest()), ...reason }
    expect(await clearance(back, false)).toEqual({ status: 422, codes: ['code-missing'] })
    expect((await journey.facts()).filter(({ kind }) => kind === 'clearance')).toEqual([])
    expect(await clearance(back)).toMatchObject({ status: 200 })
    const told = await mailsTo(journey, journey.cast.units.qingquan.contact.address)
    expect(told.some(({ subject, text }) => /退回/.test(subject) && text.includes('请写明平台建设情况'))).toBe(true)
    expect(await clearance({ choice: 'clear', ...(await newest()) })).toEqual({ status: 409, codes: ['act-refused'] })
  })

  it('is public once it is sent again, signed and cleared; the others are not waited for', async () => {
    const overview = '本镇共收到申请2件，均已答复。本镇没有网站，信息在县政府网站公开。'
    accepted(await submit(journey, 'qingquan', { texts: { 'own:overview': overview } }))
    accepted(await confirm(journey.door, journey.cast.units.qingquan.leader.address))
    expect(await receipt()).toContain('等政府信息公开工作主管部门核准')
    await together({ date: '2021-01-25', time: '09:30' })
    expect(await clearWaiting(journey.door, journey.cast.clerk.address)).toBe(1)
    await journey.local.keepTime()
    expect(await isThere(at('v1/index.html'))).toBe(false)
    const page = textOf(await onBoard('/clearance'))
    expect(page).toContain('已核准，2021年1月25日09:30集中公开')
    expect(page).toContain('已备好1个单位的报告')
    expect(await receipt()).toContain('年度报告已核准，2021年1月25日09:30与其他单位的一起公布。')
    const waits = async () =>
      (await mailsTo(journey, journey.cast.units.qingquan.contact.address)).filter(({ subject }) =>
        /已核准，等集中公开/.test(subject),
      )
    expect((await waits()).map(({ text }) => text)).toEqual([expect.stringContaining('2021年1月25日 09:30')])
    await together({ date: '2021-01-25', time: '09:15' })
    await together({ date: '2021-01-25', time: '09:30' })
    await journey.local.keepTime()
    expect(await waits()).toHaveLength(1)
    await journey.local.clock.moveTo('2021-01-25T01:30:00.000Z')
    await journey.local.keepTime()
    const report = (await publishedJson(journey, at('v1/report.json'))) as {
      figures: Record<string, string>
      signatures: { stage: string }[]
    }
    expect(report.figures['t3.new.total']).toBe('2')
    expect(report.signatures.map(({ stage }) => stage)).toEqual(['unit-leader', 'clearance'])
    expect(await publishedText(journey, at('v1/index.html'))).toContain('本镇没有网站')
    expect(await receipt()).toContain('年度报告第1版已公布。')
    expect(await publishedText(journey, 'data/totals.csv')).toContain(',qingquan,清泉镇人民政府,2020,1,received,')
    expect(await isThere('r/own/units/office/v1/index.html')).toBe(false)
  })

  it('has a ZIP for the archive: what was published, what it rests on, and no sheet that it never had', async () => {
    const visitor = new Visitor(journey.door)
    await visitor.openLink(await newestMail(journey.door, journey.cast.clerk.address, /工作台/))
    const { html } = await visitor.get('/clearance?unit=qingquan')
    expect(html.querySelectorAll('a[href="/board/export?format=archive&unit=qingquan"]')).toHaveLength(1)
    const mail = await newestMail(journey.door, journey.cast.clerk.address, /工作台/)
    const asked = (query: string) =>
      fetch(`${journey.door.baseUrl}/board/export?format=archive${query}`, {
        headers: { authorization: `Bearer ${linkIn(mail).token}` },
      })
    expect((await asked('&unit=qingquan&version=2')).status).toBe(404)
    expect((await asked('&unit=nobody')).status).toBe(404)
    const zip = Buffer.from(await (await asked('&unit=qingquan')).arrayBuffer())
    const written = join(journey.folder, 'unit.zip')
    for (const named of [['--unit', 'qingquan'], ['--unit=qingquan']]) {
      const called = ['archive', 'own', written, ...named, '--folder', journey.folder]
      expect([called, await lianbao(called, { out: () => {}, err: () => {} })]).toEqual([called, 0])
      expect(readFileSync(written).equals(zip)).toBe(true)
    }
    const parts = unzipSync(zip)
    const note = new TextDecoder().decode(parts['归档说明.txt'])
    for (const [path, part] of Object.entries(parts))
      if (path !== '归档说明.txt') expect(note).toContain(`  ${path}  ${part.length}  ${digestOf(part)}`)
    expect(Object.keys(parts)).toContain('version/manifest.sig.json')
    expect(Object.keys(parts).filter((path) => path.includes('审签单'))).toEqual([])
    expect(note).not.toContain('审签单')
    const facts = JSON.parse(new TextDecoder().decode(parts['evidence/facts.json'])) as { kind: string }[]
    const kinds = new Set(facts.map(({ kind }) => kind))
    expect([...kinds].sort()).toEqual(['clearance', 'confirmation', 'opening', 'submission', 'unit-release'])
    expect(Object.keys(parts).some((path) => path.startsWith('evidence/submissions/'))).toBe(true)
  })

  it('is called back, corrected, and the first version says so', async () => {
    await callBack(journey.door, journey.cast.clerk.address, 'qingquan', '漏报一件。')
    const more = { 't3.new.natural': '3', 't3.granted.natural': '3' }
    const figures = filled('qingquan', { ...figuresOf.qingquan, ...more })
    const texts = { ...textsOf.qingquan, 'own:overview': '本镇共收到申请3件，均已答复。' }
    accepted(await submit(journey, 'qingquan', { figures, texts }))
    accepted(await confirm(journey.door, journey.cast.units.qingquan.leader.address))
    await clearWaiting(journey.door, journey.cast.clerk.address)
    await journey.local.keepTime()
    expect(await publishedJson(journey, at('v2/report.json'))).toMatchObject({
      correction: { of: 1, reason: '漏报一件。' },
    })
    expect(await publishedText(journey, at('notice.css'))).toContain('被第2版更正')
    expect(await publishedText(journey, at('index.html'))).toContain('url=v2/index.html')
    const office = await mailsTo(journey, journey.cast.clerk.address)
    expect(office.some(({ subject }) => /已公布更正：.*清泉镇.*第2版/.test(subject))).toBe(true)
  })

  it('is withdrawn by two persons: a tombstone with the reason stands at its address, and its figures are in no list', async () => {
    const { door, cast } = journey
    accepted(await actOnBoard(door, cast.clerk.address, ['withdraw'], { unit: 'qingquan', reason: '误公开了个人信息' }))
    const asked = await newestMail(journey.door, journey.cast.accountable.address, /请同意：撤回清泉镇/)
    const second = new Visitor(journey.door)
    const page = await second.openLink(asked)
    expect(textOf(page)).toContain('误公开了个人信息')
    await journey.local.keepTime()
    expect(await publishedText(journey, at('index.html'))).toContain('url=v2/index.html')
    const mailCode = { form: 'form[action^="/consent"]', button: { name: 'mail-code', value: 'yes' } }
    await second.submit(page, { choice: 'consent' }, mailCode)
    const code = decisionCodeIn(await newestMail(journey.door, journey.cast.accountable.address, /6位数字/))
    await second.submit(page, { choice: 'consent', code }, { form: 'form[action^="/consent"]' })
    await journey.local.keepTime()
    const tombstone = await publishedText(journey, at('index.html'))
    expect(tombstone).toContain('这份报告已撤回')
    expect(tombstone).toContain('误公开了个人信息')
    expect(await publishedText(journey, 'data/totals.csv')).not.toContain(',qingquan,')
    expect(await publishedText(journey, 'y/2020/index.html')).toContain('已撤回：清泉镇人民政府。')
    expect(await isThere(at('v2/manifest.json'))).toBe(true)
    const told = await mailsTo(journey, journey.cast.units.qingquan.leader.address)
    expect(told.some(({ subject }) => /^已撤回：清泉镇.*第2版/.test(subject))).toBe(true)
  })
})

describe('a unit that corrects its report after the whole is public', () => {
  let journey: EmbeddedJourney
  beforeAll(async () => {
    journey = await openEmbedded({ name: 'late-own', clearance: 'after' })
    await fileAll(journey)
    await journey.local.keepTime()
    await signFrom(journey)
    await journey.local.keepTime()
  })
  afterAll(() => journey?.stop())
  const officePage = async () => {
    const visitor = new Visitor(journey.door)
    return textOf(await visitor.openLink(await newestMail(journey.door, journey.cast.clerk.address, /工作台/)))
  }
  const used = async (version: number) => {
    const report = (await publishedJson(journey, `r/late-own/v${version}/report.json`)) as {
      units: { id: string; report?: { version: number } }[]
    }
    return report.units.find(({ id }) => id === 'qingquan')?.report?.version
  }

  it('gives the office its papers as Word: a version is not marked, and nothing hidden is put into the letter', async () => {
    const { token } = linkIn(await newestMail(journey.door, journey.cast.clerk.address, /工作台/))
    const paper = async (query: string) => {
      const answer = await fetch(`${journey.door.baseUrl}/board/export?${query}`, {
        headers: { authorization: `Bearer ${token}` },
      })
      const bytes = new Uint8Array(await answer.arrayBuffer())
      const zip = answer.status === 200 ? ZipFile.open(bytes) : undefined
      const text = zip && !('problem' in zip) ? zip.text('word/document.xml') : undefined
      return { status: answer.status, text: text?.replace(/<[^>]+>/g, '') }
    }
    expect((await paper('format=report')).text).toContain('2021年1月25日')
    expect((await paper('format=sheet')).text).toContain('县长罗斌')
    expect((await paper(`format=letter&to=${encodeURIComponent('省政府办公厅')}`)).text).toContain('省政府办公厅：')
    expect((await paper(`format=letter&to=${encodeURIComponent('省\u202E厅')}`)).status).toBe(422)
    expect((await paper('format=poster')).status).toBe(422)
  })

  it('is told to the office, by mail and on the board, and said above the whole; nothing else happens', async () => {
    const office = journey.cast.clerk.address
    expect(await officePage()).not.toContain('下级已更正')
    await callBack(journey.door, office, 'qingquan', '漏报一件。')
    const more = { 't3.new.natural': '3', 't3.granted.natural': '3' }
    accepted(await submit(journey, 'qingquan', { figures: filled('qingquan', { ...figuresOf.qingquan, ...more }) }))
    accepted(await confirm(journey.door, journey.cast.units.qingquan.leader.address))
    await journey.local.keepTime()
    const told = (await mailsTo(journey, office)).find(({ subject }) => /已公布更正：清泉镇.*第2版/.test(subject))
    expect(told?.text).toContain('加的是它的第1版')
    expect(await officePage()).toContain('清泉镇人民政府的报告现为第2版，本报告按第1版汇总。要不要跟着更正，由您决定')
    expect(await publishedText(journey, 'r/late-own/notice.css')).toContain('本报告按第1版汇总')
    expect([await used(1), (await published(journey, 'r/late-own/v2/report.json')) === undefined]).toEqual([1, true])
  })

  it('is added in a version of the whole of its own once the office decides so', async () => {
    const reason = '清泉镇更正了它的报告。'
    accepted(await actOnBoard(journey.door, journey.cast.clerk.address, ['correct'], { reason }))
    await journey.settled()
    await signFrom(journey)
    await journey.local.keepTime()
    expect(await used(2)).toBe(2)
    const { correction } = (await publishedJson(journey, 'r/late-own/v2/report.json')) as {
      correction: { reason: string; figures: { cell: string; units: string[] }[] }
    }
    expect(correction.reason).toBe(reason)
    expect(correction.figures.find(({ cell }) => cell === 't3.new.natural')?.units).toEqual(['qingquan'])
    expect(await officePage()).not.toContain('下级已更正')
    expect(await publishedText(journey, 'r/late-own/notice.css')).not.toContain('本报告按第1版汇总')
  })
})

describe('the own report of a unit that the whole does not add', () => {
  let journey: EmbeddedJourney
  beforeAll(async () => {
    journey = await openEmbedded({ name: 'branch', clearance: 'after', ownLine: 'qingquan' })
    await file(journey, 'office')
    await file(journey, 'finance')
    await signFrom(journey)
  })
  afterAll(() => journey?.stop())

  it('goes on when the whole is out: more time, the form, the leader, and it is public', async () => {
    const { door, cast } = journey
    expect(await published(journey, 'r/branch/v1/report.json')).toBeDefined()
    const { contact, leader } = cast.units.qingquan
    const told = await newestMail(door, contact.address, /已公布/)
    expect(told.text).toContain('您单位自己的年度报告还没有公布')
    const given = { unit: 'qingquan', until: '2021-02-10', reason: '条线上还没有定数' }
    accepted(await actOnBoard(door, cast.clerk.address, ['reopen', 'extend'], given))
    await door.passTime('2021-02-08T02:00:00.000Z')
    expect((await newestMail(door, contact.address, /催办/)).text).toContain('2月10日')
    accepted(await submit(journey, 'qingquan'))
    accepted(await confirm(door, leader.address))
    await journey.local.keepTime()
    expect(await published(journey, 'r/branch/units/qingquan/v1/report.json')).toBeDefined()
    expect(await published(journey, 'r/branch/v2/report.json')).toBeUndefined()
  })
})
