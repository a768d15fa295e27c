import { addDays, type CivilDate, civilDate, isCivilDate, shortDate } from '../../calendar/civil-date.ts'
import { isWorked, mondayToFriday, withNotice, type YearNotice } from '../../calendar/working-days.ts'
import type { Problem, ProblemCode } from '../../report/errors.ts'
import type { LocalizedText, ReportDefinition } from '../../report/report-definition.ts'
import { recountedDates } from '../../report/timetable.ts'
import { noticeRefusals as says } from '../../words/refusals/notice-refusals.ts'
import type { OfficeAct } from '../facts.ts'
import { type AllUnits, calendarOf } from '../reporting-cycle.ts'

/** Characters: the notice itself has some eight hundred. */
export const longestNotice = 20_000

/** What the office pasted, as the days it names; or everything that is wrong with it. */
export function readNotice(pasted: string): { notice: YearNotice } | { problems: Problem[] } {
  const problems: Problem[] = []
  const say = (code: ProblemCode, message: LocalizedText) => problems.push({ code, field: 'text', message })
  if (pasted.length > longestNotice) say('text-too-long', says.tooLong(longestNotice))
  if (problems.length > 0) return { problems }
  const text = pasted.normalize('NFKC').trim()
  const given = text.startsWith('{') ? asJson(text) : asProse(text)
  if (text === '') say('field-missing', says.missing)
  else if (!given.year) say('field-missing', says.noYear)
  if (given.year) for (const day of given.wrong) say('field-malformed', says.notADay(day))
  if (problems.length > 0) return { problems }
  const notice = {
    year: given.year ?? '',
    daysOff: [...new Set(given.daysOff)].sort(),
    makeUpDays: [...new Set(given.makeUpDays)].sort(),
  }
  const never = ['01-01', '05-01', '10-01']
    .map((day) => `${notice.year}-${day}`)
    .filter((day) => !notice.daysOff.includes(day))
  const weekdays = notice.makeUpDays.filter((day) => isWorked(day, mondayToFriday))
  const both = notice.makeUpDays.filter((day) => notice.daysOff.includes(day))
  if (never.length > 0) say('field-malformed', says.notOff(listed(never)))
  if (weekdays.length > 0) say('field-malformed', says.notWeekend(listed(weekdays)))
  if (both.length > 0) say('field-malformed', says.both(listed(both)))
  return problems.length > 0 ? { problems } : { notice }
}

/** Days that follow each other are one span, as the notice has them. */
function listed(days: readonly CivilDate[]): string {
  const starts = days.filter((day) => !days.includes(addDays(day, -1)))
  const endOf = (day: CivilDate): CivilDate => (days.includes(addDays(day, 1)) ? endOf(addDays(day, 1)) : day)
  const shown = (day: CivilDate) => shortDate(day, 'zh')
  return starts.map((day) => (endOf(day) === day ? shown(day) : `${shown(day)}至${shown(endOf(day))}`)).join('、')
}

type Given = { year?: string; daysOff: CivilDate[]; makeUpDays: CivilDate[]; wrong: string[] }

/** One year of what `working-days-cn.json` holds, with its year. */
function asJson(text: string): Given {
  const given: Given = { daysOff: [], makeUpDays: [], wrong: [] }
  let read: { year?: unknown; daysOff?: unknown; makeUpDays?: unknown }
  try {
    read = JSON.parse(text)
  } catch {
    return given
  }
  const year = plain(read.year)
  if (!/^20\d\d$/.test(year)) return given
  given.year = year
  for (const list of ['daysOff', 'makeUpDays'] as const) {
    for (const said of [read[list] ?? []].flat().map(plain)) {
      const [first = '', last = first] = said.split('..').map((day) => (day.length === 5 ? `${year}-${day}` : day))
      addSpan(given, list, first, last, said)
    }
  }
  return given
}

/** What is nested is no year and no day, and as deep as it may be, nobody writes it out. */
const plain = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '…')

/** `(20xx年)M月D日`, with the weekday in brackets, `至 (M月)D日` after it. */
const oneDay = String.raw`(?:(20\d\d)年)?(\d{1,2})月(\d{1,2})日(?:\([^)]{0,20}\))?`
const spans = new RegExp(
  String.raw`${oneDay}(?:(?:至|到|-|—|~)(?:(20\d\d)年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\([^)]{0,20}\))?)?`,
  'g',
)

/** The notice's own words: in every sentence, the days it names and whether they are off (放假) or worked (上班). */
function asProse(text: string): Given {
  const year = /(20\d\d)年/.exec(text)?.[1]
  const given: Given = { ...(year && { year }), daysOff: [], makeUpDays: [], wrong: [] }
  const two = (digits: string) => digits.padStart(2, '0')
  for (const sentence of text.replace(/[ \t]/g, '').split(/[。;\n]/)) {
    const list = sentence.includes('放假') ? 'daysOff' : sentence.includes('上班') ? 'makeUpDays' : undefined
    if (!list) continue
    // 1月1日至3日放假，1月4日上班: said in one sentence, each is with the word after it.
    for (const clause of sentence.split(/(?<=放假|上班)/)) {
      const as = clause.includes('上班') ? 'makeUpDays' : clause.includes('放假') ? 'daysOff' : undefined
      if (!as) continue
      for (const [said, y1 = year, m1 = '', d1 = '', y2 = y1, m2 = m1, d2] of clause.matchAll(spans)) {
        const first = `${y1}-${two(m1)}-${two(d1)}`
        addSpan(given, as, first, d2 === undefined ? first : `${y2}-${two(m2)}-${two(d2)}`, said)
      }
    }
  }
  return given
}

/** No holiday is longer. */
const longestSpan = 16

function addSpan(given: Given, list: 'daysOff' | 'makeUpDays', first: CivilDate, last: CivilDate, said: string): void {
  // A notice is for its year, and may move the last days of the one before.
  const isNear = [first, last].every((day) => [0, 1].includes(Number(given.year) - Number(day.slice(0, 4))))
  const known = isCivilDate(first) && isCivilDate(last) && first <= last && last < addDays(first, longestSpan)
  if (!known || !isNear) given.wrong.push(said)
  else for (let day = first; day <= last; day = addDays(day, 1)) given[list].push(day)
}

/** The notice as an act, with what moves by it; first it is only shown, so that nobody is told of what was read wrongly. */
export function readNoticeAct(
  state: AllUnits,
  definition: ReportDefinition,
  typed: Readonly<Record<string, string | undefined>>,
  now: string,
): { act: OfficeAct } | { problems: Problem[] } {
  if (calendarOf(state).id !== 'CN')
    return { problems: [{ code: 'act-refused', field: 'act', message: says.notThisCycle }] }
  const read = readNotice(typed.text ?? '')
  if ('problems' in read) return read
  const { notice } = read
  const { timetable: dates, provisional: which = [], zone } = state.opening
  const calendar = withNotice(calendarOf(state), notice)
  const moved = recountedDates(definition, { dates, which }, calendar, civilDate(now, zone))
  if (typed.sure === 'yes') return { act: { act: 'notice', ...notice, moved } }
  const titled = moved.map(({ milestone, ...each }) => ({
    title: definition.timetable.milestones.find(({ id }) => id === milestone)?.title ?? {
      zh: milestone,
      en: milestone,
    },
    ...each,
  }))
  const message = says.read(notice.year, listed(notice.daysOff), listed(notice.makeUpDays), titled)
  return { problems: [{ code: 'field-missing', field: 'sure', message }] }
}
