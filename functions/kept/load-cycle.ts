import type { Fact } from '../../shared/cycle/facts.ts'
import { foldCycle, foldUnits } from '../../shared/cycle/fold.ts'
import type { AllUnits, LoadedCycle, ToldCycle } from '../../shared/cycle/reporting-cycle.ts'
import { compileDefinition } from '../../shared/report/cells.ts'
import { Refusal } from '../../shared/report/errors.ts'
import { cycleRefusals } from '../../shared/words/refusals/cycle-refusals.ts'
import type { Services } from '../services.ts'
import { definitionOf } from './definitions.ts'

/** With the facts as they were read. */
export type ReadCycle = LoadedCycle & { facts: Fact[] }
type Loading = Pick<Services, 'store' | 'files'>

/** A cycle as the facts that decide say now, with the definition it is pinned to: a fifth of all facts. */
export const loadCycle = async (cycle: string, services: Loading): Promise<ReadCycle> =>
  withDefinition(await services.store.decidingFacts(cycle), foldUnits, services)

/** With everything people were told, for whoever looks after many mails; of one mail it is asked by itself. */
export const loadTold = async (cycle: string, services: Loading): Promise<ReadCycle & ToldCycle> =>
  cycleOfFacts(await services.store.toldFacts(cycle), services)

/** With every fact there is, for whoever hands them all on. */
export const loadWhole = async (cycle: string, services: Loading): Promise<ReadCycle & ToldCycle> =>
  cycleOfFacts(await services.store.facts(cycle), services)

/** The same of those facts alone: what is not among them is not there. */
export const cycleOfFacts = (facts: Fact[], services: Loading): Promise<ReadCycle & ToldCycle> =>
  withDefinition(facts, foldCycle, services)

async function withDefinition<State extends AllUnits>(
  facts: Fact[],
  fold: (facts: readonly Fact[]) => State | undefined,
  services: Loading,
): Promise<ReadCycle & { state: State }> {
  const state = fold(facts)
  if (!state) throw new Refusal({ code: 'cycle-unknown', message: cycleRefusals.unknown })
  const definition = await definitionOf(state.opening, services)
  return { state, definition, compiled: compileDefinition(definition), facts }
}
