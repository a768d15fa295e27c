import { beforeEach, expect, test } from 'vitest'
import { recordOpening } from '../../../functions/kept/cycles.ts'
import { loadTold } from '../../../functions/kept/load-cycle.ts'
import { keepTime } from '../../../functions/schedule/keep-time.ts'
import { recordDelivery } from '../../../functions/schedule/record-delivery.ts'
import { MailRefused, type Services } from '../../../functions/services.ts'
import { announcePublication } from '../../../functions/workflow/announce-publication.ts'
import { inviteUnits } from '../../../functions/workflow/invite-units.ts'
import { civilDate } from '../../../shared/calendar/civil-date.ts'
import { officeMatters } from '../../../shared/cycle/clock/office-matters.ts'
import { onDay } from '../../../shared/cycle/clock/rhythm.ts'
import type { Opening } from '../../../shared/cycle/facts.ts'
import { firstOf } from '../../../shared/present.ts'
import { keptServices } from '../../fixtures/kept-services.ts'
import { cycleWith, definition } from '../../fixtures/tongjiang-2020.ts'

const [opened] = cycleWith().facts as [Opening]
const tang = { id: 'tang', name: '唐宁', address: 'tang@tongjiang.example' }
const opening: Opening = { ...opened, office: [...opened.office, tang] }
const { cycle } = opening
const officer = firstOf(opening.office)
const everybody = [...opening.office, ...opening.units.flatMap(({ contacts }) => contacts)].map(
  ({ address }) => address,
)
let system: ReturnType<typeof keptServices>
let services: Services
const told = () => system.kept.mails.map(({ to }) => to.address)
const deliveries = () => services.store.factsOf(cycle, 'delivery')

/** The services, with a mailbox that is gone. */
const refusing = (gone: string): Services => ({
  ...services,
  mailer: {
    async send(message) {
      if (message.to.address === gone) throw new MailRefused()
      await services.mailer.send(message)
    },
  },
})

beforeEach(async () => {
  system = keptServices(opening.at)
  services = system.services
  await recordOpening(opening, definition, services)
})

test('a mailbox that is gone keeps neither the others nor the cycle waiting; its mail has come back', async () => {
  const { address } = officer
  expect(await inviteUnits({ cycle }, refusing(address))).toEqual({ outcome: 'invited' })
  expect(told()).toEqual(everybody.filter((each) => each !== address))
  const duty = `board/${officer.id}`
  expect(await deliveries()).toEqual([{ kind: 'delivery', cycle, duty, event: 'bounced', at: opening.at }])
  const about = system.kept.logged.filter(({ facts }) => facts.duty === duty)
  expect(about).toEqual([{ code: 'mail-bounced', facts: { cycle, duty, event: 'bounced' } }])
  expect(await inviteUnits({ cycle }, services)).toEqual({ outcome: 'invited' })
  expect(told()).not.toContain(address)
})

test.each([
  ['notes it then', false],
  ['hears of no answer', true],
])(
  'what SES tells of a mail before we have noted that it left is kept, also where who sends it %s',
  async (_, isUnanswered) => {
    const duty = 'invite/police/police-clerk'
    const bounce = { bounceType: 'Permanent', bounceSubType: 'OnAccountSuppressionList' }
    const telling: Services = {
      ...services,
      mailer: {
        async send(message) {
          await services.mailer.send(message)
          if (message.duty !== duty) return
          const [id = ''] = message.messageId.split('@')
          const tags = { cycle: [cycle], message: [id], duty: [Buffer.from(duty).toString('base64url')] }
          await recordDelivery({ time: opening.at, detail: { eventType: 'Bounce', bounce, mail: { tags } } }, services)
          if (isUnanswered) throw new Error('no answer came')
        },
      },
    }
    await inviteUnits({ cycle }, telling).catch(() => undefined)
    expect(await deliveries()).toMatchObject([{ duty, event: 'suppressed' }])
    expect(system.kept.logged.filter(({ code }) => code === 'mail-bounced')).toHaveLength(1)
    system.kept.now = new Date(Date.parse(opening.at) + 15 * 60_000).toISOString()
    await keepTime({}, services)
    const { state, definition: its } = await loadTold(cycle, services)
    const day = onDay({ state, definition: its }, civilDate(opening.at, opening.zone))
    expect(officeMatters(day)).toMatchObject([{ matter: 'mail-failed', duty, event: 'suppressed' }])
  },
)

test('a cycle that is called off while its units are invited invites nobody more', async () => {
  const { kept } = system
  const cancel = { act: 'cancel', n: 1, id: 'a', by: officer.id, reason: '开错了' } as const
  const slow: Services = {
    ...services,
    mailer: {
      async send(message) {
        await services.mailer.send(message)
        kept.now = new Date(Date.parse(kept.now) + 20_000).toISOString()
        if (kept.mails.length === 3) await services.store.record({ kind: 'act', cycle, at: kept.now, ...cancel })
      },
    },
  }
  expect(await inviteUnits({ cycle }, slow)).toEqual({ outcome: 'more' })
  expect(told()).toEqual(everybody.slice(0, 4))
  expect(await inviteUnits({ cycle }, slow)).toEqual({ outcome: 'invited' })
  expect(told()).toHaveLength(4)
})

test('the log has the codes of what the transport said, and not its sentence', async () => {
  const refused = Object.assign(new Error(`535 no login for ${officer.address}`), { code: 'EAUTH', responseCode: 535 })
  const mailer = { send: () => Promise.reject(refused) }
  await inviteUnits({ cycle }, { ...services, mailer })
  const said = system.kept.logged.filter(({ code }) => code === 'mail-not-sent').map(({ facts }) => facts)
  expect(said[0]).toEqual({ cycle, duty: `board/${officer.id}`, template: 'board-link', error: 'EAUTH 535' })
})

test.each([
  ['the office', officer.address],
  ['a unit', 'police-clerk@tongjiang.example'],
])(
  'whom a mail does not reach now, of %s, hears of it by the timer; the others have it by then',
  async (_, address) => {
    system.kept.refusing = address
    expect(await inviteUnits({ cycle }, services)).toEqual({ outcome: 'invited' })
    expect(told()).toEqual(everybody.filter((each) => each !== address))
    expect(await deliveries()).toEqual([])
    system.kept.refusing = undefined
    system.kept.now = new Date(Date.parse(opening.at) + 15 * 60_000).toISOString()
    await keepTime({}, services)
    expect(told().slice(everybody.length - 1)).toEqual([address])
  },
)

test('what is no mail’s failure stops the state, after the others were told', async () => {
  const { store } = services
  const broken: Services = {
    ...services,
    store: {
      ...store,
      async record(fact) {
        if (fact.kind === 'sending' && fact.duty === `board/${officer.id}`) throw new Error('no such table')
        return store.record(fact)
      },
    },
  }
  await expect(inviteUnits({ cycle }, broken)).rejects.toThrow('no such table')
  expect(told()).toEqual(everybody.slice(1))
})

test('of a version that was withdrawn before everybody heard nobody hears any more', async () => {
  const version = { version: 1, round: 1, at: opening.at, draft: 'd'.repeat(64), manifest: 'm'.repeat(64) }
  await services.store.record({ kind: 'publication', cycle, ...version })
  await services.store.record({
    ...{ kind: 'act', cycle, n: 1, id: 'w', by: 'feng', at: opening.at, reason: '有误' },
    ...{ act: 'withdraw', version: 1, consent: { proposal: 1, by: 'qin' } },
  })
  const before = told().length
  expect(await announcePublication({ cycle }, services)).toEqual({ outcome: 'announced' })
  expect(told()).toHaveLength(before)
})

test('of a publication everybody behind a mailbox that does not answer hears; who has it, at the next run', async () => {
  await services.store.record({
    ...{ kind: 'publication', cycle, version: 1, round: 1, at: opening.at },
    ...{ draft: 'd'.repeat(64), manifest: 'm'.repeat(64) },
  })
  system.kept.refusing = officer.address
  expect(await announcePublication({ cycle }, services)).toEqual({ outcome: 'announced' })
  const behind = told()
  expect(behind).toContain('police-clerk@tongjiang.example')
  expect(await announcePublication({ cycle }, refusing(officer.address))).toEqual({ outcome: 'announced' })
  expect(told()).toEqual(behind)
  expect(await deliveries()).toMatchObject([{ event: 'bounced' }])
})
