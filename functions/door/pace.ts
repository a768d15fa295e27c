import { Refusal } from '../../shared/report/errors.ts'
import { linkTexts } from '../../shared/words/link-texts.ts'
import type { Services } from '../services.ts'

/**
 * A person, a working copy saved each two seconds and a few tabs need a fraction of it; for good it is a tenth of what a stage lets
 * through for everybody (`requests.perSecond`).
 */
const atOnce = 300 // requests
const perSecond = 5

/**
 * What each link has left, and since when: of one process, so of one machine exactly and of each instance of a function apart. A process
 * is known by its clock: of the store each act is given one of its own (noted-work.ts).
 */
const paces = new WeakMap<Services['clock'], Map<string, { left: number; since: number }>>()
const mostLinks = 10_000

/**
 * One link cannot keep a process from everybody else: past its pace it is refused before anything of its cycle is read. (Who has
 * no link is held by the gateway's throttle, the reserved concurrency of opening, and the stage's shield.)
 *
 * @param link the hash it is known by
 */
export function keepPace(link: string, { clock }: Pick<Services, 'clock'>): void {
  const now = Date.parse(clock.now())
  const links = paces.get(clock) ?? new Map<string, { left: number; since: number }>()
  paces.set(clock, links)
  const { left, since } = links.get(link) ?? { left: atOnce, since: now }
  const refilled = Math.min(atOnce, left + (Math.max(0, now - since) / 1000) * perSecond)
  const seconds = Math.ceil((1 - refilled) / perSecond)
  if (seconds > 0) {
    throw new Refusal({ code: 'too-many-requests', facts: { seconds }, message: linkTexts.tooFast })
  }
  // The one used longest ago stands first.
  links.delete(link)
  links.set(link, { left: refilled - 1, since: now })
  if (links.size > mostLinks) links.delete(links.keys().next().value as string)
}
