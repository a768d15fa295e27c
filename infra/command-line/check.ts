import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { checkPrintedReports, type PrintedCheck } from '../../shared/printed/printed-check.ts'
import { type PrintedReport, readPrintedReport } from '../../shared/printed/printed-report.ts'
import { blocking, type Finding, type NotApplicable } from '../../shared/report/finding.ts'
import type { Language, LocalizedText } from '../../shared/report/report-definition.ts'
import { languageOf, type Terminal } from './command.ts'

/**
 * `lianbao check FILE…`: every relation on published reports, each alone, with last year's, and with its units'. Exit code 1
 * when a blocking relation is broken, 2 when a file could not be read (the others are checked all the same).
 */
export async function check(args: string[], { out, err }: Terminal): Promise<number> {
  const asked = readArguments(args)
  if ('usage' in asked) {
    err(`${asked.usage}\n用法 / usage: lianbao check FILE… [--json] [--lang zh|en]\n`)
    return 2
  }
  const { files, json, language } = asked
  const reports: PrintedReport[] = []
  let unreadable = 0
  for (const file of files) {
    const read = await readReport(file)
    if ('problem' in read) {
      unreadable++
      err(`${file}：${read.problem[language]}\n`)
    } else if (reports.some((report) => report.id === read.report.id)) {
      unreadable++
      err(`${file}：${sameId(read.report.id)[language]}\n`)
    } else reports.push(read.report)
  }
  const checks = checkPrintedReports(reports)
  out(json ? asJson(checks, language) : checks.map((one) => asText(one, language)).join('\n'))
  if (unreadable > 0) return 2
  return checks.some(({ findings }) => blocking(findings).length > 0) ? 1 : 0
}

function readArguments(args: string[]): { files: string[]; json: boolean; language: Language } | { usage: string } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' }, lang: { type: 'string' } },
    })
    if (positionals.length === 0) return { usage: '没有给文件 / no file given' }
    return { files: positionals, json: values.json ?? false, language: languageOf(values.lang) }
  } catch (error) {
    return { usage: error instanceof Error ? error.message : String(error) }
  }
}

async function readReport(file: string): Promise<{ report: PrintedReport } | { problem: LocalizedText }> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(file)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    return { problem: { zh: `打不开（${code}）`, en: `cannot be opened (${code})` } }
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return { problem: { zh: '不是 UTF-8 编码', en: 'not UTF-8' } }
  }
  return readPrintedReport(text)
}

const sameId = (id: string): LocalizedText => ({
  zh: `编号“${id}”前面已经有一份，这一份没有核对`,
  en: `a report with the id ${id} was given before; this one was not checked`,
})

/** Figures as JSON numbers, with the digits they have. */
const exactly = (figure: string | null): unknown =>
  figure === null || figure === 'n/a' ? figure : (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(figure)

function asJson(checks: readonly PrintedCheck[], language: Language): string {
  const list = checks.flatMap(({ report, findings }) => findings.map((finding) => asEntry(report, finding, language)))
  return `[${list.map((entry) => `\n${JSON.stringify(entry)}`).join(',')}${list.length > 0 ? '\n' : ''}]\n`
}

function asEntry(report: PrintedReport, finding: Finding, language: Language): Record<string, unknown> {
  const { relation, where, left, right, severity, message, advice, root, reading } = finding
  return {
    id: report.id,
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

const words = {
  clean: { zh: '没有发现问题', en: 'nothing found' },
  nothingToCheck: { zh: '没有能核对的数', en: 'nothing that could be checked' },
  found: (must: number, others: number) => ({
    zh: `${must > 0 ? `有 ${must} 处必须改` : '没有必须改的'}${others > 0 ? `，${others} 处要说明或留意` : ''}`,
    en: `${must > 0 ? `${must} must be mended` : 'nothing must be mended'}${others > 0 ? `, ${others} to explain or note` : ''}`,
  }),
  extent: (checked: number, blanks: number) => ({
    zh: `（核对了 ${checked} 处${blanks > 0 ? `，${blanks} 格空白或看不清` : ''}）`,
    en: ` (${checked} checked${blanks > 0 ? `, ${blanks} cells blank or unreadable` : ''})`,
  }),
  severity: {
    blocking: { zh: '必须改', en: 'must be mended' },
    warning: { zh: '要说明', en: 'to explain' },
    info: { zh: '留意', en: 'note' },
  },
  advice: { zh: '怎么办：', en: 'What to do: ' },
  notApplicable: { zh: '没法核对的：', en: 'Could not be checked:' },
  notes: { zh: '读表时的情况：', en: 'Met on reading:' },
}

function asText({ report, findings, notApplicable, notes, checked }: PrintedCheck, language: Language): string {
  const must = blocking(findings).length
  const verdict =
    checked === 0
      ? words.nothingToCheck
      : findings.length === 0
        ? words.clean
        : words.found(must, findings.length - must)
  const blanks = Object.values(report.figures).filter((figure) => figure === null).length
  const mark = must > 0 ? '✗' : checked === 0 ? '?' : '✓'
  const lines = [
    `${mark} ${report.id} ${report.issuer} ${report.year}：${verdict[language]}${words.extent(checked, blanks)[language]}`,
  ]
  let advised = ''
  for (const finding of findings) {
    lines.push(`  [${words.severity[finding.severity][language]}] ${finding.relation}  ${finding.message[language]}`)
    if (finding.advice[language] !== advised) lines.push(`    ${words.advice[language]}${finding.advice[language]}`)
    advised = finding.advice[language]
  }
  if (notApplicable.length > 0) {
    lines.push(`  ${words.notApplicable[language]}`)
    lines.push(...notApplicableLines(notApplicable, language))
  }
  if (notes.length > 0) {
    lines.push(`  ${words.notes[language]}`)
    for (const note of notes) lines.push(`    ${note[language]}`)
  }
  return `${lines.join('\n')}\n`
}

/** Grouped by reason; of many with the same relation only the first few. */
function notApplicableLines(entries: readonly NotApplicable[], language: Language): string[] {
  const lines: string[] = []
  const shown = new Map<string, number>()
  for (const [reason, places] of Map.groupBy(entries, (entry) => entry.reason[language])) {
    const relations = [...new Set(places.map(({ relation }) => relation))]
    const count = (shown.get(relations[0]!) ?? 0) + 1
    shown.set(relations[0]!, count)
    if (count > mostOfOneRelation) continue
    const named = places.length > 1 ? relations : places.map(({ relation, where }) => `${relation}  ${where[language]}`)
    lines.push(`    ${named.join(language === 'zh' ? '、' : ', ')}：${reason}`)
  }
  for (const [relation, count] of shown) {
    const rest = count - mostOfOneRelation
    if (rest > 0)
      lines.push(
        `    ${relation}  ${{ zh: `……另有 ${rest} 处空白或看不清`, en: `… and ${rest} more blank or unreadable` }[language]}`,
      )
  }
  return lines
}

const mostOfOneRelation = 5
