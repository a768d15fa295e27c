import type { Language } from '../report/report-definition.ts'
import type {
  ColleagueFact,
  ConsentFact,
  DelegationFact,
  OfficeActFact,
  Opening,
  Person,
  ProposalFact,
  SubstitutionFact,
  Unit,
} from './facts.ts'

/** Where people are named: the opening, acts of the office, rounds, and leads who add colleagues. A folded cycle is one. */
type NamingPeople = {
  opening: Opening
  acts: readonly OfficeActFact[]
  colleagues: readonly ColleagueFact[]
  rounds: readonly { delegations: readonly DelegationFact[]; substitutions: readonly SubstitutionFact[] }[]
  proposals?: readonly (ProposalFact & { consent?: ConsentFact })[]
  /** Corrections that were given up: whom their rounds named is known still, and had no part in what is public. */
  abandoned?: readonly Pick<NamingPeople, 'rounds'>[]
}

/**
 * Everybody the cycle names, once each, as they are now: roster, route, office and accountable, whom acts put in their place,
 * delegates, substitutes, and whom a proposal names. Who was known before a round named them stays who they were; whom an act names again is as it says.
 */
export const peopleOf = (cycle: NamingPeople): Person[] => [...peopleById(cycle).values()]

/** Looked for once a cycle as it was read: a board names a hundred people, one by one. */
const named = new WeakMap<NamingPeople, ReadonlyMap<string, Person>>()

function peopleById(cycle: NamingPeople): ReadonlyMap<string, Person> {
  const known = named.get(cycle)
  if (known) return known
  const people = byId(
    proposed(cycle),
    standIns(cycle.opening),
    (cycle.abandoned ?? []).flatMap(({ rounds }) => deputies(rounds)),
    ...taking(cycle),
  )
  named.set(cycle, people)
  return people
}

/** Everybody who had a part in the report, whoever replaced them: all but the substitutes who were never asked. */
export const partakers = (cycle: NamingPeople): Person[] => [...byId(...taking(cycle)).values()]

/** Who works at the office now: as the cycle was opened, but for those whom an act replaced or let go. */
export const officersOf = ({ opening, acts }: Pick<NamingPeople, 'opening' | 'acts'>): Person[] =>
  acts.reduce<Person[]>((office, act) => {
    if (act.act !== 'officer') return office
    return office.flatMap((person) => (person.id !== act.person ? [person] : act.to ? [act.to] : []))
  }, opening.office)

export const personIn = (cycle: NamingPeople, id: string): Person | undefined => peopleById(cycle).get(id)

/** One mailbox is one person. */
export const personAt = (cycle: NamingPeople, address: string): Person | undefined => readerOf(address, peopleOf(cycle))

/**
 * Who of these people reads what is mailed to the address: what stands behind a `+` goes to the same mailbox, so nobody is named as
 * a second person by it. Only whom a cycle was opened with under several such addresses, as one person tries it out, are several.
 */
export const readerOf = (address: string, people: readonly Person[]): Person | undefined =>
  people.find((person) => person.address.toLowerCase() === address.toLowerCase()) ??
  people.find((person) => mailboxOf(person.address) === mailboxOf(address))

/** What is one mailbox however it is written. */
export const mailboxOf = (address: string): string => address.toLowerCase().replace(/^(.[^+@]*)\+[^@]*@/, '$1@')

/** The first id of its row that nobody has. */
export function freeId(nth: (n: number) => string, isTaken: (id: string) => boolean): string {
  let n = 1
  while (isTaken(nth(n))) n += 1
  return nth(n)
}

/** How a person is called, everywhere: 副市长孙丽华, 孙丽华 (副市长). */
export const called = ({ name, title }: { name: string; title?: string | undefined }, language: Language): string =>
  title ? { zh: `${title}${name}`, en: `${name} (${title})` }[language] : name

/** How the person with the id is called; the id itself where a fact names nobody the cycle knows. */
export function nameIn(cycle: NamingPeople, id: string, language: Language): string {
  const person = personIn(cycle, id)
  return person ? called(person, language) : id
}

export const peopleOfUnit = ({ contacts, leader }: Pick<Unit, 'contacts' | 'leader'>): Person[] => [
  ...contacts,
  ...(leader ? [leader] : []),
]

const proposed = ({ proposals = [] }: NamingPeople): Person[] =>
  proposals.flatMap(({ act, consent }) => (consent?.choice !== 'decline' && 'to' in act && act.to ? [act.to] : []))

const standIns = ({ route }: Opening): Person[] => route.flatMap(({ substitutes }) => Object.values(substitutes ?? {}))

const deputies = (rounds: NamingPeople['rounds']): Person[] =>
  rounds.flatMap(({ delegations, substitutions }) => [...delegations, ...substitutions].map(({ to }) => to))

const taking = ({ opening, acts, colleagues, rounds }: NamingPeople): (readonly Person[])[] => [
  deputies(rounds),
  ...opening.units.flatMap(({ contacts, leader }) => (leader ? [contacts, [leader]] : [contacts])),
  colleagues.flatMap((fact) => ('add' in fact ? [fact.add] : [])),
  ...opening.route.flatMap(({ approvers, observers }) => [approvers, observers ?? []]),
  opening.office,
  opening.accountable ? [opening.accountable] : [],
  acts.flatMap((act) =>
    act.act === 'contacts' ? peopleOfUnit(act) : act.act === 'reassign' || act.act === 'leader' ? [act.to] : [],
  ),
  acts.flatMap((act) => (act.act === 'officer' && act.to ? [act.to] : [])),
]

/** The last of those with the same id. */
function byId(...lists: (readonly Person[])[]): Map<string, Person> {
  const people = new Map<string, Person>()
  for (const list of lists) for (const person of list) people.set(person.id, person)
  return people
}
