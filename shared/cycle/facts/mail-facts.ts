import type { MailName } from '../../words/mails/mail-names.ts'
import type { OfTest } from './of-test.ts'

/**
 * A mail that was sent, keyed by the duty it serves: `invite/<unit>/<person>`, `request/<round>/<stage>/<seat>` … so that a
 * mail that was recorded is not sent again. A crash between sending and recording makes two of one Message-ID; silence would be
 * worse. Never holds an address, a token or a code.
 */
export type MailFact = OfTest & {
  kind: 'mail'
  cycle: string
  duty: string
  /** Person id. */
  to: string
  template: MailName
  at: string
  messageId: string
}

/**
 * Somebody is about to send the mail of a duty: of two in the same moment one does. `n` counts the tries; the next may begin once
 * this one has failed, or was begun so long ago that whoever did has died.
 */
export type SendingFact = { kind: 'sending'; cycle: string; duty: string; n: number; failed?: true; at: string }

/** What became of a mail, as the transport reported it. */
export type DeliveryFact = {
  kind: 'delivery'
  cycle: string
  duty: string
  /** `left`: after a delay it left for the next server; that says nothing about whether it arrived. */
  event: 'delivered' | 'delayed' | 'left' | 'bounced' | 'complained' | 'suppressed' | 'auto-replied'
  at: string
}
