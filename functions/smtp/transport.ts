import { readFileSync } from 'node:fs'
import type { SendMailOptions } from 'nodemailer'

export type SmtpAccount = {
  host: string
  port: number
  user?: string | undefined
  password?: string | undefined
  /** Path of a PEM file with the authority that signed the server's certificate. */
  ca?: string | undefined
}

/** How long a server may take, in milliseconds: to be there and greet, and for any one answer later. */
export type Patience = { greeting: number; answer: number }

/** Below the timeout of a function on AWS, and for a person who looks on: a silent relay is reported as one. */
export const impatient: Patience = { greeting: 8_000, answer: 15_000 }
/** RFC 5321, 4.5.3.2: a relay may work on a mail for ten minutes after its last dot, and whoever leaves before sends again what it delivers. */
const patient: Patience = { greeting: 60_000, answer: 600_000 }

const isLoopback = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host)

/**
 * Port 465 speaks TLS from the first byte; any other must upgrade to it, or nothing is sent. Only a relay on this machine may go
 * without, because nothing passes a wire.
 */
export function smtpTransport({ host, port, user, password, ca }: SmtpAccount, { greeting, answer } = patient) {
  const options = {
    host,
    port,
    secure: port === 465,
    requireTLS: !isLoopback(host) || user !== undefined,
    ...(user !== undefined && password !== undefined && { auth: { user, pass: password } }),
    ...(ca !== undefined && { tls: { ca: readFileSync(ca) } }),
    connectionTimeout: greeting,
    greetingTimeout: greeting,
    socketTimeout: answer,
  }
  const made = async () => (await import('nodemailer')).createTransport(options) // large, and most starts send no mail
  let transport: ReturnType<typeof made> | undefined
  const opened = () => (transport ??= made())
  return {
    sendMail: async (mail: SendMailOptions) => (await opened()).sendMail(mail),
    verify: async () => (await opened()).verify(),
  }
}
