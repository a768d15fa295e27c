import { trialTexts } from '../../../shared/words/trial-texts.ts'
import type { ReadMail, VisitedDoor } from './visitor.ts'

type OutboxMail = { id: string; to: { name: string; address: string }; subject: string; text: string; date: string }

/** The embedded system as a person has it: its pages, its outbox as the mailbox, its clock. */
export function embeddedDoor(baseUrl: string, publicUrl: string): VisitedDoor {
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
        // As the system wrote it: that a trial marks its mails is looked at where it does.
        read.push({ id, to: to.address, subject: subject.replace(trialTexts.subject.zh, ''), text, date })
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
