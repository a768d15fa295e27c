import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actOnBoard } from '../../infra/local/demo/people.ts'
import { newestMail, type VisitedPage, Visitor } from '../../infra/local/demo/visitor.ts'
import { hasBrowser, launchChromium } from '../fixtures/chromium.ts'
import { everyWidth, looksRight } from '../fixtures/looks-right.ts'
import { htmlOf, layOut } from '../fixtures/report-files.ts'
import { type EmbeddedJourney, openEmbedded } from './embedded.ts'
import { file, headingOf } from './journey.ts'
import { compiled } from './small-cycle.ts'

/** The pages that the browser's own journey does not come by: those of the office, of a second person, and what a clerk looks up. */
describe.skipIf(!hasBrowser || !everyWidth)('every other page, at three widths, by day and by night', () => {
  let journey: EmbeddedJourney
  let browser: Browser
  let office: Visitor
  let clerk: Visitor
  beforeAll(async () => {
    // A year whose notice did not come with this program when this was written.
    journey = await openEmbedded({ name: 'every', clearance: 'before', year: 2026, clock: '2027-01-11T01:00:00.000Z' })
    browser = await launchChromium()
    const { clerk: officer, units } = journey.cast
    office = new Visitor(journey.door)
    await office.openLink(await newestMail(journey.door, officer.address, /工作台/))
    await file(journey, 'qingquan', { texts: { 'own:overview': '本镇共收到申请2件，均已答复。' } })
    clerk = new Visitor(journey.door)
    await clerk.openLink(await newestMail(journey.door, units.qingquan.contact.address, /填报/))
  })
  afterAll(async () => {
    await browser?.close()
    await journey?.stop()
  })

  const lastYear = () =>
    htmlOf(
      layOut(
        compiled,
        Object.fromEntries(compiled.cells.map(({ id }) => [id, '0'])),
        {},
        '青禾县财政局2025年政府信息公开工作年度报告',
      ),
    )
  const consent = async () => {
    const { door, cast } = journey
    await actOnBoard(door, cast.clerk.address, ['gap'], { reason: '财政局搬家' })
    return new Visitor(door).openLink(await newestMail(door, cast.accountable.address, /请同意/))
  }
  const opening = {
    ...{ year: '2026', missing: 'gap', cycle: 'neighbour', 'issuer.id': 'neighbour', 'issuer.zh': '邻县人民政府' },
  }
  const made: [string, string, () => Promise<VisitedPage>][] = [
    ['cycles', '各期报告', () => office.get('/cycles')],
    ['opening', '开新的一期', () => office.get('/cycles/new')],
    [
      'opening, refused',
      '开新的一期',
      async () => office.submit(await office.get('/cycles/new'), { year: '' }, { form: 'form.opening' }),
    ],
    [
      'preview',
      '看一遍，再开始',
      async () => office.submit(await office.get('/cycles/new'), opening, { form: 'form.opening' }),
    ],
    ['matrix', '各单位的数', () => office.get('/board/figures?table=t3')],
    ['draft', '现在汇总，会是这样', () => office.get('/board/draft')],
    ['last year', '去年的年报', () => office.get('/board/last-year')],
    [
      'last year, read',
      '去年的年报',
      async () =>
        office.submit(
          await office.get('/board/last-year'),
          { unit: '?' },
          {
            form: 'form[enctype]',
            files: { field: 'last-year', chosen: [{ name: '财政局.html', bytes: lastYear() }] },
          },
        ),
    ],
    [
      'notice, read',
      '工作台',
      async () =>
        office.submit(
          await office.get('/board'),
          { text: '2027年节假日安排：1月1日至3日放假。春节：1月28日至2月6日放假，1月16日上班。', reason: '国办通知' },
          { having: { act: 'notice' } },
        ),
    ],
    ['clearances', '各单位年度报告', () => office.get('/clearance')],
    ['clearance', '清泉镇人民政府', () => office.get('/clearance?unit=qingquan')],
    ['consent', '常务副县长秦华，请您同意：不再等缺报的单位', consent],
    ['proposal', '工作台', () => office.get('/board')],
    ['history', '每一格报过什么', () => clerk.get('/slice/history')],
    ['nothing there', '找不到', () => clerk.get('/receipt?revision=9')],
  ]
  it.each(made)('%s: %s', async (name, heading, make) => {
    const answer = await make()
    expect(headingOf(answer)).toBe(heading)
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
    await page.setContent(answer.body)
    await looksRight(page, 'day', name)
    await page.close()
  })

  it('the draft with all its slices, and the board while it is signed', async () => {
    for (const id of ['office', 'finance'] as const) await file(journey, id)
    for (const path of ['/board', '/board/draft', '/board/figures?table=t2', '/clearance']) {
      const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
      await page.setContent((await office.get(path)).body)
      await looksRight(page, 'day', path)
      expect(
        await page.evaluate(
          `[...document.querySelectorAll('.matrix')].filter((one) => one.scrollWidth > one.clientWidth).length`,
        ),
      ).toBe(0)
      await page.close()
    }
  })
})
