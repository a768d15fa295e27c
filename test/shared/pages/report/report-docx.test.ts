import { describe, expect, test } from 'vitest'
import { publicationFiles } from '../../../../shared/pages/site/publication-files.ts'
import { readReportFile } from '../../../../shared/printed/files/read-file.ts'
import type { PrintedReport } from '../../../../shared/printed/printed-report.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../../shared/report/definitions/shipped.ts'
import { cycleWith, definition } from '../../../fixtures/tongjiang-2020.ts'

const cycle = cycleWith({ approved: 4 })
const files = publicationFiles({
  ...{ definition, state: cycle.state, draft: cycle.draft, draftDigest: cycle.draftDigest },
  ...{ submissions: cycle.submissions, findings: [], version: 1, publishedAt: '2021-02-03T08:00:00.000Z' },
})
const reading = {
  definitions: ['gid-2019', 'gid-2021'].map((id) => compileDefinition(shippedDefinition(id)!)),
  readPdf: () => Promise.reject(new Error('no PDF')),
}
async function read(name: string): Promise<PrintedReport> {
  const report = await readReportFile(files.get(`r/tongjiang-2020/v1/${name}`)!, name, reading)
  if ('problem' in report) throw new Error(report.problem.en)
  return report
}

describe('what a published file says to who reads it as any other report', () => {
  test.each(['report.docx', 'index.html'])('%s: every cell is the one that was signed', async (name) => {
    const { figures, year } = await read(name)
    expect(year).toBe(2020)
    expect(figures).toEqual(cycle.draft.figures)
  })
})

test('the same report makes the same bytes', () => {
  const again = publicationFiles({
    ...{ definition, state: cycle.state, draft: cycle.draft, draftDigest: cycle.draftDigest },
    ...{ submissions: [...cycle.submissions].reverse(), findings: [], version: 1 },
    publishedAt: '2021-02-03T08:00:00.000Z',
  })
  const path = 'r/tongjiang-2020/v1/report.docx'
  expect(Buffer.compare(Buffer.from(again.get(path)!), Buffer.from(files.get(path)!))).toBe(0)
})
