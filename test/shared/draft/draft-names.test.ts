import { expect, test } from 'vitest'
import { checkFile, draftFile, type GapReason, gapReasons, leftOutOf, markedGaps } from '../../../shared/draft/draft.ts'

test('every gap is marked but that of whoever was let off', () => {
  const gaps = gapReasons.map((reason) => ({ reason }))
  expect(markedGaps(gaps).map(({ reason }) => reason)).toEqual(
    gapReasons.filter((reason) => reason !== ('exempt' satisfies GapReason)),
  )
  expect(markedGaps(gaps)).toHaveLength(gaps.length - 1)
})

test('what relations say nothing of: cells without a figure, and units that were not let off', () => {
  const of = (figures: object, ...reasons: GapReason[]) =>
    leftOutOf({ figures, gaps: reasons.map((reason) => ({ reason })) } as unknown as Parameters<typeof leftOutOf>[0])
  expect(of({ a: '1', b: null, c: '0', d: null, e: 'n/a' }, 'exempt')).toEqual({ open: 2, missing: false })
  expect(of({ a: '1' }, 'exempt', 'missing')).toEqual({ open: 0, missing: true })
})

test('a check lies under its own digest; one of an earlier version under that of its draft', () => {
  expect(checkFile({ body: 'b', draft: 'd' })).toBe('checks/b.json')
  expect(checkFile({ draft: 'd' })).toBe('checks/d.json')
  expect(draftFile('d')).toBe('drafts/d.json')
})
