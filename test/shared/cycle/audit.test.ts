import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  type AuditEntry,
  addressHash,
  auditFactsFile,
  auditFile,
  auditMark,
  auditOf,
} from '../../../shared/cycle/audit.ts'
import { factKey } from '../../../shared/cycle/fact-key.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'
import { base, decision, opening, person, submission } from './two-of-each.ts'

const at = (time: string): { at: string } => ({ at: `2026-01-${time}:00.000Z` })
const link: Fact = {
  ...{ kind: 'link', cycle: 'c', purpose: 'slice', subject: 'a', person: 'clerk-a', generation: 1 },
  ...{ kid: 'k1', hash: 'a'.repeat(64), codeHash: 'b'.repeat(64) },
  ...{ issued: at('06T02:00').at, expires: at('20T02:00').at },
}
const visit: Fact = { ...base, ...{ kind: 'visit', purpose: 'slice', subject: 'a', person: 'clerk-a' } }
const named: Fact = {
  ...{ ...base, ...at('07T02:00'), kind: 'delegation', round: 1, stage: 'first', seat: 'f1', by: 'f1', reason: '出差' },
  to: { ...person('deputy'), address: 'Deputy@Test.example', title: '副局长' },
}
const [early, later] = [
  { ...submission('a', 1), ...at('06T01:00') },
  { ...submission('b', 1), ...at('08T01:00') },
]
const signed = { ...decision(1, 'first', 'f1'), ...at('09T01:00') }
const facts: Fact[] = [opening, early, link, named, later, signed]
const keysIn = (entries: readonly AuditEntry[]) => entries.map(({ fact }) => factKey(fact as Fact))

describe('the order of the entries', () => {
  test.each<[string, Fact[]]>([
    ['as they happened', facts],
    ['backwards', [...facts].reverse()],
    ['in the order of their keys', facts.toSorted((a, b) => (factKey(a) < factKey(b) ? -1 : 1))],
  ])('is that of their times, read %s', (_, read) => {
    expect(keysIn(auditOf(read).entries)).toEqual(facts.map(factKey))
    expect(auditOf(read)).toEqual(auditOf(facts))
  })

  test('is that of their keys where two have one time', () => {
    const one = [submission('b', 2), submission('b', 1), submission('a', 9), submission('a', 1)]
    const keys = ['submission#a#0001', 'submission#a#0009', 'submission#b#0001', 'submission#b#0002']
    expect(keysIn(auditOf(one).entries)).toEqual(keys)
    expect(keysIn(auditOf(one.toReversed()).entries)).toEqual(keys)
  })

  // Stamped before the release, by a clock that was behind, and arrived after it.
  const late: Fact = { ...submission('a', 2), ...at('05T00:30') }
  const [first, second] = [
    [opening, early, link],
    [opening, early, link, named, later],
  ].map((read) => read.map(factKey))
  test.each<[string, (readonly string[])[], Fact[]]>([
    ['nothing was released', [], [late, opening, early, link, named, later, signed]],
    ['it came after the first release', [first ?? []], [opening, early, link, late, named, later, signed]],
    ['it came after the second', [first ?? [], second ?? []], [opening, early, link, named, later, late, signed]],
    [
      'the first release knew it, and of what came later the second names only some',
      [[...(first ?? []), factKey(late)], [factKey(signed)]],
      [late, opening, early, link, signed, named, later],
    ],
    [
      'a later release names again what an earlier one knew: it stays where it was first known',
      [[opening, signed].map(factKey), [opening, early, link, signed].map(factKey)],
      [opening, signed, early, link, late, named, later],
    ],
  ])('is by what each release knew: %s', (_, known, expected) => {
    expect(keysIn(auditOf([...facts, late], known).entries)).toEqual(expected.map(factKey))
  })

  test('so what a release has put its name to begins every later export', () => {
    const read = [opening, early, link]
    const { mark } = auditMark(read, [])
    const { entries } = auditOf([...facts, late], [read.map(factKey)])
    expect(entries[mark.entries - 1]?.hash).toBe(mark.head)
    // Without knowing what it read, the late one would stand first and every hash be another.
    expect(auditOf([...facts, late]).entries[mark.entries - 1]?.hash).not.toBe(mark.head)
  })
})

describe('the chain', () => {
  const { head, entries } = auditOf(facts)
  test('counts from one, begins at zeros, and each entry names the one before it', () => {
    expect(entries.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6])
    expect(entries.map(({ previous }) => previous)).toEqual([
      '0'.repeat(64),
      ...entries.slice(0, -1).map(({ hash }) => hash),
    ])
    expect(head).toEqual({ audit: 'lianbao/audit/1', cycle: 'c', entries: 6, head: entries.at(-1)?.hash })
  })

  test('an entry’s hash is SHA-256 of its other fields, sorted and without blanks', () => {
    const sorted = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(sorted)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .toSorted(([a], [b]) => (a < b ? -1 : 1))
                .map(([k, v]) => [k, sorted(v)]),
            )
          : value
    for (const { hash, ...content } of entries)
      expect(
        createHash('sha256')
          .update(JSON.stringify(sorted(content)))
          .digest('hex'),
      ).toBe(hash)
  })

  test('of no facts is empty, and its head the zeros', () => {
    expect(auditOf([])).toEqual({
      head: { audit: 'lianbao/audit/1', cycle: '', entries: 0, head: '0'.repeat(64) },
      entries: [],
    })
  })

  test('a fact changed, left out or put in changes every hash from there on, and none before', () => {
    const hashes = (read: readonly Fact[]) => auditOf(read).entries.map(({ hash }) => hash)
    const whole = hashes(facts)
    const same = (read: readonly Fact[]) => hashes(read).filter((hash, at) => hash === whole[at]).length
    expect(same(facts.map((fact) => (fact === named ? { ...named, reason: '开会' } : fact)))).toBe(3)
    expect(same(facts.filter((fact) => fact !== link))).toBe(2)
    expect(same([...facts, { ...submission('a', 2), ...at('08T00:00') }])).toBe(4)
  })

  test('the file is its head and an entry a line, in canonical JSON, with a line’s end after the last', () => {
    const lines = auditFile(facts, []).split('\n')
    expect(lines.pop()).toBe('')
    expect(lines.map((line) => JSON.parse(line))).toEqual([head, ...entries])
    expect(lines[0]).toBe(`{"audit":"lianbao/audit/1","cycle":"c","entries":6,"head":"${head.head}"}`)
  })
})

describe('what leaves', () => {
  const said = (fact: Fact) => auditOf([fact]).entries[0]?.fact
  test('nothing of who pressed a link’s button', () => {
    expect(auditOf([...facts, visit])).toEqual(auditOf(facts))
    expect(auditMark([...facts, visit], [])).toEqual(auditMark(facts, []))
  })

  test('a link without the hash of its paste code', () => {
    const { codeHash: _, ...rest } = link
    expect(said(link)).toEqual(rest)
  })

  test('an address as its hash with the cycle, wherever it stands; names, posts and reasons as they are', () => {
    const hidden = (address: string) => `sha256:${createHash('sha256').update(`c\n${address}`).digest('hex')}`
    expect(said(named)).toEqual({ ...named, to: { ...named.to, address: hidden('deputy@test.example') } })
    const text = JSON.stringify(said(opening))
    expect(text).not.toContain('@test.example')
    for (const { address } of [...opening.office, ...opening.route.flatMap(({ approvers }) => approvers)])
      expect(text).toContain(hidden(address))
  })

  test('an address has one hash however it is written, and another in another cycle', () => {
    expect(addressHash('c', 'Deputy@Test.example')).toBe(addressHash('c', 'deputy@test.example'))
    expect(addressHash('c', 'deputy@test.example')).not.toBe(addressHash('d', 'deputy@test.example'))
    expect(addressHash('c', 'deputy@test.example')).not.toBe(addressHash('c', 'deputy2@test.example'))
  })

  test('every other value as it was written: null, a number, a word, a list', () => {
    const fact = decision(1, 'first', 'f1', { choice: 'return', reasons: [{ unit: 'a', text: '与去年不符' }] })
    expect(said(fact)).toEqual(fact)
    const adjusted: Fact = {
      ...{ ...base, kind: 'act', n: 1, id: 'x', by: 'officer', reason: '更正' },
      ...{ act: 'adjust', unit: 'a', cell: 't3.new.natural', from: null, to: '7', revision: 1 },
    }
    expect(said(adjusted)).toEqual(adjusted)
  })
})

describe('what a release says of it', () => {
  test('length and head over what was read, and the digest of the keys in their own order', () => {
    const { mark, bytes } = auditMark([...facts, visit].reverse(), [])
    const keys = facts.map(factKey).toSorted()
    expect(new TextDecoder().decode(bytes)).toBe(JSON.stringify(keys))
    const { head } = auditOf(facts)
    const digest = createHash('sha256').update(bytes).digest('hex')
    expect(mark).toEqual({ entries: 6, head: head.head, facts: digest })
    expect(auditFactsFile(mark.facts)).toBe(`audits/${digest}.json`)
  })

  test('a later one is over what the earlier knew first', () => {
    const late: Fact = { ...submission('a', 2), ...at('05T00:30') }
    const known = [facts.map(factKey)]
    expect(auditMark([...facts, late], known).mark.head).toBe(auditOf([...facts, late], known).head.head)
    expect(auditMark([...facts, late], known).mark.head).not.toBe(auditMark([...facts, late], []).mark.head)
  })
})
