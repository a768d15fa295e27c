import { createHash } from 'node:crypto'

/** Stable: a mail that goes out twice is one message to a mail program. */
export function messageIdOf(cycle: string, duty: string, sender: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([cycle, duty]))
    .digest('hex')
    .slice(0, 32)
  return `${hash}@${sender.slice(sender.lastIndexOf('@') + 1)}`
}
