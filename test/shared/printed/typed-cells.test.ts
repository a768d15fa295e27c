import { expect, test } from 'vitest'
import { checkPrintedReports } from '../../../shared/printed/check/printed-check.ts'
import { readDocument } from '../../../shared/printed/document-report.ts'
import { readHtml } from '../../../shared/printed/files/html.ts'
import { printedFormats } from '../../../shared/printed/formats.ts'
import { withTyped } from '../../../shared/printed/typed-cells.ts'
import { compileDefinition } from '../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../shared/report/definitions/shipped.ts'
import { htmlOf, layOut } from '../../fixtures/report-files.ts'

const form = compileDefinition(shippedDefinition('gid-2021')!)
const zeros = Object.fromEntries(form.cells.map(({ id }) => [id, '0']))
const read = (alter: (page: string) => string) => {
  const page = htmlOf(layOut(form, { ...zeros, 't3.new.natural': '777', 't2.licensing.decisions': '888' }))
  const report = readDocument(readHtml(alter(page)), 'a.html', printedFormats())
  if ('problem' in report) throw new Error(report.problem.en)
  return report
}
const verdict = (report: ReturnType<typeof read>) => checkPrintedReports([report])[0]!.verdict

test('what was typed for a cell that was not read is checked on, and said', () => {
  const report = read((page) => page.replace('777', '看不清').replace('888', '<img>'))
  expect(verdict(report)).toBe('incomplete')
  const typed = withTyped(report, { 't3.new.natural': '０', 't2.licensing.decisions': '12件' })
  expect(typed.unread).toEqual([])
  expect(typed.figures).toMatchObject({ 't3.new.natural': '0', 't2.licensing.decisions': '12' })
  expect(verdict(typed)).toBe('clean')
  expect(typed.notes.at(-1)?.zh).toBe('有 2 格不是从文件里读到的，是看的人填的')
  expect(verdict(withTyped(report, { 't3.new.natural': '3', 't2.licensing.decisions': '12' }))).toBe('broken')
})

test('what is no number, and what the file itself says, stay as they are', () => {
  const report = read((page) => page.replace('777', '看不清'))
  expect(withTyped(report, { 't3.new.natural': '约三', 't3.new.total': '9', nothing: '1' })).toBe(report)
})

test('a row that is not there is there when all of it was typed', () => {
  const report = read((page) =>
    page.replace('777', '0').replace(/<tr>(?=(?:(?!<\/tr>).)*行政强制)(?:(?!<\/tr>).)*<\/tr>/s, ''),
  )
  expect(report.missing).toEqual(['t2.measures'])
  expect(withTyped(report, { 't2.measures.decisions': '0' }).missing).toEqual([])
})
