declare module 'mailparser' {
  type Address = { name: string; address?: string }
  export type AddressObject = { value: Address[]; text: string }
  export type ParsedMail = {
    messageId?: string
    date?: Date
    from?: AddressObject
    to?: AddressObject | AddressObject[]
    subject?: string
    text?: string
    html?: string | false
    headers: Map<string, unknown>
    attachments: { filename?: string; contentType: string; content: Buffer }[]
  }
  /** https://nodemailer.com/extras/mailparser/ */
  export function simpleParser(source: Uint8Array, options?: Record<string, boolean>): Promise<ParsedMail>
}
