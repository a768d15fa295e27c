import { addDays, type CivilDate, isCivilDate } from '../calendar/civil-date.ts'
import { addWorkingDays, unknownYear, type WorkingDayCalendar } from '../calendar/working-days.ts'
import { isZone } from '../contract/zone.ts'
import { present } from '../present.ts'
import { timetableFaults, timetableRefusals } from '../words/findings/timetable-refusals.ts'
import { type Problem, Refusal } from './errors.ts'
import type { LocalizedText, ReportDefinition } from './report-definition.ts'

/** The date of every milestone, `legal` always. */
export type Timetable = Readonly<Record<string, CivilDate>> & { readonly legal: CivilDate }

/** The parts of a definition that dates come from. */
export type TimetableDefinition = Pick<ReportDefinition, 'timetable' | 'signOff'>

/**
 * The day the law names for an issuer of this level, for the report on `year`: a day of the year after it.
 * It is what the law says even where it is a Sunday or a holiday: the law names a civil date and moves it for nobody,
 * so the dates before it are what gives way.
 * A Refusal when the definition has no such level.
 */
export function legalDate(definition: TimetableDefinition, level: string, year: number): CivilDate {
  const { legal } = definition.timetable
  const date = Object.hasOwn(legal, level) && legal[level]
  if (!date) {
    const known = Object.keys(legal).join(', ')
    throw new Refusal({
      code: 'field-unknown',
      field: 'level',
      facts: { level, known },
      message: timetableRefusals.noLevel(level, known),
    })
  }
  return `${String(year + 1).padStart(4, '0')}-${date.monthDay}`
}

/**
 * The date of every milestone, `legal` included: so many working days before the milestone it comes before, and so back
 * to the legal date, with which they all move. `own` are an office's dates: each moves what comes before it, and none may
 * be later than the law leaves time for. By `today`, the day on which it begins, a date that is over limits no other.
 * A Refusal with every problem when the definition or the dates do not allow a timetable.
 */
export function stageDates(
  definition: TimetableDefinition,
  legal: CivilDate,
  calendar: WorkingDayCalendar,
  own: Record<string, CivilDate> = {},
  today: CivilDate = '',
): Timetable {
  const broken = [...timetableProblems(definition), ...ownDateProblems(definition, legal, own)]
  if (broken.length > 0) throw new Refusal(broken)

  const { milestones } = definition.timetable
  const lawful = computeBack(milestones, legal, calendar, {})
  const planned = computeBack(milestones, legal, calendar, own)
  const problems = milestones.flatMap((milestone) => {
    const { id } = milestone
    if (!Object.hasOwn(own, id)) return []
    const date = present(planned[id], `plan of ${id}`)
    const latest = [lawful[id], planned[milestone.before], legal].filter((one) => one && one >= today).sort()[0]
    return latest !== undefined && date > latest ? [tooLate(milestone, date, latest)] : []
  })
  const dates: Timetable = { ...planned, legal }
  if (problems.length === 0) problems.push(...outOfOrder(definition, dates, today))
  if (problems.length > 0) throw new Refusal(problems)
  return dates
}

/** Of computed dates those that rest on a year without a notice; `own` are the office's, and rest on nothing. */
export function provisionalDates(
  { timetable: { milestones } }: TimetableDefinition,
  dates: Timetable,
  calendar: WorkingDayCalendar,
  own: Record<string, CivilDate> = {},
): string[] {
  const rests = ({ id, before }: Milestone): boolean => {
    if (Object.hasOwn(own, id)) return false
    const [from, to] = [present(dates[before], before), present(dates[id], id)]
    if (unknownYear(from, to, calendar)) return true
    return before !== 'legal' && rests(milestoneNamed(milestones, before))
  }
  return milestones.filter(rests).map(({ id }) => id)
}

/**
 * Those dates counted again by a calendar that knows more; the others stand. One that has passed stays, and none moves to a day
 * that is over, or that nobody could meet any more: not before the next working day.
 */
export function recountedDates(
  { timetable: { milestones } }: TimetableDefinition,
  { dates, which }: { dates: Timetable; which: readonly string[] },
  calendar: WorkingDayCalendar,
  today: CivilDate,
): { milestone: string; from: CivilDate; to: CivilDate }[] {
  const fixed = Object.fromEntries(Object.entries(dates).filter(([id]) => !which.includes(id)))
  const counted = computeBack(milestones, dates.legal, calendar, fixed)
  const soonest = addWorkingDays(today, 1, calendar)
  return which.flatMap((milestone) => {
    const [from, to] = [dates[milestone], counted[milestone]]
    if (!from || !to || from < today) return []
    const kept = to < soonest ? (from < soonest ? from : soonest) : to
    return kept === from ? [] : [{ milestone, from, to: kept }]
  })
}

/**
 * Everything wrong with a definition's timetable, whatever the year: an unknown zone, a day that not every year has,
 * milestones that are named twice, missing, or do not lead to `legal`.
 */
export function timetableProblems(definition: TimetableDefinition): Problem[] {
  const { zone, legal, milestones } = definition.timetable
  const required = ['submissions', ...definition.signOff.stages.map((stage) => stage.id)]
  const ids = milestones.map((milestone) => milestone.id)
  // 2025 has no 29 February; a date that exists only in leap years is none.
  const everyYear = (field: string, monthDay: string | undefined) =>
    monthDay === undefined || isCivilDate(`2025-${monthDay}`)
      ? []
      : [invalid(field, timetableFaults.notEveryYear(monthDay))]
  return [
    ...(isZone(zone) ? [] : [invalid('timetable.zone', timetableFaults.noZone(zone))]),
    ...Object.entries(legal).flatMap(([level, { monthDay }]) => everyYear(`timetable.legal.${level}`, monthDay)),
    ...milestones.flatMap(({ id, notAfter }) => everyYear(at(id), notAfter)),
    ...required.filter((id) => !ids.includes(id)).map((id) => invalid(at(id), timetableFaults.missing(id))),
    ...ids
      .filter((id, index) => id === 'legal' || ids.indexOf(id) < index)
      .map((id) => invalid(at(id), timetableFaults.twice(id))),
    ...milestones
      .filter(({ before }) => before !== 'legal' && !ids.includes(before))
      .map(({ id, before }) => invalid(at(id), timetableFaults.beforeNothing(before))),
    ...milestones
      .filter(({ id }) => id !== 'legal' && isOnCycle(id, milestones))
      .map(({ id, before }) => invalid(at(id), timetableFaults.beforeItself(before))),
  ]
}

type Milestone = ReportDefinition['timetable']['milestones'][number]
const milestoneNamed = (milestones: readonly Milestone[], id: string): Milestone =>
  present(
    milestones.find((one) => one.id === id),
    `milestone ${id}`,
  )

function computeBack(
  milestones: Milestone[],
  legal: CivilDate,
  calendar: WorkingDayCalendar,
  own: Record<string, CivilDate>,
): Record<string, CivilDate> {
  const computed: Record<string, CivilDate> = {}
  const dateOf = (id: string): CivilDate => {
    computed[id] ??= compute(id)
    return computed[id]
  }
  const compute = (id: string): CivilDate => {
    if (id === 'legal') return legal
    if (Object.hasOwn(own, id)) return present(own[id], `date of ${id}`)
    const { before, workingDays, notAfter } = milestoneNamed(milestones, id)
    const computedBack = addWorkingDays(dateOf(before), -workingDays, calendar)
    const limit = notAfter && `${legal.slice(0, 4)}-${notAfter}`
    if (!limit || computedBack <= limit) return computedBack
    // The last working day up to the limit: nobody is asked to send on a Sunday.
    return addWorkingDays(addDays(limit, 1), -1, calendar)
  }
  return Object.fromEntries([...milestones.map(({ id }) => id), 'legal'].map((id) => [id, dateOf(id)]))
}

function isOnCycle(id: string, milestones: Milestone[]): boolean {
  const before = new Map(milestones.map((milestone) => [milestone.id, milestone.before]))
  const passed = new Set<string>()
  let next = before.get(id)
  while (next !== undefined && next !== 'legal' && next !== id && !passed.has(next)) {
    passed.add(next)
    next = before.get(next)
  }
  return next === id
}

function ownDateProblems(definition: TimetableDefinition, legal: CivilDate, own: Record<string, CivilDate>): Problem[] {
  const { milestones } = definition.timetable
  return Object.entries(own).flatMap(([id, date]): Problem[] => {
    const field = at(id)
    if (id === 'legal') {
      return [
        {
          code: 'field-unknown',
          field,
          facts: { legal },
          message: timetableRefusals.legalStands(legal),
        },
      ]
    }
    const milestone = milestones.find((candidate) => candidate.id === id)
    if (!milestone) {
      return [
        {
          code: 'field-unknown',
          field,
          message: timetableRefusals.noStep(id),
        },
      ]
    }
    if (isCivilDate(date)) return []
    return [
      {
        code: 'field-malformed',
        field,
        message: timetableRefusals.noDate(milestone.title, legal),
      },
    ]
  })
}

function tooLate({ id, title }: Milestone, date: CivilDate, latest: CivilDate): Problem {
  return {
    code: 'date-too-late',
    field: at(id),
    facts: { date, latest },
    message: timetableRefusals.tooLate(title, date, latest),
  }
}

/** Submissions, then the stages one after the other: what own dates or a branching timetable may have turned round. */
function outOfOrder(definition: TimetableDefinition, dates: Record<string, CivilDate>, today: CivilDate): Problem[] {
  const sequence = ['submissions', ...definition.signOff.stages.map((stage) => stage.id)]
  const titleOf = (id: string): LocalizedText => milestoneNamed(definition.timetable.milestones, id).title
  const dateOf = (id: string) => present(dates[id], `date of ${id}`)
  return sequence.flatMap((id, index) => {
    const next = sequence.slice(index + 1).find((later) => dateOf(later) >= today)
    if (next === undefined) return []
    const [date, latest] = [dateOf(id), dateOf(next)]
    if (date <= latest) return []
    return [
      {
        code: 'date-too-late' as const,
        field: at(id),
        facts: { date, latest },
        message: timetableRefusals.outOfOrder({ title: titleOf(id), date }, { title: titleOf(next), date: latest }),
      },
    ]
  })
}

const at = (milestone: string) => `timetable.${milestone}`

const invalid = (field: string, fault: LocalizedText): Problem => ({
  code: 'definition-invalid',
  field,
  message: timetableRefusals.invalid(fault),
})
