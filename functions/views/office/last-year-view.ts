import { nameIn } from '../../../shared/cycle/people.ts'
import { type AllUnits, isClosed } from '../../../shared/cycle/reporting-cycle.ts'
import type { BroughtShown, LastYearPage } from '../../../shared/pages/office/last-year-page.ts'
import { type Bodies, type BroughtReport, lastYearFromReports } from '../../../shared/printed/last-year-from-reports.ts'
import { digestOf } from '../../../shared/report/bytes/digest.ts'
import type { Problem } from '../../../shared/report/errors.ts'
import type { LastYear } from '../../../shared/report/last-year.ts'
import type { Language } from '../../../shared/report/report-definition.ts'
import { checkTexts } from '../../../shared/words/public/check-texts.ts'
import type { OpenedSession } from '../../door/sessions.ts'
import type { Upload } from '../../door/upload.ts'
import { readLastYear } from '../../kept/documents.ts'
import type { Services } from '../../services.ts'
import { officeFrame } from './office-frame.ts'

/** The page that last year's reports are put into, with nothing read yet. */
export async function lastYearView(
  session: OpenedSession,
  language: Language,
  unit: string | undefined,
  services: Pick<Services, 'files' | 'settings'>,
): Promise<LastYearPage> {
  const { state, formToken } = session
  const { opening } = state
  const lastYear = await readLastYear(services.files, opening.previous)
  const bodies = bodiesOf(state).map(({ id, name }) => ({ id, name: name[language] }))
  const known = bodies.filter(({ id }) => (id === '' ? lastYear?.issuer : lastYear?.units[id]))
  return {
    ...officeFrame(session, language, services),
    formToken,
    year: opening.year - 1,
    bodies,
    ...(unit !== undefined && { unit }),
    known: known.map(({ id, name }) => ({
      name,
      files: (lastYear?.sources ?? [])
        .filter((source) => source.unit === id)
        .map(({ file, digest, by }) => ({ file, digest, by: nameIn(state, by, language) })),
    })),
    without: bodies.length - known.length,
    closed: state.cancelled !== undefined || isClosed(state),
    problems: [],
  }
}

/** The issuer under the empty id, then the units that are in it. */
const bodiesOf = ({ opening, units }: AllUnits) => [
  { id: '', name: opening.issuer.name },
  ...units.filter(({ exempt }) => !exempt?.left).map(({ unit: { id, name } }) => ({ id, name })),
]

export type FilesRead = { lastYear: LastYear; shown: BroughtShown[]; problems: Problem[] }

/** What files say as last year's reports of these bodies, on top of what stands; what cannot be read, with its reason. */
export async function readBrought(
  { files, unit }: { files: Upload['files']; unit: string | undefined },
  { bodies, by, before }: { bodies: Bodies; by: string; before: LastYear | undefined },
  { reader }: Pick<Services, 'reader'>,
): Promise<FilesRead> {
  const brought: BroughtReport[] = []
  const problems: Problem[] = []
  const refuse = (file: string, message: Problem['message']) =>
    problems.push({
      code: 'field-malformed',
      field: 'last-year',
      message: { zh: `${file}：${message.zh}`, en: `${file}: ${message.en}` },
    })
  for (const { name, bytes } of files) {
    // A reader may take what it is given; the digest is of what came.
    const digest = digestOf(bytes)
    const report = await reader.read({ name, bytes })
    if ('problem' in report) refuse(name, report.problem)
    else brought.push({ report, file: name, digest, ...(unit !== undefined && { unit }) })
  }
  const read = lastYearFromReports(brought, bodies, by, before)
  for (const { file, message } of read.problems) refuse(file, message)
  const shown = read.taken.map(({ report, file, unit: id, name, read: cells, open }): BroughtShown => {
    const source = read.lastYear.sources?.find((one) => one.unit === id)
    return {
      name,
      printedAs: report.issuer,
      file,
      digest: source?.digest ?? '',
      compiled: report.compiled,
      figures: (id === '' ? read.lastYear.issuer : read.lastYear.units[id])?.figures ?? {},
      read: cells,
      open,
      unread: report.unread.map(({ cells: ids, printed, reason }) => {
        const first = report.compiled.byId.get(ids[0] ?? '')
        const where = (ids.length === 1 ? first?.name : first?.rowName) ?? { zh: '', en: '' }
        return checkTexts.unreadLine(where, printed, reason)
      }),
    }
  })
  return { lastYear: read.lastYear, shown, problems }
}
