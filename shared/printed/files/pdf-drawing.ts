import { itemAt } from '../../present.ts'
import { FileRefusal } from '../printed-document.ts'
import type { PdfLine, PdfPage, PdfText } from './pdf.ts'
import { PdfCharacters } from './pdf-characters.ts'
import { apply, type DrawingSteps, inkOf, type Matrix, type StepKinds, seenTexts, times } from './pdf-ink.ts'

/** As much of pdf.js as is needed: on the command line and in a browser it is the same library, loaded in another way. */
export type PdfLibrary = {
  OPS: StepKinds
  getDocument(options: Record<string, unknown>): { promise: Promise<PdfFile>; destroy(): Promise<void> }
}
type PdfFile = {
  numPages: number
  getPage(n: number): Promise<PdfFilePage>
  getOptionalContentConfig(): Promise<{ isVisible(layer: unknown): boolean }>
}
type PdfFilePage = {
  view: number[]
  getTextContent(): Promise<{ items: unknown[] }>
  getOperatorList(): Promise<DrawingSteps>
  cleanup(): unknown
}

/** Pages that are looked at; an annual report has ten. */
const mostPages = 60
/** Drawing steps that are looked at on a page; a page of tables has five thousand. */
const mostSteps = 200_000
const mostLines = 50_000

/** Text and drawn lines of a PDF's pages, without a worker or a network. Undefined when it is no PDF, is damaged or has a password. */
export async function pdfPagesOf(library: PdfLibrary, bytes: Uint8Array): Promise<PdfPage[] | undefined> {
  // Pictures are not looked at, so none is unpacked.
  const task = library.getDocument({
    ...{ data: bytes, useSystemFonts: false, stopAtErrors: false, verbosity: 0, maxImageSize: 1 },
    ...{ BinaryDataFactory: PdfCharacters, cMapPacked: false },
  })
  try {
    const pdf = await task.promise
    const layers = await pdf.getOptionalContentConfig()
    const pages: PdfPage[] = []
    for (let n = 1; n <= Math.min(pdf.numPages, mostPages); n++) {
      const page = await pdf.getPage(n)
      const [left = 0, bottom = 0, right = 0, top = 0] = page.view
      const { items } = await page.getTextContent()
      const upright = uprightBy(items, right + left, top + bottom)
      const steps = await page.getOperatorList()
      const runs = inkOf(steps, library.OPS, { upright, isOn: (layer) => layers.isVisible(layer) })
      const hiddenMore = runs.reduce((sum, { seen, text }) => sum + (seen ? -text.length : text.length), 0)
      pages.push({
        ...{ width: right - left, height: top - bottom, lines: linesDrawn(steps, library.OPS, upright) },
        ...{ texts: seenTexts(items.flatMap(textBy(upright)), runs), laidOver: hiddenMore > 0 },
      })
      page.cleanup()
    }
    return pages
  } catch (error) {
    if (error instanceof FileRefusal) throw error
    return undefined
  } finally {
    await task.destroy()
  }
}

type Item = { str?: string; transform: Matrix; width: number; height: number }

/** A wide table is often drawn from the foot of the page to its head; read is a page the way most of its letters stand. */
function uprightBy(items: readonly unknown[], across: number, up: number): Matrix {
  const quarters: [number, Matrix][] = [
    [0, [1, 0, 0, 1, 0, 0]],
    [0, [0, -1, 1, 0, 0, across]],
    [0, [-1, 0, 0, -1, across, up]],
    [0, [0, 1, -1, 0, up, 0]],
  ]
  for (const { str = '', transform } of items as Item[]) {
    if (str.trim() === '') continue
    const [along, upwards] = transform
    itemAt(quarters, (Math.round(Math.atan2(upwards, along) / (Math.PI / 2)) + 4) % 4)[0] += str.length
  }
  return quarters.reduce((most, quarter) => (quarter[0] > most[0] ? quarter : most))[1]
}

const textBy =
  (upright: Matrix) =>
  (item: unknown): PdfText[] => {
    const { str, transform, width, height } = item as Item
    // Some fonts give back radicals (⼯) for the characters they look like.
    const text = str?.replace(/[\u2e80-\u2fdf]/gu, (radical) => radical.normalize('NFKC'))
    const [x, y] = transform === undefined ? [0, 0] : apply(upright, transform[4], transform[5])
    return text === undefined ? [] : [{ text, x, y, width, height: height || 10 }]
  }

/** Straight pieces of every path that is stroked or filled, in page coordinates. */
function linesDrawn({ fnArray, argsArray }: DrawingSteps, ops: StepKinds, upright: Matrix): PdfLine[] {
  const lines: PdfLine[] = []
  const stack: Matrix[] = []
  let matrix = upright
  const invisible = new Set([ops.endPath, ops.clip, ops.eoClip])
  const fills = new Set([ops.fill, ops.eoFill])
  for (let n = 0; n < Math.min(fnArray.length, mostSteps) && lines.length < mostLines; n++) {
    const step = fnArray[n]
    if (step === ops.save) stack.push(matrix)
    else if (step === ops.restore || step === ops.paintFormXObjectEnd) matrix = stack.pop() ?? matrix
    else if (step === ops.transform) matrix = times(matrix, argsArray[n] as Matrix)
    else if (step === ops.paintFormXObjectBegin) {
      stack.push(matrix)
      const [own] = argsArray[n] as [Matrix | null]
      if (own) matrix = times(matrix, own)
    } else if (step === ops.constructPath) {
      const [paint, [path]] = argsArray[n] as [number, [ArrayLike<number> | null]]
      if (path && !invisible.has(paint))
        lines.push(...straightPieces(path, matrix).flatMap(fills.has(paint) ? shaded : (piece) => piece))
    }
  }
  return lines
}

/** The edges of a filled area; one that is narrow is a rule. */
function shaded(piece: PdfLine[]): PdfLine[] {
  const wide = (values: number[]) => Math.max(...values) - Math.min(...values) > narrow
  const isArea = wide(piece.flatMap(({ x1, x2 }) => [x1, x2])) && wide(piece.flatMap(({ y1, y2 }) => [y1, y2]))
  return isArea ? piece.map((line) => ({ ...line, shade: true })) : piece
}
const narrow = 4

/** By piece that hangs together. pdf.js's path: 0 x y move, 1 x y line, 2 with six and 3 with four numbers curves, 4 close. */
function straightPieces(path: ArrayLike<number>, matrix: Matrix): PdfLine[][] {
  const pieces: PdfLine[][] = []
  let start: [number, number] = [0, 0]
  let here: [number, number] = [0, 0]
  const lineTo = (to: [number, number]) => {
    pieces.at(-1)?.push({ x1: here[0], y1: here[1], x2: to[0], y2: to[1] })
    here = to
  }
  for (let at = 0; at < path.length; ) {
    const kind = path[at]
    if (kind === 4) {
      lineTo(start)
      at += 1
      continue
    }
    const numbers = kind === 2 ? 6 : kind === 3 ? 4 : 2
    if (at + numbers >= path.length) break
    const to = apply(matrix, itemAt(path, at + numbers - 1), itemAt(path, at + numbers))
    if (kind === 0) {
      start = here = to
      pieces.push([])
    } else if (kind === 1) lineTo(to)
    else here = to
    at += numbers + 1
  }
  return pieces
}
