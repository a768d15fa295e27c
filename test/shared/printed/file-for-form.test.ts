import { describe, expect, test } from 'vitest'
import { type FormForFile, fileForForm, readForForm } from '../../../shared/printed/file-for-form.ts'
import { readReportFile } from '../../../shared/printed/files/read-file.ts'
import { compileDefinition, inputCells } from '../../../shared/report/cells.ts'
import { shippedDefinition } from '../../../shared/report/definitions/shipped.ts'
import { docxOf, layOut } from '../../fixtures/report-files.ts'

const compiled = compileDefinition(shippedDefinition('gid-2021')!)
const own = new Set(inputCells(compiled, ['office']).map(({ id }) => id))
const empty: FormForFile = {
  ...{ compiled, roles: ['office'], own, values: {}, year: 2024 },
  unit: { zh: '某局', en: 'Some Bureau' },
}
type Said = Parameters<typeof layOut>[2]

/** A report in the name of 某县某局 for 2024, all zeros but for these, as it looks beside the form. */
async function beside(
  figures: Record<string, string>,
  form: Partial<FormForFile> = {},
  said: Said = {},
  title?: string,
) {
  const whole = { ...empty, ...form }
  const zeros = Object.fromEntries(compiled.cells.map(({ id }) => [id, '0']))
  const file = docxOf(layOut(compiled, { ...zeros, ...figures }, said, title))
  const reading = { definitions: [compiled], readPdf: () => Promise.reject(new Error('no PDF')) }
  const report = await readReportFile(file, '年报.docx', reading)
  if ('problem' in report) throw new Error(report.problem.en)
  return fileForForm(readForForm(report, whole), whole)
}

test('the official form, filled, is the whole of an empty slice', async () => {
  const { fresh, ...rest } = await beside({ 't3.new.natural': '3', 't3.new.total': '3' })
  expect(Object.keys(fresh)).toHaveLength(own.size)
  expect(fresh).toMatchObject({ 'cell:t3.new.natural': '3', 'cell:t3.new.business': '0' })
  expect(rest).toMatchObject({ differing: [], same: 0, open: 0, locked: [], totals: [], unread: [], notes: [] })
})

describe('what stood in the form', () => {
  test.each<[string, string, 'fresh' | 'same' | 'differing']>([
    ['nothing', ' ', 'fresh'],
    ['the same', '3', 'same'],
    ['the same, written otherwise', '３件', 'same'],
    ['another figure', '0', 'differing'],
    ['something unreadable', '三四个', 'differing'],
  ])('%s', async (_, stands, is) => {
    const found = await beside({ 't3.new.natural': '3' }, { values: { 'cell:t3.new.natural': stands } })
    expect({
      fresh: found.fresh['cell:t3.new.natural'] === '3',
      same: found.same === 1,
      differing: found.differing.map(({ stands: one, file }) => [one, file]),
    }).toEqual({ fresh: is === 'fresh', same: is === 'same', differing: is === 'differing' ? [[stands, '3']] : [] })
  })
  test('a cell that is carried over and locked stays, and is said', async () => {
    const values = { 'cell:t3.carried-in.natural': '2' }
    const locked = new Set([...own].filter((id) => id !== 't3.carried-in.natural'))
    const found = await beside({ 't3.carried-in.natural': '5' }, { own: locked, values })
    expect(found.locked.map(({ stands, file }) => [stands, file])).toEqual([['2', '5']])
    expect(found.fresh['cell:t3.carried-in.natural']).toBeUndefined()
  })
})

describe('what is said of the file', () => {
  test('cells it leaves empty', async () => {
    const found = await beside({ 't3.new.natural': '', 't3.new.other': '' })
    expect([found.open, Object.keys(found.fresh).length]).toEqual([2, own.size - 2])
  })
  test('a printed total that is not the sum', async () => {
    const { totals } = await beside({ 't3.new.natural': '3', 't3.new.total': '4' })
    expect(totals.map(({ printed, sum }) => [printed, sum])).toEqual([['4', '3']])
  })
  test('what cannot be read, by the name of its cell', async () => {
    const { unread, fresh } = await beside({ 't3.new.natural': '约三件' })
    expect(unread.map(({ where, printed }) => [where.zh, printed])).toEqual([
      [compiled.byId.get('t3.new.natural')!.name.zh, '约三件'],
    ])
    expect(fresh['cell:t3.new.natural']).toBeUndefined()
  })
  test.each<[string, string | undefined, string[]]>([
    ['this year’s, of this body', undefined, []],
    ['last year’s', '某局2023年政府信息公开工作年度报告', ['这是 2023 年的报告，填的是 2024 年的']],
    ['another body’s', '某县公安局2024年政府信息公开工作年度报告', ['文件上的单位是“某县公安局”']],
  ])('%s', async (_, title, notes) => {
    expect((await beside({}, {}, {}, title)).notes.map(({ zh }) => zh)).toEqual(notes)
  })
})

describe('texts', () => {
  const texts = { overview: '全年主动公开信息 12 条。' }
  test.each<[string, readonly string[], Record<string, string>]>([
    ['whoever writes the whole report’s', ['office'], { 'text:overview': texts.overview }],
    ['whoever writes of the own report only', [], { 'text:own:overview': texts.overview }],
  ])('%s', async (_, roles, found) => {
    const { fresh } = await beside({}, { roles }, { texts })
    expect(Object.fromEntries(Object.entries(fresh).filter(([field]) => field.startsWith('text:')))).toEqual(found)
  })
})
