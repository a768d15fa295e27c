import { describe, expect, test } from 'vitest'
import { verifyAudit } from '../../../infra/command-line/verify-audit.ts'
import { addressHash, auditFile, auditOf } from '../../../shared/cycle/audit.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'
import { cycleWith } from '../../fixtures/tongjiang-2020.ts'

const link: Fact = {
  kind: 'link',
  cycle: 'tongjiang-2020',
  purpose: 'slice',
  subject: 'police',
  person: 'police-clerk',
  generation: 1,
  kid: 'k1',
  hash: 'a'.repeat(64),
  codeHash: 'b'.repeat(64),
  issued: '2021-01-05T00:00:00.000Z',
  expires: '2021-02-05T00:00:00.000Z',
}
const facts = [...cycleWith({ approved: 2 }).facts, link]
const file = auditFile(facts)
const linesOf = (text: string) => text.trimEnd().split('\n')

test('the same facts give the same bytes, in whatever order they are read', () => {
  expect(auditFile([...facts].reverse())).toBe(file)
  expect(auditOf(facts).head).toMatchObject({ cycle: 'tongjiang-2020', entries: facts.length })
})

test('it verifies by another program', () => {
  expect(verifyAudit(file)).toMatchObject({ sound: true })
})

test('no address and no hash of a code leaves; who knows an address finds its hash', () => {
  expect(file).not.toMatch(/@tongjiang\.example/)
  expect(file).not.toContain('b'.repeat(64))
  expect(file).toContain(addressHash('tongjiang-2020', 'Sun@tongjiang.example'))
  expect(file).toContain('孙丽华')
})

describe('what was tampered with is found', () => {
  const lines = linesOf(file)
  test.each<[string, string[], RegExp]>([
    [
      'a word changed',
      lines.map((line, i) => (i === 3 ? line.replace('"kind"', '"kin"') : line)),
      /Entry 3 is not what its hash/,
    ],
    ['an entry left out', lines.filter((_, i) => i !== 4), /Entry 4 says it is number 5/],
    ['the last entry left out', lines.slice(0, -1), /The last entry is not the one the head names/],
    ['two entries exchanged', [...lines.slice(0, 3), lines[4]!, lines[3]!, ...lines.slice(5)], /does not follow/],
    ['a line that is no entry', [...lines.slice(0, 3), 'x', ...lines.slice(4)], /Line 4 is not an entry/],
  ])('%s', (_, changed, expected) => {
    const { sound, lines: said } = verifyAudit(changed.join('\n'))
    expect(sound).toBe(false)
    expect(said.join('\n')).toMatch(expected)
  })

  test('an entry changed together with all the hashes after it is found by an older export', () => {
    const forged = facts.map((fact) => (fact.kind === 'decision' ? { ...fact, at: '2021-01-26T09:00:00.000Z' } : fact))
    expect(verifyAudit(auditFile(forged)).sound).toBe(true)
    expect(verifyAudit(auditFile(forged), file).lines.join('\n')).toMatch(/of the older file is not in this one/)
  })

  test('what came since is no tampering', () => {
    const later: Fact = {
      kind: 'execution',
      cycle: 'tongjiang-2020',
      n: 2,
      name: 'tongjiang-2020-2',
      published: 0,
      at: '2021-01-05T00:00:00.000Z',
    }
    expect(verifyAudit(auditFile([...facts, later]), file)).toMatchObject({ sound: true })
  })
})

test.each(['', '{}', 'hello', '[1]'])('%j is no audit', (text) => {
  expect(verifyAudit(text)).toEqual({ sound: false, lines: ['This is not an audit file.'] })
})
