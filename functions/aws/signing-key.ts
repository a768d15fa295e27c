import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms'
import type { Keys } from '../services.ts'
import { clientOf } from './named-calls.ts'

/**
 * The publication key: ECC_NIST_P256 in KMS, which both partitions have and which never leaves it. Signs the SHA-256 of the
 * bytes, because KMS takes no message above 4 KB.
 */
export function signingKey({ SIGNING_KEY }: { SIGNING_KEY: string }, client = clientOf(KMSClient)): Pick<Keys, 'sign'> {
  let key: KeyObject | undefined
  return {
    async sign(bytes) {
      key ??= await fetchPublicKey(client, SIGNING_KEY)
      const { Signature } = await client.send(
        new SignCommand({
          KeyId: SIGNING_KEY,
          Message: createHash('sha256').update(bytes).digest(),
          MessageType: 'DIGEST',
          SigningAlgorithm: 'ECDSA_SHA_256',
        }),
      )
      if (!Signature) throw new Error('KMS answered without a signature')
      return {
        key: keyIdOf(key),
        signature: Signature,
        publicKey: key.export({ format: 'pem', type: 'spki' }).toString(),
      }
    },
  }
}

/** The key's public half, for who asks which it is. */
export const publicKeyPem = async (
  { SIGNING_KEY }: { SIGNING_KEY: string },
  client = clientOf(KMSClient),
): Promise<string> => (await fetchPublicKey(client, SIGNING_KEY)).export({ format: 'pem', type: 'spki' }).toString()

async function fetchPublicKey(client: KMSClient, KeyId: string): Promise<KeyObject> {
  const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId }))
  if (!PublicKey) throw new Error('KMS answered without a public key')
  return createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' })
}

/** First half of the SHA-256 of the public key: names the key without naming an account. */
const keyIdOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest('hex')
    .slice(0, 32)
