import { describe, expect, test } from 'vitest'
import { keepCallback } from '../../../functions/kept/callbacks.ts'
import type { Callback, Fact } from '../../../shared/cycle/facts.ts'
import { memoryServices } from '../../fixtures/memory-services.ts'

const entered = (token: string): Callback => ({
  ...{ cycle: 'tongjiang-2020', wait: 'sign-off', execution: 'e', at: '2021-02-01T01:00:00.000Z', seen: 3 },
  token,
})

/** A workflow that waits for the newest token it has given out, and the tokens that come to be kept. */
function waiting(runs: readonly Fact[] = []) {
  const { services } = memoryServices({ clock: { now: () => entered('').at } })
  const { store } = services
  let live = ''
  const ended: string[] = []
  const workflow = {
    ...services.workflow,
    waitsFor: async (token: string) => token === live,
    async resume(token: string, { outcome }: Record<string, string>) {
      ended.push(`${token} ${outcome}`)
      return 'resumed' as const
    },
  }
  const kept = async () => (await store.callback('tongjiang-2020', 'sign-off'))?.token
  const comes = (token: string, through = store) => keepCallback(entered(token), runs, { store: through, workflow })
  const waits = (token: string) => {
    live = token
  }
  const enters = (token: string) => {
    waits(token)
    return comes(token)
  }
  return { store, kept, comes, enters, waits, ended }
}

describe('the token of a wait', () => {
  test('takes the place of the one before', async () => {
    const { enters, kept } = waiting()
    expect(await enters('a')).toEqual(entered('a'))
    expect(await enters('b')).toEqual({ ...entered('b'), seenBefore: 3 })
    expect(await kept()).toBe('b')
  })

  describe('where there are two runs of one cycle', () => {
    const run = (n: number, name: string): Fact => ({
      ...{ kind: 'execution', cycle: 'tongjiang-2020', n, name, published: 1, at: entered('').at },
    })
    const older = [run(1, 'older'), run(2, 'e')]

    test('is kept of the newer', async () => {
      const { enters, ended } = waiting(older)
      expect(await enters('a')).toEqual(entered('a'))
      expect(ended).toEqual([])
    })

    test('is not kept of the older, which goes to its end', async () => {
      const { enters, kept, ended } = waiting([run(2, 'newer'), run(1, 'e')])
      expect(await enters('a')).toBe('overtaken')
      expect(await kept()).toBeUndefined()
      expect(ended).toEqual(['a changed'])
    })

    test('takes the place of the older’s, which goes to its end', async () => {
      const { store, enters, kept, ended } = waiting(older)
      await store.saveCallback({ ...entered('o'), execution: 'older' }, undefined)
      expect(await enters('a')).toEqual(entered('a'))
      expect(await kept()).toBe('a')
      expect(ended).toEqual(['o changed'])
    })

    test('does not take the place of one that was recorded after the facts were read', async () => {
      const { store, enters, kept, ended } = waiting(older)
      await store.saveCallback({ ...entered('n'), execution: 'newer' }, undefined)
      expect(await enters('a')).toBe('overtaken')
      expect(await kept()).toBe('n')
      expect(ended).toEqual(['a changed'])
    })
  })

  test('is kept once, however often it comes', async () => {
    const { enters, comes, kept } = waiting()
    await enters('a')
    expect(await comes('a')).toEqual(entered('a'))
    expect(await kept()).toBe('a')
  })

  test('that was replaced does not come back', async () => {
    const { enters, comes, kept } = waiting()
    await enters('a')
    await enters('b')
    expect(await comes('a')).toBe('overtaken')
    expect(await kept()).toBe('b')
  })

  // Season 7001418: the attempt died before it kept its token, a copy of it came after the attempt that took its place.
  test('of an attempt that was given up before it was kept does not take the place of a newer one', async () => {
    const { enters, comes, waits, kept } = waiting()
    await enters('of the wait before')
    waits('given up')
    await enters('b')
    expect(await comes('given up')).toBe('overtaken')
    expect(await kept()).toBe('b')
  })

  test('that is given up while it is being kept does not either', async () => {
    const { store, enters, comes, waits, kept } = waiting()
    await enters('of the wait before')
    waits('a')
    const slow = {
      ...store,
      async saveCallback(callback: Callback, before?: Callback) {
        if (callback.token === 'a') await enters('b')
        return store.saveCallback(callback, before)
      },
    }
    expect(await comes('a', slow)).toBe('overtaken')
    expect(await kept()).toBe('b')
  })
})
