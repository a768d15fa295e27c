import type { DeliveryFact } from '../../shared/cycle/facts/mail-facts.ts'
import { cycleHeader } from '../smtp/mime-message.ts'

/** What a mail that came back says about one of ours. */
export type ReturnedMail = {
  /** As ours said in a header of its own, where the report quotes it. */
  cycle?: string
  messageId: string
  event: DeliveryFact['event']
}

/**
 * Reads a mail that lies in the sender's mailbox: a delivery report (RFC 3464, “DSN”), a bounce in some server's own form, an
 * automatic reply (RFC 3834); undefined for anything else, a person's answer above all, and for what is not about a mail of ours.
 *
 * @param domain of the sender: only Message-IDs of this domain can be ours
 */
export async function returnedMail(bytes: Uint8Array, domain: string): Promise<ReturnedMail | undefined> {
  const { simpleParser } = await import('mailparser') // large, and most starts read no mail
  const mail = await simpleParser(bytes, {
    skipTextToHtml: true,
    skipHtmlToText: true,
    skipImageLinks: true,
    keepDeliveryStatus: true,
  })
  const header = (name: string): string => String(mail.headers.get(name) ?? '')
  const parts = mail.attachments.map(({ contentType, content }) => ({ contentType, text: content.toString('utf8') }))
  const report = parts.find(({ contentType }) => contentType === 'message/delivery-status')
  const quoted = parts.filter(({ contentType }) => /^(message\/rfc822|text\/rfc822-headers)$/.test(contentType))
  const everything = [header('in-reply-to'), header('references'), ...quoted.map(({ text }) => text), mail.text ?? '']
  const ours = everything.flatMap((text) => [...text.matchAll(messageIdOf(domain))].map(([, id = '']) => id))[0]
  if (ours === undefined) return undefined
  const event = report ? actionOf(report.text) : eventWithoutReport(header, mail.from?.value[0]?.address ?? '')
  if (event === undefined) return undefined
  const cycle = everything.map((text) => new RegExp(`^${cycleHeader}: *([\\w-]+)`, 'im').exec(text)?.[1]).find(Boolean)
  return { ...(cycle && { cycle }), messageId: ours, event }
}

/** Ours are 32 hexadecimal digits (telling/message-id.ts). */
const messageIdOf = (domain: string): RegExp => new RegExp(`\\b([0-9a-f]{32}@${domain.replaceAll('.', '\\.')})`, 'gi')

/** The worst that a report says of a recipient. What was relayed or expanded has not arrived yet. */
function actionOf(report: string): DeliveryFact['event'] | undefined {
  const actions = [...report.matchAll(/^action:\s*(\w+)/gim)].map(([, action = '']) => action.toLowerCase())
  if (actions.includes('failed')) return 'bounced'
  if (actions.includes('delayed')) return 'delayed'
  return actions.includes('delivered') ? 'delivered' : undefined
}

/** A machine that answers for a person reached them; a machine that answers for a server could not reach anybody. */
function eventWithoutReport(header: (name: string) => string, from: string): DeliveryFact['event'] | undefined {
  if (/^(mailer-daemon|postmaster)@/i.test(from) || header('x-failed-recipients') !== '') return 'bounced'
  const isAutomatic =
    /^auto-(replied|generated|notified)/i.test(header('auto-submitted')) || header('x-autoreply') !== ''
  return isAutomatic ? 'auto-replied' : undefined
}
