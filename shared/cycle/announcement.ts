import type { Person } from './facts.ts'
import { type MailDuty, mailKey } from './mail-duty.ts'
import { partakers } from './people.ts'
import type { CycleState } from './reporting-cycle.ts'
import { withdrawalOf } from './withdrawal.ts'

/** Who is still to hear that the newest version is public, by which mail: of all who had a part in it; once it is withdrawn nobody. */
export function stillToHear(state: CycleState): { person: Person; duty: MailDuty }[] {
  const version = state.publications.at(-1)?.version
  if (version === undefined || withdrawalOf(state.acts, version)) return []
  return partakers(state)
    .map((person) => ({ person, duty: { of: 'published', version, person: person.id } as const }))
    .filter(({ duty }) => !state.mails.has(mailKey(duty)))
}
