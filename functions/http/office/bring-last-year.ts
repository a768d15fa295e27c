import { lastYearOfRoster } from '../../../shared/cycle/acts/last-year.ts'
import { longestNotice } from '../../../shared/cycle/acts/notice.ts'
import { actsRecorded } from '../../../shared/cycle/reporting-cycle.ts'
import { boardPage } from '../../../shared/pages/office/board-page.ts'
import { lastYearPage } from '../../../shared/pages/office/last-year-page.ts'
import type { Problem } from '../../../shared/report/errors.ts'
import { lastYearRefusals } from '../../../shared/words/refusals/last-year-refusals.ts'
import { htmlResponse, type Request, type Response, statusOf } from '../../door/exchange.ts'
import { boardSessionOf, type OpenedSession, requireOwnForm, sessionOf } from '../../door/sessions.ts'
import { type Upload, uploadOf } from '../../door/upload.ts'
import { readLastYear } from '../../kept/documents.ts'
import { broughtYear, keepBrought } from '../../kept/last-years.ts'
import { keepYearBefore } from '../../kept/year-before.ts'
import type { Services } from '../../services.ts'
import { boardView } from '../../views/office/board-view.ts'
import { type FilesRead, lastYearView, readBrought } from '../../views/office/last-year-view.ts'

type Bringing = Pick<Services, 'clock' | 'store' | 'files' | 'keys' | 'settings' | 'reader'>

/**
 * POST /board/last-year: reads last year's reports out of files and shows what was read, for the cycle or for the one that is to be opened.
 * It counts when it is confirmed: as an act at the board, or with the opening.
 */
export async function bringLastYear(request: Request, services: Bringing): Promise<Response> {
  const session = await sessionOf(request, services, 'board')
  const upload = await uploadOf(request)
  requireOwnForm(session, { ...request, form: upload.form })
  if (upload.form.values.notice === 'yes') return ofNotice(request, upload, services)
  return upload.form.values.opening === 'yes'
    ? forOpening(request, session, upload, services)
    : forCycle(request, session, upload, services)
}

async function forCycle(
  request: Request,
  session: OpenedSession,
  { form, files }: Upload,
  services: Bringing,
): Promise<Response> {
  const { state, person } = session
  const { unit } = form.values
  const view = await lastYearView(session, request.language, unit, services)
  const units = state.units.filter(({ exempt }) => !exempt?.left).map((each) => each.unit)
  const read = await readBrought(
    { files, unit: view.bodies.some(({ id }) => id === unit) ? unit : undefined },
    {
      bodies: { ...state.opening, units },
      by: person.id,
      before: await readLastYear(services.files, state.opening.previous),
    },
    services,
  )
  const problems = problemsOf(read, files)
  const reading = read.shown.length > 0 && {
    shown: read.shown,
    previous: await keepBrought(read.lastYear, services),
    before: state.opening.previous ?? '',
    after: actsRecorded(state) + state.proposals.length,
  }
  const page = lastYearPage({ ...view, problems, ...(reading && { reading }) })
  return htmlResponse(request, statusOfRead(read, problems), page)
}

/** What the page that opens a cycle takes is two thirds of all there is here, and most who come are at a cycle that is open. */
const opening = async () => ({
  ...(await import('../../../shared/cycle/opening/opening-form.ts')),
  ...(await import('../../../shared/pages/office/opening-page.ts')),
  ...(await import('../../kept/shipped-report.ts')),
  ...(await import('./show-opening.ts')),
})

/** The opening's form with all that was typed, and what was read; the form carries its digest on. */
async function forOpening(
  request: Request,
  session: OpenedSession,
  { form, files }: Upload,
  services: Bringing,
): Promise<Response> {
  const { 'last-year': _, opening: __, ...typed } = form.values
  request.about.test = typed.test === 'yes'
  const { openingPage, openingView, readOpeningForm, shippedReport } = await opening()
  const { definition } = shippedReport(typed.definition ?? '')
  const { wanted } = readOpeningForm(typed, definition)
  const before =
    (await broughtYear(typed.previous, services)) ??
    (await readLastYear(services.files, await keepYearBefore(wanted, services)))
  const read = await readBrought(
    { files, unit: undefined },
    {
      bodies: wanted,
      by: session.person.id,
      before: before?.year === wanted.year - 1 ? lastYearOfRoster(before, wanted.units) : undefined,
    },
    services,
  )
  const problems = problemsOf(read, files)
  const previous = read.shown.length > 0 ? await keepBrought(read.lastYear, services) : typed.previous
  const view = openingView(session, request.language, definition.id, services)
  const page = openingPage({
    ...view,
    typed: { ...typed, ...(previous && { previous }) },
    lastYear: { shown: read.shown, bodies: Object.keys(read.lastYear.units).length + (read.lastYear.issuer ? 1 : 0) },
    lastYearProblems: problems,
  })
  return htmlResponse(request, statusOfRead(read, problems), page)
}

/** The year's notice of working days out of a file: the board again, its text filled in. What it says is read and counts as if it were pasted. */
async function ofNotice(request: Request, { form, files }: Upload, services: Bringing): Promise<Response> {
  const view = await boardView(await boardSessionOf(request, services), request.language, {}, services)
  const [file] = files
  const read = file ? await services.reader.text(file) : { problem: lastYearRefusals.noFile }
  const typed = { ...form.values, act: 'notice', ...('text' in read && { text: read.text.slice(0, longestNotice) }) }
  const problems: Problem[] =
    'problem' in read ? [{ code: 'field-malformed', field: 'text', message: read.problem }] : []
  return htmlResponse(request, statusOf(problems), boardPage({ ...view, problems, typed }))
}

const problemsOf = ({ problems }: FilesRead, files: Upload['files']): Problem[] =>
  files.length > 0 ? problems : [{ code: 'field-missing', field: 'last-year', message: lastYearRefusals.noFile }]

/** Of several files those that were read may be confirmed. */
const statusOfRead = ({ shown }: FilesRead, problems: readonly Problem[]): number =>
  shown.length > 0 ? 200 : statusOf(problems)
