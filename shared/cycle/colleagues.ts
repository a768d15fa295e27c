import type { ColleagueFact, OfficeActFact, Person, SubmissionFact, Unit } from './facts.ts'

/** What makes the list of a unit's people: what the office did with it, and whom its lead added. */
type OfUnit = { acts: readonly OfficeActFact[]; colleagues: readonly ColleagueFact[] }

/**
 * Who fills in for a unit: as the roster or the office's newest list names them, then whom the lead has added since. `added`: ids of
 * those; they type, and the others submit.
 *
 * @param before the number of an act: as it was then
 */
export function fillersOf(
  { id, contacts: named }: Pick<Unit, 'id' | 'contacts'>,
  { acts, colleagues }: OfUnit,
  before = Number.POSITIVE_INFINITY,
): { contacts: Person[]; added: string[] } {
  const listed = acts.findLast((act) => act.act === 'contacts' && act.unit === id && act.n < before)
  const contacts = listed?.act === 'contacts' ? listed.contacts : named
  const added = new Map<string, Person>()
  for (const fact of colleagues.toSorted((a, b) => a.n - b.n)) {
    if (fact.unit !== id || fact.acts < (listed?.n ?? 0) || fact.acts >= before) continue
    if ('remove' in fact) added.delete(fact.remove)
    else if (!contacts.some((contact) => contact.id === fact.add.id)) added.set(fact.add.id, fact.add)
  }
  return { contacts: [...contacts, ...added.values()], added: [...added.keys()] }
}

/** Who leads the unit, and confirms its slice where the definition asks for it. */
export function leaderOf(
  { id, leader: named }: Pick<Unit, 'id' | 'leader'>,
  acts: readonly OfficeActFact[],
  before = Number.POSITIVE_INFINITY,
): Person | undefined {
  const isOfUnit = (act: OfficeActFact) =>
    (act.act === 'leader' || act.act === 'contacts') && act.unit === id && act.n < before
  const act = acts.findLast(isOfUnit)
  return (act?.act === 'leader' ? act.to : act?.act === 'contacts' ? act.leader : undefined) ?? named
}

/** Who sent or typed in the revision or one before it: what was typed for an earlier one is in this one still. */
export const filledIn = (submissions: readonly SubmissionFact[], revision: number): string[] =>
  submissions.filter((fact) => fact.revision <= revision).flatMap(({ by, typists = [] }) => [by, ...typists])

export const hasFilledIn = (submissions: readonly SubmissionFact[], person: string, revision: number): boolean =>
  filledIn(submissions, revision).includes(person)
