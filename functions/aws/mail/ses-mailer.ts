import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import type { Mailer } from '../../services.ts'
import { mimeMessage } from '../../smtp/mime-message.ts'
import { clientOf } from '../named-calls.ts'
import { paced } from './paced.ts'

type SesSettings = {
  SENDER_NAME: string
  SENDER_ADDRESS: string
  SENDER_PHONE: string
  CONFIGURATION_SET: string
  MAILS_PER_SECOND: number
}

/**
 * Mail by SES. SES puts a Message-ID of its own in place of ours, so ours travels as the tag `message` too, beside the
 * tags `cycle` and `duty`, and the events of the configuration set (delivered, bounced …) are known by them.
 */
export function sesMailer(settings: SesSettings, client = clientOf(SESv2Client, { retryMode: 'adaptive' })): Mailer {
  const sender = { name: settings.SENDER_NAME, address: settings.SENDER_ADDRESS, phone: settings.SENDER_PHONE }
  return paced(settings.MAILS_PER_SECOND, {
    async send(message) {
      await client.send(
        new SendEmailCommand({
          FromEmailAddress: sender.address,
          Destination: { ToAddresses: [message.to.address] },
          Content: { Raw: { Data: await mimeMessage(message, sender) } },
          ConfigurationSetName: settings.CONFIGURATION_SET,
          EmailTags: [
            { Name: 'cycle', Value: message.cycle },
            { Name: 'message', Value: localPart(message.messageId) },
            ...dutyTag(message.duty),
          ],
        }),
      )
    },
  })
}

/** A tag holds 256 letters, digits and dashes. Where that is too little, the mail is searched for among all. */
function dutyTag(duty = ''): { Name: string; Value: string }[] {
  const Value = Buffer.from(duty).toString('base64url')
  return Value !== '' && Value.length <= 256 ? [{ Name: 'duty', Value }] : []
}

const localPart = (messageId: string): string => messageId.slice(0, messageId.lastIndexOf('@'))
