import { linkExpiry } from '../../shared/cycle/link-standing.ts'
import { nameIn } from '../../shared/cycle/people.ts'
import { type CycleState, type UnitState, unitStanding } from '../../shared/cycle/reporting-cycle.ts'
import { dueAhead } from '../../shared/cycle/slice-window.ts'
import { receiptNumber } from '../../shared/draft/submission.ts'
import { confirmationRequestMail } from '../../shared/mail/confirmation-request.ts'
import { receiptMail } from '../../shared/mail/receipt.ts'
import { returnedSliceMail } from '../../shared/mail/returned-slice.ts'
import type { ReportDefinition } from '../../shared/report/report-definition.ts'
import type { Services } from '../services.ts'
import { issueLink, mailedCode } from './links.ts'
import { mailFrame, mailLink, sendMail } from './mails.ts'

type MailServices = Pick<Services, 'clock' | 'store' | 'keys' | 'mailer' | 'settings' | 'log'>

/** Asks the unit's leader to confirm the newest revision, where it waits for that. Once a revision; calling it again repairs what was missed. */
export async function requestConfirmation(
  services: MailServices,
  state: CycleState,
  definition: ReportDefinition,
  unit: UnitState,
): Promise<void> {
  const newest = unit.submissions.at(-1)
  const { leader } = unit.unit
  if (!newest || !leader || unitStanding(unit, definition) !== 'unconfirmed') return
  const duty = `confirm/${unit.unit.id}/${newest.revision}/${leader.id}`
  if (state.mails.has(duty)) return
  const link = await issueLink(services, {
    cycle: state.opening.cycle,
    purpose: 'confirmation',
    subject: unit.unit.id,
    person: leader.id,
    expires: linkExpiry(state.opening, services.clock.now()),
  })
  const due = dueAhead(state, unit, services.clock.now())
  const mail = confirmationRequestMail({
    ...mailFrame(services, state, definition, leader),
    unit: unit.unit.name,
    ...(due && { due }),
    submitter: nameIn(state, newest.by, 'zh'),
    revision: newest.revision,
    at: newest.at,
    zone: state.opening.zone,
    digest: newest.digest,
    link: mailLink(link, state),
    decisionCode: (await mailedCode(services, { state, definition }, link.fact))!,
  })
  await sendMail(services, state, { duty, person: leader, template: 'confirmation-request', mail })
}

/** The receipt of the newest revision, to whom sent it. */
export async function sendReceipt(
  services: MailServices,
  state: CycleState,
  definition: ReportDefinition,
  unit: UnitState,
): Promise<void> {
  const newest = unit.submissions.at(-1)
  const person = unit.unit.contacts.find((contact) => contact.id === newest?.by)
  if (!newest || !person) return
  const duty = `receipt/${unit.unit.id}/${newest.revision}/${person.id}`
  const waits = unitStanding(unit, definition) === 'unconfirmed'
  const mail = receiptMail({
    ...mailFrame(services, state, definition, person),
    unit: unit.unit.name,
    number: receiptNumber(state.opening.cycle, unit.unit.id, newest.revision),
    at: newest.at,
    zone: state.opening.zone,
    digest: newest.digest,
    ...(waits && unit.unit.leader && { leader: unit.unit.leader.name }),
  })
  await sendMail(services, state, { duty, person, template: 'receipt', mail })
}

/** Tells the unit's contacts that their leader, or the office that clears reports, sent the newest revision back, each once. */
export async function tellReturn(
  services: MailServices,
  state: CycleState,
  definition: ReportDefinition,
  unit: UnitState,
): Promise<void> {
  const returned = unit.returns.at(-1)
  if (!returned || returned.by === 'check' || returned.round > 0 || unitStanding(unit, definition) !== 'returned')
    return
  const due = dueAhead(state, unit, services.clock.now())
  const who = returned.by === 'leader' ? 'leader' : 'office'
  for (const person of unit.unit.contacts) {
    const duty = `returned/${unit.unit.id}/${who}/${returned.revision}/${person.id}`
    if (state.mails.has(duty)) continue
    const link = await issueLink(services, {
      cycle: state.opening.cycle,
      purpose: 'slice',
      subject: unit.unit.id,
      person: person.id,
      expires: linkExpiry(state.opening, services.clock.now()),
    })
    const mail = returnedSliceMail({
      ...mailFrame(services, state, definition, person),
      unit: unit.unit.name,
      by: returned.by === 'leader' ? (unit.unit.leader?.name ?? '') : returned.by.name,
      reasons: returned.reasons.map(({ text }) => ({ text })),
      ...(due && { due }),
      link: mailLink(link, state),
    })
    await sendMail(services, state, { duty, person, template: 'returned-slice', mail })
  }
}
