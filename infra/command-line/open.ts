import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { recordOpening } from '../../functions/kept/cycles.ts'
import { issueLink } from '../../functions/telling/links.ts'
import { calendarOfZone } from '../../shared/calendar/working-days.ts'
import { linkExpiry } from '../../shared/cycle/link-standing.ts'
import { planOpening } from '../../shared/cycle/opening.ts'
import { readOpeningDocument, rosterProblems } from '../../shared/cycle/opening-form.ts'
import { readRoster } from '../../shared/cycle/roster.ts'
import { canonicalBytes } from '../../shared/report/canonical.ts'
import { checkDefinition } from '../../shared/report/definition-check.ts'
import { shippedDefinition, shippedDocument } from '../../shared/report/definitions/shipped.ts'
import { digestOf } from '../../shared/report/digest.ts'
import { Refusal } from '../../shared/report/errors.ts'
import { lastYearFile } from '../../shared/report/last-year.ts'
import { reportDefinition } from '../../shared/report/report-definition.ts'
import type { Command } from './command.ts'
import { readLastYearFiles } from './last-year-files.ts'
import { withOperator } from './with-operator.ts'

const usage =
  '用法 / usage: lianbao open CYCLE.json [--roster ROSTER.csv] [--definition DEFINITION.json] [--good-rows] [--previous REPORT…  --confirmed]\n'
const confirmFirst =
  '请看一眼去年的数读得对不对；对的话，加 --confirmed 再来一次。没有开始。\nLook whether last year’s figures were read rightly; if so, say --confirmed. Nothing was opened.\n'

/**
 * `lianbao open`: opens a cycle from a document (shared/cycle/opening-form.ts) and, if given, a roster as Excel saves it and a report
 * definition of one's own. Bad rows of the roster go to `<roster>.errors.csv`; without `--good-rows` nothing is opened then.
 * `--previous` brings in last year's reports as they were published, of the issuer and of units, in any kind of file: what was read is
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
      previous: { type: 'string', multiple: true },
      confirmed: { type: 'boolean' },
    },
  })
  const [file] = positionals
  if (file === undefined) {
    terminal.err(usage)
    return 2
  }
  return withOperator(target, terminal, async ({ services, remark }) => {
    const { wanted, definition: name } = readOpeningDocument(JSON.parse(await readFile(file, 'utf8')))
    const own = values.definition && JSON.parse(await readFile(values.definition, 'utf8'))
    const faults = own ? checkDefinition(own) : []
    if (faults.length > 0) {
      throw new Refusal(faults.map(({ path, message }) => ({ code: 'definition-invalid', field: path, message })))
    }
    const document = own ?? shippedDocument(name)
    const definition = own ? reportDefinition.parse(own) : shippedDefinition(name)
    if (!definition) {
      terminal.err(`definition: ${name}?\n`)
      return 2
    }
    if (values.roster) {
      const reading = readRoster(await readFile(values.roster))
      if (reading.errorFile) {
        await writeFile(`${values.roster}.errors.csv`, reading.errorFile)
        terminal.err(`${values.roster}.errors.csv: ${reading.problems.length}\n`)
      }
      if (reading.problems.length > 0 && !values['good-rows']) throw new Refusal(rosterProblems(reading))
      wanted.units = reading.units
    }
    if (values.previous) {
      const by = wanted.office[0]?.id ?? 'operator'
      const brought = await readLastYearFiles(values.previous, wanted, by, terminal)
      if (!brought) return 2
      if (!values.confirmed) {
        terminal.err(confirmFirst)
        return 2
      }
      const bytes = canonicalBytes(brought)
      wanted.previous = digestOf(bytes)
      await services.files.put(lastYearFile(wanted.previous), bytes)
    }
    const now = services.clock.now()
    const calendar = calendarOfZone(definition.timetable.zone)
    const plan = planOpening(wanted, definition, calendar, now, wanted.office[0]?.id ?? 'operator')
    const by = plan.office[0]!.id
    const { opening, opened } = await recordOpening({ ...plan, by }, document, services)
    const link = await issueLink(services, {
      cycle: opening.cycle,
      purpose: 'board',
      subject: 'office',
      person: opening.office[0]!.id,
      expires: linkExpiry(opening, now),
    })
    terminal.out(
      `${opening.cycle} ${opened ? '已开始 / opened' : '早已开始 / was open'}\n工作台 / board: ${link.url}\n`,
    )
    if (remark) terminal.err(`${remark}\n`)
    return 0
  })
}
