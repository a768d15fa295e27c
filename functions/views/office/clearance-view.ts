import { barFromClearing } from '../../../shared/cycle/acts/clearance.ts'
import { heldReports } from '../../../shared/cycle/acts/together.ts'
import { lentOf } from '../../../shared/cycle/hand-in-draft.ts'
import { type UnitState, unitState } from '../../../shared/cycle/reporting-cycle.ts'
import { unitReportStanding } from '../../../shared/cycle/unit-report.ts'
import { withdrawalOf } from '../../../shared/cycle/withdrawal.ts'
import { officeLinksOf } from '../../../shared/pages/frame/office-link.ts'
import type { ClearancePage, ClearanceUnit } from '../../../shared/pages/office/clearance-page.ts'
import { draftOfUnit } from '../../../shared/published/unit-publication.ts'
import { Refusal } from '../../../shared/report/errors.ts'
import type { Language } from '../../../shared/report/report-definition.ts'
import { clearanceRefusals } from '../../../shared/words/refusals/clearance-refusals.ts'
import type { OpenedSession } from '../../door/sessions.ts'
import { readSubmission } from '../../kept/documents.ts'
import type { Services } from '../../services.ts'
import { officeFrame } from './office-frame.ts'

/** What the page of the units' own reports shows, read for this request. `chosen`: whose report is to be looked at. */
export async function clearanceView(
  session: OpenedSession,
  language: Language,
  chosen: string | undefined,
  services: Pick<Services, 'clock' | 'files' | 'settings'>,
): Promise<ClearancePage> {
  const { state, definition, compiled, formToken } = session
  const entry = (unit: UnitState): ClearanceUnit => {
    const newest = unit.submissions.at(-1)
    const report = unit.reports.at(-1)
    const barred = newest && barFromClearing(unit, newest, session.person.id, 'clear')
    const through = newest && officeLinksOf(state, lentOf(unit, newest.revision))
    return {
      id: unit.unit.id,
      name: unit.unit.name,
      standing: unitReportStanding(state, definition, unit),
      ...(report && { version: report.version, archived: !state.opening.test }),
      withdrawn: report !== undefined && withdrawalOf(state.acts, report.version, unit.unit.id) !== undefined,
      ...(newest && { newest: { revision: newest.revision, digest: newest.digest } }),
      ...(barred && { barred }),
      ...(through && { through }),
    }
  }
  const unit = chosen ? unitState(state, chosen) : undefined
  const newest = unit?.submissions.at(-1)
  return {
    ...officeFrame(session, language, services),
    formToken,
    before: definition.unitReports?.clearance === 'before',
    units: state.units.map(entry),
    zone: state.opening.zone,
    ...(state.together && {
      together: { from: state.together, ...heldReports(state, definition, services.clock.now()) },
    }),
    ...(unit &&
      newest && {
        chosen: {
          unit: entry(unit),
          compiled,
          roles: unit.unit.roles,
          draft: draftOfUnit(definition, state.opening, unit.unit, {
            revision: newest.revision,
            digest: newest.digest,
            document: await readSubmission(services.files, newest.digest),
          }),
        },
      }),
    problems: [],
    typed: {},
    done: false,
  }
}

/** A report whose units publish nothing of their own has no such page. */
export function requireUnitReports({ definition }: Pick<OpenedSession, 'definition'>): void {
  if (!definition.unitReports) throw new Refusal({ code: 'not-found', message: clearanceRefusals.noReports })
}
