import { describe, expect, it } from 'vitest'
import type { Fact, OfficeAct, StrongAct } from '../../../shared/cycle/facts.ts'
import { foldCycle } from '../../../shared/cycle/fold.ts'
import { barFromSeat, barFromSigning } from '../../../shared/cycle/who-may-sign.ts'
import type { ReportDefinition } from '../../../shared/report/report-definition.ts'
import {
  act,
  actsKnown,
  base,
  decision,
  definition,
  deputy,
  draft,
  opening,
  person,
  stateOf,
  submission,
} from './two-of-each.ts'

const now = '2026-01-08T02:00:00.000Z'
const at = (who: string, stage = 'first', seat = 'f1') => ({ stage, seat, person: who })
const by = (who: string, what: OfficeAct): Fact => ({ ...act(what), by: who }) as Fact
const confirmed = (unit: string, revision: number, who: string): Fact => ({
  ...base,
  kind: 'confirmation',
  unit,
  revision,
  digest: `${unit}${revision}`,
  by: who,
  choice: 'confirm',
  attestation: { zh: '属实', en: 'true' },
})
const proposed = (who: string, what: StrongAct, n = 1, until = '2099-01-01'): Fact => ({
  ...base,
  ...{ kind: 'proposal', n, id: `p${n}`, by: who, reason: 'r', until },
  act: what,
})
const answered = (choice: 'consent' | 'decline'): Fact => ({ ...base, kind: 'consent', proposal: 1, by: 'y', choice })
const away: StrongAct = { act: 'reassign', stage: 'second', seat: 's1', to: person('n') }
const adjust = (unit: string): OfficeAct => ({ act: 'adjust', unit, cell: 'x', from: '1', to: '2', revision: 2 })

const third = [draft(3, ['first3', 'second3']), submission('b', 3)]
const through = (who: string, revision: number): Fact => ({ ...submission('a', revision), linkIssuedBy: who }) as Fact
const typedThrough = (who: string, revision: number): Fact =>
  ({ ...submission('a', revision), typedThrough: [who] }) as Fact
const word = (revision: number, choice: 'confirm' | 'return' = 'confirm'): Fact =>
  ({ ...confirmed('a', revision, 'leader'), choice }) as Fact

describe('a person is barred from signing', () => {
  // The draft of two-of-each rests on the acts up to that number: `late` is one after them.
  const late = (who: string, what: OfficeAct): Fact => ({ ...by(who, what), n: actsKnown + 1 }) as Fact
  it.each<[string, ReturnType<typeof at>, Fact[], string | undefined]>([
    ['who had no hand in it', at('f1'), [], undefined],
    ['who sent a slice of the draft', at('clerk-a'), [], 'submitted'],
    ['who sent the second of two slices', at('clerk-b'), [], 'submitted'],
    ['who sent a later revision, not of this draft', at('x'), [{ ...submission('a', 3), by: 'x' } as Fact], undefined],
    [
      'who sent an earlier revision, most of which is in this one still',
      at('x'),
      [{ ...submission('a', 1), by: 'x' } as Fact],
      'submitted',
    ],
    ['who confirmed a slice of the draft', at('x'), [confirmed('b', 2, 'x')], 'submitted'],
    ['somebody else confirmed', at('y'), [confirmed('b', 2, 'x')], undefined],
    ['who confirmed a revision before it', at('x'), [confirmed('b', 1, 'x')], undefined],
    ['who adjusted', at('x'), [by('x', adjust('a'))], 'acted'],
    ['somebody else adjusted', at('y'), [by('x', adjust('a'))], undefined],
    ['who had the link made that a slice came through', at('x'), [...third, through('x', 3)], 'submitted'],
    ['who had one made by which some of it was typed', at('x'), [...third, typedThrough('x', 3)], 'submitted'],
    [
      'whose link it was typed by, and the unit confirmed',
      at('x'),
      [...third, typedThrough('x', 3), word(3)],
      undefined,
    ],
    ['whose link it was, and somebody of the unit confirmed', at('x'), [...third, through('x', 3), word(3)], undefined],
    ['or confirmed another revision', at('x'), [...third, through('x', 3), word(2)], 'submitted'],
    ['or sent it back', at('x'), [...third, through('x', 3), word(3, 'return')], 'submitted'],
    ['who had that of an earlier revision made', at('x'), [...third, submission('a', 3), through('x', 2)], undefined],
    [
      'whose act is the last that the draft rests on',
      at('x'),
      [{ ...by('x', adjust('a')), n: actsKnown } as Fact],
      'acted',
    ],
    ['who adjusted after the draft', at('x'), [late('x', adjust('a'))], undefined],
    ['who explained', at('x'), [by('x', { act: 'justify', instance: 'i', figures: 'f' })], 'acted'],
    ['who filed nil', at('x'), [by('x', { act: 'nil', unit: 'a' })], 'acted'],
    [
      'who brought in what last year is compared with',
      at('x'),
      [by('x', { act: 'last-year', previous: 'p', files: [] })],
      'acted',
    ],
    ['who named another leader', at('x'), [by('x', { act: 'leader', unit: 'a', from: 'l', to: person('n') })], 'acted'],
    ['who exempted', at('x'), [by('x', { act: 'exempt', unit: 'a' })], 'acted'],
    ['who skipped a stage of this round', at('x'), [by('x', { act: 'skip', stage: 'first', round: 2 })], 'acted'],
    ['who skipped one of the round before', at('x'), [by('x', { act: 'skip', stage: 'first', round: 1 })], undefined],
    ['who forced', at('x'), [by('x', { act: 'force', stage: 'first', round: 2, seat: 'f2' })], 'acted'],
    [
      'who gave a seat away',
      at('x'),
      [by('x', { act: 'reassign', stage: 'second', seat: 's1', to: person('n') })],
      'acted',
    ],
    ['who proposed to skip', at('x'), [proposed('x', { act: 'skip', stage: 'first', round: 2 })], 'acted'],
    [
      'who proposed to force, and was refused',
      at('x'),
      [proposed('x', { act: 'force', stage: 'first', round: 2, seat: 'f2' }), answered('decline')],
      'acted',
    ],
    [
      'who proposed it of the round before',
      at('x'),
      [proposed('x', { act: 'skip', stage: 'first', round: 1 })],
      undefined,
    ],
    ['who proposed to give a seat away', at('x'), [proposed('x', away)], 'acted'],
    ['whose proposal of it may be answered until today', at('x'), [proposed('x', away, 1, '2026-01-08')], 'acted'],
    ['whose days for it went by unanswered', at('x'), [proposed('x', away, 1, '2026-01-07')], undefined],
    [
      'who proposed it again since',
      at('x'),
      [proposed('x', away, 1, '2026-01-07'), proposed('x', away, 2, '2026-01-09')],
      'acted',
    ],
    [
      'who proposed to skip, and nobody answered in its days',
      at('x'),
      [proposed('x', { act: 'skip', stage: 'first', round: 2 }, 1, '2026-01-07')],
      'acted',
    ],
    ['who was refused that', at('x'), [proposed('x', away), answered('decline')], undefined],
    ['somebody else proposed', at('y'), [proposed('x', away)], undefined],
    ['who proposed what no draft rests on', at('x'), [proposed('x', { act: 'gap' })], undefined],
    ['who reminded', at('x'), [by('x', { act: 'remind', units: ['a'] })], undefined],
    ['who extended', at('x'), [by('x', { act: 'extend', unit: 'a', until: '2026-01-15' })], undefined],
    ['who signed in another seat', at('d'), [decision(2, 'first', 'f2', { by: 'd' })], 'decided'],
    [
      'who signed in a seat of another stage of that name',
      at('d', 'second', 'f1'),
      [decision(2, 'first', 'f1', { by: 'd' })],
      'decided',
    ],
    ['who signed in this very seat', at('f1'), [decision(2, 'first', 'f1')], undefined],
    ['who signed the draft before', at('d'), [decision(1, 'first', 'f2', { by: 'd' })], undefined],
    [
      'whose signature of the draft before still stands',
      at('d'),
      [decision(1, 'first', 'f2', { by: 'd', scope: 'first2' })],
      'decided',
    ],
  ])('%s', (_, asked, facts, bar) => {
    expect(barFromSigning(stateOf(facts), definition, asked, now)).toBe(bar)
  })

  it('by what it acted, before there is a draft', () => {
    const skip: StrongAct = { act: 'skip', stage: 'first', round: 1 }
    const state = foldCycle([opening, by('x', adjust('a')), by('y', skip), proposed('w', skip)])!
    expect(barFromSigning(state, definition, at('x'), now)).toBe('acted')
    expect(barFromSigning(state, definition, at('y'), now)).toBeUndefined()
    expect(barFromSigning(state, definition, at('w'), now)).toBeUndefined()
    expect(barFromSigning(state, definition, at('z'), now)).toBeUndefined()
  })
})

describe('a person may not be put in a seat', () => {
  const substitutes = (facts: Fact[]) =>
    foldCycle([
      {
        ...opening,
        route: opening.route.map((stage) =>
          stage.stage === 'second' ? { ...stage, substitutes: { s2: person('stand-in') } } : stage,
        ),
      },
      ...facts,
    ])!
  it.each<[string, ReturnType<typeof at>, Fact[], string | undefined]>([
    ['a stranger', at('new'), [], undefined],
    ['who is barred from signing', at('x'), [by('x', adjust('a'))], 'acted'],
    ['who holds another seat of the stage', at('f2'), [], 'seated'],
    ['who holds a seat of that name at another stage', at('f1', 'second', 'f1'), [], 'seated'],
    ['who holds a seat of another stage', at('s1'), [], 'seated'],
    ['who holds this very seat', at('f1'), [], undefined],
    ['who is the substitute of another seat', at('stand-in'), [], 'seated'],
    ['who is the substitute of this very seat', at('stand-in', 'second', 's2'), [], undefined],
    [
      'who was given another seat',
      at('n'),
      [act({ act: 'reassign', stage: 'first', seat: 'f2', to: person('n') })],
      'seated',
    ],
    [
      'whose seat was given away',
      at('f2'),
      [act({ act: 'reassign', stage: 'first', seat: 'f2', to: person('n') })],
      undefined,
    ],
  ])('%s', (_, asked, facts, bar) => {
    expect(barFromSeat(substitutes(facts), definition, asked, now)).toBe(bar)
  })

  it.each<[string, ReturnType<typeof at>, Fact[], string | undefined]>([
    ['a deputy of another seat', at('d'), [deputy('delegation', 2, 'second', 's1', 'd')], 'seated'],
    ['a deputy of this very seat', at('d'), [deputy('delegation', 2, 'first', 'f1', 'd')], undefined],
    ['a substitute asked for another seat', at('d'), [deputy('substitution', 2, 'first', 'f2', 'd')], 'seated'],
    ['a deputy of the round before', at('d'), [deputy('delegation', 1, 'second', 's1', 'd')], undefined],
  ])('of a draft: %s', (_, asked, facts, bar) => {
    expect(barFromSeat(stateOf(facts), definition, asked, now)).toBe(bar)
  })

  it('of an indispensable stage who is, or was when it opened, of the office', () => {
    const indispensable = {
      ...definition,
      signOff: {
        ...definition.signOff,
        stages: definition.signOff.stages.map((stage) => ({ ...stage, indispensable: stage.id === 'first' })),
      },
    } as ReportDefinition
    const state = stateOf([act({ act: 'officer', person: 'officer', to: person('next') })])
    expect(barFromSeat(state, indispensable, at('officer'), now)).toBe('office')
    expect(barFromSeat(state, indispensable, at('next'), now)).toBe('office')
    expect(barFromSigning(state, indispensable, at('next'), now)).toBe('office')
    expect(barFromSeat(state, indispensable, at('new'), now)).toBeUndefined()
    expect(barFromSeat(state, indispensable, at('next', 'second', 's1'), now)).toBeUndefined()
    // Acts that name somebody, or nobody, for something else make nobody an officer.
    const others = [
      act({ act: 'officer', person: 'officer' }),
      act({ act: 'hold' }),
      act({ act: 'reassign', stage: 'first', seat: 'f1', to: person('n') }),
    ]
    expect(barFromSeat(stateOf(others), indispensable, at('n'), now)).toBeUndefined()
    const gone = { ...act({ act: 'officer', person: 'next', to: person('third') }), n: 2 } as Fact
    const after = stateOf([act({ act: 'officer', person: 'officer', to: person('next') }), gone])
    expect(barFromSeat(after, indispensable, at('next'), now)).toBe('office')
  })
})
