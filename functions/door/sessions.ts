import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { LinkFact, LinkPurpose, Person, Session } from '../../shared/cycle/facts.ts'
import { decisionAbout, linkStanding } from '../../shared/cycle/link-standing.ts'
import { personIn } from '../../shared/cycle/people.ts'
import { type CycleState, foldCycle } from '../../shared/cycle/reporting-cycle.ts'
import { isDecisionCode, readToken } from '../../shared/cycle/signed-link.ts'
import { type CompiledDefinition, compileDefinition } from '../../shared/report/cells.ts'
import { type Problem, Refusal } from '../../shared/report/errors.ts'
import type { ReportDefinition } from '../../shared/report/report-definition.ts'
import { linkProblem, linkTexts } from '../../shared/words/texts-links.ts'
import { definitionOf } from '../kept/definitions.ts'
import type { Services } from '../services.ts'
import type { Request } from './handler.ts'

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

/** Hours a session lasts at most, however busy. */
const sessionHours = 8
const wrongCodesAllowed = 5

/** Where a link leads once it is open. */
export const pageOf: Record<LinkPurpose, string> = {
  slice: '/slice',
  confirmation: '/confirmation',
  'sign-off': '/sign-off',
  board: '/board',
}

/** The link as it stands, found by the hash of its id or paste code; undefined for one nobody may use or learn about. */
export async function openLinkByHash(
  hash: string,
  services: Pick<Services, 'clock' | 'store' | 'files'>,
): Promise<(OpenedLink & { standing: 'valid' | 'link-expired' | 'link-superseded' }) | undefined> {
  const link = await services.store.link(hash)
  if (!link) return undefined
  const state = foldCycle(await services.store.facts(link.cycle))
  if (!state) return undefined
  const definition = await definitionOf(state.opening, services)
  const standing = linkStanding(state, definition, link, services.clock.now())
  const person = personIn(state, link.person)
  if (standing === 'link-unknown' || !person) return undefined
  return { link, person, state, definition, compiled: compileDefinition(definition), standing }
}

/** Opens a session for a valid link: the cookie to set. Each browser and each opening has a session of its own. */
export async function openSession(
  link: LinkFact,
  services: Pick<Services, 'clock' | 'store' | 'settings'>,
): Promise<{ cookie: string }> {
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
    wrongCodes: 0,
  })
  const secure = services.settings.baseUrl.startsWith('https:') ? '; Secure' : ''
  return {
    cookie: `${cookieName(purpose, services)}=${id}; Path=/; Max-Age=${sessionHours * 3600}; HttpOnly; SameSite=Lax${secure}`,
  }
}

/** The session of a request, as long as its link is still valid; throws a Refusal otherwise. */
export async function sessionOf(
  request: Request,
  services: Pick<Services, 'clock' | 'store' | 'files' | 'settings'>,
  purpose: LinkPurpose,
): Promise<OpenedSession> {
  const id = request.cookies[cookieName(purpose, services)]
  const session = id && id.length <= 64 ? await services.store.session(hashOf(id)) : undefined
  if (!id || !session || session.purpose !== purpose || session.expires <= services.clock.now()) {
    throw new Refusal({ code: 'session-missing', message: linkTexts.sessionMissing })
  }
  const opened = await openLinkByHash(session.link, services)
  if (!opened) throw new Refusal(linkProblem('link-unknown'))
  if (opened.standing !== 'valid') throw new Refusal(linkProblem(opened.standing))
  return { ...opened, session, formToken: masked(formTokenOf(id)) }
}

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
    throw new Refusal(linkProblem(reading.problem === 'link-expired' ? 'link-expired' : 'link-unknown'))
  }
  const opened = await openLinkByHash(reading.hash, services)
  if (!opened) throw new Refusal(linkProblem('link-unknown'))
  if (opened.link.purpose !== purpose) throw new Refusal({ code: 'purpose-refused', message: linkTexts.purposeRefused })
  if (opened.standing !== 'valid') throw new Refusal(linkProblem(opened.standing))
  return opened
}

/** What is wrong with the six digits typed for a decision, if anything. A wrong code is counted; five lock the session. */
export async function typedCodeProblem(
  typed: string | undefined,
  { session, link, state }: Pick<OpenedSession, 'session' | 'link' | 'state'>,
  services: Pick<Services, 'store' | 'keys'>,
): Promise<Problem | undefined> {
  const locked: Problem = { code: 'code-locked', field: 'code', message: linkTexts.codeLocked }
  if (session.wrongCodes >= wrongCodesAllowed) return locked
  if (!typed?.trim()) return { code: 'code-missing', field: 'code', message: linkTexts.codeMissing }
  const about = decisionAbout(state, link)
  if (about && isDecisionCode(typed, await services.keys.linkSecrets(), link, about)) return undefined
  const wrong = await services.store.countWrongCode(session.hash)
  if (wrong >= wrongCodesAllowed) return locked
  return { code: 'code-wrong', field: 'code', facts: { left: wrongCodesAllowed - wrong }, message: linkTexts.codeWrong }
}

/** `__Host-` ties the cookie to this host, and browsers take it over https only. */
function cookieName(purpose: LinkPurpose, { settings }: Pick<Services, 'settings'>): string {
  return `${settings.baseUrl.startsWith('https:') ? '__Host-' : ''}lianbao-${purpose}`
}

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
