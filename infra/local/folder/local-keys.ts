import {
  createHash,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  randomBytes,
  sign,
} from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Keys, ReportStore } from '../../../functions/services.ts'
import type { Damage } from '../../../functions/sqlite/integrity.ts'
import { StoreDamaged } from '../../../functions/sqlite/open-store.ts'
import { writeWhole } from './folder-files.ts'

const ownerOnly = 0o600
const makes = {
  'link-secrets.json': () => JSON.stringify([{ id: '1', secret: randomBytes(32).toString('base64url') }]),
  'publication-key.pem': () =>
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
}
type KeyFile = keyof typeof makes
type KeptKeys = Keys & { publicKey(): string }

/**
 * Keys made on the first start and kept in the folder, readable by their owner only; on AWS they lie in Secrets Manager and KMS.
 * Where there is a cycle they were made before: with others every link that was mailed would be dead, so none are made.
 */
export async function localKeys(folder: string, { cycles }: Pick<ReportStore, 'cycles'>): Promise<KeptKeys> {
  const missing = missingKeys(folder)
  if (missing.length > 0 && (await cycles()).length > 0) throw new StoreDamaged(missing.map(keyMissing))
  for (const name of missing) await writeWhole(join(folder, name), makes[name](), ownerOnly)
  return keptKeys(folder)
}

export const missingKeys = (folder: string): KeyFile[] =>
  (Object.keys(makes) as KeyFile[]).filter((name) => !existsSync(join(folder, name)))
export const keyMissing = (name: KeyFile): Damage => ({ what: 'key-missing', where: `keys/${name}` })

export async function keptKeys(folder: string): Promise<KeptKeys> {
  const read = (name: KeyFile) => readFile(join(folder, name), 'utf8')
  const ringText = await read('link-secrets.json')
  const ring = (JSON.parse(ringText) as { id: string; secret: string }[]).map(({ id, secret }) => ({
    id,
    secret: createSecretKey(secret, 'base64url'),
  }))

  const privateKey = createPrivateKey(await read('publication-key.pem'))
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
