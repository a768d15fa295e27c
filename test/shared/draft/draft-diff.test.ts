import fc from 'fast-check'
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

  const other = (text: string) => ({ ...draft, texts: { ...draft.texts, other: [{ by: 'office', text }] } })
  const linesOf = (from: string, to: string) => diffDrafts(definition, other(from), other(to)).texts[0]?.lines ?? []

  test('empty lines and blanks are no lines', () => {
    expect(linesOf('一\n\n二', ' \n一\n  \n\n二')).toEqual([])
  })

  test.each([
    ['一', '一二', '-一 +一二'],
    ['一\n二\n三\n四', '一\n三\n四', ' 一 -二  三  四'],
    ['三\n四', '一\n三\n四', '+一  三  四'],
    ['甲\n乙\n丙\n丁', '乙\n丁\n甲', '-甲  乙 -丙  丁 +甲'],
    ['甲\n乙', '乙\n甲', '-甲  乙 +甲'],
    ['甲\n甲', '甲', ' 甲 -甲'],
    ['甲\n丙\n乙\n丁', '乙\n丁\n甲', '-甲 -丙  乙  丁 +甲'],
    ['甲', '', '-甲'],
    ['', '甲', '+甲'],
    ['甲\n乙\n丙', '丁\n乙\n戊', '-甲 +丁  乙 -丙 +戊'],
  ])('%j to %j', (from, to, expected) => {
    const sign = { same: ' ', added: '+', removed: '-' }
    expect(
      linesOf(from, to)
        .map(({ kind, text }) => `${sign[kind]}${text}`)
        .join(' '),
    ).toBe(expected)
  })

  test('as many lines as can keep their place keep it, and both sides are told whole', () => {
    const texts = fc.array(fc.constantFrom('甲', '乙', '丙'), { maxLength: 7 })
    const longest = ([a, ...as]: string[], [b, ...bs]: string[]): number =>
      a === undefined || b === undefined
        ? 0
        : a === b
          ? 1 + longest(as, bs)
          : Math.max(longest(as, [b, ...bs]), longest([a, ...as], bs))
    fc.assert(
      fc.property(texts, texts, (from, to) => {
        fc.pre(from.join() !== to.join())
        const lines = linesOf(from.join('\n'), to.join('\n'))
        const those = (without: string) => lines.filter(({ kind }) => kind !== without).map(({ text }) => text)
        expect([those('added'), those('removed')]).toEqual([from, to])
        expect(lines.filter(({ kind }) => kind === 'same')).toHaveLength(longest(from, to))
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    ['nothing', {}, true],
    ['a figure', { figures: [{ cell: 'c', from: '1', to: '2' }] }, false],
    ['a text', { texts: [{ part: 'p', lines: [] }] }, false],
    ['a slice', { slices: [{ unit: 'u', from: 1, to: 2 }] }, false],
  ])('is empty with %s', (_, one, empty) => {
    expect(isEmptyDiff({ figures: [], texts: [], slices: [], ...one })).toBe(empty)
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
