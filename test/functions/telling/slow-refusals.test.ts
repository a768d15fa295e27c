import { beforeEach, describe, expect, test } from 'vitest'
import { taskHandler } from '../../../functions/door/handler.ts'
import { recordOpening } from '../../../functions/kept/cycles.ts'
import { repairCycle } from '../../../functions/operator/repair-cycle.ts'
import { keepTime } from '../../../functions/schedule/keep-time.ts'
import type { Services } from '../../../functions/services.ts'
import { announcePublication } from '../../../functions/workflow/announce-publication.ts'
import { inviteUnits } from '../../../functions/workflow/invite-units.ts'
import { requestSignOff } from '../../../functions/workflow/request-sign-off.ts'
import { returnSlices } from '../../../functions/workflow/return-slices.ts'
import type { Fact, Opening } from '../../../shared/cycle/facts.ts'
import { draftFile } from '../../../shared/draft/draft.ts'
import { canonicalBytes } from '../../../shared/report/bytes/canonical.ts'
import { keptServices } from '../../fixtures/kept-services.ts'
import { cycleWith, decisionOf, definition } from '../../fixtures/tongjiang-2020.ts'

// The relay asks the mail server of one bureau for each recipient, and answers after 25 seconds that it may be there later: some ten such
// answers are a turn of a state, some twenty one of the timer.
const base = cycleWith()
const slowly = 25_000
const slow = (n: number) =>
  Array.from({ length: n }, (_, i) => ({ id: `slow-${i}`, name: `人${i}`, address: `slow-${i}@slow.example` }))
const [opened] = base.facts as [Opening]
/** The first bureau has so many contacts there; all others are reached. */
const openingWith = (n: number): Opening => {
  const [first, ...others] = opened.units
  return { ...opened, units: [{ ...first!, contacts: slow(n) }, ...others] }
}
const { cycle } = opened
const reached = (opening: Opening) =>
  opening.units.slice(1).flatMap(({ contacts }) => contacts.map(({ address }) => address))

let system: ReturnType<typeof keptServices>
let services: Services
let isSlow: (address: string) => boolean

beforeEach(() => {
  system = keptServices(opened.at)
  services = system.services
  isSlow = (address) => address.endsWith('@slow.example')
  const { send } = services.mailer
  services.mailer.send = async (message) => {
    if (!isSlow(message.to.address)) return send(message)
    later(slowly)
    throw Object.assign(new Error('450 4.1.1 unverified'), { responseCode: 450, command: 'RCPT TO' })
  }
})

const later = (milliseconds: number) => {
  system.kept.now = new Date(Date.parse(system.kept.now) + milliseconds).toISOString()
}
const told = () => system.kept.mails.map(({ to }) => to.address)
const record = async (facts: readonly Fact[]) => {
  for (const fact of facts) await services.store.record(fact)
}

/** Enters the state until it ends; answers how, and after how many turns. */
async function walk(state: () => Promise<{ outcome: string }>): Promise<[string, number]> {
  for (let turn = 1; turn < 20; turn++) {
    const { outcome } = await state()
    if (outcome !== 'more') return [outcome, turn]
  }
  return ['more', 20]
}
const timer = () => taskHandler('keep-time', keepTime, services)({})

describe('an address that is slow to refuse is tried once in a state, and keeps nobody behind it waiting', () => {
  test.each([12, 24])('invitations, %i of them', async (n) => {
    const opening = openingWith(n)
    await recordOpening(opening, definition, services)
    const [outcome, turns] = await walk(() => inviteUnits({ cycle }, services))
    expect(outcome).toBe('invited')
    expect(turns).toBeLessThanOrEqual(3)
    expect(told()).toEqual([...opening.office.map(({ address }) => address), ...reached(opening)])
    expect(await services.store.factsOf(cycle, 'sending', 'invite/')).toHaveLength(2 * n + reached(opening).length)
  })

  test('a return', async () => {
    const returned = cycleWith({
      approved: 1,
      facts: (draft) => [
        {
          ...decisionOf('secrecy-review', 'wu', draft, 1),
          choice: 'return',
          reasons: opened.units.map(({ id }) => ({ unit: id, text: '请再核对' })),
        },
      ],
    }).facts
    await record(returned.map((fact) => (fact.kind === 'opening' ? openingWith(24) : fact)))
    const [outcome, turns] = await walk(() => returnSlices({ cycle }, services))
    expect([outcome, turns]).toEqual(['returned', 3])
    expect(told()).toEqual([...reached(openingWith(24)), 'zhou@tongjiang.example'])
  })

  test('an announcement, which is tried once more when everybody else has it', async () => {
    await recordOpening(openingWith(24), definition, services)
    const out = { cycle, version: 1, round: 1, draft: 'd'.repeat(64), manifest: 'm'.repeat(64) }
    await record([{ kind: 'publication', at: system.kept.now, ...out }])
    const [outcome, turns] = await walk(() => announcePublication({ cycle }, services))
    expect([outcome, turns]).toEqual(['announced', 3])
    expect(told()).toEqual(expect.arrayContaining(reached(openingWith(24))))
    isSlow = () => false
    expect(await announcePublication({ cycle }, services)).toEqual({ outcome: 'announced' })
    expect(told().filter((address) => address.endsWith('@slow.example'))).toHaveLength(24)
    expect(told()).toHaveLength(new Set(told()).size)
  })

  test('a request for signatures, which waits all the same', async () => {
    const observers = slow(24)
    for (const fact of base.facts) {
      if (fact.kind === 'request') continue
      const route = (fact.kind === 'opening' ? fact.route : []).map((each) => ({ ...each, observers }))
      await services.store.record(fact.kind === 'opening' ? { ...fact, route } : fact)
    }
    const draft = base.facts.flatMap((fact) => (fact.kind === 'draft' ? [fact.digest] : []))[0]!
    await services.files.put(draftFile(draft), canonicalBytes(base.draft))
    const began = Date.parse(system.kept.now)
    await requestSignOff({ cycle, execution: cycle, token: 't1' }, services)
    expect(Date.parse(system.kept.now) - began).toBeLessThanOrEqual(4 * 60_000 + slowly)
    expect(told()).toContain('zhou@tongjiang.example')
  })
})

describe('the timer tells first whom it has not tried in vain', () => {
  const twoCycles = async (): Promise<Opening> => {
    const opening = openingWith(30)
    await recordOpening(opening, definition, services)
    await services.store.record({ ...opened, cycle: 'z-behind' })
    for (const run of [cycle, 'z-behind']) system.kept.runs.set(run, 'running')
    return opening
  }
  const everyTurn = async (turns: number) => {
    for (let turn = 0; turn < turns; turn++) {
      later(15 * 60_000)
      const began = Date.parse(system.kept.now)
      await timer()
      expect(Date.parse(system.kept.now) - began).toBeLessThanOrEqual(9 * 60_000 + slowly)
    }
  }

  test('also of a cycle that is looked at later', async () => {
    const opening = await twoCycles()
    await everyTurn(2)
    for (const name of [cycle, 'z-behind']) {
      const mails = system.kept.mails.filter((mail) => mail.cycle === name).map(({ to }) => to.address)
      expect(mails).toEqual(expect.arrayContaining(reached(opening)))
    }
    expect(told().filter((address) => address.endsWith('@slow.example'))).toEqual([])
    // Who cannot be reached is tried at every turn all the same, and reached when they can be.
    const tries = async () => (await services.store.factsOf(cycle, 'sending', 'invite/')).length
    const before = await tries()
    await everyTurn(2)
    expect(await tries()).toBeGreaterThan(before + 30)
    isSlow = () => false
    await everyTurn(1)
    expect(told().filter((address) => address.endsWith('@slow.example'))).toHaveLength(30)
  })

  test('and of those it has, whom it tried least: when mail works again nobody waits behind the few it does not reach', async () => {
    const opening = await twoCycles()
    isSlow = () => true
    await everyTurn(8)
    expect(told()).toEqual([])
    isSlow = (address) => address.endsWith('@slow.example')
    await everyTurn(4)
    for (const address of reached(opening)) expect(told().filter((each) => each === address)).toHaveLength(2)
  })

  test('and a cycle is whole in the turn in which the last of it have theirs', async () => {
    await recordOpening(openingWith(3), definition, services)
    await inviteUnits({ cycle }, services)
    await everyTurn(1)
    expect((await services.store.timerNote(cycle)).look).toBeUndefined()
    isSlow = () => false
    await everyTurn(1)
    expect((await services.store.timerNote(cycle)).look).toBeDefined()
  })
})

test('a repair by hand tries them too, and says how many could not be told', async () => {
  await recordOpening(openingWith(3), definition, services)
  await inviteUnits({ cycle }, services)
  later(10 * 60_000)
  expect(await repairCycle({ cycle }, services)).toMatchObject({ unsent: 3 })
  isSlow = (address) => address === 'slow-1@slow.example'
  expect(await repairCycle({ cycle }, services)).toMatchObject({ unsent: 1 })
  isSlow = () => false
  expect(await repairCycle({ cycle }, services)).toMatchObject({ unsent: 0 })
  expect(told().filter((address) => address.endsWith('@slow.example'))).toHaveLength(3)
})

// No state comes again for them, and nothing has failed.
test('whoever a slow relay kept from hearing of a request is left to the timer, which looks', async () => {
  const draft = base.facts.find((fact) => fact.kind === 'draft')!
  const observers = Array.from({ length: 24 }, (_, i) => ({
    id: `o-${i}`,
    name: `人${i}`,
    address: `o-${i}@example.org`,
  }))
  const route = opened.route.map((each) => ({ ...each, observers }))
  await record(
    base.facts.filter(({ kind }) => kind !== 'request').map((fact) => (fact === opened ? { ...opened, route } : fact)),
  )
  await services.files.put(draftFile(draft.digest), canonicalBytes(base.draft))
  const look = { at: system.kept.now, since: system.kept.now, until: '2021-12-31T16:00:00.000Z' }
  for (const _ of [1, 2]) await services.store.strikeWork(cycle, [], look)
  const { send } = services.mailer
  services.mailer.send = async (message) => {
    later(slowly)
    return send(message)
  }
  await taskHandler('request-sign-off', requestSignOff, services)({ cycle, execution: cycle, token: 't1' })
  expect(told().length).toBeLessThan(24)
  expect((await services.store.timerNote(cycle)).look).toBeUndefined()
})
