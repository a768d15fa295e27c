import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { PublicFiles } from '../services.ts'
import { getBytes, putOnce } from './bucket.ts'
import { clientOf } from './named-calls.ts'

/** A year, and no revalidation: the path carries the version, its bytes never change. */
const forGood = 'public, max-age=31536000, immutable'
/** Seconds after which a reader looks for a newer version; no invalidation is ever needed. */
const soonStale = 'public, max-age=60'

export function publicFiles({ PUBLIC_BUCKET }: { PUBLIC_BUCKET: string }, client = clientOf(S3Client)): PublicFiles {
  const at = (path: string) => ({ Bucket: PUBLIC_BUCKET, Key: path.replace(/^\/+/, '') })
  return {
    async put(path, bytes, contentType) {
      const object = { ...at(path), Body: bytes, ContentType: contentType, CacheControl: forGood }
      if ((await putOnce(client, object)) === 'written') return
      const standing = await getBytes(client, at(path))
      if (!standing || !Buffer.from(standing).equals(bytes)) throw new PublishedOtherwise(path)
    },
    get: (path) => getBytes(client, at(path)),
    async movePointer(path, bytes, contentType) {
      const object = { ...at(path), Body: bytes, ContentType: contentType, CacheControl: soonStale }
      await client.send(new PutObjectCommand(object))
    },
  }
}

/** The path is published with other bytes: a publication is a pure function of its draft, so this is a fault, not a race. */
export class PublishedOtherwise extends Error {
  readonly path: string
  constructor(path: string) {
    super(`published with other bytes: ${path}`)
    this.name = 'PublishedOtherwise'
    this.path = path
  }
}
