import { isPlainLine, written } from '../../report/plain-text.ts'
import { peopleRefusals as says } from '../../words/refusals/people-refusals.ts'
import type { Person, Unit } from '../facts.ts'
import { newcomersId } from '../newcomers-id.ts'
import { readAddress } from '../opening/roster.ts'
import { peopleOf, peopleOfUnit, readerOf } from '../people.ts'
import type { ActInput, Say, Typed } from './act-input.ts'

/** As many contacts as a unit may have in the form; more than anybody needs, so that none is dropped by it. */
export const contactRows = 12

/** Contacts and leader of a unit as a form names them: who fills in neither confirms nor signs, and nobody puts themselves in the leader's place. */
export function readPeopleOfUnit(
  { state, typed, person: by }: Pick<ActInput, 'state' | 'typed' | 'person'>,
  unit: Partial<Pick<Unit, 'contacts' | 'leader'>>,
  say: Say,
): Pick<Unit, 'contacts' | 'leader'> {
  const known = peopleOf(state)
  const own = peopleOfUnit({ contacts: [], ...unit })
  // The post of the unit's own people is given anew where it lists them.
  const listed = (prefix: string): Person | undefined => {
    const person = readPerson(typed, prefix, state.opening.cycle, known, say)
    const title = written(typed[`${prefix}title`])
    return person && title && own.some(({ id }) => id === person.id) ? { ...person, title } : person
  }
  const contacts: Person[] = []
  for (let row = 1; row <= contactRows; row += 1) {
    const person = listed(`contacts.${row}.`)
    if (person) {
      if (contacts.some((other) => other.id === person.id))
        say('field-malformed', `contacts.${row}.address`, says.contactTwice)
      contacts.push(person)
      known.push(person)
    }
  }
  const leader = listed('leader.') ?? unit.leader
  if (contacts.length === 0) say('field-missing', 'contacts.1.name', says.noContact)
  if (leader && contacts.some((contact) => contact.id === leader.id)) {
    say('person-not-distinct', 'leader.address', says.leaderFills)
  }
  if (leader?.id === by && leader.id !== unit.leader?.id) say('person-not-distinct', 'leader.address', says.leaderSelf)
  const approvers = state.opening.route.flatMap((route) => route.approvers)
  for (const contact of contacts.filter((c) => approvers.some((a) => a.id === c.id))) {
    say('person-not-distinct', 'contacts', says.signsToo(contact.name))
  }
  return { contacts, ...(leader && { leader }) }
}

/** A name and an address in two fields. Undefined, and nothing said, when both are empty. */
export function readPerson(typed: Typed, prefix: string, cycle: string, known: Person[], say: Say): Person | undefined {
  const name = written(typed[`${prefix}name`])
  const given = (typed[`${prefix}address`] ?? '').trim()
  const title = written(typed[`${prefix}title`])
  if (name === '' && given === '') return undefined
  const address = readAddress(given)
  if (!isPlainLine(name)) say('field-malformed', `${prefix}name`, says.hidden)
  if (!isPlainLine(title)) say('field-malformed', `${prefix}title`, says.hidden)
  if (name === '' || name.length > 60) say('field-missing', `${prefix}name`, says.nameMissing)
  if (!address) {
    say('field-malformed', `${prefix}address`, says.address)
    return undefined
  }
  const there = readerOf(address, known)
  if (there && name !== '' && there.name !== name) {
    say('field-malformed', `${prefix}address`, says.sharedAddress(there.name))
  }
  // Whom the cycle knows stays who they are, whoever names them.
  if (there) return there
  return { id: newcomersId(cycle, address, known), name, address, ...(title && { title }) }
}
