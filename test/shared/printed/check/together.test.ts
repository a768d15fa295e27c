import { expect, test } from 'vitest'
import { checkPrintedReport } from '../../../../shared/printed/check/printed-check.ts'
import { Together } from '../../../../shared/printed/check/together.ts'
import { readJsonReport } from '../../../../shared/printed/files/json.ts'
import { printedFormats } from '../../../../shared/printed/formats.ts'
import { printedFiles } from '../../../fixtures/printed-reports.ts'

const read = readJsonReport(printedFiles[0]!.text, printedFormats())
if ('problem' in read) throw new Error(read.problem.en)
const own = { ...read, children: undefined, partOf: undefined }

/** A report of this body and year, and how often its figures were asked for. */
function report(body: string, year: number, more: object = {}) {
  const asked = { times: 0 }
  return {
    ...{ ...own, ...more, id: `${body}-${year}`, issuer: body, year, asked },
    get figures() {
      asked.times++
      return own.figures
    },
  }
}

test('of hundreds each is held against its own alone', () => {
  const reports = Array.from({ length: 200 }, (_, n) => report(`body${n >> 1}`, 2023 + (n % 2), { folder: 'x' }))
  const together = new Together(reports)
  for (const one of reports) checkPrintedReport({ ...one }, together, one)
  const asked = reports.map(({ asked: { times } }) => times)
  // Its own check, this test's copying, what lies in the folder, and the year after that looks back.
  expect(Math.max(...asked)).toBeLessThan(7)
})

test('what belongs together is found', () => {
  const [before, now] = [report('a', 2023), report('a', 2024)]
  const [renamed, parent] = [report('b', 2023, { folder: 'x' }), report('c', 2024, { children: ['a-2024'] })]
  const part = report('d', 2024, { partOf: 'c-2024', folder: 'x/y' })
  const all = new Together([before, now, renamed, parent, part])
  expect(all.yearBefore(now)?.id).toBe('a-2023')
  expect(all.yearBefore({ ...now, id: 'other-2024' })?.id).toBe('a-2023')
  expect(all.yearBefore({ ...now, id: 'b-2024', issuer: '' })?.id).toBe('b-2023')
  expect(all.yearBefore({ ...now, year: undefined })).toBeUndefined()
  expect([all.parentOf(now)?.id, all.parentOf(part)?.id, all.parentOf(before)]).toEqual(['c-2024', 'c-2024', undefined])
  expect(all.partsOf('c-2024').map(({ id }) => id)).toEqual(['d-2024'])
  expect(all.inFolder('x').map(({ id }) => id)).toEqual(['b-2023'])
  expect(all.inAndBelow('x').map(({ id }) => id)).toEqual(['b-2023', 'd-2024'])
  expect(all.named('none')).toBeUndefined()
})
