import { expect, test } from 'vitest'
import { keepReport, wholeReport } from '../../../../infra/command-line/check/kept-report.ts'
import { readJsonReport } from '../../../../shared/printed/files/json.ts'
import { printedFormats } from '../../../../shared/printed/formats.ts'
import { printedFiles } from '../../../fixtures/printed-reports.ts'

test('a report that waits among thousands keeps its own few kilobytes and no more, and is whole again', () => {
  for (const { text } of printedFiles) {
    const report = readJsonReport(text, printedFormats())
    if ('problem' in report) throw new Error(report.problem.en)
    const kept = keepReport(report)
    expect(kept.packed.buffer.byteLength).toBe(kept.packed.byteLength)
    expect(wholeReport(kept)).toEqual(report)
  }
})
