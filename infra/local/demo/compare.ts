import type { PrintedReport } from '../../../shared/printed/printed-report.ts'
import type { Figure } from '../../../shared/report/figure.ts'
import { checkMerged } from '../../../shared/report/integrity/check.ts'
import type { Language } from '../../../shared/report/report-definition.ts'
import { demoComparisonTexts } from '../../../shared/words/office/demo-texts.ts'
import { wordsIn } from '../../../shared/words/words-in.ts'

/**
 * Lines for a person: the cells in which the published report differs from what was printed at the time, and the relations that
 * the printed figure broke.
 */
export function compareWithPrinted(
  printed: PrintedReport,
  published: Readonly<Record<string, Figure>>,
  language: Language,
): string[] {
  const { compiled, figures } = printed
  const { findings } = checkMerged(compiled, figures, {})
  const lines: string[] = []
  let same = 0
  for (const cell of compiled.cells) {
    const before = figures[cell.id] ?? null
    const after = published[cell.id] ?? null
    if (before === after) {
      same++
      continue
    }
    const broken = findings.filter((finding) => finding.cells.includes(cell.id))
    const relations = [...new Set(broken.map(({ relation, where }) => `${relation} (${where[language]})`))]
    lines.push(
      `    ${cell.name[language]}: ${before ?? wordsIn(demoComparisonTexts, language).unread} → ${after ?? wordsIn(demoComparisonTexts, language).blank}` +
        (relations.length > 0 ? `  ${wordsIn(demoComparisonTexts, language).broke} ${relations.join(', ')}` : ''),
    )
  }
  return [wordsIn(demoComparisonTexts, language).head(lines.length, same), ...lines]
}
