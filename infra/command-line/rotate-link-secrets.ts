import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { ringOf } from '../../functions/aws/link-secrets.ts'
import { readSettings } from '../../shared/contract/settings.ts'
import type { Command } from './command.ts'
import { deployedStage } from './deployed-stage.ts'

/**
 * `lianbao rotate-link-secrets --stage NAME [--only-new]`: puts a new secret in front of a deployed stage's ring; it begins to
 * sign when every function has read it. Links that are out keep working until they expire; `--only-new` ends them all, for a
 * ring that leaked.
 */
export const rotateLinkSecrets: Command = async (args, terminal, target) => {
  const { values } = parseArgs({ args, options: { 'only-new': { type: 'boolean', default: false } } })
  if (!('stage' in target)) {
    terminal.err('用法 / usage: lianbao rotate-link-secrets --stage NAME [--only-new]\n')
    return 2
  }
  const { LINK_SECRETS: SecretId } = readSettings(['LINK_SECRETS'], await deployedStage(target.stage))
  const client = new SecretsManagerClient()
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }))
  const standing = ringOf(SecretString).map(({ id, secret }) => ({ id, secret: new TextDecoder().decode(secret) }))
  const secret = randomBytes(48).toString('base64url')
  const ring = rotated(values['only-new'] ? [] : standing, secret, new Date().toISOString())
  await client.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(ring) }))
  terminal.out(`${target.stage}: ${ring.map(({ id }) => id).join(', ')}\n`)
  return 0
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
  const kept = ring.filter((_, n) => n === 0 || madeAt(ring[n - 1]!) > oldest)
  return [{ id, secret }, ...kept.filter((entry) => entry.id !== id)]
}

/** From its name; the one CloudFormation made, `1`, counts as made just now: it is dropped by its successor's age, not its own. */
function madeAt({ id }: Entry): number {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(id) ?? []
  return y ? Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`) : Number.POSITIVE_INFINITY
}
