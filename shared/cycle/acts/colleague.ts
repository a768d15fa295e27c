import type { Problem } from '../../report/errors.ts'
import type { ReportDefinition } from '../../report/report-definition.ts'
import { peopleRefusals as says } from '../../words/refusals/people-refusals.ts'
import type { ColleagueFact, Person } from '../facts.ts'
import { peopleOf } from '../people.ts'
import { actsRecorded, type UnitCycle, type UnitState } from '../reporting-cycle.ts'
import { seatsOf } from '../stage-standing.ts'
import { mayStillOwe } from '../unit-report.ts'
import { formId, type Say, type Typed } from './act-input.ts'
import { contactRows, readPerson } from './unit-people.ts'

/** Each new one is a mail to an address that the lead types: more than a unit has people, fewer than a nuisance. */
const mostChanges = 40

/** Whether the person leads the unit's slice: the first of its people, whom the office named. */
export const isLead = ({ own }: UnitCycle, person: string): boolean => own.unit.contacts[0]?.id === person

/** The lead, for whom the lead has added: they type, and neither submit nor take back what was submitted. */
export const leadFor = ({ unit, added }: UnitState, person: string): Person | undefined =>
  added.includes(person) ? unit.contacts[0] : undefined

/** The lead adds a colleague by name and address, or takes one off whom the lead had added; everything that is wrong, at once. */
export function readColleague(
  state: UnitCycle,
  typed: Typed,
  { definition, now, person }: { definition: ReportDefinition; now: string; person: string },
): { colleague: ColleagueFact } | { problems: Problem[] } {
  const { own, opening } = state
  const made = state.colleagues.filter(({ unit }) => unit === own.unit.id)
  const id = formId(typed, made.length)
  const stands = made.find((fact) => fact.id === id)
  if (stands) return { colleague: stands }
  const problems: Problem[] = []
  const say: Say = (code, field, message) => problems.push({ code, ...(field && { field }), message })
  if (!isLead(state, person)) say('person-refused', 'person', says.leadOnly)
  if (!mayStillOwe(state, definition, own)) say('cycle-closed', 'person', says.over)
  const about = {
    ...({ kind: 'colleague', cycle: opening.cycle, unit: own.unit.id, id, at: now, by: person } as const),
    n: made.length + 1,
    acts: actsRecorded(state),
  }
  if (typed.remove !== undefined) {
    // A program that presses every button ticks nothing.
    if (typed.sure !== 'yes') say('choice-missing', 'sure', says.removeSure)
    if (!own.added.includes(typed.remove)) say('person-refused', 'remove', says.notAdded)
    return problems.length > 0 ? { problems } : { colleague: { ...about, remove: typed.remove } }
  }
  const add = readPerson(typed, '', opening.cycle, peopleOf(state), say)
  if (!add && problems.every(({ field }) => field === 'person')) say('field-missing', 'name', says.nameMissing)
  if (add && own.unit.contacts.some((contact) => contact.id === add.id))
    say('field-malformed', 'address', says.contactTwice)
  if (add && own.unit.leader?.id === add.id) say('person-not-distinct', 'address', says.leaderFills)
  if (add && seatsOf(state).some((seat) => seat.person === add.id))
    say('person-not-distinct', 'address', says.signsToo(add.name))
  if (made.length >= mostChanges) say('act-refused', 'name', says.tooOften)
  if (own.unit.contacts.length >= contactRows) say('act-refused', 'name', says.tooMany(contactRows))
  return !add || problems.length > 0 ? { problems } : { colleague: { ...about, add } }
}
