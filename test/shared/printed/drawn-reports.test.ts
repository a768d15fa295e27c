import { describe, expect, it } from 'vitest'
import type { DraftDocument } from '../../../shared/draft/draft.ts'
import { officialTable } from '../../../shared/pages/report/official-table.ts'
import { reportBody } from '../../../shared/pages/report/report-body.ts'
import { reportDocx } from '../../../shared/pages/report/report-docx.ts'
import { sliceWorkbook } from '../../../shared/pages/slice/slice-workbook.ts'
import { entryOf } from '../../../shared/present.ts'
import { readDocument } from '../../../shared/printed/document-report.ts'
import { readDocx } from '../../../shared/printed/files/docx.ts'
import { readHtml } from '../../../shared/printed/files/html.ts'
import { ZipFile } from '../../../shared/printed/files/zip.ts'
import { placePasted } from '../../../shared/printed/pasted-block.ts'
import { readPrintedValue } from '../../../shared/printed/printed-values.ts'
import { readTemplate } from '../../../shared/printed/slice-template.ts'
import { type Cell, compileDefinition, deriveTotals, inputCells } from '../../../shared/report/cells.ts'
import { checkDefinition } from '../../../shared/report/definition/definition-check.ts'
import { canonical } from '../../../shared/report/figure.ts'
import { reportDefinition } from '../../../shared/report/report-definition.ts'
import { drawnReport } from '../../fixtures/drawn-report.ts'
import { Random } from '../../simulation/random.ts'

/** A report as data, with figures as they come: what we print of it is read back cell by cell, whatever its words and its shape. */
describe.each(Array.from({ length: 60 }, (_, n) => n + 1))('drawn report %i', (seed) => {
  const random = new Random(seed)
  const document = drawnReport(random)
  const definition = reportDefinition.parse(document)
  const compiled = compileDefinition(definition)
  const inputs = inputCells(compiled, ['office'])
  const figures = deriveTotals(compiled, Object.fromEntries(inputs.map((cell) => [cell.id, drawnFigure(cell)])))
  const draft = {
    figures,
    slices: [],
    gaps: [],
    texts: Object.fromEntries(definition.parts.map(({ id }) => [id, []])),
  } as unknown as DraftDocument

  function drawnFigure({ kind }: Cell): string {
    if (kind.kind === 'change') return String(random.whole(-20, 20))
    if (kind.kind === 'amount' && kind.scale > 0) return canonical(String(random.whole(0, 5000) / 100))
    return String(random.whole(0, random.pick([2, 12, 130])))
  }

  it('may be loaded', () => {
    expect(checkDefinition(document)).toEqual([])
  })

  it('is read back from its page', async () => {
    const page = readHtml(String(await reportBody(definition, draft, 'zh')))
    expect(readDocument(page, 'page.html', [compiled])).toMatchObject({ figures, unread: [], missing: [] })
  })

  it('is read back from its English page', async () => {
    const page = readHtml(String(await reportBody(definition, draft, 'en')))
    expect(readDocument(page, 'page.html', [compiled])).toMatchObject({ figures, unread: [], missing: [] })
  })

  it('is read back from its document', () => {
    const paper = { title: definition.title, issuer: { name: { zh: '滨海区', en: 'Binhai' } }, version: 1 }
    const zip = ZipFile.open(reportDocx(definition, draft, paper))
    if ('problem' in zip) throw new Error(zip.problem.zh)
    const read = readDocx(zip, 'word/document.xml')
    if ('problem' in read) throw new Error(read.problem.zh)
    expect(readDocument(read, 'report.docx', [compiled])).toMatchObject({ figures, unread: [], missing: [] })
  })

  it('without one of its tables gives no figure of another in its place', async () => {
    const whole = String(await reportBody(definition, draft, 'zh'))
    const tables = whole.match(/<table[\s\S]*?<\/table>/g) ?? []
    for (const table of tables) {
      const read = readDocument(readHtml(whole.replace(table, '')), 'page.html', [compiled])
      if ('problem' in read) continue
      const told = new Set(read.unread.flatMap(({ cells }) => cells))
      const other = compiled.cells.filter(({ id }) => read.figures[id] !== figures[id] && !told.has(id))
      expect(other.filter(({ id }) => read.figures[id] !== null)).toEqual([])
    }
  })

  it('takes a copied table, or a row of it with its name, into its own cells or none', async () => {
    const own = new Set(inputs.map(({ id }) => id))
    for (const table of definition.tables) {
      const at = inputs.find((cell) => cell.table === table.id)
      if (!at) continue
      const html = String(await officialTable(compiled, table, figures, 'zh', { caption: table.id }))
      const mine = Object.fromEntries(
        inputs.flatMap(({ id, table: of }) => (of === table.id ? [[id, figures[id]]] : [])),
      )
      const placed = placePasted({ html, text: '' }, compiled, own, at.id)
      expect(placed === 'single' || 'refused' in placed ? undefined : read(placed.cells)).toEqual(mine)
      const rows = html.match(/<tr>[\s\S]*?<\/tr>/g) ?? []
      for (const row of rows) {
        const one = placePasted({ html: `<table>${row}</table>`, text: '' }, compiled, own, at.id)
        if (one === 'single' || 'refused' in one) continue
        expect(mine).toMatchObject(read(one.cells))
      }
    }
  })

  const read = (cells: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(cells).map(([id, text]) => {
        const value = readPrintedValue(text, entryOf(compiled.byId, id), undefined)
        return [id, 'figure' in value ? value.figure : text]
      }),
    )

  it('is read back from a unit’s template', () => {
    const form = { compiled, roles: ['office'], cycle: 'c', unitId: 'office' }
    const of = { unit: { zh: '办公室', en: 'Office' }, year: 2025, texts: {}, lastYear: {}, language: 'zh' as const }
    const book = sliceWorkbook({ ...form, ...of, figures, is: { cycle: 'c', unitId: 'office' } })
    const values = Object.fromEntries(inputs.map(({ id }) => [`cell:${id}`, figures[id]]))
    expect(readTemplate(book, form)).toMatchObject({ values, unread: [] })
  })
})
