import type { Typed } from '../../shared/cycle/acts/act-input.ts'
import { officersOf } from '../../shared/cycle/people.ts'
import { Refusal } from '../../shared/report/errors.ts'
import { cycleRefusals } from '../../shared/words/refusals/cycle-refusals.ts'
import { loadCycle } from '../kept/load-cycle.ts'
import { type Acting, actForOffice, linkByOffice, mailLinkByOffice } from '../telling/office-acts.ts'

/** What a command may say of an act. */
export type ActDone =
  | { link: { url: string; code: string } }
  | { mailedTo: string }
  | { proposal: { n: number; until: string } }
  | { done: 'recorded' | 'stood'; id: string; at: string }

/** `lianbao act`: an act of the office by the fields of the board's forms; `by` names who of the office, the first without it. */
export async function actForOperator(
  { cycle, by, typed }: { cycle: string; by?: string; typed: Typed },
  services: Acting,
): Promise<ActDone> {
  const loaded = await loadCycle(String(cycle), services)
  const officers = officersOf(loaded.state)
  const person = by === undefined ? officers[0] : officers.find(({ id }) => id === by)
  if (!person) throw new Refusal(unknownOfficer(officers.map(({ id }) => id).join(', ')))
  const answer = await actForOffice(loaded, textsOf(typed), person.id, services, { byCommand: true })
  if ('problems' in answer) throw new Refusal(answer.problems)
  if ('link' in answer) {
    if (answer.mailed) {
      await mailLinkByOffice(loaded, answer.link, person.id, services)
      return { mailedTo: answer.link.person }
    }
    const { url, code } = await linkByOffice(loaded.state, answer.link, person.id, services)
    return { link: { url, code } }
  }
  if ('proposal' in answer) return { proposal: { n: answer.proposal.n, until: answer.proposal.until } }
  const { id, at } = 'act' in answer ? answer.act : answer.stands
  return { done: 'act' in answer ? 'recorded' : 'stood', id, at }
}

/** Whoever invokes a function by hand may send anything; an act is made of texts. */
const textsOf = (typed: unknown): Typed =>
  Object.fromEntries(
    Object.entries(typed ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )

const unknownOfficer = (officers: string) => ({
  code: 'field-unknown' as const,
  field: 'by',
  message: cycleRefusals.noOfficer(officers),
})
