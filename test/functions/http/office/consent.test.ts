import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { beforeEach, describe, expect, test } from 'vitest'
import { type HttpFunction, httpHandler } from '../../../../functions/door/handler.ts'
import { openLinkByHash, openSession } from '../../../../functions/door/sessions.ts'
import { openLink } from '../../../../functions/http/link/open-link.ts'
import { renewLink } from '../../../../functions/http/link/renew-link.ts'
import { giveConsent } from '../../../../functions/http/office/give-consent.ts'
import { recordOfficeAct } from '../../../../functions/http/office/record-office-act.ts'
import { showConsent } from '../../../../functions/http/office/show-consent.ts'
import { loadCycle, loadTold } from '../../../../functions/kept/load-cycle.ts'
import { keepCycle } from '../../../../functions/schedule/keep-time.ts'
import type { Services } from '../../../../functions/services.ts'
import { inviteOffice } from '../../../../functions/telling/board-links.ts'
import { issueLink } from '../../../../functions/telling/links.ts'
import { actForOffice } from '../../../../functions/telling/office-acts.ts'
import type { Fact, OfficeActFact, Person } from '../../../../shared/cycle/facts.ts'
import { mostUnused, mostWrong } from '../../../../shared/cycle/links/codes.ts'
import { newcomersId } from '../../../../shared/cycle/newcomers-id.ts'
import { draftFile } from '../../../../shared/draft/draft.ts'
import { canonicalBytes } from '../../../../shared/report/bytes/canonical.ts'
import { keptServices } from '../../../fixtures/kept-services.ts'
import { cycleWith } from '../../../fixtures/tongjiang-2020.ts'

const cycle = 'tongjiang-2020'
const accountable: Person = { id: 'qin', name: '秦岚', title: '常务副市长', address: 'qin@tongjiang.example' }
let system: ReturnType<typeof keptServices>
let services: Services

beforeEach(async () => {
  system = keptServices('2021-02-01T03:00:00.000Z')
  services = system.services
})

async function given(change: (fact: Fact) => Fact = (f) => (f.kind === 'opening' ? { ...f, accountable } : f)) {
  const { facts, draft, draftDigest } = cycleWith({ approved: 2 })
  for (const fact of facts) await services.store.record(change(fact))
  await services.files.put(draftFile(draftDigest), canonicalBytes(draft))
  await services.store.saveCallback({ cycle, wait: 'sign-off', token: 't', execution: 'e', at: '', seen: 0 })
}

const skip = { act: 'skip', stage: 'responsible-leader', reason: '分管领导出国' }
const form = { ...skip, after: '0' }
const propose = async (typed: Record<string, string> = form) =>
  actForOffice(await loadCycle(cycle, services), typed, 'feng', services)
const facts = async (kind: Fact['kind']) => (await services.store.facts(cycle)).filter((fact) => fact.kind === kind)
const mailsTo = (id: string) => system.kept.mails.filter(({ to }) => to.address === `${id}@tongjiang.example`)

async function reader(id: string) {
  const link = await issueLink(services, {
    cycle,
    purpose: 'consent',
    subject: '1',
    person: id,
    expires: '2021-03-01T00:00:00.000Z',
  })
  const { cookie } = await openSession(link.fact, services)
  const ask = async (method: string, what: HttpFunction<Services>, body = '', others: Record<string, string> = {}) => {
    const event = {
      rawPath: '/consent',
      rawQueryString: '',
      headers: {
        accept: 'text/html',
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        ...others,
      },
      cookies: [cookie.split(';')[0]!],
      requestContext: { http: { method, path: '/consent', sourceIp: '127.0.0.1' } },
      body,
      isBase64Encoded: false,
    }
    const answer = await httpHandler(what, services)(event as unknown as APIGatewayProxyEventV2)
    return { status: answer.statusCode!, body: answer.body ?? '' }
  }
  const show = () => ask('GET', showConsent)
  let token: string | undefined
  const post = async (fields: Record<string, string>) => {
    token ??= /name="form-token" value="([^"]*)"/.exec((await show()).body)?.[1]
    return ask('POST', giveConsent, new URLSearchParams({ 'form-token': token ?? '', ...fields }).toString())
  }
  const code = async (choice: string): Promise<string> => {
    await post({ choice, 'mail-code': 'yes' })
    return /\b(\d{6})\b/.exec(mailsTo(id).at(-1)!.text)![1]!
  }
  const machine = async (method: 'GET' | 'POST', sent?: object) => {
    const what = method === 'GET' ? showConsent : giveConsent
    const asked = { accept: 'application/json', 'content-type': 'application/json' }
    const body = sent ? JSON.stringify(sent) : ''
    const answer = await ask(method, what, body, { ...asked, authorization: `Bearer ${link.token}` })
    return { status: answer.status, json: JSON.parse(answer.body) }
  }
  return { show, post, code, machine, token: link.token }
}

describe('a strong act', () => {
  test('is a proposal: nothing is done, and who may consent is asked', async () => {
    await given()
    expect(await propose()).toMatchObject({ proposal: { n: 1, by: 'feng', until: '2021-02-03' } })
    expect(await propose()).toMatchObject({ proposal: { n: 1 } })
    expect(await propose({ ...form, reason: '还是这个理由' })).toMatchObject({ problems: [{ code: 'act-refused' }] })
    expect(await facts('act')).toEqual([])
    expect(mailsTo('qin').map(({ subject }) => subject)).toEqual([expect.stringMatching(/^请同意：跳过/)])
    expect(mailsTo('qin')[0]!.text).toContain('分管领导出国')
    expect([mailsTo('feng'), mailsTo('sun'), system.kept.resumed]).toEqual([[], [], []])
  })

  test('is told of in the language of its reader', async () => {
    await given((f) => (f.kind === 'opening' ? { ...f, accountable: { ...accountable, language: 'en' } } : f))
    await propose()
    expect(mailsTo('qin')[0]!.subject).toMatch(/^Consent asked by .*: skip “/)
    expect(mailsTo('qin')[0]!.text).toContain('nobody signs “')
  })

  test('does not exist where a cycle names nobody who could consent', async () => {
    await given((fact) => fact)
    expect(await propose()).toMatchObject({ problems: [{ code: 'act-refused', message: { zh: /第二个人同意/ } }] })
    expect(await facts('proposal')).toEqual([])
  })

  test('is not consented to by whoever proposed it', async () => {
    await given((f) =>
      f.kind === 'opening' ? { ...f, accountable: f.office[0]!, office: [...f.office, accountable] } : f,
    )
    await propose()
    expect(system.kept.mails.map(({ to }) => to.address)).toEqual(['qin@tongjiang.example'])
    const feng = await reader('feng')
    expect((await feng.show()).status).toBe(404)
  })

  test.each([
    ['exempting a unit before its date', '2021-01-20T03:00:00.000Z', 'act'],
    ['exempting a unit after its date', '2021-01-25T03:00:00.000Z', 'proposal'],
  ])('%s: %s', async (_, now, kind) => {
    system.kept.now = now
    await given()
    expect(await propose({ act: 'exempt', unit: 'police', reason: '机构撤并' })).toHaveProperty(kind)
  })
})

describe('nil for a unit that is late', () => {
  const late = async () => {
    await given((fact) => (fact.kind === 'opening' ? { ...fact, accountable, units: [...fact.units, archives] } : fact))
  }
  const archives = {
    id: 'archives',
    name: { zh: '档案局', en: 'Archives' },
    kind: 'department' as const,
    roles: [],
    contacts: [{ id: 'archives-clerk', name: '钱谷', address: 'qian@tongjiang.example' }],
  }
  const nil = { act: 'nil', unit: 'archives', reason: '电话确认，本期无数据' }
  const filed = async () => (await facts('submission')).filter((fact) => 'unit' in fact && fact.unit === 'archives')

  test('is a proposal, filed with the consent, and the unit is told', async () => {
    await late()
    expect(await propose(nil)).toMatchObject({ proposal: { act: { act: 'nil', unit: 'archives' } } })
    expect([await filed(), mailsTo('qian')]).toEqual([[], []])
    expect(mailsTo('qin')[0]!.subject).toMatch(/代报零.*档案局/)
    const qin = await reader('qin')
    expect((await qin.show()).body).toContain('档案局各项都记为 0')
    expect((await qin.post({ choice: 'consent', code: await qin.code('consent') })).status).toBe(303)
    expect(await facts('act')).toMatchObject([{ act: 'nil', unit: 'archives', consent: { proposal: 1, by: 'qin' } }])
    expect(await filed()).toMatchObject([{ revision: 1, channel: 'office', nil: true, by: 'feng' }])
    expect(mailsTo('qian').map(({ text }) => text)).toEqual([expect.stringContaining('电话确认，本期无数据')])
  })

  test('that a crash cut off is filed by the schedule', async () => {
    await late()
    await propose(nil)
    const at = '2021-02-01T04:00:00.000Z'
    await services.store.record({ kind: 'consent', cycle, proposal: 1, at, by: 'qin', choice: 'consent' })
    const put = services.files.put
    services.files = { ...services.files, put: async () => Promise.reject(new Error('full')) }
    await keepCycle(cycle, services).catch(() => undefined)
    expect([await facts('act'), await filed()]).toMatchObject([[{ act: 'nil' }], []])
    services.files = { ...services.files, put }
    await keepCycle(cycle, services)
    expect(await filed()).toMatchObject([{ revision: 1, channel: 'office', nil: true }])
  })

  test('by one person, which the release has overtaken, files nothing', async () => {
    await late()
    system.kept.now = '2021-01-20T03:00:00.000Z'
    const { draftDigest: draft } = cycleWith({})
    const { record } = services.store
    services.store.record = async (fact) => {
      if (fact.kind === 'act')
        for (const left of [
          { kind: 'release', cycle, n: 1, version: 1, round: 1, draft, evidence: [], at: '' },
          { kind: 'departure', cycle, release: 1, goes: true, at: '' },
        ] as const)
          await record({ ...left, evidence: [] } as Fact)
      return record(fact)
    }
    expect(await propose(nil)).toMatchObject({ problems: [{ code: 'act-refused' }] })
    expect([(await facts('act')).length, await filed()]).toEqual([1, []])
  })

  test('is over when the unit files itself', async () => {
    await late()
    await propose(nil)
    const about = { cycle, unit: 'archives', at: '2021-02-01T03:30:00.000Z', by: 'archives-clerk' }
    const sent = { ...about, revision: 1, digest: 'f'.repeat(64), channel: 'form' as const, nil: false }
    await services.store.record({ kind: 'submission', ...sent })
    const qin = await reader('qin')
    expect((await qin.show()).body).toContain('提议已作废')
  })

  test('does not exist where a cycle names nobody who could consent', async () => {
    await given((fact) => (fact.kind === 'opening' ? { ...fact, units: [...fact.units, archives] } : fact))
    expect(await propose(nil)).toMatchObject({ problems: [{ code: 'act-refused', message: { zh: /第二个人同意/ } }] })
    expect(await filed()).toEqual([])
  })
})

describe('another leader of a unit', () => {
  const given_ = { 'leader.name': '雷明', 'leader.address': 'lei@tongjiang.example', reason: '轮岗' }
  const replace = { act: 'leader', unit: 'police', ...given_ }
  const leaderOf = async (id: string) =>
    (await loadCycle(cycle, services)).state.units.find(({ unit }) => unit.id === id)!.unit.leader
  /** As before anything was sent. */
  const unsent = () =>
    given((fact) => (fact.kind === 'opening' ? { ...fact, accountable, units: [...fact.units, tax] } : fact))
  const person = (id: string, name: string) => ({ id, name, address: `${id}@tongjiang.example` })
  const tax = {
    ...{ id: 'tax', name: { zh: '税务局', en: 'Tax' }, kind: 'department' as const, roles: [] },
    ...{ contacts: [person('tax-clerk', '税员'), person('tax-two', '税务二')], leader: person('tax-leader', '税长') },
  }
  const people = {
    ...{ act: 'contacts', unit: 'tax', ...given_ },
    ...{ 'contacts.1.name': '税员', 'contacts.1.address': 'tax-clerk@tongjiang.example' },
  }

  test('takes two persons; whoever is replaced is told before anything is published on it', async () => {
    await given()
    expect(await propose(replace)).toMatchObject({ proposal: { act: { act: 'leader', from: 'police-leader' } } })
    expect(await leaderOf('police')).toMatchObject({ id: 'police-leader' })
    const qin = await reader('qin')
    // What it is about stands before what a subject has no room for.
    expect(mailsTo('qin')[0]!.subject).toMatch(/^请同意：换负责人（同江市公安局）/)
    expect((await qin.show()).body).toMatch(/换负责人（同江市公安局），由.*雷明接替/)
    system.kept.refusing = 'police-leader@tongjiang.example'
    expect((await qin.post({ choice: 'consent', code: await qin.code('consent') })).status).toBe(303)
    expect(await leaderOf('police')).toMatchObject({ name: '雷明', address: 'lei@tongjiang.example' })
    expect((await loadCycle(cycle, services)).state.untold).toMatchObject([{ act: 'leader' }])
    system.kept.refusing = undefined
    system.kept.now = '2021-02-01T03:20:00.000Z'
    await keepCycle(cycle, services)
    expect((await loadCycle(cycle, services)).state.untold).toEqual([])
    const [notice] = mailsTo('police-leader').filter(({ subject }) => subject.startsWith('请知悉'))
    expect(notice!.text).toMatch(/公安局[\s\S]*雷明[\s\S]*冯娟提议，.*秦岚同意[\s\S]*轮岗[\s\S]*0454-2920000/)
  })

  test('and the slice that was sent back was sent back by whoever did it', async () => {
    await given()
    const about = { cycle, unit: 'police', revision: 2, digest: 'd'.repeat(64), at: '2021-02-01T03:00:00.000Z' }
    const attestation = { zh: '', en: '' }
    for (const fact of [
      { ...about, kind: 'submission', by: 'police-clerk', channel: 'form', nil: false },
      { ...about, kind: 'confirmation', by: 'police-leader', choice: 'return', reason: '少一件', attestation },
      {
        ...{
          kind: 'act',
          cycle,
          n: 1,
          id: 'x',
          at: about.at,
          by: 'feng',
          reason: 'r',
          consent: { proposal: 1, by: 'qin' },
        },
        ...{ act: 'leader', unit: 'police', from: 'police-leader', to: person('lei', '雷明') },
      },
    ] as Fact[])
      await services.store.record(fact)
    system.kept.now = '2021-02-01T03:20:00.000Z'
    await keepCycle(cycle, services)
    const [mail] = mailsTo('police-clerk').filter(({ text }) => text.includes('少一件'))
    expect(mail!.text).toContain('同江市公安局负责人')
    expect(mail!.text).not.toContain('雷明')
  })

  test('after the unit has sent something is not one person’s act, among its people neither', async () => {
    await given()
    const contact = { 'contacts.1.name': '同江市公安局经办', 'contacts.1.address': 'police-clerk@tongjiang.example' }
    expect(await propose({ ...people, unit: 'police', ...contact })).toMatchObject({
      problems: [{ code: 'act-refused', field: 'leader.address' }],
    })
  })

  test('does not exist where a cycle names nobody who could consent', async () => {
    await given((fact) => fact)
    expect(await propose(replace)).toMatchObject({
      problems: [{ code: 'act-refused', message: { zh: /第二个人同意/ } }],
    })
  })

  test.each<[string, Record<string, string>, object]>([
    [
      'who proposes it',
      { 'leader.name': '冯娟', 'leader.address': 'feng@tongjiang.example' },
      { field: 'leader.address' },
    ],
    [
      'who fills in',
      { 'leader.name': '同江市公安局经办', 'leader.address': 'police-clerk@tongjiang.example' },
      { field: 'leader.address' },
    ],
    [
      'who leads it already',
      { 'leader.name': '同江市公安局负责人', 'leader.address': 'Police-Leader@tongjiang.example' },
      { code: 'act-refused' },
    ],
    ['nobody', { 'leader.name': '', 'leader.address': '' }, { code: 'field-missing' }],
  ])('is not %s', async (_, typed, problem) => {
    await given()
    expect(await propose({ ...replace, ...typed })).toMatchObject({ problems: [problem] })
  })

  test('whoever would lead does not consent, and it is void once they fill in or another leads', async () => {
    await given()
    await propose({ ...replace, 'leader.name': '秦岚', 'leader.address': 'qin@tongjiang.example' })
    expect(await facts('proposal')).toEqual([])
    await propose(replace)
    const contacts = [{ ...person('lei', '雷明'), id: newcomersId(cycle, replace['leader.address'], []) }]
    const by = { kind: 'act' as const, cycle, n: 1, id: 'x', at: '2021-02-01T03:01:00.000Z', by: 'feng', reason: 'r' }
    await services.store.record({
      ...by,
      act: 'contacts',
      unit: 'police',
      contacts,
      leader: person('police-leader', ''),
    })
    expect((await (await reader('qin')).show()).body).toContain('提议已作废')
  })

  test('before it has sent anything is the office’s own, and whoever goes is told at once, by whom and why', async () => {
    await unsent()
    expect(await propose(people)).toMatchObject({ act: { act: 'contacts' } })
    expect(await leaderOf('tax')).toMatchObject({ name: '雷明' })
    for (const gone of ['tax-leader', 'tax-two'])
      expect(mailsTo(gone).map(({ text }) => text)).toEqual([
        expect.stringMatching(/税务局[\s\S]*冯娟[\s\S]*轮岗[\s\S]*0454-2920000/),
      ])
    expect(mailsTo('tax-clerk').filter(({ subject }) => subject.startsWith('请知悉'))).toEqual([])
    system.kept.now = '2021-02-01T03:20:00.000Z'
    await keepCycle(cycle, services)
    expect(mailsTo('tax-two')).toHaveLength(1)
  })

  test('who does it does not put themselves there', async () => {
    await unsent()
    expect(
      await propose({ ...people, 'leader.name': '冯娟', 'leader.address': 'feng@tongjiang.example' }),
    ).toMatchObject({ problems: [{ code: 'person-not-distinct', field: 'leader.address' }] })
  })
})

describe('a consent', () => {
  test('by a machine takes the same digits from the same mailbox', async () => {
    await given()
    await propose()
    const { machine } = await reader('qin')
    const shown = await machine('GET')
    expect(shown.json).toMatchObject({ standing: 'open', proposal: { n: 1, act: { act: 'skip' }, by: 'feng' } })
    expect((await machine('POST', { choice: 'consent' })).json.problems).toMatchObject([{ code: 'code-missing' }])
    expect((await machine('POST', { 'mail-code': true })).status).toBe(422)
    expect((await machine('POST', { choice: 'consent', 'mail-code': true })).json).toEqual({ mailed: true })
    const [code] = /\b(\d{6})\b/.exec(mailsTo('qin').at(-1)!.text)!
    expect(await machine('POST', { choice: 'consent', code })).toEqual({ status: 200, json: { recorded: true } })
    expect(await machine('POST', { choice: 'consent', code })).toEqual({ status: 200, json: { recorded: true } })
    expect(await facts('act')).toMatchObject([{ act: 'skip', consent: { proposal: 1, by: 'qin' } }])
    expect((await machine('GET')).json).toMatchObject({ answer: 'consent' })
  })

  test('reading answers nothing; with digits of the moment it is done, and who is skipped is told before the walk goes on', async () => {
    await given()
    await propose()
    const qin = await reader('qin')
    const page = await qin.show()
    expect(page.body).toContain('常务副市长秦岚，请您同意：跳过')
    expect(page.body).toContain('分管领导出国')
    expect((await qin.post({})).status).toBe(422)
    expect((await qin.post({ 'mail-code': 'yes' })).status).toBe(422)
    expect((await qin.post({ choice: 'consent' })).status).toBe(422)
    const code = await qin.code('consent')
    expect(mailsTo('qin').at(-1)!.text).toMatch(/告诉经办人/)
    const wrong = code === '111111' ? '222222' : '111111'
    expect((await qin.post({ choice: 'consent', code: wrong })).status).toBe(422)
    expect([await facts('consent'), await facts('act')]).toEqual([[], []])

    const order: string[] = []
    const { mailer, workflow } = services
    services.mailer = {
      async send(mail) {
        order.push(`mail ${mail.to.address.split('@')[0]}`)
        await mailer.send(mail)
      },
    }
    services.workflow = {
      ...workflow,
      async resume(waiting, output) {
        order.push(output.outcome!)
        return workflow.resume(waiting, output)
      },
    }
    expect((await qin.post({ choice: 'consent', code })).status).toBe(303)
    expect((await facts('act'))[0]).toMatchObject({ ...skip, by: 'feng', consent: { proposal: 1, by: 'qin' } })
    expect(order).toEqual(['mail sun', 'next', 'mail feng'])
    expect(mailsTo('sun').at(-1)!.text).toMatch(/冯娟提议，.*秦岚同意[\s\S]*分管领导出国[\s\S]*0454-2920000/)

    expect((await qin.show()).body).toContain('您已同意')
    expect((await qin.post({ choice: 'consent', code })).status).toBe(303)
    expect((await qin.post({ choice: 'decline', code })).status).toBe(409)
    expect(await facts('act')).toHaveLength(1)
  })

  test('that the stage’s last signature has overtaken is said to have done nothing, to both', async () => {
    await given()
    await propose()
    const qin = await reader('qin')
    const code = await qin.code('consent')
    const { facts: signed } = cycleWith({ approved: 3 })
    const { record } = services.store
    services.store.record = async (fact) => {
      if (fact.kind === 'consent') for (const each of signed.filter((f) => f.kind === 'decision')) await record(each)
      return record(fact)
    }
    expect((await qin.post({ choice: 'consent', code })).status).toBe(303)
    expect([(await facts('consent')).length, await facts('act')]).toEqual([1, []])
    expect((await qin.show()).body).toContain('您已同意，但情况先变了，没有照办')
    expect((await qin.machine('GET')).json).toMatchObject({ standing: 'overtaken', answer: 'consent' })
    const [mail] = mailsTo('feng')
    expect([mail!.subject, mail!.text]).toEqual([
      expect.stringMatching(/^没有照办：跳过/),
      expect.stringMatching(/秦岚同意了您的提议[\s\S]*没有照办，一切照旧/),
    ])
  })

  test('declined, nothing is done, and who proposed it hears so', async () => {
    await given()
    await propose()
    const qin = await reader('qin')
    expect((await qin.post({ choice: 'decline', code: await qin.code('decline') })).status).toBe(303)
    expect([await facts('act'), system.kept.resumed]).toEqual([[], []])
    expect(mailsTo('feng').map(({ subject }) => subject)).toEqual([expect.stringContaining('未同意')])
    expect(await propose({ ...form, after: '1' })).toMatchObject({ proposal: { n: 2 } })
  })

  test.each<[string, () => Promise<unknown>]>([
    ['its days are over', async () => Object.assign(system.kept, { now: '2021-02-03T16:00:00.000Z' })],
    [
      'the stage has signed meanwhile',
      async () => {
        const { facts: signed } = cycleWith({ approved: 3 })
        for (const fact of signed.filter((f) => f.kind === 'decision')) await services.store.record(fact)
      },
    ],
  ])('comes too late when %s', async (_, happens) => {
    await given()
    await propose()
    const qin = await reader('qin')
    const code = await qin.code('consent')
    await happens()
    const later = await reader('qin')
    expect((await later.show()).body).toContain('提议已作废')
    expect((await qin.post({ choice: 'consent', code })).status).not.toBe(303)
    expect([await facts('consent'), await facts('act')]).toEqual([[], []])
  })

  test('that a crash cut off is made good by the schedule', async () => {
    await given()
    await propose()
    const at = '2021-02-01T04:00:00.000Z'
    await services.store.record({ kind: 'consent', cycle, proposal: 1, at, by: 'qin', choice: 'consent' })
    await Promise.all([keepCycle(cycle, services), keepCycle(cycle, services)])
    expect(await facts('act')).toMatchObject([{ act: 'skip', consent: { by: 'qin' } }])
    expect(mailsTo('sun').filter(({ subject }) => subject.startsWith('请知悉'))).toHaveLength(1)
  })
})

describe('digits to consent that were asked for too often', () => {
  const post = async (what: HttpFunction<Services>, path: string, fields: Record<string, string>) => {
    const event = {
      rawPath: path,
      rawQueryString: '',
      headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      requestContext: { http: { method: 'POST', path, sourceIp: '127.0.0.1' } },
      body: new URLSearchParams(fields).toString(),
      isBase64Encoded: false,
    }
    const answer = await httpHandler(what, services)(event as unknown as APIGatewayProxyEventV2)
    return { status: answer.statusCode!, body: answer.body ?? '' }
  }

  test('lead to another link, as the page says, and only once those mailed last are over', async () => {
    await given()
    await propose()
    const qin = await reader('qin')
    const ask = () => qin.post({ choice: 'consent', 'mail-code': 'yes' })
    const later = (minutes: number) => {
      system.kept.now = new Date(Date.parse(system.kept.now) + minutes * 60_000).toISOString()
    }
    for (let n = 0; n < 20; n++) {
      later(5)
      await ask()
    }
    later(2)
    const refused = await ask()
    expect([refused.status, refused.body]).toEqual([429, expect.stringContaining('重新打开邮件里的链接')])
    const given20 = { token: qin.token }
    expect((await post(openLink, '/open', given20)).status).toBe(303)
    later(10)
    const spent = await post(openLink, '/open', given20)
    expect([spent.status, spent.body]).toEqual([410, expect.stringContaining('数字要得太多')])
    expect(spent.body).toContain('action="/open/renew"')
    expect((await post(renewLink, '/open/renew', { ...given20, wanted: 'yes' })).status).toBe(200)
    const token = /open#(\S+)/.exec(mailsTo('qin').at(-1)!.text)![1]!
    expect(token).not.toBe(qin.token)
    expect((await post(openLink, '/open', { token })).status).toBe(303)
    const renewed = await reader('qin')
    expect(renewed.token).toBe(token)
    expect((await renewed.post({ choice: 'consent', code: await renewed.code('consent') })).status).toBe(303)
  })
})

describe('the mail to whoever was skipped cannot be handed over', () => {
  const wrong = { act: 'readdress', of: '1', person: 'sun', address: 'sun@home.example', reason: '邮箱已停用' }
  const consented = async (n: number) => {
    const at = services.clock.now()
    await services.store.record({ kind: 'consent', cycle, proposal: n, at, by: 'qin', choice: 'consent' })
    await keepCycle(cycle, services)
  }
  const skipped = async () => {
    await given()
    system.kept.refusing = 'sun@tongjiang.example'
    await propose()
    await consented(1)
    expect([await facts('act'), await facts('told')]).toMatchObject([[{ act: 'skip' }], []])
    system.kept.now = '2021-02-01T03:20:00.000Z'
  }

  test('who answers for the report hears so, and with a second person it goes to an address that works', async () => {
    await skipped()
    await keepCycle(cycle, services)
    const [alarm] = mailsTo('qin').filter(({ subject }) => subject.startsWith('请处理'))
    expect(alarm!.text).toContain('孙丽华')
    // Whose address works is told: nobody waits for the other.
    const toOther = mailsTo('he').map(({ subject }) => subject.slice(0, 3))
    expect(toOther).toEqual(['请审签', '请知悉'])
    expect(alarm!.text).not.toContain('何志远')
    expect(await propose(wrong)).toMatchObject({ proposal: { act: { act: 'readdress', of: 1, person: 'sun' } } })
    const asked = mailsTo('qin').at(-1)!
    expect(asked.subject).toMatch(/^请同意：.*孙丽华/)
    expect(asked.text).toContain('sun@home.example')
    expect(await facts('told')).toEqual([])
    await consented(2)
    const [notice] = system.kept.mails.filter(({ to }) => to.address === 'sun@home.example')
    expect(notice!.text).toMatch(/跳过[\s\S]*分管领导出国/)
    expect(await facts('told')).toMatchObject([{ act: 1 }, { act: 2 }])
    await keepCycle(cycle, services)
    expect(system.kept.mails.filter(({ to }) => to.address === 'sun@home.example')).toHaveLength(1)
  })

  test('nothing is published before it has left to the new address, though it had left to the old one', async () => {
    await skipped()
    system.kept.refusing = undefined
    await keepCycle(cycle, services)
    await propose(wrong)
    system.kept.refusing = 'sun@home.example'
    await consented(2)
    expect((await loadCycle(cycle, services)).state.untold).toMatchObject([{ act: 'readdress', of: 1 }])
    await propose({ ...wrong, address: 'sun@work.example', after: '9' })
    await consented(3)
    expect((await loadCycle(cycle, services)).state.untold).toEqual([])
  })

  test.each<[string, Record<string, string>, string]>([
    ['of an act that passed over nobody', { of: '7' }, 'act'],
    ['of somebody else', { person: 'feng' }, 'act'],
    ['to no address', { address: 'sun' }, 'address'],
    ['to the one that does not work', { address: 'SUN@tongjiang.example' }, 'address'],
    ['to somebody else of the cycle', { address: 'feng@tongjiang.example' }, 'address'],
  ])('it is not sent anew %s', async (_, typed, field) => {
    await skipped()
    expect(await propose({ ...wrong, ...typed })).toMatchObject({ problems: [{ field }] })
    expect(await facts('proposal')).toHaveLength(1)
  })
})

describe('a person of the office who goes', () => {
  test('is told, loses the board at once, and who takes their place gets a link to it', async () => {
    await given()
    const link = {
      cycle,
      purpose: 'board',
      subject: 'office',
      person: 'feng',
      expires: '2021-03-01T00:00:00.000Z',
    } as const
    const { fact } = await issueLink(services, link)
    expect(await openLinkByHash(fact.hash, services)).toMatchObject({ standing: 'valid' })
    await propose({ act: 'officer', person: 'feng', name: '高明', address: 'gao@tongjiang.example', reason: '调离' })
    expect(mailsTo('qin')[0]!.subject).toContain('由高明接替')
    const qin = await reader('qin')
    expect((await qin.show()).body).toContain('的工作台链接马上失效')
    expect((await qin.post({ choice: 'consent', code: await qin.code('consent') })).status).toBe(303)
    expect(await facts('act')).toMatchObject([{ act: 'officer', person: 'feng', consent: { by: 'qin' } }])
    expect(await openLinkByHash(fact.hash, services)).toBeUndefined()
    expect(mailsTo('feng').map(({ subject }) => subject)).toContainEqual(expect.stringContaining('您不再经办'))
    expect(mailsTo('gao').map(({ text }) => text)).toEqual([expect.stringMatching(/open#v1\./)])
  })
})

describe('a strong act is proposed with digits of the moment', () => {
  const officer = async () => {
    const link = await issueLink(services, {
      cycle,
      purpose: 'board',
      subject: 'office',
      person: 'feng',
      expires: '2021-03-01T00:00:00.000Z',
    })
    return { token: link.url.split('#')[1]! }
  }
  const post = async (token: string, body: Record<string, string>) => {
    const event = {
      rawPath: '/board',
      rawQueryString: '',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      requestContext: { http: { method: 'POST', path: '/board', sourceIp: '127.0.0.1' } },
      body: JSON.stringify(body),
      isBase64Encoded: false,
    }
    const answer = await httpHandler(recordOfficeAct, services)(event as unknown as APIGatewayProxyEventV2)
    return { status: answer.statusCode!, ...JSON.parse(answer.body ?? '{}') }
  }
  const digits = () => /\b(\d{6})\b/.exec(mailsTo('feng').at(-1)!.text)![1]!

  test('a link alone proposes nothing; its digits do, once, for this act and no other', async () => {
    await given()
    const { token } = await officer()
    const asked = await post(token, form)
    expect([asked.status, asked.problems]).toMatchObject([422, [{ code: 'code-missing', field: 'code' }]])
    expect(await facts('proposal')).toEqual([])
    const code = digits()
    // Whom else would an officer tell?
    expect(mailsTo('feng').at(-1)!.text).toContain('告诉管理本系统的人')
    expect((await post(token, { ...form, code: code === '000000' ? '000001' : '000000' })).problems).toMatchObject([
      { code: 'code-wrong' },
    ])
    const other = {
      act: 'reassign',
      stage: 'responsible-leader',
      seat: 'qin',
      name: '别人',
      address: 'b@x.example',
      reason: 'r',
      after: '0',
    }
    expect(await post(token, { ...other, code })).toMatchObject({ problems: expect.anything() })
    expect(await facts('proposal')).toEqual([])
    expect(await post(token, { ...form, code })).toMatchObject({ status: 200, proposal: { n: 1 } })
    // The same sent again is the same proposal; it takes no other digits.
    expect(await post(token, form)).toMatchObject({ status: 200, proposal: { n: 1 } })
    expect(await facts('proposal')).toHaveLength(1)
  })

  test('its digits hold when somebody else proposes something in the same moment', async () => {
    await given()
    const { token } = await officer()
    await post(token, form)
    const { record } = services.store
    services.store.record = async (fact) => {
      services.store.record = fact.kind === 'proposal' ? record : services.store.record
      if (fact.kind === 'proposal')
        await record({ ...fact, id: 'other', by: 'qin', act: { act: 'withdraw', version: 1 } })
      return record(fact)
    }
    expect(await post(token, { ...form, code: digits() })).toMatchObject({ status: 200, proposal: { n: 2 } })
    expect(await facts('code-try')).toHaveLength(1)
  })

  test('right digits among more wrong ones than a link may have, all at once, are refused', async () => {
    await given()
    const { token } = await officer()
    await post(token, form)
    const code = digits()
    const wrong = code === '000000' ? '000001' : '000000'
    const other = { ...form, act: 'reassign', seat: 'sun', name: '别人' }
    const guesses = Array.from({ length: mostWrong + 40 }, (_, n) =>
      post(token, { ...other, address: `b${n}@x.example`, code: wrong }),
    )
    const answers = await Promise.all([...guesses, post(token, { ...form, code })])
    expect(answers.at(-1)).toMatchObject({ problems: [{ code: 'code-locked' }] })
    expect(await facts('proposal')).toEqual([])
  })

  test('a leaked link mails its holder no digits without end, whatever is proposed, all at once', async () => {
    await given()
    const { token } = await officer()
    const seat = { ...form, act: 'reassign', seat: 'sun', name: '别人' }
    const propose = (n: number) => post(token, { ...seat, address: `b${n}@x.example` })
    const answers = await Promise.all(Array.from({ length: mostUnused + 20 }, (_, n) => propose(n)))
    const refused = answers.filter(({ problems }) => problems[0].code === 'too-many-requests')
    expect(mailsTo('feng').length).toBeLessThanOrEqual(mostUnused)
    expect(refused.length).toBeGreaterThanOrEqual(20)
    system.kept.now = '2021-02-01T04:00:00.000Z'
    expect((await propose(99)).problems).toMatchObject([{ code: 'code-missing' }])
  })

  const ended = { act: 'fresh-link', purpose: 'board', subject: 'office', person: 'feng', confirm: 'yes', mail: 'yes' }
  const links = async () => (await facts('link')).flatMap((f) => (f.kind === 'link' ? [[f.generation, f.endedBy]] : []))

  test('a leaked link to the board is ended by whoever has it, who learns nothing of the next', async () => {
    await given()
    const { token } = await officer()
    expect((await post(token, { ...ended, confirm: '' })).problems).toMatchObject([{ code: 'choice-missing' }])
    expect(await post(token, ended)).toEqual({ status: 200, mailed: true })
    expect(await post(token, ended)).toMatchObject({ status: 410, problems: [{ code: 'link-superseded' }] })
    expect(await links()).toEqual([
      [1, undefined],
      [2, 'feng'],
    ])
    const [mail] = mailsTo('feng')
    expect(mail!.text).toMatch(/已由.*冯娟作废/)
    const fresh = /open#(\S+)/.exec(mail!.text)![1]!
    expect(await post(fresh, { act: 'hold', reason: '等', after: '0' })).toMatchObject({ status: 200 })
    // Of a clerk's too, and then nothing says that the office knows it.
    const clerk = { ...ended, purpose: 'slice', subject: 'police', person: 'police-clerk' }
    expect(await post(fresh, clerk)).toEqual({ status: 200, mailed: true })
    expect(mailsTo('police-clerk').map(({ subject }) => subject)).toEqual([expect.stringMatching(/^请改用新的链接/)])
  })

  test('a link is ended also where no mail leaves, which is said; and not without end', async () => {
    await given()
    const { token } = await officer()
    system.kept.refusing = 'police-clerk@tongjiang.example'
    const clerk = { ...ended, purpose: 'slice', subject: 'police', person: 'police-clerk' }
    expect(await post(token, clerk)).toMatchObject({ status: 503, problems: [{ code: 'link-not-sent' }] })
    system.kept.refusing = undefined
    for (let n = 1; n < 50; n++) await post(token, clerk)
    expect(await post(token, clerk)).toMatchObject({ status: 429, problems: [{ code: 'too-many-requests' }] })
    expect(mailsTo('police-clerk')).toHaveLength(49)
  })

  test('what needs no second person needs none', async () => {
    await given()
    const { token } = await officer()
    expect(await post(token, { act: 'hold', reason: '等一等', after: '0' })).toMatchObject({
      status: 200,
      act: { act: 'hold' },
    })
  })

  test('who left the office and comes back has a mail again', async () => {
    await given()
    const loaded = await loadTold(cycle, services)
    const feng = loaded.state.opening.office[0]!
    await inviteOffice(loaded, feng, services)
    const act = {
      kind: 'act',
      act: 'officer',
      cycle,
      n: 1,
      id: 'proposal-7',
      at: '',
      by: 'wei',
      reason: 'r',
      person: 'wei',
      to: feng,
    } as OfficeActFact & { act: 'officer' }
    const before = mailsTo('feng').length
    for (let n = 0; n < 2; n++) await inviteOffice(await loadTold(cycle, services), feng, services, act)
    expect(mailsTo('feng').length).toBe(before + 1)
  })
})
