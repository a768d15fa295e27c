import { openSmallCycle } from '../journeys/embedded.ts'
import type { OpenJourney } from '../journeys/journey.ts'
import { onTime } from '../journeys/on-time.ts'
import { returned } from '../journeys/returned.ts'
import { castOf, opens } from '../journeys/small-cycle.ts'
import { deployedSystem } from './deployed-system.ts'

// The very journeys of the embedded system, with the same assertions, on the deployed stage. Those that count what the timer
// sends (late.ts) need a clock of their own: here all cycles share one, and moving it wakes them all.
const { door, services, clock, settled } = deployedSystem()

const openDeployed: OpenJourney = async (wanted) => {
  // The stage's one mailbox has the mails of every cycle before this one.
  const earlier = new Set((await door.mails()).map(({ id }) => id))
  clock.moveTo(opens)
  await openSmallCycle(services, wanted)
  await settled()
  return {
    door: { ...door, mails: async () => (await door.mails()).filter(({ id }) => !earlier.has(id)) },
    cast: castOf(wanted),
    settled: () => settled(),
    facts: () => services.store.facts(wanted.name),
    stop: async () => {},
  }
}

onTime(openDeployed)
returned(openDeployed)
