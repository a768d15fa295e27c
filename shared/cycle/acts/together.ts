import { civilDate, instantOf, isCivilDate } from '../../calendar/civil-date.ts'
import type { Problem } from '../../report/errors.ts'
import type { ReportDefinition } from '../../report/report-definition.ts'
import { legalDate } from '../../report/timetable.ts'
import { clearanceRefusals } from '../../words/refusals/clearance-refusals.ts'
import { togetherRefusals as says } from '../../words/refusals/together-refusals.ts'
import type { AllUnits } from '../reporting-cycle.ts'
import { unitReportStanding } from '../unit-report.ts'
import { tooLate } from './act-input.ts'

/**
 * 集中公开: the first versions of the units' own reports wait for an instant that the office sets, and are published by the schedule
 * then; without one each goes out as soon as it may. A correction waits for nobody: what is public is wrong until it is out.
 */
type Together = { act: 'together'; from: string | null }

/** A day and a time of the issuer's zone, as a form has them; both empty: at once again. */
export function readTogether(
  state: AllUnits,
  definition: ReportDefinition,
  typed: Readonly<Record<string, string | undefined>>,
  now: string,
): { act: Together } | { problems: Problem[] } {
  const [date, time] = [typed.date?.trim() ?? '', typed.time?.trim() ?? '']
  const problems: Problem[] = []
  const wrong = (code: Problem['code'], field: string, message: Problem['message']) => {
    problems.push({ code, field, message })
    return { problems }
  }
  if (!definition.unitReports) return wrong('act-refused', 'act', clearanceRefusals.noReports)
  if (date === '' && time === '' && state.together) return { act: { act: 'together', from: null } }
  if (!isCivilDate(date)) wrong(date === '' ? 'field-missing' : 'field-malformed', 'date', says.date)
  if (time !== '' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) wrong('field-malformed', 'time', says.time)
  if (problems.length > 0) return { problems }
  const { zone, year } = state.opening
  const from = instantOf(date, time || '00:00', zone)
  if (from <= now) return wrong('field-malformed', 'date', says.past)
  const legal = legalDate(definition, definition.unitReports.legal, year)
  const today = civilDate(now, zone)
  const late = tooLate(date, today, legal)
  if (late) return wrong('date-too-late', 'date', today > legal ? late : says.tooLate(legal))
  return { act: { act: 'together', from } }
}

/** The instant that units' reports wait for, and how many wait; undefined where none do. */
export function heldReports(
  state: AllUnits,
  definition: ReportDefinition,
  now: string,
): { from: string; ready: number } | undefined {
  const { together: from } = state
  if (!from || now >= from) return undefined
  const isHeld = (unit: AllUnits['units'][number]) =>
    unit.reports.length === 0 && unitReportStanding(state, definition, unit) === 'ready'
  return { from, ready: state.units.filter(isHeld).length }
}
