import { expect, test } from 'vitest'
import { expectWhole } from './invariants.ts'
import { live, type Revival, revivals } from './life.ts'
import type { Death } from './mortal.ts'

/**
 * The process dies at a step of a small cycle, and beside its people only the schedule puts things right. There are some five
 * hundred such deaths: before and after each effect, and three ways to come back. By default a spread of them is died; with
 * LIANBAO_KILLS=<n> that many, with LIANBAO_KILLS=all every one, which takes some ten minutes.
 */
const wanted = process.env.LIANBAO_KILLS ?? '8'
const atOnce = 3

test('the process dies at any step, and the schedule puts things right', async () => {
  const whole = await live()
  expectWhole(whole, whole)
  const deaths = everyDeath(whole.effects)
  const chosen = wanted === 'all' ? deaths : spread(deaths, Number(wanted))
  const left = chosen.values()
  const failed: string[] = []
  const liveOn = async (): Promise<void> => {
    for (const death of left) {
      const said = `${death.moment} “${death.effect}”, ${death.revival}`
      try {
        const life = await live(death, death.revival)
        expect(life.died, 'came to this').toBe(true)
        expectWhole(life, whole, death)
      } catch (error) {
        failed.push(`${said}: ${(error as Error).message}`)
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, liveOn))
  console.log(`Died ${chosen.length} of ${deaths.length} deaths, at ${whole.effects.length} effects`)
  expect(failed).toEqual([])
}, 1_800_000)

type WayToDie = Death & { revival: Revival }

function everyDeath(effects: readonly string[]): WayToDie[] {
  return revivals.flatMap((revival) =>
    effects.flatMap((effect) => (['before', 'after'] as const).map((moment) => ({ effect, moment, revival }))),
  )
}

/** So many of them, evenly over all effects, moments and revivals; the first and the last among them. */
function spread<T>(list: readonly T[], count: number): T[] {
  const step = Math.max(1, (list.length - 1) / Math.max(1, count - 1))
  return Array.from({ length: Math.min(count, list.length) }, (_, i) => list[Math.round(i * step)]!)
}
