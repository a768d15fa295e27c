import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readPdf } from '../../../../functions/reading/pdf-pages.ts'
import { checkPrintedReports } from '../../../../shared/printed/check/printed-check.ts'
import { readJsonReport } from '../../../../shared/printed/files/json.ts'
import { readReportFile } from '../../../../shared/printed/files/read-file.ts'
import { printedFormats } from '../../../../shared/printed/formats.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../../shared/report/definitions/shipped.ts'
import { checkQuotes } from '../../../../shared/report/quotes.ts'

/**
 * Published files that the repository holds no copy of, where they lie beside it: the official blank form, two PDFs, texts of
 * thirteen reports as they were published, and sentences with what they state. Without them these tests are skipped, and say so.
 */
const beside = new URL('../../../../../shared/data/', import.meta.url)
const there = existsSync(new URL('files/', beside))
if (!there)
  console.warn('SKIPPED: no published files beside the repository (../shared/data); only generated ones were read')

const definitions = printedFormats()
const bytesOf = (path: string) => new Uint8Array(readFileSync(new URL(path, beside)))
async function read(path: string) {
  const report = await readReportFile(bytesOf(path), path.split('/').at(-1)!, { definitions, readPdf })
  if ('problem' in report) throw new Error(report.problem.en)
  return report
}
function transcribed(path: string) {
  const report = readJsonReport(readFileSync(new URL(path, beside), 'utf8'), definitions)
  if ('problem' in report) throw new Error(report.problem.en)
  return report
}

describe.skipIf(!there)('published files', () => {
  test('the official blank form: every row and column is found, and nothing is read from it', async () => {
    const report = await read('files/official-form-2021.docx')
    expect(Object.keys(report.printed)).toHaveLength(200)
    expect(Object.values(report.figures).every((figure) => figure === null)).toBe(true)
    expect(report.missing).toEqual([])
    expect(checkPrintedReports([report])[0]!.verdict).toBe('incomplete')
  })

  test.each(['huaian-2024', 'hongze-2023'])('%s.pdf: every cell right', async (name) => {
    const report = await read(`files/${name}.pdf`)
    // One row 其他处理 stands for the three, so the two above it are covered where the transcription has blanks.
    const printed = Object.fromEntries(
      Object.entries(report.figures).map(([id, figure]) => [id, report.covered.includes(id) ? null : figure]),
    )
    expect(printed).toEqual(transcribed(`reports/${name}.json`).figures)
    expect([report.unread, report.missing]).toEqual([[], []])
  })

  const texts = there ? readdirSync(new URL('raw-2/', beside)).map((name) => name.replace('.txt', '')) : []
  test.each(texts)('%s.txt: what a script transcribed, and nothing else', async (name) => {
    const report = await read(`raw-2/${name}.txt`)
    const known = transcribed(`reports-2/${name}.json`)
    expect(report.compiled).toBe(known.compiled)
    for (const { id } of known.compiled.cells) {
      if (known.figures[id] !== null) expect([id, report.figures[id]]).toEqual([id, known.figures[id]])
    }
    const more = known.compiled.cells.filter(({ id }) => known.figures[id] === null && report.figures[id] !== null)
    // 徐望镇: a row of three zeros whose label is lost stands where only 规章 can; it is read there, and said.
    expect(new Set(more.map(({ row }) => row))).toEqual(new Set(name === 'hantai-xuwang-2025' ? ['rules'] : []))
  })

  test('every violation that a script found in thirteen reports, and no other', () => {
    const found = texts.flatMap((name) => {
      const [check] = checkPrintedReports([transcribed(`reports-2/${name}.json`)])
      return check!.findings
        .filter(({ relation }) => !/^(form|slip|outlier)\./.test(relation))
        .map(({ relation, where, left, right }) => [name, relation, where.zh, left, right].join(' | '))
    })
    const expected = texts.flatMap((name) => {
      const { violations } = JSON.parse(readFileSync(new URL(`reports-2/${name}.json`, beside), 'utf8'))
      return violations.map((one: Record<string, unknown>) =>
        [name, one.relation, one.where, one.left, one.right].join(' | '),
      )
    })
    expect(found.toSorted()).toEqual(expected.toSorted())
  })

  test('what sentences state', () => {
    const compiled = compileDefinition(shippedDefinition('gid-2021')!)
    const nowhere = Object.fromEntries(compiled.cells.map(({ id }) => [id, '987654']))
    const quotes = JSON.parse(readFileSync(new URL('quotes.json', beside), 'utf8')) as {
      sentence: string
      quote: string
      number: string
    }[]
    for (const { sentence, quote, number } of quotes) {
      const said = checkQuotes(compiled, nowhere, { overview: sentence }).findings.map(({ instance }) => instance)
      expect([sentence, said]).toEqual([sentence, expect.arrayContaining([`text-vs-table(${quote}:${number})`])])
    }
    expect(quotes.length).toBeGreaterThan(30)
  })
})
