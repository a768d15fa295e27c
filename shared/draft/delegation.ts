import type { DelegationFact, Person } from '../cycle/facts.ts'
import { newcomersId } from '../cycle/newcomers-id.ts'
import { readAddress } from '../cycle/opening/roster.ts'
import { peopleOf, personAt } from '../cycle/people.ts'
import type { AllUnits } from '../cycle/reporting-cycle.ts'
import { barFromSeat } from '../cycle/who-may-sign.ts'
import type { CompiledDefinition } from '../report/cells.ts'
import type { Problem, ProblemCode } from '../report/errors.ts'
import { isPlainLine, isPlainText, written } from '../report/plain-text.ts'
import type { LocalizedText } from '../report/report-definition.ts'
import { peopleRefusals } from '../words/refusals/people-refusals.ts'
import { barredFromSeat } from '../words/refusals/seat-refusals.ts'
import { signOffRefusals as texts } from '../words/refusals/sign-off-refusals.ts'
import { decisionStands, longestText, type Place, refusal, situationOf } from './sign-off.ts'

export type DelegationForm = { name?: string; address?: string; title?: string; reason?: string; draft?: string }

type Wish = {
  state: AllUnits
  compiled: CompiledDefinition
  place: Place
  form: DelegationForm
  code: Problem | undefined
  now: string
}

/** What becomes of an approver's wish that somebody else decides in their place on this draft. */
export function delegate(wish: Wish): { delegation: DelegationFact } | { problems: Problem[] } {
  const { state, compiled, place, form, now } = wish
  const situation = situationOf(state, compiled, place, now)
  if (situation.is === 'decided') return { problems: [decisionStands(state, situation.decision)] }
  // Who may not sign themselves may still name somebody who may.
  if (situation.is !== 'asked' && situation.is !== 'barred') return { problems: [refusal(situation)] }
  const { round, seat } = situation
  if (seat.holder.id !== place.person) {
    return { problems: [{ code: 'person-refused', message: texts.delegateOnlyHolder }] }
  }
  if (form.draft && form.draft !== round.draft.digest)
    return { problems: [{ code: 'draft-changed', message: texts.draftChanged }] }
  const problems: Problem[] = []
  const add = (code: ProblemCode, field: string, message: LocalizedText) => problems.push({ code, field, message })
  if (!form.draft) add('field-missing', 'draft', texts.draftMissing)
  const to = readDelegate(wish, add)
  const reason = written(form.reason)
  if (!reason) add('reason-missing', 'reason', texts.delegateReason)
  if (!isPlainText(reason)) add('field-malformed', 'reason', peopleRefusals.hidden)
  if (reason.length > longestText) add('text-too-long', 'reason', texts.tooLong(longestText))
  if (wish.code) problems.push(wish.code)
  if (!to || problems.length > 0) return { problems }
  return {
    delegation: {
      kind: 'delegation',
      cycle: state.opening.cycle,
      round: round.round,
      stage: place.stage,
      seat: place.seat,
      to,
      by: place.person,
      ...(place.person !== place.seat && { reassigned: true }),
      reason,
      at: now,
    },
  }
}

type Add = (code: ProblemCode, field: string, message: LocalizedText) => void

/** Who is named. An address of somebody the cycle knows is that person, whatever name was typed beside it. */
function readDelegate({ state, compiled, place, form, now }: Wish, add: Add): Person | undefined {
  const name = written(form.name)
  const title = written(form.title)
  const address = readAddress(form.address ?? '')
  if (!name || name.length > 60) add('field-missing', 'name', texts.delegateName)
  if (!isPlainLine(name)) add('field-malformed', 'name', peopleRefusals.hidden)
  if (!isPlainLine(title)) add('field-malformed', 'title', peopleRefusals.hidden)
  if (title.length > 60) add('text-too-long', 'title', texts.tooLong(60))
  if (!address) {
    add('field-malformed', 'address', texts.delegateAddress)
    return undefined
  }
  const known = personAt(state, address)
  if (known?.id === place.person) {
    add('person-not-distinct', 'address', texts.delegateSelf)
    return undefined
  }
  if (known && name && known.name !== name) {
    add('person-not-distinct', 'address', texts.addressOfAnother(known.name))
    return undefined
  }
  const to: Person = known ?? {
    id: newcomersId(state.opening.cycle, address, peopleOf(state)),
    name,
    address,
    ...(title && { title }),
  }
  const bar = barFromSeat(state, compiled.definition, { ...place, person: to.id }, now)
  if (bar) add('person-not-distinct', 'address', barredFromSeat[bar])
  return to
}

/** Somebody else was named before. */
export const delegationStands = (delegation: DelegationFact): Problem => ({
  code: 'act-refused',
  facts: { to: delegation.to.name },
  message: texts.delegationStands(delegation.to.name),
})
