import type { PrintedReport } from '../../../shared/printed/printed-report.ts'
import type { Figure } from '../../../shared/report/figure.ts'
import { checkMerged } from '../../../shared/report/integrity/check.ts'
import type { Language } from '../../../shared/report/report-definition.ts'
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
      `    ${cell.name[language]}: ${before ?? wordsIn(texts, language).unread} → ${after ?? wordsIn(texts, language).blank}` +
        (relations.length > 0 ? `  ${wordsIn(texts, language).broke} ${relations.join(', ')}` : ''),
    )
  }
  return [wordsIn(texts, language).head(lines.length, same), ...lines]
}

const texts = {
  head: (differ: number, same: number) => ({
    zh: `与印出来的报告对照：${same} 格相同，${differ} 格不同（印出来的 → 现在的）`,
    en: `Against the printed report: ${same} cells agree, ${differ} differ (printed → now)`,
  }),
  unread: { zh: '（看不清）', en: '(unreadable)' },
  blank: { zh: '（空）', en: '(blank)' },
  broke: { zh: '当时违反', en: 'broke' },
}
