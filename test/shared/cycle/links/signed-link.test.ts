import { describe, expect, it } from 'vitest'
import {
  codeHash,
  decisionCode,
  isDecisionCode,
  type LinkIdentity,
  type LinkSecret,
  readToken,
  signLink,
} from '../../../../shared/cycle/links/signed-link.ts'

const secret = (id: string, byte: number): LinkSecret => ({ id, secret: new Uint8Array(32).fill(byte) })
const [newer, older] = [secret('k2', 2), secret('k1', 1)]
const identity: LinkIdentity = { cycle: 'c', purpose: 'slice', subject: 'u', person: 'p', generation: 1 }
const now = '2021-01-20T02:00:00.000Z'
const expires = '2021-02-20T00:00:00.000Z'
const link = signLink(newer, identity, expires)

describe('a signed link', () => {
  it('is the same each time it is made, and short', () => {
    expect(signLink(newer, identity, expires)).toEqual(link)
    expect(link.token.length).toBeLessThan(150)
    expect(link.token).toMatch(/^v1\.k2\.[\w-]{43}\.[0-9a-z]+\.slice\.[\w-]{43}$/)
    expect(link.code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
  })

  it('reads back with its hash, purpose and time', () => {
    expect(readToken(link.token, [newer, older], now)).toEqual({ hash: link.hash, purpose: 'slice', expires })
  })

  it('holds its id nowhere in what is stored', () => {
    const id = link.token.split('.')[2]!
    for (const stored of [link.hash, link.codeHash]) expect(stored).toMatch(/^[0-9a-f]{64}$/)
    expect(link.hash).not.toContain(Buffer.from(id, 'base64url').toString('hex'))
  })

  it.each<[string, Partial<LinkIdentity>]>([
    ['cycle', { cycle: 'd' }],
    ['purpose', { purpose: 'confirmation' }],
    ['subject', { subject: 'v' }],
    ['person', { person: 'q' }],
    ['generation', { generation: 2 }],
    ['nothing but the place of the boundary', { subject: 'up', person: '' }],
  ])('is another for another %s', (_, change) => {
    const other = signLink(newer, { ...identity, ...change }, expires)
    expect([other.hash, other.code]).not.toEqual([link.hash, link.code])
    expect(other.hash).not.toBe(link.hash)
    expect(other.codeHash).not.toBe(link.codeHash)
  })

  it('of an older secret verifies as long as the secret is in the ring', () => {
    const { token, hash } = signLink(older, identity, expires)
    expect(readToken(token, [newer, older], now)).toMatchObject({ hash })
    expect(readToken(token, [newer], now)).toEqual({ problem: 'link-expired', hash })
  })

  // Of the last letter two bits say nothing: four spellings of one signature would be read alike.
  it('has one spelling', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const spelled = [...letters].map((last) => link.token.replace(/.$/, last))
    const read = spelled.filter((token) => !('problem' in readToken(token, [newer], now)))
    expect(read).toEqual([link.token])
  })

  it('is too late at the very second it expires', () => {
    expect(readToken(link.token, [newer], '2021-02-19T23:59:59.999Z')).toMatchObject({ hash: link.hash })
    expect(readToken(link.token, [newer], expires)).toEqual({ problem: 'link-expired', hash: link.hash })
  })

  const [v, kid, id, seconds, purpose, mac] = link.token.split('.') as [string, string, string, string, string, string]
  const flipped = (text: string) => `${text[0] === 'A' ? 'B' : 'A'}${text.slice(1)}`
  it.each([
    ['', 'empty'],
    ['v1', 'cut'],
    [link.token.slice(0, -1), 'one letter short'],
    [`${link.token}A`, 'one letter long'],
    [`${link.token} `, 'with a space'],
    [`${link.token}${'A'.repeat(10_000)}`, 'enormous'],
    [[v, kid, flipped(id), seconds, purpose, mac].join('.'), 'of another id'],
    [[v, kid, id, `${seconds}0`, purpose, mac].join('.'), 'of a later time'],
    [[v, kid, id, seconds, 'board', mac].join('.'), 'of another purpose'],
    [[v, kid, id, seconds, 'admin', mac].join('.'), 'of no purpose we have'],
    [[v, kid, id, seconds, purpose, flipped(mac)].join('.'), 'with another signature'],
    [[v, kid, id, seconds, purpose, ''].join('.'), 'without signature'],
    [[v, 'k1', id, seconds, purpose, mac].join('.'), 'naming another key of the ring'],
    [['v2', kid, id, seconds, purpose, mac].join('.'), 'of another version'],
    ['链接', 'in Chinese'],
  ])('%# that is %s is malformed', (token) => {
    expect(readToken(token, [newer, older], now)).toEqual({ problem: 'link-malformed' })
  })
})

describe('a token whose secret is not in the ring', () => {
  it.each(['__proto__', 'constructor', 'k9'])('%s is for the store to know, and opens nothing', (kid) => {
    const [v, , id, seconds, purpose, mac] = link.token.split('.')
    const reading = readToken([v, kid, id, seconds, purpose, mac].join('.'), [newer, older], now)
    expect(reading).toEqual({ problem: 'link-expired', hash: link.hash })
  })
})

describe('a paste code', () => {
  const typed = link.code
  it.each([
    typed,
    typed.toLowerCase(),
    typed.replaceAll('-', ''),
    typed.replaceAll('-', ' '),
    ` ${typed}\n`,
    typed.replaceAll('0', 'O').replaceAll('1', 'l'),
    [...typed].map((c) => (c === '-' ? '－' : String.fromCharCode(c.charCodeAt(0) + 0xfee0))).join(''),
  ])('typed as %j is understood', (text) => {
    expect(codeHash(text)).toBe(link.codeHash)
  })

  it.each(['', '-', typed.slice(1), `${typed}A`, 'UUUU-UUUU-UUUU-UUUU', 'A'.repeat(200)])('%j is none', (text) => {
    expect(codeHash(text)).toBeUndefined()
  })
})

describe('the six digits', () => {
  const about = ['1', 'abc']
  const code = decisionCode(older, identity, about)

  it('are six, also with zeros in front', () => {
    const codes = Array.from({ length: 200 }, (_, n) => decisionCode(older, identity, [String(n)]))
    expect(codes.every((c) => /^\d{6}$/.test(c))).toBe(true)
    expect(codes.some((c) => c.startsWith('0'))).toBe(true)
  })

  it.each<[string, string, LinkSecret[], Partial<LinkIdentity>, string[], boolean]>([
    ['as printed', code, [older], {}, about, true],
    ['with a space', `${code.slice(0, 3)} ${code.slice(3)}`, [older], {}, about, true],
    ['by an older secret', code, [newer, older], {}, about, true],
    ['by a secret that is gone', code, [newer], {}, about, false],
    ['for another draft', code, [older], {}, ['1', 'abd'], false],
    ['for another round', code, [older], {}, ['2', 'abc'], false],
    ['of another person', code, [older], { person: 'q' }, about, false],
    ['after the link was made anew', code, [older], { generation: 2 }, about, true],
    ['not at all', '', [older], {}, about, false],
    ['as five', code.slice(1), [older], {}, about, false],
    ['as letters', 'abcdef', [older], {}, about, false],
  ])('typed %s', (_, typed, ring, change, what, good) => {
    expect(isDecisionCode(typed, ring, { ...identity, ...change }, what)).toBe(good)
  })
})
