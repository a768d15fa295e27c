import { createHash } from 'node:crypto'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { reportStore } from '../../functions/aws/report-store.ts'
import { httpHandler } from '../../functions/door/handler.ts'
import { pinDefinition } from '../../functions/kept/definitions.ts'
import { keepTime } from '../../functions/schedule/keep-time.ts'
import type { Services } from '../../functions/services.ts'
import { issueLink } from '../../functions/telling/links.ts'
import { inviteUnits } from '../../functions/workflow/invite-units.ts'
import { countedTable, type Units } from '../../infra/local/counted/counted-table.ts'
import { type LoadedFunctions, loadFunctions } from '../../infra/local/engine/load-functions.ts'
import { routeFor } from '../../shared/contract/routes.ts'
import type { LinkPurpose } from '../../shared/cycle/facts/link-facts.ts'
import type { Fact, Opening, Unit } from '../../shared/cycle/facts.ts'
import { linkExpiry } from '../../shared/cycle/links/link-standing.ts'
import { type MailDuty, mailKey } from '../../shared/cycle/mail-duty.ts'
import { compileDefinition, inputCells } from '../../shared/report/cells.ts'
import { shippedDefinition, shippedDocument } from '../../shared/report/definitions/shipped.ts'
import type { MailName } from '../../shared/words/mails/mail-names.ts'
import { memoryServices } from '../fixtures/memory-services.ts'

const cycle = 'counted-2020'
const report = 'gid-2019'
const definition = shippedDefinition(report)!
const inputs = inputCells(compileDefinition(definition), [])
/** A morning within the hours of mail, a week before anything is due. */
const morning = '2021-01-12T02:00:00.000Z'

/** What one thing cost: units of the table, and the bytes of the page it answered with, before compression. */
export type Count = { reads: number; writes: number; bytes: number }

/**
 * An office of so many units on the real functions and the real store over a table that counts: everybody is invited, and all
 * but three have sent their slice and had it confirmed. What is counted then is what one of the three does.
 */
export async function countedOffice(units: number) {
  const table = countedTable()
  const clock = { at: morning }
  const { services, mails, bodies } = memoryServices({ clock: { now: () => clock.at } }, (files) =>
    reportStore(table.client, 'counted', files, () => Date.parse(clock.at)),
  )
  const functions = await loadFunctions()
  const opening: Opening = {
    ...openingOf(units),
    definition: await pinDefinition(shippedDocument(report), services.files),
  }
  await services.store.record(opening)
  await services.store.record({ kind: 'execution', cycle, n: 1, name: cycle, published: 0, at: opening.at })
  for (const wait of ['submissions', 'sign-off'] as const)
    await services.store.saveCallback({ cycle, wait, token: 't', execution: 'e', at: opening.at, seen: 0 })

  async function counted(work: () => Promise<{ body?: string } | unknown>): Promise<Count> {
    const before: Units = { ...table.units }
    const answer = await work()
    const bytes = Buffer.byteLength((answer as { body?: string } | undefined)?.body ?? '')
    return { reads: table.units.reads - before.reads, writes: table.units.writes - before.writes, bytes }
  }

  const ask = askerOf(functions, services)
  const link = async (purpose: LinkPurpose, subject: string, person: string) =>
    issueLink(services, { cycle, purpose, subject, person, expires: linkExpiry(opening, clock.at) })
  const open = async (purpose: LinkPurpose, subject: string, person: string) => {
    const { token } = await link(purpose, subject, person)
    const { cookies = [] } = await ask('POST', '/open', { fields: { token } })
    return cookies.map((cookie) => cookie.split(';')[0] ?? '')
  }

  /** The timer's third look in an hour in which nothing was done. */
  async function thirdLook(hour: string): Promise<Count> {
    for (const minutes of ['00', '15']) {
      clock.at = `2021-01-12T${hour}:${minutes}:00.000Z`
      await keepTime({}, services)
    }
    clock.at = `2021-01-12T${hour}:30:00.000Z`
    return counted(() => keepTime({}, services))
  }

  const invitations = await counted(() => inviteUnits({ cycle }, services))
  for (const unit of opening.units.slice(3)) for (const fact of filed(unit)) await services.store.record(fact)
  return {
    people: mails.length,
    invitations,
    /** All that is kept, for whoever serves it to functions in processes of their own; when that was; and a session's cookies. */
    kept: { table: table.client, bodies, at: morning, open },
    /** A program sends the slice, with the link's token. */
    async submission(unit: string): Promise<Count> {
      const { token } = await link('slice', unit, `${unit}-clerk`)
      const figures = Object.fromEntries(inputs.map(({ id }, n) => [id, n === 5 ? '9' : '0']))
      return counted(() => sent(ask('POST', '/slice', { json: { figures }, token }), 201))
    },
    /** Opens the link, reads, confirms with the digits of the mail, reads that it is done. */
    async leadersVisit(unit: string): Promise<Count> {
      const asked = mails.findLast(({ to }) => to.address.startsWith(`${unit}-leader`))
      const code = /6位数字：(\d{6})/.exec(asked?.text ?? '')?.[1] ?? ''
      const { token } = await link('confirmation', unit, `${unit}-leader`)
      return counted(async () => {
        const opened = await sent(ask('POST', '/open', { fields: { token } }), 303)
        const cookies = (opened.cookies ?? []).map((cookie) => cookie.split(';')[0] ?? '')
        const page = await sent(ask('GET', '/confirmation', { cookies }), 200)
        const fields = { ...hiddenFields(page.body), choice: 'confirm', code }
        await sent(ask('POST', '/confirmation', { cookies, fields }), 303)
        return sent(ask('GET', '/confirmation', { cookies }), 200)
      })
    },
    async page(unit: string): Promise<Count> {
      const cookies = await open('slice', unit, `${unit}-clerk`)
      return counted(() => sent(ask('GET', '/slice', { cookies }), 200))
    },
    /** Opened for the first time on a day, then its page; and the page again when a tenth of the units have filed once more. */
    async board(): Promise<{ opened: Count; page: Count; later: Count }> {
      clock.at = '2021-01-12T06:00:00.000Z'
      let cookies: string[] = []
      const opened = await counted(async () => {
        cookies = await open('board', 'office', 'officer')
      })
      const page = () => counted(() => sent(ask('GET', '/board', { cookies }), 200))
      const first = await page()
      for (const unit of opening.units.slice(3, 3 + Math.ceil(units / 10)))
        for (const fact of filed(unit, 2)) await services.store.record(fact)
      return { opened, page: first, later: await page() }
    },
    timer: () => thirdLook('02'),
    /** What one cycle of the years before adds to that: published long ago, and nothing was done since. */
    async over(): Promise<number> {
      const before = await thirdLook('03')
      const at = '2020-02-01T02:00:00.000Z'
      for (let n = 1; n <= 10; n++) {
        const own = { cycle: `over-${n}`, at }
        await services.store.record({ ...opening, ...own, year: 2000 + n })
        await services.store.record({ kind: 'execution', ...own, n: 1, name: `over-${n}`, published: 0 })
        await services.store.record({ kind: 'publication', ...own, version: 1, round: 1, draft: 'd', manifest: 'm' })
      }
      return ((await thirdLook('04')).reads - before.reads) / 10
    },
  }
}

type Sent = { fields?: Record<string, string>; json?: object; cookies?: string[]; token?: string }
type Answer = { status: number; body: string; cookies?: string[] }

function askerOf(functions: LoadedFunctions, services: Services) {
  return async (method: string, path: string, { fields, json, cookies = [], token }: Sent): Promise<Answer> => {
    const route = routeFor(method, path)
    const work = route && 'function' in route ? functions.http.get(route.function) : undefined
    if (!work) throw new Error(`no route for ${method} ${path}`)
    const event = {
      rawPath: path,
      rawQueryString: '',
      headers: {
        accept: 'text/html',
        'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      cookies,
      requestContext: { http: { method, path, sourceIp: '127.0.0.1' } },
      body: json ? JSON.stringify(json) : new URLSearchParams(fields).toString(),
      isBase64Encoded: false,
    }
    const {
      statusCode = 0,
      body = '',
      cookies: set,
    } = await httpHandler(work, services)(event as unknown as APIGatewayProxyEventV2)
    return { status: statusCode, body, ...(set && { cookies: set }) }
  }
}

async function sent(asked: Promise<Answer>, status: number): Promise<Answer> {
  const answer = await asked
  if (answer.status !== status) throw new Error(`answered ${answer.status}: ${answer.body.slice(0, 2_000)}`)
  return answer
}

const hiddenFields = (body: string): Record<string, string> =>
  Object.fromEntries(
    [...body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  )

const openingOf = (units: number): Omit<Opening, 'definition'> => ({
  kind: 'opening',
  cycle,
  at: '2021-01-04T01:00:00.000Z',
  by: 'officer',
  issuer: {
    id: 'tongjiang',
    name: { zh: '同江市人民政府', en: 'Tongjiang City People’s Government' },
    level: 'county',
  },
  year: 2020,
  timetable: {
    submissions: '2021-01-22',
    ...Object.fromEntries(
      definition.signOff.stages.filter(({ optional }) => !optional).map(({ id }) => [id, '2021-02-05']),
    ),
    legal: '2021-02-20',
  },
  zone: 'Asia/Shanghai',
  units: Array.from({ length: units }, (_, n) => unitOf(n + 1)),
  route: definition.signOff.stages
    .filter(({ optional }) => !optional)
    .map(({ id }) => ({
      stage: id,
      approvers: [{ id: `${id}-1`, name: '孙丽华', address: `${id}@tongjiang.example`, title: '副市长' }],
    })),
  office: [{ id: 'officer', name: '冯娟', address: 'officer@tongjiang.example' }],
  policy: { missing: 'hold' },
})

const unitOf = (n: number): Unit => ({
  id: `unit-${n}`,
  name: { zh: `同江市第${n}镇人民政府`, en: `Government of Town ${n}, Tongjiang` },
  kind: 'township',
  roles: [],
  contacts: [{ id: `unit-${n}-clerk`, name: '王秀英', address: `unit-${n}-clerk@tongjiang.example`, title: '科员' }],
  leader: { id: `unit-${n}-leader`, name: '赵志强', address: `unit-${n}-leader@tongjiang.example`, title: '镇长' },
})

/** What a unit leaves behind that has sent its slice so often and had it confirmed: facts of the sizes that real ones have. */
function filed({ id, contacts, leader }: Unit, revision = 1): Fact[] {
  const digest = hex(`${id} ${revision}`)
  const [clerk = '', leads = ''] = [contacts[0]?.id, leader?.id]
  const at = '2021-01-11T02:00:00.000Z'
  const mailed = (duty: MailDuty, to: string, template: MailName): Fact[] => {
    const key = mailKey(duty)
    return [
      { kind: 'sending', cycle, duty: key, n: 1, at },
      { kind: 'mail', cycle, duty: key, to, template, at, messageId: `${hex(key).slice(0, 32)}@tongjiang.example` },
      { kind: 'delivery', cycle, duty: key, event: 'delivered', at },
    ]
  }
  const link = {
    kind: 'link',
    cycle,
    purpose: 'confirmation',
    subject: id,
    person: leads,
    generation: revision,
  } as const
  return [
    { kind: 'submission', cycle, unit: id, revision, digest, at, by: clerk, channel: 'form', nil: false },
    ...mailed({ of: 'confirm', unit: id, revision, person: leads }, leads, 'confirmation-request'),
    ...mailed({ of: 'receipt', unit: id, revision, person: clerk }, clerk, 'receipt'),
    {
      ...link,
      kid: 'k1',
      hash: hex(`${id} link ${revision}`),
      codeHash: hex(`${id} code ${revision}`),
      issued: at,
      expires: '2021-02-20T16:00:00.000Z',
    },
    {
      kind: 'confirmation',
      cycle,
      unit: id,
      revision,
      digest,
      at,
      by: leads,
      choice: 'confirm',
      attestation: definition.signOff.unitConfirmation.attestation,
    },
    { kind: 'delivery', cycle, duty: mailKey({ of: 'invite', unit: id, person: clerk }), event: 'delivered', at },
  ]
}

const hex = (text: string): string => createHash('sha256').update(text).digest('hex')
