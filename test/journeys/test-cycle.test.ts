import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { actOnBoard } from '../../infra/local/demo/people.ts'
import { newestMail, type ReadMail, type VisitedPage, Visitor } from '../../infra/local/demo/visitor.ts'
import { kindsOf, toldEvents } from '../../shared/contract/told-events.ts'
import { trialTexts } from '../../shared/words/trial-texts.ts'
import { type EmbeddedJourney, openEmbedded, openSmallCycle } from './embedded.ts'
import { accepted, fileAll, published, publishedJson, publishedText, signFrom, textOf } from './journey.ts'

// A rehearsal: everybody does what they would, and nobody outside ever sees anything of it.
describe('a test cycle', () => {
  const name = 'rehearsal'
  const seen: { address: string; page: string }[] = []
  const board = { page: undefined as VisitedPage | undefined, report: undefined as VisitedPage | undefined }
  let journey: EmbeddedJourney
  beforeAll(async () => {
    const really = globalThis.fetch
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (address, init) => {
      const answer = await really(address, init)
      if (answer.headers.get('content-type')?.startsWith('text/html'))
        seen.push({
          address: `${init?.method ?? 'GET'} ${new URL(String(address)).pathname}`,
          page: await answer.clone().text(),
        })
      return answer
    })
    journey = await openEmbedded({ name, test: true })
    await fileAll(journey)
    await signFrom(journey)
    // The units’ own reports go out with the timer.
    await journey.door.passTime('2021-01-25T02:00:00.000Z')
    await journey.settled()
    const visitor = new Visitor(journey.door)
    board.page = accepted(await visitor.openLink(await newestMail(journey.door, journey.cast.clerk.address, /工作台/)))
    board.report = await visitor.get('/board/test-report/index.html')
  }, 120_000)
  afterAll(async () => {
    vi.restoreAllMocks()
    await journey?.stop()
  })

  it('walks the whole way', async () => {
    const kinds = new Set((await journey.facts()).map(({ kind }) => kind))
    expect([kinds.has('publication'), kinds.has('unit-publication')]).toEqual([true, true])
    expect(textOf(board.page!)).toContain('看它会公布什么')
  })

  it('marks every fact of which others are told on AWS, so that no event says it is public', async () => {
    const told = new Set(Object.values(toldEvents).flatMap(kindsOf))
    const facts = (await journey.facts()).filter(({ kind }) => told.has(kind))
    expect(new Set(facts.map(({ kind }) => kind)).size).toBeGreaterThan(4)
    expect(facts.filter((fact) => !('test' in fact))).toEqual([])
  })

  it('says that it is a test on every page of it, whoever sees it', () => {
    const ofCycle = seen.filter(({ address }) => !/ \/(outbox|public|open)/.test(address))
    expect(new Set(ofCycle.map(({ address }) => address))).toEqual(
      new Set([
        'GET /slice',
        'GET /receipt',
        'GET /confirmation',
        'GET /sign-off',
        'POST /sign-off',
        'GET /board',
        'GET /board/test-report/index.html',
      ]),
    )
    expect(ofCycle.filter(({ page }) => !page.includes('测试：这一期是演练')).map(({ address }) => address)).toEqual([])
  })

  it('says so in every mail, in its subject and before its first word', async () => {
    const mails = await journey.door.mails()
    expect(mails.length).toBeGreaterThan(20)
    expect(mails.filter(({ subject }) => !subject.startsWith('【测试】')).map(({ subject }) => subject)).toEqual([])
    const body = (mail: ReadMail) => mail.text.replace(`${trialTexts.mail.zh}\n${trialTexts.mail.en}\n\n`, '')
    expect(mails.filter((mail) => !body(mail).startsWith('这是测试：'))).toEqual([])
    expect(mails.filter(({ text }) => text.includes('/public'))).toEqual([])
  })

  it('is nowhere on the public site: no file, no line in a list', async () => {
    for (const file of [
      'index.html',
      'latest.json',
      'v1/index.html',
      'v1/report.json',
      'v1/manifest.json',
      'v1/manifest.sig.json',
      'units/office/v1/report.json',
    ])
      expect([file, await published(journey, `r/${name}/${file}`)]).toEqual([file, undefined])
    await openSmallCycle(journey.local.services, { name: 'real' })
    await journey.door.passTime('2021-01-26T02:00:00.000Z')
    for (const list of ['index.html', 'site.json', 'data/all.csv', 'sitemap.xml', 'y/2020/index.html'])
      expect([list, (await published(journey, list)) && (await publishedText(journey, list)).includes(name)]).toEqual([
        list,
        false,
      ])
    expect(JSON.stringify(await publishedJson(journey, 'reports.json'))).not.toContain(name)
  })

  it('shows the office what it would have published, marked in every file', async () => {
    const page = board.report!
    expect([page.status, page.html.textContent.includes('测试：这一期是演练')]).toEqual([200, true])
    const visitor = new Visitor(journey.door)
    await visitor.openLink(await newestMail(journey.door, journey.cast.clerk.address, /工作台/))
    const report = JSON.parse((await visitor.get('/board/test-report/report.json')).html.textContent)
    expect(report).toMatchObject({ version: 1, trial: { zh: expect.stringContaining('测试') } })
    expect((await visitor.get('/board/test-report/manifest.sig.json')).status).toBe(404)
    const ways = page.html.querySelectorAll('a').map((a) => a.getAttribute('href') ?? '')
    expect(ways.filter((way) => way.startsWith('../../../'))).toEqual([])
    expect(ways.some((way) => way.endsWith('/public/index.html'))).toBe(true)
    const marks = page.html.querySelectorAll('aside.trial').map((mark) => mark.textContent)
    expect([marks.filter((mark) => mark.includes('这一期是演练')).length, new Set(marks).size]).toEqual([
      1,
      marks.length,
    ])
    const beside = ways.filter((way) => !/^(#|https?:)/.test(way))
    expect(beside.length).toBeGreaterThan(5)
    for (const way of beside) expect([way, (await visitor.get(`/board/test-report/${way}`)).status]).toEqual([way, 200])
    expect(ways.filter((way) => way.startsWith('#') && !page.html.querySelector(way))).toEqual([])
    expect(page.html.querySelector('main')!.textContent).not.toContain('核验')
    expect(board.page!.html.innerHTML).not.toContain('format=archive')
    expect((await visitor.get('/board/test-report/..%2f..%2fsubmissions')).status).toBe(404)
  })

  it('opens tests only', async () => {
    const visitor = new Visitor(journey.door)
    await visitor.openLink(await newestMail(journey.door, journey.cast.clerk.address, /工作台/))
    const opening = await visitor.get('/cycles/new')
    const asked = { 'issuer.id': 'neighbour', year: '2020', missing: 'gap', cycle: 'for-real' }
    const form = { form: 'form.opening' }
    const refused = await visitor.submit(opening, { ...asked, test: '' }, form)
    expect([refused.status, textOf(refused)]).toEqual([422, expect.stringContaining('从这里只能开测试')])
    expect((await visitor.submit(opening, asked, form)).status).toBe(200) // ticked beforehand
  })

  it('can be corrected like any other', async () => {
    accepted(await actOnBoard(journey.door, journey.cast.clerk.address, ['correct'], { reason: '再走一遍更正。' }))
  })
})
