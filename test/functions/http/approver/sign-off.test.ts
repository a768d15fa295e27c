import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { beforeEach, describe, expect, test } from 'vitest'
import { type HttpFunction, httpHandler } from '../../../../functions/door/handler.ts'
import { openSession } from '../../../../functions/door/sessions.ts'
import { decideSignOff } from '../../../../functions/http/approver/decide-sign-off.ts'
import { delegateSignOff } from '../../../../functions/http/approver/delegate-sign-off.ts'
import { showSignOff } from '../../../../functions/http/approver/show-sign-off.ts'
import { cycleOfFacts } from '../../../../functions/kept/load-cycle.ts'
import type { MailMessage, Services } from '../../../../functions/services.ts'
import { tellSigners } from '../../../../functions/telling/ask-mails.ts'
import { issueLink, mailedCode } from '../../../../functions/telling/links.ts'
import { readAsk } from '../../../../shared/cycle/acts/asking.ts'
import type { Fact } from '../../../../shared/cycle/facts.ts'
import { foldCycle, foldUnitCycle } from '../../../../shared/cycle/fold.ts'
import { draftFile } from '../../../../shared/draft/draft.ts'
import { sealSubmission } from '../../../../shared/draft/sealed-submission.ts'
import { submissionFile } from '../../../../shared/draft/submission.ts'
import { canonicalBytes } from '../../../../shared/report/bytes/canonical.ts'
import { memoryServices } from '../../../fixtures/memory-services.ts'
import { type Cycle, cycleWith, definition, type Variation } from '../../../fixtures/tongjiang-2020.ts'

const cycleId = 'tongjiang-2020'
let services: Services
let mails: MailMessage[]
let resumed: ReturnType<typeof memoryServices>['resumed']
let now: string

beforeEach(async () => {
  now = '2021-01-28T03:00:00.000Z'
  const kept = memoryServices({
    clock: { now: () => now },
    later: { tell: () => Promise.reject(new Error('nothing is told later here')) },
  })
  services = kept.services
  mails = kept.mails
  resumed = kept.resumed
})

async function given(variation: Variation): Promise<Cycle> {
  const cycle = cycleWith(variation)
  for (const fact of cycle.facts) await services.store.record(fact)
  for (const document of cycle.submissions) {
    const { bytes, digest } = sealSubmission(document)
    await services.files.put(submissionFile(digest), bytes)
  }
  await services.files.put(draftFile(cycle.draftDigest), canonicalBytes(cycle.draft))
  await services.store.saveCallback({ cycle: cycleId, wait: 'sign-off', token: 't', execution: 'e', at: now, seen: 0 })
  return cycle
}

/** A person with their mail: the opened session and the six digits. */
async function person(id: string, subject: string) {
  const link = await issueLink(services, {
    cycle: cycleId,
    purpose: 'sign-off',
    subject,
    person: id,
    expires: '2021-03-01T00:00:00.000Z',
  })
  const state = foldCycle(await services.store.facts(cycleId))!
  const code = (await mailedCode(services, { state, definition }, link.fact))!
  const { cookie } = await openSession(link.fact, services)
  const ask = async (method: string, path: string, what: HttpFunction<Services>, body = '', headers = {}) => {
    const event = {
      rawPath: path,
      rawQueryString: '',
      headers: {
        accept: 'text/html',
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        ...headers,
      },
      cookies: [cookie.split(';')[0]!],
      requestContext: { http: { method, path, sourceIp: '127.0.0.1' } },
      body,
      isBase64Encoded: false,
    }
    const answer = await httpHandler(what, services)(event as unknown as APIGatewayProxyEventV2)
    return { status: answer.statusCode!, body: answer.body ?? '', headers: answer.headers ?? {} }
  }
  const show = () => ask('GET', '/sign-off', showSignOff)
  const hidden = async () => {
    const page = (await show()).body
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ''
    return { 'form-token': field('form-token'), draft: field('draft') }
  }
  const machine = async (method: 'GET' | 'POST', body: object = {}, act = decideSignOff) => {
    const headers = {
      authorization: `Bearer ${link.token}`,
      accept: 'application/json',
      'content-type': 'application/json',
    }
    const answer = await ask(method, '/sign-off', method === 'GET' ? showSignOff : act, JSON.stringify(body), headers)
    return { status: answer.status, body: JSON.parse(answer.body) }
  }
  return {
    code,
    machine,
    show,
    hidden,
    decide: async (fields: Record<string, string>) =>
      ask('POST', '/sign-off', decideSignOff, new URLSearchParams({ ...(await hidden()), ...fields }).toString()),
    /** With the hidden fields of a page seen before. */
    decideOn: (seen: Record<string, string>, fields: Record<string, string>) =>
      ask('POST', '/sign-off', decideSignOff, new URLSearchParams({ ...seen, ...fields }).toString()),
    decideJson: (body: unknown) =>
      ask('POST', '/sign-off', decideSignOff, JSON.stringify(body), {
        accept: 'application/json',
        'content-type': 'application/json',
      }),
    delegate: async (fields: Record<string, string>) =>
      ask('POST', '/delegation', delegateSignOff, new URLSearchParams({ ...(await hidden()), ...fields }).toString()),
  }
}
const decisions = async () =>
  (await services.store.facts(cycleId))
    .filter((f: Fact) => f.kind === 'decision')
    .sort((a, b) => (a.at < b.at ? -1 : 1))
const approval = { choice: 'approve', attestation: 'agreed' }

describe('an approver', () => {
  test('sees the whole draft with nothing chosen, and seeing it changes nothing', async () => {
    await given({ approved: 2 })
    const sun = await person('sun', 'responsible-leader/sun')
    const before = await services.store.facts(cycleId)
    const { status, body } = await sun.show()
    expect(status).toBe(200)
    for (const text of [
      '六、其他需要报告的事项',
      '副市长孙丽华（s***@tongjiang.example）',
      '我已审阅本报告全文和数据',
    ]) {
      expect(body).toContain(text)
    }
    expect(body).not.toContain(' checked')
    expect(await services.store.facts(cycleId)).toEqual(before)
  })

  test('approves with choice, attestation and code; the workflow hears of it', async () => {
    const { draftDigest } = await given({ approved: 2 })
    const sun = await person('sun', 'responsible-leader/sun')
    const { status, body } = await sun.decide({ ...approval, code: sun.code })
    expect(status).toBe(200)
    expect(body).toContain('决定已记录')
    expect((await decisions()).at(-1)).toMatchObject({ seat: 'sun', by: 'sun', choice: 'approve', draft: draftDigest })
    expect(resumed).toMatchObject([{ output: { outcome: 'next' } }])
  })

  test('hears of everything that is missing at once, and keeps what was typed', async () => {
    await given({ approved: 2 })
    const sun = await person('sun', 'responsible-leader/sun')
    const { status, body } = await sun.decide({ choice: 'return', 'target-0': 'finance', 'cell-0': '', 'reason-0': '' })
    expect(status).toBe(422)
    expect(body).toContain('没有写原因')
    expect(body).toContain('6位数字')
    expect(body).toMatch(/<option value="finance" selected>/)
    expect((await sun.decide({})).body).toContain('请先选择')
    expect(await decisions()).toHaveLength(2)
  })

  test('a program that presses the button decides nothing', async () => {
    await given({ approved: 2 })
    const sun = await person('sun', 'responsible-leader/sun')
    for (const fields of [{}, approval, { ...approval, code: '000000' }, { more: '1' }]) {
      const { status } = await sun.decide(fields as Record<string, string>)
      expect([200, 422]).toContain(status)
    }
    expect(await decisions()).toHaveLength(2)
  })

  test('returns named slices and parts with a reason each', async () => {
    await given({ approved: 2 })
    const sun = await person('sun', 'responsible-leader/sun')
    const { status, body } = await sun.decide({
      choice: 'return',
      code: sun.code,
      'target-0': 'police',
      'cell-0': 't2.penalties.decisions',
      'reason-0': '与台账不符',
      'target-1': 'part:overview',
      'reason-1': '缺考核情况',
    })
    expect(status).toBe(200)
    expect(body).toContain('与台账不符')
    expect((await decisions()).at(-1)).toMatchObject({
      choice: 'return',
      reasons: [
        { unit: 'police', cell: 't2.penalties.decisions', text: '与台账不符' },
        { unit: 'office', part: 'overview', text: '缺考核情况' },
      ],
    })
    expect(resumed).toMatchObject([{ output: { outcome: 'return' } }])
  })

  test('fifty posts at once are one decision and fifty equal answers; another decision is refused', async () => {
    await given({ approved: 2 })
    const sun = await person('sun', 'responsible-leader/sun')
    const seen = await sun.hidden()
    const fields = { ...approval, code: sun.code }
    const answers = await Promise.all(Array.from({ length: 50 }, () => sun.decideOn(seen, fields)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
    expect(await decisions()).toHaveLength(3)
    const other = await sun.decideOn(seen, { choice: 'return', code: sun.code, 'target-0': 'police', 'reason-0': '改' })
    expect(other.status).toBe(409)
    expect(other.body).toContain('副市长孙丽华已于2021年1月28日')
  })

  test('who loses to another decision in the same moment hears which stands', async () => {
    await given({ approved: 2 })
    const sun = await person('sun', 'responsible-leader/sun')
    const { store } = services
    services.store = {
      ...store,
      record: async (fact) => {
        if (fact.kind === 'decision')
          await store.record({ ...fact, choice: 'return', reasons: [{ unit: 'police', text: '改' }] })
        return store.record(fact)
      },
    }
    const answer = await sun.decide({ ...approval, code: sun.code })
    expect([answer.status, (await decisions()).at(-1)]).toMatchObject([409, { by: 'sun', choice: 'return' }])
    expect(answer.body).toContain('副市长孙丽华已于2021年1月28日')
  })

  test('a decision that was recorded is answered as such, though a newer draft is asked for in the same moment', async () => {
    const cycle = await given({ approved: 2 })
    const sun = await person('sun', 'responsible-leader/sun')
    const { store } = services
    const [draft, ...asked] = cycle.facts.filter(({ kind }) => kind === 'draft' || kind === 'request')
    services.store = {
      ...store,
      record: async (fact) => {
        const recorded = await store.record(fact)
        if (fact.kind !== 'decision') return recorded
        const next = { ...draft, round: 2, stages: [{ stage: 'responsible-leader', scope: 'new' }] } as Fact
        await store.record(next)
        for (const request of asked) await store.record({ ...request, round: 2 } as Fact)
        return recorded
      },
    }
    const answer = await sun.decide({ ...approval, code: sun.code })
    expect([answer.status, (await decisions()).at(-1)]).toMatchObject([200, { by: 'sun', round: 1 }])
    expect(answer.body).toContain('其间有了新的一稿')
  })

  test('a draft that has changed meanwhile is not decided on', async () => {
    await given({ approved: 2 })
    const sun = await person('sun', 'responsible-leader/sun')
    const seen = await sun.hidden()
    const stale = await sun.decideOn({ ...seen, draft: 'f'.repeat(64) }, { ...approval, code: sun.code })
    expect(stale.status).toBe(409)
    await services.store.record({
      kind: 'submission',
      cycle: cycleId,
      unit: 'office',
      revision: 2,
      digest: 'e'.repeat(64),
      at: now,
      by: 'office-clerk',
      channel: 'office',
      nil: false,
    })
    expect((await sun.decideOn(seen, { ...approval, code: sun.code })).status).toBe(409)
    expect((await sun.show()).body).toContain('正在生成新稿')
    expect(await decisions()).toHaveLength(2)
  })

  test('out of turn: the page says whom it waits for, and a post is refused', async () => {
    await given({ approved: 2 })
    const sun = await person('sun', 'responsible-leader/sun')
    const seen = await sun.hidden()
    const zheng = await person('zheng', 'principal-leader/zheng')
    expect((await zheng.show()).body).toContain('副市长孙丽华')
    const foreign = await zheng.decideOn(seen, { ...approval, code: zheng.code })
    expect(foreign.status).toBe(409)
    expect(await decisions()).toHaveLength(2)
  })

  test('hears while mail is down that the digits did not leave, and uses none up by that', async () => {
    await given({ approved: 2 })
    const sun = await person('sun', 'responsible-leader/sun')
    const { send } = services.mailer
    services.mailer.send = () => Promise.reject(new Error('the relay is down'))
    const press = async (secondsLater = 61) => {
      now = new Date(Date.parse(now) + secondsLater * 1000).toISOString()
      return sun.decide({ choice: 'approve', meant: 'yes', 'mail-code': 'yes' })
    }
    for (let n = 0; n < 40; n++) {
      const { status, body } = await press()
      expect([status, body]).toEqual([503, expect.stringContaining('数字没有发出去')])
    }
    services.mailer.send = send
    const { status, body } = await press(10)
    expect([status, body]).toEqual([200, expect.stringContaining('数字已发到您登记的邮箱')])
    expect(mails).toMatchObject([{ atOnce: true }])
    // Those that left count as before.
    for (let n = 1; n < 20; n++) expect((await press()).status).toBe(200)
    expect((await press()).body).toContain('数字要得太多了')
  })

  test('the code locks after twenty wrong ones', async () => {
    await given({ approved: 2 })
    const sun = await person('sun', 'responsible-leader/sun')
    const wrong = sun.code === '111111' ? '222222' : '111111'
    const statuses: number[] = []
    for (let n = 0; n < 21; n++) statuses.push((await sun.decide({ ...approval, code: wrong })).status)
    expect(statuses).toEqual([...Array.from({ length: 19 }, () => 422), 429, 429])
    expect((await sun.decide({ ...approval, code: sun.code })).status).toBe(429)
  })

  test('a machine gets the same as JSON', async () => {
    await given({ approved: 2 })
    const sun = await person('sun', 'responsible-leader/sun')
    const seen = await sun.hidden()
    const refused = await sun.decideJson({ ...seen, choice: 'maybe' })
    expect(refused.status).toBe(422)
    const problems = JSON.parse(refused.body).problems as { code: string }[]
    expect(problems.map(({ code }) => code)).toEqual(['choice-missing', 'code-missing'])
    expect((await sun.decideJson({ ...seen, choice: 1, extra: 2 })).status).toBe(422)
    expect((await sun.decideJson([])).status).toBe(422)
    const taken = await sun.decideJson({ ...seen, choice: 'approve', attestation: true, code: sun.code })
    expect(taken.status).toBe(200)
    expect(JSON.parse(taken.body).decision).toMatchObject({ choice: 'approve', by: 'sun' })
  })
})

describe('a delegate', () => {
  const who = { name: '梁文', address: 'liang@tongjiang.example', title: '党组成员', reason: '本周出差' }

  test('gets a mail and a link of their own and decides; both names are in the record', async () => {
    await given({ approved: 2 })
    const sun = await person('sun', 'responsible-leader/sun')
    const answer = await sun.delegate({ ...who, code: sun.code })
    expect(answer.status).toBe(200)
    expect(mails.map(({ to }) => to.address)).toContain('liang@tongjiang.example')
    expect(mails.at(-1)!.text).toContain('本周出差')
    const delegation = (await services.store.facts(cycleId)).find((fact) => fact.kind === 'delegation')!
    const liang = await person(delegation.to.id, 'responsible-leader/sun')
    expect((await liang.decide({ ...approval, code: liang.code })).status).toBe(200)
    expect((await decisions()).at(-1)).toMatchObject({ seat: 'sun', by: delegation.to.id })
    expect((await sun.decide({ ...approval, code: sun.code })).status).toBe(409)
  })

  test('stands also while a mailbox of the stage takes no mail: who cannot be asked now is left to the timer', async () => {
    await given({ approved: 2 })
    const sun = await person('sun', 'responsible-leader/sun')
    const { send } = services.mailer
    services.mailer.send = async (mail) => {
      if (mail.to.address === 'sun@tongjiang.example') throw new Error('450 try again later')
      await send(mail)
    }
    for (const _ of ['first', 'again']) {
      const answer = await sun.delegate({ ...who, code: sun.code })
      expect([answer.status, answer.body]).toEqual([200, expect.stringContaining('已委托梁文')])
    }
    expect(mails.map(({ to }) => to.address)).toEqual([who.address])
    expect(await services.store.factsOf(cycleId, 'delegation')).toHaveLength(1)
  })

  const tan = { id: 'tan', name: '谭副市长', address: 'tan@tongjiang.example' }
  const given2 = async () => {
    const { facts } = await given({ approved: 2 })
    const n = facts.filter(({ kind }) => kind === 'act').length + 1
    const content = { act: 'reassign', stage: 'responsible-leader', seat: 'sun', to: tan } as const
    return { kind: 'act', cycle: cycleId, n, id: 'a', at: now, by: 'feng', reason: '调离', ...content } as const
  }

  test.each([
    ['another', { name: '何文', address: 'hewen@tongjiang.example' }],
    ['the same', {}],
  ])('of who was given the seat has a say, whomever the one before had named: %s', async (_, named) => {
    const reassigned = await given2()
    const sun = await person('sun', 'responsible-leader/sun')
    expect((await sun.delegate({ ...who, code: sun.code })).status).toBe(200)
    await services.store.record(reassigned)
    const holder = await person('tan', 'responsible-leader/sun')
    const answer = await holder.delegate({ ...who, ...named, code: holder.code })
    expect([answer.status, answer.body]).toEqual([200, expect.not.stringContaining('不能再委托')])
    const { address } = { ...who, ...named }
    expect(mails.map(({ to }) => to.address)).toContain(address)
    const delegation = (await services.store.factsOf(cycleId, 'delegation')).find(({ by }) => by === 'tan')!
    const deputy = await person(delegation.to.id, 'responsible-leader/sun')
    expect((await holder.show()).body).toContain(`已委托${delegation.to.name}`)
    expect((await deputy.decide({ ...approval, code: deputy.code })).status).toBe(200)
  })

  test.each([
    ['gives the seat to another', (given: Awaited<ReturnType<typeof given2>>): Fact => ({ ...given, round: 1 })],
    ['passes it', ({ to: _, ...given }): Fact => ({ ...given, act: 'force', round: 1 })],
  ])('an approval in the moment in which the office %s is refused, and counts for nothing', async (_, content) => {
    const fact = content(await given2())
    const sun = await person('sun', 'responsible-leader/sun')
    const { record } = services.store
    services.store.record = async (one) => {
      if (one.kind === 'decision') await record(fact)
      return record(one)
    }
    const answer = await sun.decide({ ...approval, code: sun.code })
    expect([answer.status, answer.body]).toEqual([409, expect.stringContaining('这次签批不算数')])
    const round = foldCycle(await services.store.facts(cycleId))!.rounds.at(-1)!
    expect(round.decisions.map(({ seat }) => seat)).not.toContain('sun')
    if (fact.kind !== 'act' || fact.act !== 'reassign') return
    const holder = await person('tan', 'responsible-leader/sun')
    expect((await holder.decide({ ...approval, code: holder.code })).status).toBe(200)
    const now = foldCycle(await services.store.facts(cycleId))!.rounds.at(-1)!
    expect(now.decisions.find(({ seat }) => seat === 'sun')).toMatchObject({ by: 'tan', given: fact.n })
  })

  test('is not acknowledged when the seat was given to another in the same moment', async () => {
    const reassigned = await given2()
    const sun = await person('sun', 'responsible-leader/sun')
    const { record } = services.store
    services.store.record = async (fact) => {
      if (fact.kind === 'delegation') await record(reassigned)
      return record(fact)
    }
    expect((await sun.delegate({ ...who, code: sun.code })).status).toBe(403)
    expect(mails.map(({ to }) => to.address)).not.toContain(who.address)
  })

  test('is not asked where they came to the office in the same moment: nobody of it signs this stage', async () => {
    await given({ approved: 1 })
    const wu = await person('wu', 'secrecy-review/wu')
    await wu.delegate({ ...who, 'mail-code': 'yes' })
    const code = /(?<![\w-])\d{6}(?![\w-])/.exec(mails.at(-1)!.text)![0]
    const { record } = services.store
    services.store.record = async (fact) => {
      const to = { id: 'new-officer', name: who.name, address: who.address }
      const came = { kind: 'act', cycle: cycleId, n: 1, id: 'a', at: now, by: 'lu', reason: '增加人手' } as const
      if (fact.kind === 'delegation') await record({ ...came, act: 'officer', person: 'feng', to })
      return record(fact)
    }
    const answer = await wu.delegate({ ...who, code })
    expect([answer.status, answer.body]).toEqual([403, expect.stringContaining('经办人')])
    expect(mails.map(({ to }) => to.address)).not.toContain(who.address)
    const [delegation] = await services.store.factsOf(cycleId, 'delegation')
    const liang = await person(delegation!.to.id, 'secrecy-review/wu')
    expect((await liang.show()).status).toBe(404)
  })

  test('is named by a machine as by the page, with the same digits', async () => {
    const { draftDigest } = await given({ approved: 2 })
    const sun = await person('sun', 'responsible-leader/sun')
    const named = { ...who, draft: draftDigest }
    const without = await sun.machine('POST', named, delegateSignOff)
    expect([without.status, without.body.problems.map((p: { code: string }) => p.code)]).toEqual([
      422,
      ['code-missing'],
    ])
    const answer = await sun.machine('POST', { ...named, code: sun.code }, delegateSignOff)
    expect(answer).toEqual({ status: 200, body: { recorded: true } })
    expect(await services.store.factsOf(cycleId, 'delegation')).toMatchObject([{ by: 'sun', to: { name: '梁文' } }])
  })

  test('is named on the draft that was seen', async () => {
    await given({ approved: 2 })
    const sun = await person('sun', 'responsible-leader/sun')
    const stale = await sun.delegate({ ...who, code: sun.code, draft: 'f'.repeat(64) })
    const blind = await sun.delegate({ ...who, code: sun.code, draft: '' })
    expect([stale.status, blind.status]).toEqual([409, 422])
    expect((await services.store.facts(cycleId)).some((fact) => fact.kind === 'delegation')).toBe(false)
  })

  test('must be somebody who had no hand in the draft, and there is one at most', async () => {
    await given({ approved: 2 })
    const sun = await person('sun', 'responsible-leader/sun')
    const asked = (fields: Record<string, string>) => sun.delegate({ ...who, code: sun.code, ...fields })
    expect((await asked({ name: '同江市公安局经办', address: 'police-clerk@tongjiang.example' })).body).toContain(
      '不能签批',
    )
    expect((await asked({ address: 'zhou@tongjiang.example' })).status).toBe(403)
    expect((await asked({ address: 'SUN@tongjiang.example' })).body).toContain('不能委托给自己')
    expect((await asked({ address: 'x@y\r\nBcc: z@y.cn', reason: '' })).status).toBe(422)
    expect((await services.store.facts(cycleId)).filter((fact) => fact.kind === 'delegation')).toEqual([])
    expect((await asked({})).status).toBe(200)
    expect((await asked({})).status).toBe(200)
    expect((await asked({ address: 'other@tongjiang.example' })).status).toBe(409)
    expect(mails.filter(({ to }) => to.address === 'other@tongjiang.example')).toEqual([])
  })
})

test('who submitted or confirmed a slice may not sign it off', async () => {
  await given({ approved: 2, facts: () => [] })
  await services.store.record({
    kind: 'act',
    cycle: cycleId,
    n: 1,
    id: 'a1',
    at: now,
    by: 'feng',
    reason: '调整分工',
    act: 'reassign',
    stage: 'responsible-leader',
    seat: 'sun',
    to: { id: 'police-leader', name: '同江市公安局负责人', address: 'police-leader@tongjiang.example' },
  })
  const leader = await person('police-leader', 'responsible-leader/sun')
  expect((await leader.show()).body).toContain('不能再由您签批')
  const answer = await leader.decide({ ...approval, code: leader.code })
  expect(answer.status).toBe(403)
  expect(await decisions()).toHaveLength(2)
})

test('a machine with the link as bearer reads the draft and decides as a person may, with the same digits', async () => {
  const { draftDigest } = await given({})
  const { machine, code } = await person('zhou', 'disclosure-office/zhou')
  const shown = await machine('GET')
  expect(shown).toMatchObject({ status: 200, body: { standing: 'asked', digest: draftDigest, findings: [] } })
  const approving = { choice: 'approve', draft: draftDigest, attestation: true }
  const without = await machine('POST', approving)
  expect([without.status, without.body.problems.map((p: { code: string }) => p.code)]).toEqual([422, ['code-missing']])
  const unknown = await machine('POST', { ...approving, code, sure: true })
  expect([unknown.status, unknown.body.problems[0].code]).toEqual([422, 'field-unknown'])
  expect((await services.store.factsOf(cycleId, 'decision')).length).toBe(0)
  const decided = await machine('POST', { ...approving, code })
  expect(decided).toMatchObject({
    status: 200,
    body: { decision: { by: 'zhou', choice: 'approve', draft: draftDigest } },
  })
  expect(await machine('POST', { ...approving, code })).toEqual(decided)
  expect(await services.store.factsOf(cycleId, 'decision')).toHaveLength(1)
  expect((await machine('GET')).body).toEqual({ standing: 'decided' })
})

test('who signed before a unit objected to a figure of the draft hears so once, and how the signature stands', async () => {
  const adjusted = { act: 'adjust', unit: 'police', cell: 't3.new.natural', from: '1', to: '2', revision: 1 } as const
  const act: Fact = {
    ...{ kind: 'act', cycle: cycleId, n: 1, id: 'a1', at: '2021-01-25T02:00:00.000Z', by: 'feng', reason: '核对' },
    ...adjusted,
  }
  const objected: Fact = {
    ...{ kind: 'ask', cycle: cycleId, unit: 'police', n: 1, id: 'o1', at: now, by: 'police-clerk' },
    ...{ ask: 'objection', act: 1, text: '登记簿上是1件' },
  }
  const cycle = cycleWith({ approved: 1, facts: () => [act, objected] })
  const madeFrom = (acts: number) => cycle.facts.map((fact): Fact => (fact.kind === 'draft' ? { ...fact, acts } : fact))
  const tell = async (facts: Fact[], when?: 'now') => {
    const loaded = await cycleOfFacts(facts, services)
    const unit = loaded.state.units.find((each) => each.unit.id === 'police')!
    await tellSigners(loaded, unit, 1, services, when)
    return mails.splice(0).filter(({ subject }) => subject.startsWith('有异议'))
  }
  await given({ approved: 1 })
  // The draft was not made from the adjustment: what was signed has not the figure.
  expect(await tell(madeFrom(0), 'now')).toEqual([])
  // After a crash only who had signed by then is told: others have read the objection before they signed.
  expect(await tell(madeFrom(1))).toEqual([])
  const before = madeFrom(1).filter(({ kind }) => kind !== 'ask')
  const asking = { state: foldUnitCycle(before, 'police')!, definition, now, person: 'police-clerk' }
  expect(readAsk({ ...asking, typed: { ask: 'objection', act: '1', after: '0', text: '有误' } })).toMatchObject({
    ask: { signed: { round: 1, by: ['zhou'] } },
  })
  const naming = (signed: { round: number; by: string[] }) =>
    madeFrom(1).map((fact): Fact => (fact.kind === 'ask' ? ({ ...fact, signed } as Fact) : fact))
  expect(await tell(naming({ round: 2, by: ['zhou'] }))).toEqual([])
  const [told, ...more] = await tell(naming({ round: 1, by: ['zhou'] }))
  expect(more).toEqual([])
  expect(told?.to.name).toBe('周敏')
  expect(told?.text).toMatch(/登记簿上是1件[\s\S]*您的签批仍然有效/)
  expect(await tell(madeFrom(1), 'now')).toEqual([])
})
