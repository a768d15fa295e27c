import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { type Mailer, MailRefused } from '../../services.ts'
import { mailOptions } from '../../smtp/mime-message.ts'
import { isGivenUp, meaningOf } from '../../smtp/retry.ts'
import { impatient, smtpTransport } from '../../smtp/transport.ts'
import { clientOf } from '../named-calls.ts'
import { mailAccount } from './mail-account.ts'
import { paced } from './paced.ts'

type SmtpSettings = {
  SENDER_NAME: string
  SENDER_ADDRESS: string
  SENDER_PHONE: string
  SMTP_SECRET: string
  MAILS_PER_SECOND: number
}

/**
 * Mail by SMTP, where SES does not exist. SMTP knows no repeats: a mail may arrive twice with the same Message-ID, which
 * is harmless. One connection a mail, because a function that was frozen in between finds its old one dead.
 */
export function smtpMailer(settings: SmtpSettings, client = clientOf(SecretsManagerClient)): Mailer {
  const sender = { name: settings.SENDER_NAME, address: settings.SENDER_ADDRESS, phone: settings.SENDER_PHONE }
  let transport: ReturnType<typeof smtpTransport> | undefined
  return paced(settings.MAILS_PER_SECOND, {
    async send(message) {
      transport ??= smtpTransport(await mailAccount(client, settings.SMTP_SECRET, 'SMTP'), impatient)
      try {
        await transport.sendMail(mailOptions(message, sender))
      } catch (error) {
        const { meaning } = meaningOf(error)
        const { since = message.date, date } = message
        if (meaning === 'refused' || (meaning === 'later' && isGivenUp(since, date))) throw new MailRefused()
        transport = undefined // the operator may correct the account, and a function that is called every five minutes never starts anew
        throw error
      }
    },
  })
}
