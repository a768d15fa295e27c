import type { ReturnReason } from '../cycle/facts/draft-facts.ts'
import type { AllUnits } from '../cycle/reporting-cycle.ts'
import type { Figures } from '../report/cells.ts'
import { blank, notApplicable } from '../report/figure.ts'
import { type Finding, previousCells } from '../report/finding.ts'

/**
 * Who must look at a blocking finding of the merged draft: the units that have a figure in one of its cells, as the office adjusted
 * it. Where none has, and for a gap, the office's own unit, or failing that every unit that sent a slice: a finding never goes unaddressed.
 */
export function returnsOf(
  findings: readonly Finding[],
  state: AllUnits,
  slices: readonly { unit: string; figures: Figures }[],
): ReturnReason[] {
  const office = state.units.filter(({ unit }) => unit.roles.includes('office')).map(({ unit }) => unit.id)
  return findings.flatMap((finding) => {
    const cells = finding.cells.filter((cell) => !cell.includes(':'))
    const contributors = slices
      .filter(({ figures }) => cells.some((cell) => ![blank, notApplicable, '0', undefined].includes(figures[cell])))
      .map(({ unit }) => unit)
    const addressed =
      contributors.length > 0 ? contributors : office.length > 0 ? office : slices.map(({ unit }) => unit)
    return addressed.sort().map((unit) => returnFor(unit, finding))
  })
}

/**
 * The same where slices are known that do not fit their own year before (`own`): what the draft breaks with the year before is theirs to
 * mend, and nobody else's.
 */
export const returnsWith = (
  own: readonly ReturnReason[],
  findings: readonly Finding[],
  ...about: [AllUnits, readonly { unit: string; figures: Figures }[]]
): ReturnReason[] => [
  ...own,
  ...returnsOf(own.length > 0 ? findings.filter((finding) => previousCells(finding).length === 0) : findings, ...about),
]

/** Why the finding sends the unit's slice back. */
export function returnFor(unit: string, { root, cells, message, advice }: Finding): ReturnReason {
  const cell = root?.cell ?? cells.find((id) => !id.includes(':'))
  return { unit, ...(cell && { cell }), text: `${message.zh}${advice.zh}` }
}
