import type { PrintedCheck } from '../../../shared/printed/check/printed-check.ts'
import type { Verdict } from '../../../shared/printed/check/verdict.ts'
import type { Finding } from '../../../shared/report/finding.ts'
import type { Language, LocalizedText } from '../../../shared/report/report-definition.ts'

/** A file with what the check says of it, or why it could not be read. */
export type CheckedFile = { file: string; problem: LocalizedText } | { file: string; check: PrintedCheck }

export type FileVerdict = Verdict | 'unreadable'

/**
 * The entry of one file: `file`, `verdict` (`clean`, `broken`, `incomplete`, `unreadable`), and of a report
 * `id`, `issuer`, `year`, `definition`, `cells` (how many were read, blank, inferred, not applicable, unread, missing), `checked`,
 * `findings`, `notChecked`, `unread`, `inferred`, `figures` by cell, `notes`. Figures are JSON numbers with the digits they have,
 * null where there is none, `"n/a"` for not applicable.
 */
export const entryAsJson = (one: CheckedFile, language: Language): string => JSON.stringify(entryOf(one, language))

function entryOf(one: CheckedFile, language: Language): Record<string, unknown> {
  if ('problem' in one) return { file: one.file, verdict: 'unreadable', problem: one.problem[language] }
  const { report, verdict, extent, checked, findings, notApplicable, inferred, notes } = one.check
  return {
    file: one.file,
    id: report.id,
    issuer: report.issuer,
    year: report.year ?? null,
    definition: report.compiled.definition.id,
    verdict,
    cells: extent,
    checked,
    findings: findings.map((finding) => findingAsJson(finding, language)),
    notChecked: notApplicable.map(({ relation, instance, where, reason }) => ({
      relation,
      instance,
      where: where.zh,
      reason: reason[language],
    })),
    unread: report.unread.map(({ cells, printed, reason }) => ({ cells, printed, reason: reason[language] })),
    missing: report.missing,
    inferred,
    figures: Object.fromEntries(Object.entries(report.figures).map(([cell, figure]) => [cell, exactly(figure)])),
    notes: notes.map((note) => note[language]),
  }
}

function findingAsJson(finding: Finding, language: Language): Record<string, unknown> {
  const { relation, where, left, right, severity, message, advice, root, reading } = finding
  return {
    relation,
    where: where.zh,
    left: exactly(left),
    right: exactly(right),
    severity,
    message: message[language],
    leftIs: finding.leftIs[language],
    rightIs: finding.rightIs[language],
    difference: exactly(finding.difference),
    advice: advice[language],
    instance: finding.instance,
    cells: finding.cells,
    ...(reading && { reading }),
    ...(root && {
      root: {
        cell: root.cell,
        label: root.label[language],
        actual: exactly(root.actual),
        expected: exactly(root.expected),
        mends: root.mends,
        alternatives: root.alternatives.map(({ cell, label, actual, expected }) => ({
          cell,
          label: label[language],
          actual: exactly(actual),
          expected: exactly(expected),
        })),
      },
    }),
  }
}

/** A figure as a JSON number, with the digits it has. */
const exactly = (figure: string | null): unknown =>
  figure === null || figure === 'n/a' ? figure : (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(figure)
