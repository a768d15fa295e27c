import { taskHandler } from '../../../functions/door/handler.ts'
import { isAtRest } from '../../../functions/kept/at-rest.ts'
import type { Services } from '../../../functions/services.ts'
import { stillToHear } from '../../../shared/cycle/announcement.ts'
import { foldCycle } from '../../../shared/cycle/fold.ts'
import { isClosed } from '../../../shared/cycle/reporting-cycle.ts'
import type { LoadedFunctions } from './load-functions.ts'
import type { Trouble, TroubleBook } from './troubles.ts'
import type { WorkflowEngine } from './workflow-engine.ts'

/** Functions of the schedule that AWS watches by themselves. */
const alarmOf: Record<string, Trouble['what']> = { 'publish-unit-reports': 'publish-unit-reports-failed' }

/** The schedule's functions, one after another, and what they leave for a person. */
export function timerOf(
  services: Services,
  { schedule }: Pick<LoadedFunctions, 'schedule'>,
  engine: Pick<WorkflowEngine, 'standing'>,
  book: TroubleBook,
) {
  /** Cycles of which a run has failed for good, and none has gone on since. */
  const failed = new Set<string>()
  /** A run that the command line recorded beside us, or that another folder's facts name. Starting a name again does nothing. */
  const lookAtRuns = async (): Promise<void> => {
    const { store, workflow } = services
    for (const cycle of await store.cycles()) {
      const newest = (await store.factsOf(cycle, 'execution')).at(-1)
      if (!newest) continue
      await workflow.start(newest.name, { cycle })
      const standing = engine.standing(newest.name)
      if (standing === 'failed') failed.add(cycle)
      if (standing === 'goes-on' || (failed.has(cycle) && (await needsNoRun(cycle, services)))) failed.delete(cycle)
    }
  }
  const turn = async (): Promise<void> => {
    for (const { name, work } of [{ name: 'look-at-runs', work: lookAtRuns }, ...schedule]) {
      // What fails is logged by its handler; the next turn tries again.
      await taskHandler(name, work, services)({}).catch(() => book.note({ what: alarmOf[name] ?? 'timer-failed' }))
    }
    book.endTurn()
  }
  let timer: Promise<void> = Promise.resolve()
  let ran = services.clock.now()
  return {
    async keepTime(): Promise<void> {
      timer = timer.then(turn)
      await timer
      ran = services.clock.now()
    },
    ran: () => ran,
    idle: () => timer,
    troubles: (): Trouble[] => [
      ...[...failed].map((cycle) => ({ what: 'workflow-failed' as const, cycle })),
      ...book.lasting(),
    ],
  }
}

/** The cycle was called off, or is out and everybody has heard: nothing is left that a run would do. */
async function needsNoRun(cycle: string, services: Pick<Services, 'store' | 'clock'>): Promise<boolean> {
  const state = foldCycle(await services.store.toldFacts(cycle))
  if (!state || state.cancelled) return true
  if (state.publications.length === 0 || !isClosed(state)) return false
  return stillToHear(state).length === 0 || (await isAtRest(cycle, services))
}
