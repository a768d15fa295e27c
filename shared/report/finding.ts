import type { Figure } from './figure.ts'
import type { LocalizedText, Severity } from './report-definition.ts'

/**
 * What a relation or rule says about figures. A finding is a value: code, place, facts; the sentence is written for
 * the person who must act.
 */
export type Finding = {
  /** Id of the relation in the definition, e.g. `T3.identity`. */
  relation: string
  /** Names this instance in the report, e.g. `T3.identity(legal)`; a justification is bound to it and to `figures`. */
  instance: string
  severity: Severity
  /** The place as the catalogue prints it, e.g. 法律服务机构. */
  where: LocalizedText
  /** Every cell that takes part; `previous:` and `units:` prefixes kept. */
  cells: string[]
  left: Figure
  right: Figure
  operator: '=' | '<=' | '>='
  leftIs: LocalizedText
  rightIs: LocalizedText
  /** left − right, exact. */
  difference: Figure
  /** One sentence: what is wrong, with the figures and the labels. */
  message: LocalizedText
  /** One sentence: what to do. */
  advice: LocalizedText
  /** The one cell whose change mends this and the other findings it names; absent when no single cell does. */
  root?: RootCell
  /** The reading under which the quoted number is admissible (text-vs-table only). */
  reading?: string
  /** The figures the finding rests on, as text: a justification falls when one changes. */
  figures: string
}

export type RootCell = {
  cell: string
  label: LocalizedText
  actual: Figure
  expected: Figure
  /** Instances that hold again when it is changed, this finding's own included. */
  mends: string[]
  /** Other single cells that would mend the same: the figures alone cannot tell which one is wrong. */
  alternatives: { cell: string; label: LocalizedText; actual: Figure; expected: Figure }[]
}

/** A relation that could not be computed, and why: silence and success are different. */
export type NotApplicable = {
  relation: string
  instance: string
  where: LocalizedText
  reason: LocalizedText
  cells: string[]
}

/** What a slice is told: what stands against it, and how many relations hold or do not. */
export type SliceCheck = { findings: Finding[]; checked: number }
export type CheckResult = SliceCheck & { notApplicable: NotApplicable[] }

/** Findings of one slice, draft or report that must be mended before anybody can sign. */
export const blocking = (findings: readonly Finding[]): Finding[] => findings.filter((f) => f.severity === 'blocking')

/** Cells of last year's report that it rests on. */
export const previousCells = ({ cells }: Pick<Finding, 'cells'>): string[] =>
  cells.flatMap((id) => (id.startsWith(ofPrevious) ? [id.slice(ofPrevious.length)] : []))
const ofPrevious = 'previous:'

/** Why a warning stands. It holds while the figures it was given for stand. */
export type Justification = { instance: string; figures: string; text: string }

/** Warnings that nobody has explained for these figures. */
export function unjustified(findings: readonly Finding[], justifications: readonly Justification[]): Finding[] {
  return findings.filter(
    (finding) =>
      finding.severity === 'warning' &&
      !justifications.some((j) => j.instance === finding.instance && j.figures === finding.figures && j.text.trim()),
  )
}
