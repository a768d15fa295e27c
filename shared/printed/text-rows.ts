import { entryOf, itemAt } from '../present.ts'
import { invisible } from '../report/figure.ts'
import type { Label, LabelIndex } from './labels.ts'
import type { Grid, GridCell } from './printed-document.ts'
import { inNormalWidth, looksLikeValue } from './printed-values.ts'

/**
 * Tables that have become running text: copied from a page or a PDF, one cell a line, between bars, or with nothing between
 * label and figures at all (`规章000行政规范性文件606`). The labels of the form are looked for in the text; what follows each up to the
 * next is its figures.
 *
 * @returns rows of label and figures as far as the text has them, and what of the text is no table
 */
export function rowsOfText(source: string, index: LabelIndex): { grid: Grid; rest: string } {
  const text = inNormalWidth(source.slice(0, mostText)).replace(invisible, '')
  const anchors = withWholeLines(text, anchorsIn(text, index), index)
  const first = anchors.findIndex(({ labels }) => labels.some(({ kind }) => kind === 'column' || kind === 'block'))
  if (first < 0) return { grid: [], rest: text }
  const rows: GridCell[][] = []
  const used: [number, number][] = []
  let heads: string[] = []
  let groups: string[] = []
  let amongRows = false
  const endHead = () => {
    if (heads.length > 0) rows.push(heads.map((text) => ({ text })))
    heads = []
  }
  for (const [n, { from, to, labels: found, numbered }] of anchors.entries()) {
    if (n < first) continue
    const name = text.slice(from, to)
    const { values, length } = valuesAfter(text.slice(to, anchors[n + 1]?.from ?? text.length))
    const is = (kind: Label['kind']) => found.some((label) => label.kind === kind)
    if (is('block') || is('head') || (is('column') && !is('row')) || (is('group') && !numbered)) amongRows = false
    // 总计 and 其他 name a row and a column; among rows with figures it is a row.
    const isRow = is('row') && (!is('column') || numbered || (amongRows && values.some(Boolean)))
    if (isRow && values.some(Boolean)) amongRows = true
    if (values.length === 0) {
      if (is('group') && !is('row')) groups.push(name)
      else if (!isRow) {
        heads.push(...groups, name)
        groups = []
      }
      if (!isRow || is('column')) used.push([from, to])
      continue
    }
    used.push([from, to + length])
    if (!isRow && !is('group')) {
      heads.push(...groups, name)
      groups = []
    }
    endHead()
    const glued = /\d/.test(text[to] ?? '') && { glued: true as const }
    const labels = [...groups, isRow || is('group') ? name : '']
    rows.push([...labels.map((label) => ({ text: label })), ...values.map((value) => ({ text: value, ...glued }))])
    groups = []
  }
  endHead()
  return { grid: rows, rest: without(text, used) }
}

/** A report has some ten thousand characters. */
const mostText = 400_000

type Anchor = { from: number; to: number; labels: Label[]; numbered: boolean }

/** Every place where the letters of a label stand, whatever stands between them; with its list number. */
function anchorsIn(text: string, index: LabelIndex): Anchor[] {
  const places: number[] = []
  let letters = ''
  for (let at = 0; at < text.length; at++) {
    if (/[\p{Letter}\p{Number}]/u.test(text.charAt(at))) {
      letters += text[at]
      places.push(at)
    }
  }
  // Other words for the same, of the same length.
  letters = letters.replaceAll('合计', '总计').replaceAll('审结小计', '审结总计')
  const named = Map.groupBy(index.spellings(), ({ text: key }) => key)
  const keys = [...named.keys()].filter((key) => key.length >= 2)
  const anchors: Anchor[] = []
  for (const match of letters.matchAll(new RegExp(keys.join('|'), 'gu'))) {
    const start = itemAt(places, match.index)
    const end = itemAt(places, match.index + match[0].length - 1) + 1
    // The letters of a label do not lie far apart.
    if (end - start > match[0].length * 3 + 12 || start < (anchors.at(-1)?.to ?? 0)) continue
    const number = listNumberBefore.exec(text.slice(Math.max(0, start - 12), start))
    const bracket = bracketAfter.exec(text.slice(end, end + 80))
    anchors.push({
      from: start - (number?.[0].length ?? 0),
      to: end + (bracket?.[0].length ?? 0),
      labels: entryOf(named, match[0]).map(({ label }) => label),
      numbered: number !== null,
    })
  }
  return anchors
}

/** A line or a cell between bars that as a whole is the label of a row in another spelling. */
function withWholeLines(text: string, anchors: Anchor[], index: LabelIndex): Anchor[] {
  const lines: Anchor[] = []
  let next = 0
  for (const match of text.matchAll(/[^\n|\t]+/g)) {
    if (match[0].length > longestLine) continue
    // Figures behind a label on its line are no letters of it.
    const line = match[0].trim().replace(/(?:\s+共?[\d.,/_-]+[件项笔个元万*\u2460-\u24ff]*)+$/u, '')
    if (line.length < 4 || line.length > 80 || looksLikeValue(line)) continue
    const from = match.index + match[0].indexOf(line)
    const to = from + line.length
    while (next < anchors.length && itemAt(anchors, next).to < to - 2) next++
    const anchor = anchors[next]
    if (anchor && anchor.from <= from + 2) continue
    const labels = index.find(line, ['row']).map(({ label }) => label)
    if (labels.length > 0) lines.push({ from, to, labels, numbered: true })
  }
  let line = 0
  const apart = anchors.filter(({ from, to }) => {
    while (line < lines.length && itemAt(lines, line).to <= from) line++
    return !(lines[line] && itemAt(lines, line).from < to)
  })
  return [...apart, ...lines].sort((a, b) => a.from - b.from)
}

/** A row of the widest table with its label and its figures. */
const longestLine = 400

const listNumberBefore = /(?:\([一二三四五六七八九十]\)|[一二三四五六七八九十][、.]|\d[、.])\s*$/u
/** What stands behind a label and belongs to it: a bracket, a unit. */
const bracketAfter = /^[”"\s]*(?:\([^()]*\)):?|^\s*单位:?[^\S\n]*\p{Script=Han}{0,3}元|^[”":]+/u

/** The figures that a piece of text begins with, and how much of it they are. Bars make cells, empty ones too. */
function valuesAfter(source: string): { values: string[]; length: number } {
  const none = { values: [], length: 0 }
  // 数量 at the head of a row that has no other label.
  const piece = source.replace(/^[\s|]*(?:数量|件数|案件数量?)(?=[\s|])/u, (label) => label.replace(/\S/g, ' '))
  const bar = /^[^\S\n]*[|\t]/.exec(piece) ?? /^\s*\|/.exec(piece)
  if (bar) {
    const cells = cellsBetweenBars(piece)
    const end = cells.findIndex((cell) => !looksLikeValue(cell))
    const values = end < 0 ? cells : cells.slice(0, end)
    while (values.at(-1) === '' && values.length > widest) values.pop()
    return values.length > 0 && piece.includes('|') ? { values, length: end < 0 ? piece.length : 0 } : none
  }
  const run =
    /^[\s:]*((?:共?[+-]?\d[\d.,]*(?:万元|元|件|笔|个|项)?(?:\[\d{1,2}\]|\(注?\d{0,2}\)|[*※\u00b2\u00b3\u00b9\u2070-\u2079\u2460-\u24ff])?|[/_—＿-]|无|[增减]加?少?\d+)(?:\s+|(?=[^\d.,\s])))*/u.exec(
      `${piece}\n`,
    )
  const text = run?.[0].replace(/^[\s:]+/u, '').trim()
  if (!run || !text) return none
  const next = piece.slice(run[0].length)[0] ?? ''
  // A number in a sentence is followed by the rest of the sentence.
  if (/[,。;、!?条宗份起件笔个项元万]/u.test(next)) return none
  return { values: text.split(/\s+/), length: run[0].length }
}

/** A line with several figures is a row by itself; where each line has one, all of them are. */
function cellsBetweenBars(piece: string): string[] {
  const cellsIn = (text: string) =>
    text
      .split(/[|\t]/)
      .slice(1)
      .map((cell) => cell.trim())
  const row = piece.split('\n').find((line) => /[^\s|]/.test(line))
  const cells = row === undefined ? [] : cellsIn(/^\s*\|/.test(row) ? row : `|${row}`)
  return cells.filter(Boolean).length > 1 && cells.every(looksLikeValue) ? cells : cellsIn(piece)
}

const widest = 16

function without(text: string, spans: readonly [number, number][]): string {
  let rest = ''
  let at = 0
  for (const [from, to] of spans) {
    if (from > at) rest += `${text.slice(at, from)}\n`
    at = Math.max(at, to)
  }
  return rest + text.slice(at)
}
