import { createHash } from 'node:crypto'
import type { Random } from './random.ts'

/**
 * Virtual time, and the one queue of everything that is going to happen. Between two entries every promise runs as far as it
 * can, so the order of effects is the queue's and nobody else's.
 */
export class Scheduler {
  /** Milliseconds since 1970. */
  now: number
  readonly random: Random
  /** What happened, in order, and when. */
  readonly #notes: { at: number; line: string }[] = []
  /** What went wrong, as `dies after record …`. */
  readonly troubles: string[] = []
  #queue: { at: number; order: number; run: () => void }[] = []
  #order = 0

  constructor(start: number, random: Random) {
    this.now = start
    this.random = random
  }

  at(time: number, run: () => void): void {
    const entry = { at: Math.max(time, this.now), order: this.#order++, run }
    const queue = this.#queue
    let i = queue.push(entry) - 1
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (!isBefore(entry, queue[parent]!)) break
      queue[i] = queue[parent]!
      i = parent
    }
    queue[i] = entry
  }

  after(milliseconds: number, run: () => void): void {
    this.at(this.now + milliseconds, run)
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.after(milliseconds, resolve))
  }

  note(line: string): void {
    this.#notes.push({ at: this.now, line })
  }

  /** A season's story, and its fingerprint. Few are told, so that a line is made when somebody wants it. */
  trace(): string[] {
    return this.#notes.map(({ at, line }) => `${new Date(at).toISOString().slice(5, 23)} ${line}`)
  }

  /** Lets everything happen that falls due until `time`. */
  async runUntil(time: number): Promise<void> {
    // Whoever runs the tests has to be heard now and then.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#queue.length > 0 && this.#queue[0]!.at <= time) {
      const { at, run } = this.#pop()
      this.now = at
      run()
      await settled()
    }
    this.now = Math.max(this.now, time)
  }

  fingerprint(): string {
    return createHash('sha256').update(this.trace().join('\n')).digest('hex')
  }

  #pop() {
    const queue = this.#queue
    const first = queue[0]!
    const last = queue.pop()!
    if (queue.length === 0) return first
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= queue.length) break
      if (child + 1 < queue.length && isBefore(queue[child + 1]!, queue[child]!)) child += 1
      if (!isBefore(queue[child]!, last)) break
      queue[i] = queue[child]!
      i = child
    }
    queue[i] = last
    return first
  }
}

const isBefore = (a: { at: number; order: number }, b: { at: number; order: number }): boolean =>
  a.at < b.at || (a.at === b.at && a.order < b.order)

/** When every promise that can run has run: nothing in the functions waits for anything but effects, so no turn of the event loop is needed. */
const settled = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve))

/** How often an effect goes wrong, and how clocks differ. All nought while a season heals. */
export type Weather = {
  die: number
  fail: number
  /** How often whoever carries a mail says that its mailbox is gone. */
  refuse?: number
  /** Milliseconds by which the clock of a call may be off, either way. */
  skew: readonly number[]
  /** Some calls are much slower than others for a while, so that whole calls overtake one effect. */
  priorities: boolean
  /** One process over one file (sqlite-store.ts), or many beside a table on a network. */
  oneProcess?: boolean
  /** Of a scripted interleaving: the first effect that matches, once `after` has happened, is so long on its way, or the last of its call. */
  scripted?: ({ effect: RegExp; after?: RegExp } & ({ late: number } | { dies: true }))[]
}

const ofStore = /^(record|save|mark|note|strike) /

export class Unreachable extends Error {
  constructor(effect: string) {
    super(`no answer from ${effect}`)
    this.name = 'Unreachable'
  }
}

/** One invocation of a function: what befalls it befalls it alone. */
export class Call {
  readonly name: string
  readonly skew: number
  /** It may be killed in the middle of what it does; a person's retry or the schedule has to make that good. */
  dead = false
  /** Something went wrong in it that is not its own fault, so an error is the honest answer. */
  troubled = false
  readonly died: Promise<void>
  /** Writes it made, by name. */
  readonly writes: string[] = []
  readonly #scheduler: Scheduler
  readonly #weather: () => Weather
  readonly #onTrouble: (dies: boolean) => void
  readonly #die: () => void
  #slowness: number

  constructor(name: string, scheduler: Scheduler, weather: () => Weather, onTrouble: (dies: boolean) => void) {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.name = name
    this.died = promise
    this.#die = resolve
    this.#scheduler = scheduler
    this.#weather = weather
    this.#onTrouble = onTrouble
    this.skew = scheduler.random.pick(weather().skew)
    this.#slowness = this.#drawSlowness()
  }

  now(): string {
    return new Date(this.#scheduler.now + this.skew).toISOString()
  }

  kill(): void {
    this.troubled = true
    this.dead = true
    this.#die()
  }

  /** One effect: on its way, then it happens (or fails, or the call dies just before or just after), then its answer comes. */
  async effect<T>(name: string, kind: 'read' | 'write', happen: () => T): Promise<T> {
    const { random } = this.#scheduler
    await this.#way()
    const weather = this.#weather()
    const effect = `${this.name} ${name}`
    const met = weather.scripted?.findIndex((one) => !one.after && one.effect.test(effect)) ?? -1
    const script = met >= 0 ? weather.scripted!.splice(met, 1)[0] : undefined
    if (script && 'late' in script) await this.#scheduler.sleep(script.late)
    const luck = script && 'dies' in script ? -1 : random.next()
    const dies = luck < weather.die
    const fails = !dies && luck < weather.die + weather.fail
    // A transaction that failed wrote nothing, and its answer does not get lost on a line.
    const early =
      (dies || fails) &&
      luck >= 0 &&
      ((fails && weather.oneProcess === true && ofStore.test(name)) || random.chance(0.5))
    if (early) return this.#trouble(name, dies, 'before')
    this.#scheduler.note(`${this.name} ${name}`)
    if (kind === 'write') this.writes.push(name)
    const result = happen()
    for (const one of weather.scripted ?? []) if (one.after?.test(effect)) delete one.after
    if (dies || fails) return this.#trouble(name, dies, 'after')
    if (random.chance(0.3)) await this.#way()
    return result
  }

  async #way(): Promise<void> {
    if (!this.dead) await this.#scheduler.sleep(this.#latency())
    // A dead call does nothing any more and learns nothing.
    if (this.dead) await new Promise<never>(() => {})
  }

  #trouble(name: string, dies: boolean, moment: 'before' | 'after'): never | Promise<never> {
    this.troubled = true
    this.#onTrouble(dies)
    const trouble = `${dies ? 'dies' : 'fails'} ${moment} ${name}`
    this.#scheduler.troubles.push(trouble)
    this.#scheduler.note(`${this.name} ${trouble}`)
    if (!dies) throw new Unreachable(name)
    this.kill()
    return new Promise<never>(() => {})
  }

  #drawSlowness(): number {
    const { random } = this.#scheduler
    return this.#weather().priorities ? random.pick([0.02, 0.02, 1, 1, 30, 400]) : 1
  }

  #latency(): number {
    const { random } = this.#scheduler
    if (this.#weather().priorities) {
      if (random.chance(0.05)) this.#slowness = this.#drawSlowness()
      return random.between(0, 10) * this.#slowness
    }
    const luck = random.next()
    return random.between(0, luck < 0.92 ? 10 : luck < 0.99 ? 300 : 8_000)
  }
}
