import { digestOf } from '../report/bytes/digest.ts'
import type { Person } from './facts.ts'
import { freeId, mailboxOf } from './people.ts'

/**
 * The id of somebody whom the cycle does not know yet. It comes from the mailbox alone, so that two who name people in the same moment
 * name one person by one mailbox, and never two by one id. With the cycle, as the audit hides addresses.
 */
export const newcomersId = (cycle: string, address: string, known: readonly Person[]): string =>
  freeId(
    (n) => `p-${digestOf(`${cycle}\n${mailboxOf(address)}\n${n}`).slice(0, 16)}`,
    // An opening may have given any id to anybody.
    (id) => known.some((person) => person.id === id),
  )
