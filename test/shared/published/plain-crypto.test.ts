import { createHash, generateKeyPairSync, sign, webcrypto } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { plainSha256, plainVerify } from '../../../shared/published/plain-crypto.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe('a digest without the browser’s own', () => {
  test.each([0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 1000, 70_001])('%i bytes, as node has it', (length) => {
    const bytes = Uint8Array.from({ length }, (_, n) => (n * 7 + length) & 255)
    expect(hex(plainSha256(bytes))).toBe(createHash('sha256').update(bytes).digest('hex'))
  })
})

describe('a signature without the browser’s own', () => {
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }))
  const said = new TextEncoder().encode('manifest')
  const signed = (bytes: Uint8Array) =>
    new Uint8Array(sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' }))
  const numbers = (r: bigint, s: bigint) =>
    Uint8Array.from(Buffer.from([r, s].map((n) => n.toString(16).padStart(64, '0')).join(''), 'hex'))
  const parts = (signature: Uint8Array) =>
    [0, 32].map((at) => BigInt(`0x${hex(signature.slice(at, at + 32))}`)) as [bigint, bigint]
  const changed = (bytes: Uint8Array, at: number) => bytes.map((byte, n) => (n === at ? byte ^ 1 : byte))
  const good = signed(said)
  const [r, s] = parts(good)

  test('what node signs verifies, for eight keys; what was signed by another does not', () => {
    for (let n = 0; n < 8; n++) {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const key = new Uint8Array(pair.publicKey.export({ format: 'der', type: 'spki' }))
      const signature = sign('sha256', said, { key: pair.privateKey, dsaEncoding: 'ieee-p1363' })
      expect(plainVerify(key, new Uint8Array(signature), said)).toBe(true)
      expect(plainVerify(key, good, said)).toBe(false)
    }
  })

  test.each<[string, Uint8Array, Uint8Array, Uint8Array]>([
    ['other bytes', spki, good, said.slice(1)],
    ['a bit of r', spki, changed(good, 31), said],
    ['a bit of s', spki, changed(good, 63), said],
    ['nothing and nothing', spki, numbers(0n, 0n), said],
    ['r of nothing', spki, numbers(0n, s), said],
    ['s of nothing', spki, numbers(r, 0n), said],
    ['r beyond the order', spki, numbers(order, s), said],
    ['s beyond the order', spki, numbers(r, order), said],
    ['one byte short', spki, good.slice(1), said],
    ['one byte more', spki, Uint8Array.from([...good, 0]), said],
    ['a key off the curve', changed(spki, 90), good, said],
    ['a key of another kind', changed(spki, 20), good, said],
    ['a key cut short', spki.slice(0, 90), good, said],
    ['no key', new Uint8Array(), good, said],
  ])('%s is refused', async (_, key, signature, bytes) => {
    expect(plainVerify(key, signature, bytes)).toBe(false)
  })

  test('the other s of the same signature holds here as it does in the browser', async () => {
    const other = numbers(r, order - s)
    const imported = await webcrypto.subtle.importKey('spki', spki, { name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'verify',
    ])
    expect(await webcrypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, imported, other, said)).toBe(true)
    expect(plainVerify(spki, other, said)).toBe(true)
  })
})
