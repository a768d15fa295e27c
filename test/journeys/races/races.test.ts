import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { keepTime } from '../../../functions/schedule/keep-time.ts'
import { approve, confirm, toReturn } from '../../../infra/local/demo/people.ts'
import { digitsFor, newestMail, type ReadMail, type VisitedPage, Visitor } from '../../../infra/local/demo/visitor.ts'
import { startLocal } from '../../../infra/local/trial/local.ts'
import type { DecisionFact } from '../../../shared/cycle/facts/draft-facts.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'
import { type Mortality, makeMortal } from '../kill/mortal.ts'
import {
  clerkOf,
  openSmallCycle,
  opens,
  people,
  requestsSince,
  type Shape,
  type SmallCycle,
  sliceOf,
  smallCycle,
  startSmallCycle,
} from './small-cycle.ts'

/**
 * What happens at the same moment, each through the front door: one outcome, the same answer to whoever repeats, and nobody is
 * asked twice. What is raced for is sent by people with a mail and a browser; the embedded clock stands still meanwhile.
 */

let running: SmallCycle | undefined
let heard: Mortality
afterEach(() => running?.local.stop())

/** Both slices are in, the first stage is asked. */
async function asked(shape: Shape = {}): Promise<SmallCycle> {
  const small = await opened(shape)
  await clerkOf(small.door, 'office').sendAsPrinted(sliceOf('office'))
  await clerkOf(small.door, 'housing').sendAsPrinted(sliceOf('housing'))
  if (shape.confirmed !== false) await confirm(small.door, people.chief.address)
  await small.local.settled()
  return small
}

async function opened(shape: Shape = {}): Promise<SmallCycle> {
  running = await startSmallCycle(shape)
  heard = makeMortal(running.local.services)
  return running
}

/** Somebody who has the request for sign-off open in a browser, and the form ready. */
async function atDesk({ door }: SmallCycle, { address }: { address: string }) {
  const mail = await newestMail(door, address, /审签/)
  const visitor = new Visitor(door)
  const page = await visitor.openLink(mail)
  const code = await digitsFor(door, visitor, page, mail)
  const returning = await toReturn(visitor, page)
  return {
    mail,
    page,
    visitor,
    approve: () => visitor.submit(page, { choice: 'approve', attestation: 'agreed', code }),
    sendBack: (unit: string, reason: string) =>
      visitor.submit(returning, { choice: 'return', code, 'target-0': unit, 'reason-0': reason }),
    delegate: (to: { name: string; address: string }) =>
      visitor.submit(
        page,
        { name: to.name, address: to.address, reason: '出差', code },
        { form: 'form[action^="/delegation"]' },
      ),
  }
}

const ofKind = <K extends Fact['kind']>(facts: readonly Fact[], kind: K) =>
  facts.filter((f): f is Extract<Fact, { kind: K }> => f.kind === kind)
const decisions = async (small: SmallCycle): Promise<DecisionFact[]> => ofKind(await small.facts(), 'decision')
const requestsTo = async ({ door }: SmallCycle, { address }: { address: string }): Promise<ReadMail[]> =>
  (await door.mails()).filter((mail) => mail.to === address && /审签/.test(mail.subject))
const words = (page: VisitedPage) => page.html.querySelector('main')?.textContent.replace(/\s+/g, ' ').trim()
const repeated = (list: readonly string[]): string[] => list.filter((item, i) => list.indexOf(item) !== i)

/** Everybody who is asked approves, until the report is out; nobody got a mail twice on the way. */
async function finish(small: SmallCycle): Promise<void> {
  const answered = new Set<string>()
  for (let turn = 0; turn < 6; turn++) {
    await small.local.settled()
    for (const one of await requestsSince(small.door, answered)) {
      answered.add(one.mail.id)
      await approve(small.door, one).catch(() => undefined) // decided already, or another draft by now
    }
  }
  await small.local.settled()
  const state = await small.state()
  expect(state.publications.map(({ version }) => version)).toEqual([1])
  const round = state.rounds.find((r) => r.round === state.publications[0]!.round)!
  expect(state.publications[0]!.draft).toBe(round.draft.digest)
  expect(round.decisions.filter(({ choice }) => choice === 'approve').length).toBeGreaterThanOrEqual(2)
  expect(repeated(heard.sent), 'no mail left twice').toEqual([])
}

describe('one decision', () => {
  test('fifty posts at once, from two browsers: one decision, fifty identical answers', async () => {
    const small = await asked()
    const [here, there] = [await atDesk(small, people.ding), await atDesk(small, people.ding)]
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => (i % 2 ? here : there).approve()))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
    expect(await decisions(small)).toHaveLength(1)
    await finish(small)
  })

  test('the same mail open in two browsers: both see the draft, one decision counts, the other hears which', async () => {
    const small = await asked()
    const [office, phone] = [await atDesk(small, people.ding), await atDesk(small, people.ding)]
    expect(words(phone.page)).toBe(words(office.page))
    const first = await office.approve()
    expect(first.status).toBe(200)
    expect((await phone.sendBack('housing', '请核对')).status).toBe(409)
    const repeat = await phone.approve()
    expect([repeat.status, repeat.body]).toEqual([200, first.body])
    const [decision] = await decisions(small)
    expect(decision).toMatchObject({ seat: people.ding.id, choice: 'approve' })
    await finish(small)
  })

  test('approve here and return there at once: one of them stands, and each is told so again', async () => {
    const small = await asked()
    const [here, there] = [await atDesk(small, people.ding), await atDesk(small, people.ding)]
    const posts = [() => here.approve(), () => there.sendBack('housing', '请核对')] as const
    const answers = await Promise.all(posts.map((post) => post()))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const [decision] = await decisions(small)
    expect(decision!.choice).toBe(answers[0]!.status === 200 ? 'approve' : 'return')
    await small.local.settled()
    expect((await Promise.all(posts.map((post) => post()))).map(({ status }) => status)).toEqual(
      answers.map(({ status }) => status),
    )
    expect(await decisions(small)).toHaveLength(1)
  })
})

describe('several persons', () => {
  test.each(['all', 'any'] as const)(
    'the last two approvals at once, where %s must agree: the next is asked once',
    async (need) => {
      const small = await asked({ need })
      const [ding, ren] = [await atDesk(small, people.ding), await atDesk(small, people.ren)]
      const answers = await Promise.all([ding.approve(), ren.approve()])
      for (const { status } of answers) expect(need === 'all' ? [200] : [200, 409]).toContain(status)
      expect(answers.some(({ status }) => status === 200)).toBe(true)
      await small.local.settled()
      expect(await requestsTo(small, people.shao)).toHaveLength(1)
      expect(repeated(heard.sent)).toEqual([])
      await finish(small)
    },
  )

  test('the delegate against the delegating approver: one decides for the seat, the other hears who', async () => {
    const small = await asked()
    const ding = await atDesk(small, people.ding)
    expect((await ding.delegate(people.guest)).status).toBe(200)
    const guest = await atDesk(small, people.guest)
    const again = await atDesk(small, people.ding)
    const [byDing, byGuest] = await Promise.all([again.sendBack('housing', '请核对'), guest.approve()])
    expect([byDing.status, byGuest.status].sort()).toEqual([200, 409])
    const made = (await decisions(small)).filter(({ seat }) => seat === people.ding.id)
    expect(made).toHaveLength(1)
    expect(made[0]!.choice).toBe(byDing.status === 200 ? 'return' : 'approve')
    const loser = byDing.status === 409 ? byDing : byGuest
    expect(loser.body).toContain(byDing.status === 409 ? people.guest.name : people.ding.name)
  })

  test('a delegation against the approver’s own decision: the decision stands, and nobody decides after it', async () => {
    const small = await asked()
    const [here, there] = [await atDesk(small, people.ding), await atDesk(small, people.ding)]
    const [delegated, approved] = await Promise.all([here.delegate(people.guest), there.approve()])
    expect(approved.status).toBe(200)
    expect([200, 409]).toContain(delegated.status)
    if ((await requestsTo(small, people.guest)).length > 0) {
      const guest = new Visitor(small.door)
      const page = await guest.openLink((await requestsTo(small, people.guest))[0]!)
      expect(page.html.querySelector('input[name="choice"]')).toBeNull()
    }
    expect((await decisions(small)).map(({ seat, by }) => [seat, by])).toEqual([[people.ding.id, people.ding.id]])
    await finish(small)
  })
})

describe('people against the clock', () => {
  test('a decision in the moment in which the substitute is asked: the approver’s stands, the timer decides nothing', async () => {
    const small = await asked()
    await small.local.clock.moveTo('2026-01-08T02:00:00.000Z')
    const ding = await atDesk(small, people.ding)
    const [answer] = await Promise.all([ding.approve(), small.local.keepTime()])
    expect(answer.status).toBe(200)
    await small.local.settled()
    expect((await decisions(small)).map(({ seat, by }) => [seat, by])).toEqual([[people.ding.id, people.ding.id]])
    for (const mail of await requestsTo(small, people.stand)) {
      const page = await new Visitor(small.door).openLink(mail)
      expect(page.html.querySelector('input[name="choice"]')).toBeNull()
    }
    await finish(small)
  })

  test('the approver and the substitute at once: one decision for the seat', async () => {
    const small = await asked()
    await small.local.clock.moveTo('2026-01-08T02:00:00.000Z')
    await small.pass(5)
    await small.pass(5)
    const [ding, stand] = [await atDesk(small, people.ding), await atDesk(small, people.stand)]
    const answers = await Promise.all([ding.approve(), stand.approve()])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await decisions(small)).toHaveLength(1)
    await finish(small)
  })

  test('a slice in the last millisecond before the lock counts, one in the first after it does not', async () => {
    const small = await opened({ confirmed: false })
    const office = clerkOf(small.door, 'office')
    const form = await office.look()
    expect(form.html.querySelector('form[action^="/slice"]')).not.toBeNull()
    await small.local.clock.moveTo('2026-01-13T15:59:59.999Z')
    expect((await clerkOf(small.door, 'housing').sendAsPrinted(sliceOf('housing'))).status).toBe(201)
    await small.local.clock.moveTo('2026-01-13T16:00:00.000Z')
    const late = await office.sendAsPrinted(sliceOf('office'))
    expect([late.status, late.problems[0]?.code]).toEqual([409, 'slice-locked'])
    // A repeat of what was in time gets the answer it got, also now.
    expect(ofKind(await small.facts(), 'submission').map(({ unit }) => unit)).toEqual(['housing'])
  })

  test('slices sent while the lock falls: whoever is told so is in, whoever is refused is not', async () => {
    const small = await opened({ confirmed: false })
    await small.local.clock.moveTo('2026-01-13T15:59:59.000Z')
    const lock = async () => {
      await small.local.clock.moveTo('2026-01-13T16:00:00.000Z')
      await small.local.keepTime()
    }
    const [office, , housing] = await Promise.all([
      clerkOf(small.door, 'office').sendAsPrinted(sliceOf('office')),
      lock(),
      clerkOf(small.door, 'housing').sendAsPrinted(sliceOf('housing')),
    ])
    const sent = new Set(ofKind(await small.facts(), 'submission').map(({ unit }) => unit))
    for (const [unit, { status }] of [
      ['office', office],
      ['housing', housing],
    ] as const) {
      expect([unit, status]).toEqual([unit, sent.has(unit) ? 201 : 409])
    }
  })

  test('two timers at once: each reader gets one reminder, each fact stands once', async () => {
    const small = await opened({ confirmed: false })
    await small.local.clock.moveTo('2026-01-13T02:00:00.000Z')
    const before = (await small.door.mails()).length
    const { services } = small.local
    const kept = await Promise.all([keepTime({}, services), keepTime({}, services), keepTime({}, services)])
    expect(kept.map(({ failed }) => failed)).toEqual([0, 0, 0])
    const got = (await small.door.mails()).slice(before).map(({ to, subject }) => `${to} ${subject}`)
    expect(repeated(got)).toEqual([])
    expect(got.length).toBeGreaterThanOrEqual(2)
    await small.pass(1)
    expect((await small.door.mails()).length).toBe(before + got.length)
  })
})

describe('slices', () => {
  test('two persons send one unit’s slice at once: one revision, the other sees it', async () => {
    const small = await opened({ confirmed: false })
    const clerk = clerkOf(small.door, 'office')
    const answers = await Promise.all([clerk.submit(sliceOf('office', '1')), clerk.submit(sliceOf('office', '2'))])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(ofKind(await small.facts(), 'submission')).toHaveLength(1)
  })

  test('ten times the same slice at once: one revision, one receipt, the same answer', async () => {
    const small = await opened({ confirmed: false })
    const clerk = clerkOf(small.door, 'office')
    const answers = await Promise.all(Array.from({ length: 10 }, () => clerk.sendAsPrinted(sliceOf('office'))))
    for (const { status } of answers) expect([200, 201]).toContain(status)
    expect(ofKind(await small.facts(), 'submission')).toHaveLength(1)
    expect((await small.door.mails()).filter(({ subject }) => /回执/.test(subject))).toHaveLength(1)
  })

  test.each([0, 3, 10, 30])(
    'an approval against a newer slice, %i ms apart: what is published is what was signed',
    async (apart) => {
      const small = await asked({ confirmed: false })
      for (const person of [people.ding, people.ren]) await (await atDesk(small, person)).approve()
      await small.local.settled()
      await small.local.clock.moveTo('2026-01-05T02:00:00.000Z')
      const shao = await atDesk(small, people.shao)
      const clerk = clerkOf(small.door, 'housing', { confirmed: false })
      const pause = () => new Promise((resolve) => setTimeout(resolve, apart))
      const [approved, sent] = await Promise.all([
        shao.approve(),
        pause().then(() => clerk.sendAsPrinted(sliceOf('housing', '3'))),
      ])
      expect([200, 409]).toContain(approved.status)
      expect([201, 409]).toContain(sent.status)
      await small.local.settled()
      const state = await small.state()
      if (state.publications.length === 0) {
        // The newer slice opened a round of its own, and everybody is asked about that.
        expect(state.rounds.map(({ round }) => round)).toEqual([1, 2])
        expect(state.rounds[1]!.draft.submissions.find(({ unit }) => unit === 'housing')!.revision).toBe(2)
        expect(await requestsTo(small, people.ding)).toHaveLength(2)
      }
      await finish(small)
    },
  )
})

describe('the workflow is late', () => {
  test('a decision before the workflow waits for it is found as soon as it waits', async () => {
    const small = await asked({ need: 'any' })
    // The state that asks the director stops dead before it keeps its token, and everything goes on around it.
    const { store } = small.local.services
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    small.local.services.store = {
      ...store,
      async saveCallback(callback, before) {
        await released
        return store.saveCallback(callback, before)
      },
    }
    const ding = await atDesk(small, people.ding)
    expect((await ding.approve()).status).toBe(200)
    await small.local.settled(100)
    await small.local.clock.moveTo('2026-01-05T02:00:00.000Z')
    await small.local.keepTime() // asks the director, whom the state was about to ask
    const shao = await atDesk(small, people.shao)
    expect((await shao.approve()).status).toBe(200)
    expect((await small.state()).publications).toEqual([])
    release()
    await small.local.settled()
    await finish(small)
  })

  test('invitations that take long: the schedule sends what is owed meanwhile, and nobody gets a mail twice', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lianbao-races-'))
    const local = await startLocal({ folder, clock: opens, clockStands: true, timerEvery: 3_600_000 })
    running = smallCycle(local)
    heard = makeMortal(local.services)
    const { mailer } = local.services
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    let isFirst = true
    local.services.mailer = {
      async send(message) {
        const waits = isFirst
        isFirst = false
        // Five minutes: by then a transport has given the mail up, and the timer has sent it.
        if (waits) {
          await released
          throw new Error('no answer')
        }
        await mailer.send(message)
      },
    }
    await openSmallCycle(local)
    await expect.poll(() => isFirst).toBe(false)
    await local.clock.moveTo('2026-01-05T01:05:00.000Z')
    await local.keepTime()
    expect(heard.sent).toHaveLength(3)
    release()
    await local.settled()
    expect(heard.sent).toHaveLength(3)
    expect(repeated(heard.sent)).toEqual([])
  })
})
