import { foldUnitCycle } from '../../shared/cycle/fold.ts'
import type { UnitCycle } from '../../shared/cycle/reporting-cycle.ts'
import { waitByUnit, witnessAmong } from '../../shared/cycle/unit/unit-wait.ts'
import type { ReportDefinition } from '../../shared/report/report-definition.ts'
import { type Resuming, resumeCycle } from './resume-cycle.ts'

/**
 * Whoever has written a fact of one unit calls this: the wait is resumed when it is over, and in nearly every case it is known
 * not to be without reading the other units. A hint names one that was missing (the witness); that it still is, is read from that
 * unit's own facts. Else all are read, as `resumeCycle` does, and the next witness is noted.
 *
 * No wake-up is lost: the unit whose fact is written last reads everything after it, so nothing it looks at is missing. That
 * takes the fact to be written before the look, and reads that are consistent. A hint that is lost or old costs one full read.
 *
 * @param now the unit's facts, read after its fact was written
 */
export async function resumeAfterUnit(now: UnitCycle, definition: ReportDefinition, services: Resuming): Promise<void> {
  const { cycle } = now.opening
  const wait = waitByUnit(now, definition)
  if (wait === 'goes-on') return
  if (wait === 'not-by-this-unit') {
    const witness = await services.store.hint(cycle, 'witness')
    const other = witness === undefined ? undefined : await services.store.unitFacts(cycle, witness)
    const state = other && witness !== undefined ? foldUnitCycle(other, witness) : undefined
    if (state && waitByUnit(state, definition) === 'goes-on') return
  }
  const state = await resumeCycle(cycle, services)
  const next = state && wait === 'not-by-this-unit' ? witnessAmong(state, definition) : undefined
  if (next !== undefined) await services.store.saveHint(cycle, 'witness', next)
}
