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

const isLoopback = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host)

/**
 * Port 465 speaks TLS from the first byte; any other must upgrade to it, or nothing is sent. Only a relay on this machine may go
 * without, because nothing passes a wire.
 */
export function smtpTransport({ host, port, user, password, ca }: SmtpAccount) {
  const options = {
    host,
    port,
    secure: port === 465,
    requireTLS: !isLoopback(host) || user !== undefined,
    ...(user !== undefined && password !== undefined && { auth: { user, pass: password } }),
    ...(ca !== undefined && { tls: { ca: readFileSync(ca) } }),
    // Below the timeout of a function on AWS, so that a silent relay is reported as one.
    connectionTimeout: 8_000,
    greetingTimeout: 8_000,
    socketTimeout: 15_000,
  }
  const made = async () => (await import('nodemailer')).createTransport(options) // large, and most starts send no mail
  let transport: ReturnType<typeof made> | undefined
  const opened = () => (transport ??= made())
  return {
    sendMail: async (mail: SendMailOptions) => (await opened()).sendMail(mail),
    verify: async () => (await opened()).verify(),
  }
}
