import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyAudit } from '../../infra/command-line/verify-audit.ts'
import { linkIn, newestMail, Visitor } from '../../infra/local/demo/visitor.ts'
import { type EmbeddedJourney, openEmbedded } from './embedded.ts'
import { file, headingOf, mailsDuring, mailsTo, textOf } from './journey.ts'

const name = 'board'
let journey: EmbeddedJourney
let office: Visitor
let unitPage: (unit: string) => ReturnType<Visitor['get']>

beforeAll(async () => {
  journey = await openEmbedded({ name })
  await file(journey, 'finance')
  office = new Visitor(journey.door)
  await office.openLink(await newestMail(journey.door, journey.cast.clerk.address, /工作台/))
  unitPage = (unit) => office.get(`/board?unit=${unit}`)
})
afterAll(() => journey?.stop())

const acts = async () => (await journey.facts()).filter((fact) => fact.kind === 'act')

test('the board says who owes what since when, and what the office may do', async () => {
  const page = await office.get('/board')
  expect(page.status).toBe(200)
  expect(textOf(page)).toMatch(/3个单位，报齐1个/)
  expect(textOf(page)).toMatch(/未报.*清泉镇人民政府.*吕山/s)
})

test('pressing every button of the board with nothing filled in changes nothing', async () => {
  const before = await journey.facts()
  for (const path of ['/board', '/board?unit=qingquan', '/board?unit=finance', '/cycles', '/cycles/new']) {
    const page = await office.get(path)
    for (const form of page.html.querySelectorAll('form[method=post]')) {
      if (form.getAttribute('action') === '/close') continue // closes, as it says
      const body = new URLSearchParams()
      // A machine sends what stands in the fields, and ticks and chooses nothing.
      for (const field of form.querySelectorAll('input, textarea')) {
        const type = field.getAttribute('type')
        if (type === 'checkbox' || type === 'radio') continue
        body.append(field.getAttribute('name') ?? '', field.getAttribute('value') ?? field.textContent)
      }
      const having = Object.fromEntries(
        ['act', 'unit', 'stage', 'seat', 'person', 'definition'].flatMap((n) =>
          body.has(n) ? [[n, body.get(n)!]] : [],
        ),
      )
      const answer = await office.submit(page, {}, { form: `form[action="${form.getAttribute('action')}"]`, having })
      expect(answer.status, `${path} ${body}`).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
    }
  }
  expect(await journey.facts()).toEqual(before)
})

test('the office reminds all who owe, with a word of its own, once a day', async () => {
  const contact = journey.cast.units.qingquan.contact.address
  const remind = async () => {
    const page = await office.get('/board')
    return office.submit(
      page,
      { reason: '省里明天来催，请今天报。', sure: 'yes' },
      { form: '#remind', button: { name: 'units', value: 'owing' } },
    )
  }
  const mails = await mailsDuring(journey, async () => expect((await remind()).status).toBe(200))
  const told = mails.filter(({ to }) => to === contact)
  expect(told.map(({ text }) => text.includes('省里明天来催，请今天报。'))).toEqual([true])
  expect(mails.map(({ to }) => to)).not.toContain(journey.cast.units.finance.contact.address)
  const again = await mailsDuring(journey, async () => expect((await remind()).status).toBe(200))
  expect(again.filter(({ to }) => to === contact)).toEqual([])
})

test('the office sees who is filling, who has not opened the link, and reminds those it ticks', async () => {
  const { contact } = journey.cast.units.qingquan
  const row = async () =>
    (await office.get('/board')).html
      .querySelectorAll('tbody tr')
      .map((each) => each.textContent)
      .find((text) => text.includes('清泉镇')) ?? ''
  expect(await row()).toContain('没打开过链接')
  expect(textOf(await office.get('/board'))).toMatch(/没打开过\s*2/)
  const clerk = new Visitor(journey.door)
  const form = await clerk.openLink(await newestMail(journey.door, contact.address, /填报/))
  await clerk.submit(form, { 'cell:t3.new.natural': '7' }, { form: '#slice', button: { name: 'do', value: 'save' } })
  expect(await row()).toMatch(/已填 1\/\d+，2021年.*打开过链接/s)
  expect(await row()).not.toContain('没打开过')
  const tick = async (chosen: string[]) =>
    office.submit(
      await office.get('/board'),
      { reason: '请今天报。', sure: 'yes' },
      {
        form: '#remind',
        also: chosen.map((unit) => ['chosen', unit] as const),
        button: { name: 'units', value: 'chosen' },
      },
    )
  expect((await tick([])).status).toBe(422)
  const before = (await acts()).length
  expect(textOf(await tick(['qingquan']))).toContain('已记录：催办')
  expect((await acts()).slice(before)).toMatchObject([{ act: 'remind', units: ['qingquan'] }])
})

test('an adjustment: with the figure that was seen, a reason, once however often it is sent, and the unit is told', async () => {
  const page = await unitPage('finance')
  const cell = page.html
    .querySelectorAll('select[name=cell] option')
    .map((option) => option.getAttribute('value') ?? '')
    .find((value) => value.startsWith('t3.new.natural='))!
  const values = { cell, to: '77', reason: '与市里核对后更正' }
  const send = () => office.submit(page, values, { having: { act: 'adjust' } })
  const mails = await mailsDuring(journey, async () => {
    const answers = await Promise.all([send(), send(), send()])
    for (const answer of answers) expect(textOf(answer)).toMatch(/已记录：调整数字/)
  })
  expect((await acts()).filter((act) => act.act === 'adjust')).toMatchObject([{ unit: 'finance', to: '77' }])
  const told = mails.filter(({ to }) => to === journey.cast.units.finance.contact.address)
  expect(new Set(told.map(({ subject }) => subject)).size).toBe(1)
  expect(told[0]!.text).toMatch(/77[\s\S]*与市里核对后更正/)
  // The page from before shows a figure that is no longer there.
  const late = await office.submit(page, { ...values, to: '78' }, { having: { act: 'adjust' } })
  expect(late.status).toBe(409)
  expect(textOf(late)).toMatch(/和您看到的不一样/)
})

test('more time, a question and an objection come to the office’s list and are answered there', async () => {
  const { contact } = journey.cast.units.qingquan
  const clerk = new Visitor(journey.door)
  const form = await clerk.openLink(await newestMail(journey.door, contact.address, /填报/))
  const way = form.html.querySelectorAll('a').find((a) => a.textContent === '请求延期')
  const page = await clerk.get(way?.getAttribute('href') ?? '')
  const asked = await mailsDuring(journey, async () => {
    const wish = { until: '2021-02-03', text: '人员轮岗，台账还在交接' }
    expect(textOf(await clerk.submit(page, wish, { having: { ask: 'time' } }))).toContain('已转给经办机构')
    const again = await clerk.get('/slice/asks')
    await clerk.submit(again, { text: '村集体的申请算哪一列' }, { having: { ask: 'question' } })
  })
  expect(asked.map(({ to, subject }) => [to, subject])).toEqual([
    [journey.cast.clerk.address, '请答复：清泉镇人民政府请求延期'],
    [journey.cast.clerk.address, '请答复：清泉镇人民政府有疑问'],
  ])
  const board = () => office.get('/board')
  expect(textOf(await board())).toMatch(
    /需要您处理.*清泉镇人民政府请求延到2021年2月3日：“人员轮岗，台账还在交接”.*有疑问：“村集体/s,
  )
  const answered = await mailsDuring(journey, async () => {
    const granted = await office.submit(await board(), { reason: '情况属实' }, { having: { act: 'extend', ask: '1' } })
    expect(textOf(granted)).toContain('已记录：延长期限')
    const said = await office.submit(await board(), { reason: '算法人。' }, { having: { act: 'answer', ask: '2' } })
    expect(textOf(said)).toContain('已记录：答复')
  })
  expect(answered.map(({ to }) => to)).toEqual([contact.address, contact.address])
  expect(answered[1]!.text).toMatch(/> 村集体的申请算哪一列[\s\S]*> 算法人。/)
  expect(textOf(await board())).not.toContain('人员轮岗')
  expect(textOf(await clerk.get('/slice/asks'))).toMatch(/答复.*算法人。.*同意，延到2021年2月3日/s)
  expect(textOf(await clerk.get('/slice'))).toContain('请在2021年2月3日（含当天）前提交')
})

test('what is refused comes back with all problems, and what was typed', async () => {
  const page = await unitPage('qingquan')
  const answer = await office.submit(page, { until: '2021-01-01', reason: '  ' }, { having: { act: 'extend' } })
  expect(answer.status).toBe(422)
  expect(textOf(answer)).toMatch(/请写明理由.*已经过去/s)
  expect(answer.html.querySelector('input[name=until]')?.getAttribute('value')).toBe('2021-01-01')
})

test('a swapped contact: the old link is dead at once, whose it was hears so, the new one is invited at once', async () => {
  const { contact } = journey.cast.units.qingquan
  const [invitation] = await mailsTo(journey, contact.address)
  const page = await unitPage('qingquan')
  const values = { 'contacts.1.name': '新来的', 'contacts.1.address': 'new@board.example', reason: '人员调整' }
  const mails = await mailsDuring(journey, () => office.submit(page, values, { having: { act: 'contacts' } }))
  expect(mails.map(({ to }) => to).toSorted()).toEqual([contact.address, 'new@board.example'].toSorted())
  const to = (address: string) => mails.find((mail) => mail.to === address)!
  expect(to(contact.address).text).toMatch(/清泉镇[\s\S]*人员调整/)
  const old = await new Visitor(journey.door).openLink(invitation!)
  expect(old.status).toBe(404)
  const fresh = await new Visitor(journey.door).openLink(to('new@board.example'))
  expect(fresh.status).toBe(200)
})

test('a fresh link is shown once, works, and ends the one in the mail', async () => {
  const page = await unitPage('qingquan')
  const form = 'form:has(input[value=slice])'
  const answer = await office.submit(page, { confirm: 'yes' }, { form, having: { act: 'fresh-link' } })
  const url = answer.html.querySelector('#fresh')?.getAttribute('value') ?? ''
  const [mail] = await mailsTo(journey, 'new@board.example')
  expect(url).not.toContain(linkIn(mail!).token)
  expect((await new Visitor(journey.door).openLink(mail!)).status).toBe(410)
  const handed = { id: '', to: '', subject: '', date: '', text: url }
  expect((await new Visitor(journey.door).openLink(handed)).status).toBe(200)
})

test('a leaked link of its own is ended on the board: every page of it with it, and another comes by mail', async () => {
  const { clerk } = journey.cast
  const leaked = await newestMail(journey.door, clerk.address, /工作台/)
  const thief = new Visitor(journey.door)
  await thief.openLink(leaked)
  const press = { having: { act: 'fresh-link', purpose: 'board' }, button: { name: 'mail', value: 'yes' } }
  const [mail] = await mailsDuring(journey, async () => {
    const answer = await office.submit(await office.get('/board'), { confirm: 'yes' }, press)
    expect([answer.status, headingOf(answer)]).toEqual([200, '原来的链接已经失效'])
    expect(textOf(answer)).toContain('c***@board.example')
  })
  expect([mail!.to, mail!.subject]).toEqual([clerk.address, expect.stringMatching(/^请改用新的链接/)])
  for (const visitor of [thief, office]) expect((await visitor.get('/board')).status).toBe(410)
  expect((await new Visitor(journey.door).openByCode(leaked)).status).toBe(410)
  office = new Visitor(journey.door)
  expect((await office.openLink(mail!)).status).toBe(200)
})

test('one of somebody else is ended so that nobody at the office knows the next', async () => {
  const { leader } = journey.cast.units.finance
  const [mail] = await mailsDuring(journey, async () => {
    const page = await unitPage('finance')
    const press = { having: { act: 'fresh-link', person: leader.id }, button: { name: 'mail', value: 'yes' } }
    const answer = await office.submit(page, { confirm: 'yes' }, press)
    expect(textOf(answer)).toContain(`${leader.title}${leader.name}原来的链接已经失效`)
    expect(answer.body).not.toContain('open#')
  })
  expect(mail!.to).toBe(leader.address)
  expect((await new Visitor(journey.door).openLink(mail!)).status).toBe(200)
})

test('a nil return by the office counts at once', async () => {
  const page = await unitPage('qingquan')
  await office.submit(page, { reason: '电话确认，本期无数据' }, { having: { act: 'nil' } })
  const sent = (await journey.facts()).filter((fact) => fact.kind === 'submission' && fact.unit === 'qingquan')
  expect(sent).toMatchObject([{ channel: 'office', nil: true, revision: 1 }])
  expect(textOf(await office.get('/board'))).toMatch(/3个单位，报齐2个/)
})

describe('exports', () => {
  test.each([
    ['csv', /qingquan,清泉镇人民政府,已报/],
    ['json', /"phase":"collecting"/],
  ])('%s', async (format, expected) => {
    expect((await office.get(`/board/export?format=${format}`)).body).toMatch(expected)
  })

  test('the audit verifies, and holds no address, token or code', async () => {
    const { body } = await office.get('/board/export?format=audit')
    expect(verifyAudit(body)).toMatchObject({ sound: true })
    expect(body).not.toMatch(/@board\.example/)
    for (const mail of await journey.door.mails()) {
      const token = /#(v1\.\S+)/.exec(mail.text)?.[1]
      if (token) expect(body).not.toContain(token.split('.')[2])
    }
  })

  test('xlsx, named by every page it is of', async () => {
    const way = '/board/export?format=xlsx'
    for (const path of ['/board', '/board/figures', '/board/draft'])
      expect((await office.get(path)).html.querySelectorAll(`a[href="${way}"]`).length, path).toBe(1)
    const { status, headers, body } = await office.get(way)
    expect([status, headers.get('content-type')]).toEqual([200, expect.stringContaining('spreadsheetml')])
    expect(body.startsWith('PK')).toBe(true)
  })

  test('an unknown format is refused', async () => {
    expect((await office.get('/board/export?format=ods')).status).toBe(422)
  })
})

test('a unit joins by an act: invited at once, its link works; renamed, its people hear of it; it leaves, and is not waited for', async () => {
  const join = {
    'name.zh': '青禾县数据局',
    id: 'data-bureau',
    kind: 'department',
    'contacts.1.name': '纪新',
    'contacts.1.address': 'ji@board.example',
    until: '2021-02-03',
    reason: '机构改革新设',
  }
  const board = await office.get('/board')
  const invited = await mailsDuring(journey, async () => {
    const answer = await office.submit(board, join, { having: { act: 'join' } })
    expect(textOf(answer)).toMatch(/已记录：加一个单位.*理由会随报告公开/s)
    expect(textOf(answer)).toContain('4个单位')
  })
  const asked = invited.filter(({ to }) => to === 'ji@board.example')
  expect(asked.map(({ subject }) => subject)).toEqual([expect.stringMatching(/^请填报/)])
  const clerk = new Visitor(journey.door)
  expect((await clerk.openLink(asked[0]!)).status).toBe(200)
  const renamed = await mailsDuring(journey, async () => {
    const values = { 'name.zh': '青禾县数据管理局', reason: '编办批复' }
    const answer = await office.submit(await unitPage('data-bureau'), values, { having: { act: 'rename' } })
    expect(textOf(answer)).toMatch(/已记录：改单位名称.*理由不公开/s)
  })
  expect(renamed.map(({ to, text }) => [to, text.includes('青禾县数据管理局')])).toEqual([['ji@board.example', true]])
  expect(textOf(await clerk.get('/slice'))).toContain('青禾县数据管理局')
  const left = await mailsDuring(journey, () =>
    unitPage('data-bureau').then((page) => office.submit(page, { reason: '并入工信局' }, { having: { act: 'leave' } })),
  )
  expect(left.map(({ to, subject }) => [to, /不再参加本期/.test(subject)])).toEqual([['ji@board.example', true]])
  expect(textOf(await office.get('/board'))).toMatch(/免报.*青禾县数据管理局.*已退出/s)
})

test('nobody gets to the board without the office’s link', async () => {
  const stranger = new Visitor(journey.door)
  for (const path of ['/board', '/board/export', '/cycles', '/cycles/new'])
    expect((await stranger.get(path)).status).toBe(401)
})

test('a cycle is read through before it begins: nothing leaves by the first press', async () => {
  const cycles = () => journey.local.services.store.cycles()
  const [before, mails] = [await cycles(), (await journey.door.mails()).length]
  const blank = await office.get('/cycles/new')
  const typed = {
    year: '2020',
    missing: 'gap',
    'issuer.id': 'neighbour',
    'issuer.zh': '邻县人民政府',
    cycle: 'neighbour-2020',
  }
  const preview = await office.submit(blank, typed, { form: 'form.opening' })
  expect([preview.status, textOf(preview)]).toEqual([
    200,
    expect.stringMatching(/看一遍，再开始.*还没有开始，一封邮件也没有发/s),
  ])
  // The people as they are now: the contact was swapped above.
  expect(textOf(preview)).toMatch(/清泉镇人民政府.*新来的/s)
  expect(preview.body).toContain('邻县人民政府2020年政府信息公开工作年度报告')
  expect([await cycles(), (await journey.door.mails()).length]).toEqual([before, mails])

  // One to try goes to whoever prepares it and nobody else; nothing in it opens anything.
  expect(textOf(preview)).toMatch(/另外几种信.*工作台/s)
  const tried = await mailsDuring(journey, async () => {
    const answer = await office.submit(
      preview,
      {},
      { form: 'form[action^="/cycles"]', button: { name: 'try', value: 'yes' } },
    )
    expect(textOf(answer)).toMatch(/样稿寄出了.*c\*\*\*@.*还没有开始，一封邮件也没有发/s)
  })
  expect(tried.map(({ to, subject }) => [to, subject.startsWith('【样稿】请填报')])).toEqual([
    [journey.cast.clerk.address, true],
  ])
  expect(tried[0]!.text).toContain('/open')
  expect(tried[0]!.text).not.toContain('#')
  expect(await cycles()).toEqual(before)

  const again = await office.submit(
    preview,
    {},
    { form: 'form[action^="/cycles"]', button: { name: 'edit', value: 'yes' } },
  )
  expect(again.html.querySelector('input[name="issuer.zh"]')?.getAttribute('value')).toBe('邻县人民政府')
  const other = await office.submit(
    again,
    { definition: 'gid-2021' },
    { form: 'form.opening', button: { name: 'change', value: 'yes' } },
  )
  expect(other.html.querySelector('input[name="issuer.zh"]')?.getAttribute('value')).toBe('邻县人民政府')
  expect([await cycles(), (await journey.door.mails()).length]).toEqual([before, mails + 1])

  const begun = await office.submit(
    preview,
    {},
    { form: 'form[action^="/cycles"]', button: { name: 'sure', value: 'yes' } },
  )
  expect(textOf(begun)).toContain('新的一期已经开始')
  expect(await cycles()).toEqual([...before, 'neighbour-2020'].sort())
})

test('the office’s cycles are one list; each is entered by its own link from the mailbox, and each tab stays at its own', async () => {
  const list = await office.get('/cycles?cycle=board')
  expect(textOf(list)).toMatch(/2期在办，0期已公布/)
  const rows = () => list.html.querySelectorAll('tbody tr').map((row) => row.textContent.replaceAll(/\s+/g, ' '))
  expect(rows()).toEqual([
    expect.stringMatching(/青禾县人民政府2020年.*填报中 2\/3/),
    expect.stringMatching(/邻县人民政府2020年.*把链接寄给我.*填报中 0\/3/),
  ])
  const found = async (q: string) =>
    (await office.get(`/cycles?cycle=board&q=${encodeURIComponent(q)}`)).html.querySelectorAll('tbody tr').length
  expect([await found('邻县'), await found('2020'), await found('QINGHE-'), await found('没有的')]).toEqual([
    1, 2, 0, 0,
  ])
  // Being at one board opens no other: the link goes to the mailbox, once a day.
  expect((await office.get('/board?cycle=neighbour-2020')).status).toBe(401)
  const ask = () =>
    office.submit(list, {}, { having: { of: 'neighbour-2020' }, button: { name: 'wanted', value: 'yes' } })
  const mails = await mailsDuring(journey, async () => {
    expect(textOf(await ask())).toMatch(/链接在您的邮箱里.*今天已经寄过的不再寄/s)
    await ask()
  })
  const asked = mails.filter(({ subject }) => /您要的链接：2020年/.test(subject))
  expect(asked.map(({ to }) => to)).toEqual([journey.cast.clerk.address])
  await office.openLink(asked[0]!)
  const both = await office.get('/cycles?cycle=board')
  const ways = both.html.querySelectorAll('tbody th a').map((a) => a.getAttribute('href'))
  expect(ways).toEqual(['/board?cycle=board', '/board?cycle=neighbour-2020'])
  // Two tabs: what is done in the older one goes to its own cycle, although another was opened since.
  const [here, there] = await Promise.all(
    ['board', 'neighbour-2020'].map((cycle) => office.get(`/board?cycle=${cycle}`)),
  )
  const hold = (page: typeof here) => office.submit(page!, { reason: '先停一停' }, { having: { act: 'hold' } })
  expect(new URL((await hold(here)).url).searchParams.get('cycle')).toBe('board')
  const held = async (cycle: string) =>
    (await journey.local.services.store.factsOf(cycle, 'act')).filter(({ act }) => act === 'hold').length
  expect([await held('board'), await held('neighbour-2020')]).toEqual([1, 0])
  expect(new URL((await hold(there)).url).searchParams.get('cycle')).toBe('neighbour-2020')
  expect([await held('board'), await held('neighbour-2020')]).toEqual([1, 1])
  expect((await office.submit(list, {}, { having: { of: 'neighbour-2020' } })).status).toBe(422)
})
