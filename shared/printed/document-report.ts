import { firstOf, present } from '../present.ts'
import type { CompiledDefinition } from '../report/cells.ts'
import { fileNotes } from '../words/printed/file-notes.ts'
import { unreadableFiles } from '../words/printed/unreadable-files.ts'
import { exactGrids } from './exact-layout.ts'
import { labelKey } from './labels.ts'
import {
  type DocumentPart,
  distinctCells,
  type Grid,
  type PrintedDocument,
  tooMuchInside,
  type UnreadableFile,
} from './printed-document.ts'
import type { PrintedReport } from './printed-report.ts'
import { labelIndex, TableReader } from './printed-tables.ts'
import { rowsOfText } from './text-rows.ts'
import { simplified } from './traditional.ts'

/**
 * What a document says as a report of one of these definitions: the one whose labels it has most of. Figures from its tables,
 * or from its text where the tables have become text; the narrative by part.
 *
 * @param name of the file without its folder: its id, and year and issuer where the document does not say them
 */
export function readDocument(
  printed: PrintedDocument,
  name: string,
  definitions: readonly CompiledDefinition[],
): PrintedReport | UnreadableFile {
  if (isTooMuch(printed)) return tooMuchInside
  const document = simplified(printed)
  const compiled = likeliest(document, definitions)
  if (!compiled) return { problem: unreadableFiles.noTables }
  const parts = shownParts(document.parts, compiled)
  const texts = parts.flatMap(textOfPart)
  const reader = new TableReader(compiled)
  const grids = parts.flatMap((part) => ('grid' in part ? [part.grid] : []))
  reader.readAll(grids, exactGrids(grids, compiled))
  const running = hasRows(parts, compiled) ? undefined : rowsOfText(texts.join('\n'), labelIndex(compiled))
  if (running) reader.read(running.grid, { loose: true })
  const tables = reader.finish()
  const narrative = running ? running.rest.split('\n') : texts
  if (narrative.reduce((letters, { length }) => letters + length, 0) > mostNarrative) return tooMuchInside
  const year = yearOf(texts, name)
  const id = name.replace(/\.[A-Za-z]{2,5}$/, '')
  return {
    id,
    issuer: issuerOf(texts, id, year),
    year,
    compiled,
    ...tables,
    claims: [],
    ...textsByPart(narrative, compiled),
    children: undefined,
    childrenNote: undefined,
    partOf: undefined,
    notes: [
      ...document.notes,
      ...(running ? [fileNotes.runningText] : []),
      ...(year === undefined ? [fileNotes.noYear] : []),
      ...tables.notes,
    ],
  }
}

/** Rows and cells with something in them; a sheet with a register of requests may lie beside a report. */
function isTooMuch({ parts }: PrintedDocument): boolean {
  let [rows, cells] = [0, 0]
  for (const part of parts) {
    if (!('grid' in part)) continue
    for (const row of part.grid) {
      const filled = distinctCells(row).filter(({ cell }) => cell.text !== '').length
      rows += Math.sign(filled)
      cells += filled
    }
  }
  return parts.length > mostParts || rows > mostRows || cells > mostCells
}

/** Enough distinct labels to be a report, and which definition has most of them; the later one when it is even. */
function likeliest(
  document: PrintedDocument,
  definitions: readonly CompiledDefinition[],
): CompiledDefinition | undefined {
  const text = labelKeyText(
    document.parts
      .map((part) => ('text' in part ? part.text : part.grid.map((row) => row.map((c) => c.text).join('')).join('')))
      .join('')
      .slice(0, mostLetters),
  )
  const scored = definitions.map((compiled) => {
    const keys = new Set(
      labelIndex(compiled)
        .spellings()
        .filter(({ text: key }) => key.length >= 4)
        .map(({ text: key }) => key),
    )
    return { compiled, score: [...keys].filter((key) => text.includes(key)).length }
  })
  const best = scored.toSorted(
    (a, b) => b.score - a.score || b.compiled.definition.id.localeCompare(a.compiled.definition.id),
  )[0]
  // A small report has few labels; a table that is its own to the letter is enough.
  const grids = document.parts.flatMap((part) => ('grid' in part ? [part.grid] : []))
  return best && (best.score >= fewestLabels || exactGrids(grids, best.compiled).size > 0) ? best.compiled : undefined
}

const fewestLabels = 4
/** A report has a few hundred paragraphs and some ten thousand characters. */
const mostParts = 20_000
const mostRows = 20_000
const mostCells = 100_000
const mostLetters = 1_000_000
const labelKeyText = (text: string): string => text.normalize('NFKC').replace(/[^\p{Letter}\p{Number}]/gu, '')

/**
 * Without the boxes that a page does not show, where it shows the same: an older copy lies hidden beside a report. Tabs hide most of
 * a report that is shown nowhere else; they belong to it.
 */
function shownParts(parts: readonly DocumentPart[], compiled: CompiledDefinition): readonly DocumentPart[] {
  if (!parts.some(({ unseen }) => unseen)) return parts
  const index = labelIndex(compiled)
  const labels = (part: DocumentPart) =>
    'text' in part
      ? []
      : part.grid.flatMap((row) =>
          distinctCells(row).flatMap(({ cell }) =>
            index.find(cell.text, ['row', 'column']).some(({ exact }) => exact) ? [labelKey(cell.text)] : [],
          ),
        )
  const shown = new Set(parts.filter(({ unseen }) => !unseen).flatMap(labels))
  const isCopy = (part: DocumentPart) => {
    const own = labels(part)
    return own.length > 0 && own.filter((label) => shown.has(label)).length * 2 >= own.length
  }
  const copies = new Set(parts.filter((part) => part.unseen && isCopy(part)))
  return copies.size === 0 ? parts : parts.filter((part) => !part.unseen || ('grid' in part && !copies.has(part)))
}

/** Whether any table of the document has a row of the definition with figures or room for them. */
function hasRows(parts: readonly DocumentPart[], compiled: CompiledDefinition): boolean {
  const index = labelIndex(compiled)
  const grids = parts.flatMap((part) => ('grid' in part ? [part.grid] : []))
  const rows = grids.flat().filter((row) => {
    const cells = distinctCells(row)
    return cells.length > 1 && cells.some(({ cell }) => index.find(cell.text, ['row']).some(({ exact }) => exact))
  })
  return rows.length >= 2
}

/** A table that has only one cell in each row is text in a frame. */
function textOfPart(part: DocumentPart): string[] {
  if ('text' in part) return [part.text]
  const framed = (row: Grid[number]) => new Set(row.filter(({ text }) => text !== '')).size === 1
  return part.grid.filter(framed).map(
    (row) =>
      present(
        row.find(({ text }) => text !== ''),
        'row',
      ).text,
  )
}

const title =
  /^(.{0,60}?)(20\d\d)\s*年?度?((?:(?!20\d\d).){0,40}?)政府信息公开(?:工作)?(?:情况)?的?(?:年度|年)?(?:工作)?报告/u
/** 某某局政府信息公开工作年度报告（2023年度） */
const titleBeforeYear = /^(.{0,60}?)政府信息公开(?:工作)?(?:情况)?的?(?:年度|年)?(?:工作)?报告\((20\d\d)年?度?\)/u

/** 某某局政府信息公开工作年度报告 */
const titleOfNoYear = /^(.{2,60}?)政府信息公开(?:工作)?(?:情况)?的?(?:年度|年)?(?:工作)?报告$/u

type Title = { year?: string; body: string | undefined }

function titleIn(text: string): Title | undefined {
  const [, before = '', year, behind = ''] = title.exec(text) ?? []
  if (year !== undefined) return { year, body: bodyNamedIn(before + behind) }
  const [, owner = '', last] = titleBeforeYear.exec(text) ?? []
  if (last !== undefined) return { year: last, body: bodyNamedIn(owner) }
  const body = bodyNamedIn(titleOfNoYear.exec(text)?.[1] ?? '')
  return body === undefined ? undefined : { body }
}
const bodyNamedIn = (words: string): string | undefined => bodyIn(words.replace(/关于|标题[:：]?|的$/g, ''))

/** What is called so, titles apart from sentences: those speak of other years' reports and of other bodies' too. */
function titlesOf(head: readonly string[]): { titles: Title[]; sentences: Title[] } {
  const lines = titleLines(head)
  const [titles = [], sentences = []] = [false, true].map((is) =>
    lines.filter((line) => /[,，。;；]/u.test(line) === is).flatMap((line) => titleIn(line) ?? []),
  )
  return { titles, sentences }
}

/** Lines that may be the title; it may begin on the line before, which then holds nothing but a name, or end on the next. */
const titleLines = (head: readonly string[]): string[] => [
  ...head.flatMap((line, n) => [`${onlyName.test(head[n - 1] ?? '') ? head[n - 1] : ''}${line}`, line]),
  // After all that stand on one line, for what leads to a page names years too.
  ...head.flatMap((line, n) => (/20\d\d/.test(line) ? [`${line}${head[n + 1] ?? ''}`] : [])),
]

function yearOf(texts: readonly string[], name: string): number | undefined {
  const head = headOf(texts)
  const { titles, sentences } = titlesOf(head)
  // What leads to the report of another year says whose it is more seldom than the title does.
  const likeliest = (called: readonly Title[]) =>
    [...called.filter(({ body }) => body), ...called].find(({ year }) => year)?.year
  const found =
    likeliest(titles) ??
    head.map((text) => /(20\d\d)年1月1日/.exec(text)?.[1]).find(Boolean) ??
    likeliest(sentences) ??
    /(?<!\d)(20\d\d)(?!\d)/.exec(name)?.[1] ??
    head.map((text) => /(20\d\d)年度?政府信息公开/.exec(text)?.[1]).find(Boolean)
  return found === undefined ? undefined : Number(found)
}

function issuerOf(texts: readonly string[], name: string, ofYear: number | undefined): string {
  const head = headOf(texts)
  const { titles, sentences } = titlesOf(head)
  const named = (called: readonly Title[]) => called.find(({ body }) => body)?.body
  const author = head.map((text) => bodyIn(/由(.{2,30}?)(?:根据|依据|编制|按照)/u.exec(text)?.[1] ?? '')).find(Boolean)
  return (
    named(titles.filter(({ year }) => year)) ??
    named(titles) ??
    author ??
    named(sentences.filter(({ year }) => Number(year) === ofYear)) ??
    name.replace(/[-_ ]?20\d\d年?度?[-_ ]?/, '')
  )
}

const onlyName = /^(?!.*(?:公开|年报|首页|位置|栏目|来源|标题|日期))[\p{Script=Han}()·〇]{3,40}$/u

const headOf = (texts: readonly string[]): string[] =>
  texts
    .flatMap((text) => text.split('\n'))
    .slice(0, 60)
    .map((text) => text.normalize('NFKC').replace(/\s+/g, '').replace(yearInWords, inDigits))

/** 二〇二三年 */
const yearInWords = /二[〇零○][〇零○一二三四五六七八九]{2}(?=年)/gu
const inDigits = (words: string): string =>
  words.replace(/[零○]/gu, '〇').replace(/./gu, (word) => String('〇一二三四五六七八九'.indexOf(word)))

/** The name of a public body at the end of these words. */
const bodyIn = (words: string): string | undefined =>
  /[\p{Script=Han}()·〇]{2,40}(?:政府|局|办|室|委|会|厅|院|所|中心|乡|镇|街道|处|部|署|队|站|校|馆|区|行|社|公司)$/u.exec(
    words.replace(/^.*[,，。:：>|]/u, ''),
  )?.[0]

/** Narrative under the part whose heading it follows; before the first heading it is the overview's. */
/** What is compared with the tables; a report's narrative has some ten thousand characters. */
const mostNarrative = 200_000

function textsByPart(
  lines: readonly string[],
  { definition }: CompiledDefinition,
): Pick<PrintedReport, 'texts' | 'preface'> {
  const headings = definition.parts.map((part) => ({ id: part.id, key: labelKey(part.title.zh) }))
  let current = definition.parts.find(({ body }) => body.kind === 'narrative')?.id ?? firstOf(definition.parts).id
  const found: Record<string, string> = {}
  let preface: string | undefined
  for (const line of lines.flatMap((text) => text.split('\n'))) {
    const numbered = /^\s*[一二三四五六七八九][、.．]/u.exec(line)
    const heading = numbered && headings.find(({ key }) => beginsWith(line.slice(numbered[0].length), key))
    if (heading) {
      preface ??= found[current] ?? ''
      current = heading.id
    }
    const body = heading ? afterLetters(line, numbered[0].length, heading.key.length) : line
    if (body.trim()) found[current] = `${found[current] ?? ''}${body.trim()}\n`
  }
  return { texts: found, preface: preface ?? found[current] ?? '' }
}

/** Whether a line begins with this heading, or is a heading that has most of its letters (行政复议与行政诉讼情况). */
function beginsWith(line: string, key: string): boolean {
  const letters = labelKeyText(line)
  if (letters.startsWith(key)) return true
  const shared = [...new Set(key)].filter((char) => letters.includes(char)).length
  return line.length < 40 && !/[,，。；;]/u.test(line) && shared >= 0.7 * new Set(key).size
}

/** What follows so many letters, wherever punctuation and spaces stand between them. */
function afterLetters(line: string, from: number, letters: number): string {
  let left = letters
  let at = from
  while (at < line.length && left > 0) if (/[\p{Letter}\p{Number}]/u.test(line.charAt(at++))) left--
  return line.slice(at)
}
