import { hasFilledIn } from '../../../shared/cycle/colleagues.ts'
import { waitsForCorrection } from '../../../shared/cycle/correction.ts'
import { lentOf } from '../../../shared/cycle/hand-in-draft.ts'
import { nameIn } from '../../../shared/cycle/people.ts'
import { dueOf, dueToConfirm, provisionalDue } from '../../../shared/cycle/unit-due.ts'
import { mayStillOwe } from '../../../shared/cycle/unit-report.ts'
import { receiptNumber } from '../../../shared/draft/submission.ts'
import { officeLinksOf } from '../../../shared/pages/frame/office-link.ts'
import { type ConfirmationPage, confirmationPage } from '../../../shared/pages/slice/confirmation-page.ts'
import type { Problem } from '../../../shared/report/errors.ts'
import type { Request } from '../../door/exchange.ts'
import type { OpenedUnit, OpenedUnitSession } from '../../door/sessions.ts'
import { readSubmission } from '../../kept/documents.ts'
import type { Services } from '../../services.ts'
import { checkOfSlice, loadSlice, unitFrame } from './unit-slice.ts'

type Given = { typed?: { choice?: string; reason?: string }; problems?: readonly Problem[]; codeMailed?: boolean }

/** The confirmation page of a session as the facts say now, with what the leader typed where that could not be taken. */
export async function confirmationView(
  request: Request,
  session: OpenedUnitSession,
  services: Pick<Services, 'files' | 'settings'>,
  given: Given = {},
): Promise<string> {
  const { language } = request
  const { state, definition, compiled, link, person, formToken } = session
  const standing = confirmationStanding(session, person.id)
  const slice = await loadSlice(session, link.subject, services)
  const { unit, document } = slice
  const newest = unit.submissions.at(-1)
  const through = newest && officeLinksOf(state, lentOf(unit, newest.revision))
  const earlier = unit.submissions.at(-2)
  const date = dueToConfirm(state, unit)
  const forNow = date === dueOf(state, unit) && provisionalDue(state, unit)
  const due = { due: date, ...(forNow && { provisional: forNow }) }
  return confirmationPage({
    ...unitFrame(session, unit, language, services),
    compiled,
    roles: unit.unit.roles,
    lastYear: slice.lastYear,
    ...(newest && {
      submission: {
        number: receiptNumber(link.cycle, link.subject, newest.revision),
        revision: newest.revision,
        at: newest.at,
        by: nameIn(state, newest.by, language),
        ...(through && { through: through[language] }),
        digest: newest.digest,
      },
    }),
    ...(newest && waitsForCorrection(state, unit, newest.revision) && { waits: true }),
    ...(document && { document, check: checkOfSlice(compiled, slice, document.figures, document.texts) }),
    ...(earlier && { before: await readSubmission(services.files, earlier.digest) }),
    attestation: definition.signOff.unitConfirmation.attestation[language],
    standing:
      standing.is === 'asked'
        ? { is: 'asked', formToken, ...due, typed: {}, problems: [], codeMailed: false, ...given }
        : standing,
  })
}

/** The slice for a machine in the leader's name: what is confirmed, and with which sentence. */
export async function confirmationAsJson(opened: OpenedUnit, services: Pick<Services, 'files'>) {
  const { definition, compiled, link, person } = opened
  const slice = await loadSlice(opened, link.subject, services)
  const newest = slice.unit.submissions.at(-1)
  const { document } = slice
  return {
    standing: confirmationStanding(opened, person.id).is,
    attestation: definition.signOff.unitConfirmation.attestation,
    ...(newest && { revision: newest.revision, digest: newest.digest, at: newest.at }),
    ...(document && {
      figures: document.figures,
      texts: document.texts,
      findings: checkOfSlice(compiled, slice, document.figures, document.texts).findings,
    }),
  }
}

/** What the leader can do now about the newest revision. */
export function confirmationStanding(
  { state, definition }: Pick<OpenedUnit, 'state' | 'definition'>,
  person: string,
): Exclude<ConfirmationPage['standing'], { is: 'asked' }> | { is: 'asked' } {
  const unit = state.own
  const newest = unit.submissions.at(-1)
  if (!newest || unit.exempt) return { is: 'nothing' }
  const confirmation = unit.confirmations.find((c) => c.revision === newest.revision)
  if (confirmation) {
    const { choice, at, reason } = confirmation
    return { is: 'done', choice, at, ...(reason !== undefined && { reason }) }
  }
  const returned = unit.returns.some((r) => r.revision >= newest.revision)
  if (returned || newest.channel === 'office' || !mayStillOwe(state, definition, unit)) return { is: 'nothing' }
  if (hasFilledIn(unit.submissions, person, newest.revision)) return { is: 'own' }
  return { is: 'asked' }
}
