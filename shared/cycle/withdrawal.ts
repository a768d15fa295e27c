import type { Problem } from '../report/errors.ts'
import { actFieldRefusals } from '../words/refusals/act-field-refusals.ts'
import { withdrawalRefusals as says } from '../words/refusals/withdrawal-refusals.ts'
import type { OfficeActFact } from './facts.ts'
import { type AllUnits, pendingRelease, unitState } from './reporting-cycle.ts'
import { pendingUnitRelease } from './unit-report.ts'

/**
 * A published version that is taken back: two persons do it, it leaves a tombstone with the reason, and nothing takes its place until
 * a correction is published. The version's files and all facts stay; what is public about them changes.
 */
export type WithdrawalFact = Extract<OfficeActFact, { act: 'withdraw' }>
type Withdraw = { act: 'withdraw'; version: number; unit?: string }

/** Of the version of the whole, or of a unit's own report. */
export const withdrawalOf = (
  acts: readonly OfficeActFact[],
  version: number,
  unit?: string,
): WithdrawalFact | undefined =>
  acts.find(
    (act): act is WithdrawalFact =>
      act.act === 'withdraw' && act.version === version && (act.unit || undefined) === unit,
  )

/** The newest version that can be withdrawn, as a form asks for it, or why there is none. */
export function readWithdrawal(state: AllUnits, unit: string | undefined): { act: Withdraw } | { problem: Problem } {
  const body = unit ? unitState(state, unit) : undefined
  if (unit && !body) return { problem: { code: 'unit-unknown', field: 'unit', message: actFieldRefusals.unitUnknown } }
  const newest = (body ? body.reports : state.publications).at(-1)
  const refused = (message: Problem['message']) => ({
    problem: { code: 'act-refused', field: 'act', message } as const,
  })
  if (!newest) return refused(says.notPublic)
  if (body ? pendingUnitRelease(body) : pendingRelease(state)) return refused(says.replaced)
  if (withdrawalOf(state.acts, newest.version, unit || undefined)) return refused(says.already)
  return { act: { act: 'withdraw', version: newest.version, ...(unit && { unit }) } }
}

/** Whether the version is still the newest, and still public. */
export function canStillWithdraw(state: AllUnits, { version, unit }: Withdraw): boolean {
  const now = readWithdrawal(state, unit)
  return 'act' in now && now.act.version === version
}
