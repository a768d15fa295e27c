import { civilDate, daysBetween } from '../../shared/calendar/civil-date.ts'
import type { LinkPurpose, Person } from '../../shared/cycle/facts.ts'
import { linkExpiry } from '../../shared/cycle/link-standing.ts'
import type { LoadedCycle } from '../../shared/cycle/loaded-cycle.ts'
import {
  type CycleState,
  currentRound,
  type Duty,
  duties,
  returnOf,
  unitState,
} from '../../shared/cycle/reporting-cycle.ts'
import { sliceWindow } from '../../shared/cycle/slice-window.ts'
import { owedMail } from '../../shared/mail/owed.ts'
import type { LocalizedText } from '../../shared/report/report-definition.ts'
import type { Services } from '../services.ts'
import { inviteContact } from '../workflow/invite-units.ts'
import { returnSlices } from '../workflow/return-slices.ts'
import { issueLink, mailedCode } from './links.ts'
import { mailFrame, mailLink, sendMail } from './mails.ts'
import { askDeciders, tellOvertaken } from './sign-off-mails.ts'
import { requestConfirmation, sendReceipt, tellReturn } from './unit-mails.ts'

type Telling = Pick<Services, 'clock' | 'store' | 'files' | 'keys' | 'mailer' | 'settings' | 'log'>

/** One mail for everything a person owes; its link leads to the most urgent. */
export async function tellOwed(
  loaded: LoadedCycle,
  told: { duty: string; person: Person; duties: Duty[]; first?: boolean },
  services: Telling,
): Promise<void> {
  const { state, definition } = loaded
  const { opening } = state
  const now = services.clock.now()
  const today = civilDate(now, opening.zone)
  const owed = told.duties.toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
  const [urgent] = owed
  if (!urgent || state.mails.has(told.duty)) return
  const link = await issueLink(services, {
    cycle: opening.cycle,
    ...linkFor(urgent),
    person: told.person.id,
    expires: linkExpiry(opening, now),
  })
  const code = await mailedCode(services, loaded, link.fact)
  const unit = urgent.what === 'submit' ? unitState(state, urgent.unit!) : undefined
  await sendMail(services, state, {
    duty: told.duty,
    person: told.person,
    template: told.first ? 'owed' : 'reminder',
    mail: owedMail({
      ...mailFrame(services, state, definition, told.person),
      owed: owed.map((duty) => ({
        what: duty.what,
        subject: subjectOf(loaded, duty),
        due: duty.due,
        daysLeft: daysBetween(today, duty.due),
      })),
      link: mailLink(link, state),
      ...(code && { decisionCode: code }),
      ...(told.first && { first: true }),
      ...(unit && !sliceWindow(state, definition, unit, now).open && { locked: true }),
    }),
  })
}

/**
 * Tells everybody who owes something and was never told: a contact or an approver who was just named, or a mail that a crash
 * swallowed. `before`: an instant; what is owed only since then is left to whoever is telling it right now. Answers with how
 * many were told, and how many could not be.
 */
export async function tellUntold(
  loaded: LoadedCycle,
  before: string,
  services: Telling,
): Promise<{ told: number; unsent: number }> {
  const { state, definition } = loaded
  const untold = duties(state, definition).filter((duty) => duty.since < before && !isTold(state, duty))
  let unsent = 0
  const attempt = async (telling: Promise<unknown>) => {
    // One address that does not work must not keep the others from their mail; it is tried again at the next run.
    await telling.catch(() => {
      unsent += 1
    })
  }
  // Each is told by whoever would have told them, with the same mail: should that one come to it after all, it stands already.
  for (const duty of untold) {
    const unit = duty.unit === undefined ? undefined : unitState(state, duty.unit)
    const why = mailFor(state, duty)
    if (why.startsWith('invite/')) await attempt(inviteContact(loaded, unit!, duty.person, services))
    else if (why.startsWith('confirm/')) await attempt(requestConfirmation(services, state, definition, unit!))
    else if (why.startsWith('returned/')) await attempt(tellReturn(services, state, definition, unit!))
    else if (why.startsWith('told/')) {
      await attempt(tellOwed(loaded, { duty: why, person: duty.person, duties: [duty], first: true }, services))
    }
  }
  if (untold.some(({ what }) => what === 'decide')) await attempt(askDeciders(loaded, services))
  const round = currentRound(state)
  const returned = round && returnOf(round)
  const returnedAt = returned && (returned.by === 'check' ? round.check!.at : returned.by.at)
  if (returnedAt && returnedAt < before) await attempt(returnSlices({ cycle: state.opening.cycle }, services))
  if (round?.requests.some(({ at }) => at < before)) await attempt(tellOvertaken(loaded, services))
  for (const unit of state.units) {
    const newest = unit.submissions.at(-1)
    if (newest && newest.channel !== 'office' && newest.at < before) {
      await attempt(sendReceipt(services, state, definition, unit))
    }
  }
  return { told: untold.length - unsent, unsent }
}

const isTold = (state: CycleState, duty: Duty): boolean =>
  state.mails.has(mailFor(state, duty)) || state.mails.has(`told/${duty.key}`)

/** The mail that first tells of a duty. */
function mailFor(state: CycleState, duty: Duty): string {
  const { person } = duty
  if (duty.what === 'decide') return `request/${duty.round}/${duty.stage}/${duty.seat}/${person.id}`
  if (duty.what === 'justify') return `told/${duty.key}`
  const unit = unitState(state, duty.unit!)!
  if (duty.what === 'confirm') return `confirm/${duty.unit}/${unit.submissions.at(-1)!.revision}/${person.id}`
  const returned = unit.returns.at(-1)
  if (!returned) return `invite/${duty.unit}/${person.id}`
  if (returned.by === 'leader') return `returned/${duty.unit}/leader/${returned.revision}/${person.id}`
  // Of an earlier round's return a new contact hears from us; of this round's, with the others, with all the reasons.
  const isCurrent = returned.round === currentRound(state)?.round
  return isCurrent ? `return/${returned.round}/${duty.unit}/${person.id}` : `told/${duty.key}`
}

function linkFor(duty: Duty): { purpose: LinkPurpose; subject: string } {
  switch (duty.what) {
    case 'submit':
      return { purpose: 'slice', subject: duty.unit! }
    case 'confirm':
      return { purpose: 'confirmation', subject: duty.unit! }
    case 'decide':
      return { purpose: 'sign-off', subject: `${duty.stage}/${duty.seat}` }
    case 'justify':
      return { purpose: 'board', subject: 'office' }
  }
}

function subjectOf({ state, definition }: LoadedCycle, duty: Duty): LocalizedText {
  if (duty.unit) return unitState(state, duty.unit)!.unit.name
  return definition.signOff.stages.find((stage) => stage.id === duty.stage)?.title ?? { zh: '汇总稿', en: 'The draft' }
}
