import {
  createHash,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  randomBytes,
  sign,
} from 'node:crypto'
import { join } from 'node:path'
import type { Keys } from '../../../functions/services.ts'
import { readIfThere, writeWhole } from './folder-files.ts'

const ownerOnly = 0o600

/** Keys made on the first start and kept in the folder, readable by their owner only; on AWS they lie in Secrets Manager and KMS. */
export async function localKeys(folder: string): Promise<Keys & { publicKey(): string }> {
  const ringText = await keptOrMade(join(folder, 'link-secrets.json'), () =>
    JSON.stringify([{ id: '1', secret: randomBytes(32).toString('base64url') }]),
  )
  const ring = (JSON.parse(ringText) as { id: string; secret: string }[]).map(({ id, secret }) => ({
    id,
    secret: createSecretKey(secret, 'base64url'),
  }))

  const pem = await keptOrMade(join(folder, 'publication-key.pem'), () =>
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  )
  const privateKey = createPrivateKey(pem)
  const publicKey = createPublicKey(privateKey)
  const key = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 32)

  const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  return {
    publicKey: () => publicPem,
    linkSecrets: async () => ring,
    sign: async (bytes) => ({
      key,
      signature: new Uint8Array(sign('sha256', bytes, { key: privateKey, dsaEncoding: 'der' })),
      publicKey: publicPem,
    }),
  }
}

async function keptOrMade(path: string, make: () => string): Promise<string> {
  const kept = await readIfThere(path)
  if (kept !== undefined) return Buffer.from(kept).toString('utf8')
  const made = make()
  await writeWhole(path, made, ownerOnly)
  return made
}
