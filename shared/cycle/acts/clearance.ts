import { digestOfValue } from '../../report/bytes/digest.ts'
import type { CompiledDefinition } from '../../report/cells.ts'
import type { Problem, ProblemCode } from '../../report/errors.ts'
import { isPlainText, written } from '../../report/plain-text.ts'
import type { LocalizedText, ReportDefinition } from '../../report/report-definition.ts'
import { clearanceRefusals as says } from '../../words/refusals/clearance-refusals.ts'
import { peopleRefusals } from '../../words/refusals/people-refusals.ts'
import { hasFilledIn } from '../colleagues.ts'
import type { ReturnReason } from '../facts/draft-facts.ts'
import { ofTest } from '../facts/of-test.ts'
import type { ClearanceFact, RecallFact, SubmissionFact } from '../facts.ts'
import { linkMakersOf } from '../hand-in-draft.ts'
import { type AllUnits, currentRound, isClosed, returnOf, type UnitState, unitState } from '../reporting-cycle.ts'
import { unitReportStanding } from '../unit-report.ts'

/** The fields of the clearance form, by name; `clear:<unit>` is `<revision>:<digest>` of what was seen. */
export type TypedClearance = Readonly<Record<string, string | undefined>>

export type ClearanceAnswer = { facts: (ClearanceFact | RecallFact)[] } | { problems: Problem[] }

const longestReason = 1_000 // characters
/** As many places as can be named in one return. */
export const reasonRows = 3

/**
 * What becomes of a clearance by somebody at the office: facts for the units that were ticked, or for the one that is sent back, or
 * everything that is wrong. What was seen is named by its digest, so nothing is cleared unseen.
 */
export function decideClearance(
  { state, compiled }: { state: AllUnits; compiled: CompiledDefinition },
  typed: TypedClearance,
  person: string,
  now: string,
): ClearanceAnswer {
  const problems: Problem[] = []
  const { choice } = typed
  if (choice !== 'clear' && choice !== 'return')
    return { problems: [{ code: 'choice-missing', field: 'choice', message: says.choice }] }
  const seen = seenIn(typed, choice)
  if (seen.length === 0) problems.push({ code: 'field-missing', field: 'unit', message: says.none })
  const reasons = choice === 'return' ? reasonsOf(typed, seen[0]?.unit ?? '', compiled, problems) : []
  const facts = seen.flatMap(({ unit: id, revision, digest }): (ClearanceFact | RecallFact)[] => {
    const unit = unitState(state, id)
    const newest = unit?.submissions.at(-1)
    if (!unit || !newest) {
      problems.push({ code: 'unit-unknown', field: id.slice(0, 100), message: says.unknown })
      return []
    }
    if (String(newest.revision) !== revision || newest.digest !== digest) {
      problems.push({ code: 'slice-changed', field: id, message: says.changed(unit.unit.name) })
      return []
    }
    const refused = refusalOf(state, compiled.definition, unit, choice)
    if (refused) problems.push({ code: 'act-refused', field: id, message: refused(unit.unit.name) })
    const bar = barFromClearing(unit, newest, person, choice)
    if (bar) problems.push({ code: 'person-not-distinct', field: id, message: says[bar](unit.unit.name) })
    const frame = {
      cycle: state.opening.cycle,
      unit: id,
      revision: newest.revision,
      at: now,
      by: person,
      reasons,
      ...ofTest(state.opening),
    }
    const published = unit.reports.at(-1)
    if (!published || unitReportStanding(state, compiled.definition, unit) !== 'public')
      return [{ kind: 'clearance', ...frame, digest: newest.digest, choice }]
    const before = unit.recalls.filter(({ version }) => version === published.version).length
    return [{ kind: 'recall', ...frame, version: published.version, ...(before > 0 && { n: before + 1 }) }]
  })
  return problems.length > 0 ? { problems } : { facts }
}

/** Whether what stands says what was decided: of two at once for other reasons one is recorded nowhere, and its author hears it. */
export const isSameClearance = (decided: ClearanceFact | RecallFact, stands: ClearanceFact | RecallFact): boolean =>
  digestOfValue(wordOf(decided)) === digestOfValue(wordOf(stands))
const wordOf = (fact: ClearanceFact | RecallFact) => [fact.kind === 'recall' ? 'return' : fact.choice, fact.reasons]

/**
 * Whoever filed or confirmed it does not clear it; nor, where nobody of the unit has confirmed it, who had a link made that it was
 * typed or filed through: else one person alone could publish a report in a unit's name.
 */
export function barFromClearing(
  unit: UnitState,
  { revision }: SubmissionFact,
  person: string,
  choice: 'clear' | 'return',
): 'own' | 'madeLink' | undefined {
  const words = unit.confirmations.filter((fact) => fact.revision === revision)
  if (unit.unit.leader?.id === person || words.some(({ by }) => by === person)) return 'own'
  if (hasFilledIn(unit.submissions, person, revision)) return 'own'
  return choice === 'clear' && linkMakersOf(unit, revision).includes(person) ? 'madeLink' : undefined
}

/** Several are cleared at once; one is sent back, with what is wrong with it. */
function seenIn(
  typed: TypedClearance,
  choice: 'clear' | 'return',
): { unit: string; revision: string; digest: string }[] {
  if (choice === 'return' && !typed.unit) return []
  if (typed.unit) return [{ unit: typed.unit, revision: typed.revision ?? '', digest: typed.digest ?? '' }]
  return Object.entries(typed).flatMap(([name, value]) => {
    if (!name.startsWith('clear:') || !value) return []
    const [revision = '', digest = ''] = value.split(':')
    return [{ unit: name.slice('clear:'.length), revision, digest }]
  })
}

function reasonsOf(
  typed: TypedClearance,
  unit: string,
  { byId }: CompiledDefinition,
  problems: Problem[],
): ReturnReason[] {
  const reasons = Array.from({ length: reasonRows }, (_, n) => {
    const text = written(typed[`reason-${n}`])
    const cell = typed[`cell-${n}`]?.trim()
    const say = (code: ProblemCode, field: string, message: LocalizedText) => problems.push({ code, field, message })
    if (text.length > longestReason) say('text-too-long', `reason-${n}`, says.tooLong(longestReason))
    if (!isPlainText(text)) say('field-malformed', `reason-${n}`, peopleRefusals.hidden)
    if (cell && !byId.has(cell)) say('figure-unknown', `cell-${n}`, says.noCell)
    return { unit, text, ...(cell && { cell }) }
  }).filter(({ text }) => text !== '')
  if (reasons.length === 0) problems.push({ code: 'reason-missing', field: 'reason-0', message: says.reason })
  return reasons
}

type Refused = (unit: LocalizedText) => LocalizedText

/** Sending back is also calling back what is public already; but not while the whole is being signed on these very figures. */
function refusalOf(
  state: AllUnits,
  definition: ReportDefinition,
  unit: UnitState,
  choice: 'clear' | 'return',
): Refused | undefined {
  const standing = unitReportStanding(state, definition, unit)
  if (choice === 'clear') return standing === 'to-clear' ? undefined : says.nothing
  if (!['to-clear', 'public'].includes(standing)) return says.nothing
  const round = currentRound(state)
  const merged = round?.draft.submissions.some(
    (slice) => slice.unit === unit.unit.id && slice.revision === unit.submissions.at(-1)?.revision,
  )
  return merged && round && !returnOf(round) && !isClosed(state) ? says.beingSigned : undefined
}
