import { contentType } from '../../../shared/contract/public-site.ts'
import { publishingKeyFile } from '../../../shared/published/manifest.ts'
import type { Services } from '../../services.ts'

/**
 * Puts the key that signs at its well-known address on the public site, before anything signed with it is there. Keys of
 * earlier versions stay below it, since those are verified for years.
 */
export async function tellPublishingKey(published: Services['published'], publicKey: string): Promise<void> {
  const standing = new TextDecoder().decode(await published.get(publishingKeyFile))
  if (standing.includes(publicKey.trim())) return
  const keys = [publicKey, standing].map((pem) => pem.trim()).filter((pem) => pem !== '')
  const bytes = new TextEncoder().encode(`${keys.join('\n')}\n`)
  await published.movePointer(publishingKeyFile, bytes, contentType(publishingKeyFile))
}

/** The keys of that file, PEM by PEM. */
export const keysIn = (pems: string): string[] =>
  pems.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? []
