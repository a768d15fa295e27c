import { GetObjectCommand, PutObjectCommand, type PutObjectCommandInput, type S3Client } from '@aws-sdk/client-s3'
import { namedError } from './named-calls.ts'

/** Writes an object only where none stands. S3 answers 409 to two at the same moment and asks to come again. */
export async function putOnce(client: S3Client, object: PutObjectCommandInput): Promise<'written' | 'taken'> {
  for (let tries = 1; ; tries++) {
    try {
      await client.send(new PutObjectCommand({ ...object, IfNoneMatch: '*' }))
      return 'written'
    } catch (error) {
      // By status, because MiniStack's 412 reaches the SDK without its name.
      if (status(error) === 412) return 'taken'
      if (status(error) !== 409 || tries === 5) throw error
    }
  }
}

/** The object's bytes; undefined when there is none (which S3 says only to who may list the bucket). Asked for again where they stop coming. */
export async function getBytes(
  client: S3Client,
  object: { Bucket: string; Key: string },
  tries = 2,
): Promise<Uint8Array | undefined> {
  try {
    const { Body } = await client.send(new GetObjectCommand(object))
    return await Body?.transformToByteArray().catch((error: unknown) => {
      if (tries === 1) throw namedError(error, 'S3 GetObject')
      return getBytes(client, object, tries - 1)
    })
  } catch (error) {
    if (status(error) === 404) return undefined
    throw error
  }
}

const status = (error: unknown): number | undefined =>
  (error as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata?.httpStatusCode
