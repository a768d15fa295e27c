import { setImmediate } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { checkPrintedReport, type PrintedCheck } from '../../shared/printed/check/printed-check.ts'
import type { UnreadableFile } from '../../shared/printed/printed-document.ts'
import type { PrintedReport } from '../../shared/printed/printed-report.ts'
import { commandTexts } from '../../shared/words/office/command-texts.ts'
import { type CheckedFile, entryAsJson, type FileVerdict } from './check-json.ts'
import { checkAsText, summaryOf, unreadableAsText } from './check-text.ts'
import { languageOf, type Terminal } from './command.ts'
import { filesIn, type GivenFile } from './files-given.ts'
import { type KeptReport, keepReport, wholeReport } from './kept-report.ts'
import { ReportReader } from './report-reader.ts'

/** What its help says behind the usage. */
export const exitCodes = `  .docx .xlsx .odt .ods .pdf .html .csv .txt .json，可以混在一起；文件夹里的都读，- 是标准输入。
  同一机关两年的报告一起给，就核对跨年的数；一个文件夹里政府和各单位的报告一起给，就核对汇总。
  Checks published reports in any of these kinds, mixed (- is standard input); two years of one body are compared, and in a folder the
  government's with its units'.
  --json    一份报告一条：结论、读到什么、核对了什么 / one entry a report: verdict, what was read and checked
  退出码 / exit code:
    0  全部读到，没有必须改的 / all of it was read and nothing must be mended
    1  有必须改的 / something must be mended
    2  没有必须改的，但有没读到、没核对到的；或者文件读不了 / not all of it could be read or checked
`

/** What one file gave; the folder it lay in says which reports belong together. */
type Read = { file: string; result: KeptReport | UnreadableFile }

/** `lianbao check`: every relation on published reports, each alone, with last year's, and with its units'. */
export async function check(args: string[], { out, err }: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, lang: { type: 'string' } },
  })
  const { json } = values
  const language = languageOf(values.lang)
  const files = (await Promise.all(positionals.map(filesIn))).flat()
  if (files.length === 0) err('文件夹里没有文件 / no file in the folder\n')
  const reads = withoutRepeats(await readAll(files, err))
  const reports = reads.flatMap(({ result }) => ('problem' in result ? [] : [result.open]))
  // One after the other, so that a thousand checks are never held at once.
  const verdicts: FileVerdict[] = []
  if (json) out('[')
  for (const { file, result } of reads) {
    // What unpacked the one before is given back between two turns only.
    await setImmediate()
    const one: CheckedFile =
      'problem' in result ? { file, problem: result.problem } : { file, check: checkOf(result, reports) }
    if ('problem' in one) err(unreadableAsText(file, one.problem, language))
    if (json) out(`${verdicts.length > 0 ? ',' : ''}\n${entryAsJson(one, language)}`)
    else if ('check' in one) out(`${checkAsText(one.check, language)}\n`)
    verdicts.push('problem' in one ? 'unreadable' : one.check.verdict)
  }
  if (json) out('\n]\n')
  else if (verdicts.length > 1) out(summaryOf(verdicts, language))
  if (verdicts.includes('broken')) return 1
  return verdicts.length > 0 && verdicts.every((verdict) => verdict === 'clean') ? 0 : 2
}

/** A report as it was read, beside what is kept of the others. */
function checkOf(kept: KeptReport, reports: readonly PrintedReport[]): PrintedCheck {
  const report = wholeReport(kept)
  return checkPrintedReport(
    report,
    reports.map((other) => (other === kept.open ? report : other)),
  )
}

const oftenEnough = 50

async function readAll(files: readonly GivenFile[], err: (text: string) => void): Promise<Read[]> {
  const reader = new ReportReader()
  try {
    const reads: Read[] = []
    for (const given of files) {
      const { file, folder } = given
      const result = await reader.read(given)
      reads.push({
        file,
        result: 'problem' in result ? result : keepReport({ ...result, ...(folder !== undefined && { folder }) }),
      })
      if (files.length > oftenEnough && reads.length % oftenEnough === 0) err(`${reads.length}/${files.length}\n`)
    }
    return reads
  } finally {
    await reader.close()
  }
}

/** A report that was given twice is neither its own last year's nor its own unit. */
function withoutRepeats(reads: readonly Read[]): Read[] {
  const ids = new Set<string>()
  return reads.map(({ file, result }) => {
    if ('problem' in result) return { file, result }
    // A transcription says its id; of any other file it is the name, which two folders may share.
    const { id } = result.open
    const key = /\.json$/i.test(file) ? id : file
    const again = ids.has(key)
    ids.add(key)
    return { file, result: again ? { problem: commandTexts.sameId(id) } : result }
  })
}
