import { type Duty, duties, dutyKey, linkOfDuty } from '../../shared/cycle/duty.ts'
import type { LinkPurpose } from '../../shared/cycle/facts/link-facts.ts'
import type { OfficeActFact, Person } from '../../shared/cycle/facts.ts'
import { officersOf } from '../../shared/cycle/people.ts'
import { type LoadedCycle, unitState } from '../../shared/cycle/reporting-cycle.ts'
import { beforeNotice } from '../../shared/cycle/unit-due.ts'
import { movedMail } from '../../shared/mail/everybody-mails.ts'
import type { LocalizedText } from '../../shared/report/report-definition.ts'
import { everybodyMails } from '../../shared/words/mails/everybody-mails.ts'
import type { MailServices } from '../services.ts'
import { subjectOf } from './duty-subject.ts'
import { tellPerson, tellWithLink } from './mails.ts'
import { tellEach } from './turn.ts'

type Moved = { what: LocalizedText; from: string; to: string }
type Told = { person: Person; moved: Moved[]; link?: { purpose: LinkPurpose; subject: string } }

/**
 * Whoever owes something by a day that a notice of working days moved hears of both days; the office and who answers for the
 * date, of every step's. What came to be owed since was told with the new date.
 */
export async function tellMoved(loaded: LoadedCycle, act: OfficeActFact, services: MailServices): Promise<void> {
  if (act.act !== 'notice') return
  await tellEach(toldOf(loaded, act), ({ person, moved, link }) => {
    const telling = { duty: { of: 'moved', act: act.id, person: person.id }, person } as const
    const said = { year: act.year, moved, reason: act.reason }
    return link
      ? tellWithLink(loaded, { ...telling, link }, (frame) => movedMail({ ...frame, ...said }), services)
      : tellPerson(loaded, telling, (frame) => movedMail({ ...frame, ...said }), services)
  })
}

function toldOf(loaded: LoadedCycle, act: OfficeActFact & { act: 'notice' }): Iterable<Told> {
  const { state, definition } = loaded
  const told = new Map<string, Told>()
  const tell = (person: Person, moved: Moved[], link?: Told['link']) => {
    const before = told.get(person.id)
    if (before) before.moved.push(...moved)
    else told.set(person.id, { person, moved: [...moved], ...(link && { link }) })
  }
  const dueBefore = new Map(
    duties({ definition, state: beforeNotice(state, act) }).map((duty) => [dutyKey(duty), duty.due]),
  )
  for (const duty of duties(loaded)) {
    const from = dueBefore.get(dutyKey(duty))
    if (from === undefined || from === duty.due || duty.since > act.at) continue
    const moved = [{ what: whatOf(loaded, duty), from, to: duty.due }]
    tell(duty.person, moved, linkOfDuty(duty))
    if (duty.what !== 'submit') continue
    // Who was added types by the same date.
    const unit = unitState(state, duty.unit)
    for (const person of unit?.unit.contacts ?? [])
      if (unit?.added.includes(person.id) && !told.has(person.id)) tell(person, moved, linkOfDuty(duty))
  }
  const steps = act.moved.map(({ milestone, from, to }): Moved => {
    const step = definition.timetable.milestones.find(({ id }) => id === milestone)
    return { what: step?.title ?? { zh: milestone, en: milestone }, from, to }
  })
  if (steps.length === 0) return told.values()
  for (const officer of officersOf(state)) tell(officer, steps, { purpose: 'board', subject: 'office' })
  const { accountable } = state.opening
  if (accountable && !officersOf(state).some(({ id }) => id === accountable.id)) tell(accountable, steps)
  return told.values()
}

function whatOf(loaded: LoadedCycle, duty: Duty): LocalizedText {
  const [subject, what] = [subjectOf(loaded, duty), everybodyMails.owed.what[duty.what]]
  return { zh: `${subject.zh}${what.zh}`, en: `${subject.en}: ${what.en}` }
}
