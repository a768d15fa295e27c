import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { createTransport } from 'nodemailer'
import * as z from 'zod'
import type { Mailer } from '../services.ts'
import { mailOptions } from './mime-message.ts'
import { namedCalls } from './named-calls.ts'
import { paced } from './paced.ts'

type SmtpSettings = {
  SENDER_NAME: string
  SENDER_ADDRESS: string
  SENDER_PHONE: string
  SMTP_SECRET: string
  MAILS_PER_SECOND: number
}

/** What the secret holds, as the operator writes it. Port 465 speaks TLS from the first byte; any other must upgrade. */
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

function smtpTransport({ host, port, user, password }: z.output<typeof account>) {
  return createTransport({
    host,
    port,
    secure: port === 465,
    requireTLS: true,
    auth: { user, pass: password },
    // Below the function's own timeout, so that a silent relay is reported as one.
    connectionTimeout: 8_000,
    greetingTimeout: 8_000,
    socketTimeout: 15_000,
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
