import { beforeEach, expect, test } from 'vitest'
import { recordOpening } from '../../../functions/kept/cycles.ts'
import { keepTime } from '../../../functions/schedule/keep-time.ts'
import type { Services } from '../../../functions/services.ts'
import { announcePublication } from '../../../functions/workflow/announce-publication.ts'
import { inviteUnits } from '../../../functions/workflow/invite-units.ts'
import type { Opening, Unit } from '../../../shared/cycle/facts.ts'
import { keptServices } from '../../fixtures/kept-services.ts'
import { cycleWith, definition } from '../../fixtures/tongjiang-2020.ts'

// Every mail takes a minute here: a turn is over long before everybody has theirs.
const base = cycleWith()
const [opened] = base.facts as [Opening]
const unitOf = (n: number): Unit => ({
  id: `unit-${n}`,
  name: { zh: `第${n}镇`, en: `Town ${n}` },
  kind: 'township',
  roles: [],
  contacts: [{ id: `clerk-${n}`, name: '王秀英', address: `clerk-${n}@tongjiang.example` }],
})
const opening: Opening = { ...opened, units: Array.from({ length: 9 }, (_, n) => unitOf(n)) }
const { cycle } = opening
let system: ReturnType<typeof keptServices>
let slow: Services

beforeEach(async () => {
  system = keptServices(opening.at)
  const { kept, services } = system
  await recordOpening(opening, definition, services)
  const send: Services['mailer']['send'] = async (message) => {
    await services.mailer.send(message)
    kept.now = new Date(Date.parse(kept.now) + 60_000).toISOString()
  }
  slow = { ...services, mailer: { send } }
})

const addresses = () => system.kept.mails.map(({ to }) => to.address)

test('invitations end before the function would be killed, and go on where they ended; nothing twice', async () => {
  const outcomes: string[] = []
  for (let turn = 0; turn < 5 && outcomes.at(-1) !== 'invited'; turn++) {
    const began = Date.parse(system.kept.now)
    outcomes.push((await inviteUnits({ cycle }, slow)).outcome)
    expect(Date.parse(system.kept.now) - began).toBeLessThanOrEqual(4 * 60_000)
  }
  expect(outcomes).toEqual(['more', 'more', 'invited'])
  expect(addresses()).toHaveLength(opening.office.length + 9)
  expect(new Set(addresses()).size).toBe(addresses().length)
})

test('a turn that begins late sends one mail all the same, so that every turn goes on', async () => {
  let looks = 0
  const late: Services = {
    ...slow,
    clock: {
      now() {
        looks += 1
        return new Date(Date.parse(opening.at) + looks * 5 * 60_000).toISOString()
      },
    },
  }
  expect((await inviteUnits({ cycle }, late)).outcome).toBe('more')
  expect(addresses()).toHaveLength(1)
})

test('the timer leaves what is left to its next turn', async () => {
  system.kept.now = new Date(Date.parse(opening.at) + 15 * 60_000).toISOString()
  await keepTime({}, slow)
  const first = addresses().length
  expect(first).toBe(9)
  await keepTime({}, slow)
  const invited = new Set(addresses().filter((address) => address.startsWith('clerk-')))
  expect(invited.size).toBe(9)
  expect(addresses()).toHaveLength(new Set(addresses()).size)
})

test('so does the announcement', async () => {
  await system.services.store.record({
    kind: 'publication',
    cycle,
    version: 1,
    round: 1,
    draft: 'd'.repeat(64),
    manifest: 'm'.repeat(64),
    at: opening.at,
  })
  const outcomes: string[] = []
  while (outcomes.at(-1) !== 'announced') outcomes.push((await announcePublication({ cycle }, slow)).outcome)
  expect(outcomes.length).toBeGreaterThan(2)
  expect(new Set(addresses()).size).toBe(addresses().length)
})

test('a relay that is silent takes the timer no longer either: what is due of a cycle behind is done', async () => {
  const { kept, services } = system
  const behind = 'behind'
  await services.store.record({ ...opening, cycle: behind })
  kept.runs.set(cycle, 'running')
  kept.now = new Date(Date.parse(opening.at) + 15 * 60_000).toISOString()
  const began = Date.parse(kept.now)
  const silent: Services['mailer'] = {
    send() {
      kept.now = new Date(Date.parse(kept.now) + 60_000).toISOString()
      return Promise.reject(new Error('silent'))
    },
  }
  await keepTime({}, { ...services, mailer: silent })
  expect(Date.parse(kept.now) - began).toBe(9 * 60_000)
  expect([...kept.runs.keys()]).toContain(behind)
})
