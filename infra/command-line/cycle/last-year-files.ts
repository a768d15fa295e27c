import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { readPdf } from '../../../functions/reading/pdf-pages.ts'
import { present } from '../../../shared/present.ts'
import { readReportFile } from '../../../shared/printed/files/read-file.ts'
import { printedFormats } from '../../../shared/printed/formats.ts'
import { type Bodies, type BroughtReport, lastYearFromReports } from '../../../shared/printed/last-year-from-reports.ts'
import { digestOf } from '../../../shared/report/bytes/digest.ts'
import type { LastYear } from '../../../shared/report/last-year.ts'
import { commandLineTexts } from '../../../shared/words/operator/command-line-texts.ts'
import { inBoth } from '../../../shared/words/words-in.ts'
import type { Terminal } from '../command.ts'

const t = inBoth(commandLineTexts)

/**
 * Last year's figures from files of any kind, with what was read written to the terminal: whose report it is, and every figure that
 * is not 0. Undefined when a file cannot be read or belongs to nobody in the cycle; all of them are named.
 */
export async function readLastYearFiles(
  files: readonly string[],
  bodies: Bodies,
  by: string,
  { out, err }: Terminal,
): Promise<LastYear | undefined> {
  const definitions = printedFormats()
  const brought: BroughtReport[] = []
  let wrong = 0
  for (const file of files) {
    const bytes = new Uint8Array(await readFile(file))
    const report = await readReportFile(bytes.slice(), basename(file), { definitions, readPdf })
    if ('problem' in report) {
      wrong++
      err(`${file}：${report.problem.zh} / ${report.problem.en}\n`)
    } else brought.push({ report, file: basename(file), digest: digestOf(bytes) })
  }
  const { lastYear, taken, problems } = lastYearFromReports(brought, bodies, by)
  for (const { file, message } of problems) err(`${file}：${message.zh} / ${message.en}\n`)
  for (const { file, name, unit, read, open } of taken) {
    out(`${t.cellsRead(file, name, read, open)}\n`)
    const { compiled } = present(
      brought.find((one) => one.file === file),
      file,
    ).report
    const { figures } = present(unit === '' ? lastYear.issuer : lastYear.units[unit], file)
    for (const cell of compiled.cells) {
      const figure = figures[cell.id]
      if (figure !== '0' && figure !== null) out(`  ${cell.name.zh}  ${figure}\n`)
    }
  }
  return wrong + problems.length > 0 ? undefined : lastYear
}
