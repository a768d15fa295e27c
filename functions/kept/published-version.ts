import { contentType } from '../../shared/contract/public-site.ts'
import { bytesToSign, signatureEnvelope } from '../../shared/published/manifest.ts'
import { digestOf } from '../../shared/report/bytes/digest.ts'
import type { Services } from '../services.ts'
import { tellPublishingKey } from './publishing-key.ts'

/**
 * Writes a version's files, reads each back and compares, then signs the manifest; answers with the manifest's digest. Begun again
 * after a crash it finds its own files and goes on.
 */
export async function putVersion(
  files: ReadonlyMap<string, Uint8Array>,
  { published, keys }: Pick<Services, 'published' | 'keys'>,
): Promise<string> {
  for (const [path, bytes] of files) {
    await published.put(path, bytes, contentType(path))
    const there = await published.get(path)
    if (!there || digestOf(there) !== digestOf(bytes)) throw new Error(`${path} was not kept as it was written`)
  }
  const [path, manifest] = [...files].find(([name]) => name.endsWith('/manifest.json'))!
  const signature = path.replace(/manifest\.json$/, 'manifest.sig.json')
  // An ECDSA signature differs each time it is made: one that is there stays.
  if (!(await published.get(signature))) {
    const signed = await keys.sign(bytesToSign(manifest))
    await tellPublishingKey(published, signed.publicKey)
    await published.put(signature, signatureEnvelope(manifest, signed), contentType(signature))
  }
  return digestOf(manifest)
}
