import { beforeEach, expect, test } from 'vitest'
import { recordOpening } from '../../../functions/kept/cycles.ts'
import { keepTime } from '../../../functions/schedule/keep-time.ts'
import { tellLater } from '../../../functions/schedule/tell-later.ts'
import { inviteUnits } from '../../../functions/workflow/invite-units.ts'
import type { Opening } from '../../../shared/cycle/facts.ts'
import { sealSubmission } from '../../../shared/draft/sealed-submission.ts'
import { submissionFile } from '../../../shared/draft/submission.ts'
import { keptServices } from '../../fixtures/kept-services.ts'
import { cycleWith, definition } from '../../fixtures/tongjiang-2020.ts'

const base = cycleWith()
const opening = base.facts[0] as Opening
const { cycle } = opening
let system: ReturnType<typeof keptServices>

const later = (minutes: number) => {
  system.kept.now = new Date(Date.parse(system.kept.now) + minutes * 60_000).toISOString()
}
const mailed = () => system.kept.mails.map(({ duty }) => duty)

beforeEach(async () => {
  system = keptServices(opening.at)
  const { services, kept } = system
  await recordOpening(opening, definition, services)
  await inviteUnits({ cycle }, services)
  kept.now = '2021-01-11T02:00:00.000Z'
  await services.store.noteWork(cycle, 'handed-on', kept.now)
  for (const fact of base.facts)
    if (fact.kind === 'submission' && fact.unit === 'police') await services.store.record({ ...fact, at: kept.now })
  for (const document of base.submissions.filter(({ unit }) => unit === 'police')) {
    const { bytes, digest } = sealSubmission(document)
    await services.files.put(submissionFile(digest), bytes)
  }
  // The timer has looked today, twice, and would not look again by itself.
  const look = { at: kept.now, since: kept.now, until: '2021-01-12T00:00:00.000Z' }
  for (const _ of [1, 2]) await services.store.strikeWork(cycle, [], look)
})

/** Begun, and ended from outside while a mail leaves: what that was owed for. */
async function dies(work: () => Promise<unknown>): Promise<string> {
  const { mailer } = system.services
  const { send } = mailer
  const died: Promise<string> = new Promise((go) => {
    mailer.send = ({ duty }) => new Promise(() => go(String(duty)))
  })
  void work()
  const duty = await died
  mailer.send = send
  return duty
}

const handedOn = () => tellLater({ cycle, unit: 'police', note: 'handed-on' }, system.services)

test.each([
  ['whoever was handed it', handedOn, handedOn],
  [
    'the timer',
    () => {
      later(4)
      return keepTime({}, system.services)
    },
    () => keepTime({}, system.services),
  ],
])('a mail over which %s died is sent the same hour, though another came within a minute', async (_, first, again) => {
  const duty = await dies(first)
  expect(duty).toBe('confirm/police/1/police-leader')
  later(1)
  await again()
  expect(mailed()).not.toContain(duty)
  for (const _ of [1, 2, 3]) {
    later(5)
    await keepTime({}, system.services)
  }
  expect(mailed().filter((each) => each === duty)).toHaveLength(1)
})

test('a mail that nobody sent goes out in the night, though what was noted of it is lost and turns come fast', async () => {
  const { services, kept } = system
  const { store } = services
  const young = '2021-01-11T16:40:00.000Z'
  for (const fact of base.facts)
    if (fact.kind === 'submission' && fact.unit === 'market') await store.record({ ...fact, at: young })
  for (const document of base.submissions.filter(({ unit }) => unit === 'market')) {
    const { bytes, digest } = sealSubmission(document)
    await services.files.put(submissionFile(digest), bytes)
  }
  kept.now = '2021-01-11T16:40:30.000Z'
  await keepTime({}, { ...services, store: { ...store, timerNote: async () => ({ begun: new Map() }) } })
  for (const minutes of [0.5, 0.5, 3]) {
    later(minutes)
    await keepTime({}, services)
  }
  expect(mailed()).toContain('receipt/market/1/market-clerk')
})
