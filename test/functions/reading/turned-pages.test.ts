import { strFromU8, strToU8 } from 'fflate'
import { expect, test } from 'vitest'
import { readPdf } from '../../../functions/reading/pdf-pages.ts'
import { readReportFile } from '../../../shared/printed/files/read-file.ts'
import { printedFormats } from '../../../shared/printed/formats.ts'
import { compileDefinition } from '../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../shared/report/definitions/shipped.ts'
import { layOut, pdfOf } from '../../fixtures/report-files.ts'

const form = compileDefinition(shippedDefinition('gid-2021')!)
const figures = Object.fromEntries(form.cells.map(({ id }, n) => [id, String(n + 101)]))
const asked = 't3.new.natural'

/** A wide table is often drawn sideways, on a page that is told to be turned or not. */
test.each([
  ['from foot to head', '0 1 -1 0 842 0', [842, 595]],
  ['from head to foot', '0 -1 1 0 0 595', [842, 595]],
  ['on its head', '-1 0 0 -1 595 842', [595, 842]],
  ['upright, with a page that begins elsewhere', '1 0 0 1 100 200', [695, 1042]],
])('a page whose letters stand %s is read', async (_, matrix, [wide, high]) => {
  const mark = (text: string) => (text === figures[asked] ? '1 g\n' : '0 g\n')
  const bytes = strToU8(
    strFromU8(pdfOf(layOut(form, figures), { mark }), true)
      .replaceAll(/<<\/Length (\d+)>>stream\n(?!\/CIDInit)/g, (_whole, length) => {
        const turn = `${matrix} cm\n`
        return `<</Length ${Number(length) + turn.length}>>stream\n${turn}`
      })
      .replaceAll('/MediaBox[0 0 595 842]', `/MediaBox[0 0 ${wide} ${high}]`),
    true,
  )
  const report = await readReportFile(bytes, 'a.pdf', { definitions: printedFormats(), readPdf })
  expect(report).toMatchObject({ figures: { ...figures, [asked]: null } })
})
