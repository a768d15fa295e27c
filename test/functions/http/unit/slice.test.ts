import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { keepTime } from '../../../../functions/schedule/keep-time.ts'
import { tellLater } from '../../../../functions/schedule/tell-later.ts'
import { issueLink, reissueLink } from '../../../../functions/telling/links.ts'
import type { SubmissionFact } from '../../../../shared/cycle/facts.ts'
import { submissionFile } from '../../../../shared/draft/submission.ts'
import { readReportFile } from '../../../../shared/printed/files/read-file.ts'
import { xlsxType } from '../../../../shared/report/bytes/xlsx.ts'
import { type Answer, compiled, cycle, filled, filledJson, inputs, type UnitDoor, unitDoor } from './unit-door.ts'

let door: UnitDoor
beforeEach(async () => {
  door = await unitDoor()
})

const submissions = async () => (await door.facts()).filter((f): f is SubmissionFact => f.kind === 'submission')
const submit = { do: 'submit' }
const fieldOf = (answer: Answer, cell: string) =>
  new RegExp(`name="cell:${cell.replaceAll('.', '\\.')}" value="([^"]*)"`).exec(answer.body)?.[1]
const act = (id: string, what: object) =>
  door.record({
    kind: 'act',
    cycle,
    n: 1,
    id,
    at: door.time.now,
    by: 'clerk-lin',
    reason: '经批准',
    unit: 'resources',
    ...what,
  } as never)

describe('the form', () => {
  test('has this unit’s cells as fields, totals as output, and no others', async () => {
    const { body } = await (await door.browser('wang')).show()
    const fields = [...body.matchAll(/name="cell:([^"]*)"/g)].map((m) => m[1])
    expect(fields).toEqual(inputs.map((cell) => cell.id))
    // For its own report it writes texts; those of the whole are the office's.
    expect(body).toContain('name="text:own:')
    expect(body).not.toMatch(/name="text:(?!own:)/)
    expect((await (await door.browser('sun', 'slice', 'office')).show()).body).toContain('name="text:overview"')
  })

  test('shows nothing and records nothing when it is only opened', async () => {
    const before = await door.facts()
    const wang = await door.browser('wang')
    await wang.show()
    expect((await door.facts()).filter(({ kind }) => kind !== 'link' && kind !== 'visit')).toEqual(before)
  })

  test('fills in zeros for the empty cells of one table, keeps the rest, and submits nothing', async () => {
    const wang = await door.browser('wang')
    const answer = await wang.send({ 'cell:t3.new.natural': '3', 'cell:t2.normative.made': '', do: 'zero:t3' })
    expect(answer.status).toBe(200)
    expect(fieldOf(answer, 't3.new.natural')).toBe('3')
    expect(fieldOf(answer, 't3.new.legal')).toBe('0')
    expect(fieldOf(answer, 't2.normative.made')).toBe('')
    expect(await submissions()).toEqual([])
  })

  test('of nothing but zeros is sent only by who says so with a tick', async () => {
    const wang = await door.browser('wang')
    const zeros = { ...filled({ 't2.normative.available': '0' }), do: 'submit' }
    const refused = await wang.send(zeros)
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('所有数字都是 0')
    expect(await submissions()).toEqual([])
    expect((await wang.send({ ...zeros, nil: 'yes' })).status).toBe(303)
  })

  test('checks without keeping anything, also when Enter is pressed', async () => {
    const wang = await door.browser('wang')
    for (const wish of ['check', '']) {
      const answer = await wang.send({ ...filled(), do: wish })
      expect(answer.status).toBe(200)
      expect(answer.body).toContain('检查通过')
    }
    expect(await submissions()).toEqual([])
  })

  test('is in English for who wants it', async () => {
    const wang = await door.browser('wang')
    const answer = await wang.show('/slice?lang=en')
    expect(answer.body).toContain('<html lang="en">')
    expect(answer.body).not.toContain('填报')
    expect(answer.cookies).toEqual([expect.stringMatching(/^lang=en;/)])
  })
})

describe('the form token', () => {
  test('is written otherwise in every page, and each of them is taken', async () => {
    const wang = await door.browser('wang')
    const tokens = [await wang.hidden(), await wang.hidden()].map((fields) => fields['form-token']!)
    expect(tokens[0]).not.toBe(tokens[1])
    for (const token of tokens) {
      expect((await wang.send({ ...filled(), 'form-token': token, do: 'check' })).status).toBe(200)
    }
    const other = await (await door.browser('liu')).hidden()
    for (const token of [other['form-token']!, '', 'AAAA', `${tokens[0]}AA`]) {
      expect((await wang.send({ ...filled(), 'form-token': token, do: 'check' })).status).toBe(409)
    }
  })
})

describe('a script', () => {
  test('is served once and for ever, and is the one the policy of a page may allow', async () => {
    const { path, integrity } = door.services.settings.scripts!.desk!
    const { status, headers, body } = await door.ask('GET', path)
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      'public, max-age=31536000, immutable',
    ])
    expect(`sha256-${createHash('sha256').update(body).digest('base64')}`).toBe(integrity)
    for (const gone of ['/desk/desk-0000000000000000.js', '/desk/constructor', '/desk/..']) {
      expect((await door.ask('GET', gone)).status).toBe(404)
    }
  })
})

describe('a slice that is sent', () => {
  test('is kept, receipted, mailed to the leader, and the workflow is looked after', async () => {
    const wang = await door.browser('wang')
    const sent = await wang.send({ ...filled({ 't3.new.natural': '２', 't3.granted.natural': '2' }), ...submit })
    expect([sent.status, sent.headers.location]).toEqual([303, '/receipt'])
    const [fact] = await submissions()
    expect(fact).toMatchObject({ unit: 'resources', revision: 1, by: 'wang', channel: 'form', nil: false })
    const document = JSON.parse(new TextDecoder().decode(door.bodies.get(submissionFile(fact!.digest))))
    expect(document.figures).toMatchObject({ 't3.new.natural': '2', 't3.new.total': '2', 't3.handled.total': '2' })
    const receipt = (await wang.show('/receipt')).body
    for (const text of ['tongjiang-2020-resources-1', '2021年1月20日 10:00', fact!.digest.slice(0, 16), '王秀英']) {
      expect(receipt).toContain(text)
    }
    expect(door.mails.map((m) => m.to.address).sort()).toEqual([
      'wang@zrzyj.tongjiang.example',
      'zhao@zrzyj.tongjiang.example',
    ])
    expect(door.resumed).toEqual([])
  })

  test('says on its receipt which versions with its figures were withdrawn, of the whole and of its own', async () => {
    const wang = await door.browser('wang')
    await wang.send({ ...filled(), ...submit })
    const [sent] = await submissions()
    const slice = { unit: 'resources', revision: 1, digest: sent!.digest }
    const made = { cycle, at: door.time.now, manifest: 'm', version: 1 }
    for (const fact of [
      { ...made, kind: 'draft', round: 1, digest: 'd1', submissions: [slice], acts: 0, gaps: [], stages: [] },
      { ...made, kind: 'publication', round: 1, draft: 'd1' },
      { ...made, kind: 'unit-publication', version: 2, unit: 'resources', revision: 1, submission: slice.digest },
    ])
      await door.record(fact as never)
    expect((await wang.show('/receipt')).body).not.toContain('撤回')
    await act('w1', { act: 'withdraw', version: 1, unit: undefined })
    const whole = (await wang.show('/receipt')).body
    expect(whole).toMatch(/加进这些数的报告第1版公布过，已于2021年1月20日[^<]*撤回/)
    expect(whole).not.toContain('本单位自己的年度报告第2版公布过')
    await act('w2', { act: 'withdraw', version: 2, n: 2 })
    expect((await wang.show('/receipt')).body).toMatch(/本单位自己的年度报告第2版公布过，已于2021年1月20日[^<]*撤回/)
  })

  test('comes back in the receipt’s mail as a spreadsheet with its figures', async () => {
    const wang = await door.browser('wang')
    await wang.send({ ...filled({ 't3.new.natural': '2', 't3.granted.natural': '2' }), ...submit })
    const { attachment } = door.mails.find(({ to }) => to.address.startsWith('wang@'))!
    expect([attachment?.filename, attachment?.contentType]).toEqual([
      '已报数据 tongjiang-2020-resources-1.xlsx',
      xlsxType,
    ])
    const read = await readReportFile(attachment!.bytes, 'copy.xlsx', {
      definitions: [compiled],
      readPdf: () => Promise.reject(new Error('no PDF')),
    })
    expect(read).toMatchObject({ figures: { 't3.new.natural': '2', 't3.new.total': '2', 't3.new.legal': '0' } })
  })

  test('by a unit without a leader settles it', async () => {
    await act('1', { act: 'exempt', unit: 'resources' })
    const sun = await door.browser('sun', 'slice', 'office')
    const texts = { 'text:overview': '一', 'text:problems': '二', 'text:other': '三' }
    const rules = { 'cell:t2.rules.made': '0', 'cell:t2.rules.disclosed': '0', 'cell:t2.rules.available': '0' }
    expect((await sun.send({ ...filled(), ...rules, ...texts, ...submit })).status).toBe(303)
    expect(door.resumed).toMatchObject([{ output: { outcome: 'complete' } }])
  })

  test('as nothing to report needs one tick', async () => {
    const wang = await door.browser('wang')
    expect((await wang.send({ nil: 'yes', ...submit })).status).toBe(303)
    expect(await submissions()).toMatchObject([{ nil: true }])
  })

  test('twice, or by two clicks at once, is one revision and one receipt', async () => {
    const wang = await door.browser('wang')
    const form = { ...(await wang.hidden()), ...filled(), ...submit }
    const answers = await Promise.all(Array.from({ length: 8 }, () => wang.post(form)))
    answers.push(await wang.post(form))
    expect(new Set(answers.map((a) => `${a.status} ${a.headers.location}`))).toEqual(new Set(['303 /receipt']))
    expect(await submissions()).toHaveLength(1)
  })

  test('over a colleague’s newer one is stopped, both are shown, and sending it again means it', async () => {
    const wang = await door.browser('wang')
    const liu = await door.browser('liu')
    const hidden = await liu.hidden()
    await wang.send({ ...filled(), ...submit })
    const mine = filled({ 't2.normative.made': '7' })
    const stopped = await liu.post({ ...hidden, ...mine, ...submit })
    expect(stopped.status).toBe(409)
    for (const text of ['王秀英', 'tongjiang-2020-resources-1', '规范性文件 / 本年新制作数量'])
      expect(stopped.body).toContain(text)
    expect(fieldOf(stopped, 't2.normative.made')).toBe('7')
    expect(await submissions()).toHaveLength(1)
    const revision = /name="revision" value="(\d+)"/.exec(stopped.body)![1]!
    expect((await liu.post({ ...hidden, revision, ...mine, ...submit })).status).toBe(303)
    expect((await submissions()).map((s) => [s.revision, s.by])).toEqual([
      [1, 'wang'],
      [2, 'liu'],
    ])
  })

  test('at the same moment as another leaves one winner, and the loser is told', async () => {
    const wang = await door.browser('wang')
    const liu = await door.browser('liu')
    const forms = [
      { ...(await wang.hidden()), ...filled(), ...submit },
      { ...(await liu.hidden()), ...filled({ 't2.normative.made': '7' }), ...submit },
    ] as const
    const answers = await Promise.all([wang.post(forms[0]), liu.post(forms[1])])
    expect(answers.map((a) => a.status).sort()).toEqual([303, 409])
    expect(await submissions()).toHaveLength(1)
  })

  test('is kept although the mail cannot go out, and the mail goes with the next post', async () => {
    const wang = await door.browser('wang')
    const form = { ...(await wang.hidden()), ...filled(), ...submit }
    door.mailer.broken = true
    expect((await wang.post(form)).status).toBe(303)
    expect(await submissions()).toHaveLength(1)
    door.mailer.broken = false
    expect((await wang.post(form)).status).toBe(303)
    expect(door.mails).toHaveLength(2)
  })

  test('is answered when it is on record: the pace of mails keeps nobody at the form', async () => {
    const { services } = door
    const telling: Promise<unknown>[] = []
    const pace = Promise.withResolvers<void>()
    const { send } = services.mailer
    services.mailer = { send: (message) => pace.promise.then(() => send(message)) }
    services.later = { tell: async (what) => void telling.push(tellLater(what, services)) }
    const wang = await door.browser('wang')
    expect((await wang.send({ ...filled(), ...submit })).status).toBe(303)
    expect(await submissions()).toHaveLength(1)
    expect(door.resumed).toEqual([])
    // The receipt says what is so: the mail is on its way, and then it was sent.
    expect((await wang.show('/receipt')).body).toContain('正在发邮件请赵志强确认')
    pace.resolve()
    await Promise.all(telling)
    expect(door.mails.map(({ to }) => to.name)).toEqual(['赵志强', '王秀英'])
    expect((await wang.show('/receipt')).body).toContain('已发邮件请赵志强确认')
  })

  test('is answered where the mails cannot even be handed on; the timer sends them', async () => {
    const { services } = door
    services.later = { tell: () => Promise.reject(new Error('no function')) }
    const wang = await door.browser('wang')
    expect((await wang.send({ ...filled(), ...submit })).status).toBe(303)
    expect(door.mails).toEqual([])
    door.time.now = new Date(Date.parse(door.time.now) + 4 * 60_000).toISOString()
    await keepTime({}, services)
    expect(door.mails.map(({ to }) => to.name)).toEqual(expect.arrayContaining(['赵志强', '王秀英']))
  })

  test('twice handed on, at once, is one mail to each', async () => {
    const { services } = door
    const telling: Promise<unknown>[] = []
    services.later = {
      tell: async (what) => void telling.push(tellLater(what, services), tellLater(what, services)),
    }
    await (await door.browser('wang')).send({ ...filled(), ...submit })
    await Promise.all(telling)
    expect(door.mails.map(({ to }) => to.name).sort()).toEqual(['王秀英', '赵志强'])
  })
})

describe('a slice that cannot be taken', () => {
  const typed = {
    't3.new.natural': '',
    't3.new.legal': '-4',
    't3.new.other': '1.5',
    't3.granted.natural': '9'.repeat(20),
    't3.granted.legal': '<b>4</b>',
  }

  test('names every cell at once, keeps everything as typed, and changes nothing', async () => {
    const wang = await door.browser('wang')
    const answer = await wang.send({ ...filled(typed), ...submit })
    expect(answer.status).toBe(422)
    for (const [cell, value] of Object.entries(typed)) {
      expect(fieldOf(answer, cell)).toBe(value.replaceAll('<', '&lt;').replaceAll('>', '&gt;'))
      expect(answer.body).toContain(`href="#cell-${cell}"`)
    }
    expect(await submissions()).toEqual([])
  })

  test('because its columns do not add up says which, and by how much', async () => {
    const wang = await door.browser('wang')
    const answer = await wang.send({ ...filled({ 't3.new.legal': '4' }), ...submit })
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('法律服务机构')
    expect(answer.body).toContain('现在差 4')
    expect(await submissions()).toEqual([])
  })

  test('with fields of another unit or of none', async () => {
    const wang = await door.browser('wang')
    const answer = await wang.send({ ...filled(), 'cell:t9.x.y': '1', 'text:overview': '代写', ...submit })
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('报表里没有这一格')
    expect(answer.body).toContain('不由您单位填写')
  })

  test('for want of an explanation asks for it, and takes it for the figures it was written for', async () => {
    door = await unitDoor({
      lastYear: Object.fromEntries(inputs.map((cell) => [cell.id, cell.id === 't2.normative.available' ? '9' : '0'])),
    })
    const wang = await door.browser('wang')
    const odd = filled({ 't2.normative.available': '12' })
    const asked = await wang.send({ ...odd, ...submit })
    expect(asked.status).toBe(422)
    const [, instance, figures] = /name="for:([^"]*)" value="([^"]*)"/.exec(asked.body)!
    const why = { [`why:${instance}`]: '补登三件', [`for:${instance}`]: figures!.replaceAll('&quot;', '"') }
    const changed = await wang.send({ ...filled({ 't2.normative.available': '13' }), ...why, ...submit })
    expect(changed.status).toBe(422)
    expect(changed.body).toContain('补登三件')
    expect((await wang.send({ ...odd, ...why, ...submit })).status).toBe(303)
  })

  test('after the date says since when, whom to call, and shows what was typed', async () => {
    const wang = await door.browser('wang')
    door.time.now = '2021-01-29T15:59:59.999Z'
    const late = await door.browser('liu')
    expect((await late.send({ ...filled({ 't2.normative.made': '77' }), do: 'check' })).status).toBe(200)
    const form = { ...(await late.hidden()), ...filled({ 't2.normative.made': '77' }), ...submit }
    door.time.now = '2021-01-29T16:00:00.000Z'
    const answer = await late.post(form)
    expect(answer.status).toBe(409)
    for (const text of ['2021年1月30日 00:00', '0454-2920000', '<dd>77</dd>']) expect(answer.body).toContain(text)
    expect(await submissions()).toEqual([])
    await act('1', { act: 'extend', until: '2021-02-02' })
    expect((await late.send({ ...filled(), ...submit })).status).toBe(303)
    expect((await wang.show()).status).toBe(401)
  })

  test('of an exempt unit is refused', async () => {
    const wang = await door.browser('wang')
    const form = { ...(await wang.hidden()), ...filled(), ...submit }
    await act('1', { act: 'exempt' })
    expect((await wang.post(form)).status).toBe(409)
    expect((await wang.show()).body).toContain('不用填报')
  })

  type Browser = Awaited<ReturnType<UnitDoor['browser']>>
  const [over, spent] = ['到邮件里再点一次链接', '打开最新的链接']
  test.each<[string, number, string, (wang: Browser) => unknown]>([
    ['session has ended', 401, over, () => Object.assign(door.time, { now: '2021-01-20T11:00:00.000Z' })],
    ['session was closed', 401, over, (wang) => wang.post({ purpose: 'slice' }, '/close')],
    [
      'link a newer one has replaced',
      410,
      spent,
      ({ link }) => reissueLink(door.services, { ...link.fact, issuedBy: 'clerk-lin' }),
    ],
    ['secret has left the ring', 410, spent, () => door.ring.splice(0, 1, { id: 'k2', secret: new Uint8Array(32) })],
  ])(
    'from a page whose %s keeps everything and goes on after the link is opened again',
    async (_, status, says, ends) => {
      const wang = await door.browser('wang')
      const form = { ...(await wang.hidden()), ...filled({ 't2.normative.made': '77' }), ...submit }
      await ends(wang)
      const ended = await wang.post(form)
      expect([ended.status, ended.body]).toEqual([status, expect.stringContaining(says)])
      const { token } = await issueLink(door.services, wang.link.fact)
      const again = await door.session(token, '/slice')
      const kept = Object.fromEntries(
        [...ended.body.matchAll(/<textarea name="([^"]*)" hidden(?:="")?>\n([^<]*)<\/textarea>/g)].map((m) => [
          m[1]!,
          m[2]!,
        ]),
      )
      const back = await again.post({ ...kept, do: 'check' })
      expect(back.status).toBe(409)
      expect(fieldOf(back, 't2.normative.made')).toBe('77')
      expect(await submissions()).toEqual([])
    },
  )

  test('from a page of another unit in the same browser goes out under no name', async () => {
    const wang = await door.browser('wang')
    const form = { ...(await wang.hidden()), ...filled({ 't2.normative.made': '77' }), ...submit }
    const sun = await door.browser('sun', 'slice', 'office')
    const answer = await sun.post(form)
    expect(answer.status).toBe(409)
    expect(answer.body).toContain('<dd>77</dd>')
    expect(await submissions()).toEqual([])
  })

  test('from another site is refused', async () => {
    const wang = await door.browser('wang')
    const body = new URLSearchParams({ ...(await wang.hidden()), ...filled(), ...submit }).toString()
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      const answer = await door.ask('POST', '/slice', {
        body,
        headers: headers as Record<string, string>,
        cookies: wang.cookies,
      })
      expect(answer.status).toBe(403)
    }
    expect((await wang.post({ ...filled(), ...submit })).status).toBe(409)
    expect(await submissions()).toEqual([])
  })
})

describe('a machine', () => {
  const send = async (body: unknown, token?: string) => {
    const given = token ?? (await door.browser('wang')).link.token
    const answer = await door.ask('POST', '/slice', {
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { accept: 'application/json', 'content-type': 'application/json', authorization: `Bearer ${given}` },
    })
    return { status: answer.status, json: JSON.parse(answer.body) }
  }
  const codes = ({ status, json }: Awaited<ReturnType<typeof send>>) => [
    status,
    ...json.problems.map((p: { code: string; field?: string }) => `${p.code} ${p.field ?? ''}`.trim()),
  ]

  test('sends its slice with the link’s token and gets a receipt; again, the same one', async () => {
    const first = await send({
      figures: filledJson({ 't3.new.natural': 2, 't3.granted.natural': '2', 't3.new.total': 2 }),
    })
    expect(first.status).toBe(201)
    expect(first.json).toMatchObject({ receipt: 'tongjiang-2020-resources-1', revision: 1 })
    const again = await send({ figures: filledJson({ 't3.new.natural': '2', 't3.granted.natural': 2 }) })
    expect([again.status, again.json.digest]).toEqual([200, first.json.digest])
    expect(await submissions()).toMatchObject([{ channel: 'json', by: 'wang' }])
  })

  test('that sends totals as printed is told both figures and the relations they break', async () => {
    const printed = filledJson({
      't3.new.legal': 4,
      't3.new.total': 4,
      't3.handled.legal': 4,
      't3.handled.total': 4,
      't3.carried-out.legal': 4,
      't3.carried-out.total': 4,
    })
    const { status, json } = await send({ figures: printed })
    expect(status).toBe(422)
    expect(json.problems).toContainEqual(
      expect.objectContaining({
        code: 'total-differs',
        field: 't3.handled.legal',
        facts: { sent: '4', computed: '0' },
      }),
    )
    expect(json.findings.map((f: { instance: string }) => f.instance)).toContain('T3.total(legal)')
    expect(await submissions()).toEqual([])
  })

  test('gets every problem at once, and only a check when it asks for one', async () => {
    const figures = filledJson({ 't3.new.natural': null, 't3.new.legal': -4, 't3.new.other': 1.5, 't9.x.y': '1' })
    const expected = [
      'figure-unknown t9.x.y',
      'figure-missing t3.new.natural',
      'figure-negative t3.new.legal',
      'figure-fractional t3.new.other',
    ]
    expect(codes(await send({ figures }))).toEqual([422, ...expected])
    expect(codes(await send({ figures, check: true }))).toEqual([200, ...expected])
    expect((await send({ figures: filledJson(), check: true })).status).toBe(200)
    expect(await submissions()).toEqual([])
  })

  test.each<[string, unknown, unknown[]]>([
    ['no JSON', '{', [400, 'body-malformed']],
    ['a list', '[]', [422, 'field-malformed']],
    ['null', 'null', [422, 'field-malformed']],
    ['an unknown field', { figure: {} }, [422, 'field-unknown figure']],
    ['figures as a list', { figures: [] }, [422, 'field-malformed figures']],
    ['a figure as an object', { figures: { 't3.new.natural': {} } }, [422, 'field-malformed figures.t3.new.natural']],
    ['a prototype', '{"figures":{"__proto__":1}}', [422, 'field-unknown __proto__']],
    [
      'a number no float holds',
      '{"figures":{"t3.new.natural":12345678901234567890}}',
      [422, 'field-malformed t3.new.natural'],
    ],
    ['a revision before the first', { revision: -1 }, [422, 'field-malformed revision']],
  ])('that sends %s is told', async (_, body, expected) => {
    expect(codes(await send(body))).toEqual(expected)
  })

  test('does not overwrite a revision it has not seen', async () => {
    const { token } = (await door.browser('wang')).link
    expect((await send({ figures: filledJson() }, token)).status).toBe(201)
    const figures = filledJson({ 't2.normative.made': 1 })
    expect(codes(await send({ figures, revision: 0 }, token))).toEqual([409, 'slice-changed'])
    expect((await send({ figures, revision: 1 }, token)).json.revision).toBe(2)
  })

  test('is refused after the date', async () => {
    const { token } = (await door.browser('wang')).link
    door.time.now = '2021-02-01T00:00:00.000Z'
    expect(codes(await send({ figures: filledJson() }, token))).toEqual([409, 'slice-locked'])
  })
})

describe('taken back', () => {
  const taken = async () => (await door.facts()).filter(({ kind }) => kind === 'take-back')
  /** Wang has sent a revision; what the button of the receipt sends, once more with these fields. */
  async function sent() {
    const wang = await door.browser('wang')
    await wang.send({ ...filled(), ...submit })
    const { 'form-token': token = '' } = Object.fromEntries(
      [...(await wang.show('/receipt')).body.matchAll(/name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    )
    const press = (fields: Record<string, string>) =>
      wang.post({ 'form-token': token, revision: '1', ...fields }, '/receipt')
    return { wang, press }
  }

  test('a slice is open again, also after the date, and its leader is told', async () => {
    door.time.now = '2021-01-29T15:50:00.000Z'
    const { wang, press } = await sent()
    door.time.now = '2021-01-29T16:10:00.000Z'
    expect((await wang.show()).body).toContain('填报已经截止')
    const answer = await press({ 'take-back': 'yes' })
    expect([answer.status, answer.headers.location]).toEqual([303, '/slice'])
    expect(await taken()).toMatchObject([{ unit: 'resources', revision: 1, by: 'wang' }])
    expect(door.mails.at(-1)).toMatchObject({ to: { name: '赵志强' }, subject: expect.stringContaining('已取回') })
    expect((await wang.show()).body).toContain('已经取回，还没有重新提交')
    expect((await wang.show('/receipt')).body).toContain('这一版已取回')
    expect(
      (await wang.send({ ...filled({ 't3.new.natural': '1', 't3.granted.natural': '1' }), ...submit })).status,
    ).toBe(303)
    expect((await submissions()).map(({ revision }) => revision)).toEqual([1, 2])
  })

  test('by a button alone it is not; pressed twice it is once', async () => {
    const { press } = await sent()
    expect((await press({})).status).toBe(422)
    expect(await taken()).toEqual([])
    await Promise.all([press({ 'take-back': 'yes' }), press({ 'take-back': 'yes' })])
    expect((await press({ 'take-back': 'yes' })).status).toBe(303)
    expect(await taken()).toHaveLength(1)
    expect(door.mails.filter(({ subject }) => subject.includes('已取回'))).toHaveLength(1)
  })

  test('only the newest revision is', async () => {
    const { press } = await sent()
    expect((await press({ 'take-back': 'yes', revision: '2' })).status).toBe(409)
    expect((await press({ 'take-back': 'yes', 'form-token': 'x' })).status).toBe(409)
    expect(await taken()).toEqual([])
  })
})

describe('the receipt', () => {
  test('of a revision that is not there is not found; without any, the form is shown', async () => {
    const wang = await door.browser('wang')
    expect((await wang.show('/receipt')).headers.location).toBe('/slice')
    expect((await wang.show('/receipt?revision=3')).status).toBe(404)
  })

  test('names the earlier revisions', async () => {
    const wang = await door.browser('wang')
    await wang.send({ ...filled(), ...submit })
    await wang.send({ ...filled({ 't2.normative.made': '1' }), ...submit })
    expect((await wang.show('/receipt')).body).toContain('tongjiang-2020-resources-2')
    expect((await wang.show('/receipt?revision=1')).body).toContain('<b>tongjiang-2020-resources-1</b>')
  })
})
