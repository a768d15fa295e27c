import { describe, expect, it } from 'vitest'
import type { CodeFact, CodeTryFact, CodeUseFact, LinkFact } from '../../../../shared/cycle/facts/link-facts.ts'
import type { SendingFact } from '../../../../shared/cycle/facts/mail-facts.ts'
import {
  aboutKey,
  type CodeMatter,
  codeAsked,
  codeFacts,
  codeMail,
  digitsOf,
  isAskedOut,
  isLocked,
  matterOf,
  mostTries,
  mostWrong,
  nextTry,
  readCode,
  type TypedCode,
} from '../../../../shared/cycle/links/codes.ts'
import { decisionCode } from '../../../../shared/cycle/links/signed-link.ts'
import { mailKey } from '../../../../shared/cycle/mail-duty.ts'
import { proposalOf } from '../../../../shared/cycle/proposal.ts'
import type { ReportDefinition } from '../../../../shared/report/report-definition.ts'
import { definition, stateOf } from '../two-of-each.ts'

const secret = { id: 'k1', secret: new Uint8Array(32).fill(3) }
const about = ['2', 'draft']
const link: LinkFact = {
  kind: 'link',
  cycle: 'c',
  purpose: 'sign-off',
  subject: 'head/sun',
  person: 'sun',
  generation: 1,
  kid: 'k1',
  hash: 'a'.repeat(64),
  codeHash: 'b'.repeat(64),
  issued: '2021-02-01T00:00:00.000Z',
  expires: '2021-03-01T00:00:00.000Z',
}
const asked = (n: number, at: string): CodeFact => {
  const expires = new Date(Date.parse(at) + 600_000).toISOString()
  return { kind: 'code', cycle: 'c', link: link.hash, about: aboutKey(about), n, at, expires }
}
const use = (n: number, what: string): CodeUseFact => {
  return { kind: 'code-use', cycle: 'c', link: link.hash, about: aboutKey(about), n, use: what, at: now }
}
const tried = (n: number, right?: string): CodeTryFact => {
  return { kind: 'code-try', cycle: 'c', link: link.hash, about: aboutKey(about), n, ...(right && { right }), at: now }
}
const now = '2021-02-02T08:09:59.999Z'
const first = asked(1, '2021-02-02T08:00:00.000Z')
const second = asked(2, '2021-02-02T08:05:00.000Z')
const codesWith = (codes: { asked?: CodeFact[]; tries?: CodeTryFact[]; uses?: CodeUseFact[] }) => ({
  asked: [],
  tries: [],
  uses: [],
  ...codes,
})

describe('six digits', () => {
  const printed = decisionCode(secret, link, about)
  const digits = (code: CodeFact) => digitsOf(secret, link, about, code)
  const fresh: CodeMatter = { about, fresh: true }
  const usual: CodeMatter = { about, fresh: false }
  const both = { asked: [first, second] }

  it.each<[string, string, Parameters<typeof codesWith>[0], CodeMatter, TypedCode]>([
    ['printed, where those will do', printed, {}, usual, { is: 'printed' }],
    ['printed, where only fresh ones count', printed, both, fresh, { is: 'wrong' }],
    ['mailed on request', digits(first), both, fresh, { is: 'fresh', n: 1 }],
    ['mailed on request, where printed ones would do', digits(second), both, usual, { is: 'fresh', n: 2 }],
    ['of a code nobody asked for', digits(second), { asked: [first] }, fresh, { is: 'wrong' }],
    [
      'mailed and used for the same before',
      digits(first),
      { ...both, uses: [use(1, 'approve')] },
      fresh,
      { is: 'fresh', n: 1 },
    ],
    [
      'mailed and used for something else',
      digits(first),
      { ...both, uses: [use(1, 'delegate')] },
      fresh,
      { is: 'spent' },
    ],
    [
      'mailed, while another was used',
      digits(first),
      { ...both, uses: [use(2, 'delegate')] },
      fresh,
      { is: 'fresh', n: 1 },
    ],
    ['of another draft', digits(first), both, { about: ['3', 'draft'], fresh: true }, { is: 'wrong' }],
    ['empty', '', both, fresh, { is: 'wrong' }],
  ])('%s', (_, typed, codes, matter, reading) => {
    expect(readCode(typed, codesWith(codes), link, matter, { ring: [secret], now, use: 'approve' })).toEqual(reading)
  })

  it('mailed are good for ten minutes to the millisecond', () => {
    const at = (time: string) =>
      readCode(digits(first), codesWith(both), link, fresh, { ring: [secret], now: time, use: 'x' }).is
    expect([at('2021-02-02T08:09:59.999Z'), at('2021-02-02T08:10:00.000Z')]).toEqual(['fresh', 'spent'])
  })

  it('mailed belong to the one link they were asked for on', () => {
    const other = { ...link, hash: 'c'.repeat(64), generation: 2 }
    const state = codesWith({ asked: [first, { ...first, link: other.hash }] })
    expect(readCode(digits(first), state, other, fresh, { ring: [secret], now, use: 'x' })).toEqual({ is: 'wrong' })
  })

  it('asked for twice in a minute are the same, later others, and not without end', () => {
    const next = (codes: Parameters<typeof codesWith>[0], time: string) =>
      codeAsked(codesWith(codes), link, about, time)
    expect(next({}, first.at)).toEqual(first)
    expect(next({ asked: [first] }, '2021-02-02T08:00:59.999Z')).toEqual(first)
    expect(next({ asked: [first] }, '2021-02-02T08:01:00.000Z')?.n).toBe(2)
    expect(next({ asked: [first], uses: [use(1, 'x')] }, '2021-02-02T08:00:10.000Z')?.n).toBe(2)
    expect(next({ asked: [second, first] }, second.at)).toEqual(second)
    expect(next({ asked: Array.from({ length: 19 }, (_, n) => asked(n + 1, first.at)) }, now)?.n).toBe(20)
    expect(next({ asked: Array.from({ length: 20 }, (_, n) => asked(n + 1, first.at)) }, now)).toBeUndefined()
  })
})

const times = (n: number, changed: Partial<CodeFact> = {}): CodeFact[] =>
  Array.from({ length: n }, (_, before) => ({ ...asked(before + 1, first.at), ...changed }))

it.each<[string, CodeFact[], string, boolean]>([
  ['nothing', [], now, false],
  ['one fewer', times(19), '2021-02-02T09:00:00.000Z', false],
  ['the last, while its digits still count', times(20), '2021-02-02T08:09:59.999Z', false],
  ['the last', times(20), '2021-02-02T08:10:00.000Z', true],
  ['the last of another matter', times(20, { about: 'x' }), '2021-02-02T08:10:00.000Z', true],
  ['as many of two matters', [...times(10), ...times(10, { about: 'x' })], '2021-02-02T08:10:00.000Z', false],
  ['that of another link', times(20, { link: 'c'.repeat(64) }), '2021-02-02T08:10:00.000Z', false],
])('a link has no more digits to give when it was asked for %s', (_, codes, time, expected) => {
  expect(isAskedOut(codesWith({ asked: codes }), link, time, [])).toBe(expected)
})

it('a link whose digits did not leave still has some to give, as whoever asks is mailed some', () => {
  const codes = codesWith({ asked: times(20) })
  const tried = (n: number): SendingFact => ({
    ...{ kind: 'sending', cycle: link.cycle, duty: mailKey(codeMail(asked(n, first.at))), n: 1, at: first.at },
    failed: true,
  })
  const late = '2021-02-02T12:00:00.000Z'
  expect(isAskedOut(codes, link, late, [tried(7)])).toBe(false)
  expect(codeAsked(codes, link, about, late, [tried(7)])?.n).toBe(21)
})

// An act of the office not yet proposed is a matter of its own, and there is no end of acts.
describe('digits asked for on a link, whatever they are about,', () => {
  const spread = (n: number, at: string) =>
    Array.from({ length: n }, (_, i): CodeFact => ({ ...asked(1, at), about: `other${i}` }))
  const next = (codes: Parameters<typeof codesWith>[0]) => codeAsked(codesWith(codes), link, about, now)
  const hourAgo = new Date(Date.parse(now) - 60 * 60_000).toISOString()
  it.each<[string, Parameters<typeof codesWith>[0], boolean]>([
    ['are thirty in an hour', { asked: spread(30, now) }, false],
    ['may be one fewer', { asked: spread(29, now) }, true],
    ['and as many an hour ago', { asked: spread(30, hourAgo) }, true],
    ['do not count once used', { asked: spread(30, now), uses: [{ ...use(1, 'x'), about: 'other7' }] }, true],
    ['nor on another link', { asked: spread(30, now).map((one) => ({ ...one, link: 'c'.repeat(64) })) }, true],
  ])('%s', (_, codes, may) => expect(next(codes) !== undefined).toBe(may))
})

// A relay that is down for an hour must not leave an approver without digits when it is back.
describe('digits whose mail did not leave', () => {
  const twenty = Array.from({ length: 20 }, (_, n) => asked(n + 1, first.at))
  const spread = Array.from({ length: 30 }, (_, i): CodeFact => ({ ...asked(1, now), about: `other${i}` }))
  const sending = (code: CodeFact, n = 1): SendingFact => {
    return { kind: 'sending', cycle: 'c', duty: mailKey(codeMail(code)), n, at: code.at }
  }
  const failed = (code: CodeFact, n = 1): SendingFact => ({ ...sending(code, n), failed: true })
  const unsent = (codes: readonly CodeFact[]) => codes.flatMap((code) => [sending(code), failed(code)])
  const nextOf = (codes: CodeFact[], tries: SendingFact[]) =>
    codeAsked(codesWith({ asked: codes }), link, about, now, tries)?.n
  it.each<[string, CodeFact[], SendingFact[], number | undefined]>([
    ['do not count among the twenty, and keep their numbers', twenty, unsent(twenty), 21],
    ['nor does one of them', twenty, unsent(twenty.slice(4, 5)), 21],
    [
      'count once they left at a later try',
      twenty,
      [...unsent(twenty.slice(4, 5)), sending(asked(5, now), 2)],
      undefined,
    ],
    [
      'do not count when that failed too',
      twenty,
      [...unsent([asked(5, now)]), ...[sending, failed].map((of) => of(asked(5, now), 2))],
      21,
    ],
    ['count where nobody knows', twenty, twenty.map((code) => sending(code)), undefined],
    ['do not count among the thirty of an hour', spread, unsent(spread.slice(7, 8)), 1],
    ['are others than those that left', spread, unsent([asked(2, now)]), undefined],
  ])('%s', (_, codes, tries, n) => expect(nextOf(codes, tries)).toBe(n))
})

describe('tries', () => {
  it('are counted on a link and what it decides, twenty in all', () => {
    const tries = Array.from({ length: mostTries }, (_, n) => tried(n + 1))
    expect(isLocked(codesWith({ tries }), link, about)).toBe(true)
    expect(isLocked(codesWith({ tries: tries.slice(1) }), link, about)).toBe(false)
    expect(isLocked(codesWith({ tries }), link, ['3', 'draft'])).toBe(false)
    expect(isLocked(codesWith({ tries }), { ...link, hash: 'c'.repeat(64) }, about)).toBe(false)
  })

  // Each act of the office is a matter of its own: whoever has its link alone could vary the act without end.
  it('that were wrong are counted on the link, whatever they were about', () => {
    const spread = (n: number, right?: string) =>
      Array.from({ length: n }, (_, i) => ({ ...tried(1, right), about: `other${i}` }))
    expect(isLocked(codesWith({ tries: spread(mostWrong) }), link, about)).toBe(true)
    expect(isLocked(codesWith({ tries: spread(mostWrong - 1) }), link, about)).toBe(false)
    expect(isLocked(codesWith({ tries: spread(mostWrong, 'approve') }), link, about)).toBe(false)
    expect(isLocked(codesWith({ tries: spread(mostWrong) }), { ...link, hash: 'c'.repeat(64) }, about)).toBe(false)
  })

  it('with right digits for the same thing are one', () => {
    const state = codesWith({ tries: [tried(3), tried(1), tried(2, 'approve')] })
    expect(nextTry(state, link, about, 'approve')).toBe(2)
    expect(nextTry(state, link, about, 'return')).toBe(4)
    expect(nextTry(state, link, about, undefined)).toBe(4)
    expect(nextTry(codesWith({}), link, about, undefined)).toBe(1)
  })
})

describe('what a link decides', () => {
  const [one, other] = definition.signOff.stages
  const stages = [{ ...one, indispensable: true }, other]
  const mixed = { ...definition, signOff: { ...definition.signOff, stages } } as ReportDefinition
  const proposed = proposalOf(stateOf([]), { id: 'p', act: { act: 'gap' }, reason: 'r', by: 'officer', now })
  it.each<[string, LinkFact['purpose'], string, boolean | undefined]>([
    ['an indispensable stage, with digits of the moment', 'sign-off', 'first/f1', true],
    ['another stage, with printed ones too', 'sign-off', 'second/s1', false],
    ['a proposal, with digits of the moment', 'consent', '1', true],
    ['a confirmation, with printed ones too', 'confirmation', 'a', false],
    ['nothing: a form', 'slice', 'a', undefined],
    ['nothing: no such proposal', 'consent', '2', undefined],
  ])('%s', (_, purpose, subject, fresh) => {
    expect(matterOf(stateOf([proposed]), mixed, { ...link, purpose, subject })?.fresh).toBe(fresh)
  })

  it('is named by its newest revision, or the draft', () => {
    const aboutOf = (purpose: LinkFact['purpose'], subject: string) =>
      matterOf(stateOf([]), mixed, { ...link, purpose, subject })?.about
    expect([aboutOf('confirmation', 'a'), aboutOf('sign-off', 'first/f1')]).toEqual([
      ['2', 'a2'],
      ['2', 'draft2'],
    ])
  })
})

it('the facts of digits are told apart', () => {
  const facts = [tried(1), use(1, 'x'), first, link]
  expect(codeFacts(facts)).toEqual({ asked: [first], tries: [tried(1)], uses: [use(1, 'x')] })
})
