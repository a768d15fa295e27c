import { describe, expect, test } from 'vitest'
import { addDays } from '../../../../shared/calendar/civil-date.ts'
import { chineseCalendar, isWorked, mondayToFriday, withNotice } from '../../../../shared/calendar/working-days.ts'
import type { Typed } from '../../../../shared/cycle/acts/act-input.ts'
import { readNotice } from '../../../../shared/cycle/acts/notice.ts'
import { decideAct } from '../../../../shared/cycle/acts/office-act.ts'
import type { Fact, OfficeActFact, Opening } from '../../../../shared/cycle/facts.ts'
import { foldCycle } from '../../../../shared/cycle/fold.ts'
import { unitState } from '../../../../shared/cycle/reporting-cycle.ts'
import { beforeNotice, dueOf, provisionalDue, provisionalYear } from '../../../../shared/cycle/unit-due.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import { cycleWith, definition } from '../../../fixtures/tongjiang-2020.ts'

/** The notice for 2026 in its own words. */
const of2026 = `国务院办公厅关于2026年部分节假日安排的通知
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。`

/** Invented: the form of the notice of 2027. */
const of2027 = `关于2027年部分节假日安排的通知
一、元旦：2027年1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日至11日放假调休，共7天。1月23日（周六）、1月24日（周日）上班。
四、劳动节：5月1日至5日放假。七、国庆节：10月1日至7日放假`

const nested = '['.repeat(9_900) + ']'.repeat(9_900)

describe('a notice as it is pasted', () => {
  test('the one of 2026 makes the calendar that came with this program', () => {
    const read = readNotice(of2026)
    if (!('notice' in read)) throw new Error(JSON.stringify(read.problems))
    const bare = { ...mondayToFriday, id: 'CN' as const, years: new Set<string>() }
    const made = withNotice(bare, read.notice)
    const days = Array.from({ length: 365 }, (_, n) => addDays('2026-01-01', n))
    expect(days.filter((day) => isWorked(day, made) !== isWorked(day, chineseCalendar))).toEqual([])
  })

  test('days of the year before, as in the notice for 2023; both kinds in one sentence', () => {
    const read = readNotice(`2023年：2022年12月31日至2023年1月2日放假调休，2023年1月28日上班；
      5月1日放假，10月1日放假`)
    expect(read).toEqual({
      notice: {
        year: '2023',
        daysOff: ['2022-12-31', '2023-01-01', '2023-01-02', '2023-05-01', '2023-10-01'],
        makeUpDays: ['2023-01-28'],
      },
    })
  })

  test('or as data', () => {
    const data = { year: 2027, daysOff: ['01-01..01-03', '05-01', '10-01..10-02'], makeUpDays: ['2026-12-27', '01-23'] }
    expect(readNotice(JSON.stringify(data))).toEqual({
      notice: {
        year: '2027',
        daysOff: ['2027-01-01', '2027-01-02', '2027-01-03', '2027-05-01', '2027-10-01', '2027-10-02'],
        makeUpDays: ['2026-12-27', '2027-01-23'],
      },
    })
  })

  test.each<[string, string, string[]]>([
    ['nothing', ' ', ['放假通知的正文']],
    ['of no year', '1月1日至3日放假', ['哪一年']],
    ['torn data', '{"year": 2027', ['哪一年']],
    ['half of it', '2027年1月1日至3日放假', ['5月1日、10月1日']],
    ['no such day', `${of2027}，2月30日上班`, ['2月30日']],
    ['a span the wrong way', `${of2027}，3月9日至2月1日放假`, ['3月9日至2月1日']],
    ['more text than a notice has', `${of2027}${'。'.repeat(20_000)}`, ['20000']],
    ['data nested for its own sake', `{"year":2027,"daysOff":${nested}}`, ['…']],
    ['a year nested for its own sake', `{"year":${nested}}`, ['哪一年']],
    ['a year that is not its own', `${of2027}，2029年5月1日上班`, ['2029年5月1日']],
    ['a weekday worked, a day both ways', `${of2027}。1月25日、5月1日上班`, ['1月25日读成', '5月1日又放假又上班']],
  ])('%s is refused', (_, text, said) => {
    const read = readNotice(text)
    const messages = 'problems' in read ? read.problems.map(({ message }) => message.zh) : []
    expect(messages).toEqual(said.map((part) => expect.stringContaining(part) as string))
  })
})

const now = '2027-01-11T02:00:00.000Z'
const timetable = { submissions: '2027-01-13', secrecy: '2027-01-18', deputy: '2027-01-25', leader: '2027-01-27' }
const { facts } = cycleWith()
const [opened] = facts.filter(({ kind }) => kind === 'opening') as Opening[]
const milestones = definition.timetable.milestones.map(({ id }) => id)
const opening: Opening = {
  ...opened!,
  at: '2027-01-04T02:00:00.000Z',
  timetable: { ...Object.fromEntries(milestones.map((id) => [id, '2027-01-25'])), ...timetable, legal: '2027-01-31' },
  provisional: milestones,
}
const cycle = (...more: Fact[]) => foldCycle([opening, ...more])!
const decide = (typed: Typed, at = now, ...more: Fact[]) =>
  decideAct({
    ...{ state: cycle(...more), compiled: compileDefinition(definition), now: at, person: 'feng' },
    typed: { act: 'notice', reason: '国办发明电〔2026〕1号', ...typed },
  })
const acted = (): OfficeActFact & { act: 'notice' } => {
  const answer = decide({ text: of2027, sure: 'yes' })
  if (!('act' in answer) || answer.act.act !== 'notice') throw new Error('no act')
  return answer.act as OfficeActFact & { act: 'notice' }
}

describe('the office brings it in', () => {
  test('first it is said what was read and what would move; nothing is recorded', () => {
    const answer = decide({ text: of2027 })
    if (!('problems' in answer)) throw new Error('recorded')
    expect(answer.problems).toMatchObject([{ code: 'field-missing', field: 'sure' }])
    expect(answer.problems[0]?.message.zh).toContain('调休上班：1月23日至1月24日')
    expect(answer.problems[0]?.message.zh).toContain('2027年1月13日 → ')
  })

  test('then it moves the dates, by the order of acts, and the mark is gone', () => {
    const act = acted()
    const before = cycle()
    const after = cycle(act)
    const moved = act.moved.find(({ milestone }) => milestone === 'submissions')!
    expect(moved.from).toBe('2027-01-13')
    expect(after.opening.timetable.submissions).toBe(moved.to)
    const [unit, unitAfter] = [before, after].map((state) => unitState(state, 'police')!)
    expect([dueOf(before, unit!), dueOf(after, unitAfter!)]).toEqual([moved.from, moved.to])
    expect([provisionalDue(before, unit!), provisionalDue(after, unitAfter!)]).toEqual(['2027', undefined])
    expect(provisionalYear(after, 'submissions')).toBeUndefined()
    expect(beforeNotice(after, act).opening.timetable).toEqual(opening.timetable)
  })

  test('a date that has passed stays, and the office’s own', () => {
    const late = decide({ text: of2027, sure: 'yes' }, '2027-01-14T02:00:00.000Z')
    if (!('act' in late) || late.act.act !== 'notice') throw new Error('no act')
    expect(late.act.moved.filter(({ milestone }) => milestone === 'submissions')).toEqual([])
    const own = { ...opening, provisional: [] }
    const answer = decideAct({
      ...{ state: foldCycle([own])!, compiled: compileDefinition(definition), now, person: 'feng' },
      typed: { act: 'notice', reason: '依通知', text: of2027, sure: 'yes' },
    })
    expect(answer).toMatchObject({ act: { moved: [] } })
  })

  test('a slice that was sent back keeps the later of the two days', () => {
    const at = '2027-01-22T02:00:00.000Z' // A Friday; Saturday and Sunday are worked by the notice.
    const filed = facts.filter((fact) => 'unit' in fact && fact.unit === 'police' && fact.kind === 'submission')
    const returned = filed.map((fact) => ({
      ...{ kind: 'confirmation' as const, cycle: opening.cycle, unit: 'police', revision: 1, digest: 'd', at },
      ...{ by: 'police-leader', choice: 'return' as const, reason: '请改', attestation: { zh: '', en: '' } },
      ...('digest' in fact && { digest: String(fact.digest) }),
    }))
    const state = cycle(...filed, ...returned, acted())
    expect(dueOf(state, unitState(state, 'police')!)).toBe('2027-01-26')
  })

  test('also before the cycle has begun, and not where the notices do not count', () => {
    const scheduled = { ...opening, opens: '2027-01-12' }
    const input = { compiled: compileDefinition(definition), now, person: 'feng' }
    const typed = { act: 'notice', reason: '依通知', text: of2027, sure: 'yes' }
    expect(decideAct({ ...input, state: foldCycle([scheduled])!, typed })).toMatchObject({ act: { act: 'notice' } })
    const elsewhere = { ...opening, zone: 'Europe/Berlin' }
    expect(decideAct({ ...input, state: foldCycle([elsewhere])!, typed })).toMatchObject({
      problems: [{ code: 'act-refused' }],
    })
  })
})
