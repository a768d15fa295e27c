import { expect, test } from 'vitest'
import { checkFile, draftFile, type GapReason, gapReasons, markedGaps } from '../../../shared/draft/draft.ts'

test('every gap is marked but that of whoever was let off', () => {
  const gaps = gapReasons.map((reason) => ({ reason }))
  expect(markedGaps(gaps).map(({ reason }) => reason)).toEqual(
    gapReasons.filter((reason) => reason !== ('exempt' satisfies GapReason)),
  )
  expect(markedGaps(gaps)).toHaveLength(gaps.length - 1)
})

test('a check lies under its own digest; one of an earlier version under that of its draft', () => {
  expect(checkFile({ body: 'b', draft: 'd' })).toBe('checks/b.json')
  expect(checkFile({ draft: 'd' })).toBe('checks/d.json')
  expect(draftFile('d')).toBe('drafts/d.json')
})
