import { itemAt, present } from '../../present.ts'
import type { Cell, CompiledDefinition } from '../cells.ts'
import type { LocalizedText, ReportTable } from '../report-definition.ts'
import { type DefinitionFault, definitionFault } from './definition-fault.ts'

type Block = ReportTable['blocks'][number]
type Line = { id: string; label: LocalizedText; groups: LocalizedText[] }

/**
 * Rows and columns that a total of their table leaves out: somebody added one and forgot the sets that the total is computed
 * from. A total of a column answers for the rows under its own headings, a total of a row for the columns under its own, or for
 * all where it is called 总计; and whatever stands in a table with totals is reached by one.
 */
export function leftOutOfTotals({ definition, cells }: CompiledDefinition): DefinitionFault[] {
  return definition.tables.flatMap((table, t) =>
    table.blocks.flatMap((block, b) => {
      const own = cells.filter((cell) => cell.table === table.id && cell.block === block.id)
      const path = `tables[${t}].blocks[${b}]`
      return own.some(({ derived }) => derived) ? faultsOf(path, block, own, cells) : []
    }),
  )
}

function faultsOf(path: string, block: Block, own: readonly Cell[], all: readonly Cell[]): DefinitionFault[] {
  const faults = new Map<string, DefinitionFault>()
  const reached = new Set(all.flatMap(({ derived }) => derived?.of.map(({ cell }) => cell) ?? []))
  const add = (kind: 'rows' | 'columns', id: string, total: LocalizedText | undefined) => {
    const list: readonly Line[] = block[kind]
    const n = list.findIndex((one) => one.id === id)
    const { label } = itemAt(list, n)
    const place = `${path}.${kind}[${n}]`
    if (!faults.has(place))
      faults.set(
        place,
        total
          ? definitionFault(place, 'left-out-of-total', label, total)
          : definitionFault(place, 'in-no-total', label),
      )
  }
  for (const cell of own) {
    if (!cell.derived && !reached.has(cell)) {
      const wholeRow = own.filter(({ row }) => row === cell.row).every((one) => !one.derived && !reached.has(one))
      add(wholeRow ? 'rows' : 'columns', wholeRow ? cell.row : cell.column, undefined)
    }
    if (!cell.derived) continue
    const from = new Set(cell.derived.of.map(({ cell: used }) => used))
    const parts = own.filter((one) => from.has(one))
    const down = parts.length > 1 && parts.every(({ column }) => column === cell.column)
    const across = parts.length > 1 && parts.every(({ row }) => row === cell.row)
    if (!down && !across) continue
    const lines: readonly Line[] = down ? block.rows : block.columns
    const nameOf = (one: Cell) => (down ? one.row : one.column)
    const total = present(
      lines.find(({ id }) => id === nameOf(cell)),
      'line',
    )
    if (across && total.groups.length === 0 && !/总计|合计/.test(total.label.zh)) continue
    const missed = own.filter(
      (one) =>
        (down ? one.column === cell.column : one.row === cell.row) &&
        one !== cell &&
        !one.derived &&
        !from.has(one) &&
        isUnder(
          present(
            lines.find(({ id }) => id === nameOf(one)),
            'line',
          ),
          total,
        ),
    )
    for (const one of missed) add(down ? 'rows' : 'columns', nameOf(one), total.label)
  }
  return [...faults.values()]
}

const isUnder = (line: Line, total: Line): boolean => total.groups.every(({ zh }, n) => line.groups[n]?.zh === zh)
