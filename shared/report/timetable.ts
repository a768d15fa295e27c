import { addDays, type CivilDate, isCivilDate } from '../calendar/civil-date.ts'
import { addWorkingDays, unknownYear, type WorkingDayCalendar } from '../calendar/working-days.ts'
import { isZone } from '../contract/zone.ts'
import { itemAt, present } from '../present.ts'
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
      message: {
        zh: `报告定义里没有“${level}”这一级的法定日期，可以选的有：${known}。`,
        en: `The report definition has no legal date for the level “${level}”. It has: ${known}.`,
      },
    })
  }
  return `${String(year + 1).padStart(4, '0')}-${date.monthDay}`
}

/**
 * The date of every milestone, `legal` included: so many working days before the milestone it comes before, and so back
 * to the legal date, with which they all move. `own` are an office's dates: each moves what comes before it, and none may
 * be later than the law leaves time for.
 * A Refusal with every problem when the definition or the dates do not allow a timetable.
 */
export function stageDates(
  definition: TimetableDefinition,
  legal: CivilDate,
  calendar: WorkingDayCalendar,
  own: Record<string, CivilDate> = {},
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
    const latest = [lawful[id], planned[milestone.before]].filter((one) => one !== undefined).sort()[0]
    return latest !== undefined && date > latest ? [tooLate(milestone, date, latest)] : []
  })
  const dates: Timetable = { ...planned, legal }
  if (problems.length === 0) problems.push(...outOfOrder(definition, dates))
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
  return [
    ...(isZone(zone)
      ? []
      : [invalid('timetable.zone', `没有“${zone}”这个时区`, `there is no time zone named “${zone}”`)]),
    ...Object.entries(legal)
      // 2025 has no 29 February; a date that exists only in leap years is no legal date.
      .filter(([, { monthDay }]) => !isCivilDate(`2025-${monthDay}`))
      .map(([level, { monthDay }]) =>
        invalid(`timetable.legal.${level}`, `${monthDay} 不是每年都有的日子`, `${monthDay} is not a day of every year`),
      ),
    ...required
      .filter((id) => !ids.includes(id))
      .map((id) => invalid(at(id), `缺少“${id}”的日期`, `the milestone “${id}” is missing`)),
    ...ids
      .filter((id, index) => id === 'legal' || ids.indexOf(id) < index)
      .map((id) => invalid(at(id), `“${id}”定义了不止一次`, `the milestone “${id}” is defined more than once`)),
    ...milestones
      .filter(({ before }) => before !== 'legal' && !ids.includes(before))
      .map(({ id, before }) =>
        invalid(at(id), `它排在“${before}”之前，但没有“${before}”`, `it comes before “${before}”, which there is not`),
      ),
    ...milestones
      .filter(({ id }) => id !== 'legal' && isOnCycle(id, milestones))
      .map(({ id, before }) =>
        invalid(
          at(id),
          `它排在“${before}”之前，绕了一圈又回到它自己`,
          `it comes before “${before}”, which leads back to itself`,
        ),
      ),
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
          message: {
            zh: `法定日期 ${legal} 不能改。想早些公开，请把前面各步的日期提前。`,
            en: `The legal date ${legal} cannot be changed. To publish earlier, give the steps before it earlier dates.`,
          },
        },
      ]
    }
    const milestone = milestones.find((candidate) => candidate.id === id)
    if (!milestone) {
      return [
        {
          code: 'field-unknown',
          field,
          message: {
            zh: `时间安排里没有“${id}”这一步，请核对名称。`,
            en: `The timetable has no step named “${id}”; please check the name.`,
          },
        },
      ]
    }
    if (isCivilDate(date)) return []
    return [
      {
        code: 'field-malformed',
        field,
        message: {
          zh: `“${milestone.title.zh}”的日期请按“年-月-日”填写，例如 ${legal}。`,
          en: `Please write the date of “${milestone.title.en}” as year-month-day, e.g. ${legal}.`,
        },
      },
    ]
  })
}

function tooLate({ id, title }: Milestone, date: CivilDate, latest: CivilDate): Problem {
  return {
    code: 'date-too-late',
    field: at(id),
    facts: { date, latest },
    message: {
      zh: `“${title.zh}”定在 ${date} 太晚了，来不及走完后面的步骤，最晚是 ${latest}。`,
      en: `${date} is too late for “${title.en}”: the steps after it need their time. The latest date is ${latest}.`,
    },
  }
}

/** Submissions, then the stages one after the other: what own dates or a branching timetable may have turned round. */
function outOfOrder(definition: TimetableDefinition, dates: Record<string, CivilDate>): Problem[] {
  const sequence = ['submissions', ...definition.signOff.stages.map((stage) => stage.id)]
  const titleOf = (id: string): LocalizedText => milestoneNamed(definition.timetable.milestones, id).title
  return sequence.slice(1).flatMap((next, index) => {
    const id = itemAt(sequence, index)
    const date = present(dates[id], `date of ${id}`)
    const latest = present(dates[next], `date of ${next}`)
    if (date <= latest) return []
    return [
      {
        code: 'date-too-late' as const,
        field: at(id),
        facts: { date, latest },
        message: {
          zh: `“${titleOf(id).zh}”（${dates[id]}）排在了下一步“${titleOf(next).zh}”（${dates[next]}）的后面，请调整日期。`,
          en: `“${titleOf(id).en}” (${dates[id]}) would be due after the next step, “${titleOf(next).en}” (${dates[next]}). Please change one of the dates.`,
        },
      },
    ]
  })
}

const at = (milestone: string) => `timetable.${milestone}`

function invalid(field: string, zh: string, en: string): Problem {
  return {
    code: 'definition-invalid',
    field,
    message: { zh: `报告定义的时间安排有误：${zh}。`, en: `The timetable of the report definition is wrong: ${en}.` },
  }
}
