import { describe, expect, test } from 'vitest'
import { reportDocx } from '../../../../shared/pages/report/report-docx.ts'
import { publicationFiles } from '../../../../shared/pages/site/publication-files.ts'
import { readReportFile } from '../../../../shared/printed/files/read-file.ts'
import { ZipFile } from '../../../../shared/printed/files/zip.ts'
import type { PrintedReport } from '../../../../shared/printed/printed-report.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../../shared/report/definitions/shipped.ts'
import { cycleWith, definition } from '../../../fixtures/tongjiang-2020.ts'

const cycle = cycleWith({ approved: 4 })
const filesOf = ({ state, draft, draftDigest, submissions }: typeof cycle) =>
  publicationFiles({
    ...{ definition, state, draft, draftDigest, submissions, findings: [], version: 1 },
    publishedAt: '2021-02-03T08:00:00.000Z',
  })
const files = filesOf(cycle)
const reading = {
  definitions: ['gid-2019', 'gid-2021'].map((id) => compileDefinition(shippedDefinition(id)!)),
  readPdf: () => Promise.reject(new Error('no PDF')),
}
async function read(name: string, from = files): Promise<PrintedReport> {
  const report = await readReportFile(from.get(`r/tongjiang-2020/v1/${name}`)!, name, reading)
  if ('problem' in report) throw new Error(report.problem.en)
  return report
}

/** Each paragraph on a line. */
function wordsIn(docx: Uint8Array): string[] {
  const zip = ZipFile.open(docx)
  if ('problem' in zip) throw new Error(zip.problem.en)
  return zip
    .text('word/document.xml')!
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .split('\n')
}

describe('what a published file says to who reads it as any other report', () => {
  test.each(['report.docx', 'index.html'])('%s: every cell is the one that was signed', async (name) => {
    const { figures, year } = await read(name)
    expect(year).toBe(2020)
    expect(figures).toEqual(cycle.draft.figures)
  })
})

test('the same report makes the same bytes', () => {
  const again = filesOf({ ...cycle, submissions: [...cycle.submissions].reverse() })
  const path = 'r/tongjiang-2020/v1/report.docx'
  expect(Buffer.compare(Buffer.from(again.get(path)!), Buffer.from(files.get(path)!))).toBe(0)
})

describe('what was not received', () => {
  const withGaps = cycleWith({ approved: 4, missing: ['office', 'market'] })
  const gapFiles = filesOf(withGaps)
  const words = wordsIn(gapFiles.get('r/tongjiang-2020/v1/report.docx')!)

  test('is said on paper where the page says it', () => {
    const page = Buffer.from(gapFiles.get('r/tongjiang-2020/v1/index.html')!).toString()
    const said = page.match(/（应由[^<]*汇总时没有收进）|※ 本表没有[^<]*/g)
    expect(said).toHaveLength(6)
    expect(words.filter((line) => /应由|本表没有/.test(line))).toEqual(said)
    expect(words).not.toContain('无。')
  })

  test('marks each figure on paper that it is missing from, and is read back without the mark', async () => {
    expect(words).toContain('2100※')
    for (const name of ['report.docx', 'index.html']) {
      const { figures } = await read(name, gapFiles)
      expect(figures).toEqual(withGaps.draft.figures)
    }
  })
})

test('what several units wrote has the name of each above it, on paper too', () => {
  const inspection = shippedDefinition('safety-inspection')!
  const draft = {
    ...cycle.draft,
    figures: Object.fromEntries(compileDefinition(inspection).cells.map(({ id }) => [id, '0'])),
    texts: { work: ['police', 'market'].map((by) => ({ by, text: '组织检查12次。' })) },
  }
  const paper = { title: inspection.title, issuer: draft.issuer, version: 1 }
  const words = wordsIn(reportDocx(inspection, draft, paper))
  const names = ['police', 'market'].map((unit) => draft.slices.find((slice) => slice.unit === unit)!.name.zh)
  expect(words.slice(words.indexOf(names[0]!)).slice(0, 4)).toEqual([
    names[0],
    '组织检查12次。',
    names[1],
    '组织检查12次。',
  ])
})
