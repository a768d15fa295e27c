import { createSecretKey } from 'node:crypto'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type { Clock, Keys } from '../services.ts'
import { clientOf } from './named-calls.ts'
import { systemClock } from './system-clock.ts'

/** After a rotation, functions that are already running learn of the new secret within this time. */
const keptFor = 5 * 60_000 // milliseconds

/**
 * The ring of link secrets in one Secrets Manager secret: JSON, newest first. CloudFormation makes the first as a single
 * entry; a rotation puts the next in front and keeps those behind it until the longest link they signed has expired.
 */
export function linkSecrets(
  { LINK_SECRETS }: { LINK_SECRETS: string },
  client = clientOf(SecretsManagerClient),
  clock: Clock = systemClock(),
): Pick<Keys, 'linkSecrets'> {
  let ring: Awaited<ReturnType<Keys['linkSecrets']>> = []
  let read = Number.NEGATIVE_INFINITY
  return {
    async linkSecrets() {
      if (performance.now() - read > keptFor) {
        const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: LINK_SECRETS }))
        ring = ringOf(SecretString).map(({ id, secret }) => ({ id, secret: createSecretKey(secret) }))
        read = performance.now()
      }
      return signingFirst(ring, clock.now())
    },
  }
}

/**
 * The ring with the secret that signs in front. A rotation names its secret by the second it was made, `20270105020304`; until
 * every running function has read it, twice over for clocks that differ, it verifies and the one before goes on signing:
 * else a link made here would be unknown there.
 */
export function signingFirst<Secret extends { id: string }>(ring: readonly Secret[], now: string): Secret[] {
  const known = new Date(Date.parse(now) - 2 * keptFor)
    .toISOString()
    .replace(/[^0-9]/g, '')
    .slice(0, 14)
  const signs = ring.find(({ id }) => !/^\d{14}$/.test(id) || id <= known) ?? ring[0]
  return signs ? [signs, ...ring.filter((secret) => secret !== signs)] : []
}

/** Never quotes what it refuses: it may be a secret. */
export function ringOf(secretString: string | undefined): { id: string; secret: Uint8Array }[] {
  const entries = [parsedJson(secretString)].flat()
  if (entries.length === 0 || !entries.every(isEntry)) {
    throw new Error('the ring of link secrets is not JSON of {id, secret} or a list of them')
  }
  return entries.map(({ id, secret }) => ({ id, secret: new TextEncoder().encode(secret) }))
}

/** By hand: whoever opens a link would wait for a reader of schemas. */
function isEntry(value: unknown): value is { id: string; secret: string } {
  if (typeof value !== 'object' || value === null) return false
  const { id, secret, ...others } = value as Record<string, unknown>
  const named = typeof id === 'string' && /^[A-Za-z0-9_-]{1,16}$/.test(id)
  return named && typeof secret === 'string' && secret.length >= 32 && Object.keys(others).length === 0
}

function parsedJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
