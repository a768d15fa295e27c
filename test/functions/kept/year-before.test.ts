import { describe, expect, it } from 'vitest'
import { keepYearBefore } from '../../../functions/kept/year-before.ts'
import { draftFile } from '../../../shared/draft/draft.ts'
import { submissionFile } from '../../../shared/draft/submission.ts'
import { canonicalBytes } from '../../../shared/report/bytes/canonical.ts'
import { digestOf, digestOfValue } from '../../../shared/report/bytes/digest.ts'
import { shippedDocument } from '../../../shared/report/definitions/shipped.ts'
import { type LastYear, lastYearFile } from '../../../shared/report/last-year.ts'

describe('what was published the year before', () => {
  /** A cycle of 2021 that was published with a unit of each kind; answers what is kept of it for 2022. */
  async function keptOf({
    reports = [],
    acts = [],
  }: {
    reports?: { unit: string; version: number; figure: string }[]
    acts?: object[]
  } = {}): Promise<LastYear> {
    const bodies = new Map<string, Uint8Array>()
    const keep = (place: (digest: string) => string, value: object) => {
      const bytes = canonicalBytes(value)
      bodies.set(place(digestOf(bytes)), bytes)
      return digestOf(bytes)
    }
    const sent = (figure: string) => keep(submissionFile, { figures: { 't2.rules.issued': figure } })
    const definition = { id: 'gid-2021', version: 1, digest: digestOfValue(shippedDocument('gid-2021')) }
    const draftOf = (figure: string) =>
      keep(draftFile, {
        definition,
        year: 2021,
        figures: { 't2.rules.issued': figure },
        adjustments: [{ unit: 'water', cell: 't2.rules.issued', from: figure, to: '9' }],
        slices: [{ unit: 'water', name: nameOf('water'), submission: sent(figure) }],
      })
    const units = ['water', 'fire', 'tax'].map((id) => ({ id, name: nameOf(id) }))
    const facts: Record<string, object[]> = {
      opening: [{ issuer: { id: 'city' }, year: 2021, definition, units, policy: { missing: 'hold' } }],
      publication: [draftOf('2'), draftOf('1')].map((draft, n) => ({ version: 2 - n, draft })),
      'unit-publication': reports.map(({ figure, ...report }) => ({ ...report, submission: sent(figure) })),
      act: acts,
    }
    const services = {
      store: {
        cycles: async () => ['c-2021'],
        factsOf: async (_: string, kind: string) => facts[kind]!.map((fact) => ({ kind, ...fact })),
      } as never,
      files: {
        put: async (key: string, bytes: Uint8Array) => void bodies.set(key, bytes),
        get: async (key: string) => bodies.get(key),
      },
    }
    const digest = await keepYearBefore({ issuer: { id: 'city' }, year: 2022 }, services)
    return JSON.parse(new TextDecoder().decode(bodies.get(lastYearFile(digest!))))
  }
  const nameOf = (id: string) => ({ zh: id, en: id })
  const figuresOf = ({ units }: LastYear) =>
    Object.fromEntries(Object.entries(units).map(([id, { figures }]) => [id, figures['t2.rules.issued']]))

  it('is kept under the digest that an opening names: the newest version, each unit as the office adjusted it', async () => {
    const last = await keptOf()
    expect([last.year, last.issuer?.figures, figuresOf(last)]).toEqual([
      2021,
      { 't2.rules.issued': '2' },
      { water: '9' },
    ])
    // A body that is not there any more is known by its name.
    expect(last.units.water?.name).toEqual(nameOf('water'))
  })

  it('is what a unit published itself, where it did: corrected since, a gap of the whole’s, or counted above', async () => {
    const reports = [
      { unit: 'water', version: 1, figure: '3' },
      { unit: 'water', version: 2, figure: '4' },
      { unit: 'tax', version: 1, figure: '5' },
    ]
    expect(figuresOf(await keptOf({ reports }))).toEqual({ water: '4', tax: '5' })
  })

  it('is the newest that was not withdrawn, else what the whole added', async () => {
    const reports = [
      { unit: 'water', version: 1, figure: '3' },
      { unit: 'tax', version: 1, figure: '5' },
      { unit: 'tax', version: 2, figure: '6' },
    ]
    const acts = ['water 1', 'tax 2'].map((about, n) => {
      const [unit, version] = about.split(' ')
      return { n: n + 1, act: 'withdraw', unit, version: Number(version) }
    })
    expect(figuresOf(await keptOf({ reports, acts }))).toEqual({ water: '9', tax: '5' })
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
        return published && kind === 'publication' ? [{ kind, version: 1, draft: 'd' }] : []
      },
    }
    const nothing = { store: store as never, files: undefined as never }
    expect(await keepYearBefore({ issuer: { id: 'city' }, year: 2022 }, nothing)).toBeUndefined()
  })
})
