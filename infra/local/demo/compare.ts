import type { PrintedReport } from '../../../shared/printed/printed-report.ts'
import type { Figure } from '../../../shared/report/figure.ts'
import { checkMerged } from '../../../shared/report/integrity/check.ts'
import type { Language } from '../../../shared/report/report-definition.ts'

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
      `    ${cell.name[language]}: ${before ?? texts[language].unread} → ${after ?? texts[language].blank}` +
        (relations.length > 0 ? `  ${texts[language].broke} ${relations.join(', ')}` : ''),
    )
  }
  return [texts[language].head(lines.length, same), ...lines]
}

const texts = {
  zh: {
    head: (differ: number, same: number) => `与印出来的报告对照：${same} 格相同，${differ} 格不同（印出来的 → 现在的）`,
    unread: '（看不清）',
    blank: '（空）',
    broke: '当时违反',
  },
  en: {
    head: (differ: number, same: number) =>
      `Against the printed report: ${same} cells agree, ${differ} differ (printed → now)`,
    unread: '(unreadable)',
    blank: '(blank)',
    broke: 'broke',
  },
}
