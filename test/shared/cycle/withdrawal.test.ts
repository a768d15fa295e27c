import { describe, expect, test } from 'vitest'
import type { Typed } from '../../../shared/cycle/acts/act-input.ts'
import { decideAct } from '../../../shared/cycle/acts/office-act.ts'
import type { Fact, Person } from '../../../shared/cycle/facts.ts'
import { foldCycle } from '../../../shared/cycle/fold.ts'
import { officersOf } from '../../../shared/cycle/people.ts'
import { actConsentedTo } from '../../../shared/cycle/proposal.ts'
import { isClosed } from '../../../shared/cycle/reporting-cycle.ts'
import { withdrawalOf } from '../../../shared/cycle/withdrawal.ts'
import { compileDefinition } from '../../../shared/report/cells.ts'
import { cycleWith, definition } from '../../fixtures/tongjiang-2020.ts'

const compiled = compileDefinition(definition)
const now = '2021-03-01T02:00:00.000Z'
const at = '2021-02-03T08:00:00.000Z'
const cycle = 'tongjiang-2020'
const qin: Person = { id: 'qin', name: '秦岚', address: 'qin@tongjiang.example' }
const signed = cycleWith({ approved: 4 })
const facts = signed.facts.map((f): Fact => (f.kind === 'opening' ? { ...f, accountable: qin } : f))
const out = (version: number): Fact[] => [
  { kind: 'release', cycle, n: version, version, round: 1, draft: signed.draftDigest, evidence: [], at },
  { kind: 'departure', cycle, release: version, goes: true, at },
  { kind: 'publication', cycle, version, round: 1, draft: signed.draftDigest, manifest: 'm', at },
]
const police: Fact = {
  ...{ kind: 'unit-publication', cycle, unit: 'police', version: 1, revision: 1, submission: 's', manifest: 'm', at },
}
const act = (content: object, n = 1): Fact =>
  ({ kind: 'act', cycle, n, id: `a${n}`, at: now, by: 'feng', reason: '误公开了个人信息', ...content }) as Fact
const withdraw = { act: 'withdraw', reason: '误公开了个人信息' }
const decide = (given: readonly Fact[], typed: Typed) =>
  decideAct({ state: foldCycle(given)!, compiled, typed, now, person: 'feng' })

describe('withdrawing what is public', () => {
  test.each<[string, readonly Fact[], Typed, unknown]>([
    ['the report', out(1), withdraw, { proposal: { act: { act: 'withdraw', version: 1 } } }],
    ['its newest version', [...out(1), ...out(2)], withdraw, { proposal: { act: { version: 2 } } }],
    [
      'while it is being corrected',
      [...out(1), act({ act: 'correct', version: 1 })],
      withdraw,
      { proposal: { act: { version: 1 } } },
    ],
    [
      'a unit’s own report before the whole is out',
      [police],
      { ...withdraw, unit: 'police' },
      { proposal: { act: { act: 'withdraw', version: 1, unit: 'police' } } },
    ],
    ['nothing is public', [], withdraw, { problems: [{ code: 'act-refused', field: 'act' }] }],
    [
      'nothing of the unit is public',
      out(1),
      { ...withdraw, unit: 'police' },
      { problems: [{ code: 'act-refused', field: 'act' }] },
    ],
    ['no such unit', out(1), { ...withdraw, unit: 'x' }, { problems: [{ code: 'unit-unknown', field: 'unit' }] }],
    [
      'it is withdrawn already',
      [...out(1), act({ act: 'withdraw', version: 1 })],
      withdraw,
      { problems: [{ code: 'act-refused', field: 'act' }] },
    ],
    ['without a reason', out(1), { act: 'withdraw' }, { problems: [{ code: 'reason-missing', field: 'reason' }] }],
  ])('%s', (_, extra, typed, expected) => {
    expect(decide([...facts, ...extra], typed)).toMatchObject(expected as object)
  })

  test('is done once a second person consents, counts after the publication, and leaves the version what it was', () => {
    const answer = decide([...facts, ...out(1)], withdraw)
    if (!('proposal' in answer)) throw new Error('It was not proposed')
    const consent: Fact = { kind: 'consent', cycle, proposal: 1, at: now, by: 'qin', choice: 'consent' }
    const state = foldCycle([...facts, ...out(1), answer.proposal, consent])!
    const done = actConsentedTo(state, definition, state.proposals[0]!, now)!
    expect(done).toMatchObject({ act: 'withdraw', version: 1, consent: { by: 'qin' } })
    const after = foldCycle([...facts, ...out(1), answer.proposal, consent, done])!
    expect([withdrawalOf(after.acts, 1)?.reason, withdrawalOf(after.acts, 1, 'police'), isClosed(after)]).toEqual([
      '误公开了个人信息',
      undefined,
      true,
    ])
    expect(actConsentedTo(after, definition, after.proposals[0]!, now)).toBeUndefined()
  })

  test('is not done once the version has been corrected meanwhile', () => {
    const answer = decide([...facts, ...out(1)], withdraw)
    const consent: Fact = { kind: 'consent', cycle, proposal: 1, at: now, by: 'qin', choice: 'consent' }
    const fact = 'proposal' in answer ? [answer.proposal] : []
    const state = foldCycle([...facts, ...out(1), ...out(2), ...fact, consent])!
    expect(actConsentedTo(state, definition, state.proposals[0]!, now)).toBeUndefined()
  })
})

test('a person of the office is replaced after the publication too', () => {
  const replaced = act({ act: 'officer', person: 'feng', to: qin })
  expect(officersOf(foldCycle([...facts, ...out(1), replaced])!)).toEqual([qin])
})
