import { civilDate, isCivilDate } from '../../calendar/civil-date.ts'
import type { Problem, ProblemCode } from '../../report/errors.ts'
import { isPlainText, written } from '../../report/plain-text.ts'
import type { LocalizedText, ReportDefinition } from '../../report/report-definition.ts'
import { actFieldRefusals } from '../../words/refusals/act-field-refusals.ts'
import { askRefusals as says } from '../../words/refusals/ask-refusals.ts'
import { peopleRefusals } from '../../words/refusals/people-refusals.ts'
import { adjustmentsOf, mayAskForTime, objectionTo, openAsks, signedWith } from '../asks.ts'
import type { Ask, AskFact } from '../facts.ts'
import type { UnitCycle, UnitState } from '../reporting-cycle.ts'
import { dueOf } from '../unit-due.ts'
import { formId, type Typed, tooLate } from './act-input.ts'

export const longestAsk = 500
/** So many may wait for the office's word; a program that fills in forms does not bury its list. */
const mostOpen = 5

type AskInput = { state: UnitCycle; definition: ReportDefinition; typed: Typed; now: string; person: string }

/** What becomes of what a unit asks: a fact, the one that the same form made before, or everything that is wrong with it. */
export function readAsk(input: AskInput): { ask: AskFact } | { problems: Problem[] } {
  const { state, typed, now, person } = input
  const { asks, unit } = state.own
  const id = formId(typed, asks.length)
  const stands = asks.find((ask) => ask.id === id)
  if (stands) return { ask: withoutAnswer(stands) }
  const problems: Problem[] = []
  const say = (code: ProblemCode, field: string, message: LocalizedText) => problems.push({ code, field, message })
  const text = written(typed.text).replaceAll('\r\n', '\n')
  if (text === '') say('field-missing', 'text', says.textMissing)
  if (!isPlainText(text)) say('field-malformed', 'text', peopleRefusals.hidden)
  if (text.length > longestAsk) say('text-too-long', 'text', says.textTooLong(longestAsk))
  // Asked again after somebody else's, by whom the office has taken off meanwhile.
  if (!unit.contacts.some((contact) => contact.id === person)) say('person-refused', 'ask', says.notOfUnit)
  if (state.cancelled) say('cycle-closed', 'ask', says.over)
  if (openAsks(state.own).length >= mostOpen) say('act-refused', 'ask', says.tooMany(mostOpen))
  const what = readWhat(input, say)
  if (!what || problems.length > 0) return { problems }
  const { cycle } = state.opening
  return { ask: { kind: 'ask', cycle, unit: unit.id, n: asks.length + 1, id, at: now, by: person, text, ...what } }
}

const withoutAnswer = ({ answer: _, ...ask }: UnitState['asks'][number]): AskFact => ask

function readWhat(
  { state, definition, typed, now }: AskInput,
  say: (code: ProblemCode, field: string, message: LocalizedText) => void,
): Ask | undefined {
  switch (typed.ask) {
    case 'question':
      return { ask: 'question' }
    case 'objection': {
      const act = adjustmentsOf(state, state.own).find(({ n }) => String(n) === typed.act)
      if (!act) say('act-refused', 'act', says.noAdjustment)
      else if (objectionTo(state.own, act)) say('act-refused', 'act', says.objectedAlready)
      if (!act) return undefined
      const objection = { ask: 'objection', act: act.n } as const
      const signed = signedWith(state, definition, objection)
      const [first] = signed
      return { ...objection, ...(first && { signed: { round: first.round, by: signed.map(({ by }) => by) } }) }
    }
    case 'time': {
      const until = typed.until?.trim() ?? ''
      const today = civilDate(now, state.opening.zone)
      const late = tooLate(until, today, state.opening.timetable.legal)
      const due = dueOf(state, state.own)
      if (!mayAskForTime(state, definition)) say('act-refused', 'ask', says.nothingOwed)
      if (openAsks(state.own).some(({ ask }) => ask === 'time')) say('act-refused', 'ask', says.askedAlready)
      if (until === '') say('field-missing', 'until', actFieldRefusals.untilMissing)
      else if (!isCivilDate(until)) say('field-malformed', 'until', actFieldRefusals.untilMalformed)
      else if (until < today) say('field-malformed', 'until', actFieldRefusals.untilPast)
      else if (until <= due) say('field-malformed', 'until', says.notLater(due))
      else if (late) say('date-too-late', 'until', late)
      return { ask: 'time', until }
    }
    default:
      say('choice-missing', 'ask', says.kindMissing)
      return undefined
  }
}

/** The request that an act of the office answers, by its number in the form; why it cannot be, where it cannot. */
export function askAnswered(unit: UnitState, number: string | undefined): { ask: AskFact } | { problem: Problem } {
  const ask = unit.asks.find(({ n }) => String(n) === number)
  if (!ask) return { problem: { code: 'act-refused', field: 'ask', message: says.unknown } }
  return ask.answer ? { problem: { code: 'act-refused', field: 'ask', message: says.answered } } : { ask }
}
