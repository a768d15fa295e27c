import { expect, test } from 'vitest'
import { WaitingReports } from '../../../../infra/command-line/check/kept-report.ts'
import { readJsonReport } from '../../../../shared/printed/files/json.ts'
import { printedFormats } from '../../../../shared/printed/formats.ts'
import { printedFiles } from '../../../fixtures/printed-reports.ts'

const reports = printedFiles.map(({ text }) => {
  const report = readJsonReport(text, printedFormats())
  if ('problem' in report) throw new Error(report.problem.en)
  return report
})

test('what waits among thousands is whole again, and its figures stand for comparison', () => {
  const waiting = new WaitingReports()
  const kept = Array.from({ length: 120 }, (_, n) => {
    const report = { ...reports[n % reports.length]!, id: String(n), year: n }
    return { report, kept: waiting.keep(report) }
  })
  for (const { report, kept: one } of kept.toReversed()) {
    expect(waiting.whole(one)).toEqual(report)
    expect(one.open.figures).toEqual(report.figures)
    expect(one.open).toMatchObject({ id: report.id, issuer: report.issuer, units: report.units })
  }
  const inMemory = kept.flatMap(({ kept: { packed } }) => (packed instanceof Uint8Array ? [packed] : []))
  expect(inMemory).toHaveLength(50)
  for (const packed of inMemory) expect(packed.buffer.byteLength).toBe(packed.byteLength)
  waiting.close()
})
