import { entryOf, present } from '../../present.ts'
import { valuesOf } from '../../report/cell-values.ts'
import type { Cell, CompiledDefinition, Figures, RelationInstance } from '../../report/cells.ts'
import { notApplicable } from '../../report/figure.ts'
import { blocking, type Finding } from '../../report/finding.ts'
import { holds, weigh } from '../../report/integrity/weigh.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { printedFindings } from '../../words/printed/printed-findings.ts'
import { statement } from './statement.ts'

/**
 * Slips of the hand that explain everything that is broken: two cells of one row or column written into each other's place, or two
 * digits of one figure. A hint, never a correction: it is said only when undoing it makes every broken relation hold and breaks none.
 */
export function slips(compiled: CompiledDefinition, figures: Figures, findings: readonly Finding[]): Finding[] {
  const broken = blocking(findings).filter(({ cells }) => cells.every((cell) => !cell.includes(':')))
  if (broken.length === 0 || broken.length > mostBroken) return []
  return [...digitSlips(compiled, broken), ...(broken.length > 1 ? swaps(compiled, figures, broken) : [])]
}

const mostBroken = 12
const mostCells = 120
/** As many explanations as this are none. */
const mostPairs = 2

/** Two neighbouring digits exchanged, or a 0 too many or too few, where the figures say which number is right. */
function digitSlips(compiled: CompiledDefinition, broken: readonly Finding[]): Finding[] {
  const roots = new Map(broken.flatMap(({ root }) => (root ? [[root.cell, root] as const] : [])))
  if (roots.size !== 1) return []
  const [root] = roots.values()
  if (!root || root.mends.length !== broken.length) return []
  return [root, ...root.alternatives].flatMap(({ cell, label, actual, expected }) => {
    const how = actual === null || expected === null ? undefined : slipBetween(actual, expected)
    if (!how) return []
    return [
      statement({
        relation: 'slip.digits',
        instance: `slip.digits(${cell})`,
        severity: 'info',
        where: label,
        cells: [cell],
        message: printedFindings.slip(
          { zh: label.zh, en: compiled.byId.get(cell)?.name.en ?? label.en },
          actual,
          expected,
          how,
        ),
        advice: printedFindings.onlyHint,
      }),
    ]
  })
}

function slipBetween(actual: string, expected: string): LocalizedText | undefined {
  if (actual.length === expected.length && actual.length > 1) {
    const at = [...actual].findIndex((digit, n) => digit !== expected[n])
    const exchanged = `${actual.slice(0, at)}${actual[at + 1] ?? ''}${actual[at]}${actual.slice(at + 2)}`
    if (exchanged === expected) return printedFindings.digitsExchanged
  }
  if (actual !== '0' && expected === `${actual}0`) return printedFindings.zeroLeftOut
  if (expected !== '0' && actual === `${expected}0`) return printedFindings.zeroTooMany
  return undefined
}

function swaps(compiled: CompiledDefinition, figures: Figures, broken: readonly Finding[]): Finding[] {
  const instances = compiled.instances.filter(
    ({ needs, relation }) => !needs.previous && !needs.units && relation.severity === 'blocking',
  )
  const suspects = [...new Set(broken.flatMap(({ cells }) => cells))]
    .map((id) => entryOf(compiled.byId, id))
    .filter(({ id, derived }) => !derived && isNumber(figures[id]))
    .slice(0, mostCells)
  const before = brokenBy(compiled, figures, instances).length
  const pairs: [Cell, Cell][] = []
  for (const [n, a] of suspects.entries()) {
    for (const b of suspects.slice(n + 1)) {
      if (a.table !== b.table || (a.row !== b.row && a.column !== b.column) || figures[a.id] === figures[b.id]) continue
      const exchanged = {
        ...figures,
        [a.id]: present(figures[b.id], 'figures'),
        [b.id]: present(figures[a.id], 'figures'),
      }
      if (before > 0 && brokenBy(compiled, exchanged, instances).length === 0) pairs.push([a, b])
      if (pairs.length > mostPairs) return []
    }
  }
  return pairs.map(([a, b]) =>
    statement({
      relation: 'slip.swapped',
      instance: `slip.swapped(${a.id},${b.id})`,
      severity: 'info',
      where: a.name,
      cells: [a.id, b.id],
      message: printedFindings.swapped(
        { name: a.name, figure: figures[a.id] },
        { name: b.name, figure: figures[b.id] },
        before,
      ),
      advice: printedFindings.onlyHint,
    }),
  )
}

const isNumber = (figure: string | null | undefined): boolean => typeof figure === 'string' && figure !== notApplicable

function brokenBy(
  compiled: CompiledDefinition,
  figures: Figures,
  instances: readonly RelationInstance[],
): RelationInstance[] {
  const sources = { own: valuesOf(compiled, figures) }
  return instances.filter((instance) => {
    const weighing = weigh(instance, sources)
    return weighing.empty === 0 && !holds(instance.relation.operator, weighing)
  })
}
