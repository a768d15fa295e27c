import { describe, expect, test } from 'vitest'
import { verifyAudit } from '../../../infra/command-line/verify-audit.ts'
import { addressHash, auditFile, auditMark, auditOf } from '../../../shared/cycle/audit.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'
import { publishedMail } from '../../../shared/mail/everybody-mails.ts'
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
const file = auditFile(facts, [])
const linesOf = (text: string) => text.trimEnd().split('\n')

test('the same facts give the same bytes, in whatever order they are read', () => {
  expect(auditFile([...facts].reverse(), [])).toBe(file)
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
    [
      'a name given twice, of which a reader sees the first',
      lines.map((line) => line.replace('"choice":"approve"', '"choice":"return","choice":"approve"')),
      /not written as an export writes it/,
    ],
    ['a blank', lines.map((line, i) => (i === 3 ? line.replace(',', ', ') : line)), /Entry 3 is not written as/],
    [
      'another word in the head',
      lines.map((line, i) => (i === 0 ? line.replace('{', '{"a":1,') : line)),
      /The head is not written as/,
    ],
    [
      'the cycle named twice in the head',
      lines.map((line, i) => (i === 0 ? line.replace('"cycle"', '"cycle":"x","cycle"') : line)),
      /The head is not written as/,
    ],
  ])('%s', (_, changed, expected) => {
    const { sound, lines: said } = verifyAudit(changed.join('\n'))
    expect(sound).toBe(false)
    expect(said.join('\n')).toMatch(expected)
  })

  test('an entry changed together with all the hashes after it is found by an older export', () => {
    const forged = facts.map((fact) => (fact.kind === 'decision' ? { ...fact, at: '2021-01-26T09:00:00.000Z' } : fact))
    expect(verifyAudit(auditFile(forged, [])).sound).toBe(true)
    expect(verifyAudit(auditFile(forged, []), file).lines.join('\n')).toMatch(/of the older file is not in this one/)
  })

  test('a fact put in before the end of an older export is named, and may have come late', () => {
    const act = { act: 'exempt', unit: 'market', by: 'feng', reason: '补记' }
    const putIn = {
      kind: 'act',
      cycle: 'tongjiang-2020',
      n: 9,
      id: 'x',
      at: '2021-01-20T00:00:00.000Z',
      ...act,
    } as Fact
    const forged = auditFile([...facts, putIn], [])
    const number = linesOf(forged).findIndex((line) => line.includes('补记'))
    const { sound, lines: said } = verifyAudit(forged, file)
    expect(sound).toBe(true)
    expect(said[1]).toContain(`Put in before the end of the older file: ${number}. `)
    expect(verifyAudit(file, file).lines).toHaveLength(1)
  })

  test('an older export that is damaged itself agrees with nothing', () => {
    const { sound, lines: said } = verifyAudit(file, [...lines.slice(0, 3), '{"broken', ...lines.slice(4)].join('\n'))
    expect(sound).toBe(false)
    expect(said.join('\n')).toMatch(/The older file is not sound itself: .* Line 4 is not an entry/)
  })

  test('lines that end as Windows ends them are no tampering', () => {
    expect(verifyAudit(file.replaceAll('\n', '\r\n'), file)).toMatchObject({ sound: true })
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
    expect(verifyAudit(auditFile([...facts, later], []), file)).toMatchObject({ sound: true })
  })
})

test('what a file says of itself stays what it says', () => {
  const head = { audit: 'lianbao/audit/1', cycle: '\u001b[2J\nSound. \u202e', entries: 1, head: '\u009b' }
  const { sound, lines } = verifyAudit(JSON.stringify(head))
  expect(sound).toBe(false)
  expect(lines[0]).toBe('NOT SOUND. \\u{1b}[2J\\u{a}Sound. \\u{202e}: 0 entries, head \\u{9b}')
})

test.each(['', '{}', 'hello', '[1]'])('%j is no audit', (text) => {
  expect(verifyAudit(text)).toEqual({ sound: false, lines: ['This is not an audit file.'] })
})

describe('held against what was published', () => {
  const { mark, bytes } = auditMark(facts, [])
  const known = [JSON.parse(new TextDecoder().decode(bytes)) as string[]]
  const manifest = JSON.stringify({
    document: 'lianbao/manifest/1',
    cycle: 'tongjiang-2020',
    version: 1,
    audit: { entries: mark.entries, head: mark.head },
  })
  const announced = publishedMail({
    language: 'zh',
    short: '2020年信息公开年报',
    whose: { zh: '同江市人民政府', en: '' },
    report: '年报',
    person: { name: '孙丽华' },
    requester: { name: '林晓燕', phone: '0454-2920000' },
    sender: '政务公开办',
    zone: 'Asia/Shanghai',
    version: 1,
    published: '2021-02-03',
    legal: '2021-03-31',
    url: 'https://public.example/r/tongjiang-2020/',
    manifest: 'c'.repeat(64),
    audit: mark,
  }).text
  const later: Fact[] = [
    // Stamped before the release by a clock that was behind, and written after it.
    {
      kind: 'act',
      cycle: 'tongjiang-2020',
      n: 9,
      id: 'late',
      at: '2021-01-01T00:00:00.000Z',
      by: 'x',
      reason: 'x',
      act: 'hold',
    },
    {
      kind: 'mail',
      cycle: 'tongjiang-2020',
      duty: 'd',
      to: 'sun',
      template: 'board-link',
      at: '2021-03-01T00:00:00.000Z',
      messageId: 'm',
    },
  ]
  const forge = (change: (facts: readonly Fact[]) => Fact[]) => auditFile(change([...facts, ...later]), known)

  test.each([
    ['the manifest', manifest],
    ['the announcement', announced],
  ])('%s agrees with every later export, whatever came late', (_, kept) => {
    expect(verifyAudit(auditFile(facts, known), kept)).toMatchObject({ sound: true })
    expect(verifyAudit(auditFile([...facts, ...later], known), kept, manifest)).toMatchObject({ sound: true })
  })

  test.each<[string, (facts: readonly Fact[]) => Fact[]]>([
    ['a decision rewritten', (all) => all.map((f) => (f.kind === 'decision' ? { ...f, comment: '另有意见' } : f))],
    ['a link left out', (all) => all.filter((f) => f.kind !== 'link')],
    ['all but the opening gone', (all) => all.filter((f) => f.kind === 'opening')],
  ])('a table in which there is %s is sound in itself and found', (what, change) => {
    const forged = forge(change)
    expect(verifyAudit(forged).sound).toBe(true)
    for (const kept of [manifest, announced]) expect([what, verifyAudit(forged, kept).sound]).toEqual([what, false])
  })

  test('what is put in afterwards stands after what was released, whatever time it bears', () => {
    const put: Fact = { ...later[0]!, kind: 'act', id: 'put', n: 8, at: '2020-01-01T00:00:00.000Z' } as Fact
    const file = auditFile([...facts, put], known)
    expect(linesOf(file).at(-1)).toContain('"put"')
    expect(verifyAudit(file, manifest)).toMatchObject({ sound: true })
  })

  test('of another cycle, or of nothing it could be held against, it says so', () => {
    const other = manifest.replace('tongjiang-2020', 'tongjiang-2021')
    expect(verifyAudit(auditFile(facts, known), other).lines.join()).toMatch(/another cycle/)
    for (const kept of ['', '{}', '{"document":"lianbao/manifest/1"}', '您好'])
      expect(verifyAudit(auditFile(facts, known), kept)).toMatchObject({ sound: false, lines: [/^This is not/] })
  })

  test('a second release goes on from the first', () => {
    const second = auditMark([...facts, ...later], known)
    const keys = JSON.parse(new TextDecoder().decode(second.bytes)) as string[]
    const file = auditFile([...facts, ...later, { ...link, generation: 2 }], [...known, keys])
    const manifest2 = JSON.stringify({ cycle: 'tongjiang-2020', version: 2, audit: second.mark })
    expect(verifyAudit(file, manifest, manifest2)).toMatchObject({ sound: true })
  })
})
