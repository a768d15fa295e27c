import { afterAll, beforeAll, expect, it } from 'vitest'
import { folderOperator } from '../../../../infra/command-line/cycle/folder-operator.ts'
import type { Operator } from '../../../../infra/command-line/cycle/operator.ts'
import { hasToLook } from '../../../../shared/cycle/clock/timer-note.ts'
import { type EmbeddedJourney, openEmbedded } from '../../../journeys/embedded.ts'
import { atTen, file } from '../../../journeys/journey.ts'

/** A command beside the running system: the run waits in the system's own process, which the command can only leave a note. */
let journey: EmbeddedJourney
let operator: Operator
const cycle = 'beside'
const drafts = async () => (await journey.facts()).filter(({ kind }) => kind === 'draft').length
async function timerTurns(times: number): Promise<void> {
  for (let turn = 0; turn < times; turn++) await journey.local.keepTime()
  await journey.settled()
}
const mustLook = async () => {
  const { store, clock } = journey.local.services
  return hasToLook(await store.timerNote(cycle), clock.now())
}

beforeAll(async () => {
  journey = await openEmbedded({ name: cycle })
  operator = await folderOperator(journey.folder, () => {})
  await file(journey, 'office')
  // The timer has looked for longer than anything may be young of which it knows no note.
  for (const day of ['2021-01-26', '2021-01-27']) {
    await journey.local.clock.moveTo(atTen(day))
    await timerTurns(2)
  }
}, 60_000)
afterAll(async () => {
  await operator?.close()
  await journey?.stop()
})

it('a wait that an act ends is gone on with at the next turn of the timer, as the command says', async () => {
  expect(await mustLook()).toBe(false)
  for (const unit of ['finance', 'qingquan'])
    await operator.call('act-for-operator', { cycle, typed: { act: 'exempt', unit, reason: '今年没有办理' } })
  expect(await drafts()).toBe(0)
  await timerTurns(1)
  expect(await drafts()).toBe(1)
})

it('the system looks after a repair too, which resumes nothing itself', async () => {
  await journey.local.clock.moveTo(atTen('2021-01-28'))
  await timerTurns(2)
  expect(await mustLook()).toBe(false)
  await operator.call('repair-cycle', { cycle })
  expect(await mustLook()).toBe(true)
})
