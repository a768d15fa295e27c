import { createHash } from 'node:crypto'
import { shownMoment } from '../../shared/calendar/shown-date.ts'
import type { Person, SendingFact } from '../../shared/cycle/facts.ts'
import type { CycleState } from '../../shared/cycle/reporting-cycle.ts'
import type { Mail, MailFrame, MailLink } from '../../shared/mail/layout.ts'
import type { ReportDefinition } from '../../shared/report/report-definition.ts'
import { reportName } from '../../shared/report/report-name.ts'
import type { Services } from '../services.ts'
import type { IssuedLink } from './links.ts'

/** What every mail of the cycle says, from its facts and our settings. */
export function mailFrame(
  { settings }: Pick<Services, 'settings'>,
  { opening }: Pick<CycleState, 'opening'>,
  definition: ReportDefinition,
  person: Person,
): MailFrame {
  const language = 'zh'
  return {
    language,
    report: reportName(definition, opening)[language],
    person,
    requester: { name: opening.office[0]?.name ?? settings.sender.name, phone: settings.sender.phone },
    sender: settings.sender.name,
    ...(opening.note && { note: opening.note[language] }),
  }
}

/** A link as a mail of the cycle shows it. */
export const mailLink = (
  { url, code, fact }: IssuedLink,
  { opening }: Pick<CycleState, 'opening'>,
): Omit<MailLink, 'label'> => ({ url, code, until: shownMoment(fact.expires, opening.zone, 'zh') })

export type MailToSend = {
  /** What the mail is owed for, e.g. `invite/<unit>/<person>`: each is sent once. */
  duty: string
  person: Person
  /** Name of the template, for the record. */
  template: string
  mail: Mail
}

type Sending = Pick<Services, 'clock' | 'store' | 'mailer' | 'settings' | 'log'>

/**
 * Sends a mail that is owed, unless it was sent or is being sent. The fact is written after the transport has taken the mail, so
 * a crash in between sends it twice, with the same Message-ID; silence would be worse. A transport's error is thrown: who asked
 * tries again.
 */
export async function sendMail(
  services: Sending,
  state: Pick<CycleState, 'opening' | 'mails'>,
  { duty, person, template, mail }: MailToSend,
): Promise<'sent' | 'stood'> {
  if (state.mails.has(duty)) return 'stood'
  const { cycle } = state.opening
  const at = services.clock.now()
  const sending = await beginSending(cycle, duty, at, services)
  if (!sending) return 'stood'
  const messageId = messageIdOf(cycle, duty, services.settings.sender.address)
  try {
    await services.mailer.send({
      messageId,
      cycle,
      to: { name: person.name, address: person.address },
      ...mail,
      date: at,
    })
  } catch (error) {
    await services.store.record<SendingFact>({ ...sending, failed: true })
    services.log('mail-not-sent', { cycle, duty, template })
    throw error
  }
  await services.store.record({ kind: 'mail', cycle, duty, to: person.id, template, at, messageId })
  services.log('mail-sent', { cycle, duty, template })
  return 'sent'
}

/** Whoever began to send a mail longer ago than this has died over it. A transport gives up earlier. */
const longestSending = 2 * 60_000 // milliseconds

/** The try that is ours; undefined when the mail was sent, or somebody else is sending it. */
async function beginSending(
  cycle: string,
  duty: string,
  at: string,
  { store }: Pick<Services, 'store'>,
): Promise<SendingFact | undefined> {
  const begin = (n: number) => store.record<SendingFact>({ kind: 'sending', cycle, duty, n, at })
  const first = await begin(1)
  if (first.recorded) return first.fact
  if ((await store.factsOf(cycle, 'mail')).some((mail) => mail.duty === duty)) return undefined
  const tries = (await store.factsOf(cycle, 'sending')).filter((each) => each.duty === duty)
  const last = tries.reduce((a, b) => (b.n > a.n ? b : a))
  const failed = tries.some((each) => each.n === last.n && each.failed)
  if (!failed && Date.parse(at) - Date.parse(last.at) < longestSending) return undefined
  const next = await begin(last.n + 1)
  return next.recorded ? next.fact : undefined
}

/** Stable: a mail that goes out twice is one message to a mail program. */
function messageIdOf(cycle: string, duty: string, sender: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([cycle, duty]))
    .digest('hex')
    .slice(0, 32)
  return `${hash}@${sender.slice(sender.lastIndexOf('@') + 1)}`
}
