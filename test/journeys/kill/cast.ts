import { approve, confirm } from '../../../infra/local/demo/people.ts'
import type { VisitedDoor } from '../../../infra/local/demo/visitor.ts'
import { clerkOf, people, requestsSince, sliceOf } from '../races/small-cycle.ts'

/** What the people of the small cycle know of what they did. */
export type Diary = {
  /** What they were told is done: `open`, `submit office`, `confirm`, `approve ding@…`, … */
  acknowledged: Set<string>
  /** What they posted, whatever came back. */
  posted: Set<string>
  /** Which pages refused them and how, e.g. `/slice: 503 30`: the status, and after how many seconds to come again. */
  refused: string[]
  /** Mails they need not look at again. */
  answered: Set<string>
}
export const newDiary = (): Diary => ({ acknowledged: new Set(), posted: new Set(), refused: [], answered: new Set() })

/**
 * One after the other does what their mails ask for, until nothing is left to do or the system is gone. Who gets no answer
 * does it again the next time.
 */
export async function doTheirPart(
  door: VisitedDoor,
  { acknowledged, posted, answered }: Diary,
  { isGone, quiet }: { isGone(): boolean; quiet(): Promise<void> },
): Promise<void> {
  for (const unit of ['office', 'housing'] as const) {
    const { address } = unit === 'office' ? people.clerk : people.builder
    if (await hasMail(address, /填报/)) {
      await act(`submit ${unit}`, () => clerkOf(door, unit).sendAsPrinted(sliceOf(unit)))
    }
  }
  if (await hasMail(people.chief.address, /确认/)) await act('confirm', () => confirm(door, people.chief.address))
  for (let more = true; more && !isGone(); ) {
    const asked = (await requestsSince(door, answered)).filter(({ address }) => !acknowledged.has(`approve ${address}`))
    more = asked.length > 0
    for (const one of asked) {
      // A line that breaks is the first sign of a death: the process may still count as living for a moment.
      const isAnswered = await act(`approve ${one.address}`, () => approve(door, one))
      if (isGone() || !isAnswered) return
      answered.add(one.mail.id)
    }
  }

  /** Whether there was an answer, whatever it said, but that something is broken. */
  async function act(what: string, does: () => Promise<{ status: number }>): Promise<boolean> {
    if (isGone() || acknowledged.has(what)) return !isGone()
    posted.add(what)
    const status = await does().then(
      (page) => page.status,
      (error: Error) => {
        const [, said] = /\((\d+)\) has no form/.exec(error.message) ?? []
        // A page without the form to fill in, where nothing is broken: what was wanted is done already.
        return said === undefined ? 0 : Number(said) < 500 ? 200 : Number(said)
      },
    )
    if (isGone()) return false
    if (status >= 200 && status < 300) acknowledged.add(what)
    await quiet()
    return status !== 0 && status < 500
  }

  async function hasMail(address: string, words: RegExp): Promise<boolean> {
    return !isGone() && (await door.mails()).some((mail) => mail.to === address && words.test(mail.subject))
  }
}
