import { createHash, createPublicKey, type KeyObject, verify as verifySignature } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'

/**
 * `lianbao verify FOLDER|manifest.json [--key PUBLIC-KEY.pem|SHA256:…]`: checks a downloaded version of a report, offline. It
 * shares no code with what wrote the files: only digests, the signature, and adding up.
 *
 * - every file of the manifest is there with its size and digest, and nothing else lies beside them;
 * - report.json names the same cycle, version and draft, and its decisions are those of the manifest;
 * - every figure follows from its provenance again, exactly;
 * - manifest.sig.json is a DSSE envelope over these very bytes of the manifest, signed with the given key, of which a file of
 *   several keys may hold any. Without --key it is held against the key it names itself: that proves that nothing was changed
 *   since, and not who signed.
 */
export type Verification = {
  faults: string[]
  remarks: string[]
  /** `SHA256:` and the digest of the key it is signed with; `known` when that key was given. */
  signer?: { key: string; known: boolean }
}

export function verifyFolder(path: string, trustedKey?: string): Verification {
  const folder = basename(path) === 'manifest.json' ? dirname(path) : path
  const bytes = read(join(folder, 'manifest.json'))
  const manifest = bytes && parsed(bytes)
  if (!bytes || !manifest) return { faults: ['manifest.json: missing or not readable'], remarks: [] }
  try {
    return verifyManifest(folder, bytes, manifest, trustedKey)
  } catch {
    // What was published has another form; whatever this is, it is not that.
    return { faults: ['manifest.json or report.json: not of the form that is published'], remarks: [] }
  }
}

function verifyManifest(folder: string, bytes: Buffer, manifest: Json, trustedKey: string | undefined): Verification {
  const files = manifest.files as { path: string; sha256: string; size: number }[]
  const faults = files.flatMap((file) => verifyFile(folder, file))
  const known = new Set(['manifest.json', 'manifest.sig.json', ...files.map((file) => file.path)])
  for (const name of namesIn(folder)) if (!known.has(name)) faults.push(`${name}: not in the manifest`)
  const reportBytes = read(join(folder, 'report.json'))
  const report = reportBytes && parsed(reportBytes)
  if (!report) faults.push('report.json: missing or not readable')
  else faults.push(...verifyReport(report, manifest), ...verifyFigures(report))
  const signature = verifyEnvelope(read(join(folder, 'manifest.sig.json')), bytes, trustedKey)
  return {
    faults: [...faults, ...signature.faults],
    remarks: [
      `${manifest.cycle}, version ${manifest.version}, published ${manifest.publishedAt}`,
      `draft ${manifest.draft}`,
      `manifest ${sha256(bytes)}`,
      ...signature.remarks,
    ],
    ...(signature.signer && { signer: signature.signer }),
  }
}

/**
 * The command: prints what was found, answers the exit code. 0: unchanged, and signed with the key that was given. 1: not.
 * 2: asked wrongly. 3: unchanged since it was signed with a key that is not known here.
 */
export function verify(args: readonly string[], print: (line: string) => void): number {
  const keyAt = args.indexOf('--key')
  const given = keyAt >= 0 ? args[keyAt + 1] : undefined
  const paths = args.filter((arg, index) => arg !== '--key' && (keyAt < 0 || index !== keyAt + 1))
  if (paths.length !== 1 || (keyAt >= 0 && !given)) {
    print('lianbao verify FOLDER|manifest.json [--key PUBLIC-KEY.pem|SHA256:…]')
    return 2
  }
  const key = given?.startsWith('SHA256:') ? given : given && read(given)?.toString('utf8')
  if (given !== undefined && key === undefined) {
    print(`${given}: not readable`)
    return 2
  }
  const { faults, remarks, signer } = verifyFolder(paths[0]!, key)
  for (const line of [...remarks, ...faults.map((fault) => `✗ ${fault}`)]) print(line)
  if (faults.length > 0 || !signer) {
    print('核验不通过 / NOT verified')
    return 1
  }
  if (signer.known) {
    print(`核验通过，由给定的密钥 ${signer.key} 签名 / verified: signed with the given key`)
    return 0
  }
  print(`自签名以来没有改动；签名的密钥 ${signer.key} 您这里还不认识，请与公布机关的密钥核对，再用 --key 核验一次`)
  print(`unchanged since signed by ${signer.key}, whose key is not known to you`)
  return 3
}

type Json = { [name: string]: unknown }

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

function namesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}

function parsed(bytes: Uint8Array): Json | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined
  } catch {
    return undefined
  }
}

function verifyFile(
  folder: string,
  { path, sha256: digest, size }: { path: string; sha256: string; size: number },
): string[] {
  const whole = resolve(folder, path)
  if (!whole.startsWith(resolve(folder) + sep)) return [`${path}: leads out of the folder`]
  const bytes = read(whole)
  if (!bytes) return [`${path}: missing`]
  if (bytes.length !== size) return [`${path}: has ${bytes.length} bytes, the manifest says ${size}`]
  return sha256(bytes) === digest ? [] : [`${path}: its bytes are not those of the manifest`]
}

function verifyReport(report: Json, manifest: Json): string[] {
  const faults = ['cycle', 'version', 'draft', 'publishedAt']
    .filter((name) => report[name] !== manifest[name])
    .map((name) => `report.json: ${name} is not the manifest's`)
  const inReport = ((report.signatures ?? []) as { seats: { decision?: { digest: string } }[] }[])
    .flatMap((stage) => stage.seats.map((seat) => seat.decision?.digest))
    .filter((digest) => digest !== undefined)
  const inManifest = ((manifest.decisions ?? []) as { digest: string }[]).map((decision) => decision.digest)
  if (inReport.join() !== inManifest.join()) faults.push("report.json: its decisions are not the manifest's")
  return faults
}

type Source = { strategy: string; from?: Record<string, string | null>; of?: string[] }

/** Adds every figure up again. */
function verifyFigures(report: Json): string[] {
  const figures = (report.figures ?? {}) as Record<string, string | null>
  const provenance = (report.provenance ?? {}) as Record<string, Source>
  return Object.entries(figures).flatMap(([cell, figure]) => {
    const source = provenance[cell]
    if (!source) return [`report.json: ${cell} has no provenance`]
    const again = addedUp(source, figures)
    return again === figure ? [] : [`report.json: ${cell} is ${figure}, its provenance gives ${again}`]
  })
}

function addedUp(source: Source, figures: Record<string, string | null>): string | null {
  if (source.strategy === 'computed') {
    const terms = (source.of ?? []).map((term) => {
      const figure = figures[term.replace(/^-/, '')] ?? null
      return { figure, minus: term.startsWith('-') }
    })
    if (terms.some(({ figure }) => figure === null)) return null
    return total(terms.flatMap(({ figure, minus }) => (figure === 'n/a' ? [] : [minus ? `-${figure}` : figure!])))
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
  const [whole = '0', fraction = ''] = figure.replaceAll('-', '').split('.')
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

const payloadType = 'application/vnd.lianbao.manifest+json'

function verifyEnvelope(bytes: Buffer | undefined, manifest: Buffer, trustedKey: string | undefined): Verification {
  const envelope = bytes && parsed(bytes)
  if (!envelope) return { faults: ['manifest.sig.json: missing or not readable'], remarks: [] }
  const signatures = (envelope.signatures ?? []) as Signature[]
  if (envelope.payloadType !== payloadType || envelope.payload !== manifest.toString('base64')) {
    return { faults: ['manifest.sig.json: signs something else than manifest.json'], remarks: [] }
  }
  const toSign = Buffer.concat([
    Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${manifest.length} `),
    manifest,
  ])
  const signed = signatures.flatMap((signature) =>
    keysFor(signature, trustedKey).flatMap((key) => (verifies(toSign, signature, key) ? [fingerprint(key)] : [])),
  )
  if (!signed[0]) return { faults: ['manifest.sig.json: the signature does not verify'], remarks: [] }
  return { faults: [], remarks: [], signer: { key: signed[0], known: trustedKey !== undefined } }
}

/** The keys to hold a signature against: those given, by themselves or by their digest; else the one it names. */
function keysFor({ publicKey }: Signature, trusted: string | undefined): KeyObject[] {
  const pems = (text: string) => text.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? []
  const read = (pem: string): KeyObject[] => {
    try {
      return [createPublicKey(pem)]
    } catch {
      return []
    }
  }
  if (trusted === undefined) return pems(publicKey).flatMap(read)
  if (!trusted.startsWith('SHA256:')) return pems(trusted).flatMap(read)
  return pems(publicKey)
    .flatMap(read)
    .filter((key) => fingerprint(key) === trusted)
}

/** What `openssl pkey -pubin -in KEY.pem -outform DER | sha256sum` prints. */
const fingerprint = (key: KeyObject): string => `SHA256:${sha256(key.export({ format: 'der', type: 'spki' }))}`

function verifies(bytes: Buffer, { keyid, sig, alg }: Signature, key: KeyObject): boolean {
  if (Buffer.from(sig, 'base64').toString('base64') !== sig) return false
  // The key's id is a hint (DSSE); one that names another key than it was made from was tampered with all the same.
  if (!fingerprint(key).startsWith(`SHA256:${keyid}`)) return false
  try {
    // DER, as openssl and KMS write it; versions published before say ES256 and have the two numbers side by side, as JOSE does.
    const dsaEncoding = alg === undefined ? 'der' : 'ieee-p1363'
    return (
      (alg === undefined || alg === 'ES256') &&
      verifySignature('sha256', bytes, { key, dsaEncoding }, Buffer.from(sig, 'base64'))
    )
  } catch {
    return false
  }
}
