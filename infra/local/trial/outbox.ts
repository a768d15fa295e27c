import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type AddressObject, simpleParser } from 'mailparser'
import type { Mailer, Settings } from '../../../functions/services.ts'
import { mimeMessage } from '../../../functions/smtp/mime-message.ts'
import { readIfThere, writeOnce } from '../folder/folder-files.ts'

/** A mail as its reader sees it. */
export type ReceivedMail = {
  /** Six digits, in the order of sending. */
  id: string
  messageId: string
  date: string
  from: { name: string; address: string }
  to: { name: string; address: string }
  subject: string
  text: string
  html: string
  attachments: { filename: string; contentType: string; content: string; isBase64?: true }[]
}

export type Outbox = Mailer & {
  /** In the order of sending; only those after the mail with the id `after`. */
  mails(after?: string): Promise<ReceivedMail[]>
  mail(id: string): Promise<ReceivedMail | undefined>
  /** The bytes as they would go over the wire. */
  source(id: string): Promise<Uint8Array | undefined>
}

/**
 * Mails as files `<number>-<hash of the message id>.eml`, written as nodemailer would send them and read back as a mail
 * reader would. A repeat of a message id changes nothing: for the reader, too, it would be the same mail.
 */
export async function outbox(folder: string, sender: Settings['sender']): Promise<Outbox> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const read = new Map<string, Promise<ReceivedMail>>()
  let turn: Promise<unknown> = Promise.resolve()

  const fileNames = async () => (await readdir(folder)).filter((name) => /^\d{6}-[0-9a-f]+\.eml$/.test(name)).sort()

  const mail = (fileName: string): Promise<ReceivedMail> => {
    let parsed = read.get(fileName)
    if (parsed === undefined) {
      parsed = readFile(join(folder, fileName)).then((bytes) => received(fileName.slice(0, 6), bytes))
      read.set(fileName, parsed)
    }
    return parsed
  }

  return {
    async send(message) {
      const bytes = await mimeMessage(message, sender)
      const hash = createHash('sha256').update(message.messageId).digest('hex').slice(0, 16)
      // One after the other, so that two sends of one message make one file and every number is given once.
      const mine = turn.then(async () => {
        const names = await fileNames()
        if (names.some((name) => name.endsWith(`-${hash}.eml`))) return
        const number = Number(names.at(-1)?.slice(0, 6) ?? 0) + 1
        await writeOnce(join(folder, `${String(number).padStart(6, '0')}-${hash}.eml`), bytes, 0o600)
      })
      turn = mine.catch(() => undefined)
      await mine
    },
    async mails(after = '') {
      return Promise.all((await fileNames()).filter((name) => name.slice(0, 6) > after).map(mail))
    },
    async mail(id) {
      const fileName = (await fileNames()).find((name) => name.startsWith(`${id}-`))
      return fileName === undefined ? undefined : mail(fileName)
    },
    async source(id) {
      const fileName = (await fileNames()).find((name) => name.startsWith(`${id}-`))
      return fileName === undefined ? undefined : readIfThere(join(folder, fileName))
    },
  }
}

async function received(id: string, bytes: Buffer): Promise<ReceivedMail> {
  const parsed = await simpleParser(bytes, { skipTextToHtml: true, skipHtmlToText: true, skipImageLinks: true })
  return {
    id,
    messageId: (parsed.messageId ?? '').replace(/^<|>$/g, ''),
    date: parsed.date?.toISOString() ?? '',
    from: firstOf(parsed.from),
    to: firstOf(parsed.to),
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: parsed.html || '',
    // A calendar entry comes twice, once for mail programs that show it in place; readers see the one with a name.
    attachments: parsed.attachments.flatMap(({ filename, contentType, content }) =>
      filename === undefined
        ? []
        : isText(contentType)
          ? [{ filename, contentType, content: content.toString('utf8') }]
          : [{ filename, contentType, content: content.toString('base64'), isBase64: true }],
    ),
  }
}

const isText = (contentType: string): boolean => /^(text\/|application\/ics)/.test(contentType)

function firstOf(addresses: AddressObject | AddressObject[] | undefined): { name: string; address: string } {
  const first = [addresses].flat().flatMap((list) => list?.value ?? [])[0]
  return { name: first?.name ?? '', address: first?.address ?? '' }
}
