import { describe, expect, test } from 'vitest'
import { readAsk } from '../../../../shared/cycle/acts/asking.ts'
import { decideAct } from '../../../../shared/cycle/acts/office-act.ts'
import { officeMatters } from '../../../../shared/cycle/clock/office-matters.ts'
import { onDay } from '../../../../shared/cycle/clock/rhythm.ts'
import type { AskFact, Fact, OfficeAct } from '../../../../shared/cycle/facts.ts'
import { foldCycle, foldUnitCycle, theCycle } from '../../../../shared/cycle/fold.ts'
import { unitState } from '../../../../shared/cycle/reporting-cycle.ts'
import { dueOf } from '../../../../shared/cycle/unit-due.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import { cycleWith, definition } from '../../../fixtures/tongjiang-2020.ts'

const cycle = 'tongjiang-2020'
const now = '2021-01-20T02:00:00.000Z'
const whole = cycleWith({ approved: 0 })
const opened = whole.facts.filter(({ kind }) => kind === 'opening')
const sent = whole.facts.filter(({ kind }) => ['opening', 'submission', 'confirmation'].includes(kind))
const act = (n: number, what: OfficeAct): Fact => ({
  kind: 'act',
  cycle,
  n,
  id: `a${n}`,
  at: now,
  by: 'feng',
  reason: '对过台账',
  ...what,
})
const adjusted = act(1, { act: 'adjust', unit: 'police', cell: 't3.new.natural', from: '8', to: '7', revision: 1 })
const asked = (n: number, what: object = { ask: 'question' }): Fact =>
  ({
    kind: 'ask',
    cycle,
    unit: 'police',
    n,
    id: `q${n}`,
    at: now,
    by: 'police-clerk',
    text: '请问',
    ...what,
  }) as AskFact

const ask = (facts: readonly Fact[], typed: Record<string, string>, at = now) =>
  readAsk({
    state: foldUnitCycle(facts, 'police')!,
    definition,
    typed: { text: '台账在路上', ...typed },
    now: at,
    person: 'police-clerk',
  })
const codes = (answer: ReturnType<typeof readAsk>) =>
  'problems' in answer ? answer.problems.map(({ code, field }) => `${code} ${field}`) : answer.ask

describe('what a unit asks', () => {
  const until = dueOf(foldUnitCycle(opened, 'police')!, foldUnitCycle(opened, 'police')!.own)
  test('not by whom the office has taken off while they asked', () => {
    const contacts = [{ id: 'new', name: '何苗', address: 'he@tongjiang.example' }]
    const off = act(1, { act: 'contacts', unit: 'police', contacts })
    expect(codes(ask([...opened, off], { ask: 'question' }))).toEqual(['person-refused ask'])
  })
  test('not for longer than a year once the legal date is over', () => {
    const at = '2021-02-21T02:00:00.000Z'
    expect(codes(ask(opened, { ask: 'time', until: '2022-02-22' }, at))).toMatchObject({ until: '2022-02-22' })
    expect(codes(ask(opened, { ask: 'time', until: '9999-12-31' }, at))).toEqual(['date-too-late until'])
  })
  test.each<[string, readonly Fact[], Record<string, string>, unknown]>([
    ['a question', opened, { ask: 'question' }, { ask: 'question', n: 1, unit: 'police', text: '台账在路上' }],
    ['a question once it has filed', sent, { ask: 'question' }, { ask: 'question' }],
    ['the next question', [...opened, asked(1)], { ask: 'question' }, { n: 2 }],
    ['more time', opened, { ask: 'time', until: '2021-02-10' }, { ask: 'time', until: '2021-02-10' }],
    ['an objection', [...sent, adjusted], { ask: 'objection', act: '1' }, { ask: 'objection', act: 1 }],
    ['nothing chosen', opened, {}, ['choice-missing ask']],
    ['no words', opened, { ask: 'question', text: ' ' }, ['field-missing text']],
    ['too many words', opened, { ask: 'question', text: '问'.repeat(501) }, ['text-too-long text']],
    ['what nobody sees', opened, { ask: 'question', text: '\u2060' }, ['field-missing text']],
    ['hidden characters', opened, { ask: 'question', text: 'a\u202eb' }, ['field-malformed text']],
    ['no date', opened, { ask: 'time' }, ['field-missing until']],
    ['no date at all', opened, { ask: 'time', until: '过几天' }, ['field-malformed until']],
    ['a date that is past', opened, { ask: 'time', until: '2021-01-04' }, ['field-malformed until']],
    ['the date it has', opened, { ask: 'time', until }, ['field-malformed until']],
    ['a date after the legal one', opened, { ask: 'time', until: '2021-12-01' }, ['date-too-late until']],
    ['more time when it has filed', sent, { ask: 'time', until: '2021-02-10' }, ['act-refused ask']],
    [
      'more time twice',
      [...opened, asked(1, { ask: 'time', until: '2021-02-09' })],
      { ask: 'time', until: '2021-02-10' },
      ['act-refused ask'],
    ],
    ['an objection to nothing', sent, { ask: 'objection', act: '1' }, ['act-refused act']],
    [
      'an objection to what is not its own',
      [...sent, act(1, { act: 'adjust', unit: 'finance', cell: 't3.new.natural', from: '8', to: '7', revision: 1 })],
      { ask: 'objection', act: '1' },
      ['act-refused act'],
    ],
    [
      'an objection twice',
      [...sent, adjusted, asked(1, { ask: 'objection', act: 1 })],
      { ask: 'objection', act: '1' },
      ['act-refused act'],
    ],
    [
      'a sixth while five are open',
      [...opened, ...[1, 2, 3, 4, 5].map((n) => asked(n))],
      { ask: 'question' },
      ['act-refused ask'],
    ],
  ])('%s', (_, facts, typed, expected) => {
    const answer = codes(ask(facts, typed))
    if (Array.isArray(expected)) expect(answer).toEqual(expected)
    else expect(answer).toMatchObject(expected as object)
  })

  test('sent twice is asked once', () => {
    const first = ask(opened, { ask: 'question', after: '0' })
    if (!('ask' in first)) throw new Error('refused')
    expect(ask([...opened, first.ask], { ask: 'question', after: '0' })).toEqual(first)
  })
})

describe('the office', () => {
  const compiled = compileDefinition(definition)
  const time = asked(1, { ask: 'time', until: '2021-02-10' })
  const decide = (facts: readonly Fact[], typed: Record<string, string>) => {
    const answer = decideAct({
      state: foldCycle(facts)!,
      compiled,
      typed: { unit: 'police', ...typed },
      now,
      person: 'feng',
    })
    return 'act' in answer
      ? answer.act
      : 'problems' in answer
        ? answer.problems.map(({ code, field }) => `${code} ${field}`)
        : answer
  }
  const matters = (facts: readonly Fact[]) =>
    officeMatters(onDay({ state: theCycle(facts), definition }, '2021-01-20')).filter(
      ({ matter }) => matter === 'asked',
    )

  test.each<[string, readonly Fact[], Record<string, string>, unknown]>([
    [
      'grants the time',
      [...opened, time],
      { act: 'extend', ask: '1', until: '2021-02-08', reason: '同意' },
      { act: 'extend', until: '2021-02-08', ask: 1 },
    ],
    [
      'refuses it with a word',
      [...opened, time],
      { act: 'answer', ask: '1', reason: '省里要数' },
      { act: 'answer', ask: 1, reason: '省里要数' },
    ],
    ['refuses without a word: not so', [...opened, time], { act: 'answer', ask: '1' }, ['reason-missing reason']],
    ['answers what nobody asked: not so', opened, { act: 'answer', ask: '1', reason: '好' }, ['act-refused ask']],
    [
      'answers twice: not so',
      [...opened, time, act(1, { act: 'answer', unit: 'police', ask: 1 })],
      { act: 'answer', ask: '1', reason: '好', after: '1' },
      ['act-refused ask'],
    ],
    [
      'grants time for a question: not so',
      [...opened, asked(1)],
      { act: 'extend', ask: '1', until: '2021-02-08', reason: '好' },
      ['act-refused ask'],
    ],
  ])('%s', (_, facts, typed, expected) => {
    const answer = decide(facts, typed)
    if (Array.isArray(expected)) expect(answer).toEqual(expected)
    else expect(answer).toMatchObject(expected as object)
  })

  test('has it on its list until it is answered', () => {
    expect(matters([...opened, time])).toMatchObject([
      { matter: 'asked', unit: 'police', n: 1, ask: 'time', until: '2021-02-10' },
    ])
    expect(matters([...opened, time, act(1, { act: 'answer', unit: 'police', ask: 1 })])).toEqual([])
    expect(matters([...opened, time, act(1, { act: 'extend', unit: 'police', until: '2021-02-10', ask: 1 })])).toEqual(
      [],
    )
  })

  test('the date it grants is the unit’s alone', () => {
    const state = foldCycle([...opened, time, act(1, { act: 'extend', unit: 'police', until: '2021-02-10', ask: 1 })])!
    const due = (id: string) => dueOf(state, unitState(state, id)!)
    expect([due('police'), due('finance') < '2021-02-10']).toEqual(['2021-02-10', true])
  })
})
