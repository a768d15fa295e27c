import { expect, it } from 'vitest'
import { notedWork } from '../../../functions/door/noted-work.ts'
import { keepPace } from '../../../functions/door/pace.ts'
import type { Services } from '../../../functions/services.ts'
import { Refusal } from '../../../shared/report/errors.ts'

function process() {
  const at = { ms: Date.parse('2026-01-30T09:00:00.000Z') }
  const services = { clock: { now: () => new Date(at.ms).toISOString() }, store: {} as Services['store'] }
  const taken = (link: string, times: number) => {
    let count = 0
    for (let n = 0; n < times; n++) {
      try {
        keepPace(link, services)
        count++
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
      }
    }
    return count
  }
  return { at, services, taken }
}

it('lets a link ask 300 times at once and five times a second from then on', () => {
  const { at, taken } = process()
  expect(taken('a', 500)).toBe(300)
  at.ms += 1_000
  expect(taken('a', 500)).toBe(5)
  at.ms += 3_600_000
  expect(taken('a', 500)).toBe(300)
})

it('is kept by acts too, of which each is given a store of its own', async () => {
  const { services, taken } = process()
  expect(taken('a', 299)).toBe(299)
  const acts = () => notedWork(services, async (own) => keepPace('a', own))
  await acts()
  await expect(acts()).rejects.toThrow(Refusal)
})

it('takes nothing from another link, nor from another process', () => {
  const { taken } = process()
  expect([taken('a', 500), taken('b', 5), process().taken('a', 5)]).toEqual([300, 5, 5])
})

it('a clock set back gives nothing and takes nothing', () => {
  const { at, taken } = process()
  expect(taken('a', 299)).toBe(299)
  at.ms -= 86_400_000
  expect(taken('a', 5)).toBe(1)
})

it('says how long to wait, as a problem a program and a person can read', () => {
  const { services, taken } = process()
  taken('a', 300)
  expect(() => keepPace('a', services)).toThrow(
    expect.objectContaining({ status: 429, problems: [expect.objectContaining({ facts: { seconds: 1 } })] }),
  )
})

it('forgets the link used longest ago before its memory grows', () => {
  const { taken } = process()
  taken('a', 500)
  for (let n = 0; n < 10_000; n++) taken(`other ${n}`, 1)
  expect(taken('a', 500)).toBe(300)
})
