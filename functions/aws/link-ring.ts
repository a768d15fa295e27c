import { randomBytes, randomUUID } from 'node:crypto'
import {
  GetSecretValueCommand,
  InvalidParameterException,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager'
import { itemAt } from '../../shared/present.ts'
import type { LinkRing } from '../services.ts'
import { ringOf } from './link-secrets.ts'
import { clientOf } from './named-calls.ts'

/** The ring of link secrets where it is written (link-secrets.ts reads it). */
export function linkRing(
  { LINK_SECRETS: SecretId }: { LINK_SECRETS: string },
  client = clientOf(SecretsManagerClient),
): LinkRing {
  async function rotate(which: { onlyNew: boolean; now: string }, tries: number, refused?: string): Promise<string[]> {
    const { SecretString, VersionId: read } = await client.send(new GetSecretValueCommand({ SecretId }))
    const found = ringOf(SecretString)
    // The client repeats a move whose answer was lost; then what refused it is that very move.
    if (read !== undefined && read === refused) return found.map(({ id }) => id)
    const standing = found.map(({ id, secret }) => ({ id, secret: new TextDecoder().decode(secret) }))
    const ring = rotated(which.onlyNew ? [] : standing, randomBytes(48).toString('base64url'), which.now)
    const made = { ClientRequestToken: randomUUID(), SecretString: JSON.stringify(ring) }
    await client.send(new PutSecretValueCommand({ SecretId, ...made, VersionStages: ['AWSPENDING'] }))
    const moved = { VersionStage: 'AWSCURRENT', RemoveFromVersionId: read, MoveToVersionId: made.ClientRequestToken }
    try {
      // Moves nothing unless what was read is still there: a ring that somebody else left behind meanwhile does not come back.
      await client.send(new UpdateSecretVersionStageCommand({ SecretId, ...moved }))
    } catch (error) {
      if (!(error instanceof InvalidParameterException) || tries === 1) throw error
      return rotate(which, tries - 1, made.ClientRequestToken)
    }
    return ring.map(({ id }) => id)
  }
  return { rotate: (which) => rotate(which, 5) }
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
