import type { ReportDefinition } from '../../report/report-definition.ts'
import { isCountedHere, type Round, type Spine, type UnitState } from '../reporting-cycle.ts'
import { versionThatSays } from '../unit-report.ts'
import { withdrawalOf } from '../withdrawal.ts'

export type ReceiptStep = {
  step: 'received' | 'confirmed' | 'merged' | 'signed' | 'published'
  /** Whether it is reached; `at` is the instant where one is known. */
  done: boolean
  at?: string
}

/** Versions made of the revision, of the whole or of the unit's own report (`own`), that were public and were withdrawn since. */
export function withdrawnWith(
  state: Spine,
  { unit, reports }: UnitState,
  revision: number,
): { version: number; at: string; own: boolean }[] {
  const rounds = state.rounds.filter(({ draft }) =>
    draft.submissions.some((slice) => slice.unit === unit.id && slice.revision === revision),
  )
  const taken = (version: number, whose?: string) => {
    const at = withdrawalOf(state.acts, version, whose)?.at
    return at ? [{ version, at, own: whose !== undefined }] : []
  }
  return [
    ...state.publications
      .filter((publication) => rounds.some(({ round }) => round === publication.round))
      .flatMap(({ version }) => taken(version)),
    ...reports.filter((report) => report.revision === revision).flatMap(({ version }) => taken(version, unit.id)),
  ]
}

/**
 * The way of one revision: received → confirmed → merged → signed → published. A step that the report does not ask for is left out; of a unit
 * that its own line counts, its own report is what is published. What was taken back is not published.
 */
export function receiptSteps(
  state: Spine,
  definition: ReportDefinition,
  of: UnitState,
  revision: number,
): ReceiptStep[] {
  const { unit, submissions, confirmations } = of
  const submission = submissions.find((s) => s.revision === revision)
  const needsLeader = definition.signOff.unitConfirmation.required && unit.leader && submission?.channel !== 'office'
  const confirmation = confirmations.find((c) => c.revision === revision && c.choice === 'confirm')
  const rounds = state.rounds.filter((r) =>
    r.draft.submissions.some((s) => s.unit === unit.id && s.revision === revision),
  )
  const isPublic = (version: number, whose?: string) => !withdrawalOf(state.acts, version, whose)
  const publicationOf = (round: Round) =>
    state.publications.find((p) => p.draft === round.draft.digest && isPublic(p.version))
  // What is public stays so while a correction of it goes through its drafts.
  const round = rounds.findLast(publicationOf) ?? rounds.at(-1)
  const publication = round && publicationOf(round)
  // A release is written when every stage has signed; it is what a page of one unit can know of it.
  const signed = round !== undefined && state.releases.some((release) => release.draft === round.draft.digest)
  const said = versionThatSays(state, definition, of, revision)
  const own = said && isPublic(said.version, unit.id) ? said : undefined
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
