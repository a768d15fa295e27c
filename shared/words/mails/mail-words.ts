/**
 * What each mail says, by its name. In its subject what is to be done comes first, then the report by its short name and the date, within
 * the 26 characters that a phone's list of mails shows (test/shared/mail/subjects.test.ts measures each). The whole name stands in the mail.
 */
export type MailWords = Readonly<Record<string, { readonly subject: Said; readonly [key: string]: Said }>>
type Sentence = { zh: string; en: string }
type Said = Sentence | ((...given: never[]) => Sentence) | { readonly [key: string]: Said }

/**
 * What a mail is owed for: each is sent once. Its `key` stands in the mail's fact for good; `mail`: what it is called, where whoever sends
 * it says nothing else; `again`: who sends it again that a crash swallowed, where it is not the repair loop.
 */
export type OwedFor<Name extends string> = Readonly<
  Record<string, { mail: Name; key: readonly string[]; again?: string }>
>

/** What does not fit into a subject ends in an ellipsis; the mail says it whole. */
export const within = (name: string, most: number): string =>
  name.length <= most ? name : `${name.slice(0, most - 1)}…`
