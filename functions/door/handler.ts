import { createHash, timingSafeEqual } from 'node:crypto'
import { isIP } from 'node:net'
import { gzip } from 'node:zlib'
import middy from '@middy/core'
import httpHeaderNormalizer from '@middy/http-header-normalizer'
import httpSecurityHeaders from '@middy/http-security-headers'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { pageOfForm, routeFor, shieldHeader, templateOf } from '../../shared/contract/routes.ts'
import { boundToCycle, cycleNamed, inCycle } from '../../shared/pages/frame/cycle-address.ts'
import { keptScript } from '../../shared/pages/frame/kept-script.ts'
import { landingScript } from '../../shared/pages/frame/landing-script.ts'
import { pressScript } from '../../shared/pages/frame/press-script.ts'
import { brokenPage, problemPage, problemTitle } from '../../shared/pages/frame/problem-page.ts'
import { markedPage } from '../../shared/pages/frame/trial-mark.ts'
import { type Problem, problemStatus, Refusal } from '../../shared/report/errors.ts'
import type { Language, LocalizedText } from '../../shared/report/report-definition.ts'
import { problemTexts } from '../../shared/words/frame-texts.ts'
import { doorRefusals as texts } from '../../shared/words/refusals/door-refusals.ts'
import { testTexts, trialTexts } from '../../shared/words/trial-texts.ts'
import type { Services, Settings } from '../services.ts'
import type { Request, Response } from './exchange.ts'
import { notedWork } from './noted-work.ts'
import { preferredLanguage, requestOf } from './request.ts'
import { whatBroke } from './what-broke.ts'

export type HttpFunction<Part> = (request: Request, services: Part) => Promise<Response>

/**
 * A function at the front door: the event of an API Gateway HTTP API (payload 2.0) in, its answer out. A `Refusal` becomes
 * a page for a browser and problem+json for a machine, with all its problems; anything else that is thrown is our fault, is
 * logged without what was sent, and is answered with 500.
 */
export function httpHandler<Part extends object>(
  answer: HttpFunction<Part>,
  services: Part & Pick<Services, 'log' | 'settings'>,
): (event: APIGatewayProxyEventV2, context?: unknown) => Promise<APIGatewayProxyStructuredResultV2> {
  const protect = ({ response }: MiddyRequest) => protectPage(response, services.settings)
  const bind = ({ event, response }: MiddyRequest) => bindToCycle(response, event)
  const about = new WeakMap<APIGatewayProxyEventV2, Request['about']>()
  const mark = ({ event, response }: MiddyRequest) => {
    if (services.settings.trial) markPage(response, trialTexts.page)
    if (!about.get(event)?.test || !response) return
    markPage(response, testTexts.page)
    response.headers = { ...response.headers, 'lianbao-test': 'yes' }
  }
  const handler = middy(async (event: APIGatewayProxyEventV2, context: Invocation) => {
    refuseUnshielded(event, services.settings)
    refuseMethod(event)
    refuseForeignPost(event, services.settings.baseUrl)
    const request = requestOf(event)
    about.set(event, request.about)
    const own = { ...services, log: logOf(services, { event, context }) }
    const from = viewerOf(event, services.settings)
    if (from !== undefined) own.log('request-came', { from })
    const isAct = request.method === 'POST'
    return resultOf(await (isAct ? notedWork(own, (noting) => answer(request, noting)) : answer(request, own)))
  })
    // What was used last sees an error first: the answer is made, then gets its headers, then loses its body for HEAD.
    .use({ after: dropBodyForHead, onError: dropBodyForHead })
    .use({ after: refuseTooLarge })
    .use({ after: compress, onError: compress })
    .use({ after: protect, onError: protect })
    .use({ after: mark, onError: mark })
    .use({ after: bind, onError: bind })
    .use(httpSecurityHeaders(securityHeaders(services.settings.baseUrl)))
    .use(httpHeaderNormalizer())
    .use({ onError: (request) => answerError(request, logOf(services, request)) })
  return handler as never
}

/** A state of the workflow or the timer: what it throws is logged here and left to the retry policy, without what it was given. */
export function taskHandler<Input, Output, Part extends object>(
  name: string,
  work: (input: Input, services: Part) => Promise<Output>,
  services: Part & Pick<Services, 'log'>,
): (event: Input, context?: unknown) => Promise<Output> {
  const handler = middy(async (event: Input, context: Invocation) =>
    notedWork({ ...services, log: logOf(services, { context }) }, (noting) => work(event, noting)),
  ).onError((request) => {
    logOf(services, request)('state-failed', { state: name, ...whatBroke(request.error) })
    // The message would be kept in the execution's history, and may quote what must not be there.
    throw new StateFailed(name, request.error)
  })
  return handler as never
}

/** What an operator's command asks for: a refusal is an answer to it, with all its problems. */
export function operatorHandler<Input, Output, Part extends object>(
  name: string,
  work: (input: Input, services: Part) => Promise<Output>,
  services: Part & Pick<Services, 'log'>,
): (event: Input, context?: unknown) => Promise<{ answer: Output } | { problems: readonly Problem[] }> {
  const answered = async (input: Input, part: Part) =>
    work(input, part).then(
      (answer) => ({ answer }),
      (error: unknown) => {
        if (error instanceof Refusal) return { problems: error.problems }
        throw error
      },
    )
  return taskHandler(name, answered, services)
}

/** Answers what no route answers. */
export async function answerUnknownRoute(): Promise<Response> {
  throw new Refusal({ code: 'not-found', message: texts.notFound })
}

type Invocation = { awsRequestId?: string } | undefined

/** A log whose every line names the invocation it belongs to, and the request at the gateway: how a person's "it broke at 10:32" is followed. */
function logOf(
  { log }: Pick<Services, 'log'>,
  { event, context }: { event?: unknown; context?: Invocation },
): Services['log'] {
  const api = (event as Partial<APIGatewayProxyEventV2> | undefined)?.requestContext?.requestId
  const ids = { ...(api ? { api } : {}), ...(context?.awsRequestId ? { invocation: context.awsRequestId } : {}) }
  return (code, facts) => log(code, { ...facts, ...ids })
}

class StateFailed extends Error {
  constructor(state: string, error: unknown) {
    super(`${state}: ${error instanceof Error ? error.name : 'unknown'}`)
    this.name = 'StateFailed'
  }
}

/** Whoever asks the API at its own address, past CloudFront and its web ACL, finds nothing there. Digests are as long as each other. */
function refuseUnshielded({ headers }: APIGatewayProxyEventV2, { shield }: Settings): void {
  if (shield === undefined) return
  const digest = (text: string) => createHash('sha256').update(text).digest()
  if (!timingSafeEqual(digest(headers[shieldHeader] ?? ''), digest(shield)))
    throw new Refusal({ code: 'not-found', message: texts.notFound })
}

/**
 * From where CloudFront says that a request came, since the gateway's own log knows CloudFront alone. It overwrites what a client sends
 * under this name; where nothing shows that the request came by it, nobody is believed.
 */
function viewerOf({ headers }: APIGatewayProxyEventV2, { shield }: Settings): string | undefined {
  if (shield === undefined) return undefined
  const said = headers['cloudfront-viewer-address'] ?? ''
  const address = said.slice(0, said.lastIndexOf(':')) // behind it stands the port
  return isIP(address) ? address : undefined
}

/** The gateway hands a path's page every method that no other function of the path has (infra/cloud/http-routes.ts). */
function refuseMethod({ rawPath, requestContext }: APIGatewayProxyEventV2): void {
  const found = routeFor(requestContext.http.method, rawPath)
  if (found === undefined || !('allowed' in found)) return
  const facts = { allowed: found.allowed.join(', ') }
  throw new Refusal({ code: 'method-refused', facts, message: texts.methodRefused })
}

/**
 * A form of another site must not act in a person's session. Our pages send no referrer, so browsers send our own posts
 * with `Origin: null` and say in Sec-Fetch-Site where they come from; a machine sends neither.
 */
function refuseForeignPost(event: APIGatewayProxyEventV2, baseUrl: string): void {
  if (event.requestContext.http.method !== 'POST') return
  const { 'sec-fetch-site': site, origin } = event.headers
  const foreign =
    site === undefined
      ? origin !== undefined && origin !== 'null' && origin !== new URL(baseUrl).origin
      : site !== 'same-origin' && site !== 'none'
  if (foreign) throw new Refusal({ code: 'origin-refused', message: texts.originRefused })
}

type MiddyRequest = {
  event: APIGatewayProxyEventV2
  response: APIGatewayProxyStructuredResultV2 | null | undefined
  error: unknown
}

const resultOf = ({ status, headers, body, cookies }: Response): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  // What the next half minute may mend says when to come again.
  headers: { 'cache-control': 'no-store', ...(status === 503 && { 'retry-after': '30' }), ...headers },
  ...(typeof body === 'string' ? { body } : { body: Buffer.from(body).toString('base64'), isBase64Encoded: true }),
  ...(cookies === undefined ? {} : { cookies }),
})

function answerError(request: MiddyRequest, log: Services['log']): void {
  const { event, error } = request
  const language = preferredLanguage(event)
  const forBrowser = (event.headers.accept ?? '').includes('text/html')
  const { method } = event.requestContext.http
  const route = knownPath(event.rawPath)
  if (error instanceof Refusal) {
    log('request-refused', { method, route, status: error.status, problems: error.message })
    const shown = forBrowser ? { typed: typedTexts(event), back: pageBefore(event, error.status) } : undefined
    request.response = resultOf(refusalResponse(error, language, shown))
  } else {
    log('request-failed', { method, route, ...whatBroke(error) })
    request.response = resultOf(brokenResponse(event, error, { language, forBrowser }))
  }
}

/** A path of ours, for the log; of another only that it is another: mail gateways put the link's token into paths. */
const knownPath = (path: string): string => templateOf(path) ?? '(no route)'

/** The page from which a person sent what is refused or broke, where its link still leads there. */
function pageBefore({ rawPath, requestContext }: APIGatewayProxyEventV2, status: number): string | undefined {
  const leads = requestContext.http.method === 'POST' && [403, 409, 413, 415, 422, 500, 503].includes(status)
  return leads ? pageOfForm(rawPath) : undefined
}

/** What a person had written into a form that is refused as a whole: shown again, so that it is not lost with the session. */
function typedTexts(event: APIGatewayProxyEventV2): string[] {
  try {
    const fields = Object.entries(requestOf(event).form?.values ?? {})
    return fields.flatMap(([name, text]) => (writtenFields.test(name) && text.trim() ? [text] : []))
  } catch {
    return [] // a body that cannot be read
  }
}
const writtenFields = /^(comment|reason(-\d+)?|name|title|address|roster|text|text:.+|why:.+)$/

/** A page where there is something to show on it; problem+json elsewhere. */
function refusalResponse(
  refusal: Refusal,
  language: Language,
  shown: { typed: readonly string[]; back: string | undefined } | undefined,
): Response {
  const { status, problems } = refusal
  const allowed = problems.find((p) => p.code === 'method-refused')?.facts?.allowed
  const seconds = problems.find((p) => p.code === 'too-many-requests')?.facts?.seconds
  const headers = {
    'content-language': language,
    vary: 'accept, accept-language',
    ...(seconds === undefined ? {} : { 'retry-after': String(seconds) }),
    ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    ...(typeof allowed === 'string' ? { allow: allowed } : {}),
  }
  if (shown) return page(status, problemPage(problems, language, shown), headers)
  const leading = problems.find((p) => problemStatus[p.code] === status)
  const body = {
    type: `urn:lianbao:problem:${leading?.code}`,
    title: problemTitle(problems, language),
    status,
    problems: problems.map((p) => ({ ...p, message: p.message[language] })),
  }
  return { status, headers: { ...headers, 'content-type': 'application/problem+json' }, body: JSON.stringify(body) }
}

/** Of what the next half minute may mend (functions/aws/named-calls.ts) it says so, and of no form that it was not kept. */
function brokenResponse(
  event: APIGatewayProxyEventV2,
  error: unknown,
  { language, forBrowser }: { language: Language; forBrowser: boolean },
): Response {
  const busy = (error as { passing?: unknown } | undefined)?.passing === true
  const status = busy ? 503 : 500
  const headers = { 'content-language': language }
  const shown = { busy, typed: typedTexts(event), back: pageBefore(event, status) }
  if (forBrowser) return page(status, brokenPage(language, shown), headers)
  const [type, title] = busy ? ['busy', problemTexts.busy] : ['broken', texts.broken]
  const body = { type: `urn:lianbao:problem:${type}`, title: title[language], status, problems: [] }
  return { status, headers: { ...headers, 'content-type': 'application/problem+json' }, body: JSON.stringify(body) }
}

const page = (status: number, html: string, headers: Record<string, string>): Response => ({
  status,
  headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
  body: html,
})

/**
 * middy's own set with its content policy left out: its default is a sandbox, in which no form can be sent. HSTS only
 * where the address is https, because a browser told so about localhost would not let go of it.
 */
const securityHeaders = (baseUrl: string) => ({
  contentSecurityPolicy: false,
  frameOptions: false, // frame-ancestors says it, and says it better
  permissionsPolicy: false, // a kilobyte of features that a page without scripts cannot use
  originAgentCluster: false,
  reportTo: false,
  reportingEndpoints: false,
  strictTransportSecurity: baseUrl.startsWith('https:')
    ? { maxAge: 365 * 24 * 60 * 60, includeSubDomains: false, preload: false }
    : false,
  referrerPolicy: { policy: 'no-referrer' },
})

const sha256 = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
const inlineHashes = [landingScript, pressScript, keptScript].map(sha256)

/** Of the sheets that pages have, which are few and the same for everybody. */
const sheetHashes = new Map<string, string>()
function hashOfSheet(sheet: string): string {
  const hash = sheetHashes.get(sheet) ?? sha256(sheet)
  sheetHashes.set(sheet, hash)
  return hash
}

/** The style sheets of a page, in their order. */
function sheetsIn(page: string): string[] {
  const sheets: string[] = []
  let to = 0
  for (let at = page.indexOf('<style'); at >= 0; at = page.indexOf('<style', to)) {
    const from = page.indexOf('>', at) + 1
    to = page.indexOf('</style>', from)
    if (from === 0 || to < 0) break
    sheets.push(page.slice(from, to))
  }
  return sheets
}

/**
 * Our pages are framed by nobody and send their forms home. Styles are those in the page itself; scripts are the landing page's,
 * the one before every button, the one of a page that is kept, and those of ours that the page names, each by the hash of its text, so a script that got into a page
 * some other way does not run. A function that shows something else (an outbox shows mails in a frame) brings its own policy.
 */
function protectPage(response: MiddyRequest['response'], { scripts = {} }: Settings): void {
  if (!response || response.headers?.['content-security-policy']) return
  const type = String(response.headers?.['content-type'] ?? '')
  const named = Object.values(scripts).filter(({ integrity }) => response.body?.includes(integrity))
  const styles = type.startsWith('text/html') ? sheetsIn(response.body ?? '') : []
  response.headers = {
    ...response.headers,
    'Content-Security-Policy': [
      "default-src 'none'",
      `style-src ${styles.map(hashOfSheet).join(' ') || "'none'"}`,
      `script-src ${[...inlineHashes, ...named.map(({ integrity }) => `'${integrity}'`)].join(' ')}`,
      // A page with a script of ours may send home what is typed, and ask whether home is there, and nowhere else.
      ...(named.length > 0 || response.body?.includes(pressScript) ? ["connect-src 'self'"] : []),
      "form-action 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join('; '),
  }
}

function markPage(response: MiddyRequest['response'], said: LocalizedText): void {
  if (response?.body && String(response.headers?.['content-type']).startsWith('text/html'))
    response.body = markedPage(response.body, said)
}

/** Whoever came by an address with a cycle goes on in that cycle: every link and form of the page, and where it sends the browser. */
function bindToCycle(response: MiddyRequest['response'], event: APIGatewayProxyEventV2): void {
  const cycle = cycleNamed(Object.fromEntries(new URLSearchParams(event.rawQueryString ?? '')))
  if (!response || cycle === undefined) return
  const { 'content-type': type, location } = response.headers ?? {}
  if (response.body && String(type).startsWith('text/html')) response.body = boundToCycle(response.body, cycle)
  if (typeof location === 'string') response.headers = { ...response.headers, location: inCycle(location, cycle) }
}

/** Not by node:util, of which a module pays for every part at once: 2 ms of a cold start. */
const gzipped = (text: string): Promise<Buffer> =>
  new Promise((done, fail) => gzip(text, { level: 4 }, (error, bytes) => (error ? fail(error) : done(bytes))))
/** Shorter answers gain nothing. */
const worthCompressing = 1_400 // bytes: one packet

/**
 * A form of 80 kB travels as 12: nothing between a function and a browser does this for us. What a page holds in secret, the
 * form token, is masked anew in every page (door/sessions.ts), so that its length says nothing about it. Beside the event loop: on one
 * machine it was a third of what a page cost everybody who waited behind it.
 */
async function compress({ event, response }: MiddyRequest): Promise<void> {
  if (!response?.body || response.isBase64Encoded || response.body.length < worthCompressing) return
  if (!/(^|,)\s*gzip\s*(;\s*q=(?!0(\.0*)?\s*(,|$))[^,]*)?(,|$)/i.test(event.headers['accept-encoding'] ?? '')) return
  const vary = [response.headers?.vary, 'accept-encoding'].filter(Boolean).join(', ')
  response.headers = { ...response.headers, 'content-encoding': 'gzip', vary }
  response.body = (await gzipped(response.body)).toString('base64')
  response.isBase64Encoded = true
}

/** What a function answers may have 6 MB as JSON (Lambda's limit, “Invocation payload”): more becomes a bare 500, which says nothing to anybody. */
const largestAnswer = 6_000_000 // bytes
const mostEscaped = 6 // bytes of a character as JSON

function refuseTooLarge({ response }: MiddyRequest): void {
  if ((response?.body?.length ?? 0) * mostEscaped <= largestAnswer) return
  if (Buffer.byteLength(JSON.stringify(response)) > largestAnswer)
    throw new Refusal({ code: 'body-too-large', message: texts.answerTooLarge })
}

function dropBodyForHead(request: {
  event: APIGatewayProxyEventV2
  response: APIGatewayProxyStructuredResultV2 | null | undefined
}): void {
  const { response } = request
  if (request.event.requestContext.http.method !== 'HEAD' || !response) return
  response.body = ''
  delete response.isBase64Encoded
}
