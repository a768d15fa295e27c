import { verify } from 'node:crypto'
import { civilDate } from '../../../shared/calendar/civil-date.ts'
import { contentType } from '../../../shared/contract/public-site.ts'
import type { SiteTags } from '../../../shared/contract/site-tags.ts'
import { factKey } from '../../../shared/cycle/fact-key.ts'
import type { ReleaseFact, UnitReleaseFact } from '../../../shared/cycle/facts/release-facts.ts'
import type { Opening } from '../../../shared/cycle/facts.ts'
import { entryOf } from '../../../shared/present.ts'
import {
  bytesToSign,
  type Manifest,
  publishingKeyFile,
  type SignatureEnvelope,
  signatureEnvelope,
} from '../../../shared/published/manifest.ts'
import { versionFolder } from '../../../shared/published/site-report.ts'
import { canonicalBytes } from '../../../shared/report/bytes/canonical.ts'
import { digestOf, digestOfValue } from '../../../shared/report/bytes/digest.ts'
import type { LocalizedText } from '../../../shared/report/report-definition.ts'
import { testTexts, trialTexts } from '../../../shared/words/trial-texts.ts'
import type { Services } from '../../services.ts'
import { keysIn, tellPublishingKey } from './publishing-key.ts'

/**
 * Writes a version's files, reads each back and compares, its signed manifest last; answers with the manifest's digest and the instant the
 * files bear. Begun again after a crash it goes on with the bytes it began with, once one of them is public or as long as their day lasts.
 * A test's files go where nobody outside reads, and nothing vouches for them.
 *
 * @param make the version's files by path, as published at the instant, where the release has none of that day yet
 */
export async function putVersion(
  release: Released,
  { test, zone }: Pick<Opening, 'test' | 'zone'>,
  make: (publishedAt: string) => Promise<ReadonlyMap<string, Uint8Array>>,
  services: Releasing,
): Promise<{ manifest: string; publishedAt: string }> {
  const folder = versionFolder(release.cycle, release.version, 'unit' in release ? release.unit : undefined)
  const shelf = test ? testShelf(services.files) : services.published
  // Asked for first: what is public was kept before it, unless a program began it that kept nothing.
  const begun = await shelf.get(`${folder}/report.json`)
  const dated = begun ? publishedIn(begun) : dateOf(release, zone, services.clock.now())
  const making = async (): Promise<VersionFiles> => {
    const files = new Map([...(await make(dated))].map(([path, bytes]) => [path.slice(folder.length + 1), bytes]))
    const manifest = entryOf(files, 'manifest.json')
    return test ? files : files.set('manifest.sig.json', await signatureOf(folder, manifest, services))
  }
  const { files, own } = await filesOnce(
    keptFile(release, civilDate(dated, zone), zone),
    { isBegun: begun !== undefined, making },
    services,
  )
  if (!own && !test) await refuseUnsigned(folder, files, services)
  for (const [name, bytes] of files) {
    const path = `${folder}/${name}`
    await shelf.put(path, bytes, contentType(path))
    const there = await shelf.get(path)
    if (!there || digestOf(there) !== digestOf(bytes)) throw new Error(`${path} was not kept as it was written`)
  }
  return {
    manifest: digestOf(entryOf(files, 'manifest.json')),
    publishedAt: publishedIn(entryOf(files, 'report.json')),
  }
}

/** Of a version of which nothing is public: the release's instant on its own day; on a later one now, since nobody could read it before. */
const dateOf = ({ at }: Released, zone: string, now: string): string =>
  civilDate(now, zone) > civilDate(at, zone) ? now : at

const publishedIn = (report: Uint8Array): string => JSON.parse(text(report)).publishedAt

type Releasing = Pick<Services, 'published' | 'keys' | 'files' | 'clock'>
type Released = ReleaseFact | UnitReleaseFact
/** By their paths from the version's folder, in the order in which they are written. */
type VersionFiles = ReadonlyMap<string, Uint8Array>

/**
 * Where the files of a release are kept before the first of them is public: another program makes other bytes, and ECDSA another
 * signature each time. By its instant too: a table that was brought back may give the same number to another. What was kept for a day that
 * passed with nothing public is not used any more: the next day has files of its own, and of two who publish over midnight the first
 * public file says which go on.
 */
function keptFile(release: Released, day: string, zone: string): string {
  const own = [release.cycle, factKey(release), release.at]
  return `releases/${digestOfValue(day === civilDate(release.at, zone) ? own : [...own, day])}.json`
}

/** Of two who publish at once, the files of whoever kept them first are everybody's. `own`: they were made here. */
async function filesOnce(
  key: string,
  { isBegun, making }: { isBegun: boolean; making: () => Promise<VersionFiles> },
  { files }: Releasing,
): Promise<{ files: VersionFiles; own: boolean }> {
  const kept = await files.get(key)
  if (kept) return { files: unpacked(kept), own: false }
  const made = await making()
  if (isBegun) return { files: made, own: true }
  const bytes = packed(made)
  // Where another's stand, S3 keeps them and says nothing, a folder breaks.
  const refused = await files.put(key, bytes).catch((error: unknown) => error)
  const stands = await files.get(key)
  if (!stands) throw refused ?? new Error(`${key} was not kept`)
  return { files: unpacked(stands), own: digestOf(stands) === digestOf(bytes) }
}

const packed = (files: VersionFiles): Uint8Array =>
  canonicalBytes([...files].map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]))

function unpacked(bytes: Uint8Array): VersionFiles {
  const files: [string, string][] = JSON.parse(text(bytes))
  return new Map(files.map(([name, base64]) => [name, Buffer.from(base64, 'base64')]))
}

/**
 * No fact names what is kept by its digest: what vouches for it is the key that signed it. Not by the verifier of readers
 * (verification.ts), which shares nothing with who writes, adds every figure up again and waits for WebCrypto.
 */
async function refuseUnsigned(folder: string, files: VersionFiles, { published }: Releasing): Promise<void> {
  const bytes = entryOf(files, 'manifest.json')
  const manifest: Manifest = JSON.parse(text(bytes))
  const { payload, signatures }: SignatureEnvelope = JSON.parse(text(entryOf(files, 'manifest.sig.json')))
  const keys = keysIn(text(await published.get(publishingKeyFile)))
  const isSigned = signatures.some(({ sig }) =>
    keys.some((key) => verify('sha256', bytesToSign(bytes), key, Buffer.from(sig, 'base64'))),
  )
  const isOfIt =
    versionFolder(manifest.cycle, manifest.version, manifest.unit) === folder &&
    payload === Buffer.from(bytes).toString('base64') &&
    files.size === manifest.files.length + 2 &&
    manifest.files.every(({ path, sha256 }) => digestOf(entryOf(files, path)) === sha256)
  if (!isSigned || !isOfIt) throw new Error(`${folder} is not kept as it was signed`)
}

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

/** One that is public stays. The key is told before anything signed with it is anywhere. */
async function signatureOf(
  folder: string,
  manifest: Uint8Array,
  { published, keys }: Pick<Services, 'published' | 'keys'>,
): Promise<Uint8Array> {
  const standing = await published.get(`${folder}/manifest.sig.json`)
  if (standing) return standing
  const signed = await keys.sign(bytesToSign(manifest))
  await tellPublishingKey(published, signed.publicKey)
  return signatureEnvelope(manifest, signed)
}

/** What a test would have published, by the same paths. */
export const testShelf = (files: Services['files']): Pick<Services['published'], 'put' | 'get'> => ({
  put: (path, bytes) => files.put(`tests/${path}`, bytes),
  get: (path) => files.get(`tests/${path}`),
})

/** What a version says of itself where it does not count. */
export function markOf({ test }: Pick<Opening, 'test'>, { trial }: Services['settings']): { trial?: LocalizedText } {
  return test ? { trial: testTexts.page } : trial ? { trial: trialTexts.page } : {}
}

/** The same of a version that is published: its report.json says it. */
export const markIn = (report: Uint8Array | undefined): { trial?: LocalizedText } =>
  report ? JSON.parse(new TextDecoder().decode(report)) : {}

/** What the site says of itself on the day of a release, which keeps it. */
export function siteOf({ site, publicUrl }: Services['settings']): { site?: SiteTags } {
  return site ? { site: { ...site, domain: site.domain ?? new URL(publicUrl).hostname } } : {}
}
