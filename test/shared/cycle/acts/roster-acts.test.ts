import { describe, expect, test } from 'vitest'
import type { Typed } from '../../../../shared/cycle/acts/act-input.ts'
import { decideAct } from '../../../../shared/cycle/acts/office-act.ts'
import { boardOf } from '../../../../shared/cycle/board/board.ts'
import { whatIsDue } from '../../../../shared/cycle/clock/due.ts'
import { draftIsStale, gapsAreDue, isOutgrown, outcomeOfWait } from '../../../../shared/cycle/draft-standing.ts'
import { duties } from '../../../../shared/cycle/duty.ts'
import type { Fact, OfficeAct, Unit } from '../../../../shared/cycle/facts.ts'
import { foldCycle } from '../../../../shared/cycle/fold.ts'
import { holdsLink } from '../../../../shared/cycle/links/link-standing.ts'
import { newcomersId } from '../../../../shared/cycle/newcomers-id.ts'
import { missingUnits, openRound } from '../../../../shared/cycle/reporting-cycle.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import { cycleWith, definition } from '../../../fixtures/tongjiang-2020.ts'

const compiled = compileDefinition(definition)
const cycle = 'tongjiang-2020'
const now = '2021-01-28T02:00:00.000Z'
const accountable = { id: 'qin', name: '秦岚', address: 'qin@tongjiang.example' }
const withSecond = (fact: Fact): Fact => (fact.kind === 'opening' ? { ...fact, accountable } : fact)
const hold = (fact: Fact): Fact => (fact.kind === 'opening' ? { ...fact, policy: { missing: 'hold' } } : fact)
const gapPolicy = (fact: Fact): Fact => (fact.kind === 'opening' ? { ...fact, policy: { missing: 'gap' } } : fact)
const signing = cycleWith({ approved: 1 }).facts.map(withSecond)
const collecting = cycleWith({ missing: ['finance'] })
  .facts.filter((f) => !['draft', 'request', 'decision'].includes(f.kind))
  .map(withSecond)
  .map(hold)
let n = 0
const act = (content: OfficeAct): Fact => {
  n += 1
  return {
    kind: 'act',
    cycle,
    n,
    id: `a${n}`,
    at: '2021-01-27T00:00:00.000Z',
    by: 'feng',
    reason: '机构改革',
    ...content,
  }
}
const clerk = newcomersId(cycle, 'ji@data.example', [])
const joining: Unit = {
  id: 'data-bureau',
  name: { zh: '数据局', en: 'Data Bureau' },
  kind: 'department',
  roles: [],
  contacts: [{ id: clerk, name: '纪新', address: 'ji@data.example' }],
}
const join = () => act({ act: 'join', unit: joining.id, joining, until: '2021-02-03' })
const decideOn = (facts: readonly Fact[], typed: Typed, at = now) =>
  decideAct({ state: foldCycle(facts)!, compiled, typed: { reason: '机构改革', ...typed }, now: at, person: 'feng' })
const form = {
  act: 'join',
  'name.zh': '数据局',
  'name.en': 'Data Bureau',
  kind: 'department',
  id: 'data-bureau',
  'contacts.1.name': '纪新',
  'contacts.1.address': 'Ji@data.example',
  until: '2021-02-03',
}

const { name: fengsName, address: fengsAddress } = foldCycle(collecting)!.opening.office.find(
  ({ id }) => id === 'feng',
)!
const feng = { 'leader.name': fengsName, 'leader.address': fengsAddress }

describe('the office’s form', () => {
  test.each<[string, readonly Fact[], Typed, object]>([
    ['a unit joins', collecting, form, { act: { act: 'join', unit: 'data-bureau', joining, until: '2021-02-03' } }],
    [
      'a unit is renamed',
      collecting,
      { act: 'rename', unit: 'police', 'name.zh': '市公安局' },
      { act: { act: 'rename', unit: 'police', name: { zh: '市公安局', en: '市公安局' } } },
    ],
    ['hold turns to gap, by two', collecting, { act: 'gap' }, { proposal: { act: { act: 'gap' }, by: 'feng' } }],
  ])('%s', (_, facts, typed, answer) => {
    expect(decideOn(facts, typed)).toMatchObject(answer)
  })

  test('a unit leaves; one that is late leaves by two', () => {
    const before = decideOn(collecting, { act: 'leave', unit: 'finance' }, '2021-01-20T02:00:00.000Z')
    expect(before).toMatchObject({ act: { act: 'leave', unit: 'finance' } })
    expect(decideOn(collecting, { act: 'leave', unit: 'finance' }, '2021-02-08T02:00:00.000Z')).toMatchObject({
      proposal: { act: { act: 'leave', unit: 'finance' } },
    })
  })

  test.each<[string, Typed, string[]]>([
    ['nothing filled in', { act: 'join' }, ['name.zh', 'kind', 'id', 'contacts.1.name', 'until']],
    ['a name that is taken', { ...form, 'name.zh': '同江市公安局' }, ['name.zh']],
    ['a code that is taken', { ...form, id: 'police' }, ['id']],
    ['a date that is over', { ...form, until: '2021-01-02' }, ['until']],
    ['who signs fills in', { ...form, 'contacts.1.name': '白雪松', 'contacts.1.address': 'approver' }, ['contacts']],
    [
      'who fills in confirms',
      { ...form, 'leader.name': '纪新', 'leader.address': 'ji@data.example' },
      ['leader.address'],
    ],
    ['who lets it join confirms', { ...form, ...feng }, ['leader.address']],
    ['renamed to what it is called', { act: 'rename', unit: 'police', 'name.zh': 'own' }, ['name.zh']],
    ['renamed to another’s name', { act: 'rename', unit: 'police', 'name.zh': 'other' }, ['name.zh']],
    ['a unit nobody knows', { act: 'leave', unit: 'nobody' }, ['unit']],
    ['the one unit with parts of its own', { act: 'leave', unit: 'office' }, ['unit']],
  ])('refuses %s', (_, typed, fields) => {
    const state = foldCycle(collecting)!
    const approver = state.opening.route[0]!.approvers[0]!
    const [own, other] = ['police', 'finance'].map((id) => state.units.find(({ unit }) => unit.id === id)!.unit.name)
    const named: Record<string, string> = { own: own!.zh, other: other!.zh, 同江市公安局: own!.zh }
    const zh = named[typed['name.zh'] ?? ''] ?? typed['name.zh']
    const given = {
      ...typed,
      ...(zh !== undefined && { 'name.zh': zh }),
      ...(typed['name.zh'] === 'own' && { 'name.en': own!.en }),
      ...(typed['contacts.1.address'] === 'approver' && {
        'contacts.1.name': approver.name,
        'contacts.1.address': approver.address,
      }),
    }
    const answer = decideOn(collecting, given)
    expect('problems' in answer && answer.problems.map(({ field }) => field)).toEqual(fields)
  })

  test('a cycle that goes on anyway needs no act for it', () => {
    const answer = decideOn(collecting.map(gapPolicy), { act: 'gap' })
    expect('problems' in answer && answer.problems.map(({ code }) => code)).toEqual(['act-refused'])
  })
})

describe('what stands then', () => {
  test('who joined is in the roster, owes its slice until the day it was given, and holds a link', () => {
    const state = foldCycle([...collecting, join()])!
    expect(missingUnits(state, definition).map(({ unit }) => unit.id)).toEqual(['finance', 'data-bureau'])
    expect(duties({ state, definition }).find((duty) => duty.person.id === clerk)).toMatchObject({
      what: 'submit',
      since: '2021-01-27T00:00:00.000Z',
      due: '2021-02-03',
    })
    expect(holdsLink(state, definition, { purpose: 'slice', subject: 'data-bureau', person: clerk })).toBe(true)
  })

  test('a name is the new one wherever the unit is named', () => {
    const state = foldCycle([...collecting, act({ act: 'rename', unit: 'police', name: { zh: '市公安局', en: 'x' } })])!
    expect(state.units.find(({ unit }) => unit.id === 'police')!.unit.name.zh).toBe('市公安局')
    expect(boardOf({ state, definition }, now, 'zh').units.map(({ name }) => name.zh)).toContain('市公安局')
  })

  test('who left is not waited for, and what it filed counts no more', () => {
    const state = foldCycle([...collecting, act({ act: 'leave', unit: 'finance' })])!
    expect(missingUnits(state, definition)).toEqual([])
    expect(boardOf({ state, definition }, now, 'zh').units.find(({ id }) => id === 'finance')).toMatchObject({
      standing: 'exempt',
      left: true,
    })
    expect(boardOf({ state, definition }, now, 'zh')).toMatchObject({
      total: state.units.length - 1,
      counts: { exempt: 0 },
    })
  })

  test('the missing are waited for under hold, and after the act they are gaps once their time is over', () => {
    const lapse: Fact = { kind: 'lapse', cycle, what: 'submissions', round: 1, at: now, missing: ['finance'] }
    const held = foldCycle([...collecting, lapse])!
    expect([gapsAreDue(held), outcomeOfWait(held, definition, 'submissions')]).toEqual([false, undefined])
    const goesOn = foldCycle([...collecting, lapse, act({ act: 'gap' })])!
    expect([gapsAreDue(goesOn), outcomeOfWait(goesOn, definition, 'submissions')]).toEqual([true, 'complete'])
    const known: Fact = { ...lapse, acts: 0 }
    const given = foldCycle([
      ...collecting,
      known,
      act({ act: 'extend', unit: 'finance', until: '2021-02-08' }),
      act({ act: 'gap' }),
    ])!
    expect(outcomeOfWait(given, definition, 'submissions')).toBeUndefined()
    const tooEarly = foldCycle([...collecting, act({ act: 'gap' })])!
    expect(outcomeOfWait(tooEarly, definition, 'submissions')).toBeUndefined()
  })
})

describe('a draft that is being signed names its roster', () => {
  test.each<[string, () => Fact]>([
    ['a unit joined', join],
    ['a unit left', () => act({ act: 'leave', unit: 'police' })],
    ['a unit has another name', () => act({ act: 'rename', unit: 'police', name: { zh: '市公安局', en: 'x' } })],
  ])('%s: it is stale, and is asked for no more', (_, made) => {
    const state = foldCycle([...signing, made()])!
    expect(draftIsStale(state, definition, openRound(state)!)).toBe(true)
    expect(outcomeOfWait(state, definition, 'sign-off')).toBe('changed')
  })

  test('who joined is waited for before the next draft, nobody is pressed to sign the old one, and its time runs', () => {
    const state = foldCycle([...signing.map(gapPolicy), join()])!
    const round = openRound(state)!
    expect(isOutgrown(state, definition, round)).toBe(true)
    expect(outcomeOfWait(state, definition, 'submissions')).toBeUndefined()
    expect(duties({ state, definition }).map(({ what }) => what)).toEqual(['submit'])
    const lapses = (at: string) => whatIsDue({ state, definition }, at).filter((due) => due.act === 'lapse')
    expect(lapses('2021-02-04T02:00:00.000Z')).toEqual([])
    expect(lapses('2021-02-09T02:00:00.000Z')).toMatchObject([{ fact: { round: 2, missing: ['data-bureau'] } }])
  })

  test('it is complete once who joined has filed', () => {
    const filed: Fact = {
      kind: 'submission',
      cycle,
      unit: 'data-bureau',
      revision: 1,
      digest: 'd',
      at: now,
      by: clerk,
      channel: 'form',
      nil: true,
    }
    const state = foldCycle([...signing, join(), filed])!
    expect(isOutgrown(state, definition, openRound(state)!)).toBe(false)
    expect(outcomeOfWait(state, definition, 'submissions')).toBe('complete')
  })
})
