import { expect, test } from 'vitest'
import { expectWhole } from './invariants.ts'
import { type Life, live, type Revival, revivals } from './life.ts'
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
  const deaths = revivals.flatMap((revival) => everyMoment(whole.effects).map((death) => ({ ...death, revival })))
  await liveOn(whole, deaths)
}, 4_500_000)

/** The store is the simulator's: its seasons let every call of it fail, thousands of times. */
const ofStore = /^(record|save|note|strike|mark|keep) /
/** Read once in the life of this process, which lives many of these lives. */
const isRemembered = (question: string) => question.startsWith('get definitions')

test('any call of files, mails and the workflow that fails, or is done and not heard, is made up for', async () => {
  const whole = await live()
  expect(whole.refused).toEqual([])
  const asked = whole.questions.filter((question) => !isRemembered(question))
  const calls = [...whole.effects.filter((effect) => !ofStore.test(effect)), ...asked]
  const failures = everyMoment(calls).map((death) => ({ ...death, callOnly: true }))
  const told = (await liveOn(whole, failures)).flatMap(({ way, refused }) => refused.map((said) => `${way}: ${said}`))
  expect(told.filter((said) => !said.endsWith(': 503 30'))).toEqual([])
}, 1_800_000)

type WayToDie = Death & { revival?: Revival }

/** Lives on after a spread of them, three at once. */
async function liveOn(whole: Life, ways: readonly WayToDie[]): Promise<(Life & { way: string })[]> {
  const chosen = wanted === 'all' ? ways : spread(ways, Number(wanted))
  const left = chosen.values()
  const lives: (Life & { way: string })[] = []
  const failed: string[] = []
  const next = async (): Promise<void> => {
    for (const way of left) {
      const said = `${way.moment} “${way.effect}”, ${way.revival ?? 'the call alone'}`
      try {
        const life = await live(way, way.revival)
        lives.push({ ...life, way: said })
        expect(life.died, 'came to this').toBe(true)
        expectWhole(life, whole, way)
      } catch (error) {
        failed.push(`${said}: ${(error as Error).message}`)
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, next))
  console.log(`Lived on after ${chosen.length} of ${ways.length}`)
  expect(failed).toEqual([])
  return lives
}

const everyMoment = (effects: readonly string[]): Death[] =>
  effects.flatMap((effect) => [
    { effect, moment: 'before' },
    { effect, moment: 'after' },
  ])

/** So many of them, evenly over all effects, moments and revivals; the first and the last among them. */
function spread<T>(list: readonly T[], count: number): T[] {
  const step = Math.max(1, (list.length - 1) / Math.max(1, count - 1))
  return Array.from({ length: Math.min(count, list.length) }, (_, i) => list[Math.round(i * step)]!)
}
