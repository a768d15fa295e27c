import { leadFor } from '../../../shared/cycle/acts/colleague.ts'
import { revisionToTakeBack } from '../../../shared/cycle/acts/take-back.ts'
import { waitsForCorrection } from '../../../shared/cycle/correction.ts'
import type { SubmissionFact } from '../../../shared/cycle/facts.ts'
import { lentOf } from '../../../shared/cycle/hand-in-draft.ts'
import { mailKey } from '../../../shared/cycle/mail-duty.ts'
import { nameIn } from '../../../shared/cycle/people.ts'
import { receiptSteps, withdrawnWith } from '../../../shared/cycle/unit/receipt-steps.ts'
import { toldOfReport } from '../../../shared/cycle/unit-report.ts'
import { withdrawalOf } from '../../../shared/cycle/withdrawal.ts'
import { receiptNumber } from '../../../shared/draft/submission.ts'
import { officeLinksOf } from '../../../shared/pages/frame/office-link.ts'
import { receiptPage } from '../../../shared/pages/slice/receipt-page.ts'
import { reportFolder } from '../../../shared/published/site-report.ts'
import type { Problem } from '../../../shared/report/errors.ts'
import type { Language } from '../../../shared/report/report-definition.ts'
import type { OpenedUnitSession } from '../../door/sessions.ts'
import { readSubmission } from '../../kept/documents.ts'
import type { Services } from '../../services.ts'
import { hasGone } from '../../telling/mails.ts'
import { whoReturned } from './slice-form.ts'
import { type UnitSlice, unitFrame } from './unit-slice.ts'

/** The receipt of one revision, with why it cannot be taken back where that was tried. */
export async function receiptView(
  session: OpenedUnitSession,
  { unit, lastYear }: Pick<UnitSlice, 'unit' | 'lastYear'>,
  sent: SubmissionFact,
  { language, problem }: { language: Language; problem?: Problem },
  services: Pick<Services, 'clock' | 'store' | 'files' | 'settings'>,
): Promise<string> {
  const { revision, at, by, digest } = sent
  const { state, definition, compiled, link, formToken } = session
  const through = officeLinksOf(state, lentOf(unit, revision))
  const returned = unit.returns.findLast((r) => r.revision === revision)
  const newest = unit.submissions.at(-1)?.revision === revision
  const own = newest && !returned ? toldOfReport(state, definition, unit, services.clock.now()) : undefined
  const taken = own?.is === 'public' && unit.reports.length > 0 && withdrawalOf(state.acts, own.version, unit.unit.id)
  const takeable =
    !leadFor(unit, session.person.id) && revisionToTakeBack(state, definition, unit)?.revision === revision
  const { id, leader } = unit.unit
  const duty = leader && mailKey({ of: 'confirm', unit: id, revision, person: leader.id })
  const asked = duty !== undefined && (await hasGone(state, duty, services))
  return receiptPage({
    ...unitFrame(session, unit, language, services),
    number: receiptNumber(link.cycle, link.subject, revision),
    revision,
    revisions: unit.submissions,
    at,
    by: nameIn(state, by, language),
    ...(through && { through: through[language] }),
    digest,
    ...(own && !taken && { own }),
    ...(!state.opening.test && {
      reportAt: `${services.settings.publicUrl}/${reportFolder(link.cycle, link.subject)}/index.html`,
    }),
    withdrawn: withdrawnWith(state, unit, revision),
    steps: receiptSteps(state, definition, unit, revision),
    ...(returned && { returned: { by: whoReturned(returned.by), taken: returned.by === 'unit', at: returned.at } }),
    ...(takeable && { takeBack: { formToken } }),
    ...(waitsForCorrection(state, unit, revision) && { waits: true }),
    ...(problem && { problem: problem.message }),
    ...(leader && { leader: { name: leader.name, asked } }),
    compiled,
    roles: unit.unit.roles,
    lastYear,
    document: await readSubmission(services.files, digest),
  })
}
