import { describe, expect, test } from 'vitest'
import type { Fact } from '../../../shared/cycle/facts.ts'
import { theUnits } from '../../../shared/cycle/fold.ts'
import { returnFor } from '../../../shared/draft/draft-return.ts'
import { otherBodiesOfDraft, previousOfUnit, unlikeOwnYear } from '../../../shared/draft/other-bodies.ts'
import { compileDefinition, type Figures } from '../../../shared/report/cells.ts'
import { blocking } from '../../../shared/report/finding.ts'
import { checkMerged, checkSlice } from '../../../shared/report/integrity/check.ts'
import type { LastYear } from '../../../shared/report/last-year.ts'
import { cycleWith, definition } from '../../fixtures/tongjiang-2020.ts'

const compiled = compileDefinition(definition)
const opening = cycleWith().facts.filter(({ kind }) => kind === 'opening')
const roster = theUnits(opening).opening.units.map(({ id }) => id)
const [absorbing = '', ...others] = roster

const carriedOut = (n: number): Figures => ({
  ...Object.fromEntries(compiled.cells.map(({ id }) => [id, '0'])),
  't3.carried-out.natural': String(n),
  't3.carried-out.total': String(n),
})
const carriedIn = (n: number): Figures => ({
  ...Object.fromEntries(compiled.cells.map(({ id }) => [id, '0'])),
  ...{ 't3.carried-in.natural': String(n), 't3.carried-out.natural': String(n) },
  ...{ 't3.carried-in.total': String(n), 't3.carried-out.total': String(n) },
})
const published = (n: number, name?: string) => ({
  definition: 'gid-2019',
  figures: carriedOut(n),
  ...(name && { name: { zh: name, en: name } }),
})
const lastYear = (issuer: number, units: LastYear['units']): LastYear => ({
  ...{ document: 'lianbao/last-year/1', year: 2019, issuer: published(issuer), units },
})
/** Everybody of the roster, of whom the first carried so many. */
const ours = (n: number) =>
  Object.fromEntries(roster.map((id) => [id, published(id === absorbing ? n : 0, `${id} of then`)]))
const act = (what: object): Fact =>
  ({ kind: 'act', cycle: 'tongjiang-2020', n: 1, id: 'a', at: '', by: 'feng', reason: 'r', ...what }) as Fact

describe('the merged draft and last year’s report', () => {
  const slicesOf = (units: readonly string[]) =>
    units.map((unit) => ({ unit, name: { zh: unit, en: unit }, revision: 1, submission: 'd', nil: false }))
  const gap = { unit: absorbing, name: { zh: '', en: '' }, reason: 'missing' as const }
  const found = (n: number, { issuer }: LastYear) =>
    checkMerged(compiled, carriedIn(n), {}, { previous: issuer }).findings
  const why = (
    n: number,
    last: LastYear,
    { slices = roster, gaps = [] as (typeof gap)[], facts = [] as Fact[] } = {},
  ) =>
    otherBodiesOfDraft(
      compiled,
      theUnits([...opening, ...facts]),
      last,
      { slices: slicesOf(slices), gaps },
      found(n, last),
    )?.zh

  test.each<[string, string | undefined, RegExp | undefined]>([
    ['the same bodies: it blocks', why(1, lastYear(2, ours(2))), undefined],
    ['nothing broken: nothing to say', why(2, lastYear(2, ours(2)), { slices: others }), undefined],
    ['whoever carried it is a gap', why(0, lastYear(2, ours(2)), { slices: others, gaps: [gap] }), /这一期没有加/],
    [
      'whoever is a gap carried nothing: it blocks',
      why(1, lastYear(0, ours(0)), { slices: others, gaps: [gap] }),
      undefined,
    ],
    [
      'last year’s whole had a gap that files now',
      why(2, lastYear(0, { ...ours(0), [absorbing]: published(2, 'a') })),
      /更正过/,
    ],
    ['a unit that is gone', why(0, lastYear(3, { ...ours(0), gone: published(3, '老干部局') })), /没有加老干部局/],
    [
      'only the issuer’s is known, and a unit is a gap',
      why(0, lastYear(2, {}), { slices: others, gaps: [gap] }),
      /没有去年的数/,
    ],
    ['only the issuer’s is known, and nobody is: it blocks', why(0, lastYear(2, {})), undefined],
  ])('%s', (_, said, expected) => {
    if (expected) expect(said).toMatch(expected)
    else expect(said).toBeUndefined()
  })

  test('what went back to the units once and was filed again as it was does not go back for ever', () => {
    const last = lastYear(2, {})
    const broken = blocking(found(0, last)).map((finding) => returnFor('water', finding))
    const draft = cycleWith().facts.filter(({ kind }) => kind === 'draft')
    const check = { kind: 'check', cycle: 'tongjiang-2020', round: 1, at: '', returns: broken } as unknown as Fact
    expect(why(0, last, { facts: [...draft, check] })).toMatch(/退回过/)
    expect(why(1, last, { facts: [...draft, check] })).toBeUndefined()
  })

  test('it is to be explained then, and says why', () => {
    const last = lastYear(3, { ...ours(0), gone: published(3, '老干部局') })
    const otherBodies = otherBodiesOfDraft(
      compiled,
      theUnits(opening),
      last,
      { slices: slicesOf(roster), gaps: [] },
      found(0, last),
    )
    const { findings } = checkMerged(compiled, carriedIn(0), {}, { previous: { ...last.issuer!, otherBodies } })
    const carry = findings.filter(({ relation }) => relation === 'T3.carry')
    expect(new Set(carry.map(({ severity }) => severity))).toEqual(new Set(['warning']))
    expect(carry[0]?.message.zh).toMatch(/没有加老干部局/)
  })
})

describe('a unit’s slice and last year’s', () => {
  const severities = (n: number, last: LastYear, facts: Fact[] = []) => {
    const previous = previousOfUnit(compiled, theUnits([...opening, ...facts]), last, absorbing)
    const { findings } = checkSlice(compiled, carriedIn(n), {}, { previous })
    const carry = findings.filter(({ relation }) => relation === 'T3.carry')
    return [...new Set(carry.map(({ severity }) => severity))]
  }
  const newUnit = { id: 'new', name: { zh: '新局', en: 'New' }, kind: 'department', roles: [], contacts: [] }

  test.each<[string, string[], string[]]>([
    ['the same units: it blocks', severities(5, lastYear(3, ours(3))), ['blocking']],
    ['it absorbed one that is gone', severities(5, lastYear(5, { ...ours(3), gone: published(2, '旧') })), ['warning']],
    [
      'the one that is gone carried nothing',
      severities(5, lastYear(3, { ...ours(3), gone: published(0, '旧') })),
      ['blocking'],
    ],
    [
      'it absorbed one that leaves now',
      severities(5, lastYear(5, { [absorbing]: published(3), [others[0]!]: published(2) }), [
        act({ act: 'leave', unit: others[0] }),
      ]),
      ['warning'],
    ],
    [
      'it was split, and the other joins',
      severities(1, lastYear(3, { [absorbing]: published(3) }), [
        act({ act: 'join', unit: 'new', joining: newUnit, until: '2021-01-20' }),
      ]),
      ['warning'],
    ],
    [
      'others have no file of last year’s: it blocks',
      severities(1, lastYear(3, { [absorbing]: published(3) })),
      ['blocking'],
    ],
    [
      'one is new since what this system published',
      severities(1, lastYear(3, { [absorbing]: published(3, 'a') })),
      ['warning'],
    ],
    [
      'one is new, and it had nothing to give away',
      severities(1, lastYear(3, { [absorbing]: published(0, 'a') })),
      ['blocking'],
    ],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected)
  })
})

test('slices that do not fit their own year before are theirs to mend, those that fit or have none are not', () => {
  const texts: Record<string, string> = {}
  const last = lastYear(4, { [absorbing]: published(3), [others[0]!]: published(1) })
  const slices = [
    { unit: absorbing, figures: carriedIn(3), texts },
    { unit: others[0]!, figures: carriedIn(2), texts },
    { unit: others[1]!, figures: carriedIn(5), texts },
  ]
  const unlike = (last: LastYear | undefined) => unlikeOwnYear(compiled, theUnits(opening), last, slices)
  expect(new Set(unlike(last).map(({ unit, cell }) => `${unit} ${cell}`))).toEqual(
    new Set([`${others[0]} t3.carried-in.natural`, `${others[0]} t3.carried-in.total`]),
  )
  expect(unlike(undefined)).toEqual([])
})

test('what breaks within a slice alone is not about its year before', () => {
  const figures = { ...carriedIn(3), 't3.carried-out.total': '4' }
  const last = lastYear(3, { [absorbing]: published(3) })
  expect(unlikeOwnYear(compiled, theUnits(opening), last, [{ unit: absorbing, figures, texts: {} }])).toEqual([])
})
