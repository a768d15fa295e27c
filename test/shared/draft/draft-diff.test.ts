import { describe, expect, test } from 'vitest'
import { diffDrafts, diffFigures, isEmptyDiff } from '../../../shared/draft/draft-diff.ts'
import { cycleWith, definition } from '../../fixtures/tongjiang-2020.ts'

const { draft } = cycleWith()

describe('what changed between two drafts', () => {
  test('nothing, for the same draft', () => {
    expect(isEmptyDiff(diffDrafts(definition, draft, structuredClone(draft)))).toBe(true)
  })

  test('cells in the order of the form; blank, 0 and not applicable are three figures', () => {
    const figures = {
      ...draft.figures,
      't3.new.natural': '22',
      't2.rules.made': null,
      't2.rules.disclosed': 'n/a' as const,
    }
    expect(diffFigures(definition, draft.figures, figures)).toEqual([
      { cell: 't2.rules.made', from: '0', to: null },
      { cell: 't2.rules.disclosed', from: '0', to: 'n/a' },
      { cell: 't3.new.natural', from: '21', to: '22' },
    ])
  })

  test('text line by line, what stayed in its place', () => {
    const other = [{ by: 'office', text: '一\n二\n三' }]
    const changed = [{ by: 'office', text: '一\n两\n三\n四' }]
    const diff = diffDrafts(
      definition,
      { ...draft, texts: { ...draft.texts, other } },
      { ...draft, texts: { ...draft.texts, other: changed } },
    )
    expect(diff.texts).toEqual([
      {
        part: 'other',
        lines: [
          { kind: 'same', text: '一' },
          { kind: 'removed', text: '二' },
          { kind: 'added', text: '两' },
          { kind: 'same', text: '三' },
          { kind: 'added', text: '四' },
        ],
      },
    ])
  })

  test('slices that were added, dropped or sent again', () => {
    const slices = draft.slices
      .filter(({ unit }) => unit !== 'market')
      .map((slice) => (slice.unit === 'police' ? { ...slice, revision: 2 } : slice))
    expect(diffDrafts(definition, draft, { ...draft, slices }).slices).toEqual([
      { unit: 'market', from: 1, to: undefined },
      { unit: 'police', from: 1, to: 2 },
    ])
  })
})
