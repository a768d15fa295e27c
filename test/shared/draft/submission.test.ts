import { describe, expect, it } from 'vitest'
import { justify, longestExplanation, readSlice, type TypedSlice } from '../../../shared/draft/submission.ts'
import { compileDefinition, inputCells, sliceCells } from '../../../shared/report/cells.ts'
import { shippedDocument } from '../../../shared/report/definitions/shipped.ts'
import type { Finding } from '../../../shared/report/finding.ts'
import { reportDefinition } from '../../../shared/report/report-definition.ts'
import { suggestedFigures } from '../../../shared/report/suggested-figures.ts'

const compiled = compileDefinition(reportDefinition.parse(shippedDocument('gid-2019')))
const zeros = Object.fromEntries(inputCells(compiled, []).map((cell) => [cell.id, '0']))
const typed = (change: Partial<TypedSlice> = {}, figures: Record<string, string> = {}): TypedSlice => ({
  nil: false,
  texts: {},
  justifications: {},
  ...change,
  figures: { ...zeros, ...change.figures, ...figures },
})
const codes = (slice: TypedSlice, roles: string[] = []) =>
  readSlice(compiled, roles, slice).problems.map((p) => `${p.code} ${p.field}`)

describe('a slice', () => {
  it('of zeros is complete, with every total computed', () => {
    const read = readSlice(compiled, [], typed())
    expect(read.problems).toEqual([])
    expect(Object.keys(read.figures).sort()).toEqual(
      sliceCells(compiled, [])
        .map((cell) => cell.id)
        .sort(),
    )
    expect(new Set(Object.values(read.figures))).toEqual(new Set(['0']))
  })

  it('of nothing but slashes is refused, in every cell that wants a number', () => {
    const slashes = Object.fromEntries(inputCells(compiled, []).map((cell) => [cell.id, '/']))
    const { problems } = readSlice(compiled, [], typed({}, slashes))
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['figure-not-applicable']))
    expect(problems.map(({ field }) => field)).toEqual(
      inputCells(compiled, [])
        .filter(({ table, row }) => table !== 't2' || row === 'normative')
        .map(({ id }) => id),
    )
  })

  it('is read as people type: full-width, grouped, signed, with a unit', () => {
    const { figures, problems } = readSlice(
      compiled,
      [],
      typed(
        {},
        {
          't3.new.natural': '１２',
          't2.licensing.decisions': '1,234',
          't2.licensing.change': '+3',
          't2.procurement.amount': '15000元',
        },
      ),
    )
    expect(problems).toEqual([])
    expect(figures).toMatchObject({
      't3.new.natural': '12',
      't3.new.total': '12',
      't2.licensing.decisions': '1234',
      't2.licensing.change': '3',
      't2.procurement.amount': '1.5',
    })
  })

  it.each<[string, TypedSlice, string[]]>([
    ['with an empty cell', typed({}, { 't3.new.natural': ' ' }), ['figure-missing t3.new.natural']],
    ['with a negative count', typed({}, { 't3.new.natural': '-1' }), ['figure-negative t3.new.natural']],
    ['with half a request', typed({}, { 't3.new.natural': '1.5' }), ['figure-fractional t3.new.natural']],
    ['with an enormous figure', typed({}, { 't3.new.natural': '9'.repeat(16) }), ['figure-too-large t3.new.natural']],
    [
      'with “not applicable” where a number belongs',
      typed({}, { 't3.new.natural': '/', 't2.penalties.decisions': '/' }),
      ['figure-not-applicable t3.new.natural'],
    ],
    ['with letters', typed({}, { 't3.new.natural': 'abc' }), ['figure-malformed t3.new.natural']],
    ['with two numbers', typed({}, { 't3.new.natural': '22（其中修订16件）' }), ['figure-ambiguous t3.new.natural']],
    ['with a cell that does not exist', typed({}, { 't9.x.y': '1' }), ['figure-unknown t9.x.y']],
    ['with a name of the prototype', typed({}, { 'constructor.a.b': '1' }), ['figure-unknown constructor.a.b']],
    ['with a total that is right', typed({}, { 't3.new.total': '0' }), []],
    ['with a total that is wrong', typed({}, { 't3.new.total': '5' }), ['total-differs t3.new.total']],
    ['with a text that is not its own', typed({ texts: { overview: '甲' } }), ['field-unknown text:overview']],
    [
      'with all of that',
      typed({ texts: { nowhere: '' } }, { 't3.new.natural': '', 't3.new.legal': '-4', 't9.x.y': '1' }),
      [
        'figure-unknown t9.x.y',
        'figure-missing t3.new.natural',
        'figure-negative t3.new.legal',
        'field-unknown text:nowhere',
      ],
    ],
  ])('%s', (_, slice, problems) => {
    expect(codes(slice)).toEqual(problems)
  })

  it('of nothing to report needs no cell filled, and no cell may contradict it', () => {
    const nil: TypedSlice = { nil: true, figures: {}, texts: {}, justifications: {} }
    expect(readSlice(compiled, [], nil)).toMatchObject({ problems: [], figures: { 't3.new.total': '0' } })
    expect(codes({ ...nil, figures: { 't3.new.natural': '3' } })).toEqual(['field-malformed t3.new.natural'])
    const mayNotApply = inputCells(compiled, []).find((cell) => cell.notApplicable)!.id
    expect(codes({ ...nil, figures: { [mayNotApply]: 'n/a' } })).toEqual([])
    expect(readSlice(compiled, [], { ...nil, figures: { 't3.new.natural': '3' } }).figures['t3.new.natural']).toBe('3')
  })

  it('of the office has the texts, and says which are missing', () => {
    const rules = { 't2.rules.made': '0', 't2.rules.disclosed': '0', 't2.rules.available': '0' }
    expect(codes(typed({ texts: { overview: '一', problems: '二' } }, rules), ['office'])).toEqual([
      'text-missing text:other',
    ])
  })

  it('keeps texts in one form whatever they were typed with', () => {
    const texts = {
      overview: ' 第一行\r\n第二行\u0007 ',
      problems: 'e\u0301\ud800',
      other: '\uFEFF无\u200B\u202E',
    }
    expect(readSlice(compiled, ['office'], typed({ texts })).texts).toEqual({
      overview: '第一行\n第二行',
      problems: 'é\ufffd',
      other: '无',
    })
  })
})

describe('an explanation', () => {
  const finding = {
    severity: 'warning',
    instance: 'T2.cumulative(normative)',
    figures: 'f1',
    where: { zh: '甲', en: 'A' },
  }
  const explain = (given: { text: string; figures?: string } | undefined) => {
    const { justifications, problems } = justify([finding as Finding], given ? { [finding.instance]: given } : {})
    return [...justifications.map((j) => j.text), ...problems.map((p) => p.code)]
  }
  it.each<[string, { text: string; figures?: string } | undefined, string[]]>([
    ['stands', { text: ' 清理后补登 ' }, ['清理后补登']],
    ['stands for the figures it was written for', { text: '甲', figures: 'f1' }, ['甲']],
    ['falls when they have changed', { text: '甲', figures: 'f0' }, ['justification-missing']],
    ['is missing', undefined, ['justification-missing']],
    ['is empty', { text: ' \n' }, ['justification-missing']],
    ['is too long', { text: '甲'.repeat(1001) }, ['text-too-long']],
  ])('%s', (_, given, expected) => {
    expect(explain(given)).toEqual(expected)
  })
})

describe('at the boundaries of a slice', () => {
  const of2021 = compileDefinition(reportDefinition.parse(shippedDocument('gid-2021')))
  const noughts = (roles: string[]) => Object.fromEntries(inputCells(of2021, roles).map((cell) => [cell.id, '0']))
  const problemsOf = (texts: Record<string, string>, roles: string[] = [], nil = false) =>
    readSlice(of2021, roles, { nil, figures: noughts(roles), texts, justifications: {} }).problems.map(
      ({ code, field }) => `${code} ${field}`,
    )
  const own = { 'own:overview': '概述', 'own:problems': '问题' }

  it.each<[string, Record<string, string>, string[], boolean, string[]]>([
    ['both texts of the unit’s own report', own, [], false, []],
    ['one of blanks alone', { ...own, 'own:problems': ' \u3000' }, [], false, ['text-missing own:problems']],
    ['neither, with nothing to report', {}, [], true, []],
    [
      'of the office, what is of the whole though it has nothing to report',
      own,
      ['office'],
      true,
      ['overview', 'problems', 'other'].map((id) => `text-missing ${id}`),
    ],
    ['as long as it may be, a rare character being one', { ...own, 'own:overview': '𠮷'.repeat(3000) }, [], false, []],
    ['one longer', { ...own, 'own:overview': '字'.repeat(3001) }, [], false, ['text-too-long own:overview']],
    [
      'where nothing is set, twenty thousand',
      { ...own, overview: '一', problems: '二'.repeat(20_000), other: '三'.repeat(20_001) },
      ['office'],
      false,
      ['text-too-long other'],
    ],
    [
      'a part that is none, by the beginning of its name',
      { ...own, [`x${'y'.repeat(150)}`]: '' },
      [],
      false,
      [`field-unknown x${'y'.repeat(99)}`],
    ],
  ])('a text: %s', (_, texts, roles, nil, expected) => {
    const shown = problemsOf(texts, roles, nil).map((one) => one.replace(' text:', ' '))
    expect(shown).toEqual(expected)
  })

  it.each<[string, Record<string, string>, string[]]>([
    ['blanks, which say nothing', { 't3.new.total': ' ' }, []],
    ['right', { 't3.new.total': '0' }, []],
    ['wrong', { 't3.new.total': '9' }, ['total-differs t3.new.total']],
    ['no number', { 't3.new.total': 'abc' }, ['figure-malformed t3.new.total']],
    [
      'of what is blank, which is nobody’s word',
      { 't3.new.natural': '', 't3.new.total': '9' },
      ['figure-missing t3.new.natural'],
    ],
    [
      'a cell that is none, by the beginning of its name',
      { [`x${'y'.repeat(150)}`]: '1' },
      [`figure-unknown x${'y'.repeat(99)}`],
    ],
  ])('a total sent along: %s', (_, figures, expected) => {
    expect(codes(typed({}, figures))).toEqual(expected)
    const differs = readSlice(compiled, [], typed({}, figures)).problems.find(({ code }) => code === 'total-differs')
    if (differs) expect(differs.facts).toEqual({ sent: '9', computed: '0' })
  })

  it('is explained where it warns, in as many characters as may be', () => {
    const finding = (instance: string, severity: Finding['severity']) =>
      ({ instance, severity, figures: 'f', where: { zh: instance, en: instance } }) as Finding
    const findings = [finding('w', 'warning'), finding('b', 'blocking'), finding('i', 'info')]
    const answer = (text: string | undefined, figures?: string) => {
      const given = text === undefined ? {} : { w: { text, ...(figures !== undefined && { figures }) } }
      const { justifications, problems } = justify(findings, given as TypedSlice['justifications'])
      return [
        ...justifications.map((one) => `${one.instance} ${one.figures} ${one.text.length}`),
        ...problems.map(({ code, field, message }) => `${code} ${field} ${message.zh}`),
      ]
    }
    expect(answer('因'.repeat(longestExplanation))).toEqual([`w f ${longestExplanation}`])
    expect(answer('因'.repeat(longestExplanation + 1))).toEqual([expect.stringContaining('text-too-long why:w')])
    const [missing] = answer(undefined)
    const [fallen] = answer('因', 'other')
    expect([missing, fallen]).toEqual([
      expect.stringContaining('justification-missing why:w'),
      expect.stringContaining('justification-missing why:w'),
    ])
    expect(missing).not.toBe(fallen)
    expect(answer(' ')).toEqual([missing])
  })
})

describe("last year's report", () => {
  it('fills in what follows from it alone', () => {
    const last = {
      't3.carried-out.natural': '2',
      't2.licensing.prior': '37',
      't2.licensing.change': '-2',
      't2.normative.available': '9',
    }
    expect(suggestedFigures(compiled, [], last)).toEqual({ 't3.carried-in.natural': '2', 't2.licensing.prior': '35' })
  })
})
