import { describe, expect, it } from 'vitest'
import { cellHistories } from '../../../shared/draft/cell-history.ts'
import { compileDefinition } from '../../../shared/report/cells.ts'
import { shippedDocument } from '../../../shared/report/definitions/shipped.ts'
import type { Figure } from '../../../shared/report/figure.ts'
import { reportDefinition } from '../../../shared/report/report-definition.ts'

const compiled = compileDefinition(reportDefinition.parse(shippedDocument('gid-2021')))
const id = 't3.new.natural'
const cells = compiled.cells.filter((cell) => cell.id === id)

describe('a cell through the revisions', () => {
  it.each<[string, (Figure | undefined)[], string[], Figure | undefined, string]>([
    ['changed between two', ['3', '5'], [], '3', 'moved'],
    ['changed and back', ['3', '5', '3'], [], undefined, 'moved'],
    ['changed by the office', ['3'], ['4'], '3', 'moved'],
    ['not there the first time', [undefined, '0'], [], undefined, 'moved'],
    ['the same each time', ['3', '3'], [], '7', 'told'],
    ['something last year', ['0', '0'], [], '7', 'told'],
    ['not applicable', ['n/a'], [], undefined, 'told'],
    ['nothing at all', ['0', '0'], [], '0', 'silent'],
    ['never filed', [], [], undefined, 'silent'],
  ])('%s', (_, filed, to, last, kind) => {
    const sorted = cellHistories(
      cells,
      filed.map((figure): Record<string, Figure> => (figure === undefined ? {} : { [id]: figure })),
      to.map((figure) => ({ cell: id, to: figure })),
      last === undefined ? {} : { [id]: last },
    )
    const found = Object.entries(sorted).filter(([, lines]) => lines.length > 0)
    expect(found).toEqual([
      [kind, [expect.objectContaining({ filed, changes: to.map((figure) => ({ cell: id, to: figure })) })]],
    ])
  })
})
