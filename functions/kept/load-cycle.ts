import type { Fact } from '../../shared/cycle/facts.ts'
import type { LoadedCycle } from '../../shared/cycle/loaded-cycle.ts'
import { foldCycle } from '../../shared/cycle/reporting-cycle.ts'
import { compileDefinition } from '../../shared/report/cells.ts'
import { Refusal } from '../../shared/report/errors.ts'
import { cycleRefusals } from '../../shared/words/refusals/cycle-refusals.ts'
import type { Services } from '../services.ts'
import { definitionOf } from './definitions.ts'

/** With the facts as they were read. */
export type ReadCycle = LoadedCycle & { facts: Fact[] }

/** A cycle as its facts say now, with the definition it is pinned to. */
export const loadCycle = async (cycle: string, services: Pick<Services, 'store' | 'files'>): Promise<ReadCycle> =>
  cycleOfFacts(await services.store.facts(cycle), services)

/** The same of those facts alone: what is not among them is not there. */
export async function cycleOfFacts(facts: Fact[], services: Pick<Services, 'files'>): Promise<ReadCycle> {
  const state = foldCycle(facts)
  if (!state) {
    throw new Refusal({ code: 'cycle-unknown', message: cycleRefusals.unknown })
  }
  const definition = await definitionOf(state.opening, services)
  return { state, definition, compiled: compileDefinition(definition), facts }
}
