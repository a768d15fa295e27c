import type { ReportDefinition } from '../../report/report-definition.ts'
import { isCountedHere, type Spine, type UnitState } from '../reporting-cycle.ts'

export type ReceiptStep = {
  step: 'received' | 'confirmed' | 'merged' | 'signed' | 'published'
  /** Whether it is reached; `at` is the instant where one is known. */
  done: boolean
  at?: string
}

/**
 * The way of one revision: received → confirmed → merged → signed → published. A step that the report does not ask for is left out; of a unit
 * that its own line counts, its own report is what is published.
 */
export function receiptSteps(
  state: Spine,
  definition: ReportDefinition,
  { unit, submissions, confirmations, reports }: UnitState,
  revision: number,
): ReceiptStep[] {
  const submission = submissions.find((s) => s.revision === revision)
  const needsLeader = definition.signOff.unitConfirmation.required && unit.leader && submission?.channel !== 'office'
  const confirmation = confirmations.find((c) => c.revision === revision && c.choice === 'confirm')
  const round = state.rounds.findLast((r) =>
    r.draft.submissions.some((s) => s.unit === unit.id && s.revision === revision),
  )
  const publication = round && state.publications.find((p) => p.draft === round.draft.digest)
  // A release is written when every stage has signed; it is what a page of one unit can know of it.
  const signed = round !== undefined && state.releases.some((release) => release.draft === round.draft.digest)
  const own = reports.find((report) => report.revision === revision || report.submission === submission?.digest)
  const way: ReceiptStep[] = isCountedHere({ unit })
    ? [
        { step: 'merged', done: round !== undefined, ...(round && { at: round.draft.at }) },
        { step: 'signed', done: signed },
        { step: 'published', done: publication !== undefined, ...(publication && { at: publication.at }) },
      ]
    : [{ step: 'published', done: own !== undefined, ...(own && { at: own.at }) }]
  return [
    { step: 'received', done: true, ...(submission && { at: submission.at }) },
    ...(needsLeader
      ? [{ step: 'confirmed' as const, done: confirmation !== undefined, ...(confirmation && { at: confirmation.at }) }]
      : []),
    ...way,
  ]
}
