import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { recordOpening } from '../../functions/kept/cycles.ts'
import type { Services } from '../../functions/services.ts'
import { embeddedDoor } from '../../infra/local/demo/embedded-door.ts'
import { withClearance } from '../../infra/local/trial/examples.ts'
import { type LocalSystem, startLocal } from '../../infra/local/trial/local.ts'
import { calendarOfZone } from '../../shared/calendar/working-days.ts'
import { planOpening } from '../../shared/cycle/opening/opening.ts'
import { canonicalBytes } from '../../shared/report/bytes/canonical.ts'
import { digestOf } from '../../shared/report/bytes/digest.ts'
import { type LastYear, lastYearFile } from '../../shared/report/last-year.ts'
import type { JourneySystem } from './journey.ts'
import { castOf, definition, document, openingOf, opens, type Wanted } from './small-cycle.ts'

export type EmbeddedJourney = JourneySystem & { local: LocalSystem; folder: string }

/** The embedded system in a folder of its own, with a small cycle open and everybody invited. */
export async function openEmbedded(wanted: Wanted): Promise<EmbeddedJourney> {
  const folder = await mkdtemp(join(tmpdir(), 'lianbao-journey-'))
  const local = await startLocal({ folder, clock: wanted.clock ?? opens, timerEvery: 3_600_000 })
  await openSmallCycle(local.services, wanted)
  const journey: EmbeddedJourney = {
    local,
    folder,
    door: embeddedDoor(local.baseUrl, local.publicUrl),
    cast: castOf(wanted),
    facts: () => local.services.store.facts(wanted.name),
    async settled() {
      if (!(await local.settled())) throw new Error('The workflow does not come to rest')
    },
    async stop() {
      await local.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
  await journey.settled()
  return journey
}

/** As the operator opens a cycle, on whatever the services are of. */
export async function openSmallCycle(
  services: Pick<Services, 'clock' | 'store' | 'files' | 'workflow' | 'log'>,
  wanted: Wanted,
): Promise<void> {
  const previous = wanted.lastYear && (await keepLastYear(services, wanted.lastYear))
  const calendar = calendarOfZone(definition.timetable.zone)
  const opening = planOpening(openingOf(wanted, previous), definition, calendar, services.clock.now(), 'clerk-lin')
  await recordOpening(opening, withClearance(document, wanted.clearance), services)
}

async function keepLastYear(services: Pick<Services, 'files'>, figures: NonNullable<Wanted['lastYear']>) {
  const lastYear: LastYear = { document: 'lianbao/last-year/1', year: 2019, ...figures }
  const bytes = canonicalBytes(lastYear)
  const digest = digestOf(bytes)
  await services.files.put(lastYearFile(digest), bytes)
  return digest
}
