import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { type HttpFunction, httpHandler } from '../../../../functions/door/handler.ts'
import { confirmSlice } from '../../../../functions/http/leader/confirm-slice.ts'
import { showConfirmation } from '../../../../functions/http/leader/show-confirmation.ts'
import { closeSession } from '../../../../functions/http/link/close-session.ts'
import { openLink } from '../../../../functions/http/link/open-link.ts'
import { renewLink } from '../../../../functions/http/link/renew-link.ts'
import { showLink } from '../../../../functions/http/link/show-link.ts'
import { mailBoardLink } from '../../../../functions/http/office/mail-board-link.ts'
import { openCycle } from '../../../../functions/http/office/open-cycle.ts'
import { showOpening } from '../../../../functions/http/office/show-opening.ts'
import { showTestReport } from '../../../../functions/http/office/show-test-report.ts'
import { askOffice } from '../../../../functions/http/unit/ask-office.ts'
import { changeColleagues } from '../../../../functions/http/unit/change-colleagues.ts'
import { saveWorkingCopy } from '../../../../functions/http/unit/save-working-copy.ts'
import { showAsks } from '../../../../functions/http/unit/show-asks.ts'
import { showColleagues } from '../../../../functions/http/unit/show-colleagues.ts'
import { showHistory } from '../../../../functions/http/unit/show-history.ts'
import { showReceipt } from '../../../../functions/http/unit/show-receipt.ts'
import { showScript } from '../../../../functions/http/unit/show-script.ts'
import { showSlice } from '../../../../functions/http/unit/show-slice.ts'
import { submitSlice } from '../../../../functions/http/unit/submit-slice.ts'
import { takeBackSlice } from '../../../../functions/http/unit/take-back-slice.ts'
import { pinDefinition } from '../../../../functions/kept/definitions.ts'
import type { Services } from '../../../../functions/services.ts'
import { issueLink } from '../../../../functions/telling/links.ts'
import { scriptAddresses, scriptFiles } from '../../../../infra/browser-scripts.ts'
import { routeFor } from '../../../../shared/contract/routes.ts'
import type { LinkPurpose } from '../../../../shared/cycle/facts/link-facts.ts'
import type { Fact, Opening } from '../../../../shared/cycle/facts.ts'
import { canonicalBytes } from '../../../../shared/report/bytes/canonical.ts'
import { digestOf } from '../../../../shared/report/bytes/digest.ts'
import { compileDefinition, inputCells } from '../../../../shared/report/cells.ts'
import { shippedDocument } from '../../../../shared/report/definitions/shipped.ts'
import type { Figure } from '../../../../shared/report/figure.ts'
import { type LastYear, lastYearFile } from '../../../../shared/report/last-year.ts'
import { reportDefinition } from '../../../../shared/report/report-definition.ts'
import { memoryServices } from '../../../fixtures/memory-services.ts'

export const cycle = 'tongjiang-2020'
export const definition = reportDefinition.parse(shippedDocument('gid-2019'))
export const compiled = compileDefinition(definition)
/** What a unit without roles fills. */
export const inputs = inputCells(compiled, [])

export type Answer = { status: number; body: string; headers: Record<string, string>; cookies: string[] }
export type UnitDoor = Awaited<ReturnType<typeof unitDoor>>

/**
 * The unit's functions behind the real front door and the real store, with one cycle open: the resources bureau with a leader, the
 * office without one.
 */
export async function unitDoor(variation: { lastYear?: Record<string, Figure> } = {}) {
  const logged: string[] = []
  const time = { now: '2021-01-20T02:00:00.000Z' }
  const ring = [{ id: 'k1', secret: new Uint8Array(32).fill(7) }]
  const mailer = { broken: false }
  const { services, mails, resumed, bodies } = memoryServices({
    clock: { now: () => time.now },
    scripts: scriptFiles(),
    log: (code, facts) => void logged.push(JSON.stringify([code, facts])),
  })
  services.keys.linkSecrets = async () => ring
  services.settings.scripts = scriptAddresses()
  const { send } = services.mailer
  services.mailer.send = async (message) => {
    if (mailer.broken) throw new Error('no transport')
    await send(message)
  }
  const opening: Opening = {
    kind: 'opening',
    cycle,
    at: '2021-01-04T01:00:00.000Z',
    by: 'clerk-lin',
    definition: await pinDefinition(shippedDocument('gid-2019'), services.files),
    issuer: {
      id: 'tongjiang',
      name: { zh: '同江市人民政府', en: 'Tongjiang Municipal People’s Government' },
      level: 'county',
    },
    year: 2020,
    timetable: { submissions: '2021-01-29', legal: '2021-02-20' },
    zone: 'Asia/Shanghai',
    units: [
      {
        id: 'resources',
        name: { zh: '同江市自然资源局', en: 'Natural Resources Bureau' },
        kind: 'department',
        roles: [],
        contacts: [
          { id: 'wang', name: '王秀英', address: 'wang@zrzyj.tongjiang.example', title: '综合科科员' },
          { id: 'liu', name: '刘洋', address: 'liu@zrzyj.tongjiang.example' },
        ],
        leader: { id: 'zhao', name: '赵志强', address: 'zhao@zrzyj.tongjiang.example', title: '局长' },
      },
      {
        id: 'office',
        name: { zh: '同江市人民政府办公室', en: 'Office of the Municipal Government' },
        kind: 'office',
        roles: ['office'],
        contacts: [{ id: 'sun', name: '孙立新', address: 'sun@tongjiang.example' }],
      },
    ],
    route: [],
    office: [{ id: 'clerk-lin', name: '林晓燕', address: 'lin@zwgkb.tongjiang.example' }],
    policy: { missing: 'hold' },
    ...(variation.lastYear && { previous: await keepLastYear(variation.lastYear, services.files) }),
  }
  await services.store.record(opening)
  await services.store.saveCallback({ cycle, wait: 'submissions', token: 't', execution: 'e', at: time.now, seen: 0 })

  async function ask(
    method: string,
    target: string,
    {
      body = '',
      headers = {},
      cookies = [],
    }: { body?: string; headers?: Record<string, string>; cookies?: string[] } = {},
  ): Promise<Answer> {
    const [path = '', query = ''] = target.split('?')
    const route = routeFor(method, path)
    if (!route || 'allowed' in route) throw new Error(`no route for ${method} ${path}`)
    const event = {
      rawPath: path,
      rawQueryString: query,
      headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...headers },
      cookies,
      requestContext: { http: { method, path, sourceIp: '127.0.0.1' } },
      body,
      isBase64Encoded: false,
    }
    const answer = await httpHandler(doors[route.function]!, services)(event as unknown as APIGatewayProxyEventV2)
    return {
      status: answer.statusCode!,
      body: answer.body ?? '',
      headers: Object.fromEntries(
        Object.entries(answer.headers ?? {}).map(([name, v]) => [name.toLowerCase(), String(v)]),
      ),
      cookies: answer.cookies ?? [],
    }
  }
  const post = (path: string, fields: Record<string, string>, cookies: string[] = []) =>
    ask('POST', path, { body: new URLSearchParams(fields).toString(), cookies })

  /** A person's browser with the link opened. */
  async function browser(person: string, purpose: LinkPurpose = 'slice', unit = 'resources') {
    const link = await issueLink(services, {
      cycle,
      purpose,
      subject: unit,
      person,
      expires: '2021-03-01T00:00:00.000Z',
    })
    return { link, ...(await session(link.token, purpose === 'slice' ? '/slice' : '/confirmation')) }
  }

  async function session(token: string, page: string) {
    const opened = await post('/open', { token })
    const cookies = opened.cookies.map((cookie) => cookie.split(';')[0]!)
    const show = (path = page) => ask('GET', path, { cookies })
    const hidden = async (): Promise<Record<string, string>> =>
      Object.fromEntries(
        [...(await show()).body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map((m) => [
          m[1]!,
          m[2]!.replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
        ]),
      )
    return {
      opened,
      cookies,
      show,
      hidden,
      post: (fields: Record<string, string>, path = page) => post(path, fields, cookies),
      /** With the page's own hidden fields, read just before. */
      send: async (fields: Record<string, string>) => post(page, { ...(await hidden()), ...fields }, cookies),
    }
  }

  return {
    services,
    opening,
    time,
    ring,
    mails,
    mailer,
    logged,
    resumed,
    bodies,
    ask,
    post,
    browser,
    session,
    facts: () => services.store.facts(cycle),
    record: (fact: Fact) => services.store.record(fact),
  }
}

/** A slice of nothing but zeros would have to say so with a tick. */
const something = { 't2.normative.available': '9' }

/** A form in which every cell is 0, with some cells otherwise. */
export const filled = (figures: Record<string, string> = {}): Record<string, string> =>
  Object.fromEntries(inputs.map((cell) => [`cell:${cell.id}`, { ...something, ...figures }[cell.id] ?? '0']))

/** The same as a machine sends it. */
export const filledJson = (figures: Record<string, unknown> = {}): Record<string, unknown> =>
  Object.fromEntries([
    ...inputs.map((cell) => [cell.id, '0'] as const),
    ...Object.entries({ ...something, ...figures }),
  ])

async function keepLastYear(figures: Record<string, Figure>, files: Services['files']): Promise<string> {
  const document: LastYear = {
    document: 'lianbao/last-year/1',
    year: 2019,
    units: { resources: { definition: 'gid-2019', figures } },
  }
  const bytes = canonicalBytes(document)
  await files.put(lastYearFile(digestOf(bytes)), bytes)
  return digestOf(bytes)
}

const doors: Record<string, HttpFunction<Services>> = {
  'show-link': showLink,
  'open-link': openLink,
  'close-session': closeSession,
  'renew-link': renewLink,
  'show-slice': showSlice,
  'show-script': showScript,
  'submit-slice': submitSlice,
  'save-working-copy': saveWorkingCopy,
  'show-receipt': showReceipt,
  'take-back-slice': takeBackSlice,
  'show-asks': showAsks,
  'show-history': showHistory,
  'show-colleagues': showColleagues,
  'change-colleagues': changeColleagues,
  'ask-office': askOffice,
  'show-confirmation': showConfirmation,
  'confirm-slice': confirmSlice,
  'mail-board-link': mailBoardLink,
  'open-cycle': openCycle,
  'show-opening': showOpening,
  'show-test-report': showTestReport,
}
