import { itemAt, ownOf } from '../present.ts'
import { plainSha256, plainVerify } from './plain-crypto.ts'

/**
 * Verifies a published version: for `lianbao verify` and for the page in a reader's browser. It shares no code with what wrote the
 * files; only digests, the signature, and adding up, with what browsers and Node both have (WebCrypto), or by itself on a page that
 * came by http.
 *
 * - every file of the manifest is there with its size and digest, and nothing else lies beside them;
 * - manifest.sig.json is a DSSE envelope over these very bytes of the manifest, signed with a known key;
 * - report.json names the same cycle, version and draft, its decisions are those of the manifest, and every figure follows from its
 *   provenance again, exactly;
 * - the site lists it with this manifest, as its newest, superseded or withdrawn; the version before is the one this manifest names;
 * - an exported audit of the cycle, where one is given, has the head that the manifest names.
 */
export type VersionGiven = {
  /** A file by its path from the manifest's folder; undefined where there is none. */
  read: (path: string) => Promise<Uint8Array | undefined>
  /** What lies in the folder; undefined where that cannot be told (an address). */
  names?: readonly string[]
  /** Keys that are known to be the publisher's, PEM after PEM; or `SHA256:` and the digest of one. */
  key?: string | undefined
  /** The key is what the site says of itself: nobody else vouches for it. */
  keyOfSite?: boolean
  /** An exported audit (JSON lines). */
  audit?: Uint8Array | undefined
  /** What lies around it is a copy as well, and nobody has asked the site: it may say that something is wrong, and vouches for nothing. */
  isCopy?: true
  /** Where it was found, from the site's root: `r/<cycle>/v1`. Undefined for files off the site. */
  at?: string | undefined
}

export type Fault =
  | { is: 'unreadable' | 'form' | 'missing' | 'outside' | 'bytes' | 'extra' | 'twice'; path: string }
  | { is: 'size'; path: string; size: number; said: number }
  | { is: 'signs-other' | 'signature' | 'decisions' | 'previous' | 'listed' | 'behind' | 'elsewhere' | 'audit' }
  | { is: 'field'; field: string }
  | { is: 'no-provenance'; cell: string }
  | { is: 'sum'; cell: string; figure: string | null; gives: string | null }

export type Verification = {
  faults: Fault[]
  /** What the manifest says, where it can be read. */
  version?: { cycle: string; unit?: string; version: number; publishedAt: string; draft: string; manifest: string }
  /** What the report says of itself, where it can be read: its title, the civil date of its publication, that a trial made it. */
  says?: { title?: Said; published?: string; trial?: Said }
  /** `SHA256:` and the digest of the key it is signed with; `known` when that key was given, `ofSite` when by the site itself. */
  signer?: { key: string; known: boolean; ofSite?: true }
  /** What the site says of this version now; undefined where it does not say. */
  newest?: Listed
  /** With which of the three this version was held together. */
  register: ('previous' | 'listed' | 'audit')[]
}

type Said = { zh: string; en: string }

/** `now`: the number of the newest version, where this one is not; `gone`: that one is withdrawn. `reason`: why this one is. */
export type Listed = { is: 'newest' | 'older' | 'withdrawn'; now?: number; gone?: boolean; reason?: string }

/** How each of the five sentences stands. */
export type Sentence = 'holds' | 'unknown' | 'broken'
export type FiveSentences = Record<'files' | 'key' | 'draft' | 'newest' | 'register', Sentence>

const ofFiles: readonly Fault['is'][] = ['unreadable', 'form', 'missing', 'outside', 'bytes', 'extra', 'twice', 'size']
const ofKey: readonly Fault['is'][] = ['signs-other', 'signature']
const ofDraft: readonly Fault['is'][] = ['field', 'decisions', 'no-provenance', 'sum']
const ofRegister: readonly Fault['is'][] = ['previous', 'listed', 'behind', 'elsewhere', 'audit']

/** What follows: draft and register rest on the manifest, so whoever does not know its key cannot know them either. */
export function fiveSentences({ faults, signer, newest, register, version }: Verification): FiveSentences {
  const broken = (kinds: readonly Fault['is'][]) => faults.some(({ is }) => kinds.includes(is))
  const stands = (kinds: readonly Fault['is'][], { if: holds }: { if: boolean }): Sentence =>
    broken(kinds) ? 'broken' : holds ? 'holds' : 'unknown'
  const known = signer?.known === true
  return {
    files: stands(ofFiles, { if: version !== undefined }),
    key: stands(ofKey, { if: known }),
    draft: stands(ofDraft, { if: known && !broken(ofFiles) }),
    newest: newest === undefined ? 'unknown' : newest.is === 'newest' ? 'holds' : 'broken',
    register: stands(ofRegister, { if: known && register.length > 0 }),
  }
}

/** In one word: which heading stands above the five sentences. */
export type Verified = 'all' | 'whole' | 'stranger' | 'older' | 'withdrawn' | 'broken'
export function verdictOfVersion(verification: Verification): Verified {
  const { files, key, draft, register } = fiveSentences(verification)
  if ([files, key, draft, register].includes('broken') || !verification.version) return 'broken'
  const now = verification.newest?.is
  if (now === 'withdrawn') return now
  if (key === 'unknown') return 'stranger'
  if (now === 'older') return now
  return now === 'newest' && register === 'holds' ? 'all' : 'whole'
}

export async function verifyVersion(asked: VersionGiven): Promise<Verification> {
  const given = await newestOf(asked)
  const bytes = await given.read('manifest.json')
  const manifest = bytes && parsed(bytes)
  if (!bytes || !manifest) return { faults: [{ is: 'unreadable', path: 'manifest.json' }], register: [] }
  try {
    return await verifyManifest(given, bytes, manifest)
  } catch {
    // What was published has another form; whatever this is, it is not that.
    return { faults: [{ is: 'form', path: 'manifest.json' }], register: [] }
  }
}

/** What a desktop puts into a folder that it has shown; no page leads there. */
const leftBySystem = /(?:^|\/)(?:\.DS_Store|\._[^/]*|thumbs\.db|desktop\.ini)$/i

/** At the address people hold, one above the versions, stands the newest one. */
async function newestOf(given: VersionGiven): Promise<VersionGiven> {
  const bytes = (await given.read('manifest.json')) ? undefined : await given.read('latest.json')
  const list = bytes && listRead(parsed(bytes))
  if (!list) return given
  const folder = `v${list.version}/`
  const inside = (names: readonly string[]) => names.filter((name) => name.indexOf(folder) === 0)
  return {
    ...given,
    read: (path) => given.read(path.startsWith('../') ? path.slice(3) : folder + path),
    ...(given.names && { names: inside(given.names).map((name) => name.slice(folder.length)) }),
    ...(given.at !== undefined && { at: `${given.at}/v${list.version}` }),
  }
}

async function verifyManifest(given: VersionGiven, bytes: Uint8Array, manifest: Json): Promise<Verification> {
  const files = manifest.files as { path: string; sha256: string; size: number }[]
  const faults: Fault[] = canonical(bytes, manifest) ? [] : [{ is: 'form', path: 'manifest.json' }]
  const named = new Set<string>()
  for (const file of files) {
    faults.push(...(await verifyFile(given, file)))
    if (named.has(file.path)) faults.push({ is: 'twice', path: file.path })
    named.add(file.path)
  }
  if (!named.has('report.json')) faults.push({ is: 'extra', path: 'report.json' })
  const known = new Set([...Array.from(named), 'manifest.json', 'manifest.sig.json', 'report.json'])
  for (const name of given.names ?? [])
    if (!known.has(name) && !leftBySystem.test(name)) faults.push({ is: 'extra', path: name })
  const reportBytes = await given.read('report.json')
  const report = reportBytes && parsed(reportBytes)
  if (!report || !reportBytes) faults.push({ is: 'unreadable', path: 'report.json' })
  else if (!canonical(reportBytes, report)) faults.push({ is: 'form', path: 'report.json' })
  else faults.push(...verifyReport(report, manifest), ...verifyFigures(report))
  const signature = await verifyEnvelope(await given.read('manifest.sig.json'), bytes, given.key)
  const digest = await sha256(bytes)
  const beside = await besideIt(given, manifest, digest)
  const { cycle, unit, version, publishedAt, draft } = manifest
  return {
    faults: [...faults, ...signature.faults, ...beside.faults],
    version: {
      cycle: String(cycle),
      ...(unit !== undefined && { unit: String(unit) }),
      version: Number(version),
      publishedAt: String(publishedAt),
      draft: String(draft),
      manifest: digest,
    },
    ...(report && { says: saidBy(report) }),
    ...(signature.signer && { signer: { ...signature.signer, ...(given.keyOfSite && { ofSite: true as const }) } }),
    ...(beside.newest !== undefined && { newest: beside.newest }),
    register: beside.register,
  }
}

type Json = { [name: string]: unknown }

function saidBy({ title, trial, timeliness }: Json): NonNullable<Verification['says']> {
  const isSaid = (value: unknown): value is Said => {
    const { zh, en } = (value ?? {}) as Json
    return typeof zh === 'string' && typeof en === 'string'
  }
  const published = ((timeliness ?? {}) as Json).published
  return {
    ...(isSaid(title) && { title }),
    ...(isSaid(trial) && { trial }),
    ...(/^\d{4}-\d\d-\d\d$/.test(String(published)) && { published: String(published) }),
  }
}

/** The browser's own, which it keeps from pages that came by http. */
const subtle: typeof crypto.subtle | undefined = crypto.subtle

async function sha256(bytes: Uint8Array): Promise<string> {
  const plain = bytes as Uint8Array<ArrayBuffer>
  const digest = subtle ? new Uint8Array(await subtle.digest('SHA-256', plain)) : plainSha256(bytes)
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function parsed(bytes: Uint8Array): Json | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined
  } catch {
    return undefined
  }
}

/**
 * Whether these are the bytes that the value has in canonical form (RFC 8785), as everything that is signed has. A name that stands
 * twice, a number that no program reads as it is written: two readers would read two things.
 */
const canonical = (bytes: Uint8Array, value: Json): boolean => new TextDecoder().decode(bytes) === written(value)

function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.keys(value).sort()
  return `{${members.map((name) => `${JSON.stringify(name)}:${written((value as Json)[name])}`).join()}}`
}

async function verifyFile(
  { read }: VersionGiven,
  { path, sha256: digest, size }: { path: string; sha256: string; size: number },
): Promise<Fault[]> {
  // Also nothing that an address reads as more than a name: `%2e%2e` is `..` there, and `http:x` another host.
  if (!/^[^/\\:%?#]+(\/[^/\\:%?#]+)*$/.test(path) || path.split('/').some((part) => part === '..' || part === '.'))
    return [{ is: 'outside', path }]
  const bytes = await read(path)
  if (!bytes) return [{ is: 'missing', path }]
  if (bytes.length !== size) return [{ is: 'size', path, size: bytes.length, said: size }]
  return (await sha256(bytes)) === digest ? [] : [{ is: 'bytes', path }]
}

function verifyReport(report: Json, manifest: Json): Fault[] {
  const faults = ['cycle', 'unit', 'version', 'draft', 'publishedAt']
    .filter((name) => report[name] !== manifest[name])
    .map((field): Fault => ({ is: 'field', field }))
  const inReport: unknown[] = []
  for (const { seats } of (report.signatures ?? []) as { seats: { decision?: { digest: string } }[] }[])
    for (const { decision } of seats) if (decision) inReport.push(decision.digest)
  const inManifest = ((manifest.decisions ?? []) as { digest: string }[]).map((decision) => decision.digest)
  return inReport.join() === inManifest.join() ? faults : [...faults, { is: 'decisions' }]
}

/** What lies around the version: the site's word on which is newest, the version before, an audit. */
async function besideIt(
  { read, audit, at, isCopy }: VersionGiven,
  manifest: Json,
  digest: string,
): Promise<Pick<Verification, 'faults' | 'newest' | 'register'>> {
  const faults: Fault[] = []
  const register: Verification['register'] = []
  const compare = (by: Verification['register'][number], named: unknown, found: unknown) => {
    if (named === found) register.push(by)
    else faults.push({ is: by })
  }
  const { cycle, unit, version, previous, audit: mark } = manifest as ManifestRead
  if (at !== undefined && at !== `r/${cycle}${unit === undefined ? '' : `/units/${unit}`}/v${version}`)
    faults.push({ is: 'elsewhere' })
  const latestBytes = await read('../latest.json')
  const latest = latestBytes && listRead(parsed(latestBytes))
  const own =
    latest?.versions?.find((one) => one.version === version) ?? (latest?.version === version ? latest : undefined)
  if (own?.manifest !== undefined && !(isCopy && own.manifest === digest)) compare('listed', own.manifest, digest)
  if (latest && latest.version < version) faults.push({ is: 'behind' })
  const before = previous && (await read(`../v${Number(previous.version)}/manifest.json`))
  if (previous && before) compare('previous', previous.manifest, await sha256(before))
  if (audit && mark) compare('audit', mark.head, await headOf(audit, mark.entries))
  // A list can be put back without a trace in it; the version that came next names this one.
  const next = latest && latest.version > version ? undefined : await followedBy(read, version, digest)
  const newest = next !== undefined ? ({ is: 'older', now: next } as const) : latest && listedAs(version, own, latest)
  return { faults, register, ...(newest && !(isCopy && newest.is === 'newest') && { newest }) }
}

/** The number of the version that follows this one, where it lies beside it. */
async function followedBy(read: VersionGiven['read'], version: number, digest: string): Promise<number | undefined> {
  const bytes = await read(`../v${version + 1}/manifest.json`)
  const previous = bytes && (parsed(bytes) as ManifestRead | undefined)?.previous
  return previous?.manifest === digest ? version + 1 : undefined
}

type ManifestRead = {
  cycle: string
  unit?: string
  version: number
  previous?: { version: number; manifest: string }
  audit?: { entries: number; head: string }
}
type VersionRead = { version: number; manifest?: string; withdrawn?: { reason?: string } }
/** `latest.json`: the newest version, and all there are (versions of before have not this list). */
type ListRead = VersionRead & { versions?: VersionRead[] }

/** Nothing signs the list: what cannot be read of it is as if it were not there. */
function listRead(list: Json | undefined): ListRead | undefined {
  const isVersion = (one: unknown): one is VersionRead =>
    typeof one === 'object' && one !== null && Number.isSafeInteger((one as Json).version)
  if (!isVersion(list)) return undefined
  const versions: unknown = (list as Json).versions
  return { ...list, versions: Array.isArray(versions) ? versions.filter(isVersion) : [] }
}

function listedAs(version: number, own: VersionRead | undefined, latest: ListRead): Listed | undefined {
  const later = latest.version > version ? { now: latest.version, gone: latest.withdrawn !== undefined } : {}
  if (own?.withdrawn) return { is: 'withdrawn', ...later, reason: String(own.withdrawn.reason ?? '') }
  if (latest.version === version) return { is: 'newest' }
  return latest.version > version ? { is: 'older', ...later } : undefined
}

/**
 * The hash of an audit's entry by its number, if every entry up to it is bound to the one before. A line is canonical JSON, so what an
 * entry's hash was made of is the line without that member.
 */
async function headOf(audit: Uint8Array, entries: number): Promise<string | undefined> {
  const lines = new TextDecoder().decode(audit).split('\n').slice(1)
  let previous = '0'.repeat(64)
  for (let n = 0; n < entries; n++) {
    const line = lines[n] ?? ''
    const at = line.lastIndexOf(',"hash":"')
    const tail = /^,"hash":"([0-9a-f]{64})","previous":"([0-9a-f]{64})","sequence":(\d+)}$/.exec(line.slice(at))
    if (at < 0 || !tail || tail[2] !== previous || Number(tail[3]) !== n + 1) return undefined
    const content = `${line.slice(0, at)}${line.slice(at + ',"hash":""'.length + 64)}`
    if ((await sha256(new TextEncoder().encode(content))) !== tail[1]) return undefined
    previous = itemAt(tail, 1)
  }
  return previous
}

type Source = { strategy: string; from?: Record<string, string | null>; of?: string[] }

/** Adds every figure up again. */
function verifyFigures(report: Json): Fault[] {
  const figures = (report.figures ?? {}) as Record<string, string | null>
  const provenance = (report.provenance ?? {}) as Record<string, Source>
  const faults: Fault[] = []
  for (const [cell, figure] of Object.entries(figures)) {
    const source = ownOf(provenance, cell)
    if (!source) faults.push({ is: 'no-provenance', cell })
    else {
      const gives = addedUp(source, figures)
      if (gives !== figure) faults.push({ is: 'sum', cell, figure, gives })
    }
  }
  return faults
}

function addedUp(source: Source, figures: Record<string, string | null>): string | null {
  if (source.strategy === 'computed') {
    const terms: string[] = []
    for (const term of source.of ?? []) {
      const figure = ownOf(figures, term.replace(/^-/, ''))
      if (!figure) return null
      if (figure !== 'n/a') terms.push(term.startsWith('-') ? `-${figure}` : figure)
    }
    return total(terms)
  }
  const given = Object.values(source.from ?? {}).filter((figure) => figure !== null)
  const counted = given.filter((figure) => figure !== 'n/a')
  if (counted.length === 0) return given.length > 0 ? 'n/a' : null
  if (source.strategy === 'max') {
    return counted.reduce((a, b) => (scaled(a) >= scaled(b) ? a : b))
  }
  return total(counted)
}

const places = 12
/** An exact decimal as an integer of 10⁻¹²; `--3` is 3. */
function scaled(figure: string): bigint {
  const minus = (figure.match(/-/g) ?? []).length % 2 === 1
  const [whole = '0', fraction = ''] = figure.replace(/-/g, '').split('.')
  const digits = BigInt(whole + fraction.padEnd(places, '0'))
  return minus ? -digits : digits
}

function total(figures: string[]): string {
  if (figures.length === 0) return 'n/a'
  const sum = figures.reduce((left, figure) => left + scaled(figure), 0n)
  const digits = String(sum < 0n ? -sum : sum).padStart(places + 1, '0')
  const fraction = digits.slice(-places).replace(/0+$/, '')
  return `${sum < 0n ? '-' : ''}${digits.slice(0, -places)}${fraction ? `.${fraction}` : ''}`
}

type Signature = { keyid: string; sig: string; publicKey: string; alg?: string }
type Signed = { faults: Fault[]; signer?: NonNullable<Verification['signer']> }

const payloadType = 'application/vnd.lianbao.manifest+json'

async function verifyEnvelope(
  bytes: Uint8Array | undefined,
  manifest: Uint8Array,
  key: string | undefined,
): Promise<Signed> {
  const envelope = bytes && parsed(bytes)
  if (!envelope) return { faults: [{ is: 'unreadable', path: 'manifest.sig.json' }] }
  if (envelope.payloadType !== payloadType || envelope.payload !== toBase64(manifest))
    return { faults: [{ is: 'signs-other' }] }
  const head = new TextEncoder().encode(`DSSEv1 ${payloadType.length} ${payloadType} ${manifest.length} `)
  const toSign = joined(head, manifest)
  for (const signature of (envelope.signatures ?? []) as Signature[]) {
    for (const publicKey of await keysFor(signature, key))
      if (await verifies(toSign, signature, publicKey))
        return { faults: [], signer: { key: await fingerprint(publicKey), known: key !== undefined } }
  }
  return { faults: [{ is: 'signature' }] }
}

/** The keys to hold a signature against: those given, by themselves or by their digest; else the one it names. */
async function keysFor({ publicKey }: Signature, known: string | undefined): Promise<Uint8Array[]> {
  if (known !== undefined && !known.startsWith('SHA256:')) return keysIn(known)
  const own = keysIn(publicKey)
  if (known === undefined) return own
  const prints = await Promise.all(own.map(fingerprint))
  return own.filter((_, n) => prints[n] === known)
}

/**
 * Which keys are known where files are verified that may bring one along: those that the site has as well, since whoever changed the files
 * can have put a key of their own among them. PEM after PEM; undefined: none.
 */
export function keysKnown(ofSite: string | undefined, alongside: string | undefined): string | undefined {
  if (ofSite === undefined || alongside === undefined) return ofSite
  const own = pemsIn(ofSite).map(withoutSpace)
  return (
    pemsIn(alongside)
      .filter((pem) => own.indexOf(withoutSpace(pem)) >= 0)
      .join('\n') || undefined
  )
}

const pemsIn = (text: string): string[] =>
  String(text).match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? []
const withoutSpace = (pem: string): string => pem.replace(/\s/g, '')

/** PEM after PEM, as SPKI. */
function keysIn(text: string): Uint8Array[] {
  return pemsIn(text).map((pem) => fromBase64(pem.replace(/-----[^-]+-----|\s/g, '')) ?? new Uint8Array())
}

/** What `openssl pkey -pubin -in KEY.pem -outform DER | sha256sum` prints. */
const fingerprint = async (key: Uint8Array): Promise<string> => `SHA256:${await sha256(key)}`

async function verifies(bytes: Uint8Array, { keyid, sig, alg }: Signature, key: Uint8Array): Promise<boolean> {
  const given = fromBase64(sig)
  if (!given || toBase64(given) !== sig) return false
  // The key's id is a hint (DSSE); one that names another key than it was made from was tampered with all the same.
  if (!(await fingerprint(key)).startsWith(`SHA256:${keyid}`)) return false
  // DER, as openssl and KMS write it; versions published before say ES256 and have the two numbers side by side, as JOSE does.
  const numbers = alg === undefined ? numbersIn(given) : alg === 'ES256' ? given : undefined
  if (!numbers) return false
  if (!subtle) return plainVerify(key, numbers, bytes)
  try {
    const curve = { name: 'ECDSA', namedCurve: 'P-256' }
    const imported = await subtle.importKey('spki', key as Uint8Array<ArrayBuffer>, curve, false, ['verify'])
    const how = { name: 'ECDSA', hash: 'SHA-256' }
    const plain = bytes as Uint8Array<ArrayBuffer>
    return await subtle.verify(how, imported, numbers as Uint8Array<ArrayBuffer>, plain)
  } catch {
    return false
  }
}

/** The two numbers of an ECDSA signature in DER, side by side in 32 bytes each, as WebCrypto takes them. */
function numbersIn(der: Uint8Array): Uint8Array | undefined {
  const side = new Uint8Array(64)
  let at = 2
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return undefined
  for (const end of [32, 64]) {
    const length = der[at + 1] ?? 0
    const number = der.slice(at + 2, at + 2 + length)
    const plain = number[0] === 0 ? number.slice(1) : number
    if (der[at] !== 0x02 || length === 0 || number.length !== length || plain.length > 32) return undefined
    side.set(plain, end - plain.length)
    at += 2 + length
  }
  return at === der.length ? side : undefined
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of Array.from(bytes)) text += String.fromCharCode(byte)
  return btoa(text)
}

function fromBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}
