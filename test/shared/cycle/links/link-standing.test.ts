import { describe, expect, it } from 'vitest'
import type { LinkFact } from '../../../../shared/cycle/facts/link-facts.ts'
import type { Fact } from '../../../../shared/cycle/facts.ts'
import { foldCycle } from '../../../../shared/cycle/fold.ts'
import {
  decisionAbout,
  holdsLink,
  linkAmong,
  linkExpiry,
  linkStanding,
  throughOffice,
} from '../../../../shared/cycle/links/link-standing.ts'
import { act, base, decision, definition, deputy, opening, person, stateOf, submission } from '../two-of-each.ts'

const expires = '2026-02-01T00:00:00.000Z'
const link = (more: Partial<LinkFact> = {}): LinkFact => ({
  ...base,
  kind: 'link',
  purpose: 'slice',
  subject: 'a',
  person: 'clerk-a',
  generation: 1,
  kid: 'k1',
  hash: `hash-${more.purpose ?? 'slice'}-${more.subject ?? 'a'}-${more.person ?? 'clerk-a'}-${more.generation ?? 1}`,
  codeHash: 'code',
  issued: base.at,
  expires,
  ...more,
})
const ring = [{ id: 'k2' }, { id: 'k1' }]
const before = '2026-01-31T23:59:59.999Z'

describe('a link', () => {
  const given = link()
  const lost = [act({ act: 'contacts', unit: 'a', contacts: [person('new')] })]
  const readOut = link({ issuedBy: 'officer' })
  const gone = [act({ act: 'officer', person: 'officer', to: person('next') })]
  it.each<[string, { facts?: Fact[]; now?: string; ring?: { id: string }[]; newest?: LinkFact }, string]>([
    ['is good to its last moment', {}, 'valid'],
    ['has expired at its last moment', { now: expires }, 'link-expired'],
    ['has ended with its secret', { ring: [{ id: 'k2' }] }, 'link-expired'],
    ['is superseded by a newer generation', { newest: link({ generation: 2 }) }, 'link-superseded'],
    ['is superseded sooner than expired', { newest: link({ generation: 2 }), now: expires }, 'link-superseded'],
    ['that the office read out is good', { newest: readOut }, 'valid'],
    ['ends when who read it out leaves the office', { newest: readOut, facts: gone }, 'link-issuer-gone'],
    ['stays when another leaves', { newest: link({ issuedBy: 'next' }), facts: gone }, 'valid'],
    ['of a person who lost it is a stranger’s', { facts: lost }, 'link-unknown'],
  ])('%s', (_, { facts = [], now = before, ring: secrets = ring, newest = given }, standing) => {
    expect(
      linkStanding(
        stateOf(facts),
        definition,
        { link: newest.generation > 1 ? given : newest, newest },
        { now, ring: secrets },
      ),
    ).toBe(standing)
  })

  it('is good to the end of the legal date, but a week at least', () => {
    expect(linkExpiry(opening, '2026-01-05T01:00:00.000Z')).toBe('2026-01-20T16:00:00.000Z') // midnight in Shanghai
    expect(linkExpiry(opening, '2026-01-20T01:00:00.000Z')).toBe('2026-01-27T01:00:00.000Z')
  })

  it('says who had it read out, and nothing where nobody had', () => {
    expect(throughOffice(link({ issuedBy: 'officer' }))).toEqual({ linkIssuedBy: 'officer' })
    expect(throughOffice(link())).toStrictEqual({})
  })
})

describe('the link that a hash names', () => {
  const made = (generation: number) => link({ generation, hash: `h${generation}`, codeHash: `c${generation}` })
  const all = [made(1), made(3), made(2)]
  it.each<[string, LinkFact[], string, unknown]>([
    ['by the token', all, 'h2', { link: made(2), newest: made(3) }],
    ['by the paste code', all, 'c1', { link: made(1), newest: made(3) }],
    ['the newest itself', all, 'h3', { link: made(3), newest: made(3) }],
    ['none, for a hash of none of them', all, 'h4', undefined],
    ['none, where its holder has none', [], 'h1', undefined],
  ])('%s', (_, links, hash, expected) => {
    expect(linkAmong(links, hash)).toEqual(expected)
  })
})

/** A cycle with a leader, an accountable person and two officers. */
const proposal: Fact = {
  ...base,
  kind: 'proposal',
  n: 1,
  id: 'p1',
  by: 'officer',
  reason: '出差',
  until: '2026-01-08',
  act: { act: 'reassign', stage: 'first', seat: 'f1', to: person('officer3') },
}
const leaderOfA = act({ act: 'contacts', unit: 'a', contacts: [person('clerk-a')], leader: person('leader-a') })
const withOffice = (facts: Fact[]) => {
  const [first, ...rest] = [
    { ...opening, office: [person('officer'), person('officer2'), person('officer3')], accountable: person('boss') },
    ...facts,
  ]
  return foldCycle([first as Fact, ...(rest as Fact[])])!
}

describe('who holds a link', () => {
  it.each<[string, Pick<LinkFact, 'purpose' | 'subject' | 'person'>, Fact[], boolean]>([
    ['a contact', { purpose: 'slice', subject: 'a', person: 'clerk-a' }, [], true],
    ['another unit’s contact', { purpose: 'slice', subject: 'a', person: 'clerk-b' }, [], false],
    ['a unit there is not', { purpose: 'slice', subject: 'z', person: 'clerk-a' }, [], false],
    [
      'one contact of several',
      { purpose: 'slice', subject: 'a', person: 'clerk-a' },
      [act({ act: 'contacts', unit: 'a', contacts: [person('clerk-a'), person('colleague-a')] })],
      true,
    ],
    ['the leader of a unit there is not', { purpose: 'confirmation', subject: 'z', person: 'leader-a' }, [], false],
    ['the leader', { purpose: 'confirmation', subject: 'a', person: 'leader-a' }, [leaderOfA], true],
    ['the contact is no leader', { purpose: 'confirmation', subject: 'a', person: 'clerk-a' }, [leaderOfA], false],
    ['nobody leads', { purpose: 'confirmation', subject: 'b', person: 'leader-a' }, [leaderOfA], false],
    [
      'an approver of the route, before any draft',
      { purpose: 'sign-off', subject: 'first/f1', person: 'f1' },
      [],
      true,
    ],
    ['in another’s seat', { purpose: 'sign-off', subject: 'first/f2', person: 'f1' }, [], false],
    ['in a seat of another stage', { purpose: 'sign-off', subject: 'second/f1', person: 'f1' }, [], false],
    ['in a stage there is not', { purpose: 'sign-off', subject: 'third/f1', person: 'f1' }, [], false],
    ['a seat nobody has', { purpose: 'sign-off', subject: 'first/zz', person: 'zz' }, [], false],
    [
      'whom a seat was given to, before any draft',
      { purpose: 'sign-off', subject: 'first/f1', person: 'new2' },
      [
        act({ act: 'reassign', stage: 'first', seat: 'f1', to: person('new1') }),
        act({ act: 'reassign', stage: 'first', seat: 'f1', to: person('new2') }),
        act({ act: 'reassign', stage: 'first', seat: 'f2', to: person('new3') }),
        act({ act: 'reassign', stage: 'second', seat: 's1', to: person('new4') }),
        act({ act: 'reassign', stage: 'second', seat: 'f1', to: person('new5') }),
        act({ act: 'force', round: 1, stage: 'first', seat: 'f1' }),
      ],
      true,
    ],
    [
      'whom it was taken from',
      { purpose: 'sign-off', subject: 'first/f1', person: 'f1' },
      [act({ act: 'reassign', stage: 'first', seat: 'f1', to: person('new1') })],
      false,
    ],
    ['a second officer, of a proposal', { purpose: 'consent', subject: '1', person: 'officer2' }, [proposal], true],
    ['the accountable person, of a proposal', { purpose: 'consent', subject: '1', person: 'boss' }, [proposal], true],
    ['who proposed it', { purpose: 'consent', subject: '1', person: 'officer' }, [proposal], false],
    ['who would get the seat', { purpose: 'consent', subject: '1', person: 'officer3' }, [proposal], false],
    ['a proposal there is not', { purpose: 'consent', subject: '2', person: 'officer2' }, [proposal], false],
    ['an officer', { purpose: 'board', subject: 'office', person: 'officer' }, [], true],
    ['nobody of the office', { purpose: 'board', subject: 'office', person: 'boss' }, [], false],
    [
      'an officer who was let go',
      { purpose: 'board', subject: 'office', person: 'officer' },
      [act({ act: 'officer', person: 'officer', to: person('next') })],
      false,
    ],
    [
      'an officer’s successor',
      { purpose: 'board', subject: 'office', person: 'next' },
      [act({ act: 'officer', person: 'officer', to: person('next') })],
      true,
    ],
  ])('%s', (_, asked, facts, holds) => {
    expect(holdsLink(withOffice(facts), definition, asked)).toBe(holds)
  })

  it.each<[string, string, string, Fact[], boolean]>([
    ['an approver', 'first/f1', 'f1', [], true],
    ['an approver in the second seat', 'first/f2', 'f2', [], true],
    ['an approver of a stage that is not asked yet', 'second/s1', 's1', [], true],
    ['a deputy in the second stage', 'second/s1', 'd', [deputy('delegation', 2, 'second', 's1', 'd')], true],
    ['a deputy of this round', 'first/f1', 'd', [deputy('delegation', 2, 'first', 'f1', 'd')], true],
    ['a deputy of the round before', 'first/f1', 'd', [deputy('delegation', 1, 'first', 'f1', 'd')], false],
    ['a deputy of another seat', 'first/f1', 'd', [deputy('delegation', 2, 'first', 'f2', 'd')], false],
    ['who has decided still reads it', 'first/f1', 'f1', [decision(2, 'first', 'f1')], true],
  ])('of a draft: %s', (_, subject, who, facts, holds) => {
    expect(holdsLink(stateOf(facts), definition, { purpose: 'sign-off', subject, person: who })).toBe(holds)
  })
})

describe('what six digits are bound to', () => {
  it.each<[string, Pick<LinkFact, 'purpose' | 'subject'>, string[] | undefined]>([
    ['the newest revision of the slice', { purpose: 'confirmation', subject: 'a' }, ['3', 'a3']],
    ['of that unit', { purpose: 'confirmation', subject: 'b' }, ['2', 'b2']],
    ['of a unit there is not', { purpose: 'confirmation', subject: 'z' }, undefined],
    ['the newest draft', { purpose: 'sign-off', subject: 'first/f1' }, ['2', 'draft2']],
    ['no proposal', { purpose: 'consent', subject: '7' }, undefined],
    ['nothing to decide', { purpose: 'slice', subject: 'a' }, undefined],
    ['nothing to decide on a board', { purpose: 'board', subject: 'office' }, undefined],
  ])('%s', (_, asked, about) => {
    expect(decisionAbout(stateOf([submission('a', 3)]), asked)).toEqual(about)
  })

  it('the proposal, so that digits of one do not open another', () => {
    const second = { ...proposal, n: 2, id: 'p2' } as Fact
    const state = stateOf([proposal, second])
    const about = ['1', '2'].map((subject) => decisionAbout(state, { purpose: 'consent', subject }))
    expect(about[0]).toBeDefined()
    expect(about[0]).not.toEqual(about[1])
  })

  it('nothing where there is no draft yet', () => {
    expect(decisionAbout(foldCycle([opening])!, { purpose: 'sign-off', subject: 'first/f1' })).toBeUndefined()
    expect(decisionAbout(foldCycle([opening])!, { purpose: 'confirmation', subject: 'a' })).toBeUndefined()
  })
})
