import { describe, expect, test } from 'vitest'
import type { Fact, SubmissionFact } from '../../../shared/cycle/facts.ts'
import { foldCycle } from '../../../shared/cycle/fold.ts'
import { newcomersId } from '../../../shared/cycle/newcomers-id.ts'
import type { CycleState } from '../../../shared/cycle/reporting-cycle.ts'
import { delegate } from '../../../shared/draft/delegation.ts'
import type { Place } from '../../../shared/draft/sign-off.ts'
import { compileDefinition } from '../../../shared/report/cells.ts'
import { signOffRefusals } from '../../../shared/words/refusals/sign-off-refusals.ts'
import { cycleWith, definition, substitutedAt } from '../../fixtures/tongjiang-2020.ts'

const compiled = compileDefinition(definition)
const sun: Place = { stage: 'responsible-leader', seat: 'sun', person: 'sun' }
const now = '2021-01-28T03:00:00.000Z'

const substitution = substitutedAt(now)

describe('a delegation', () => {
  const asked = cycleWith({ approved: 2, facts: () => [substitution] })
  const form = { name: '梁文', address: 'liang@tongjiang.example', reason: '出差', draft: asked.draftDigest }
  // The leader of a unit whose slice was not confirmed by them has had no hand in it.
  const unconfirmed = foldCycle(asked.facts.filter((f) => !(f.kind === 'confirmation' && f.unit === 'office')))!
  const given = (more: Partial<typeof form & { title: string }>, place: Place = sun, state = asked.state) =>
    delegate({ state, compiled, place, form: { ...form, ...more }, code: undefined, now })

  test('names the person; one who is known keeps their id', () => {
    expect(given({})).toMatchObject({ delegation: { seat: 'sun', by: 'sun', to: { name: '梁文' } } })
    const known = { name: '同江市政府办公室负责人', address: 'Office-Leader@tongjiang.example' }
    expect(given(known, sun, unconfirmed)).toMatchObject({ delegation: { to: { id: 'office-leader' } } })
    // Somebody whom the opening gave the very id that a delegate would get: their mailbox must not get the delegate's digits.
    const id = newcomersId(asked.state.opening.cycle, form.address, [])
    const planted = { ...asked.state.opening.office[0]!, id, address: 'x@tongjiang.example' }
    const state = { ...asked.state, opening: { ...asked.state.opening, office: [planted] } }
    expect(given({})).toMatchObject({ delegation: { to: { id } } })
    const other = newcomersId(asked.state.opening.cycle, form.address, [planted])
    expect(given({}, sun, state)).toMatchObject({ delegation: { to: { id: other } } })
  })

  test('says of a seat that was given away that whoever has it since names the deputy', () => {
    const to = { id: 'xin', name: '新任', address: 'xin@tongjiang.example' }
    const given = { ...{ stage: 'responsible-leader', seat: 'sun', round: 0 }, to, consent: { proposal: 1, by: 'm' } }
    const frame = { kind: 'act', cycle: asked.state.opening.cycle, n: 1, id: 'a', at: now, by: 'feng', reason: '调离' }
    const since = cycleWith({ approved: 2, facts: () => [{ ...frame, act: 'reassign', ...given } as Fact] })
    const named = (place: Place, state: CycleState) =>
      delegate({ state, compiled, place, form: { ...form, draft: since.draftDigest }, code: undefined, now })
    expect(named({ ...sun, person: 'xin' }, since.state)).toMatchObject({ delegation: { by: 'xin', reassigned: true } })
    expect(named(sun, asked.state)).toEqual({ delegation: expect.not.objectContaining({ reassigned: true }) })
  })

  test('to oneself is refused as that, not as a seat that is taken', () => {
    const holder = asked.state.opening.route.flatMap(({ approvers }) => approvers).find(({ id }) => id === 'sun')!
    expect(given({ name: holder.name, address: holder.address })).toMatchObject({
      problems: [{ code: 'person-not-distinct', message: signOffRefusals.delegateSelf }],
    })
  })

  test.each<[string, Partial<typeof form & { title: string }>, Place, string[]]>([
    [
      'nothing given',
      { name: '', address: '', reason: '', draft: '' },
      sun,
      ['field-missing', 'field-missing', 'field-malformed', 'reason-missing'],
    ],
    ['two addresses', { address: 'a@b.cn, c@d.cn' }, sun, ['field-malformed']],
    ['oneself', { address: 'sun@tongjiang.example' }, sun, ['person-not-distinct']],
    ['who has signed', { name: '周敏', address: 'zhou@tongjiang.example' }, sun, ['person-not-distinct']],
    [
      'who sent a slice',
      { name: '同江市公安局经办', address: 'police-clerk@tongjiang.example' },
      sun,
      ['person-not-distinct'],
    ],
    [
      'who has a seat at a later stage',
      { name: '郑国强', address: 'zheng@tongjiang.example' },
      sun,
      ['person-not-distinct'],
    ],
    ['another name for a registered address', { address: 'zheng@tongjiang.example' }, sun, ['person-not-distinct']],
    ['a name that turns the direction of writing', { name: '梁\u202E文' }, sun, ['field-malformed']],
    ['a reason with a control character', { reason: '出差\u0007' }, sun, ['field-malformed']],
    ['by a substitute', {}, { ...sun, person: 'he' }, ['person-refused']],
    ['a draft that is not the one', { draft: 'd'.repeat(64) }, sun, ['draft-changed']],
    ['a name without end', { name: '梁'.repeat(61) }, sun, ['field-missing']],
    ['a reason without end', { reason: '出'.repeat(2001) }, sun, ['text-too-long']],
    ['a post without end', { title: '长'.repeat(61) }, sun, ['text-too-long']],
    ['a post that turns the direction of writing', { title: '局\u202E长' }, sun, ['field-malformed']],
    [
      'another way to write a mailbox of who filled in',
      { name: '外人', address: 'police-clerk+1@tongjiang.example' },
      sun,
      ['person-not-distinct'],
    ],
    ['another name for one who may sign', { address: 'office-leader@tongjiang.example' }, sun, ['person-not-distinct']],
    ['blanks', { name: ' ', reason: ' ' }, sun, ['field-missing', 'reason-missing']],
    ['what nobody sees', { name: '\u200D', reason: '\u200B' }, sun, ['field-missing', 'reason-missing']],
  ])('is refused: %s', (_, more, place, expected) => {
    const answer = given(more, place, unconfirmed)
    expect('problems' in answer && answer.problems.map(({ code }) => code)).toEqual(expected)
  })

  test('as long as may be, without blanks around, with the post or without', () => {
    const more = { name: ` ${'梁'.repeat(60)} `, title: ` ${'长'.repeat(60)} `, reason: ` ${'出'.repeat(2000)} ` }
    const to = { name: '梁'.repeat(60), title: '长'.repeat(60), address: form.address }
    expect(given(more)).toMatchObject({ delegation: { to, reason: '出'.repeat(2000) } })
    const plain = given({})
    expect('delegation' in plain && Object.keys(plain.delegation.to)).toEqual(['id', 'name', 'address'])
  })

  test('needs the digits, a seat that is asked, and none that has decided', () => {
    const code = { code: 'code-wrong', field: 'code', message: { zh: '', en: '' } } as const
    const codes = (state: CycleState, more: Partial<Parameters<typeof delegate>[0]> = {}) => {
      const answer = delegate({ state, compiled, place: sun, form, code: undefined, now, ...more })
      return 'problems' in answer ? answer.problems.map(({ code }) => code) : answer.delegation.to.name
    }
    expect(codes(asked.state, { code })).toEqual(['code-wrong'])
    expect(codes(asked.state, { form: {} })).toEqual([
      'field-missing',
      'field-missing',
      'field-malformed',
      'reason-missing',
    ])
    expect(codes(cycleWith({ approved: 3 }).state)).toEqual(['decision-stands'])
    expect(codes(cycleWith({ approved: 1 }).state)).toEqual(['stage-not-open'])
    // Who may not sign themselves may name somebody who may.
    const touched = { ...(asked.facts.find((f) => f.kind === 'submission') as SubmissionFact), by: 'sun' }
    const barred = foldCycle(
      asked.facts.map((f) => (f.kind === 'submission' && f.unit === touched.unit ? touched : f)),
    )!
    expect(codes(barred)).toBe('梁文')
  })
})
