import { addDays, type CivilDate, civilDate, isCivilDate } from '../../calendar/civil-date.ts'
import { digestOfValue } from '../../report/bytes/digest.ts'
import type { CompiledDefinition } from '../../report/cells.ts'
import type { ProblemCode } from '../../report/errors.ts'
import type { Figure } from '../../report/figure.ts'
import type { LastYear } from '../../report/last-year.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { actFieldRefusals as says } from '../../words/refusals/act-field-refusals.ts'
import { type AllUnits, type UnitState, unitState } from '../reporting-cycle.ts'

/** The fields of a form, by name; a field that was left empty may be absent. */
export type Typed = Readonly<Record<string, string | undefined>>

/** Of an act's reason. */
export const longestReason = 500 // characters

export type ActInput = {
  state: AllUnits
  compiled: CompiledDefinition
  typed: Typed
  /** The unit's figures as they count now, adjustments included; absent where the unit has sent nothing. */
  figures?: Readonly<Record<string, Figure>>
  /** Of bringing in last year's figures: what the form names, and what stands; absent where there is none. */
  lastYear?: { brought?: LastYear; now?: LastYear }
  now: string
  /** Id of the person at the office. */
  person: string
}

/**
 * The page says how many there were when it was made, so a form that is sent twice names the same thing, and the same done again later is
 * another.
 */
export function formId({ after = '', ...typed }: Typed, now: number): string {
  const seen = /^\d{1,4}$/.test(after) ? Number(after) : now
  const { 'form-token': _, code: __, ...content } = typed
  return `${String(seen).padStart(4, '0')}-${digestOfValue(content).slice(0, 16)}`
}

/** Notes what is wrong with a field, so that all of it is said at once. */
export type Say = (code: ProblemCode, field: string | undefined, message: LocalizedText) => void

/** The unit an act is about, as long as it is in the cycle. */
export function unitOf({ state, typed }: ActInput, say: Say): UnitState | undefined {
  const unit = typed.unit ? unitState(state, typed.unit) : undefined
  if (!unit) say('unit-unknown', 'unit', says.unitUnknown)
  else if (unit.exempt && typed.act !== 'contacts') {
    say('act-refused', 'unit', says.isExempt(unit.unit.name))
    return undefined
  }
  return unit
}

/**
 * The last civil date that may be named for something to wait for: the legal one, and once that is over a good year from today. No date
 * is written with five digits of a year, and what waits is counted day by day.
 */
export const latestDay = (today: CivilDate, legal: CivilDate): CivilDate =>
  today <= legal ? legal : addDays(today, 366)

/** Why a date is later than that; undefined where it is not. */
export function tooLate(date: CivilDate, today: CivilDate, legal: CivilDate): LocalizedText | undefined {
  const latest = latestDay(today, legal)
  if (date <= latest) return undefined
  return latest === legal ? says.untilTooLate(legal) : says.untilTooFar(latest)
}

/** The civil date until which a unit is given time: from today on, and not too late. */
export function readUntil({ state, typed, now }: ActInput, say: Say): string {
  const today = civilDate(now, state.opening.zone)
  const until = typed.until?.trim() ?? ''
  const late = tooLate(until, today, state.opening.timetable.legal)
  if (until === '') say('field-missing', 'until', says.untilMissing)
  else if (!isCivilDate(until)) say('field-malformed', 'until', says.untilMalformed)
  else if (until < today) say('field-malformed', 'until', says.untilPast)
  else if (late) say('date-too-late', 'until', late)
  return until
}
