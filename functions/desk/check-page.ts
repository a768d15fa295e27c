import { entryOf, present } from '../../shared/present.ts'
import './old-browsers-reading.ts'
import { checkPrintedReports, type PrintedCheck } from '../../shared/printed/check/printed-check.ts'
import { readReportFile } from '../../shared/printed/files/read-file.ts'
import type { UnreadableFile } from '../../shared/printed/printed-document.ts'
import type { PrintedReport } from '../../shared/printed/printed-report.ts'
import { withTyped } from '../../shared/printed/typed-cells.ts'
import { type Cell, compileDefinition } from '../../shared/report/cells.ts'
import { showFigure } from '../../shared/report/figure.ts'
import type { Finding } from '../../shared/report/finding.ts'
import { blocking } from '../../shared/report/finding.ts'
import type { Language, LocalizedText, ReportDefinition, ReportTable } from '../../shared/report/report-definition.ts'
import { unopenedFile } from '../../shared/words/printed/unopened-file.ts'
import { checkPageTexts as page } from '../../shared/words/public/check-page-texts.ts'
import { checkTexts as words } from '../../shared/words/public/check-texts.ts'
import { onPage } from './element.ts'
import { bytesOf } from './given-file.ts'
import type { PdfScript } from './pdf-script.ts'

/** The public check page: files are read here, in the reader's browser, and go nowhere. */

const language: Language = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en'
const say = (text: LocalizedText): string => text[language]
const byId = (id: string): HTMLElement => onPage(document, `#${id}`)
const formats = byId('formats')
const definitions = (JSON.parse(formats.textContent ?? '[]') as ReportDefinition[]).map(compileDefinition)

type Read = {
  name: string
  result: PrintedReport | UnreadableFile
  /** What the reader typed for cells that were not read. */
  typed: Record<string, string>
}
let reads: Read[] = []
/** A pasted table may say neither whose it is nor of which year: each is a report of its own. */
let pastes = 0

function make(name: string, text = '', kind = ''): HTMLElement {
  const element = document.createElement(name)
  if (text) element.textContent = text
  if (kind) element.className = kind
  return element
}

async function readPdf(bytes: Uint8Array) {
  const { pdf, pdfLibrary } = formats.dataset
  if (!pdf || !pdfLibrary || typeof structuredClone !== 'function') throw new Error('pdf')
  const [reader, library] = [pdf, pdfLibrary].map((address) => new URL(address, document.baseURI).href)
  await import(present(reader, 'reader'))
  return (window as unknown as { lianbaoPdf: PdfScript }).lianbaoPdf.readPdf(present(library, 'library'), bytes)
}

async function readOne(file: File): Promise<Read['result']> {
  const { name } = file
  const bytes = await bytesOf(file)
  if (!bytes) return { problem: unopenedFile }
  try {
    return await readReportFile(bytes, name, { definitions, readPdf })
  } catch (error) {
    if (/\.pdf$/i.test(name)) return { problem: page.noPdf }
    throw error
  }
}

async function take(files: readonly File[]): Promise<void> {
  byId('status').textContent = say(page.reading)
  const before = reads
  for (const file of files) {
    const read = { name: file.name, result: await readOne(file), typed: {} }
    reads = [...reads.filter((one) => before.indexOf(one) < 0 || !isAgain(one, read)), read]
  }
  show()
  byId('status').textContent = say(page.done)
}

/** Given again, mended. A report of another year or body may have the same name. */
const isAgain = (old: Read, { name, result }: Read): boolean =>
  old.name === name &&
  ('problem' in old.result ||
    (!('problem' in result) && old.result.year === result.year && old.result.issuer === result.issuer))

function show(): void {
  const shown = reads.map((read) => ({
    read,
    result: 'problem' in read.result ? read.result : withTyped(read.result, read.typed),
  }))
  const reports = shown.flatMap(({ result }) => ('problem' in result ? [] : [result]))
  const checks = new Map(checkPrintedReports(reports).map((one) => [one.report, one]))
  const results = byId('results')
  results.textContent = ''
  for (const { read, result } of shown) {
    results.append(
      'problem' in result
        ? verdictBox('unreadable', read.name, say(result.problem))
        : resultOf(read, entryOf(checks, result)),
    )
  }
  byId('tools').hidden = reads.length === 0
}

const marks = { clean: '✓', broken: '✕', incomplete: '?', unreadable: '!' }

function verdictBox(kind: keyof typeof marks, title: string, text: string): HTMLElement {
  const box = make('section', '', `verdict ${kind}`)
  box.append(make('h2', `${marks[kind]} ${title}`), make('p', text))
  return box
}

function resultOf(read: Read, check: PrintedCheck): DocumentFragment {
  const { report, verdict, extent, findings, notApplicable, notes, checked } = check
  const must = blocking(findings).length
  const whole = document.createDocumentFragment()
  const title = say(words.verdict(verdict, must, findings.length - must))
  const about = [read.name, report.issuer, report.year ?? '', say(report.compiled.definition.title)]
    .filter(Boolean)
    .join(' · ')
  const own = Object.keys(read.typed).filter((id) => report.figures[id] !== null).length
  const ofThem = own > 0 ? ` ${say(page.typedCells)}${own}` : ''
  whole.append(verdictBox(verdict, title, `${about}${say(words.extent(checked, extent))}${ofThem}`))
  if (findings.length > 0) whole.append(make('h3', say(page.found)), findingList(findings))
  if (report.unread.length > 0) {
    const lines = report.unread.map(({ cells, printed, reason }) => {
      const first = report.compiled.byId.get(cells[0] ?? '')
      return say(
        words.unreadLine((cells.length === 1 ? first?.name : first?.rowName) ?? { zh: '', en: '' }, printed, reason),
      )
    })
    whole.append(make('h3', say(words.unread)), list(lines))
  }
  const reasons = [...new Set(notApplicable.map(({ reason }) => say(reason)))]
  if (reasons.length > 0) whole.append(make('h3', say(words.notChecked)), list(reasons))
  if (notes.length > 0) whole.append(make('h3', say(words.notes)), list(notes.map(say)))
  whole.append(make('h3', say(page.readTitle)))
  if (verdict === 'incomplete' || Object.keys(read.typed).length > 0)
    whole.append(make('p', say(page.typeHere), 'kinds'))
  for (const table of report.compiled.definition.tables) whole.append(...tablesRead(table, read, check))
  return whole
}

function list(lines: readonly string[]): HTMLElement {
  const all = make('ul')
  for (const line of lines) all.append(make('li', line))
  return all
}

function findingList(findings: readonly Finding[]): HTMLElement {
  const all = make('ul')
  let advised = ''
  for (const finding of findings) {
    const item = make('li')
    item.append(make('strong', `［${say(words.severity[finding.severity])}］`), say(finding.message))
    if (say(finding.advice) !== advised) item.append(make('br'), `${say(words.advice)}${say(finding.advice)}`)
    advised = say(finding.advice)
    all.append(item)
  }
  return all
}

/** What was read, as the form has it; cells of a finding are marked, rows of zeros can be shown. */
function tablesRead(table: ReportTable, read: Read, { report, findings, inferred }: PrintedCheck): HTMLElement[] {
  const marked = new Set(findings.flatMap(({ root, cells }) => (root ? [root.cell] : cells)))
  const lost = new Set([...report.unread.flatMap(({ cells }) => cells), ...Object.keys(report.unitless)])
  return table.blocks.flatMap((block) => {
    const idOf = (row: string, column: string) => `${table.id}.${row}.${column}`
    const frame = make('table', '', 'read')
    const head = make('tr')
    head.append(
      make('th', block.label ? say(block.label) : say(page.row)),
      ...block.columns.map((column) => make('th', say(column.name ?? column.label))),
    )
    frame.append(head)
    let hidden = 0
    for (const row of block.rows) {
      const line = make('tr')
      const label = make('th', say(row.name ?? row.label))
      label.setAttribute('scope', 'row')
      line.append(label)
      for (const column of block.columns) {
        const id = idOf(row.id, column.id)
        const figure = report.figures[id]
        const text = lost.has(id)
          ? (report.printed[id] ?? '') || '?'
          : showFigure(figure ?? null, column.type ?? row.type ?? table.type ?? { kind: 'count' }, language)
        const kind = [figure === '0' && 'zero', marked.has(id) && 'marked', (lost.has(id) || figure === null) && 'lost']
          .filter(Boolean)
          .join(' ')
        const ask = lost.has(id) || (figure === null && !inferred.includes(id)) || read.typed[id] !== undefined
        const cell = make('td', ask ? '' : text, kind)
        if (ask) cell.append(box(read, report.compiled.byId.get(id), text))
        line.append(cell)
      }
      const zero = block.columns.every(
        ({ id }) =>
          report.figures[idOf(row.id, id)] === '0' &&
          !marked.has(idOf(row.id, id)) &&
          read.typed[idOf(row.id, id)] === undefined,
      )
      if (zero && block.rows.length > 4) {
        line.hidden = true
        hidden++
      }
      frame.append(line)
    }
    const wide = make('div', '', 'wide')
    wide.append(frame)
    return hidden > 0 ? [wide, unfold(frame, hidden)] : [wide]
  })
}

/** Where a cell was not read its reader types what is printed there, and the check goes on with it. */
function box({ typed }: Read, cell: Cell | undefined, text: string): HTMLInputElement {
  const input = document.createElement('input')
  const id = cell?.id ?? ''
  input.value = typed[id] ?? (text === '?' ? '' : text)
  input.name = id
  input.setAttribute('aria-label', cell ? say(cell.name) : '')
  input.addEventListener('change', () => {
    typed[id] = input.value
    // The focus has moved on only after this; it is given back to the box that takes its place.
    setTimeout(() => {
      const next = document.activeElement instanceof HTMLInputElement ? document.activeElement.name : ''
      show()
      if (next) document.querySelector<HTMLInputElement>(`#results input[name="${next}"]`)?.focus()
    })
  })
  return input
}

function unfold(frame: HTMLElement, hidden: number): HTMLElement {
  const line = make('p', `${say(page.zeroRows)}（${hidden}） `, 'kinds')
  const button = make('button', say(page.showAll))
  button.addEventListener('click', () => {
    for (const row of Array.from(frame.querySelectorAll('tr'))) row.hidden = false
    line.remove()
  })
  line.append(button)
  return line
}

const input = byId('files') as HTMLInputElement
async function takeChosen(): Promise<void> {
  if (!input.files?.length) return
  await take(Array.from(input.files))
  input.value = ''
}
input.addEventListener('change', takeChosen)
// On a slow line or an old computer a file may be chosen before this script is there.
void takeChosen()
const drop = byId('drop')
for (const name of ['dragover', 'drop', 'dragleave']) {
  document.addEventListener(name, (event) => {
    event.preventDefault()
    drop.classList.toggle('over', name === 'dragover')
    if (name === 'drop') void take(Array.from(present((event as DragEvent).dataTransfer, 'dataTransfer').files))
  })
}
document.addEventListener('paste', (event) => {
  const data = event.clipboardData
  if (!data) return
  if (data.files.length > 0) void take(Array.from(data.files))
  else {
    const text = data.getData('text/html') || data.getData('text/plain')
    if (text.trim() !== '') void take([new File([text], `${say(page.pasted)} ${++pastes}`)])
  }
})
byId('print').addEventListener('click', () => print())
byId('clear').addEventListener('click', () => {
  reads = []
  show()
  byId('status').textContent = ''
})
