import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { LinkFact, LinkPurpose, Person, Session } from '../../shared/cycle/facts.ts'
import { linkStanding } from '../../shared/cycle/links/link-standing.ts'
import { readToken } from '../../shared/cycle/links/signed-link.ts'
import { personIn } from '../../shared/cycle/people.ts'
import { type CycleState, foldCycle } from '../../shared/cycle/reporting-cycle.ts'
import { cycleNamed, inCycle } from '../../shared/pages/frame/cycle-address.ts'
import { type CompiledDefinition, compileDefinition } from '../../shared/report/cells.ts'
import { Refusal } from '../../shared/report/errors.ts'
import type { ReportDefinition } from '../../shared/report/report-definition.ts'
import { linkProblem, linkTexts } from '../../shared/words/link-texts.ts'
import { definitionOf } from '../kept/definitions.ts'
import type { Services } from '../services.ts'
import type { Request } from './handler.ts'
import { keepPace } from './pace.ts'

/** Who asks, by which link, and the cycle as its facts say now. */
export type OpenedLink = {
  link: LinkFact
  person: Person
  state: CycleState
  definition: ReportDefinition
  compiled: CompiledDefinition
}

export type OpenedSession = OpenedLink & {
  session: Session
  /** Goes into every form of the session and comes back with it; written otherwise in every page. */
  formToken: string
}

/** Whether a person asks, in a browser's session; a machine has the link's token and no session. */
export const isSession = (opened: OpenedLink | OpenedSession): opened is OpenedSession => 'session' in opened

/** Hours a session lasts at most, however busy. */
const sessionHours = 8
/** And without a request. */
const idleMinutes = 60
/** Its use is noted once in so many minutes, not at every request. */
const notedMinutes = 5

/** Where a link leads once it is open. */
export const pageOf: Record<LinkPurpose, string> = {
  slice: '/slice',
  confirmation: '/confirmation',
  'sign-off': '/sign-off',
  consent: '/consent',
  board: '/board',
}

/** The link as it stands, found by the hash of its id or paste code; undefined for one nobody may use or learn about. */
export async function openLinkByHash(
  hash: string,
  services: Pick<Services, 'clock' | 'store' | 'files' | 'keys'>,
): Promise<(OpenedLink & { standing: 'valid' | 'link-expired' | 'link-superseded' }) | undefined> {
  const link = await services.store.link(hash)
  if (!link) return undefined
  const state = foldCycle(await services.store.facts(link.cycle))
  if (!state) return undefined
  const definition = await definitionOf(state.opening, services)
  const ring = await services.keys.linkSecrets()
  const standing = linkStanding(state, definition, link, { now: services.clock.now(), ring })
  const person = personIn(state, link.person)
  if (standing === 'link-unknown' || !person) return undefined
  return { link, person, state, definition, compiled: compileDefinition(definition), standing }
}

/**
 * Opens a session for a valid link: the cookie to set, and where the link leads. Each browser and each opening has a session of
 * its own, and each cycle a cookie of its own: what is done in one tab never goes to the cycle of another.
 */
export async function openSession(
  link: LinkFact,
  services: Pick<Services, 'clock' | 'store' | 'settings'>,
): Promise<{ cookie: string; path: string }> {
  const now = services.clock.now()
  const id = randomBytes(32).toString('base64url')
  const latest = new Date(Date.parse(now) + sessionHours * 3_600_000).toISOString()
  const { cycle, purpose, subject, person, hash, expires } = link
  await services.store.saveSession({
    hash: hashOf(id),
    cycle,
    purpose,
    subject,
    person,
    link: hash,
    opened: now,
    expires: [expires, latest].sort()[0]!,
    seen: now,
  })
  return {
    path: inCycle(pageOf[purpose], cycle),
    cookie: `${cookieName(purpose, cycle, services)}=${id}; Path=/; Max-Age=${sessionHours * 3600}; HttpOnly; SameSite=Lax${secureOver(services)}`,
  }
}

/** The session of a request, as long as its link is still valid; throws a Refusal otherwise. */
export async function sessionOf(
  request: Request,
  services: Pick<Services, 'clock' | 'store' | 'files' | 'keys' | 'settings'>,
  purpose: LinkPurpose,
): Promise<OpenedSession> {
  const now = services.clock.now()
  const id = request.cookies[cookieOf(request, purpose, services) ?? '']
  const session = id && id.length <= 64 ? await services.store.session(hashOf(id)) : undefined
  const elsewhere = session?.purpose !== purpose || session.cycle !== (cycleNamed(request.query) ?? session.cycle)
  if (!id || !session || elsewhere || !isAlive(session, now)) {
    throw new Refusal({ code: 'session-missing', message: linkTexts.sessionMissing })
  }
  keepPace(session.link, services)
  // A page that is read is a session that is used: the one thing a GET notes down, for the idle limit alone.
  if (minutesSince(session.seen, now) >= notedMinutes) await services.store.markSession(session.hash, 'seen', now)
  const opened = await openLinkByHash(session.link, services)
  if (!opened) throw new Refusal(linkProblem('link-unknown'))
  request.about.test = opened.state.opening.test
  if (opened.standing !== 'valid') throw new Refusal(linkProblem(opened.standing))
  return { ...opened, session, formToken: masked(formTokenOf(id)) }
}

/** The cycles this browser has open for the purpose: their sessions are alive. */
export async function openCycles(
  { cookies }: Request,
  services: Pick<Services, 'clock' | 'store' | 'settings'>,
  purpose: LinkPurpose,
): Promise<ReadonlySet<string>> {
  const now = services.clock.now()
  const before = cookieName(purpose, '', services)
  const names = Object.keys(cookies).filter((name) => name.startsWith(before))
  const sessions = await Promise.all(names.map((name) => services.store.session(hashOf(cookies[name] ?? ''))))
  return new Set(
    sessions.flatMap((session) => (session?.purpose === purpose && isAlive(session, now) ? [session.cycle] : [])),
  )
}

/** Closes the session of a request: whoever finds the browser later finds nothing. The cookie that makes it forget. */
export async function endSession(
  request: Request,
  services: Pick<Services, 'clock' | 'store' | 'settings'>,
  purpose: LinkPurpose,
): Promise<{ cookies: string[] }> {
  const name = cookieOf(request, purpose, services)
  if (name === undefined) return { cookies: [] }
  const id = request.cookies[name]
  if (id && id.length <= 64) await services.store.markSession(hashOf(id), 'ended', services.clock.now())
  return { cookies: [`${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secureOver(services)}`] }
}

const isAlive = (session: Session, now: string): boolean =>
  session.ended === undefined && session.expires > now && minutesSince(session.seen, now) < idleMinutes

const minutesSince = (then: string, now: string): number => (Date.parse(now) - Date.parse(then)) / 60_000

/**
 * Whether a form was made in this session. Another token means a page left open from an earlier opening, or another unit's
 * link opened in the same browser meanwhile: what was typed must not be sent under the wrong name.
 */
export function madeInSession(session: OpenedSession, formToken: string | undefined): boolean {
  const given = unmasked(formToken ?? '')
  const own = unmasked(session.formToken)
  return given.length === own.length && timingSafeEqual(given, own)
}

/** Refuses a form that was not made in this session. For pages on which there is nothing typed to lose. */
export function requireOwnForm(session: OpenedSession, request: Request): void {
  if (!madeInSession(session, request.form?.values['form-token'])) {
    throw new Refusal({ code: 'session-mismatch', message: linkTexts.sessionMismatch })
  }
}

/** A machine's request: the link's own token as bearer. Undefined when the request has none. */
export async function bearerOf(
  request: Request,
  services: Pick<Services, 'clock' | 'store' | 'files' | 'keys'>,
  purpose: LinkPurpose,
): Promise<OpenedLink | undefined> {
  const sent = request.headers.authorization
  if (sent === undefined) return undefined
  const token = /^bearer +(\S+)$/i.exec(sent)?.[1] ?? ''
  const reading = readToken(token, await services.keys.linkSecrets(), services.clock.now())
  if ('problem' in reading) {
    throw new Refusal(reading.problem === 'link-expired' ? linkProblem('link-expired') : tokenUnknown)
  }
  keepPace(reading.hash, services)
  const opened = await openLinkByHash(reading.hash, services)
  if (!opened) throw new Refusal(tokenUnknown)
  request.about.test = opened.state.opening.test
  if (opened.link.purpose !== purpose) throw new Refusal({ code: 'purpose-refused', message: linkTexts.purposeRefused })
  if (opened.standing !== 'valid') throw new Refusal(linkProblem(opened.standing))
  return opened
}

/**
 * The cookie the request goes by: of the cycle its address names. An address without one (a bookmark) is understood where the
 * browser has one cycle open; of several, none is guessed.
 */
function cookieOf(
  { query, cookies }: Request,
  purpose: LinkPurpose,
  services: Pick<Services, 'settings'>,
): string | undefined {
  const cycle = cycleNamed(query)
  if (cycle !== undefined) return cookieName(purpose, cycle, services)
  const [only, ...others] = Object.keys(cookies).filter((name) => name.startsWith(cookieName(purpose, '', services)))
  if (others.length > 0) throw new Refusal({ code: 'session-missing', message: linkTexts.severalCycles })
  return only
}

const tokenUnknown = { code: 'token-unknown', message: linkProblem('link-unknown').message } as const

/** `__Host-` ties the cookie to this host, and browsers take it over https only. */
function cookieName(purpose: LinkPurpose, cycle: string, { settings }: Pick<Services, 'settings'>): string {
  return `${settings.baseUrl.startsWith('https:') ? '__Host-' : ''}lianbao-${purpose}-${cycle}`
}

const secureOver = ({ settings }: Pick<Services, 'settings'>): string =>
  settings.baseUrl.startsWith('https:') ? '; Secure' : ''

const hashOf = (value: string): string => createHash('sha256').update(value).digest('hex')
const formTokenOf = (sessionId: string): Buffer => createHash('sha256').update(`lianbao form ${sessionId}`).digest()

/**
 * Pages are compressed, and the length of a compressed page tells whether something guessed stands in it twice (BREACH). With a
 * new mask before it, the same token is never written the same way again, and there is nothing to guess.
 */
function masked(token: Buffer): string {
  const mask = randomBytes(token.length)
  return Buffer.concat([mask, token.map((byte, i) => byte ^ mask[i]!)]).toString('base64url')
}

function unmasked(given: string): Buffer {
  const bytes = Buffer.from(given, 'base64url')
  const half = bytes.length >> 1
  return Buffer.from(bytes.subarray(half).map((byte, i) => byte ^ (bytes[i] ?? 0)))
}
