import { Allowance, unseenMark } from '../printed-document.ts'
import { paper, unseenInk } from './ink.ts'
import type { PdfText } from './pdf.ts'

/** Drawing steps of a page as pdf.js lists them, and how it numbers their kinds. */
export type DrawingSteps = { fnArray: number[]; argsArray: unknown[] }
export type StepKinds = Readonly<Record<string, number>>
export type Matrix = [number, number, number, number, number, number]

/** Letters that one step draws: from where to where, and whether anybody sees them. */
export type InkRun = { text: string; x1: number; x2: number; y: number; seen: boolean }

type Box = { left: number; bottom: number; right: number; top: number }
/** An area of one colour; without one it is a picture, a pattern, something that is seen through or no rectangle. */
type Area = { at: number; box: Box; colour: string | undefined }
type Drawn = InkRun & { at: number; height: number; colour: string }

/**
 * All letters of a page in the order of drawing. Nobody sees those that are drawn in a way that leaves no trace, in the colour of the
 * area they stand on, transparent, in a layer that is switched off, or painted over afterwards.
 *
 * @param upright turns the page so that its letters stand upright, `isOn` says whether a layer is shown
 */
export function inkOf(
  { fnArray, argsArray }: DrawingSteps,
  kinds: StepKinds,
  { upright, isOn }: { upright: Matrix; isOn: (layer: unknown) => boolean },
): InkRun[] {
  const acting = new Map(Object.entries(acts).map(([name, act]) => [kinds[name], act]))
  const fills = ['fill', 'eoFill', 'fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke']
  const pen = new Pen(isOn, upright, new Set(fills.map((name) => kinds[name])))
  for (const [at, step] of fnArray.entries()) {
    // What stands behind is no part of the page: notes, fields, marks.
    if (step === kinds.beginAnnotation) break
    pen.at = at
    acting.get(step)?.(pen, (argsArray[at] ?? []) as never)
  }
  return pen.runs.map(({ text, x1, x2, y, ...run }) => ({
    ...{ text, x1, x2, y },
    seen: run.seen && !pen.areas.hide({ text, x1, x2, y, ...run }),
  }))
}

/** Comparisons of letters with areas on one page; a page of shaded cells takes some ten thousand. */
const mostCompared = 5_000_000
/** Areas are looked for by stripes of the page as high as a line. */
const stripe = 12

class Areas {
  readonly #byStripe = new Map<number, Area[]>()
  readonly #room = new Allowance(mostCompared)

  add(area: Area): void {
    const stripeOf = (y: number) => Math.floor(Math.max(-200, Math.min(y, 3000)) / stripe)
    const last = stripeOf(area.box.top)
    for (let n = stripeOf(area.box.bottom); n <= last; n++) {
      this.#room.take(1)
      const here = this.#byStripe.get(n)
      if (here) here.push(area)
      else this.#byStripe.set(n, [area])
    }
  }

  hide({ at, x1, x2, y, height, colour }: Drawn): boolean {
    const middle = y + 0.35 * height
    const around = this.#byStripe.get(Math.floor(middle / stripe)) ?? []
    this.#room.take(around.length)
    const on = around.filter(({ box }) => box.bottom < middle && box.top > middle)
    const x = (x1 + x2) / 2
    const ground = on.findLast((area) => area.at < at && area.box.left < x && area.box.right > x)
    if (unseenInk({ colour }, ground ? ground.colour : paper)) return true
    return on.some(
      (area) => area.at > at && area.colour !== undefined && area.box.left < x1 + 1 && area.box.right > x2 - 1,
    )
  }
}

/**
 * Pieces of text as the library puts them together out of what is drawn, without the letters that nobody sees: a mark stands for a
 * piece of nothing else, and where it cannot be told which are seen, for the piece a letter that is none.
 */
export function seenTexts(texts: readonly PdfText[], runs: readonly InkRun[]): PdfText[] {
  const room = new Allowance(mostCompared)
  const inked = runs.filter(({ text }) => text.trim() !== '')
  const hidden = new Set(inked.flatMap(({ seen, y }) => (seen ? [] : [-1, 0, 1].map((by) => Math.round(y) + by))))
  const lines = Map.groupBy(inked, ({ y }) => Math.round(y))
  return texts.flatMap((piece) => {
    if (piece.text.trim() === '') return piece
    if (unseenInk({ points: piece.height })) return { ...piece, text: unseenMark }
    const foot = Math.round(piece.y)
    const severalWords = /\S\s+\p{Nd}/u.test(piece.text)
    if (!hidden.has(foot) && !severalWords) return piece
    const around = [foot - 1, foot, foot + 1].flatMap((y) => lines.get(y) ?? [])
    room.take(around.length)
    const own = around.filter((run) => isOf(piece, run))
    return hidden.has(foot) ? seenOf(piece, own) : wordsOf(piece, own)
  })
}

/** Numbers of two cells may come as one piece, where they stand close to each other: each word where it is drawn, if that is by itself. */
function wordsOf(piece: PdfText, runs: readonly InkRun[]): PdfText[] {
  const left = runs.toSorted((a, b) => a.x1 - b.x1)
  const words: PdfText[] = []
  for (const text of piece.text.trim().split(/\s+/)) {
    const own: InkRun[] = []
    while (left.length > 0 && lettersOf(own).length < lettersOf([{ text }]).length) own.push(...left.splice(0, 1))
    const [first, last] = [own[0], own.at(-1)]
    if (!first || !last || lettersOf(own) !== lettersOf([{ text }])) return [piece]
    words.push({ ...piece, text, x: first.x1, width: last.x2 - first.x1 })
  }
  return words
}

const isOf = ({ x, y, width }: PdfText, run: InkRun): boolean =>
  Math.abs(run.y - y) < 1 && Math.min(x + width, run.x2) - Math.max(x, run.x1) > 0.3 * Math.min(width, run.x2 - run.x1)

function seenOf(piece: PdfText, runs: readonly InkRun[]): PdfText {
  const inOrder = runs.toSorted((a, b) => a.x1 - b.x1)
  const [seen, hidden] = [inOrder.filter((run) => run.seen), inOrder.filter((run) => !run.seen)]
  if (hidden.length === 0 || lettersOf(seen) === lettersOf([piece])) return piece
  if (seen.length === 0 || lettersOf(hidden) === lettersOf([piece])) return { ...piece, text: unseenMark }
  const [x, end] = [Math.min(...seen.map(({ x1 }) => x1)), Math.max(...seen.map(({ x2 }) => x2))]
  if (x < piece.x - 1 || end > piece.x + piece.width + 1) return { ...piece, text: '\ufffd' }
  return { ...piece, x, width: end - x, text: seen.map(({ text }) => text).join('') }
}

const lettersOf = (all: readonly { text: string }[]): string =>
  all
    .map(({ text }) => text)
    .join('')
    .normalize('NFKC')
    .replace(/\s/g, '')

type State = {
  matrix: Matrix
  /** Where what is painted is kept within. */
  clip: Box
  /** Undefined of a pattern. */
  fill: string | undefined
  stroke: string | undefined
  alpha: number
  blends: boolean
  masked: boolean
  mode: number
  size: number
  charSpacing: number
  wordSpacing: number
  stretch: number
  leading: number
  rise: number
}

const unturned: Matrix = [1, 0, 0, 1, 0, 0]
const everywhere: Box = { left: -1e5, bottom: -1e5, right: 1e5, top: 1e5 }

/** What must be remembered of the steps so far. */
class Pen {
  readonly runs: Drawn[] = []
  readonly areas = new Areas()
  readonly layers: boolean[] = []
  readonly isOn: (layer: unknown) => boolean
  readonly fills: ReadonlySet<number | undefined>
  at = 0
  clips = false
  state: State = {
    ...{ matrix: unturned, clip: everywhere, fill: '#000000', stroke: '#000000', mode: 0 },
    ...{ alpha: 1, blends: false, masked: false },
    ...{ size: 1, charSpacing: 0, wordSpacing: 0, stretch: 1, leading: 0, rise: 0 },
  }
  text = unturned
  line: [number, number] = [0, 0]
  x = 0
  readonly #saved: State[] = []

  constructor(isOn: (layer: unknown) => boolean, upright: Matrix, fills: ReadonlySet<number | undefined>) {
    this.isOn = isOn
    this.set({ matrix: upright })
    this.fills = fills
  }

  save(): void {
    this.#saved.push(this.state)
  }
  restore(): void {
    this.state = this.#saved.pop() ?? this.state
  }
  set(change: Partial<State>): void {
    this.state = { ...this.state, ...change }
  }
  turn(matrix: Matrix): void {
    this.set({ matrix: times(this.state.matrix, matrix) })
  }
  place(matrix: Matrix): void {
    this.text = matrix
    this.line = [0, 0]
    this.x = 0
  }
  move(x: number, y: number): void {
    this.line = [this.line[0] + x, this.line[1] + y]
    this.x = this.line[0]
  }
  paint(ends: ArrayLike<number>, colour: string | undefined): void {
    const { matrix, clip, alpha, blends, masked } = this.state
    const box = within(boxOf(ends, matrix), clip)
    if (box.right - box.left > narrow && box.top - box.bottom > narrow)
      this.areas.add({ at: this.at, box, colour: alpha < 1 || blends || masked ? undefined : colour })
  }
}

/** What is narrower is a rule, and no ground. */
const narrow = 4

type Glyph = { unicode: string; width: number; isSpace?: boolean }
type Act = (pen: Pen, args: never) => void

const acts: Readonly<Record<string, Act>> = {
  save: (pen) => pen.save(),
  restore: (pen) => pen.restore(),
  transform: (pen, matrix: Matrix) => pen.turn(matrix),
  paintFormXObjectBegin: (pen, [matrix, box]: [Matrix | null, ArrayLike<number> | null]) => {
    pen.save()
    if (matrix) pen.turn(matrix)
    if (box) pen.set({ clip: within(boxOf(box, pen.state.matrix), pen.state.clip) })
  },
  paintFormXObjectEnd: (pen) => pen.restore(),
  setFillRGBColor: (pen, [colour]: [string]) => pen.set({ fill: colour }),
  setStrokeRGBColor: (pen, [colour]: [string]) => pen.set({ stroke: colour }),
  setFillColorN: (pen) => pen.set({ fill: undefined }),
  setStrokeColorN: (pen) => pen.set({ stroke: undefined }),
  setGState: (pen, [entries]: [[string, unknown][]]) => {
    for (const [key, value] of entries) {
      if (key === 'ca') pen.set({ alpha: Number(value) })
      if (key === 'BM') pen.set({ blends: !/^(?:source-over|Normal)$/.test(String(value)) })
      if (key === 'SMask') pen.set({ masked: Boolean(value) })
    }
  },
  clip: clipNext,
  eoClip: clipNext,
  constructPath,
  shadingFill: (pen) => pen.areas.add({ at: pen.at, box: pen.state.clip, colour: undefined }),
  paintImageXObject: painted,
  paintInlineImageXObject: painted,
  paintImageMaskXObject: painted,
  beginMarkedContent: (pen) => void pen.layers.push(true),
  beginMarkedContentProps: (pen, [tag, layer]: [string, unknown]) =>
    void pen.layers.push(tag !== 'OC' || pen.isOn(layer)),
  endMarkedContent: (pen) => void pen.layers.pop(),
  beginText: (pen) => pen.place(unturned),
  setTextMatrix: (pen, args: [Matrix] | Matrix) => pen.place((args.length === 1 ? args[0] : args) as Matrix),
  setTextRenderingMode: (pen, [mode]: [number]) => pen.set({ mode: mode }),
  setFont: (pen, [, size]: [string, number]) => pen.set({ size: size }),
  setCharSpacing: (pen, [by]: [number]) => pen.set({ charSpacing: by }),
  setWordSpacing: (pen, [by]: [number]) => pen.set({ wordSpacing: by }),
  setHScale: (pen, [percent]: [number]) => pen.set({ stretch: percent / 100 }),
  setLeading: (pen, [by]: [number]) => pen.set({ leading: -by }),
  setTextRise: (pen, [by]: [number]) => pen.set({ rise: by }),
  moveText: (pen, [x, y]: [number, number]) => pen.move(x, y),
  setLeadingMoveText: (pen, [x, y]: [number, number]) => {
    pen.set({ leading: y })
    pen.move(x, y)
  },
  nextLine: (pen) => pen.move(0, pen.state.leading),
  showText,
}

function clipNext(pen: Pen): void {
  pen.clips = true
}

/** A clipping path is taken at its outline. */
function constructPath(
  pen: Pen,
  [paint, [path], ends]: [number, [ArrayLike<number> | null], ArrayLike<number> | null],
) {
  const { state } = pen
  if (path && ends) {
    if (pen.fills.has(paint) && state.fill !== 'transparent')
      pen.paint(ends, isRectangle(path) ? state.fill : undefined)
    if (pen.clips) pen.set({ clip: within(boxOf(ends, state.matrix), state.clip) })
  }
  pen.clips = false
}

const unit = [0, 0, 1, 1]
function painted(pen: Pen): void {
  pen.paint(unit, undefined)
}

function showText(pen: Pen, [glyphs]: [(Glyph | number | null)[]]): void {
  const { state } = pen
  const from = pen.x
  let text = ''
  for (const glyph of glyphs) {
    if (typeof glyph === 'number') pen.x -= (glyph * state.size * state.stretch) / 1000
    else if (glyph) {
      const space = state.charSpacing + (glyph.isSpace ? state.wordSpacing : 0)
      pen.x += ((glyph.width * state.size) / 1000 + space) * state.stretch
      text += glyph.unicode
    }
  }
  const matrix = times(state.matrix, pen.text)
  const [start, end] = [apply(matrix, from, pen.line[1] + state.rise), apply(matrix, pen.x, pen.line[1] + state.rise)]
  const inks = [
    state.mode % 4 === 0 || state.mode % 4 === 2 ? state.fill : [],
    state.mode % 4 === 1 || state.mode % 4 === 2 ? state.stroke : [],
  ].flat()
  pen.runs.push({
    ...{ text, at: pen.at, y: start[1], x1: Math.min(start[0], end[0]), x2: Math.max(start[0], end[0]) },
    height: state.size * Math.hypot(matrix[2], matrix[3]),
    colour: inks.length === 1 ? String(inks[0]) : '',
    seen: inks.length > 0 && state.alpha > faint && !pen.layers.includes(false),
  })
}
/** What lets nearly all through that lies behind it. */
const faint = 0.03

/** Corners only, one after the other straight up or across. */
function isRectangle(path: ArrayLike<number>): boolean {
  const corners: [number, number][] = []
  for (let at = 0; at < path.length; at += path[at] === 4 ? 1 : 3) {
    if (path[at] === 4) continue
    if (path[at] !== 0 && path[at] !== 1) return false
    corners.push([path[at + 1] ?? 0, path[at + 2] ?? 0])
  }
  return (
    (corners.length === 4 || corners.length === 5) &&
    corners.every(([x, y], n) => {
      const [nextX, nextY] = corners[(n + 1) % corners.length] ?? [x, y]
      return Math.abs(x - nextX) < 0.5 || Math.abs(y - nextY) < 0.5
    })
  )
}

function boxOf(ends: ArrayLike<number>, matrix: Matrix): Box {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = Array.from(ends)
  const corners = [apply(matrix, x1, y1), apply(matrix, x1, y2), apply(matrix, x2, y1), apply(matrix, x2, y2)]
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
  return { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) }
}

const within = (one: Box, other: Box): Box => ({
  left: Math.max(one.left, other.left),
  right: Math.min(one.right, other.right),
  bottom: Math.max(one.bottom, other.bottom),
  top: Math.min(one.top, other.top),
})

export const times = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[2] * b[1],
  a[1] * b[0] + a[3] * b[1],
  a[0] * b[2] + a[2] * b[3],
  a[1] * b[2] + a[3] * b[3],
  a[0] * b[4] + a[2] * b[5] + a[4],
  a[1] * b[4] + a[3] * b[5] + a[5],
]

export const apply = ([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] => [
  a * x + c * y + e,
  b * x + d * y + f,
]
