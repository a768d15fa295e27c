import type { FrontDoor, ReadMail } from './visitor.ts'

type OutboxMail = { id: string; to: { name: string; address: string }; subject: string; text: string; date: string }

/** The embedded system as a person has it: its pages, its outbox as the mailbox, its clock. */
export function embeddedDoor(baseUrl: string, publicUrl: string): FrontDoor {
  const read: ReadMail[] = []
  return {
    baseUrl,
    publicUrl,
    async mails() {
      const after = read.at(-1)?.id
      const response = await fetch(`${baseUrl}/outbox${after ? `?after=${after}` : ''}`, {
        headers: { accept: 'application/json' },
      })
      for (const { id, to, subject, text, date } of (await response.json()) as OutboxMail[]) {
        read.push({ id, to: to.address, subject, text, date })
      }
      return read
    },
    async passTime(until) {
      const response = await fetch(`${baseUrl}/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ to: until }),
      })
      if (!response.ok) throw new Error(`The clock answers ${response.status}`)
    },
  }
}
