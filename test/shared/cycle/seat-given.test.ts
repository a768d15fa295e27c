import { describe, expect, test } from 'vitest'
import { factKey } from '../../../shared/cycle/fact-key.ts'
import type { DecisionFact } from '../../../shared/cycle/facts/draft-facts.ts'
import type { OfficeAct, OfficeActFact } from '../../../shared/cycle/facts.ts'
import { givenBy, isPassedOver } from '../../../shared/cycle/seat-given.ts'
import { stageStandings } from '../../../shared/cycle/stage-standing.ts'
import { base, decision, definition, draft, person, stateOf } from './two-of-each.ts'

const act = (n: number, what: OfficeAct) =>
  ({ ...base, kind: 'act', n, id: `a${n}`, by: 'o', reason: 'r', ...what }) as OfficeActFact
const given = (n: number, round?: number, stage = 'first', seat = 'f1') =>
  act(n, { act: 'reassign', stage, seat, to: person(`n${n}`), ...(round !== undefined && { round }) })
const force = (round: number, seat = 'f1', stage = 'first') => act(3, { act: 'force', stage, round, seat })
const signed = (more: Partial<DecisionFact> = {}, round = 2) => decision(round, 'first', 'f1', more) as DecisionFact
const returned: Partial<DecisionFact> = { choice: 'return', reasons: [{ unit: 'a', text: '不符' }] }

describe('an approval beside an act that gives the seat away', () => {
  test.each<[string, OfficeActFact[], DecisionFact, boolean]>([
    ['nothing was done about the seat', [], signed(), false],
    ['given away in this round, unseen', [given(1, 2)], signed(), true],
    ['given away before, unseen: the act was on its way for a round', [given(1, 1)], signed(), true],
    ['given away before there was a draft', [given(1, 0)], signed(), true],
    ['it names the act', [given(1, 2)], signed({ given: 1, by: 'n1' }), false],
    ['given away again, unseen', [given(1, 2), given(2, 2)], signed({ given: 1, by: 'n1' }), true],
    ['given back to who had it, who had signed unseen', [given(1, 2), given(2, 2)], signed(), true],
    ['given away in a later round', [given(1, 3)], signed(), false],
    ['signed by whom it was given in the round before', [given(1, 1), given(2, 2)], signed({ given: 1 }, 1), false],
    ['by an act of before they said their round', [given(1)], signed(), false],
    ['another seat', [given(1, 2, 'first', 'f2'), given(2, 2, 'second', 'f1')], signed(), false],
    ['it is a return', [given(1, 2)], signed(returned), false],
    ['passed by the office', [force(2)], signed(), true],
    ['passed in another round, seat or stage', [force(1), force(2, 'f2'), force(2, 'f1', 'second')], signed(), false],
    ['returned where the office passed it', [force(2)], signed(returned), false],
  ])('%s', (_, acts, one, isVoid) => {
    expect(isPassedOver(acts, one)).toBe(isVoid)
    expect(stateOf([...acts, one]).rounds.flatMap((round) => round.decisions)).toHaveLength(isVoid ? 0 : 1)
  })

  test('whoever has the seat now signs beside it', () => {
    const [before, after] = [signed(), signed({ given: 1, by: 'n1' })]
    expect([before, after].map(factKey)).toEqual(['decision#0002#first#f1', 'decision#0002#first#f1#0001'])
    const [, round] = stateOf([given(1, 2), before, after]).rounds
    expect(round?.decisions.map(({ by }) => by)).toEqual(['n1'])
    expect(givenBy([given(1, 2), given(2, 3)], { round: 2, stage: 'first', seat: 'f1' })).toBe(1)
  })
})

describe('an approval of an earlier draft whose parts are the same', () => {
  const earlier = (more: Partial<DecisionFact> = {}) => signed({ scope: 'first3', ...more }, 1)
  const third = draft(3, ['first3', 'second3'])
  test.each<[string, OfficeActFact[], DecisionFact[], string | undefined]>([
    ['of who holds the seat', [], [earlier()], 'f1'],
    ['of who was replaced since', [given(1, 2)], [earlier()], undefined],
    [
      'though whom the seat was given to sent a draft back',
      [given(1, 2)],
      [earlier(), signed({ ...returned, given: 1, by: 'n1' })],
      undefined,
    ],
    ['of whom it was given to', [given(1, 1)], [earlier({ given: 1, by: 'n1' })], 'n1'],
    ['of who was replaced and has it again', [given(1, 2), given(2, 2)], [earlier()], undefined],
    ['of another seat', [given(1, 2, 'first', 'f2'), given(2, 2, 'second', 'f1')], [earlier()], 'f1'],
    ['given away by an act of before they said their round', [given(1)], [earlier()], 'f1'],
  ])('stands, or does not: %s', (_, acts, decisions, by) => {
    const [stage] = stageStandings(stateOf([...acts, ...decisions, third]), definition)
    expect(stage?.seats[0]?.decision?.by).toBe(by)
    expect(stage?.seats[0]?.carried).toBe(by !== undefined)
  })
})
