import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import * as z from 'zod'
import type { Mailer } from '../services.ts'
import { mailOptions } from '../smtp/mime-message.ts'
import { smtpTransport } from '../smtp/transport.ts'
import { namedCalls } from './named-calls.ts'
import { paced } from './paced.ts'

type SmtpSettings = {
  SENDER_NAME: string
  SENDER_ADDRESS: string
  SENDER_PHONE: string
  SMTP_SECRET: string
  MAILS_PER_SECOND: number
}

/** What the secret holds, as the operator writes it. */
const account = z.strictObject({
  host: z.string().min(1),
  port: z.coerce.number().int().default(465),
  user: z.string().min(1),
  password: z.string().min(1),
})

/**
 * Mail by SMTP, where SES does not exist. SMTP knows no repeats: a mail may arrive twice with the same Message-ID, which
 * is harmless. One connection a mail, because a function that was frozen in between finds its old one dead.
 */
export function smtpMailer(settings: SmtpSettings, client = namedCalls(new SecretsManagerClient())): Mailer {
  const sender = { name: settings.SENDER_NAME, address: settings.SENDER_ADDRESS, phone: settings.SENDER_PHONE }
  let transport: ReturnType<typeof smtpTransport> | undefined
  return paced(settings.MAILS_PER_SECOND, {
    async send(message) {
      transport ??= smtpTransport(await readAccount(client, settings.SMTP_SECRET))
      await transport.sendMail(mailOptions(message, sender))
    },
  })
}

async function readAccount(client: SecretsManagerClient, SecretId: string): Promise<z.output<typeof account>> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }))
  const parsed = account.safeParse(parsedJson(SecretString))
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => issue.path.join('.') || 'the whole').join(', ')
    throw new Error(`the SMTP secret is not JSON of {host, port, user, password}: ${fields}`)
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
