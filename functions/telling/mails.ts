import { shownMoment } from '../../shared/calendar/civil-date.ts'
import type { LinkFact } from '../../shared/cycle/facts/link-facts.ts'
import type { SendingFact } from '../../shared/cycle/facts/mail-facts.ts'
import { ofTest } from '../../shared/cycle/facts/of-test.ts'
import type { Person } from '../../shared/cycle/facts.ts'
import { linkExpiry } from '../../shared/cycle/links/link-standing.ts'
import { type MailDuty, mailKey, mailOfDuty } from '../../shared/cycle/mail-duty.ts'
import { officersOf } from '../../shared/cycle/people.ts'
import { type CycleState, knownUnit, type Spine } from '../../shared/cycle/reporting-cycle.ts'
import { dueAhead } from '../../shared/cycle/unit/slice-window.ts'
import { provisionalDue, provisionalYear } from '../../shared/cycle/unit-due.ts'
import type { LinkedFrame, Mail, MailFrame } from '../../shared/mail/layout.ts'
import { markedMail } from '../../shared/mail/marked-mail.ts'
import { Refusal } from '../../shared/report/errors.ts'
import type { ReportDefinition } from '../../shared/report/report-definition.ts'
import { reportName, shortReportName } from '../../shared/report/report-name.ts'
import { linkTexts } from '../../shared/words/link-texts.ts'
import type { MailName } from '../../shared/words/mails/mail-names.ts'
import { noticeTexts } from '../../shared/words/notice-texts.ts'
import { testTexts } from '../../shared/words/trial-texts.ts'
import { type MailMessage, MailRefused, type Services } from '../services.ts'
import { type IssuedLink, issueLink, mailedCode } from './links.ts'
import { messageIdOf } from './message-id.ts'
import { MailNotSent, TurnOver } from './turn.ts'

/** What every mail of the cycle says, from its facts and our settings. */
function mailFrame(
  state: Spine,
  definition: ReportDefinition,
  { person, duty, template = mailOfDuty(duty), ...telling }: Telling,
  { settings, clock }: Pick<Services, 'settings' | 'clock'>,
): MailFrame {
  const { opening } = state
  const { language = 'zh' } = person
  const provisional =
    'provisional' in telling
      ? telling.provisional
      : withDates.has(template)
        ? provisionalOf(state, duty, clock.now())
        : undefined
  return {
    language,
    report: reportName(definition, opening)[language],
    short: shortReportName(definition, opening.year, language),
    person,
    requester: { name: officersOf(state)[0]?.name ?? settings.sender.name, phone: settings.sender.phone },
    sender: settings.sender.name,
    zone: opening.zone,
    ...(provisional && { provisional: noticeTexts.mailSays(provisional)[language] }),
    ...(opening.note && { note: opening.note[language] }),
  }
}

/** Mails that say until when. */
const withDates: ReadonlySet<MailName> = new Set([
  'invitation',
  'board-link',
  'confirmation-request',
  'returned-slice',
  'sign-off-request',
  'observer-copy',
  'owed',
  'reminder',
  'escalation',
  'date-moved',
])

/** The year without a notice that the date of the mail rests on; a unit's that is past is in no mail that asks for something. */
function provisionalOf(state: Spine, duty: MailDuty, now: string): string | undefined {
  const unit = 'unit' in duty ? knownUnit(state, String(duty.unit)) : undefined
  if (unit) return dueAhead(state, unit, now) && provisionalDue(state, unit)
  if ('stage' in duty) return provisionalYear(state, String(duty.stage))
  if (duty.of === 'board') return provisionalYear(state, 'submissions')
  return state.opening.provisional?.map((each) => provisionalYear(state, each)).find((year) => year)
}

/**
 * What a mail is owed for, to whom, and what it is called where its duty's table does not say so. `provisional`: the year that its dates
 * rest on, where the duty does not say which dates they are; null where none does. `atOnce`: as of the message.
 */
type Telling = Pick<MailMessage, 'atOnce'> & {
  duty: MailDuty
  person: Person
  template?: MailName
  provisional?: string | null
}
type Mailing = Pick<Services, 'clock' | 'store' | 'mailer' | 'settings' | 'log'>
/** What a mail needs to know of the cycle. */
export type OfCycle = { state: Spine | CycleState; definition: ReportDefinition }

/** Tells a person what a mail is owed for, unless it has gone out. In a turn what was tried in vain before comes last, or is for the timer. */
export async function tellPerson(
  { state, definition }: OfCycle,
  telling: Telling,
  compose: (frame: MailFrame) => Mail | Promise<Mail>,
  services: Mailing,
): Promise<void> {
  if (await hasGone(state, mailKey(telling.duty), services)) return
  const { isOver, putOff } = services.mailer
  if (isOver?.()) throw new TurnOver()
  const send = async (which?: 'untried') =>
    sendMail(state, telling, await compose(mailFrame(state, definition, telling, services)), services, which)
  const tries = await send(putOff && 'untried')
  if (tries === 0) return
  putOff?.({ cycle: state.opening.cycle, tries, send: async () => void (await send()) })
  throw new MailNotSent('it was tried in vain before')
}

/** The same, and whether the mail has gone out now: not where somebody else may be sending it in this moment, or has died over it. */
export async function tellAndSee(...telling: Parameters<typeof tellPerson>): Promise<boolean> {
  await tellPerson(...telling)
  const [{ state }, { duty }, , services] = telling
  const key = mailKey(duty)
  return ('mails' in state && state.mails.has(key)) || isRecorded(state, key, services)
}

/** Whoever has not read all mails asks for the one. */
export const hasGone = async (state: Spine | CycleState, duty: string, services: Pick<Services, 'store'>) =>
  'mails' in state ? state.mails.has(duty) : isRecorded(state, duty, services)

const isRecorded = async ({ opening }: Spine, duty: string, { store }: Pick<Services, 'store'>): Promise<boolean> =>
  (await store.factsOf(opening.cycle, 'mail', duty)).some((mail) => mail.duty === duty)

/** Tells a person with their link for the purpose, or one that was just made. */
export const tellWithLink = (
  { state, definition }: OfCycle,
  telling: Telling & { link: Pick<LinkFact, 'purpose' | 'subject'> | IssuedLink },
  compose: (frame: LinkedFrame) => Mail | Promise<Mail>,
  services: Mailing & Pick<Services, 'keys'>,
): Promise<void> =>
  tellPerson(
    { state, definition },
    telling,
    async (frame) => {
      const { opening } = state
      const wanted = {
        cycle: opening.cycle,
        person: telling.person.id,
        expires: linkExpiry(opening, services.clock.now()),
      }
      const issued =
        'fact' in telling.link ? telling.link : await issueLink(services, { ...telling.link, ...wanted }, state)
      const { url, code, fact } = issued
      const decisionCode = await mailedCode(services, { state, definition }, fact)
      const link = { url, code, until: shownMoment(fact.expires, opening.zone, frame.language) }
      return compose({ ...frame, link, ...(decisionCode && { decisionCode }) })
    },
    services,
  )

/** For who waits before the page for a mail: that it did not leave is said, with what to do. */
export async function sentOrSaid(sending: Promise<void>): Promise<void> {
  try {
    await sending
  } catch (error) {
    if (!(error instanceof MailNotSent)) throw error
    throw new Refusal({ code: 'mail-not-sent', message: linkTexts.mailNotSent })
  }
}

/** The same for who waits before the page for a link, also where somebody else is sending it, or has died over it. */
export async function linkSentOrSaid(...telling: Parameters<typeof tellWithLink>): Promise<void> {
  await sentOrSaid(tellWithLink(...telling))
  const [{ state }, { duty }, , services] = telling
  if (!(await isRecorded(state, mailKey(duty), services)))
    throw new Refusal({ code: 'too-many-requests', message: linkTexts.mailBeingSent })
}

/**
 * Sends a mail that is owed, unless it was sent or is being sent; who is at it may have died over it, so the timer looks again.
 * The fact is written after the transport has taken the mail, so a crash in between sends it twice, with the same Message-ID;
 * silence would be worse. A transport's error is thrown: who asked tries again. A mail that is refused for good has come back: nobody
 * waits for it, and the office is told.
 *
 * @returns how often it was tried in vain, where only an untried one is to be sent and it therefore was not; else 0
 */
async function sendMail(
  state: Spine,
  { duty: owedFor, person, template = mailOfDuty(owedFor), atOnce }: Telling,
  mail: Mail,
  services: Mailing,
  which?: 'untried',
): Promise<number> {
  const duty = mailKey(owedFor)
  const { cycle } = state.opening
  const at = services.clock.now()
  const sending = await beginSending({ cycle, duty, at, ...(which && { which }) }, services)
  if (sending.is === 'sent') return 0
  if (sending.is === 'failed') return sending.tries
  if (sending.is === 'begun') {
    await services.store.lookAgain(cycle, [])
    return 0
  }
  const messageId = messageIdOf(cycle, duty, services.settings.sender.address)
  let refused = false
  try {
    await services.mailer.send({
      messageId,
      cycle,
      duty,
      to: { name: person.name, address: person.address },
      ...(state.opening.test ? markedMail(mail, testTexts) : mail),
      date: at,
      ...(atOnce && { atOnce }),
      since: sending.since,
    })
  } catch (error) {
    refused = error instanceof MailRefused
    if (!refused) {
      await services.store.record<SendingFact>({ ...sending.fact, failed: true })
      services.log('mail-not-sent', { cycle, duty, template, error: codesOf(error) })
      throw new MailNotSent(error)
    }
  }
  // Before the mail, so that no crash in between makes it one that arrived.
  if (refused) await services.store.record({ kind: 'delivery', cycle, duty, event: 'bounced', at })
  await services.store.record({
    kind: 'mail',
    cycle,
    duty,
    to: person.id,
    template,
    at,
    messageId,
    ...ofTest(state.opening),
  })
  if (refused) services.log('mail-bounced', { cycle, duty, event: 'bounced' })
  else services.log('mail-sent', { cycle, duty, template })
  return 0
}

/** What a transport says, by its codes alone (`EAUTH 535`): its sentence may quote the address. */
function codesOf(error: unknown): string {
  const { name, code, responseCode } = error as { name?: unknown; code?: unknown; responseCode?: unknown }
  return [name, code, responseCode].filter((each) => each !== undefined && each !== 'Error').join(' ')
}

/** Whoever began to send a mail longer ago than this has died over it. A transport gives up earlier. */
const longestSending = 2 * 60_000 // milliseconds

/** The try that is ours, with the instant of the first, or the one that somebody else has begun; `failed`: none was begun, for so many were in vain. */
type Sending =
  | { is: 'ours'; fact: SendingFact; since: string }
  | { is: 'begun' }
  | { is: 'failed'; tries: number }
  | { is: 'sent' }

async function beginSending(
  { cycle, duty, at, which }: { cycle: string; duty: string; at: string; which?: 'untried' },
  { store }: Pick<Services, 'store'>,
): Promise<Sending> {
  const begin = async (n: number, since = at): Promise<Sending> => {
    const { recorded, fact } = await store.record<SendingFact>({ kind: 'sending', cycle, duty, n, at })
    return recorded ? { is: 'ours', fact, since } : { is: 'begun' }
  }
  const first = await begin(1)
  if (first.is === 'ours') return first
  if ((await store.factsOf(cycle, 'mail', duty)).some((mail) => mail.duty === duty)) return { is: 'sent' }
  const tries = (await store.factsOf(cycle, 'sending', `${duty}#`)).filter((each) => each.duty === duty)
  const { n, at: begun } = tries.reduce((a, b) => (b.n > a.n ? b : a))
  const failed = tries.some((each) => each.n === n && each.failed)
  if (failed && which) return { is: 'failed', tries: n }
  return failed || Date.parse(at) - Date.parse(begun) >= longestSending
    ? begin(n + 1, tries.find((each) => each.n === 1)?.at)
    : { is: 'begun' }
}
