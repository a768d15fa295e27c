import { expect, test } from 'vitest'
import { readPdf } from '../../../functions/reading/pdf-pages.ts'
import { checkPrintedReports } from '../../../shared/printed/check/printed-check.ts'
import { readReportFile } from '../../../shared/printed/files/read-file.ts'
import { printedFormats } from '../../../shared/printed/formats.ts'
import { compileDefinition } from '../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../shared/report/definitions/shipped.ts'
import { layOut, pdfOf } from '../../fixtures/report-files.ts'

/** One figure of a report, drawn in every way a PDF knows: what nobody sees is no figure and said, what is seen is read. */

const form = compileDefinition(shippedDefinition('gid-2021')!)
const figures = Object.fromEntries(form.cells.map(({ id }, n) => [id, String(n + 101)]))
const laid = layOut(form, figures)
const asked = 't3.new.natural'
const figure = figures[asked]!
type Hex = (text: string) => string
type How = { before?: (x: number, y: number, hex: Hex) => string; after?: (x: number, y: number) => string }

/** @param before the steps that come before the figure's own, `after` those behind it */
async function drawn({ before, after }: How) {
  let there: [number, number] | undefined
  const bytes = pdfOf(laid, {
    mark: (text, x, y, hex) => {
      const behind = there ? `${after?.(...there) ?? ''} Q ` : ''
      there = text === figure ? [x, y] : undefined
      return `${behind}${there ? `q ${before?.(x, y, hex) ?? ''} ` : ''}\n`
    },
  })
  const report = await readReportFile(bytes, 'a.pdf', { definitions: printedFormats(), readPdf })
  if ('problem' in report) throw new Error(report.problem.en)
  return report
}
const area = (x: number, y: number, [wide, high] = [40, 14]) => `${x - 2} ${y - 4} ${wide} ${high} re f`
const round = (x: number, y: number) =>
  `${x - 2} ${y - 4} m ${x + 60} ${y + 40} ${x - 9} ${y + 40} ${x - 2} ${y + 9} c f`

test.each<[string, How, 'seen' | 'unseen']>([
  ['black', {}, 'seen'],
  ['grey', { before: () => '0.6 g' }, 'seen'],
  ['white', { before: () => '1 g' }, 'unseen'],
  ['nearly white', { before: () => '0.99 0.99 1 rg' }, 'unseen'],
  ['white in four colours', { before: () => '0 0 0 0 k' }, 'unseen'],
  ['drawn without a trace', { before: () => '3 Tr' }, 'unseen'],
  ['cut out only', { before: () => '7 Tr' }, 'unseen'],
  ['white with a black rim', { before: () => '1 g 2 Tr' }, 'seen'],
  ['a white rim only', { before: () => '1 G 1 Tr' }, 'unseen'],
  ['white on blue', { before: (x, y) => `0 0 1 rg ${area(x, y)} 1 g` }, 'seen'],
  ['white on a curved area', { before: (x, y) => `0 0 1 rg ${round(x, y)} 1 g` }, 'seen'],
  ['white on white on blue', { before: (x, y) => `0 0 1 rg ${area(x, y)} 1 g ${area(x, y)}` }, 'unseen'],
  ['blue on blue', { before: (x, y) => `0 0 1 rg ${area(x, y)}` }, 'unseen'],
  ['white beside blue', { before: (x, y) => `0 0 1 rg ${area(x - 45, y)} 1 g` }, 'unseen'],
  ['white on blue that is cut away', { before: (x, y) => `q 0 0 9 9 re W n 0 0 1 rg ${area(x, y)} Q 1 g` }, 'unseen'],
  ['covered by white', { after: (x, y) => `1 g ${area(x, y)}` }, 'unseen'],
  ['covered by black', { after: (x, y) => `0 g ${area(x, y)}` }, 'unseen'],
  ['a white rule through it', { after: (x, y) => `1 g ${x - 2} ${y + 2} 40 1 re f` }, 'seen'],
  ['white over what is below', { after: (x, y) => `1 g ${area(x, y - 16)}` }, 'seen'],
  ['covered by what is cut away', { after: (x, y) => `q 0 0 9 9 re W n 1 g ${area(x, y)} Q` }, 'seen'],
  ['half a point', { before: () => '0.05 0 0 0.05 0 0 cm' }, 'unseen'],
  [
    'white before the same in black',
    { before: (x, y, hex) => `1 g BT /F1 8 Tf 1 0 0 1 ${x} ${y} Tm <${hex(figure)}> Tj ET 0 g` },
    'seen',
  ],
  [
    'a white figure before it',
    { before: (x, y, hex) => `1 g BT /F1 8 Tf 1 0 0 1 ${x + 24} ${y} Tm <${hex('9')}> Tj ET 0 g` },
    'seen',
  ],
  [
    'a figure covered below it',
    { before: (x, y, hex) => `BT /F1 8 Tf 1 0 0 1 ${x} ${y} Tm <${hex('99')}> Tj ET 1 g ${area(x, y)} 0 g` },
    'seen',
  ],
])('%s', async (_, how, expected) => {
  const report = await drawn(how)
  const others = Object.entries(figures).filter(([id]) => id !== asked)
  for (const [id, other] of others) expect([id, report.figures[id]]).toEqual([id, other])
  if (expected === 'seen') {
    expect(report.figures[asked]).toBe(figure)
    expect(report.unread).toEqual([])
    return
  }
  expect(report.figures[asked]).toBeNull()
  expect(checkPrintedReports([report])[0]?.verdict).not.toBe('clean')
})

test('a figure over another in one cell is none: nobody can tell whether it goes on', async () => {
  const report = await drawn({ before: (x, y, hex) => `BT /F1 8 Tf 1 0 0 1 ${x} ${y - 8} Tm <${hex('12')}> Tj ET` })
  expect(report.figures[asked]).toBeNull()
  expect(report.unread).toEqual([
    {
      cells: [asked],
      printed: `${figure} 12`,
      reason: expect.objectContaining({ zh: expect.stringContaining('折了行') }),
    },
  ])
})

test('numbers that nearly touch those of the next cell stay apart', async () => {
  const wide = Object.fromEntries(form.cells.map(({ id, index }) => [id, String(10_000 + index)]))
  const file = Buffer.from(pdfOf(layOut(form, wide)))
    .toString('latin1')
    .replace('/DW 1000', '/DW 1180')
  const bytes = new Uint8Array(Buffer.from(file, 'latin1'))
  const report = await readReportFile(bytes, 'a.pdf', { definitions: printedFormats(), readPdf })
  if ('problem' in report) throw new Error(report.problem.en)
  const others = form.cells.filter(({ id }) => /^t3\.new\.(?!natural)/.test(id) && report.figures[id] !== wide[id])
  expect(others.map(({ id }) => [id, report.figures[id]])).toEqual([])
})
