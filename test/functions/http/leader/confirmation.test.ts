import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ConfirmationFact } from '../../../../shared/cycle/facts.ts'
import { cycle, filled, type UnitDoor, unitDoor } from '../unit/unit-door.ts'

let door: UnitDoor
beforeEach(async () => {
  door = await unitDoor()
  // The other unit is not waited for here.
  await door.record({
    kind: 'act',
    cycle,
    n: 1,
    id: '0',
    at: door.time.now,
    by: 'clerk-lin',
    reason: '撤并',
    act: 'exempt',
    unit: 'office',
  })
})

const confirmations = async () => (await door.facts()).filter((f): f is ConfirmationFact => f.kind === 'confirmation')
const send = async (figures: Record<string, string> = {}) => {
  const wang = await door.browser('wang')
  expect((await wang.send({ ...filled(figures), do: 'submit' })).status).toBe(303)
  return wang
}
/** The six digits of the newest mail to the leader. */
const code = () => /6位数字：(\d{6})/.exec(door.mails.findLast((m) => m.to.address.startsWith('zhao'))!.text)![1]!
const leader = () => door.browser('zhao', 'confirmation')

describe('the leader', () => {
  test('sees the whole slice and the attestation, with nothing chosen; seeing it changes nothing', async () => {
    await send({ 't2.normative.made': '7' })
    const zhao = await leader()
    const before = await door.facts()
    const { body } = await zhao.show()
    for (const text of [
      '>7</td>',
      '我已审查本单位填报的全部数据和文字',
      '王秀英',
      '请在2021年1月29日前答复',
      '<table class="fig',
    ])
      expect(body).toContain(text)
    expect(body).not.toMatch(/<input[^>]* checked/)
    expect(body).not.toContain(code())
    expect(await door.facts()).toEqual(before)
  })

  test('confirms with a choice and the six digits, and the wait is over', async () => {
    await send()
    const zhao = await leader()
    const answer = await zhao.send({ choice: 'confirm', code: code() })
    expect([answer.status, answer.headers.location]).toEqual([303, '/confirmation'])
    expect(await confirmations()).toMatchObject([
      {
        unit: 'resources',
        revision: 1,
        by: 'zhao',
        choice: 'confirm',
        attestation: { zh: expect.stringContaining('我已审查'), en: expect.stringContaining('I have reviewed') },
      },
    ])
    expect(door.resumed).toMatchObject([{ output: { outcome: 'complete' } }])
    expect((await zhao.show()).body).toContain('您已确认')
  })

  test('sends it back with a reason; every contact is told, and the form shows it', async () => {
    const wang = await send()
    const zhao = await leader()
    expect((await zhao.send({ choice: 'return', code: code(), reason: '少了一件' })).status).toBe(303)
    const told = door.mails.filter((m) => m.text.includes('少了一件'))
    expect(told.map((m) => m.to.name)).toEqual(['王秀英', '刘洋'])
    expect((await wang.show()).body).toContain('少了一件')
    expect(door.resumed).toEqual([])
    // What was returned is open whatever the date, and the same content may be sent again by who says that it is meant so.
    door.time.now = '2021-02-05T02:00:00.000Z'
    const again = await door.browser('wang')
    const unchanged = await again.send({ ...filled(), do: 'submit' })
    expect(unchanged.status).toBe(422)
    expect(unchanged.body).toContain('和上一次提交的完全一样')
    expect((await again.send({ ...filled(), 'as-it-was': 'yes', do: 'submit' })).status).toBe(303)
    expect((await leader().then((l) => l.show())).body).toContain('name="code"')
  })

  test.each<[string, Record<string, string>, string]>([
    ['nothing but what the page has, as a scanner does', {}, '请填写邮件里的6位数字'],
    ['no choice', { choice: '', code: 'right' }, '请选择'],
    ['another choice', { choice: 'approve', code: 'right' }, '请选择'],
    ['no code', { choice: 'confirm' }, '请填写邮件里的6位数字'],
    [
      'a reason that turns the direction of writing',
      { choice: 'return', code: 'right', reason: '少\u202E一件' },
      '控制字符',
    ],
    ['a return without reason', { choice: 'return', code: 'right', reason: ' ' }, '请写明原因'],
  ])('who sends %s is told', async (_, fields, said) => {
    await send()
    const zhao = await leader()
    const answer = await zhao.send({ ...fields, ...(fields.code === 'right' && { code: code() }) })
    expect(answer.status).toBe(422)
    expect(answer.body).toContain(said)
    expect(await confirmations()).toEqual([])
  })

  test('may try the digits twenty times on a link, however often it is opened; then only a fresh one decides', async () => {
    await send()
    const zhao = await leader()
    const wrong = { choice: 'confirm', code: code() === '000000' ? '000001' : '000000' }
    const answers: number[] = []
    const printed = code()
    for (let n = 0; n < 18; n++) answers.push((await (n % 6 ? zhao : await leader()).send(wrong)).status)
    const together = await Promise.all(Array.from({ length: 10 }, () => zhao.send(wrong)))
    expect(new Set(answers)).toEqual(new Set([422]))
    expect(together.map((a) => a.status).sort()).toEqual([422, ...Array.from({ length: 9 }, () => 429)])
    expect((await zhao.send({ choice: 'confirm', code: printed })).status).toBe(429)
    expect(await confirmations()).toEqual([])
    expect(door.logged.filter((line) => line.includes('code-wrong'))).toHaveLength(20)
    expect(door.mails.filter((m) => m.subject.includes('填错数字')).map((m) => m.to.address)).toEqual([
      'zhao@zrzyj.tongjiang.example',
      'zhao@zrzyj.tongjiang.example',
    ])
    // The old link opens no more; its page mails a fresh one to the registered address, and that decides.
    expect((await door.post('/open', { token: zhao.link.token })).status).toBe(410)
    expect((await door.post('/open/renew', { token: zhao.link.token, wanted: 'yes' })).status).toBe(200)
    const fresh = await door.session(/open#(\S+)/.exec(door.mails.at(-1)!.text)![1]!, '/confirmation')
    expect((await fresh.send({ choice: 'confirm', code: printed })).status).toBe(303)
  })

  test('hears of right digits among many at once no more than of wrong ones, whatever else was wrong', async () => {
    await send()
    const zhao = await leader()
    const printed = code()
    const wrong = Array.from({ length: 39 }, (_, n) => String((Number(printed) + n + 1) % 1_000_000).padStart(6, '0'))
    // Sent back without a reason: nothing would come of it.
    const form = { ...(await zhao.hidden()), choice: 'return' }
    const answers = await Promise.all([...wrong, printed].map((digits) => zhao.post({ ...form, code: digits })))
    expect(answers.at(-1)!.body).toContain('试得太多')
    expect(answers.filter(({ body }) => body.includes('试得太多'))).toHaveLength(21)
    expect(await confirmations()).toEqual([])
  })

  test('who sends it back again for another reason hears that the first one stands', async () => {
    await send()
    const zhao = await leader()
    const form = { ...(await zhao.hidden()), choice: 'return', code: code(), reason: '请核对收费' }
    const said = [form, form, { ...form, reason: '改主意' }]
    const answers: number[] = []
    for (const each of said) answers.push((await zhao.post(each)).status)
    expect(answers).toEqual([303, 303, 409])
  })

  test('takes the same right digits as one try, also when the reason was forgotten', async () => {
    await send()
    const zhao = await leader()
    for (let n = 0; n < 25; n++) await zhao.send({ choice: 'return', code: code() })
    expect((await zhao.send({ choice: 'return', reason: '请核对', code: code() })).status).toBe(303)
  })

  test('who writes for longer than an hour is told to open the link again, and has what was written back', async () => {
    await send()
    const zhao = await leader()
    const form = { ...(await zhao.hidden()), choice: 'return', reason: '第三行少报一件，\n请核对。', code: code() }
    door.time.now = '2021-01-20T05:00:00.000Z'
    const answer = await zhao.post(form)
    expect(answer.status).toBe(401)
    expect(answer.body).toContain('<blockquote class="typed">第三行少报一件，\n请核对。</blockquote>')
    expect(answer.body).not.toContain(code())
    expect(await confirmations()).toEqual([])
  })

  test('has digits mailed that were lost, to the own mailbox, once a choice is made; they are used once', async () => {
    await send()
    const zhao = await leader()
    const pressed = await zhao.send({ 'mail-code': 'yes' })
    const unmeant = await zhao.send({ choice: 'confirm', 'mail-code': 'yes' })
    expect([pressed.status, unmeant.status]).toEqual([422, 422])
    expect(unmeant.body).toContain('请先勾“我要签批”')
    expect(door.mails.filter((m) => m.subject.includes('6位数字'))).toEqual([])
    const asked = await zhao.send({ choice: 'return', reason: '少一件', 'mail-code': 'yes' })
    expect(asked.status).toBe(200)
    for (const text of ['已发到您登记的邮箱', '少一件', '<h1>退回修改']) expect(asked.body).toContain(text)
    await zhao.send({ choice: 'confirm', meant: 'yes', 'mail-code': 'yes' })
    const mailed = door.mails.filter((m) => m.subject.includes('6位数字'))
    expect(mailed.map((m) => m.to.address)).toEqual(['zhao@zrzyj.tongjiang.example'])
    const digits = /(\d{6})\n/.exec(mailed[0]!.text)![1]!
    expect(asked.body).not.toContain(digits)
    expect((await zhao.send({ choice: 'confirm', code: digits })).status).toBe(303)
    const kinds = (await door.facts()).map(({ kind }) => kind)
    expect(['code', 'code-try', 'code-use'].map((k) => kinds.filter((kind) => kind === k).length)).toEqual([1, 1, 1])
  })

  test('hears that the digits could not be mailed, when to ask again, and has what was written on the page', async () => {
    await send()
    const zhao = await leader()
    door.mailer.broken = true
    const asked = await zhao.send({ choice: 'return', reason: '少一件', 'mail-code': 'yes' })
    expect([asked.status, asked.headers['retry-after']]).toEqual([503, '30'])
    for (const text of ['数字没有发出去，请过一会儿再按一次', '少一件']) expect(asked.body).toContain(text)
    door.mailer.broken = false
    expect((await zhao.send({ choice: 'return', reason: '少一件', 'mail-code': 'yes' })).status).toBe(200)
  })

  test('is not told that digits were mailed which another is mailing, or has died over', async () => {
    await send()
    const zhao = await leader()
    const { store } = door.services
    const { record } = store
    store.record = async (fact) => {
      const kept = await record(fact)
      if (fact.kind === 'sending') throw new Error('died')
      return kept
    }
    const ask = () => zhao.send({ choice: 'return', reason: '少一件', 'mail-code': 'yes' })
    const before = door.mails.length
    expect((await ask()).status).toBe(503)
    store.record = record
    const again = await ask()
    expect([again.status, again.body]).toEqual([429, expect.stringContaining('还没有收到，请再按一次')])
    expect(again.body).not.toContain('已发到')
    door.time.now = new Date(Date.parse(door.time.now) + 61_000).toISOString()
    expect([(await ask()).status, door.mails.length - before]).toEqual([200, 1])
  })

  test('who decides twice at once has decided once; the other way round is refused', async () => {
    await send()
    const zhao = await leader()
    const form = { ...(await zhao.hidden()), choice: 'confirm', code: code() }
    const answers = await Promise.all(Array.from({ length: 10 }, () => zhao.post(form)))
    expect(new Set(answers.map((a) => a.status))).toEqual(new Set([303]))
    expect((await zhao.post(form)).status).toBe(303)
    expect((await zhao.post({ ...form, choice: 'return', reason: '改主意' })).status).toBe(409)
    expect(await confirmations()).toMatchObject([{ choice: 'confirm' }])
  })

  test('of confirm and return in the same moment one stands, and the other is told so', async () => {
    await send()
    const [here, there] = [await leader(), await leader()]
    const forms = [
      { page: here, form: { ...(await here.hidden()), choice: 'confirm', code: code() } },
      { page: there, form: { ...(await there.hidden()), choice: 'return', reason: '少了一件', code: code() } },
    ]
    const answers = await Promise.all(forms.map(({ page, form }) => page.post(form)))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    const [stands] = await confirmations()
    expect(answers.map(({ status }) => status)).toEqual(stands?.choice === 'confirm' ? [303, 409] : [409, 303])
  })

  test('with a page of an older revision is shown the new one', async () => {
    await send()
    const zhao = await leader()
    const old = { ...(await zhao.hidden()), choice: 'confirm', code: code() }
    await send({ 't2.normative.made': '7' })
    const answer = await zhao.post(old)
    expect(answer.status).toBe(409)
    expect(answer.body).toContain('又提交了新的一版')
    expect(answer.body).toContain('<del>')
    expect(await confirmations()).toEqual([])
    // The digits of the older mail are of the older revision.
    expect((await zhao.send({ choice: 'confirm', code: old.code! })).status).toBe(422)
    expect((await zhao.send({ choice: 'confirm', code: code() })).status).toBe(303)
  })

  test('cannot confirm what was sent under the same name', async () => {
    await door.record({
      kind: 'act',
      cycle,
      n: 2,
      id: '1',
      at: door.time.now,
      by: 'clerk-lin',
      reason: '轮岗',
      act: 'contacts',
      unit: 'resources',
      contacts: [{ id: 'wang', name: '王秀英', address: 'wang@zrzyj.tongjiang.example' }],
      leader: { id: 'wang', name: '王秀英', address: 'wang@zrzyj.tongjiang.example' },
    })
    await send()
    const self = await door.browser('wang', 'confirmation')
    const shown = await self.show()
    expect(shown.body).toContain('不能由您本人确认')
    const id = self.cookies[0]!.split('=')[1]!
    const plain = createHash('sha256').update(`lianbao form ${id}`).digest()
    const token = Buffer.concat([Buffer.alloc(plain.length), plain]).toString('base64url') // under a mask of zeros
    expect((await self.post({ 'form-token': token, choice: 'confirm', revision: '1', code: '123456' })).status).toBe(
      403,
    )
    expect(await confirmations()).toEqual([])
  })

  test('cannot confirm what they filled in before they became the leader, whoever sent it again', async () => {
    await send()
    const liu = { id: 'liu', name: '刘洋', address: 'liu@zrzyj.tongjiang.example' }
    const wang = { id: 'wang', name: '王秀英', address: 'wang@zrzyj.tongjiang.example' }
    const act = { kind: 'act', cycle, n: 2, id: '1', at: door.time.now, by: 'clerk-lin', reason: '轮岗' } as const
    await door.record({ ...act, act: 'contacts', unit: 'resources', contacts: [liu], leader: wang })
    const again = await door.browser('liu')
    expect((await again.send({ ...filled({ 't2.normative.made': '2' }), do: 'submit' })).status).toBe(303)
    expect((await (await door.browser('wang', 'confirmation')).show()).body).toContain('不能由您本人确认')
  })

  test('before anything was sent has nothing to confirm', async () => {
    const zhao = await leader()
    expect((await zhao.show()).body).toContain('现在没有要您确认的内容')
    expect((await zhao.post({ choice: 'confirm', code: '123456' })).status).toBe(409)
  })
})
