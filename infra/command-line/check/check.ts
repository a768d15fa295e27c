import { setImmediate } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { checkPrintedReport } from '../../../shared/printed/check/printed-check.ts'
import { Together } from '../../../shared/printed/check/together.ts'
import type { UnreadableFile } from '../../../shared/printed/printed-document.ts'
import type { Language } from '../../../shared/report/report-definition.ts'
import { commandTexts } from '../../../shared/words/office/command-texts.ts'
import { commandLineTexts } from '../../../shared/words/operator/command-line-texts.ts'
import { checkHelp } from '../../../shared/words/operator/usage-texts.ts'
import { inBoth } from '../../../shared/words/words-in.ts'
import { languageOf, type Terminal } from '../command.ts'
import { type CheckedFile, entryAsJson, type FileVerdict } from './check-json.ts'
import { checkAsText, summaryOf, unreadableAsText } from './check-text.ts'
import { filesIn, type GivenFile } from './files-given.ts'
import { type KeptReport, WaitingReports } from './kept-report.ts'
import { ReportReader } from './report-reader.ts'

const t = inBoth(commandLineTexts)
const help = inBoth(checkHelp)

/** What its help says behind the usage. */
export const exitCodes = `  ${checkHelp.files.zh}
  ${checkHelp.files.en}
  --json    ${help.json}
  ${help.exitCode}:
    0  ${help.clean}
    1  ${help.broken}
    2  ${help.incomplete}
`

/** What one file gave; the folder it lay in says which reports belong together. */
type Read = { file: string; result: KeptReport | UnreadableFile }

/** `lianbao check`: every relation on published reports, each alone, with last year's, and with its units'. */
export async function check(args: string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, lang: { type: 'string' } },
  })
  const files = (await Promise.all(positionals.map(filesIn))).flat()
  if (files.length === 0) terminal.err(`${t.emptyFolder}\n`)
  const waiting = new WaitingReports()
  try {
    const reads = withoutRepeats(await readAll(files, waiting, terminal.err))
    return await checkAll(reads, waiting, { ...terminal, json: values.json, language: languageOf(values.lang) })
  } finally {
    waiting.close()
  }
}

type Asked = Terminal & { json: boolean; language: Language }

async function checkAll(reads: Read[], waiting: WaitingReports, { json, language, out, err }: Asked): Promise<number> {
  const together = new Together(reads.flatMap(({ result }) => ('problem' in result ? [] : [result.open])))
  // One after the other, so that a thousand checks are never held at once.
  const verdicts: FileVerdict[] = []
  if (json) out('[')
  for (const { file, result } of reads) {
    // What unpacked the one before is given back between two turns only.
    await setImmediate()
    const one: CheckedFile =
      'problem' in result
        ? { file, problem: result.problem }
        : { file, check: checkPrintedReport(waiting.whole(result), together, result.open) }
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

const oftenEnough = 50

async function readAll(
  files: readonly GivenFile[],
  waiting: WaitingReports,
  err: (text: string) => void,
): Promise<Read[]> {
  const reader = new ReportReader()
  try {
    const reads: Read[] = []
    for (const given of files) {
      const { file, folder } = given
      const result = await reader.read(given)
      reads.push({
        file,
        result: 'problem' in result ? result : waiting.keep({ ...result, ...(folder !== undefined && { folder }) }),
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
