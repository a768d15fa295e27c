import { describe, expect, test } from 'vitest'
import { readJsonReport } from '../../../shared/printed/files/json.ts'
import { printedFormats } from '../../../shared/printed/formats.ts'
import { type Bodies, lastYearFromReports } from '../../../shared/printed/last-year-from-reports.ts'
import { emptyReport } from '../../fixtures/printed-reports.ts'

const bodies: Bodies = {
  year: 2025,
  issuer: { name: { zh: '同江市人民政府', en: 'Tongjiang' } },
  units: [
    { id: 'finance', name: { zh: '财政局', en: 'Finance' } },
    { id: 'civil', name: { zh: '同江市民政局', en: 'Civil affairs' } },
  ],
}
const brought = (id: string, issuer: string) => {
  const report = readJsonReport(JSON.stringify(emptyReport(id, { issuer })), printedFormats())
  if ('problem' in report) throw new Error(report.problem.en)
  return { report, file: `${id}.docx`, digest: 'd'.repeat(64) }
}

describe('last year’s figures from published reports', () => {
  test('each to the body whose name it bears, with the file and who brought it', () => {
    const { lastYear, taken, problems } = lastYearFromReports(
      [brought('a-2024', '同江市人民政府'), brought('b-2024', '同江市财政局'), brought('c-2024', '同江市民政局')],
      bodies,
      'office',
    )
    expect(problems).toEqual([])
    expect(taken.map(({ file, unit, read, open }) => [file, unit, read, open])).toEqual([
      ['a-2024.docx', '', 200, 0],
      ['b-2024.docx', 'finance', 200, 0],
      ['c-2024.docx', 'civil', 200, 0],
    ])
    expect([lastYear.year, lastYear.issuer?.definition, Object.keys(lastYear.units)]).toEqual([
      2024,
      'gid-2021',
      ['finance', 'civil'],
    ])
    expect(lastYear.sources).toContainEqual({
      unit: 'finance',
      file: 'b-2024.docx',
      digest: 'd'.repeat(64),
      by: 'office',
    })
  })
  test.each<[string, string, string, RegExp]>([
    ['another year', 'a-2023', '同江市人民政府', /2023/],
    ['nobody of the cycle', 'a-2024', '平潭综合实验区', /平潭/],
    ['two letters that many end in', 'a-2024', '局', /局/],
  ])('%s is refused', (_, id, issuer, reason) => {
    const { taken, problems } = lastYearFromReports([brought(id, issuer)], bodies, 'office')
    expect([taken, problems.map(({ message }) => message.zh)]).toEqual([[], [expect.stringMatching(reason)]])
  })
  test('the same body twice is refused', () => {
    const twice = [brought('a-2024', '同江市财政局'), brought('b-2024', '财政局')]
    expect(lastYearFromReports(twice, bodies, 'office').problems.map(({ file }) => file)).toEqual(['b-2024.docx'])
  })
})
