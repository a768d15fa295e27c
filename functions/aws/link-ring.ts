import { randomBytes } from 'node:crypto'
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { itemAt } from '../../shared/present.ts'
import type { LinkRing } from '../services.ts'
import { ringOf } from './link-secrets.ts'
import { clientOf } from './named-calls.ts'

/** The ring of link secrets where it is written (link-secrets.ts reads it). */
export function linkRing({ LINK_SECRETS: SecretId }: { LINK_SECRETS: string }): LinkRing {
  const client = clientOf(SecretsManagerClient)
  return {
    async rotate({ onlyNew, now }) {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }))
      const standing = ringOf(SecretString).map(({ id, secret }) => ({ id, secret: new TextDecoder().decode(secret) }))
      const ring = rotated(onlyNew ? [] : standing, randomBytes(48).toString('base64url'), now)
      await client.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(ring) }))
      return ring.map(({ id }) => id)
    },
  }
}

type Entry = { id: string; secret: string }

/** A link lives for one cycle: from its opening to after the legal date, and never as long as this. */
const longestLink = 400 // days

/**
 * The ring with a new secret in front, named by when it was made, without those that no living link can carry: a secret signs
 * until the next one is made, so it is done with when that one is older than the longest link.
 */
export function rotated(ring: readonly Entry[], secret: string, now: string): Entry[] {
  const id = now.slice(0, 19).replace(/[^0-9]/g, '')
  const oldest = Date.parse(now) - longestLink * 24 * 60 * 60 * 1000
  const kept = ring.filter((_, n) => n === 0 || madeAt(itemAt(ring, n - 1)) > oldest)
  return [{ id, secret }, ...kept.filter((entry) => entry.id !== id)]
}

/** From its name; the one CloudFormation made, `1`, counts as made just now: it is dropped by its successor's age, not its own. */
function madeAt({ id }: Entry): number {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(id) ?? []
  return y ? Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`) : Number.POSITIVE_INFINITY
}
