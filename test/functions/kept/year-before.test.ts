import { describe, expect, it } from 'vitest'
import { keepYearBefore } from '../../../functions/kept/year-before.ts'
import { draftFile } from '../../../shared/draft/draft.ts'
import { submissionFile } from '../../../shared/draft/submission.ts'
import { canonicalBytes } from '../../../shared/report/bytes/canonical.ts'
import { digestOf, digestOfValue } from '../../../shared/report/bytes/digest.ts'
import { shippedDocument } from '../../../shared/report/definitions/shipped.ts'
import { type LastYear, lastYearFile } from '../../../shared/report/last-year.ts'

describe('what was published the year before', () => {
  it('is kept under the digest that an opening names: the newest version', async () => {
    const bodies = new Map<string, Uint8Array>()
    const keep = (place: (digest: string) => string, value: object) => {
      const bytes = canonicalBytes(value)
      bodies.set(place(digestOf(bytes)), bytes)
      return digestOf(bytes)
    }
    const definition = { id: 'gid-2021', version: 1, digest: digestOfValue(shippedDocument('gid-2021')) }
    const draftOf = (figure: string) =>
      keep(draftFile, {
        definition,
        year: 2021,
        figures: { 't2.rules.issued': figure },
        adjustments: [],
        slices: [
          {
            unit: 'water',
            name: { zh: '水务局', en: 'Water' },
            submission: keep(submissionFile, { figures: { 't2.rules.issued': figure } }),
          },
        ],
      })
    const publications = [draftOf('2'), draftOf('1')].map((draft, n) => ({
      kind: 'publication',
      version: 2 - n,
      draft,
    }))
    const services = {
      store: {
        cycles: async () => ['c-2021'],
        factsOf: async (_: string, kind: string) =>
          kind === 'opening' ? [{ kind, issuer: { id: 'city' }, year: 2021, definition }] : publications,
      } as never,
      files: {
        put: async (key: string, bytes: Uint8Array) => void bodies.set(key, bytes),
        get: async (key: string) => bodies.get(key),
      },
    }
    const digest = await keepYearBefore({ issuer: { id: 'city' }, year: 2022 }, services)
    const last: LastYear = JSON.parse(new TextDecoder().decode(bodies.get(lastYearFile(digest!))))
    expect([last.year, last.issuer?.figures, last.units.water?.figures]).toEqual([
      2021,
      { 't2.rules.issued': '2' },
      { 't2.rules.issued': '2' },
    ])
    // A body that is not there any more is known by its name.
    expect(last.units.water?.name).toEqual({ zh: '水务局', en: 'Water' })
  })

  it.each<[string, { issuer: string; year: number; published: boolean }[]]>([
    ['nothing of this issuer', [{ issuer: 'elsewhere', year: 2021, published: true }]],
    ['another year', [{ issuer: 'city', year: 2020, published: true }]],
    ['nothing published yet', [{ issuer: 'city', year: 2021, published: false }]],
    ['two of the same year', [1, 2].map(() => ({ issuer: 'city', year: 2021, published: true }))],
  ])('is not guessed: %s', async (_, cycles) => {
    const store = {
      cycles: async () => cycles.map((_, n) => String(n)),
      factsOf: async (cycle: string, kind: string) => {
        const { issuer, year, published } = cycles[Number(cycle)]!
        if (kind === 'opening') return [{ kind, issuer: { id: issuer }, year }]
        return published ? [{ kind, version: 1, draft: 'd' }] : []
      },
    }
    const nothing = { store: store as never, files: undefined as never }
    expect(await keepYearBefore({ issuer: { id: 'city' }, year: 2022 }, nothing)).toBeUndefined()
  })
})
