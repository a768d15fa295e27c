import type { ExecutionFact } from '../../shared/cycle/facts/release-facts.ts'
import type { Fact, Opening, Person } from '../../shared/cycle/facts.ts'
import { claimOf, isClaimOver, isSameOpening, openingOf, placeOfClaims } from '../../shared/cycle/opening/claim.ts'
import { hasBegun } from '../../shared/cycle/opening-day.ts'
import { officersOf, readerOf } from '../../shared/cycle/people.ts'
import { type Problem, Refusal } from '../../shared/report/errors.ts'
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
  await claim(wanted, services)
  return open(wanted, services)
}

async function open(wanted: Opening, services: Running): Promise<{ opening: Opening; opened: boolean }> {
  const { recorded, fact } = await services.store.record(wanted)
  if (!recorded && !isSameOpening(fact, wanted)) throw taken(wanted)
  // One whose day has not come is started by the timer.
  if (hasBegun(fact, services.clock.now())) await startRun(wanted.cycle, { n: 1, published: 0 }, services)
  return { opening: fact, opened: recorded }
}

/**
 * Of two who open the same report at once one writes the claim. What it claims is opened, by whoever comes first: the one who wrote it
 * may have died before its opening, and the other is refused by a cycle that is there.
 */
async function claim(wanted: Opening, services: Running): Promise<void> {
  const { store } = services
  const [stands] = await store.factsOf(wanted.cycle, 'opening')
  if (stands && !isSameOpening(stands, wanted)) throw taken(wanted)
  if (stands) return
  for (let n = 1; ; n++) {
    const { recorded, fact } = await store.record(claimOf(wanted, n))
    if (recorded) return
    if (isClaimOver(fact, await openingAndActs(fact.of, store))) continue
    await open(openingOf(fact), services)
    if (fact.of === wanted.cycle) return
    throw second(fact.of)
  }
}

const openingAndActs = async (cycle: string, store: Services['store']): Promise<Fact[]> => [
  ...(await store.factsOf(cycle, 'opening')),
  ...(await store.factsOf(cycle, 'act')),
]

const taken = ({ cycle }: Opening) =>
  new Refusal({ code: 'act-refused', field: 'cycle', facts: { cycle }, message: says.taken })
const second = (other: string) =>
  new Refusal({ code: 'act-refused', field: 'year', facts: { cycle: other }, message: says.second(other) })

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

/**
 * Whoever was let go from the office opens no cycle, though the board of an older one knows them still: of all years that had them at
 * the office, one of the last must have them now. The body they open for answers for itself, and for one that never had them any does.
 * What is rehearsed says nothing about that, nor what was called off, where nobody can be let go.
 */
export async function letGoProblems(
  { address }: Pick<Person, 'address'>,
  issuer: string,
  { store }: Pick<Services, 'store'>,
): Promise<Problem[]> {
  const offices = await Promise.all(
    (await store.cycles()).map(async (cycle) => {
      const [opening] = await store.factsOf(cycle, 'opening')
      const acts = (await store.factsOf(cycle, 'act')).sort((a, b) => a.n - b.n)
      if (!opening || opening.test || acts.some(({ act }) => act === 'cancel')) return []
      const ever = [...opening.office, ...acts.flatMap((act) => (act.act === 'officer' && act.to ? [act.to] : []))]
      const isOf = (people: readonly Person[]) => readerOf(address, people) !== undefined
      const { year, issuer: body } = opening
      return isOf(ever) ? [{ body: body.id, year, isNow: isOf(officersOf({ opening, acts })) }] : []
    }),
  )
  const had = offices.flat()
  const here = had.filter(({ body }) => body === issuer)
  const known = here.length > 0 ? here : had
  const last = Math.max(...known.map(({ year }) => year))
  const stays = known.length === 0 || known.some(({ year, isNow }) => year === last && isNow)
  return stays ? [] : [{ code: 'person-refused', message: says.letGo }]
}

/** One that was opened before there were claims has none. */
async function refuseSecond(wanted: Opening, { store }: Pick<Services, 'store'>): Promise<void> {
  for (const other of await store.cycles()) {
    if (other === wanted.cycle) continue
    const [stands] = await store.factsOf(other, 'opening')
    if (!stands || placeOfClaims(stands) !== placeOfClaims(wanted)) continue
    if (!(await store.factsOf(other, 'act')).some(({ act }) => act === 'cancel')) throw second(other)
  }
}
