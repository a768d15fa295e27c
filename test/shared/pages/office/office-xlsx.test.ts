import { expect, test } from 'vitest'
import { boardOf } from '../../../../shared/cycle/board/board.ts'
import { boardLines } from '../../../../shared/pages/office/board-csv.ts'
import { officeSheets } from '../../../../shared/pages/office/office-xlsx.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import type { Finding } from '../../../../shared/report/finding.ts'
import { cycleWith, definition } from '../../../fixtures/tongjiang-2020.ts'

const compiled = compileDefinition(definition)
const { state, draft, submissions } = cycleWith({ missing: ['finance'] })
const units = state.units.map(({ unit }) => {
  const figures = submissions.find((each) => each.unit === unit.id)?.figures
  return { id: unit.id, name: unit.name, ...(figures && { figures }) }
})
const findings = [
  { severity: 'warning', message: { zh: '偏高', en: 'high' }, advice: { zh: '请说明', en: 'explain' } },
  { severity: 'info', message: { zh: '不说', en: 'unsaid' }, advice: { zh: '', en: '' } },
] as unknown as Finding[]
const board = boardLines(boardOf({ state, definition }, '2021-01-28T02:00:00.000Z', 'zh'), 'zh', 'Asia/Shanghai')
const sheets = officeSheets({ language: 'zh', board, compiled, units, draft, findings })
const rows = (name: RegExp) =>
  sheets.find((sheet) => name.test(sheet.name))!.rows.map((row) => row.map((cell) => cell?.number ?? cell?.text ?? ''))

test('a sheet for the board, two for each table, one for the findings', () => {
  expect(sheets.length).toBe(2 + 2 * definition.tables.length)
  expect(rows(/^进度$/).length).toBe(1 + state.units.length + state.opening.route.length)
})

test('figures are numbers, the sum is the draft’s, and who has not filed has no zeros', () => {
  const matrix = rows(/^三/)
  const [head, sum] = matrix
  const at = head!.findIndex((text) => text.includes('本年新收'))
  expect(sum![at]).toBe(draft.figures['t3.new.total'])
  const filed = matrix.slice(2).filter((row) => row.length === head!.length)
  const added = filed.reduce((total, row) => total + Number(row[at]), 0)
  expect(String(added)).toBe(sum![at])
  const missing = state.units.find(({ unit }) => unit.id === 'finance')!.unit.name.zh
  expect(matrix.find(([name]) => name === missing)).toEqual([missing, '未报'])
})

test('the preview says that it is one; what the check would say stands beside it, without what is only told', () => {
  expect(rows(/^预览 三/)[0]![0]).toContain('只是预览')
  expect(rows(/核对会说什么/)).toEqual([['请看一看', '偏高', '请说明']])
})
