import { expect, test } from 'vitest'
import type { Fact, Opening } from '../../../../shared/cycle/facts.ts'
import {
  claimOf,
  isClaimOver,
  isSameOpening,
  openingOf,
  placeOfClaims,
} from '../../../../shared/cycle/opening/claim.ts'
import { cycleWith } from '../../../fixtures/tongjiang-2020.ts'

const opening = cycleWith({}).facts[0] as Opening
const act = (kind: 'cancel' | 'hold'): Fact => ({
  kind: 'act',
  cycle: opening.cycle,
  n: 1,
  id: 'a',
  at: opening.at,
  by: 'li',
  reason: '',
  act: kind,
})

test.each<[string, Partial<Opening>, boolean]>([
  ['the same under another name', { cycle: 'other' }, true],
  ['another body', { issuer: { ...opening.issuer, id: 'other' } }, false],
  ['another year', { year: 2021 }, false],
  ['another report', { definition: { ...opening.definition, id: 'gid-2021' } }, false],
  ['the same report in another version', { definition: { ...opening.definition, version: 9 } }, true],
  ['a rehearsal', { test: true }, false],
])('%s is claimed at one place: %#', (_, other, same) => {
  expect(placeOfClaims({ ...opening, ...other }) === placeOfClaims(opening)).toBe(same)
  expect(placeOfClaims(opening)).not.toMatch(/^[a-z0-9-]+$/) // as the id of a cycle would
})

test('a claim gives the opening back whole', () => {
  for (const each of [opening, { ...opening, test: true as const, byCommand: true as const }])
    expect(openingOf(claimOf(each, 3))).toEqual(each)
  expect(claimOf(opening, 3)).toMatchObject({ n: 3, of: opening.cycle })
})

test.each<[string, Fact[], boolean]>([
  ['nothing is opened yet', [], false],
  ['it is opened', [opening], false],
  ['it is opened by another person at another time', [{ ...opening, at: '', by: 'x', byCommand: true }], false],
  ['it is held', [opening, act('hold')], false],
  ['it was called off', [opening, act('cancel')], true],
  ['its name went to another opening', [{ ...opening, year: 2019 }], true],
])('%s: over %#', (_, facts, over) => {
  expect(isClaimOver(claimOf(opening, 1), facts)).toBe(over)
})

test('what is opened makes it the same, not who opens it and when', () => {
  expect(isSameOpening(opening, { ...opening, at: 'later', by: 'x', byCommand: true })).toBe(true)
  expect(isSameOpening(opening, { ...opening, opens: '2021-02-01' })).toBe(false)
})
