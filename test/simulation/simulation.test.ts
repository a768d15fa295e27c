import { describe, expect, it } from 'vitest'
import { common, rare } from './count-season.ts'
import { Counters } from './counters.ts'
import { playSeason } from './season.ts'

/** `LIANBAO_SEASONS=20000` for a night's run; every run begins at another seed (CI's at its commit's), so that all of them together go on searching. */
const seasons = Number(process.env.LIANBAO_SEASONS ?? 150)
const first = Number(process.env.LIANBAO_SEED ?? Math.floor(Date.now() / 1000) % 1_000_000_000)

describe('whole seasons', () => {
  const counters = new Counters()
  const fingerprints = new Map<number, string>()

  it(
    `${seasons} from seed ${first} on break nothing that must hold`,
    async () => {
      for (let seed = first; seed < first + seasons; seed++) {
        const played = await playSeason(seed)
        counters.add(played.counters)
        if (fingerprints.size < 5) fingerprints.set(seed, played.fingerprint())
        const again = `node test/simulation/run.ts --story ${seed} tells this season (${played.about})`
        expect(played.findings, again).toEqual([])
      }
    },
    60_000 + seasons * 10_000, // a loaded machine is not a failure
  )

  it('are full of what they are meant to be full of', () => {
    const wanted = seasons >= 2_000 ? rare : seasons >= 150 ? common : []
    expect(wanted.filter((what) => !counters.counts.get(what))).toEqual([])
  })

  it('are the same again from the same seed, effect by effect', async () => {
    const effects: number[] = []
    for (const [seed, fingerprint] of fingerprints) {
      const again = await playSeason(seed)
      expect(again.fingerprint()).toBe(fingerprint)
      effects.push(again.trace().length)
    }
    expect(Math.max(...effects)).toBeGreaterThan(300)
  }, 240_000)
})
