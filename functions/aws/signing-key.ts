import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms'
import type { Keys } from '../services.ts'
import { namedCalls } from './named-calls.ts'

/**
 * The publication key: ECC_NIST_P256 in KMS, which both partitions have and which never leaves it. Signs the SHA-256 of the
 * bytes, because KMS takes no message above 4 KB.
 */
export function signingKey(
  { SIGNING_KEY }: { SIGNING_KEY: string },
  client = namedCalls(new KMSClient()),
): Pick<Keys, 'sign'> {
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
        algorithm: 'ES256',
        signature: joseSignature(Signature),
        publicKey: key.export({ format: 'pem', type: 'spki' }).toString(),
      }
    },
  }
}

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

/** DER, as KMS writes it (RFC 3279 §2.2.3), to r and s side by side, as ES256 means it (RFC 7518 §3.4): 64 bytes. */
export function joseSignature(der: Uint8Array): Uint8Array {
  const joined = new Uint8Array(64)
  let at = 2
  for (const half of [0, 1]) {
    const length = der[at + 1] ?? 0
    const integer = der.subarray(at + 2, at + 2 + length)
    const significant = integer[0] === 0 ? integer.subarray(1) : integer
    joined.set(significant, half * 32 + 32 - significant.length)
    at += 2 + length
  }
  return joined
}
