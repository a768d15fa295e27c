import { expect, test } from 'vitest'
import { type PdfLine, type PdfText, readPdfPages } from '../../../../shared/printed/files/pdf.ts'
import { unseenMark } from '../../../../shared/printed/printed-document.ts'

/** Two cells beside each other and two below, each 100 wide and 40 high; what stands in the first of them. */
const rules: PdfLine[] = [
  ...[0, 100, 200].map((x) => ({ x1: x, x2: x, y1: 0, y2: 80 })),
  ...[0, 40, 80].map((y) => ({ x1: 0, x2: 200, y1: y, y2: y })),
]
const piece = (text: string, y: number): PdfText => ({ text, x: 10, y, width: 5 * text.length, height: 10 })

function firstCell(texts: readonly PdfText[], lines: readonly PdfLine[] = []): string | undefined {
  const beside: PdfText = { text: '0', x: 110, y: 55, width: 5, height: 10 }
  const below = [10, 110].map((x): PdfText => ({ text: '0', x, y: 15, width: 5, height: 10 }))
  const page = { width: 200, height: 80, texts: [...texts, beside, ...below], lines: [...rules, ...lines] }
  const [part] = readPdfPages([page]).parts
  return part && 'grid' in part ? part.grid[0]?.[0]?.text : undefined
}

test.each<[string[], string]>([
  [['共29', '0件'], '共290件'],
  [['共计2', '90', '件'], '共计290件'],
  [['29', '0件'], '29\n0件'],
  [['共29', '0'], '共29\n0'],
  [['12件', '3件'], '12件3件'],
  [['12', '3'], '12\n3'],
])('%j below each other', (written, read) => {
  expect(firstCell(written.map((text, n) => piece(text, 65 - 12 * n)))).toBe(read)
})

const stroke = (x1: number, x2: number, y: number): PdfLine => ({ x1, x2, y1: y, y2: y })

test.each<[string, PdfLine, string]>([
  ['all of them', stroke(10, 25, 58), ''],
  ['the first of them', stroke(10, 15, 58), unseenMark],
  ['none, below them', stroke(10, 15, 54), '935'],
])('a stroke through digits: %s', (_, line, read) => {
  expect(firstCell([piece('935', 55)], [line])).toBe(read)
})
