import { hash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { CodeFacts, LinkFact, LinkPurpose, Session } from '../../shared/cycle/facts/link-facts.ts'
import type { Person } from '../../shared/cycle/facts.ts'
import { foldCycle, foldSpine, foldUnitCycle, foldUnits } from '../../shared/cycle/fold.ts'
import { codeFacts } from '../../shared/cycle/links/codes.ts'
import { type LinkStanding, linkAmong, linkStanding } from '../../shared/cycle/links/link-standing.ts'
import { type LinkHolder, readToken } from '../../shared/cycle/links/signed-link.ts'
import { personIn } from '../../shared/cycle/people.ts'
import type { AllUnits, CycleState, Spine, UnitCycle } from '../../shared/cycle/reporting-cycle.ts'
import { cycleNamed, inCycle } from '../../shared/pages/frame/cycle-address.ts'
import { firstOf, itemAt } from '../../shared/present.ts'
import { type CompiledDefinition, compileDefinition } from '../../shared/report/cells.ts'
import { Refusal } from '../../shared/report/errors.ts'
import type { ReportDefinition } from '../../shared/report/report-definition.ts'
import { linkProblem, linkTexts } from '../../shared/words/link-texts.ts'
import { doorRefusals } from '../../shared/words/refusals/door-refusals.ts'
import { definitionOf } from '../kept/definitions.ts'
import type { Services } from '../services.ts'
import type { Request } from './exchange.ts'
import { keepPace } from './pace.ts'

/** Who asks, by which link, and the cycle as its facts say now: of all units, or of the link's own. */
type Opened<State extends Spine> = {
  link: LinkFact
  newest: LinkFact
  /** Six digits mailed and typed on the link: read by whoever looks at them, once a request. */
  codes(): Promise<CodeFacts>
  person: Person
  state: State
  definition: ReportDefinition
  compiled: CompiledDefinition
}
export type OpenedLink = Opened<AllUnits>
/** Just opened: whether it may be used follows from the spine, and from its unit where it is of one. */
export type JustOpened = Opened<Spine>
/** By a link of a unit, for its slice or its confirmation. */
export type OpenedUnit = Opened<UnitCycle>

type InSession = {
  session: Session
  /** Goes into every form of the session and comes back with it; written otherwise in every page. */
  formToken: string
}
export type OpenedSession = OpenedLink & InSession
/** Of the office, with what everybody was told. */
export type OpenedBoardSession = Opened<CycleState> & InSession
export type OpenedUnitSession = OpenedUnit & InSession

/** Whether a person asks, in a browser's session; a machine has the link's token and no session. */
export const isSession = <Of extends OpenedLink | OpenedUnit>(
  opened: Of | (Of & InSession),
): opened is Of & InSession => 'session' in opened

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

type Reading = Pick<Services, 'clock' | 'store' | 'files' | 'keys'>
type InSessions = Reading & Pick<Services, 'settings'>
type Standing = { standing: LinkStanding }
type UnitPurpose = 'slice' | 'confirmation'
type WholePurpose = Exclude<LinkPurpose, UnitPurpose>

/** Reads what a link needs to know of the cycle; `readUnit` again, once something was recorded. */
type ReadState<State> = (link: LinkHolder, services: Pick<Services, 'store'>) => Promise<State | undefined>
export const readUnit: ReadState<UnitCycle> = async ({ cycle, subject }, { store }) =>
  foldUnitCycle(await store.unitFacts(cycle, subject), subject)
const readSpine: ReadState<Spine> = async ({ cycle }, { store }) => foldSpine(await store.unitFacts(cycle))
const readAll: ReadState<AllUnits> = async ({ cycle }, { store }) => foldUnits(await store.decidingFacts(cycle))
/** For an approver's page: their answers lie in the spine, and what they write is checked against what units did up to then. */
const readShown: ReadState<AllUnits> = async ({ cycle }, { store }) =>
  foldUnits(await store.decidingFacts(cycle, 'units a moment old'))
const readBoard: ReadState<CycleState> = async ({ cycle }, { store }) => foldCycle(await store.boardFacts(cycle))

/** The link as it stands, found by the hash of its id or paste code; undefined for one nobody may use or learn about. */
export async function openLinkByHash(hash: string, services: Reading): Promise<(JustOpened & Standing) | undefined> {
  const holder = await services.store.linkHolder(hash)
  if (!holder) return undefined
  const isOfUnit = holder.purpose === 'slice' || holder.purpose === 'confirmation'
  return isOfUnit ? opened(hash, holder, readUnit, services) : opened(hash, holder, readSpine, services)
}

/** Whose it is being known, the link and the cycle are asked for abreast. */
async function opened<State extends Spine>(
  hash: string,
  holder: LinkHolder,
  read: ReadState<State>,
  services: Reading,
): Promise<(Opened<State> & Standing) | undefined> {
  const { cycle, purpose, subject, person: id } = holder
  const [links, state, ring] = await Promise.all([
    services.store.factsOf(cycle, 'link', `${purpose}#${subject}#${id}#`),
    read(holder, services),
    services.keys.linkSecrets(),
  ])
  const found = linkAmong(links, hash)
  if (!found || !state) return undefined
  const definition = await definitionOf(state.opening, services)
  const standing = linkStanding(state, definition, found, { now: services.clock.now(), ring })
  const person = personIn(state, id)
  if (standing === 'link-unknown' || !person) return undefined
  let asked: Promise<CodeFacts> | undefined
  const codes = () => {
    asked ??= codesOn(found.link, services)
    return asked
  }
  return { ...found, codes, person, state, definition, compiled: compileDefinition(definition), standing }
}

/** Nothing is decided by a slice's link, so no digits are ever asked for on it. */
const codesOn = async ({ cycle, purpose, hash }: LinkFact, { store }: Pick<Services, 'store'>): Promise<CodeFacts> =>
  purpose === 'slice' ? codeFacts([]) : store.codes(cycle, hash)

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
    expires: firstOf([expires, latest].sort()),
    seen: now,
  })
  return {
    path: inCycle(pageOf[purpose], cycle),
    cookie: `${cookieName(purpose, cycle, services)}=${id}; Path=/; Max-Age=${sessionHours * 3600}; HttpOnly; SameSite=Lax${secureOver(services)}`,
  }
}

/** The session of a request, as long as its link is still valid; throws a Refusal otherwise. */
export const sessionOf = (request: Request, services: InSessions, purpose: WholePurpose): Promise<OpenedSession> =>
  sessionBy(request, services, purpose, purpose === 'sign-off' && request.method !== 'POST' ? readShown : readAll)

/** The same of whoever looks at the board, with what everybody was told a moment ago: nothing is decided by it. */
export const boardSessionOf = (request: Request, services: InSessions): Promise<OpenedBoardSession> =>
  sessionBy(request, services, 'board', readBoard)

/** The same of a link of a unit: no other unit is read. */
export const unitSessionOf = (
  request: Request,
  services: InSessions,
  purpose: UnitPurpose,
): Promise<OpenedUnitSession> => sessionBy(request, services, purpose, readUnit)

async function sessionBy<State extends Spine>(
  request: Request,
  services: InSessions,
  purpose: LinkPurpose,
  read: ReadState<State>,
): Promise<Opened<State> & InSession> {
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
  const link = await opened(session.link, session, read, services)
  if (!link) throw new Refusal(linkProblem('link-unknown'))
  request.about.test = link.state.opening.test
  if (link.standing !== 'valid') throw new Refusal(linkProblem(link.standing))
  return { ...link, session, formToken: masked(formTokenOf(id)) }
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

/** Closes the session of a request: whoever finds the browser later finds nothing. The cookie that makes it forget, and of which cycle. */
export async function endSession(
  request: Request,
  services: Pick<Services, 'clock' | 'store' | 'settings'>,
  purpose: LinkPurpose,
): Promise<{ cookies: string[]; cycle?: string }> {
  const name = cookieOf(request, purpose, services)
  if (name === undefined) return { cookies: [] }
  const id = request.cookies[name]
  if (id && id.length <= 64) await services.store.markSession(hashOf(id), 'ended', services.clock.now())
  return {
    cookies: [`${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secureOver(services)}`],
    cycle: name.slice(cookieName(purpose, '', services).length),
  }
}

const isAlive = (session: Session, now: string): boolean =>
  session.ended === undefined && session.expires > now && minutesSince(session.seen, now) < idleMinutes

const minutesSince = (then: string, now: string): number => (Date.parse(now) - Date.parse(then)) / 60_000

/**
 * Whether a form was made in this session. Another token means a page left open from an earlier opening, or another unit's
 * link opened in the same browser meanwhile: what was typed must not be sent under the wrong name.
 */
export function madeInSession(session: InSession, formToken: string | undefined): boolean {
  const given = unmasked(formToken ?? '')
  const own = unmasked(session.formToken)
  return given.length === own.length && timingSafeEqual(given, own)
}

/** Refuses a form that was not made in this session. For pages on which there is nothing typed to lose. */
export function requireOwnForm(session: InSession, request: Request): void {
  if (!madeInSession(session, request.form?.values['form-token'])) {
    throw new Refusal({ code: 'session-mismatch', message: linkTexts.sessionMismatch })
  }
}

/** A machine's request: the link's own token as bearer. Undefined when the request has none. */
export const bearerOf = (request: Request, services: Reading, purpose: WholePurpose): Promise<OpenedLink | undefined> =>
  bearerBy(request, services, purpose, readAll)

/** The same of a link of a unit: no other unit is read. */
export const unitBearerOf = (
  request: Request,
  services: Reading,
  purpose: UnitPurpose,
): Promise<OpenedUnit | undefined> => bearerBy(request, services, purpose, readUnit)

/** Who asks: a machine by the link's own token, or a person in a session. */
export const openedBy = async (
  request: Request,
  services: InSessions,
  purpose: WholePurpose,
): Promise<OpenedLink | OpenedSession> =>
  (await bearerOf(request, services, purpose)) ?? (await sessionOf(request, services, purpose))

/** The same of a link of a unit. */
export const unitOpenedBy = async (
  request: Request,
  services: InSessions,
  purpose: UnitPurpose,
): Promise<OpenedUnit | OpenedUnitSession> =>
  (await unitBearerOf(request, services, purpose)) ?? (await unitSessionOf(request, services, purpose))

async function bearerBy<State extends Spine>(
  request: Request,
  services: Reading,
  purpose: LinkPurpose,
  read: ReadState<State>,
): Promise<Opened<State> | undefined> {
  const sent = request.headers.authorization
  if (sent === undefined) return undefined
  const token = /^bearer +(\S+)$/i.exec(sent)?.[1] ?? ''
  const reading = readToken(token, await services.keys.linkSecrets(), services.clock.now())
  if ('problem' in reading) {
    throw new Refusal(reading.problem === 'link-expired' ? linkProblem('link-expired') : tokenUnknown)
  }
  keepPace(reading.hash, services)
  const holder = await services.store.linkHolder(reading.hash)
  // Of a link for something else only who holds it learns that it is one.
  if (holder && holder.purpose !== purpose && (await openLinkByHash(reading.hash, services)))
    throw new Refusal({ code: 'purpose-refused', message: linkTexts.purposeRefused })
  const link = holder?.purpose === purpose ? await opened(reading.hash, holder, read, services) : undefined
  if (!link) throw new Refusal(tokenUnknown)
  if ((cycleNamed(request.query) ?? link.link.cycle) !== link.link.cycle)
    throw new Refusal({ code: 'cycle-unknown', field: 'cycle', message: doorRefusals.cycleUnclear })
  request.about.test = link.state.opening.test
  if (link.standing !== 'valid') throw new Refusal(linkProblem(link.standing))
  return link
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

const hashOf = (value: string): string => hash('sha256', value)
const formTokenOf = (sessionId: string): Buffer => hash('sha256', `lianbao form ${sessionId}`, 'buffer')

/**
 * Pages are compressed, and the length of a compressed page tells whether something guessed stands in it twice (BREACH). With a
 * new mask before it, the same token is never written the same way again, and there is nothing to guess.
 */
function masked(token: Buffer): string {
  const written = Buffer.alloc(2 * token.length)
  written.set(randomBytes(token.length))
  for (const [i, byte] of token.entries()) written[token.length + i] = byte ^ itemAt(written, i)
  return written.toString('base64url')
}

function unmasked(given: string): Buffer {
  const bytes = Buffer.from(given, 'base64url')
  const half = bytes.length >> 1
  return Buffer.from(bytes.subarray(half).map((byte, i) => byte ^ (bytes[i] ?? 0)))
}
