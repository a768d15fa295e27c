/**
 * SHA-256 and the verifying half of ECDSA on P-256, for pages that came by http: browsers keep theirs for https. Only public values go
 * in, so nothing here need take the same time twice.
 */

const rounds = constants()

/** The first 32 bits of the fractions of cube roots (the rounds') and square roots (the start) of the first primes, exactly. */
function constants(): { start: readonly number[]; each: readonly number[] } {
  const primes: bigint[] = []
  for (let n = 2n; primes.length < 64; n++) if (primes.every((prime) => n % prime !== 0n)) primes.push(n)
  const fraction = (value: bigint, power: bigint): number => {
    let root = 0n
    for (let bit = 1n << 40n; bit > 0n; bit >>= 1n) if ((root + bit) ** power <= value << (32n * power)) root += bit
    return Number(root & 0xffffffffn)
  }
  return {
    start: primes.slice(0, 8).map((prime) => fraction(prime, 2n)),
    each: primes.map((prime) => fraction(prime, 3n)),
  }
}

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

export function plainSha256(bytes: Uint8Array): Uint8Array {
  const padded = new DataView(new ArrayBuffer((((bytes.length + 72) / 64) | 0) * 64))
  new Uint8Array(padded.buffer).set(bytes)
  padded.setUint8(bytes.length, 0x80)
  padded.setUint32(padded.byteLength - 8, Math.floor(bytes.length / 0x20000000))
  padded.setUint32(padded.byteLength - 4, (bytes.length << 3) >>> 0)
  const state = Uint32Array.from(rounds.start)
  const words = new Uint32Array(64)
  const word = (n: number) => words[n] ?? 0
  for (let at = 0; at < padded.byteLength; at += 64) {
    for (let n = 0; n < 16; n++) words[n] = padded.getUint32(at + n * 4)
    for (let n = 16; n < 64; n++) {
      const [a, b] = [word(n - 15), word(n - 2)]
      const low = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3)
      const high = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10)
      words[n] = word(n - 16) + low + word(n - 7) + high
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
    rounds.each.forEach((constant, n) => {
      const one = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + constant + word(n)
      const two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
      h = g
      g = f
      f = e
      e = (d + one) | 0
      d = c
      c = b
      b = a
      a = (one + two) | 0
    })
    for (const [n, value] of [a, b, c, d, e, f, g, h].entries()) state[n] = (state[n] ?? 0) + value
  }
  const digest = new DataView(new ArrayBuffer(32))
  state.forEach((value, n) => {
    digest.setUint32(n * 4, value)
  })
  return new Uint8Array(digest.buffer)
}

const prime = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
const b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn
/** X, Y, Z with x = X/Z² and y = Y/Z³; Z = 0 is the point at infinity. */
type Point = readonly [bigint, bigint, bigint]
const nowhere: Point = [1n, 1n, 0n]
const base: Point = [
  0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
  0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
  1n,
]

const within = (value: bigint, of = prime): bigint => ((value % of) + of) % of

function inverse(value: bigint, of: bigint): bigint {
  let [low, high, left, right] = [within(value, of), of, 1n, 0n]
  while (low > 1n) {
    const times = high / low
    ;[low, high, left, right] = [high - times * low, low, right - times * left, left]
  }
  return within(left, of)
}

function doubled([x, y, z]: Point): Point {
  if (z === 0n || y === 0n) return nowhere
  const yy = within(y * y)
  const s = within(4n * x * yy)
  const m = within(3n * (x - z * z) * (x + z * z))
  const x3 = within(m * m - 2n * s)
  return [x3, within(m * (s - x3) - 8n * yy * yy), within(2n * y * z)]
}

function sum(p: Point, q: Point): Point {
  if (p[2] === 0n) return q
  if (q[2] === 0n) return p
  const [zz1, zz2] = [within(p[2] * p[2]), within(q[2] * q[2])]
  const [u1, u2] = [within(p[0] * zz2), within(q[0] * zz1)]
  const [s1, s2] = [within(p[1] * zz2 * q[2]), within(q[1] * zz1 * p[2])]
  if (u1 === u2) return s1 === s2 ? doubled(p) : nowhere
  const [h, r] = [within(u2 - u1), within(s2 - s1)]
  const [hh, hhh] = [within(h * h), within(h * h * h)]
  const x = within(r * r - hhh - 2n * u1 * hh)
  return [x, within(r * (u1 * hh - x) - s1 * hhh), within(h * p[2] * q[2])]
}

function times(factor: bigint, point: Point): Point {
  let [result, power] = [nowhere, point]
  for (let left = factor; left > 0n; left >>= 1n) {
    if (left & 1n) result = sum(result, power)
    power = doubled(power)
  }
  return result
}

const numberOf = (bytes: Uint8Array): bigint =>
  BigInt(`0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('') || '0'}`)

/** What stands before the point in a P-256 key as SPKI, in DER. */
const spkiHead = '3059301306072a8648ce3d020106082a8648ce3d03010703420004'

/** Whether the signature (r and s, 32 bytes each) over the bytes' SHA-256 is the key's. */
export function plainVerify(spki: Uint8Array, signature: Uint8Array, bytes: Uint8Array): boolean {
  if (spki.length !== 91 || numberOf(spki.slice(0, 27)) !== BigInt(`0x${spkiHead}`)) return false
  const [x, y] = [numberOf(spki.slice(27, 59)), numberOf(spki.slice(59))]
  if (x >= prime || y >= prime || within(y * y - (x * x * x - 3n * x + b)) !== 0n) return false
  const [r, s] = [numberOf(signature.slice(0, 32)), numberOf(signature.slice(32))]
  if (signature.length !== 64 || r === 0n || s === 0n || r >= order || s >= order) return false
  const w = inverse(s, order)
  const digest = numberOf(plainSha256(bytes))
  const [rx, , rz] = sum(times(within(digest * w, order), base), times(within(r * w, order), [x, y, 1n]))
  if (rz === 0n) return false
  const z = inverse(rz, prime)
  return within(within(rx * z * z), order) === r
}
