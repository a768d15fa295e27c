import type { MailMessage, Settings } from '../services.ts'

/** Which cycle a mail is about; quoted by the report of a server that could not deliver it (imap/returned-mail.ts). */
export const cycleHeader = 'X-Lianbao-Cycle'

/** The message as nodemailer takes it: the stable Message-ID, the sender's own domain, plain text first, no list headers. */
export function mailOptions(message: MailMessage, sender: Settings['sender']) {
  const { attachment } = message
  return {
    messageId: `<${message.messageId}>`,
    // As a date: a text is copied as it is, and ISO 8601 is no date to RFC 5322.
    date: new Date(message.date),
    from: { name: sender.name, address: sender.address },
    to: { name: message.to.name, address: message.to.address },
    subject: message.subject,
    text: message.text,
    html: message.html,
    // A human is asked to act, but a machine wrote this: RFC 3834 asks automatic responders to stay silent.
    headers: { 'Auto-Submitted': 'auto-generated', [cycleHeader]: message.cycle },
    ...(attachment && {
      attachments: [
        { filename: attachment.filename, contentType: attachment.contentType, content: Buffer.from(attachment.bytes) },
      ],
    }),
    ...(message.calendar ? { icalEvent: { method: 'PUBLISH', filename: 'due.ics', content: message.calendar } } : {}),
  }
}

/** The bytes of the message, RFC 5322. */
export async function mimeMessage(message: MailMessage, sender: Settings['sender']): Promise<Buffer> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer') // likewise large
  return new MailComposer(mailOptions(message, sender)).compile().build()
}
