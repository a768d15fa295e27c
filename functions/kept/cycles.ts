import type { ExecutionFact, Opening } from '../../shared/cycle/facts.ts'
import { hasBegun } from '../../shared/cycle/opening-day.ts'
import { digestOfValue } from '../../shared/report/bytes/digest.ts'
import { Refusal } from '../../shared/report/errors.ts'
import { cycleRefusals as says } from '../../shared/words/refusals/cycle-refusals.ts'
import type { Services } from '../services.ts'
import { pinDefinition } from './definitions.ts'

type Running = Pick<Services, 'clock' | 'store' | 'workflow' | 'log'>

/**
 * Opens a cycle: the definition is kept under its digest, then the opening is recorded, then the run is started. Called again
 * with the same opening it does what was left undone; another cycle of that name is refused, and so is a second one for the same
 * body, report and year, under whatever name: units would be asked twice.
 *
 * @param document the definition as a document, which has passed the definition check
 */
export async function recordOpening(
  opening: Opening,
  document: unknown,
  services: Running & Pick<Services, 'files'>,
): Promise<{ opening: Opening; opened: boolean }> {
  const definition = await pinDefinition(document, services.files)
  const wanted: Opening = { ...opening, definition }
  await refuseSecond(wanted, services)
  const { recorded, fact } = await services.store.record(wanted)
  if (!recorded && !isSameOpening(fact, wanted)) {
    throw new Refusal({ code: 'act-refused', field: 'cycle', facts: { cycle: opening.cycle }, message: says.taken })
  }
  // One whose day has not come is started by the timer.
  if (hasBegun(fact, services.clock.now())) await startRun(opening.cycle, { n: 1, published: 0 }, services)
  return { opening: fact, opened: recorded }
}

/**
 * Starts the n-th run of a cycle's workflow. Whoever records it first names it; starting a name again does nothing, so two who
 * find a run missing start one.
 */
export async function startRun(
  cycle: string,
  { n, published }: Pick<ExecutionFact, 'n' | 'published'>,
  services: Running,
): Promise<void> {
  const name = n === 1 ? cycle : `${cycle}-${n}`
  const run: ExecutionFact = { kind: 'execution', cycle, n, name, published, at: services.clock.now() }
  const { fact } = await services.store.record(run)
  await services.workflow.start(fact.name, { cycle })
  services.log('workflow-started', { cycle, n })
}

async function refuseSecond({ cycle, issuer, year, definition, test }: Opening, { store }: Pick<Services, 'store'>) {
  for (const other of await store.cycles()) {
    if (other === cycle) continue
    const [stands] = await store.factsOf(other, 'opening')
    // A rehearsal stands in no real cycle's way, and no real one in a rehearsal's.
    if (
      stands?.test !== test ||
      stands?.issuer.id !== issuer.id ||
      stands.year !== year ||
      stands.definition.id !== definition.id
    )
      continue
    if ((await store.factsOf(other, 'act')).some(({ act }) => act === 'cancel')) continue
    throw new Refusal({ code: 'act-refused', field: 'year', facts: { cycle: other }, message: says.second(other) })
  }
}

/** Who opens, how and when may differ from one try to the next; what is opened may not. */
const isSameOpening = (stands: Opening, wanted: Opening): boolean =>
  digestOfValue(whatIsOpened(stands)) === digestOfValue(whatIsOpened(wanted))
const whatIsOpened = ({ at, by, byCommand, ...opened }: Opening) => opened
