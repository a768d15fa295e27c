import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCycle } from '../../functions/kept/load-cycle.ts'
import { clearWaiting } from '../../infra/local/demo/own-report.ts'
import { explainWarnings } from '../../infra/local/demo/people.ts'
import { linkIn, newestMail, type VisitedPage, Visitor } from '../../infra/local/demo/visitor.ts'
import { digestOf } from '../../shared/report/bytes/digest.ts'
import { docxOf, htmlOf, layOut, pdfOf } from '../fixtures/report-files.ts'
import { type EmbeddedJourney, openEmbedded } from './embedded.ts'
import { accepted, atTheDraft, file, mailsTo, published, signFrom, textOf } from './journey.ts'
import { compiled } from './small-cycle.ts'

const name = 'last-year'
let journey: EmbeddedJourney
let office: Visitor

beforeAll(async () => {
  journey = await openEmbedded({ name })
  office = new Visitor(journey.door)
  await office.openLink(await newestMail(journey.door, journey.cast.clerk.address, /工作台/))
})
afterAll(() => journey?.stop())

/** 3 requests of natural persons came in that year, 2 were carried out. */
const figures = {
  ...Object.fromEntries(compiled.cells.map(({ id }) => [id, '0'])),
  ...Object.fromEntries(
    ['natural', 'total'].flatMap((column) => [
      [`t3.new.${column}`, '3'],
      [`t3.granted.${column}`, '1'],
      [`t3.handled.${column}`, '1'],
      [`t3.carried-out.${column}`, '2'],
    ]),
  ),
}
const laid = (issuer: string, year = 2019) =>
  layOut(compiled, figures, {}, `${issuer}${year}年政府信息公开工作年度报告`)
const acts = async () => (await journey.facts()).filter((fact) => fact.kind === 'act')
const upload = async (chosen: { name: string; bytes: Uint8Array | string }[], unit = '?') =>
  office.submit(
    await office.get('/board/last-year'),
    { unit },
    { form: 'form[enctype]', files: { field: 'last-year', chosen } },
  )
const confirm = (page: VisitedPage) =>
  office.submit(page, {}, { form: 'form[action^="/board"]', having: { act: 'last-year' } })

test('files are read and shown; nothing counts before it is confirmed', async () => {
  expect(textOf(await office.get('/board?unit=finance'))).toContain('带入去年的年报')
  const docx = docxOf(laid('青禾县财政局'))
  const page = await upload([
    { name: '财政局.docx', bytes: docx },
    { name: '清泉镇.html', bytes: htmlOf(laid('清泉镇人民政府')) },
  ])
  expect(page.status).toBe(200)
  expect(textOf(page)).toMatch(/读到2份.*青禾县财政局：读到\d+格.*结转下年度.*2.*清泉镇人民政府/s)
  expect(page.body).toContain(digestOf(docx))
  expect(await acts()).toEqual([])

  const done = await confirm(page)
  expect(textOf(done)).toMatch(/已记录：带入去年的年报.*不发邮件/s)
  expect(await acts()).toMatchObject([
    {
      act: 'last-year',
      by: 'clerk-lin',
      files: [{ unit: 'finance', file: '财政局.docx', digest: digestOf(docx) }, { unit: 'qingquan' }],
    },
  ])
  // The same page pressed again is the same act.
  await confirm(page)
  expect(await acts()).toHaveLength(1)
  expect(textOf(await office.get('/board/last-year'))).toMatch(/青禾县财政局.*财政局\.docx.*林燕.*没有去年数的有2个/s)
})

test('the unit sees last year’s figures, and what is carried in is filled and held against them', async () => {
  const clerk = new Visitor(journey.door)
  const [invitation] = await mailsTo(journey, journey.cast.units.finance.contact.address)
  const form = await clerk.openLink(invitation!)
  const carried = form.html.querySelector('[name="cell:t3.carried-in.natural"]')
  expect(carried?.getAttribute('value')).toBe('2')
  const wrong = await clerk.submit(
    form,
    { 'cell:t3.carried-in.natural': '1' },
    { form: 'form[action^="/slice"]', button: { name: 'do', value: 'check' } },
  )
  expect(textOf(wrong)).toMatch(/上年结转.*单位有合并、拆分的，请按“有疑问”告诉经办机构/s)
})

test('the issuer’s report beside them, said to be its own where its name is another', async () => {
  const pdf = pdfOf(laid('青禾县政务公开办'))
  const nobody = await upload([{ name: '年报.pdf', bytes: pdf }])
  expect([nobody.status, textOf(nobody)]).toEqual([422, expect.stringMatching(/看不出是本期哪个单位的/)])
  const page = await upload([{ name: '年报.pdf', bytes: pdf }], '')
  expect(textOf(page)).toMatch(/青禾县人民政府：读到.*报告里写的机关：青禾县政务公开办/s)
  await confirm(page)
  const lastYear = (await acts()).at(-1)
  expect(lastYear).toMatchObject({ files: [{ unit: '', file: '年报.pdf' }], before: expect.any(String) })
})

test('two at once: who confirms second is told that another was faster', async () => {
  const one = await upload([{ name: 'a.docx', bytes: docxOf(laid('清泉镇人民政府')) }])
  const other = await upload([{ name: 'b.docx', bytes: docxOf(laid('青禾县人民政府办公室')) }])
  expect((await confirm(one)).status).toBe(200)
  const late = await confirm(other)
  expect([late.status, textOf(late)]).toEqual([409, expect.stringMatching(/又有人带进了去年的数/)])
})

test.each<[string, { name: string; bytes: Uint8Array | string }[], number, RegExp]>([
  ['no file', [], 422, /请选文件/],
  ['a scan', [{ name: 'a.png', bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47]) }], 422, /图片/],
  ['noise', [{ name: 'a.docx', bytes: new Uint8Array(2000).fill(0x50) }], 422, /a\.docx：/],
  ['another year', [{ name: 'a.docx', bytes: docxOf(laid('青禾县财政局', 2018)) }], 422, /2018/],
  ['too many', Array.from({ length: 21 }, (_, n) => ({ name: `${n}.csv`, bytes: 'a,b' })), 413, /最多20个文件/],
  ['too large', [{ name: 'a.docx', bytes: new Uint8Array(5_000_000) }], 413, /4MB/],
])('%s is refused in words', async (_, files, status, words) => {
  const before = await journey.facts()
  const page = await upload(files)
  expect([page.status, textOf(page)]).toEqual([status, expect.stringMatching(words)])
  expect((await journey.facts()).filter(({ kind }) => kind !== 'visit')).toEqual(
    before.filter(({ kind }) => kind !== 'visit'),
  )
})

test('an upload that is torn, or of another’s form, is a clear refusal', async () => {
  const page = await office.get('/board/last-year')
  const address = page.html.querySelector('form[enctype]')?.getAttribute('action') ?? ''
  const send = (body: string, type: string) =>
    fetch(`${journey.door.baseUrl}${address}`, { method: 'POST', body, headers: { 'content-type': type } })
  expect((await send('--x\r\nbroken', 'multipart/form-data; boundary=x')).status).toBe(401)
  const own = await office.submit(page, { 'form-token': 'another' }, { form: 'form[enctype]' })
  expect(own.status).toBe(409)
})

test('a program that names figures nobody has read opens nothing', async () => {
  const mail = await newestMail(journey.door, journey.cast.clerk.address, /工作台/)
  const { opening } = (await loadCycle(name, journey.local.services)).state
  const { issuer, route, office, policy, units } = opening
  const document = {
    ...{
      cycle: 'unread',
      definition: 'gid-2019',
      issuer: { ...issuer, id: 'unread' },
      year: 2021,
      units,
      route,
      office,
    },
    ...{ policy, opens: '2022-01-04', previous: 'a'.repeat(64) },
  }
  const answer = await fetch(`${journey.door.baseUrl}/cycles`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${linkIn(mail).token}` },
    body: JSON.stringify(document),
  })
  const { problems } = (await answer.json()) as { problems: { field: string }[] }
  expect([answer.status, problems.map(({ field }) => field)]).toEqual([422, ['previous']])
  expect(await journey.local.services.store.cycles()).not.toContain('unread')
})

test('with a unit of last year’s that has left the roster, reports are brought in all the same', async () => {
  const gone = { definition: 'gid-2019', figures, name: { zh: '青禾县老干部局', en: 'Veterans' } }
  const after = await openEmbedded({ name: 'gone', lastYear: { units: { gone } } })
  try {
    const visitor = new Visitor(after.door)
    await visitor.openLink(await newestMail(after.door, after.cast.clerk.address, /工作台/))
    const chosen = [{ name: 'a.html', bytes: htmlOf(laid('青禾县财政局')) }]
    const read = await visitor.submit(
      await visitor.get('/board/last-year'),
      { unit: '?' },
      { form: 'form[enctype]', files: { field: 'last-year', chosen } },
    )
    const done = await visitor.submit(read, {}, { form: 'form[action^="/board"]', having: { act: 'last-year' } })
    expect([done.status, textOf(done)]).toEqual([200, expect.stringMatching(/已记录：带入去年的年报/)])
  } finally {
    await after.stop()
  }
})

test('before a cycle opens: read on its form, shown, listed on the page before it begins, and then its last year’s', async () => {
  const form = await office.get('/cycles/new')
  const report = htmlOf(laid('青禾县财政局', 2020))
  const files = { field: 'last-year', chosen: [{ name: '财政局2020.html', bytes: report }] }
  const read = await office.submit(
    form,
    { opens: '2022-01-04', cycle: 'next-year', 'issuer.id': 'next-year' },
    { form: 'form.opening', button: { name: 'opening', value: 'yes' }, files },
  )
  expect([read.status, textOf(read)]).toEqual([200, expect.stringMatching(/青禾县财政局：读到.*一共读入1家/s)])
  const previous = read.html.querySelector('[name=previous]')?.getAttribute('value') ?? ''
  const unread = await office.submit(
    read,
    { missing: 'hold' },
    { form: 'form.opening', also: [['last-year', 'x.doc']] },
  )
  expect([unread.status, textOf(unread)]).toEqual([422, expect.stringMatching(/还没有读/)])
  const preview = await office.submit(read, { missing: 'hold' }, { form: 'form.opening' })
  expect([preview.status, textOf(preview)]).toEqual([200, expect.stringMatching(/财政局2020\.html/)])
  await office.submit(preview, {}, { form: 'form[action^="/cycles"]', button: { name: 'sure', value: 'yes' } })
  const [opening] = await journey.local.services.store.factsOf('next-year', 'opening')
  expect(opening?.previous).toBe(previous)
  // A roster without that unit is another cycle’s.
  const roster = read.html.querySelector('[name=roster]')?.textContent ?? ''
  const others = await office.submit(
    read,
    { missing: 'hold', roster: roster.replaceAll(',finance,', ',other,') },
    { form: 'form.opening' },
  )
  expect(textOf(others)).toMatch(/名册里没有的单位/)
  // Read again for that roster, what was read for the other is left out.
  const again = await office.submit(
    others,
    {},
    {
      form: 'form.opening',
      button: { name: 'opening', value: 'yes' },
      files: { field: 'last-year', chosen: [{ name: '清泉.html', bytes: htmlOf(laid('清泉镇人民政府', 2020)) }] },
    },
  )
  expect(textOf(await office.submit(again, { missing: 'hold' }, { form: 'form.opening' }))).not.toMatch(
    /名册里没有的单位/,
  )

  // Only whose figures are known is promised them: in the sample, which is the first unit's, and in the mail.
  const promise = '去年的数会列在旁边'
  expect(textOf(preview)).not.toContain(promise)
  await journey.local.clock.moveTo('2022-01-04T01:30:00.000Z')
  await journey.local.keepTime()
  await journey.settled()
  const invited = (await journey.door.mails()).filter(({ subject }) => /^请填报.*2021年/.test(subject))
  expect(invited.map(({ to, text }) => [to.split('@')[0], text.includes(promise)]).sort()).toEqual([
    ['finance-clerk', true],
    ['office-clerk', false],
    ['qingquan-clerk', false],
  ])
})

describe('a unit’s own report, held against what was brought in', () => {
  let own: EmbeddedJourney
  let desk: Visitor
  const carriedIn = (n: string) => ({
    't3.carried-in.natural': n,
    't3.new.natural': '2',
    't3.granted.natural': String(2 + Number(n)),
  })
  const bringIn = async (carriedOut: string) => {
    const other = { 't3.new.natural': '3', 't3.carried-out.natural': carriedOut, 't3.carried-out.total': carriedOut }
    const report = layOut(compiled, { ...figures, ...other }, {}, '清泉镇人民政府2019年政府信息公开工作年度报告')
    const chosen = [{ name: `更正${carriedOut}.docx`, bytes: docxOf(report) }]
    const read = await desk.submit(
      await desk.get('/board/last-year'),
      { unit: 'qingquan' },
      { form: 'form[enctype]', files: { field: 'last-year', chosen } },
    )
    accepted(await desk.submit(read, {}, { form: 'form[action^="/board"]', having: { act: 'last-year' } }))
  }
  const ownTexts = { 'own:overview': '本镇的申请均已答复。' }
  const page = () => published(own, 'r/held/units/qingquan/v1/index.html')

  beforeAll(async () => {
    const kept = { definition: 'gid-2019', figures: { ...figures, 't3.carried-out.natural': '3' } }
    own = await openEmbedded({ name: 'held', clearance: 'before', lastYear: { units: { qingquan: kept } } })
    desk = new Visitor(own.door)
    await desk.openLink(await newestMail(own.door, own.cast.clerk.address, /工作台/))
  })
  afterAll(() => own?.stop())

  test('what no longer fits what was brought in since goes back to the unit, and the office hears', async () => {
    await bringIn('2')
    await file(own, 'qingquan', { figures: carriedIn('2'), texts: ownTexts })
    await bringIn('1')
    expect(await clearWaiting(own.door, own.cast.clerk.address)).toBe(1)
    await own.local.keepTime()
    const written = await own.facts()
    expect(written.filter(({ kind }) => kind === 'unit-departure')).toMatchObject([{ unit: 'qingquan', goes: false }])
    expect(await page()).toBeUndefined()
    expect(textOf(await desk.get('/board'))).toMatch(/清泉镇人民政府的年度报告没有公布/)
    // Nothing more is written at every turn; the unit hears.
    await own.local.clock.moveTo('2021-01-25T02:00:00.000Z')
    await own.local.keepTime()
    await own.settled()
    expect((await own.facts()).filter(({ kind }) => kind === 'unit-release')).toHaveLength(1)
    const { address } = own.cast.units.qingquan.contact
    expect((await mailsTo(own, address)).at(-1)?.subject).toMatch(/^请.*填报|退回/)
    const clerk = new Visitor(own.door)
    expect(textOf(await clerk.openLink((await mailsTo(own, address)).at(-1)!))).toMatch(/退回.*上一年.*结转/s)
  })

  test('filed by the newest figures, confirmed and cleared, it is published with them beside it', async () => {
    await file(own, 'qingquan', { figures: carriedIn('1'), texts: ownTexts })
    expect(await clearWaiting(own.door, own.cast.clerk.address)).toBe(1)
    await own.local.keepTime()
    expect(new TextDecoder().decode(await page())).toMatch(/与上一年对照/)
    expect(textOf(await desk.get('/board'))).not.toMatch(/年度报告没有公布/)
  })
})

test('whoever carried it over is a gap: the office explains, whoever signs reads it, and it is published', async () => {
  const zeros = Object.fromEntries(compiled.cells.map(({ id }) => [id, '0']))
  const before = (n: string, name: string) => ({
    definition: 'gid-2019',
    figures: { ...zeros, 't3.carried-out.natural': n, 't3.carried-out.total': n },
    name: { zh: name, en: name },
  })
  const { name: _, ...issuer } = before('2', '')
  const gap = await openEmbedded({
    name: 'carried',
    missing: 'gap',
    lastYear: {
      issuer,
      units: { office: before('0', '办公室'), finance: before('0', '财政局'), qingquan: before('2', '清泉镇') },
    },
  })
  try {
    const { door, cast } = gap
    await file(gap, 'office')
    await file(gap, 'finance')
    await door.passTime('2021-02-03T02:00:00.000Z')
    const visitor = new Visitor(door)
    const board = await visitor.openLink(await newestMail(door, cast.clerk.address, /工作台/))
    expect(textOf(board)).toMatch(/上年结转.*这一期没有加清泉镇人民政府/s)
    await explainWarnings(door, cast.clerk.address, '清泉镇没有报，它去年结转的2件不在合计里。')
    // The next draft needs the timer's word again that the date is over.
    await door.passTime('2021-02-03T02:30:00.000Z')
    const { page } = await atTheDraft(gap, 'disclosure-office')
    expect(textOf(page)).toMatch(/没有加清泉镇人民政府.*它去年结转的2件不在合计里/s)
    await signFrom(gap)
    expect((await gap.facts()).filter(({ kind }) => kind === 'publication')).toHaveLength(1)
  } finally {
    await gap.stop()
  }
})
