import { describe, expect, test } from 'vitest'
import { chosenCsv, chosenTable, readTotals } from '../../../shared/published/totals-chosen.ts'

const head = 'issuer,unit,body,year,version,measure,title,value,status\r\n'
const line = (unit: string, body: string, year: number, value: string, status = 'reported', measure = 'received') =>
  `pingtan,${unit},${body},${year},1,${measure},收到申请,${value},${status}\r\n`
const choices = readTotals(
  head +
    line('', '管委会', 2020, '21') +
    line('res', '"自然""资源"",局"', 2020, '9') +
    line('res', '"自然""资源"",局"', 2019, '', 'blank') +
    line('res', '"自然""资源"",局"', 2018, '', 'not-applicable') +
    line('fin', '财政局', 2020, '0') +
    line('fin', '财政局', 2017, '3') +
    line('fin', '财政局', 2017, '4'),
  '未填',
)
const all = choices.bodies.map(({ key }) => key)

describe('a table of one’s own from totals.csv', () => {
  test('what can be chosen', () => {
    expect(choices.years).toEqual(['2020', '2019', '2018', '2017'])
    expect(choices.bodies.map(({ name }) => name)).toEqual(['管委会', '自然"资源",局', '财政局'])
    expect(choices.measures).toEqual([{ id: 'received', title: '收到申请' }])
  })

  test.each([
    [
      'all bodies in a year',
      ['2020'],
      all,
      [
        ['管委会', '21'],
        ['自然"资源",局', '9'],
        ['财政局', '0'],
      ],
    ],
    [
      'a body over its years: blank, no such item, no report',
      ['2018', '2019', '2020'],
      ['pingtan/res', 'pingtan/x'],
      [['自然"资源",局', '—', '未填', '9']],
    ],
    ['a body without a report', ['2019'], ['pingtan/fin'], [['财政局', '—']]],
    ['a body that reports it in two forms for a year', ['2017'], ['pingtan/fin'], [['财政局', '3；4']]],
    ['nothing', [], [], []],
  ])('%s', (_, years, bodies, rows) => {
    expect(chosenTable(choices, { measure: 'received', years, bodies }, '机关').rows).toEqual(rows)
  })

  test('many lines cost as much a line as few do', () => {
    const cost = (lines: number) => {
      const csv = head + Array.from({ length: lines }, (_, n) => line(`u${n}`, `${n}局`, 2020, '1')).join('')
      const { user } = process.cpuUsage()
      for (let at = 0; at < 10_000; at += lines) readTotals(csv, '')
      return process.cpuUsage().user - user
    }
    const few = cost(100)
    expect(cost(10_000)).toBeLessThan(10 * few)
  })

  test('as a file for a spreadsheet', () => {
    const table = chosenTable(choices, { measure: 'received', years: ['2020'], bodies: ['pingtan/res'] }, '机关')
    expect(chosenCsv(table)).toBe('\uFEFF机关,2020\r\n"自然""资源"",局",9\r\n')
  })
})
