import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import * as z from 'zod'

/** Where TLS begins with the first byte. */
const ports = { SMTP: 465, IMAP: 993 }

/** An account at a mail server, as the operator writes it into a secret. */
export async function mailAccount(client: SecretsManagerClient, SecretId: string, protocol: keyof typeof ports) {
  const account = z.strictObject({
    host: z.string().min(1),
    port: z.coerce.number().int().default(ports[protocol]),
    user: z.string().min(1),
    password: z.string().min(1),
  })
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }))
  const parsed = account.safeParse(parsedJson(SecretString))
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => issue.path.join('.') || 'the whole').join(', ')
    throw new Error(`the ${protocol} secret is not JSON of {host, port, user, password}: ${fields}`)
  }
  return parsed.data
}

function parsedJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
