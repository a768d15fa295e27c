import { firstOf } from '../../../shared/present.ts'
import type { PrintedCheck } from '../../../shared/printed/check/printed-check.ts'
import type { Verdict } from '../../../shared/printed/check/verdict.ts'
import { blocking, type NotApplicable } from '../../../shared/report/finding.ts'
import type { Language, LocalizedText } from '../../../shared/report/report-definition.ts'
import { checkTexts as words } from '../../../shared/words/public/check-texts.ts'
import { pause } from '../../../shared/words/words-in.ts'
import { onOneLine } from '../printable.ts'
import type { FileVerdict } from './check-json.ts'

const marks: Record<Verdict, string> = { clean: '✓', broken: '✗', incomplete: '?' }

/** What a person reads about one report: the verdict, findings by table, what could not be read or checked. */
export function checkAsText(check: PrintedCheck, language: Language): string {
  const { report, verdict, extent, findings, notApplicable, notes, checked } = check
  const must = blocking(findings).length
  const title = [report.id, report.issuer, report.year].filter(
    (part, n, all) => part !== undefined && all.indexOf(part) === n,
  )
  const lines = [
    `${marks[verdict]} ${onOneLine(title.join(' '))}：${words.verdict(verdict, must, findings.length - must)[language]}${words.extent(checked, extent)[language]}`,
  ]
  let advised = ''
  for (const finding of findings) {
    lines.push(`  [${words.severity[finding.severity][language]}] ${finding.relation}  ${finding.message[language]}`)
    if (finding.advice[language] !== advised) lines.push(`    ${words.advice[language]}${finding.advice[language]}`)
    advised = finding.advice[language]
  }
  if (report.unread.length > 0) {
    lines.push(`  ${words.unread[language]}`)
    for (const { cells, printed, reason } of report.unread.slice(0, mostShown)) {
      lines.push(`    ${words.unreadLine(nameOf(check, cells), printed, reason)[language]}`)
    }
    if (report.unread.length > mostShown) lines.push(`    ${words.more(report.unread.length - mostShown)[language]}`)
  }
  if (notApplicable.length > 0)
    lines.push(`  ${words.notChecked[language]}`, ...notCheckedLines(notApplicable, language))
  if (notes.length > 0) {
    lines.push(`  ${words.notes[language]}`)
    for (const note of notes) lines.push(`    ${note[language]}`)
  }
  return `${lines.map(onOneLine).join('\n')}\n`
}

export const unreadableAsText = (file: string, problem: LocalizedText, language: Language): string =>
  `! ${onOneLine(file)}：${problem[language]}\n`

/** After many files: how many of each verdict. */
export function summaryOf(verdicts: readonly FileVerdict[], language: Language): string {
  const count = (verdict: FileVerdict) => verdicts.filter((one) => one === verdict).length
  return `${words.summary(count('clean'), count('broken'), count('incomplete'), count('unreadable'))[language]}\n`
}

const mostShown = 12

/** One cell by its name, several of a row by the row's. */
function nameOf({ report: { compiled } }: PrintedCheck, cells: readonly string[]): LocalizedText {
  const first = compiled.byId.get(cells[0] ?? '')
  return (cells.length === 1 ? first?.name : first?.rowName) ?? { zh: cells.join('、'), en: cells.join(', ') }
}

/** Grouped by reason; of many with the same relation only the first few. */
function notCheckedLines(entries: readonly NotApplicable[], language: Language): string[] {
  const lines: string[] = []
  const shown = new Map<string, number>()
  for (const [reason, places] of Map.groupBy(entries, (entry) => entry.reason[language])) {
    const relations = [...new Set(places.map(({ relation }) => relation))]
    const count = (shown.get(firstOf(relations)) ?? 0) + 1
    shown.set(firstOf(relations), count)
    if (count > mostOfOneRelation) continue
    const named = places.length > 1 ? relations : places.map(({ relation, where }) => `${relation}  ${where[language]}`)
    lines.push(`    ${named.join(pause[language])}：${reason}`)
  }
  for (const [relation, count] of shown) {
    const rest = count - mostOfOneRelation
    if (rest > 0) lines.push(`    ${relation}  ${words.moreBlank(rest)[language]}`)
  }
  return lines
}

const mostOfOneRelation = 5
