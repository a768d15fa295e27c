import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { readOpeningDocument, rosterProblems } from '../../../shared/cycle/opening/opening-form.ts'
import { readRoster } from '../../../shared/cycle/opening/roster.ts'
import { Refusal } from '../../../shared/report/errors.ts'
import type { LastYear } from '../../../shared/report/last-year.ts'
import { commandLineTexts } from '../../../shared/words/operator/command-line-texts.ts'
import { inBoth, onTwoLines } from '../../../shared/words/words-in.ts'
import type { Command } from '../command.ts'
import { readJsonFile } from '../json-file.ts'
import { readLastYearFiles } from './last-year-files.ts'
import { withOperator } from './with-operator.ts'

const t = inBoth(commandLineTexts)

/**
 * `lianbao open`: opens a cycle from a document (shared/cycle/opening/opening-form.ts) and, if given, a roster as Excel saves it and a report
 * definition of one's own. Bad rows of the roster go to `<roster>.errors.csv`; without `--good-rows` nothing is opened then.
 * `--test` makes a rehearsal of it, under a name of its own. `--previous` brings in last year's reports as they were published, of the issuer and of units, in any kind of file: what was read is
 * shown first and counts only with `--confirmed`. Prints the office's link to the board.
 */
export const open: Command = async (args, terminal, target) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      roster: { type: 'string' },
      definition: { type: 'string' },
      'good-rows': { type: 'boolean' },
      test: { type: 'boolean' },
      previous: { type: 'string', multiple: true },
      confirmed: { type: 'boolean' },
    },
  })
  const [file = ''] = positionals
  return withOperator(target, terminal, async ({ call, remark }) => {
    const document = (await readJsonFile(file)) as Record<string, unknown>
    if (values.test && typeof document === 'object' && document !== null) {
      document.test = true
      if (document.cycle) document.cycle = `${document.cycle}-test`
    }
    const { wanted } = readOpeningDocument(document)
    const definition = values.definition ? await readJsonFile(values.definition) : undefined
    if (values.roster) {
      const reading = readRoster(await readFile(values.roster))
      if (reading.errorFile) {
        await writeFile(`${values.roster}.errors.csv`, reading.errorFile)
        terminal.err(`${values.roster}.errors.csv: ${reading.problems.length}\n`)
      }
      if (reading.problems.length > 0 && !values['good-rows']) throw new Refusal(rosterProblems(reading))
      wanted.units = reading.units
      document.units = reading.units
      delete document.roster
    }
    let previous: LastYear | undefined
    if (values.previous) {
      previous = await readLastYearFiles(values.previous, wanted, wanted.office[0]?.id ?? 'operator', terminal)
      if (!previous) return 2
      if (!values.confirmed) {
        terminal.err(`${onTwoLines(commandLineTexts.confirmFirst)}\n`)
        return 2
      }
    }
    const { cycle, opened, board, over } = await call('open-for-operator', {
      document,
      ...(definition !== undefined && { definition }),
      ...(previous && { previous }),
    })
    terminal.out(`${cycle} ${opened ? t.opened : t.wasOpen}\n${t.board}: ${board}\n`)
    if (opened && over) terminal.err(`${onTwoLines(commandLineTexts.datesOver(over))}\n`)
    if (remark) terminal.err(`${remark}\n`)
    return 0
  })
}
