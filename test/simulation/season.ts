import { recordOpening } from '../../functions/kept/cycles.ts'
import { definitionOf, pinDefinition } from '../../functions/kept/definitions.ts'
import { keepBrought } from '../../functions/kept/last-years.ts'
import { loadFunctions } from '../../infra/local/engine/load-functions.ts'
import { workflowDefinition } from '../../shared/contract/workflow-definition.ts'
import { nothingToCorrect, outcomeOfWait } from '../../shared/cycle/draft-standing.ts'
import { duties, dutyKey, linkOfDuty } from '../../shared/cycle/duty.ts'
import type { Fact } from '../../shared/cycle/facts.ts'
import { foldCycle, foldUnits } from '../../shared/cycle/fold.ts'
import { isClosed } from '../../shared/cycle/reporting-cycle.ts'
import type { Form } from './browser.ts'
import { Cast } from './cast.ts'
import { countSeason } from './count-season.ts'
import type { Counters } from './counters.ts'
import { checkSeason } from './invariants.ts'
import { Office } from './office.ts'
import { Random } from './random.ts'
import { cycle, type Scenario, scenarioOf } from './scenario.ts'
import type { Weather } from './scheduler.ts'
import { UnitPeople } from './unit-people.ts'
import { World } from './world.ts'

export type Played = {
  seed: number
  about: string
  findings: string[]
  counters: Counters
  /** Of its trace; what it had is told, and told apart, only where somebody asks. */
  fingerprint(): string
  trace(): string[]
  facts: Fact[]
}

const functions = await loadFunctions()
const stateMachine = workflowDefinition
const day = 24 * 3_600_000
/** The timer leaves what was begun to whoever did for three minutes; two clocks may be two minutes off each. */
const atIt = 8 * 60_000

/** One whole season: opened, lived through in bad weather, healed, and held against everything that must be true of it. */
export async function playSeason(seed: number): Promise<Played> {
  const random = new Random(seed)
  const scenario = scenarioOf(random)
  await readBeforehand(scenario.document)
  const world = new World(seed, scenario.opens, weatherOf(random), stateMachine, functions)
  const cast = new Cast(world, scenario)
  const office = new Office(cast)
  const director = new Director(world, { cast, office, people: new UnitPeople(cast) }, scenario)
  await director.live()
  await director.heal()
  await checkSeason(world, cast)
  countSeason(world, cast)
  return {
    seed,
    about: scenario.name,
    findings: world.findings,
    counters: world.counters,
    fingerprint: () => world.scheduler.fingerprint(),
    trace: () => world.scheduler.trace(),
    facts: world.kept.facts(cycle),
  }
}

/** A process reads a definition once and keeps it: were the first season to read it, it would not be the same season again. */
async function readBeforehand(document: unknown): Promise<void> {
  const kept = new Map<string, Uint8Array>()
  const files = {
    put: async (key: string, bytes: Uint8Array) => void kept.set(key, bytes),
    get: async (key: string) => kept.get(key),
  }
  await definitionOf({ definition: await pinDefinition(document, files) }, { files })
}

const calm: Weather = { die: 0, fail: 0, skew: [0], priorities: false }

/** A third of the seasons has no fault at all, so that what they find is not about faults; minutes of skew are not rare. */
function weatherOf(random: Random): Weather {
  const fair = random.chance(0.33)
  return {
    die: fair ? 0 : random.pick([0, 0.002, 0.01]),
    fail: fair ? 0 : random.pick([0, 0.002, 0.01]),
    refuse: fair ? 0 : random.pick([0, 0.02]),
    skew: random.pick([[0], [0, 1_000, -1_000], [0, 0, 5_000, -5_000], [0, 120_000, -120_000]]),
    priorities: random.chance(0.5),
    oneProcess: random.chance(0.4),
  }
}

/** Makes things happen: who acts when, above all at the moments that matter. */
class Director {
  readonly #world: World
  readonly #cast: Cast
  readonly #office: Office
  readonly #people: UnitPeople
  readonly #scenario: Scenario
  /** Actors in the middle of something. */
  #busy = 0
  /** Nobody opens a mail for two hours, so that the office may find out first that it opened the cycle by mistake. */
  #unhurried = false
  /** With so many facts no wait was over: whether one is follows from the facts alone. */
  #nobodySleeps = -1
  /** With so many facts everybody had their receipt, or it was said who had not. */
  #nobodyWaits = -1

  constructor(
    world: World,
    { cast, office, people }: { cast: Cast; office: Office; people: UnitPeople },
    scenario: Scenario,
  ) {
    this.#world = world
    this.#cast = cast
    this.#office = office
    this.#people = people
    this.#scenario = scenario
  }

  async live(): Promise<void> {
    const { scheduler, random, counters } = this.#world
    const start = scheduler.now
    this.#world.onMail = (mail) => this.#mailed(mail)
    this.#world.onFact = (fact) => this.#provoked(fact)
    this.#cast.onNaming = (address) => this.#namedTwice(address)
    this.#play(() => this.#open())
    for (let n = random.whole(2, 7); n > 0; n--) {
      scheduler.at(start + random.between(0.1, 7) * day, () => this.#play(() => this.#office.doSomething()))
    }
    for (let n = random.whole(0, 3); n > 0; n--) {
      scheduler.at(start + random.between(0.1, 7) * day, () => this.#play(() => this.#resubmit()))
    }
    for (let n = random.whole(0, 4); n > 0; n--) {
      const does = () => (random.chance(0.5) ? this.#people.ask() : this.#people.changeColleagues())
      scheduler.at(start + random.between(0.1, 7) * day, () => this.#play(does))
    }
    for (let n = 0; n < 12; n++) {
      scheduler.at(start + random.between(0, 8) * day, () => this.#play(() => this.#office.clear()))
    }
    if (this.#scenario.lastYear && random.chance(0.5)) {
      scheduler.at(start + random.between(0.1, 7) * day, () => this.#play(() => this.#office.bringLastYear()))
    }
    if (random.chance(0.03)) {
      this.#unhurried = true
      const opened = start + (this.#scenario.opening.opens === undefined ? 0 : day)
      scheduler.at(opened + random.between(0, 0.1) * day, () => this.#play(() => this.#office.act({ act: 'cancel' })))
    }
    if (random.chance(0.1)) {
      scheduler.at(start + random.between(1, 8) * day, () => {
        counters.met('run stopped')
        this.#world.troubled = true
        for (const name of this.#world.machine.runs.keys()) this.#world.machine.stop(name)
      })
    }
    if (random.chance(0.08)) scheduler.at(start + random.between(0.2, 8) * day, () => this.#world.rotate())
    const every = random.pick([1, 3, 6, 8, 12, 12]) * random.between(0.9, 1.1) * 3_600_000
    for (let time = start + every; time < start + 12 * day; time += every) {
      scheduler.at(time, () => this.#tick())
      if (random.chance(0.05)) scheduler.at(time + random.between(0, 50), () => this.#tick())
    }
    for (let time = start; time <= start + 8 * day; time += day / 3) {
      await scheduler.runUntil(time)
      if (!this.#world.troubled) this.#lookForSleepers('WAKEUP-LATE')
    }
    this.#cast.calm = true
    this.#world.onFact = () => {}
    this.#cast.onNaming = () => {}
    await scheduler.runUntil(start + 12 * day)
  }

  /** The weather is fair and everybody does what they owe: now the season has to end, published. */
  async heal(): Promise<void> {
    this.#world.weather = { ...calm, oneProcess: this.#world.weather.oneProcess === true }
    this.#world.onMail = () => {}
    for (let turn = 0; turn < 80; turn++) {
      await this.#whole(() => this.#world.keepTime())
      const state = foldCycle(this.#world.kept.facts(cycle))
      if (!state) {
        await this.#whole(() => this.#open())
        continue
      }
      if (isClosed(state) && [...this.#world.machine.runs.values()].every(({ status }) => status !== 'running'))
        return this.#lastTurns()
      await this.#healTurn(turn, state)
    }
    this.#world.find('NOT-LIVE', this.#why())
  }

  /** What is owed when all is over is the timer's: whoever died over a mail is waited for two minutes. */
  async #lastTurns(): Promise<void> {
    const { scheduler } = this.#world
    for (const minutes of [5, 5]) {
      await scheduler.runUntil(scheduler.now + minutes * 60_000)
      await this.#whole(() => this.#world.keepTime())
    }
  }

  async #healTurn(turn: number, state: NonNullable<ReturnType<typeof foldCycle>>): Promise<void> {
    const { definition } = this.#scenario
    const round = state.rounds.at(-1)
    if (state.held) await this.#whole(() => this.#office.help(state))
    await this.#whole(() => this.#office.clear())
    if (round && nothingToCorrect(state, definition, round)) {
      const unit = this.#world.random.pick(this.#cast.units()).id
      // Where nothing can be changed any more the correction is given up.
      const wish = turn % 10 === 9 ? { act: 'abandon' } : { act: 'adjust', unit }
      await this.#whole(() => this.#office.act(wish))
    }
    for (const duty of duties({ state, definition })) {
      if (duty.what === 'justify') await this.#whole(() => this.#office.act({ act: 'justify' }))
      else {
        const { purpose, subject } = linkOfDuty(duty)
        const mail = this.#cast.mailsOf(duty.person.address, purpose).find((m) => {
          return this.#cast.linkOf(m)?.subject === subject
        })
        if (mail) await this.#whole(() => this.#cast.react(mail))
        if (turn % 3 === 2) await this.#freshLink(duty.person.id, 'unit' in duty ? duty.unit : undefined)
      }
    }
    // Whose date is past telephones the office.
    if (turn % 3 === 1) await this.#whole(() => this.#office.help(state))
    await this.#world.scheduler.runUntil(this.#world.scheduler.now + 4 * 3_600_000)
  }

  /** The office makes it where the person stands: whoever acts for a unit, in what the board shows of that unit. */
  async #freshLink(person: string, unit?: string): Promise<void> {
    const choose = (form: Form) => form.fields.person === person
    // Whoever would have to clear what came through it has it mailed.
    const fields = this.#office.worksAlone() ? { mail: 'yes' } : {}
    await this.#whole(() => this.#office.act({ act: 'fresh-link', ...(unit && { unit }), fields, choose }))
  }

  #why(): string {
    const state = foldCycle(this.#world.kept.facts(cycle))
    if (!state) return 'never opened'
    const { definition } = this.#scenario
    const waits = (['submissions', 'sign-off'] as const).map(
      (wait) => `${wait}: ${outcomeOfWait(state, definition, wait)}`,
    )
    const owed = duties({ state, definition }).map(dutyKey)
    const runs = [...this.#world.machine.runs.values()].map(({ name, status }) => `${name} ${status}`)
    return `${state.held ? 'held, ' : ''}${waits.join(', ')}; owed: ${owed.join(', ') || 'nothing'}; runs: ${runs.join(', ')}`
  }

  async #open(): Promise<void> {
    const { opening, document, lastYear } = this.#scenario
    await this.#world.invoke('open-cycle', async (services) => {
      if (lastYear) await keepBrought(lastYear, services)
      return recordOpening(opening, document, services)
    })
  }

  #tick(): void {
    if (this.#world.isUnderWay('keep-time')) this.#world.counters.met('timer twice at once')
    this.#play(async () => {
      const { order } = this.#world.kept
      const began = this.#world.scheduler.now
      const done = await this.#world.keepTime()
      // Whoever calls the timer calls it again where it did not end well, and one machine starts anew within the minute.
      if (!done && this.#world.random.chance(0.15))
        this.#world.scheduler.after(this.#world.random.between(0, 120_000), () => this.#tick())
      // What was written while it was looking, or so shortly before that somebody may still be at it, and a run that it began itself,
      // are for its next turn.
      const young = order.filter(({ at }) => at > began - atIt)
      if (!done || young.some(({ key }) => !/^(mail|sending|link)#/.test(key))) return
      this.#lookForSleepers('REPAIR-LATE')
      if (young.some(({ key }) => key.startsWith('sending#'))) return
      this.#lookForUntold()
    })
  }

  /** Whoever sent a slice has its receipt, whoever died over the mail, and whoever came by a minute later. */
  #lookForUntold(): void {
    const facts = this.#world.kept.facts(cycle)
    if (this.#nobodyWaits === facts.length) return
    this.#nobodyWaits = facts.length
    const mailed = new Set(facts.flatMap((fact) => (fact.kind === 'mail' ? [fact.duty] : [])))
    const newest = new Map(facts.flatMap((fact) => (fact.kind === 'submission' ? [[fact.unit, fact]] : [])))
    for (const { unit, revision, by, channel } of newest.values()) {
      const isOther = facts.some(
        (fact) =>
          (fact.kind === 'act' && (fact.act === 'cancel' || ('unit' in fact && fact.unit === unit))) ||
          (fact.kind === 'take-back' && fact.unit === unit && fact.revision === revision),
      )
      if (channel !== 'office' && !isOther && !mailed.has(`receipt/${unit}/${revision}/${by}`))
        this.#world.find('MAIL-LATE', `receipt of revision ${revision} of ${unit}`)
    }
  }

  /** A wait that is over while nothing is under way will not end by itself: somebody forgot to resume it. */
  #lookForSleepers(invariant: 'WAKEUP-LATE' | 'REPAIR-LATE'): void {
    if (!this.#world.isQuiet() || this.#world.machine.parked().length === 0) return
    const facts = this.#world.kept.facts(cycle)
    if (this.#nobodySleeps === facts.length) return
    const state = foldUnits(facts)
    if (!state) return
    const outcomes = {
      submissions: outcomeOfWait(state, this.#scenario.definition, 'submissions'),
      signOff: outcomeOfWait(state, this.#scenario.definition, 'sign-off'),
    }
    if (!outcomes.submissions && !outcomes.signOff) this.#nobodySleeps = facts.length
    for (const at of this.#world.machine.parked()) {
      const outcome = at === 'Await submissions' ? outcomes.submissions : outcomes.signOff
      if (outcome) this.#world.find(invariant, `${at} is over with ${outcome} and still waits`)
    }
  }

  /** A reader comes to a mail at once, within the hour or tomorrow; some mails are opened by a gateway first; some never. */
  #mailed(mail: Parameters<Cast['react']>[0]): void {
    const { random, scheduler } = this.#world
    if (random.chance(0.1)) scheduler.after(random.between(0, 5_000), () => this.#play(() => this.#cast.scan(mail)))
    if (random.chance(0.05)) return
    const delay = random.weighted([
      [4, random.between(0, 3_000)],
      [5, random.between(60_000, 3_600_000)],
      [1, random.between(3_600_000, 30 * 3_600_000)],
    ] as const)
    const late = this.#unhurried ? 2 * 3_600_000 : 0
    scheduler.after(delay + late, () => this.#play(() => this.#cast.react(mail)))
  }

  /** People meet at hot moments: just after a draft was made, a stage was asked, somebody decided, a release was recorded. */
  #provoked(fact: Fact): void {
    const { random, scheduler } = this.#world
    this.#cast.sees(fact)
    if (fact.kind === 'publication' && random.chance(0.1)) {
      scheduler.after(random.between(0, day), () => this.#play(() => this.#office.act({ act: 'withdraw' })))
    }
    if (fact.kind === 'unit-publication' && random.chance(0.05)) {
      scheduler.after(random.between(0, day), () =>
        this.#play(() => this.#office.act({ act: 'withdraw', unit: fact.unit })),
      )
    }
    if (fact.kind === 'publication' && random.chance(0.6)) {
      scheduler.after(random.between(0, day), () => this.#play(() => this.#office.act({ act: 'correct' })))
    }
    // It was begun by mistake.
    if (fact.kind === 'act' && fact.act === 'correct' && random.chance(0.35)) {
      scheduler.after(random.between(0, day), () => this.#play(() => this.#office.act({ act: 'abandon' })))
    }
    const isHot = ['draft', 'request', 'decision', 'release'].includes(fact.kind)
    if (isHot && random.chance(0.12) && this.#world.kept.factsOf(cycle, 'publication').length > 0) {
      scheduler.after(random.between(0, 250), () => this.#play(() => this.#office.act({ act: 'abandon' })))
    }
    if (fact.kind === 'ask' && random.chance(0.6)) {
      scheduler.after(random.between(0, day), () => this.#play(() => this.#office.act({ act: 'answer' })))
    }
    // Last year's report turns up late: just before the merge, or while others check and sign what was merged.
    const turnsUp = { submission: 0.03, confirmation: 0.03, draft: 0.2, check: 0.1, request: 0.1 }
    if (isHeldAgainstLastYear(this.#scenario) && random.chance((turnsUp as Record<string, number>)[fact.kind] ?? 0)) {
      const later = random.pick([random.between(0, 250), random.between(0, day / 4)])
      scheduler.after(later, () => this.#play(() => this.#office.bringLastYear()))
    }
    // The schedule comes by just when somebody thinks again.
    if ((fact.kind === 'confirmation' || fact.kind === 'clearance') && random.chance(0.1)) {
      const does = () => (random.chance(0.6) ? this.#cast.takeBack(fact.unit) : this.#office.act({ act: 'hold' }))
      scheduler.after(random.between(0, 250), () => this.#play(does))
      scheduler.after(random.between(0, 250), () => this.#play(() => this.#world.keepTime()))
    }
    // A clerk sees the mistake as soon as it is sent, while a draft is being made of it.
    if (fact.kind === 'submission' && random.chance(0.06)) {
      scheduler.after(random.between(0, 1_000), () => this.#play(() => this.#cast.takeBack(fact.unit)))
    }
    // Whoever was replaced is written to elsewhere, whether the first mail has come back or is just being sent.
    const isOusting = fact.kind === 'act' && fact.consent !== undefined
    if ((isOusting && random.chance(0.4)) || (fact.kind === 'delivery' && fact.duty.startsWith('ousted'))) {
      const later = random.pick([random.between(0, 3_000), random.between(0, day / 2)])
      scheduler.after(later, () => this.#play(() => this.#office.act({ act: 'readdress' })))
    }
    if (isAdjustment(fact) && random.chance(0.3)) {
      scheduler.after(random.between(0, day / 4), () => this.#play(() => this.#people.ask()))
    }
    const odds = {
      draft: 0.15,
      request: 0.3,
      decision: 0.3,
      check: 0.15,
      release: 0.6,
      submission: 0.06,
      confirmation: 0.1,
    }
    if (!random.chance((odds as Record<string, number>)[fact.kind] ?? 0)) return
    const does = random.weighted<() => Promise<unknown>>([
      [4, () => this.#resubmit()],
      [4, () => this.#office.act({ act: 'adjust', unit: random.pick(this.#cast.units()).id })],
      [5, () => this.#office.act({ act: 'hold' })],
      [1, () => this.#office.act({ act: 'exempt', unit: random.pick(this.#cast.units()).id })],
      [1, () => this.#office.act({ act: 'leave', unit: random.pick(this.#cast.units()).id })],
      [1, () => this.#office.act({ act: random.pick(['join', 'gap']) })],
      [2, () => this.#office.doSomething()],
      [2, () => this.#office.act({ act: 'abandon' })],
      [1, () => this.#world.keepTime()],
    ] as const)
    scheduler.after(random.between(0, 250), () => this.#play(does))
  }

  /** The office has the same person in mind, for something else. */
  #namedTwice(address: string): void {
    const { random, scheduler } = this.#world
    if (!random.chance(0.4)) return
    const act = random.pick(['contacts', 'leader', 'officer', 'reassign'])
    const as = { contacts: 'contacts.1.', leader: 'leader.' }[act] ?? ''
    const fields = { [`${as}name`]: address.split('@')[0]!, [`${as}address`]: address }
    const unit = as && { unit: random.pick(this.#cast.units()).id }
    scheduler.after(random.between(0, 250), () => this.#play(() => this.#office.act({ act, fields, ...unit })))
  }

  /** Some clerk finds a mistake and sends the slice again, whoever is signing just then. */
  async #resubmit(): Promise<void> {
    const unit = this.#world.random.pick(this.#cast.units())
    const mail = this.#cast.sliceMailOf(unit.contacts[0]!, unit.id)
    if (mail) await this.#cast.fillIn(mail, true)
  }

  #play(does: () => Promise<unknown>): void {
    this.#busy += 1
    does()
      .catch((error: unknown) => this.#world.find('CAST', error instanceof Error ? (error.stack ?? '') : String(error)))
      .finally(() => {
        this.#busy -= 1
      })
  }

  /** Does something and lets everything that follows from it happen. */
  async #whole(does: () => Promise<unknown>): Promise<void> {
    const { scheduler } = this.#world
    const before = this.#busy
    this.#play(does)
    for (let minutes = 0; minutes < 90; minutes++) {
      await scheduler.runUntil(scheduler.now + 60_000)
      if (this.#busy <= before) return
    }
    this.#world.find('CAST', 'somebody waits for ever')
  }
}

const isHeldAgainstLastYear = ({ definition }: Scenario): boolean => definition.id.startsWith('gid-')

const isAdjustment = (fact: Fact): boolean => fact.kind === 'act' && fact.act === 'adjust'
