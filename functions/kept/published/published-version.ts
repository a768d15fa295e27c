import { contentType } from '../../../shared/contract/public-site.ts'
import type { SiteTags } from '../../../shared/contract/site-tags.ts'
import type { Opening } from '../../../shared/cycle/facts.ts'
import { present } from '../../../shared/present.ts'
import { bytesToSign, signatureEnvelope } from '../../../shared/published/manifest.ts'
import { digestOf } from '../../../shared/report/bytes/digest.ts'
import type { LocalizedText } from '../../../shared/report/report-definition.ts'
import { testTexts, trialTexts } from '../../../shared/words/trial-texts.ts'
import type { Services } from '../../services.ts'
import { tellPublishingKey } from './publishing-key.ts'

/**
 * Writes a version's files, reads each back and compares, then signs the manifest; answers with the manifest's digest. Begun again
 * after a crash it finds its own files and goes on. A test's files go where nobody outside reads, and nothing vouches for them.
 */
export async function putVersion(
  files: ReadonlyMap<string, Uint8Array>,
  { test }: Pick<Opening, 'test'>,
  services: Pick<Services, 'published' | 'keys' | 'files'>,
): Promise<string> {
  const shelf = test ? testShelf(services.files) : services.published
  for (const [path, bytes] of files) {
    await shelf.put(path, bytes, contentType(path))
    const there = await shelf.get(path)
    if (!there || digestOf(there) !== digestOf(bytes)) throw new Error(`${path} was not kept as it was written`)
  }
  const [path, manifest] = present(
    [...files].find(([name]) => name.endsWith('/manifest.json')),
    'value',
  )
  if (!test) await signManifest(path, manifest, services)
  return digestOf(manifest)
}

/** An ECDSA signature differs each time it is made: one that is there stays. */
async function signManifest(
  path: string,
  manifest: Uint8Array,
  { published, keys }: Pick<Services, 'published' | 'keys'>,
): Promise<void> {
  const signature = path.replace(/manifest\.json$/, 'manifest.sig.json')
  if (await published.get(signature)) return
  const signed = await keys.sign(bytesToSign(manifest))
  await tellPublishingKey(published, signed.publicKey)
  await published.put(signature, signatureEnvelope(manifest, signed), contentType(signature))
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
