import { describe, expect, it, test } from 'vitest'
import {
  applyChanges,
  type Changes,
  changesSince,
  copyAsShown,
  fieldsOfTyped,
  handsKept,
  linkMakersIn,
  originsOf,
  printOf,
  printsOf,
  type TypedField,
  typedOfFields,
  typistsOf,
  type WorkingCopy,
} from '../../../shared/draft/working-copy.ts'

const long = '政府信息公开'.repeat(2000)
const of = (value: string, by = 'lin/', rest: Partial<TypedField> = {}): TypedField => ({ value, by, ...rest })

const me = 'wang/a1'

describe('joining what two people typed', () => {
  it.each<[string, TypedField | undefined, Changes[string], TypedField | undefined]>([
    ['nobody was there', undefined, { from: '', to: '3' }, of('3', me)],
    ['the form began with it', undefined, { from: '7', to: '3' }, of('3', me)],
    ['it stands as I saw it', of('1'), { from: '1', to: '3' }, of('3', me)],
    ['a text stands as I saw it', of(long), { from: printOf(long), to: '短' }, of('短', me)],
    ['both typed the same', of('3'), { from: '', to: '3' }, of('3', me)],
    ['both typed, differently', of('9'), { from: '', to: '8' }, of('8', me, { gave: { value: '9', by: 'lin/' } })],
    [
      'I emptied what another changed',
      of('9'),
      { from: '1', to: '' },
      of('', me, { gave: { value: '9', by: 'lin/' } }),
    ],
    ['another emptied it', of(''), { from: '1', to: '3' }, of('3', me)],
    ['my own earlier save, not seen by this page', of('5', me), { from: '3', to: '7' }, of('7', me)],
    [
      'my own on another computer',
      of('5', 'wang/b2'),
      { from: '', to: '7' },
      of('7', me, { gave: { value: '5', by: 'wang/b2' } }),
    ],
    ['a button’s zero and a person’s figure', of('0', 'lin/', { origin: 'zero' }), { from: '', to: '4' }, of('4', me)],
    ['a person’s figure and a button’s zero', of('4'), { from: '', to: '0', origin: 'zero' }, of('4')],
    [
      'a person’s figure stays, and the file’s is told beside it',
      of('4'),
      { from: '', to: '6', origin: 'file' },
      of('4', 'lin/', { gave: { value: '6', by: me } }),
    ],
    ['a file over what I saw', of('4'), { from: '4', to: '6', origin: 'file' }, of('6', me, { origin: 'file' })],
    ['I type the button’s zero myself', of('0', me, { origin: 'zero' }), { from: '0', to: '0' }, of('0', me)],
    ['a button where a person’s zero is', of('0'), { from: '', to: '0', origin: 'zero' }, of('0')],
    ['I settle it', of('8', 'lin/', { gave: { value: '9', by: me } }), { from: '8', to: '8' }, of('8', me)],
    [
      'my save again, whose answer was lost',
      of('8', me, { gave: { value: '9', by: 'lin/' } }),
      { from: '', to: '8' },
      of('8', me, { gave: { value: '9', by: 'lin/' } }),
    ],
    [
      'and then more of it',
      of('8', me, { gave: { value: '9', by: 'lin/' } }),
      { from: '', to: '88' },
      of('88', me, { gave: { value: '9', by: 'lin/' } }),
    ],
    [
      'I type over what I saw',
      of('8', me, { gave: { value: '9', by: 'lin/' } }),
      { from: '8', to: '88' },
      of('88', me),
    ],
    ['I take mine back', of('8', 'lin/', { gave: { value: '9', by: me } }), { from: '8', to: '9' }, of('9', me)],
  ])('%s', (_, standing, change, expected) => {
    const began = { 'cell:x': '7' }
    const merged = applyChanges(standing ? { 'cell:x': standing } : {}, began, { 'cell:x': change }, { by: me })
    expect(merged['cell:x']).toEqual(expected)
  })

  it('leaves alone what only the other one touched', () => {
    expect(applyChanges({ 'cell:a': of('1') }, {}, { 'cell:b': { from: '', to: '2' } }, { by: me })).toEqual({
      'cell:a': of('1'),
      'cell:b': of('2', me),
    })
  })
})

test('a page changes what it sends otherwise than it was made, and nothing it does not send', () => {
  const seen = { 'cell:a': '1', 'cell:b': '2', 'text:c': printOf(long) }
  expect(
    changesSince(seen, { 'cell:a': '1', 'text:c': `${long}完`, 'cell:d': '', 'cell:e': '5' }, { 'cell:e': 'file' }),
  ).toEqual({
    'text:c': { from: printOf(long), to: `${long}完` },
    'cell:e': { from: '', to: '5', origin: 'file' },
  })
  expect(printOf(long)).not.toBe(printOf(`${long.slice(0, -1)}闭`))
})

test('a slice and the fields of its form are the same thing', () => {
  const typed = {
    nil: true,
    figures: { 'a.b.c': ' １２ ' },
    texts: { overview: long },
    justifications: { 'Y(x)': { text: '清理', figures: '[["a",1]]' }, 'Z(x)': { text: '' } },
  }
  expect(typedOfFields(fieldsOfTyped(typed))).toEqual(typed)
})

test.each([
  [{ nil: 'yes' }, true],
  [{ nil: 'no' }, false],
  [{}, false],
])('%j says that there is nothing to report: %s', (fields, nil) => {
  expect(typedOfFields(fields)).toMatchObject({ nil })
})

test('an explanation names the figures it was written for, where it names any', () => {
  const { justifications } = typedOfFields({
    'why:a': '因为',
    'for:a': '[1]',
    'why:b': '所以',
    'for:b': '',
    'for:c': '[2]',
  })
  expect(justifications).toEqual({ a: { text: '因为', figures: '[1]' }, b: { text: '所以' } })
  expect(fieldsOfTyped({ nil: false, figures: {}, texts: {}, justifications })).toEqual({
    ...{ 'why:a': '因为', 'for:a': '[1]', 'why:b': '所以', nil: '' },
  })
})

test.each(['constructor', 'toString', '__proto__'])('nor by a name that every object knows: %s', (instance) => {
  const { justifications } = typedOfFields({ [`why:${instance}`]: '因为' })
  expect(Object.entries(justifications)).toEqual([[instance, { text: '因为' }]])
})

test('a page carries the prints of what is written, short ones as they are', () => {
  const edge = '字'.repeat(60)
  expect(printsOf({ a: '1', b: '', c: long, d: edge })).toEqual({ a: '1', c: printOf(long), d: edge })
  expect(printOf(`${edge}字`)).toMatch(/^#61:/)
})

test('a program that has read no form changes all it sends', () => {
  expect(changesSince(undefined, { 'cell:a': '', 'cell:b': '1' })).toEqual({
    'cell:a': { from: '', to: '' },
    'cell:b': { from: '', to: '1' },
  })
})

test('what a button or a file put there is told of cells and texts, as long as it stands', () => {
  const origin = (value: string, from?: 'zero' | 'file') => of(value, me, from ? { origin: from } : {})
  expect(
    originsOf({
      ...{ 'cell:a': origin('0', 'zero'), 'text:b': origin('写', 'file'), 'cell:c': origin('', 'zero') },
      ...{ 'cell:d': origin('1'), 'why:cell:e': origin('因', 'file'), 'text:cell:f': origin('写', 'file') },
    }),
  ).toEqual({ a: 'zero', 'text:b': 'file', 'text:cell:f': 'file' })
})

test('everybody who typed is told once, also where another’s figure took the place of theirs', () => {
  const fields = {
    'cell:a': of('1', 'wang/x1'),
    'cell:b': of('2', 'lin/', { gave: { value: '3', by: 'an/y/z' } }),
    'cell:c': of('4', 'wang/'),
  }
  expect(typistsOf({ fields })).toEqual(['an/y', 'lin', 'wang'])
  expect(typistsOf({ fields: {} })).toEqual([])
})

describe('what was typed through a link that the office had made', () => {
  const lent = { by: me, through: 'officer' }
  const makers = (field: TypedField, from: string, to: string, writer: Parameters<typeof applyChanges>[3]) => {
    const fields = { 'cell:x': field }
    return handsKept({ fields }, applyChanges(fields, {}, { 'cell:x': { from, to } }, writer)).lent
  }
  test.each<[string, string[], string[]]>([
    ['is known by who had it made', makers(of('1'), '1', '2', lent), ['officer']],
    ['also where the other’s figure stands beside it', makers(of('1'), '', '2', lent), ['officer']],
    ['or it beside the other’s', makers({ value: '1', ...lent }, '', '2', { by: 'lin/' }), ['officer']],
    ['also on a page of the same mark', makers({ value: '1', ...lent }, '', '2', { by: me }), ['officer']],
    ['also once somebody has typed over it', makers({ value: '1', ...lent }, '1', '2', { by: 'lin/' }), ['officer']],
    ['by a link of their own it is nobody', makers(of('1'), '1', '2', { by: me }), []],
  ])('%s', (_, found, wanted) => expect(found).toEqual(wanted))
})

test('who typed is told, whatever became of what they typed, until the copy is emptied', () => {
  const copy = (kept: Partial<WorkingCopy>): WorkingCopy => ({
    ...{ cycle: 'c', unit: 'u', version: 3, base: 0, at: '', by: 'lin', expires: '', fields: {} },
    ...kept,
  })
  const typed = (standing: WorkingCopy, to: string, writer: Parameters<typeof applyChanges>[3]) => {
    const shown = copyAsShown({}, 0, standing)
    const change = { 'text:x': { from: printOf(shown.values['text:x'] ?? ''), to } }
    const fields = applyChanges(shown.fields, {}, change, writer)
    return copy({ fields, ...handsKept(shown, fields) })
  }
  const told = (standing: WorkingCopy) => {
    const shown = copyAsShown({}, 0, standing)
    return [typistsOf(shown), linkMakersIn(shown)]
  }
  const first = typed(copy({}), long, { by: 'liu/a', through: 'officer' })
  const second = typed(first, `${long}。`, { by: me })
  expect(told(second)).toEqual([['liu', 'wang'], ['officer']])
  expect(told(typed(second, '', { by: me }))).toEqual(told(second))
  // A copy of an earlier version says it in its fields alone.
  expect(told(copy({ fields: first.fields }))).toEqual([['liu'], ['officer']])
  expect(told(copy({ ...second, fields: {} }))).toEqual([[], []])
  expect(told(copy({ ...second, base: 1 }))).toEqual([[], []])
})

test('a copy without a field shows what the form begins with', () => {
  const copy: WorkingCopy = { cycle: 'c', unit: 'u', version: 3, base: 0, fields: {}, at: '', by: 'lin', expires: '' }
  expect(copyAsShown({ 'cell:a': '1' }, 0, copy)).toEqual({ version: 3, fields: {}, values: { 'cell:a': '1' } })
})

test('a copy of another revision shows nothing, and counts on', () => {
  const copy: WorkingCopy = {
    cycle: 'c',
    unit: 'u',
    version: 7,
    base: 1,
    fields: { 'cell:a': of('2') },
    at: '2021-01-05T08:00:00.000Z',
    by: 'lin',
    expires: '2021-03-31T16:00:00.000Z',
  }
  expect(copyAsShown({ 'cell:a': '1' }, 1, copy)).toMatchObject({ version: 7, by: 'lin', values: { 'cell:a': '2' } })
  expect(copyAsShown({ 'cell:a': '1' }, 2, copy)).toEqual({ version: 7, fields: {}, values: { 'cell:a': '1' } })
  expect(copyAsShown({}, 0, undefined)).toEqual({ version: 0, fields: {}, values: {} })
})
