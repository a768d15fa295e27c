import { firstOf, itemAt, lastOf } from '../../present.ts'
import { fileNotes } from '../../words/printed/file-notes.ts'
import { type DocumentPart, type GridCell, type PrintedDocument, unseenMark } from '../printed-document.ts'
import { raisedDigits } from './markup.ts'

/** A page as a PDF library gives it, in points, y upwards. */
export type PdfPage = {
  width: number
  height: number
  texts: readonly PdfText[]
  /** Straight lines that are drawn: rules of tables, and the edges of drawn rectangles. */
  lines: readonly PdfLine[]
  /** Most of its text is drawn so that nobody sees it, as a program does over the picture of a page. */
  laidOver?: boolean
}
export type PdfText = { text: string; x: number; y: number; width: number; height: number }
/** `shade`: the edge of a filled area, which may be what lies behind a cell or behind a word. */
export type PdfLine = { x1: number; y1: number; x2: number; y2: number; shade?: boolean }

/**
 * Tables are found by the lines that are drawn around their cells, so a cell is what a reader sees as one; text outside is
 * paragraphs. A page without text is a picture, which is said.
 */
export function readPdfPages(drawn: readonly PdfPage[]): PrintedDocument {
  const pages = drawn.map((page) => ({ ...page, texts: drawnOnce(page.texts) }))
  const blank = pages.filter((page) => hasNothing(page)).length
  return {
    parts: joined(pages.flatMap(partsOfPage)),
    notes: blank === 0 ? [] : [fileNotes.pictures(blank)],
  }
}

/** A page on which nobody sees a letter, as that of a picture with what a program made out of it. */
export const hasNothing = ({ texts, laidOver }: PdfPage): boolean =>
  laidOver === true || texts.every(({ text }) => text.trim() === '' || text === unseenMark)

/** A sentence goes on over the end of a line and of a page, unless the next line begins anew. */
function joined(parts: readonly DocumentPart[]): DocumentPart[] {
  const together: DocumentPart[] = []
  for (const part of parts.flatMap(unframed)) {
    const last = together.at(-1)
    if (!('text' in part) || !last || !('text' in last)) together.push(part)
    else if (/^[-—\s]*\d{1,3}[-—\s]*$/.test(part.text)) continue
    else if (/[。！？；：.!?;:]$/u.test(last.text) || startsAnew.test(part.text) || last.text.length < shortest)
      together.push(part)
    else {
      const space = /\d$/.test(last.text) && /^\d/.test(part.text) ? ' ' : ''
      together[together.length - 1] = { text: last.text + space + part.text }
    }
  }
  return together
}

const startsAnew =
  /^\s*(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.．、]|第.{1,4}条)/u
/** A line that does not fill the page ends its paragraph. */
const shortest = 20

/** Rows with one cell across are text in a frame, or a heading over a table: text where no table goes on. */
function unframed(part: DocumentPart): DocumentPart[] {
  if ('text' in part) return [part]
  const framed = part.grid.map((row) => new Set(row.filter(({ text }) => text !== '')).size <= 1)
  const first = framed.indexOf(false)
  const texts = (rows: GridCell[][]) => rows.flatMap((row) => row.find(({ text }) => text !== '') ?? [])
  if (first < 0) return texts(part.grid.map((row) => [...row]))
  const last = framed.lastIndexOf(false)
  const before = Math.max(0, first - 2)
  return [
    ...texts(part.grid.slice(0, before).map((row) => [...row])),
    { grid: part.grid.slice(before, last + 2) },
    ...texts(part.grid.slice(last + 2).map((row) => [...row])),
  ]
}

/** How far apart two drawn lines may be and still be the same rule, in points. */
const near = 2.5

type Slot = { inside: boolean; cell: number }

function partsOfPage(page: PdfPage): DocumentPart[] {
  const { texts, lines } = withoutStruck(page)
  const ruled = lines.filter(({ shade }) => !shade)
  const isTable = (some: readonly PdfLine[]) =>
    levels(some.map(({ x1 }) => x1)).length > 2 && levels(some.map(({ y1 }) => y1)).length > 2
  const straight = (isTable(ruled) ? ruled : lines).slice(0, mostLines)
  const drawn = straight.filter((line) => Math.abs(line.y1 - line.y2) < near && Math.abs(line.x1 - line.x2) > near)
  const down = straight.filter((line) => Math.abs(line.x1 - line.x2) < near && Math.abs(line.y1 - line.y2) > near)
  const across = [...drawn, ...cutEdges(drawn, down)]
  const xs = levels(down.map((line) => line.x1))
  const ys = levels(across.map((line) => line.y1)).reverse()
  if (xs.length < 2 || ys.length < 2 || xs.length * ys.length > mostSlots) return paragraphs(linesOf(texts))
  const slots = slotsOf(xs, ys, across, down)
  return inReadingOrder({ ...page, texts }, xs, ys, slots)
}

/** Without what a line goes through the middle of, and without that line: the text is crossed out. */
function withoutStruck({ texts, lines }: PdfPage): Pick<PdfPage, 'texts' | 'lines'> {
  const levelled = Map.groupBy(
    lines.filter(({ y1, y2 }) => Math.abs(y1 - y2) < 1),
    ({ y1 }) => Math.round(y1),
  )
  const strokes = new Set<PdfLine>()
  const left = texts.flatMap((one) => {
    const { text, x, y, width, height } = one
    const from = Math.round(y + 0.2 * height)
    const around = Array.from({ length: Math.max(1, Math.round(0.3 * height)) }, (_, n) => levelled.get(from + n) ?? [])
    // A stroke is as long as what it is for; a rule of the table goes on.
    const through = around.flat().filter((line) => {
      const [start, end] = [Math.min(line.x1, line.x2), Math.max(line.x1, line.x2)]
      return start <= x + 1 && start > x - height && end >= x + width - 1 && end < x + width + height
    })
    for (const line of through) strokes.add(line)
    if (through.length > 0 && text.trim() !== '') return []
    // Through some of its digits only: which of them are left, the piece does not tell.
    const some = around.flat().some((line) => {
      const [start, end] = [Math.min(line.x1, line.x2), Math.max(line.x1, line.x2)]
      return start >= x - 1 && end <= x + width + 1 && end - start > 0.3 * height
    })
    return some && /^[\d.,\s]+$/.test(text) ? [{ ...one, text: unseenMark }] : [one]
  })
  return { texts: left, lines: lines.filter((line) => !strokes.has(line)) }
}

/** Where a page cuts a table, its upright rules go on to the edge without one across: there the page's edge is the rule. */
function cutEdges(across: readonly PdfLine[], down: readonly PdfLine[]): PdfLine[] {
  return [Math.max, Math.min].flatMap((outermost) => {
    const y = outermost(...down.map((line) => outermost(line.y1, line.y2)))
    const reaching = down.filter((line) => Math.abs(outermost(line.y1, line.y2) - y) < near)
    const xs = reaching.map(({ x1 }) => x1)
    const closed = across.some((line) => Math.abs(line.y1 - y) < 2 * near)
    return closed || levels(xs).length < fewestCut ? [] : [{ x1: Math.min(...xs), x2: Math.max(...xs), y1: y, y2: y }]
  })
}

const fewestCut = 3
const mostLines = 6000
const mostSlots = 20_000

/** Positions that lie together become one. */
function levels(values: number[]): number[] {
  const found: number[] = []
  for (const value of values.toSorted((a, b) => a - b)) {
    if (found.length === 0 || value - lastOf(found) > near) found.push(value)
  }
  return found
}

/**
 * The places between the rules: row by row, column by column, with a rim around for what is outside. Places without a rule
 * between them are one cell; what is joined to the rim is no cell.
 */
function slotsOf(xs: number[], ys: number[], across: PdfLine[], down: PdfLine[]): Slot[][] {
  const rows = ys.length + 1
  const columns = xs.length + 1
  const leader = Array.from({ length: rows * columns }, (_, n) => n)
  const find = (n: number): number => {
    let at = n
    while (leader[at] !== at) at = leader[at] = itemAt(leader, itemAt(leader, at))
    return at
  }
  const join = (a: number, b: number) => {
    leader[Math.max(find(a), find(b))] = Math.min(find(a), find(b))
  }
  const middle = (edges: number[], n: number) => {
    const beyond = 50 * Math.sign(lastOf(edges) - firstOf(edges))
    const before = edges[n - 1] ?? firstOf(edges) - 2 * beyond
    return (before + (edges[n] ?? lastOf(edges) + 2 * beyond)) / 2
  }
  const walls = { down: byLevel(down, xs, (line) => line.x1), across: byLevel(across, ys, (line) => line.y1) }
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [x, y] = [middle(xs, column), middle(ys, row)]
      const n = row * columns + column
      if (column < columns - 1 && !itemAt(walls.down, column).some((line) => between(y, line.y1, line.y2)))
        join(n, n + 1)
      if (row < rows - 1 && !itemAt(walls.across, row).some((line) => between(x, line.x1, line.x2)))
        join(n, n + columns)
    }
  }
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => {
      const cell = find(row * columns + column)
      return { cell, inside: cell !== find(0) }
    }),
  )
}

const between = (value: number, a: number, b: number) => value > Math.min(a, b) - near && value < Math.max(a, b) + near

const byLevel = (lines: PdfLine[], edges: number[], position: (line: PdfLine) => number): PdfLine[][] =>
  edges.map((edge) => lines.filter((line) => position(line) > edge - 0.01 && position(line) <= edge + 2 * near))

function inReadingOrder(page: PdfPage, xs: number[], ys: number[], slots: Slot[][]): DocumentPart[] {
  const bodies = new Map<number, PdfText[]>()
  const outside: PdfText[][] = ys.concat(0).map(() => [])
  for (const text of page.texts) {
    const row = ys.filter((y) => y > text.y + text.height * 0.35).length
    const column = xs.filter((x) => x < text.x + Math.min(text.width / 2, 6)).length
    const slot = itemAt(itemAt(slots, row), column)
    const body = bodies.get(slot.cell)
    if (slot.inside && body) body.push(text)
    else if (slot.inside) bodies.set(slot.cell, [text])
    else itemAt(outside, row).push(text)
  }
  const cells = new Map<number, GridCell>()
  const widths = widthsOf(xs, slots)
  const cellOf = (id: number): GridCell => {
    const known = cells.get(id) ?? { text: inOneCell(bodies.get(id) ?? []) }
    cells.set(id, known)
    return known
  }
  // Two rules that do not quite meet leave a gap, which is no cell.
  const isGap = (id: number) => (widths.get(id) ?? 0) < narrowest && cellOf(id).text === ''
  const parts: DocumentPart[] = []
  let grid: GridCell[][] = []
  slots.forEach((row, n) => {
    const inside = row.filter((slot) => slot.inside)
    if (inside.length > 0) grid.push(filled(inside.map(({ cell }) => (isGap(cell) ? undefined : cellOf(cell)))))
    else if (grid.length > 0) {
      parts.push({ grid })
      grid = []
    }
    parts.push(...linesOf(itemAt(outside, n)).map((text) => ({ text })))
  })
  if (grid.length > 0) parts.push({ grid })
  return parts
}

/** A gap is the cell's before it, at the beginning of a row that behind it: so each cell stays under its heading. */
function filled(row: readonly (GridCell | undefined)[]): GridCell[] {
  let last = row.find((cell) => cell !== undefined)
  return row.flatMap((cell) => {
    last = cell ?? last
    return last ?? []
  })
}

/**
 * Lines of a cell go on, but numbers below each other stay apart, however narrow the cell: whether 12 over 3 is one number that found
 * no room, nobody can tell. 共 before the first and one unit behind the last hold them together.
 */
function inOneCell(texts: readonly PdfText[]): string {
  const text = linesOf(texts, '\n').reduce(
    (before, line) => `${before}${/\p{Nd}$/u.test(before) && /^\p{Nd}/u.test(line) ? '\n' : ''}${line}`,
    '',
  )
  if (text === '' && texts.some((one) => one.text === unseenMark)) return unseenMark
  return oneNumber.test(text) ? text.replace(/\n/g, '') : text
}

const oneNumber = /^共计?\d+(?:\n\d+)+(?:[件项个宗起笔部份条次]|万?元)$/u

const narrowest = 8

/** How wide each cell is, in points. */
function widthsOf(xs: number[], slots: Slot[][]): Map<number, number> {
  const widths = new Map<number, number>()
  for (const row of slots) {
    const here = new Map<number, number>()
    row.forEach(({ cell }, n) => {
      here.set(cell, (here.get(cell) ?? 0) + (xs[n] ?? lastOf(xs)) - (xs[n - 1] ?? firstOf(xs)))
    })
    for (const [cell, width] of here) widths.set(cell, Math.max(width, widths.get(cell) ?? 0))
  }
  return widths
}

const paragraphs = (lines: string[]): DocumentPart[] => lines.map((text) => ({ text }))

/**
 * Pieces of text as lines, from the top; a gap of more than a character is a space.
 *
 * @param apart what stands between numbers that were set apart: in a cell they are no number of thousands
 */
function linesOf(texts: readonly PdfText[], apart = ' '): string[] {
  const lines: PdfText[][] = []
  for (const text of texts
    .filter(({ text }) => text.trim() !== '' && text !== unseenMark)
    .toSorted((a, b) => b.y - a.y)) {
    const line = lines.at(-1)
    const first = line?.[0]
    if (first && first.y - text.y < Math.max(2, Math.max(first.height, text.height) * 0.5)) line.push(text)
    else lines.push([text])
  }
  return lines.map((line) =>
    withRaised(line)
      .toSorted((a, b) => a.x - b.x)
      .reduce((text, piece, n, all) => {
        const before = all[n - 1]
        const gap = before ? piece.x - before.x - before.width : 0
        // Two numbers that were set apart are two numbers, however narrow the gap.
        const numbers = /\p{Nd}$/u.test(before?.text ?? '') && /^\p{Nd}/u.test(piece.text)
        const space = gap > Math.max(3, piece.height * 0.6) || (numbers && gap > 1.5)
        return `${text}${space ? (numbers ? apart : ' ') : ''}${piece.text}`
      }, '')
      .trim(),
  )
}

/** Digits that are smaller than their line and stand higher point to a note. */
function withRaised(line: readonly PdfText[]): PdfText[] {
  const size = Math.max(...line.map(({ height }) => height))
  const foot = Math.min(...line.filter(({ height }) => height === size).map(({ y }) => y))
  return line.map((piece) =>
    piece.height < 0.9 * size && piece.y > foot + 0.1 * size ? { ...piece, text: raisedDigits(piece.text) } : piece,
  )
}

/** Some programs draw a letter twice in its place to make it bold. */
function drawnOnce(texts: readonly PdfText[]): PdfText[] {
  const seen = new Set<string>()
  const steps = [-1, 0, 1]
  return texts.filter(({ text, x, y }) => {
    const [left, foot] = [Math.round(x), Math.round(y)]
    if (steps.some((dx) => steps.some((dy) => seen.has(`${left + dx} ${foot + dy} ${text}`)))) return text.trim() === ''
    seen.add(`${left} ${foot} ${text}`)
    return true
  })
}
