import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import * as z from 'zod'
import type { Keys } from '../services.ts'

/** After a rotation, functions that are already running learn of the new secret within this time. */
const keptFor = 5 * 60_000 // milliseconds

/**
 * The ring of link secrets in one Secrets Manager secret: JSON, newest first. CloudFormation makes the first as a single
 * entry; a rotation puts the next in front and keeps those behind it until the longest link they signed has expired.
 */
export function linkSecrets(
  { LINK_SECRETS }: { LINK_SECRETS: string },
  client = new SecretsManagerClient(),
): Pick<Keys, 'linkSecrets'> {
  let ring: Awaited<ReturnType<Keys['linkSecrets']>> = []
  let read = Number.NEGATIVE_INFINITY
  return {
    async linkSecrets() {
      if (performance.now() - read > keptFor) {
        const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: LINK_SECRETS }))
        ring = ringOf(SecretString)
        read = performance.now()
      }
      return ring
    },
  }
}

const entry = z.strictObject({ id: z.string().regex(/^[A-Za-z0-9_-]{1,16}$/), secret: z.string().min(32) })
const ringSchema = z.union([entry.transform((only) => [only]), z.array(entry).min(1)])

/** Never quotes what it refuses: it may be a secret. */
export function ringOf(secretString: string | undefined): { id: string; secret: Uint8Array }[] {
  const parsed = ringSchema.safeParse(parsedJson(secretString))
  if (!parsed.success) throw new Error('the ring of link secrets is not JSON of {id, secret} or a list of them')
  return parsed.data.map(({ id, secret }) => ({ id, secret: new TextEncoder().encode(secret) }))
}

function parsedJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
