import { createHmac, hash, type KeyObject, timingSafeEqual } from 'node:crypto'
import { canonicalBytes } from '../../report/bytes/canonical.ts'
import type { LinkFact, LinkPurpose } from '../facts/link-facts.ts'

/**
 * Signed links: one person, one purpose, one subject, until a time. The token travels in the fragment of the link, so no
 * server, proxy or log on the way sees it; a paste code in the mail serves readers whose mail program cuts fragments off.
 *
 * Everything secret is derived from the ring of link secrets and what the link is for. So nothing but hashes is stored, and a
 * mail that was interrupted goes out again with the very same link.
 */

/**
 * One of the ring, newest first. `id` is at most 16 letters, digits, `-` and `_`; it is in the token, the secret never is. As a key it
 * signs in a sixth of the time that bytes take, and nothing prints it.
 */
export type LinkSecret = { id: string; secret: KeyObject | Uint8Array }

/** What a link is for. A reissue makes the next generation, and only the newest counts. */
export type LinkIdentity = Pick<LinkFact, 'cycle' | 'purpose' | 'subject' | 'person' | 'generation'>

export type SignedLink = {
  /** `v1.<kid>.<id>.<expires>.<purpose>.<mac>`, below 150 characters, safe in a fragment. */
  token: string
  /** SHA-256 of the link's id, hex: what the store keeps. */
  hash: string
  /** 80 bits in four groups of four, without letters that look like digits. */
  code: string
  /** SHA-256 of the code as typed without its hyphens, hex. */
  codeHash: string
}

/** `expires` is an instant; the token carries it in whole seconds. */
export function signLink(secret: LinkSecret, identity: LinkIdentity, expires: string): SignedLink {
  const id = derive(secret, 'link', identity)
  const code = base32(derive(secret, 'paste-code', identity).subarray(0, 10))
  const seconds = Math.floor(Date.parse(expires) / 1000)
  const signed = [version, secret.id, id.toString('base64url'), seconds.toString(36), identity.purpose].join('.')
  return {
    token: `${signed}.${macOf(secret, signed)}`,
    hash: hashOf(id),
    code: code.replace(/.{4}(?=.)/g, '$&-'),
    codeHash: hashOf(code),
  }
}

export type TokenReading =
  | { hash: string; purpose: LinkPurpose; expires: string }
  | { problem: 'link-malformed' }
  /** Too late, or made with a secret that has left the ring: the holder may ask for a fresh one to the registered address, no more. */
  | { problem: 'link-expired'; hash: string }

/** Checks a token without asking the store, in this order: length, shape, key, signature, time. */
export function readToken(token: string, secrets: readonly LinkSecret[], now: string): TokenReading {
  if (token.length > maxTokenLength) return { problem: 'link-malformed' }
  const shape = tokenShape.exec(token)
  if (!shape) return { problem: 'link-malformed' }
  const [, signed = '', kid = '', id = '', seconds = '', purpose = '', mac = ''] = shape
  const hash = hashOf(Buffer.from(id, 'base64url'))
  const secret = secrets.find((s) => s.id === kid)
  // Whether it was ever ours only the store knows, by the hash of its 256 bits.
  if (!secret) return { problem: 'link-expired', hash }
  if (!timingSafeEqual(Buffer.from(macOf(secret, signed)), Buffer.from(mac))) return { problem: 'link-malformed' }
  const expires = Number.parseInt(seconds, 36) * 1000
  if (expires <= Date.parse(now)) return { problem: 'link-expired', hash }
  return { hash, purpose: purpose as LinkPurpose, expires: new Date(expires).toISOString() }
}

/** The hash under which a typed paste code is looked up; undefined when it is not one. */
export function codeHash(typed: string): string | undefined {
  if (typed.length > maxTokenLength) return undefined
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  return codeShape.test(code) ? hashOf(code) : undefined
}

/** Whose link it is, of whatever generation: a link made anew must not take the digits in an earlier mail away. */
export type LinkHolder = Omit<LinkIdentity, 'generation'>

/**
 * Six digits for a decision. `about` binds them to what is decided (round, draft digest; revision, submission digest) and,
 * for those that are mailed on request, to which request. Printed beside a link they stop programs that press buttons and
 * prove no identity; mailed on request they prove that the mailbox was read now.
 */
export function decisionCode(secret: LinkSecret, holder: LinkHolder, about: readonly string[]): string {
  const number = derive(secret, 'decision', { ...holder, generation: 0 }, about).readBigUInt64BE() % 1_000_000n
  return String(number).padStart(6, '0')
}

/** Whether the typed digits are the code, by any secret of the ring: the mail may be older than the newest one. */
export function isDecisionCode(
  typed: string,
  secrets: readonly LinkSecret[],
  holder: LinkHolder,
  about: readonly string[],
): boolean {
  const digits = typed.normalize('NFKC').replace(/[\s-]/g, '')
  if (!/^[0-9]{6}$/.test(digits)) return false
  const matches = secrets.map((secret) =>
    timingSafeEqual(Buffer.from(decisionCode(secret, holder, about)), Buffer.from(digits)),
  )
  return matches.includes(true)
}

const version = 'v1'
const maxTokenLength = 150
/** The purposes are spelled out: a purpose added later cannot be claimed by an older token's shape. */
const tokenShape =
  /^(v1\.([A-Za-z0-9_-]{1,16})\.([A-Za-z0-9_-]{43})\.([0-9a-z]{1,8})\.(slice|confirmation|sign-off|consent|board))\.([A-Za-z0-9_-]{43})$/

/** Crockford's: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeShape = new RegExp(`^[${alphabet}]{16}$`)

/** 256 bits for one use of one link; canonical JSON keeps the parts apart. */
function derive(secret: LinkSecret, use: string, identity: LinkIdentity, about: readonly string[] = []): Buffer {
  const { cycle, purpose, subject, person, generation } = identity
  const parts = ['lianbao', use, cycle, purpose, subject, person, generation, ...about]
  return createHmac('sha256', secret.secret).update(canonicalBytes(parts)).digest()
}

/** As it is spelled: its last letter has two bits that say nothing, so bytes would be the same for four tokens. */
const macOf = (secret: LinkSecret, signed: string): string =>
  createHmac('sha256', secret.secret)
    .update(canonicalBytes(['lianbao', 'mac', signed]))
    .digest('base64url')

const hashOf = (value: string | Uint8Array): string => hash('sha256', value)

function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return bits.replace(/.{5}/g, (five) => alphabet.charAt(Number.parseInt(five, 2)))
}
