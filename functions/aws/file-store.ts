import { S3Client } from '@aws-sdk/client-s3'
import type { FileStore } from '../services.ts'
import { getBytes, putOnce } from './bucket.ts'
import { clientOf } from './named-calls.ts'

/** Bodies under the digest of their bytes: the first write stays, a repeat makes no new version. */
export function fileStore({ FILES_BUCKET }: { FILES_BUCKET: string }, client = clientOf(S3Client)): FileStore {
  return {
    async put(key, bytes) {
      await putOnce(client, { Bucket: FILES_BUCKET, Key: key, Body: bytes })
    },
    get: (key) => getBytes(client, { Bucket: FILES_BUCKET, Key: key }),
  }
}
