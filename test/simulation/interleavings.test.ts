import { describe, expect, it } from 'vitest'
import { recordOpening } from '../../functions/kept/cycles.ts'
import { loadFunctions } from '../../infra/local/load-functions.ts'
import { workflowDefinition } from '../../shared/contract/workflow-definition.ts'
import { foldCycle } from '../../shared/cycle/reporting-cycle.ts'
import { Cast } from './cast.ts'
import { checkSeason } from './invariants.ts'
import { Office } from './office.ts'
import { Random } from './random.ts'
import { cycle, scenarioOf } from './scenario.ts'
import type { Weather } from './scheduler.ts'
import { World } from './world.ts'

/**
 * Races that seasons have found, kept as scripts: a seed names another season after any change of effects, a script does not.
 * `late` holds one effect back; everything else takes its time in fair weather.
 */
const functions = await loadFunctions()
const hour = 3_600_000

async function play(late: NonNullable<Weather['late']>) {
  const weather: Weather = { die: 0, fail: 0, skew: [0], priorities: false, late }
  // The small report, confirmed, every seat needed, hold.
  const scenario = [...Array(200).keys()]
    .map((seed) => scenarioOf(new Random(seed)))
    .find(({ name }) => name === 'safety-inspection, need all, confirmed, hold')!
  const world = new World(1, scenario.opens, weather, workflowDefinition, functions)
  const cast = new Cast(world, scenario)
  const office = new Office(cast)
  cast.calm = true
  const pass = (milliseconds: number) => world.scheduler.runUntil(world.scheduler.now + milliseconds)
  /** Lets somebody do something and everything follow from it. */
  const after = async (does: Promise<unknown>): Promise<void> => {
    await pass(hour)
    await does
  }
  world.onMail = (mail) => world.scheduler.after(60_000, () => void cast.react(mail))
  await after(world.invoke('open-cycle', (services) => recordOpening(scenario.opening, scenario.document, services)))
  for (let n = 0; n < 6; n++) await pass(hour)
  const state = () => foldCycle(world.kept.facts(cycle))!
  const runs = () => [...world.machine.runs.values()].map(({ status }) => status)
  const findings = () => {
    checkSeason(world, cast)
    return world.findings
  }
  return { world, cast, office, state, runs, findings, pass, after }
}

describe('interleavings that seasons have found', () => {
  it('a correction that the timer begins as well has one run', async () => {
    const { world, office, state, runs, pass, findings } = await play([
      { after: /record act/, effect: /^POST \/board.* facts/, by: 2 * 60_000 },
    ])
    expect(state().publications).toHaveLength(1)
    const begun = office.act({ act: 'correct' })
    await pass(60_000)
    const tick = world.keepTime()
    await pass(hour)
    await Promise.all([begun, tick])
    expect(runs().filter((status) => status === 'running')).toHaveLength(1)
    expect(findings()).toEqual([])
  })
})
