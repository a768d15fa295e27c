import { civilDate } from '../../shared/calendar/civil-date.ts'
import { calendarOfZone } from '../../shared/calendar/working-days.ts'
import { linkExpiry } from '../../shared/cycle/links/link-standing.ts'
import { planRead } from '../../shared/cycle/opening/opening.ts'
import { readOpeningDocument } from '../../shared/cycle/opening/opening-form.ts'
import { firstOf } from '../../shared/present.ts'
import { checkDefinition } from '../../shared/report/definition/definition-check.ts'
import { Refusal } from '../../shared/report/errors.ts'
import type { LastYear } from '../../shared/report/last-year.ts'
import { lastYearSchema } from '../../shared/report/last-year-schema.ts'
import { type ReportDefinition, reportDefinition } from '../../shared/report/report-definition.ts'
import { cycleRefusals } from '../../shared/words/refusals/cycle-refusals.ts'
import { recordOpening } from '../kept/cycles.ts'
import { keepBrought, yearNamed } from '../kept/last-years.ts'
import { shippedReport } from '../kept/shipped-report.ts'
import type { Services } from '../services.ts'
import { issueLink } from '../telling/links.ts'

/** What `lianbao open` gives: the document, the report where it is one's own, last year's figures where they were confirmed. */
export type OpeningGiven = { document: unknown; definition?: unknown; previous?: LastYear }

/** `lianbao open`: opens a cycle; answers with the first officer's link to the board. `over`: the date for submissions, where it has passed. */
export async function openForOperator(
  given: OpeningGiven,
  services: Pick<Services, 'clock' | 'store' | 'files' | 'keys' | 'settings' | 'workflow' | 'log'>,
): Promise<{ cycle: string; opened: boolean; board: string; over?: string }> {
  const { wanted, problems, definition: name } = readOpeningDocument(given.document)
  const { document, definition } = given.definition ? own(given.definition) : shippedReport(name)
  const previous = given.previous && (await keepLastYear(given.previous, services))
  const now = services.clock.now()
  const calendar = calendarOfZone(definition.timetable.zone)
  const asked = { ...wanted, ...(previous && { previous }) }
  const read = { wanted: asked, problems: [...problems, ...(await yearNamed(asked, services)).problems] }
  const plan = planRead(read, definition, calendar, now, 'operator')
  const by = firstOf(plan.office).id
  const { opening, opened } = await recordOpening({ ...plan, by, byCommand: true }, document, services)
  const { url } = await issueLink(services, {
    cycle: opening.cycle,
    purpose: 'board',
    subject: 'office',
    person: firstOf(opening.office).id,
    expires: linkExpiry(opening, now),
  })
  const due = opening.timetable.submissions ?? opening.timetable.legal
  const over = due < civilDate(now, opening.zone)
  return { cycle: opening.cycle, opened, board: url, ...(over && { over: due }) }
}

function own(document: unknown): { document: unknown; definition: ReportDefinition } {
  const faults = checkDefinition(document)
  if (faults.length > 0) {
    throw new Refusal(faults.map(({ path, message }) => ({ code: 'definition-invalid', field: path, message })))
  }
  return { document, definition: reportDefinition.parse(document) }
}

async function keepLastYear(given: unknown, { files }: Pick<Services, 'files'>): Promise<string> {
  const read = lastYearSchema.safeParse(given)
  if (!read.success)
    throw new Refusal({ code: 'field-malformed', field: 'previous', message: cycleRefusals.notLastYear })
  return keepBrought(read.data, { files })
}
