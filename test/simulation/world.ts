import { createSecretKey } from 'node:crypto'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { httpHandler, taskHandler } from '../../functions/door/handler.ts'
import { fileReader } from '../../functions/reading/file-reader.ts'
import { tellLater } from '../../functions/schedule/tell-later.ts'
import { type MailMessage, MailRefused, type Services } from '../../functions/services.ts'
import { keepOutcome } from '../../functions/telling/mail-outcomes.ts'
import type { LoadedFunctions } from '../../infra/local/engine/load-functions.ts'
import { StateMachine } from '../../infra/local/engine/state-machine.ts'
import { routeFor } from '../../shared/contract/routes.ts'
import type { StatesLanguage } from '../../shared/contract/workflow-definition.ts'
import type { StateFunction } from '../../shared/contract/workflow-states.ts'
import { factKey, spinePlace, unitPlace } from '../../shared/cycle/fact-key.ts'
import type { LinkFact } from '../../shared/cycle/facts/link-facts.ts'
import type { Fact } from '../../shared/cycle/facts.ts'
import { codeFacts } from '../../shared/cycle/links/codes.ts'
import { isEvidence } from '../../shared/cycle/links/evidence.ts'
import type { LinkSecret } from '../../shared/cycle/links/signed-link.ts'
import { signing } from '../fixtures/publication-key.ts'
import { Counters } from './counters.ts'
import { Kept } from './kept.ts'
import { Random } from './random.ts'
import { cycle } from './scenario.ts'
import { Call, Scheduler, Unreachable, type Weather } from './scheduler.ts'

/** What a person gets back from the front door; undefined when no answer came. */
export type Answer = { status: number; headers: Record<string, string>; body: string; cookies: string[]; call: Call }

export const baseUrl = 'http://localhost:1'
const publicUrl = `${baseUrl}/public`
const sender = { name: '政务公开办', address: 'office@lianbao.example', phone: '0454-0000000' }
const secretOf = (n: number) => ({ id: String(n), secret: createSecretKey(new Uint8Array(32).fill(n)) })
const [firstSecret, secondSecret] = [secretOf(1), secretOf(2)]
/** Every secret that links of a season may be made with. */
export const linkSecrets = [firstSecret, secondSecret]
/** A function reads the ring again when it has had it so long. */
const ringStands = 5 * 60_000

/** The whole system in one process, with everything outside its functions drawn by a seed. */
export class World {
  readonly random: Random
  readonly scheduler: Scheduler
  readonly kept = new Kept()
  readonly machine: StateMachine
  readonly counters = new Counters()
  readonly findings: string[] = []
  readonly mails: { message: MailMessage; call: Call }[] = []
  weather: Weather
  /** As long as a person or a gateway waits for an answer. */
  patience = 29_000
  /** Something went wrong by now that was not the product's doing. */
  troubled = false
  /** Invocations under way, by name. */
  readonly underWay = new Map<string, number>()
  onFact: (fact: Fact) => void = () => {}
  onMail: (message: MailMessage) => void = () => {}
  readonly #functions: LoadedFunctions
  readonly #transitions = new Map<string, number>()
  /** Facts that bring the cycle forward, and each run's states with how many there were when it came and when it left. */
  #evidence = 0
  readonly #visits = new Map<string, { state: string; came: number; left?: number }[]>()
  #calls = 0
  /** When all links were ended by a secret that alone counts since. */
  #rotated = Number.POSITIVE_INFINITY
  readonly #live = new Set<Call>()

  constructor(seed: number, start: string, weather: Weather, definition: StatesLanguage, functions: LoadedFunctions) {
    this.random = new Random(seed)
    this.weather = weather
    this.scheduler = new Scheduler(Date.parse(start), this.random)
    this.#functions = functions
    this.machine = new StateMachine(definition, this.scheduler, (name, input) => this.#invokeState(name, input))
    this.machine.onEnter = (run, state) => this.#entered(run, state)
  }

  find(invariant: string, what: string): void {
    const finding = `${invariant}: ${what}`
    if (!this.findings.includes(finding)) this.findings.push(finding)
    this.scheduler.note(`!! ${finding}`)
  }

  call(name: string): Call {
    const call = new Call(
      `${name}·${++this.#calls}`,
      this.scheduler,
      () => this.weather,
      (dies) => {
        this.troubled = true
        if (!dies || !this.weather.oneProcess) return
        // Where all is one process, all that is under way dies with it.
        const others = [...this.#live].filter((other) => other !== call)
        if (others.length > 0) this.counters.met('process dies with all its calls')
        for (const other of others) other.kill()
      },
    )
    return call
  }

  /** In an emergency: every link, paste code and session ends, and everybody asks for a fresh one. */
  rotate(): void {
    this.counters.met('links ended all at once')
    this.#rotated = this.scheduler.now
  }

  /** As a function has it that is called now: for some minutes after a rotation some have the former. */
  #ringAtCall(): LinkSecret[] {
    const since = this.scheduler.now - this.#rotated
    const isNew = since >= ringStands || (since >= 0 && this.random.chance(0.5))
    return [isNew ? secondSecret : firstSecret]
  }

  /** A request at the front door, as API Gateway hands it on. */
  async request(
    method: 'GET' | 'POST',
    path: string,
    sent: { headers?: Record<string, string>; cookies?: string[]; body?: string } = {},
  ): Promise<Answer | undefined> {
    const [rawPath = '', rawQueryString = ''] = path.split('?')
    const route = routeFor(method, rawPath)
    if (!route || 'allowed' in route) throw new Error(`the page leads to ${method} ${path}, which no route answers`)
    const call = this.call(`${method} ${rawPath}`)
    const event = {
      rawPath,
      rawQueryString,
      headers: { accept: 'text/html', 'accept-language': 'zh', ...sent.headers },
      ...(sent.cookies && { cookies: sent.cookies }),
      ...(sent.body !== undefined && { body: sent.body }),
      isBase64Encoded: false,
      requestContext: {
        http: { method, path: rawPath, sourceIp: '127.0.0.1', userAgent: 'simulation', protocol: 'HTTP/1.1' },
      },
    } as unknown as APIGatewayProxyEventV2
    const handler = httpHandler(this.#functions.http.get(route.function)!, this.servicesFor(call))
    const result = await this.#within(call, this.patience, () => handler(event))
    if (!result) return undefined
    const answer = answerOf(result, call)
    this.scheduler.note(`${call.name} → ${answer.status}`)
    if (answer.status >= 500 && !call.troubled) this.find('HTTP-5XX', `${method} ${rawPath} ${answer.status}`)
    // A session is opened by POST alone, and whatever else a GET wrote changed something; that it is still used is noted.
    const acted = call.writes.filter((write) => write !== 'mark session seen')
    if (method === 'GET' && acted.length > 0) this.find('GET-ACTS', `${rawPath} ${acted.join(', ')}`)
    return answer
  }

  /** Any function of the schedule or the command line; answers whether all went well: it may have swallowed a fault of the weather. */
  async invoke(name: string, work: (services: Services) => Promise<unknown>): Promise<boolean> {
    const call = this.call(name)
    const task = taskHandler(name, (_: object, services: Services) => work(services), this.servicesFor(call))
    const done = await this.#within(call, Number.POSITIVE_INFINITY, () => task({}).then(() => true)).catch(() => {
      if (!call.troubled) this.find('FAILED', `${name} threw without a fault`)
      return false
    })
    return done === true && !call.troubled
  }

  /** It was taken and did not arrive, as whoever took it says at once or a while later, once or twice. */
  #bounces({ messageId, duty }: MailMessage): void {
    const event = this.random.pick(['bounced', 'bounced', 'suppressed', 'auto-replied'] as const)
    const at = new Date(this.scheduler.now).toISOString()
    const says = () =>
      this.invoke('record-delivery', async (services) => {
        if (await keepOutcome({ cycle, messageId, event, at }, services)) this.counters.met(`mail ${event}`)
        else if (duty !== undefined) this.find('OUTCOME-LOST', `${duty} ${event}`)
      })
    // Often before its sender has noted that it left.
    for (const _ of this.random.pick([[1], [1], [1, 2]]))
      this.scheduler.after(this.random.between(0, this.random.pick([50, 3_600_000])), () => void says())
  }

  async keepTime(): Promise<boolean> {
    let done = true
    for (const { name, work } of this.#functions.schedule) {
      done = (await this.invoke(name, (services) => work({}, services))) && done
    }
    return done
  }

  servicesFor(call: Call): Services {
    const { kept, machine } = this
    const ring = this.#ringAtCall()
    const read = <T>(name: string, happen: () => T) => call.effect(name, 'read', happen)
    const write = <T>(name: string, happen: () => T) => call.effect(name, 'write', happen)
    return {
      clock: { now: () => call.now() },
      store: {
        record: (fact) =>
          write(`record ${factKey(fact)}`, () => {
            const result = kept.record(fact)
            if (result.recorded) this.#recorded(result.fact, call)
            return result
          }),
        facts: async (cycle) => {
          // A query of several pages is not one moment: what lies early in the order is read before what lies late.
          const pages = !this.weather.oneProcess && this.random.chance(0.1) ? 2 : 1
          const facts = await read('facts', () => kept.facts(cycle))
          if (pages === 1) return facts
          const border = factKey(facts[this.random.whole(0, facts.length)] ?? ({ kind: 'opening' } as Fact))
          const rest = await read('facts, next page', () => kept.facts(cycle))
          return [...facts.filter((f) => factKey(f) < border), ...rest.filter((f) => factKey(f) >= border)]
        },
        toldFacts: async (cycle) => {
          const of = (...places: string[]) =>
            read(`facts of ${places}`, () => places.flatMap((place) => kept.at(cycle, place)))
          // Queries at once, of which any may be answered first; one process has them all from one moment.
          if (this.weather.oneProcess)
            return read('facts told', () => [
              ...['delivery', 'mail', spinePlace, 'visit'].flatMap((place) => kept.at(cycle, place)),
              ...kept.ofUnits(cycle),
            ])
          const all = [
            of('delivery'),
            of('mail'),
            of(spinePlace, 'visit'),
            read('facts of units', () => kept.ofUnits(cycle)),
          ]
          return (await Promise.all(all)).flat()
        },
        decidingFacts: async (cycle) => {
          if (this.weather.oneProcess)
            return read('facts that decide', () => [...kept.at(cycle, spinePlace), ...kept.ofUnits(cycle)])
          const both = [
            read('facts of spine', () => kept.at(cycle, spinePlace)),
            read('facts of units', () => kept.ofUnits(cycle)),
          ]
          return (await Promise.all(both)).flat()
        },
        boardFacts: (cycle) => read('facts of a board', () => kept.facts(cycle)),
        keepBoard: () => write('keep board', () => {}),
        unitFacts: async (cycle, unit) => {
          // Two queries at once, of which either may be answered first.
          const places = [spinePlace, ...(unit === undefined ? [] : [unitPlace(unit)])]
          if (this.weather.oneProcess)
            return read(`facts of ${unit ?? spinePlace}`, () => places.flatMap((place) => kept.at(cycle, place)))
          const both = places.map((place) => read(`facts of ${place}`, () => kept.at(cycle, place)))
          return (await Promise.all(both)).flat()
        },
        codes: (cycle, link) => read('codes', () => codeFacts(kept.at(cycle, `code/${link}`))),
        hint: (cycle, about) => read(`hint ${about}`, () => kept.hints.get(`${cycle} ${about}`)),
        saveHint: (cycle, about, hint) =>
          write(`save hint ${about}`, () => void kept.hints.set(`${cycle} ${about}`, hint)),
        timerNote: (cycle) => read('timer note', () => kept.timerNote(cycle, this.random.chance(0.02))),
        noteWork: (cycle, id, at) => write('note work', () => kept.noteWork(cycle, id, at)),
        strikeWork: (cycle, ids, look) => write('strike work', () => kept.strikeWork(cycle, ids, look)),
        lookAgain: (cycle, ids) => write('look again', () => kept.lookAgain(cycle, ids)),
        factsOf: (cycle, kind, under) => read(`facts of ${kind}`, () => kept.factsOf(cycle, kind, under)),
        cycles: () => read('cycles', () => kept.cycles()),
        linkHolder: (hash) => read('link', () => kept.linkHolder(hash)),
        saveCallback: (callback, before) =>
          write(`save callback ${callback.wait}`, () => kept.saveCallback(callback, before)),
        callback: (cycle, wait) => read(`callback ${wait}`, () => kept.callbacks.get(`${cycle} ${wait}`)),
        saveSession: (session) => write('save session', () => void kept.sessions.set(session.hash, session)),
        session: (hash) => read('session', () => kept.sessions.get(hash)),
        markSession: (hash, mark, at) => write(`mark session ${mark}`, () => kept.markSession(hash, mark, at)),
        workingCopy: (cycle, unit) => read('working copy', () => kept.workingCopies.get(`${cycle} ${unit}`)),
        workingCopies: (cycle) =>
          read('working copies', () => [...kept.workingCopies.values()].filter((copy) => copy.cycle === cycle)),
        saveWorkingCopy: (copy) => write('save working copy', () => kept.saveWorkingCopy(copy)),
      },
      files: {
        put: (key, bytes) =>
          write(`put ${key.slice(0, 20)}`, () => kept.putFile(key, bytes, this.weather.oneProcess === true)),
        get: (key) => read(`get ${key.slice(0, 20)}`, () => kept.files.get(key)),
      },
      published: {
        put: (path, bytes) => write(`publish ${path}`, () => this.#publish(path, bytes)),
        get: (path) => read(`read ${path}`, () => kept.published.get(path)),
        movePointer: (path, bytes) => write(`point ${path}`, () => void kept.published.set(path, bytes)),
      },
      mailer: {
        send: (message) =>
          write(`mail ${message.subject}`, () => {
            const { refuse } = this.weather
            if (refuse && this.random.chance(refuse)) {
              this.counters.met('mail refused for good')
              throw new MailRefused()
            }
            if (this.mails.some((mail) => mail.message.messageId === message.messageId))
              this.counters.met('mail sent twice')
            this.mails.push({ message, call })
            this.onMail(message)
            // Who was replaced may have left the house, and their mailbox with them.
            const gone = message.duty?.startsWith('ousted') ? 0.4 : 0
            if (refuse && this.random.chance(refuse + gone)) this.#bounces(message)
          }),
      },
      later: {
        tell: (what) =>
          write('tell later', () => {
            // Whoever is called without being waited for may not come, or come twice.
            const times = this.weather.fail > 0 ? this.random.pick([0, 1, 1, 1, 1, 2]) : 1
            if (times === 0) this.troubled = true
            // What did not end well is begun again a minute later, unless all is one process.
            const tell = async (again: number): Promise<void> => {
              const done = await this.invoke('tell-later', (services) => tellLater(what, services))
              if (!done && again > 0 && !this.weather.oneProcess)
                this.scheduler.after(60_000, () => void tell(again - 1))
            }
            for (let n = 0; n < times; n++) void tell(2)
          }),
      },
      workflow: {
        start: (name, input) => write(`start ${name}`, () => machine.start(name, input)),
        resume: (token, output) => write(`resume ${output.outcome}`, () => machine.resume(token, output)),
        waitsFor: (token) => read('waits for', () => machine.waitsFor(token)),
        running: (name) => read(`running ${name}`, () => machine.runs.get(name)?.status === 'running'),
      },
      keys: {
        linkSecrets: async () => ring,
        sign: signing,
      },
      scripts: {},
      tools: async () => new Map(),
      reader: fileReader(),
      log: (code, facts) => {
        this.counters.met(`log ${code}`)
        // The last gate of a unit's own report: what meets it was released and can neither go out nor be mended.
        if (facts.error === 'A confirmed slice breaks a relation') this.find('OWN-BROKEN', String(facts.unit))
        if (code === 'workflow-stuck' && facts.why === 'no-new-fact') this.#calledFor(String(facts.wait))
        this.scheduler.note(`  ${code} ${Object.values(facts).join(' ')}`)
      },
      settings: { baseUrl, publicUrl, sender },
    }
  }

  isUnderWay(name: string): boolean {
    return (this.underWay.get(name) ?? 0) > 0
  }

  /** No function is at work: what has not happened by now will not happen by itself. */
  isQuiet(): boolean {
    return [...this.underWay.values()].every((n) => n === 0)
  }

  async #invokeState(name: StateFunction, input: Record<string, unknown>): Promise<unknown> {
    const once = () => {
      const call = this.call(name)
      const work = taskHandler(name, this.#functions.states.get(name)!, this.servicesFor(call))
      return this.#within(call, Number.POSITIVE_INFINITY, () => work(input)).then(
        (output) => {
          if (output === undefined) throw new Unreachable(name)
          return output
        },
        (error: unknown) => {
          if (!call.troubled) this.find('STATE-FAILED', `${name} threw without a fault`)
          throw error
        },
      )
    }
    // An invocation may be delivered twice, and both may do their work.
    if (this.weather.fail > 0 && this.random.chance(0.02)) {
      this.counters.met('state delivered twice')
      void once().catch(() => undefined)
    }
    return once()
  }

  async #within<T>(call: Call, milliseconds: number, work: () => Promise<T>): Promise<T | undefined> {
    const name = call.name.split('·')[0]!
    this.underWay.set(name, (this.underWay.get(name) ?? 0) + 1)
    this.#live.add(call)
    const ends = () => {
      this.#live.delete(call)
      this.underWay.set(name, (this.underWay.get(name) ?? 1) - 1)
    }
    const over = work().finally(ends)
    const gone = call.died.then(() => {
      ends()
      return undefined
    })
    if (milliseconds === Number.POSITIVE_INFINITY) return Promise.race([over, gone])
    const tired = this.scheduler.sleep(milliseconds).then(() => undefined)
    return Promise.race([over, gone, tired])
  }

  #recorded(fact: Fact, call: Call): void {
    if (fact.kind !== 'claim') this.kept.order.push({ key: factKey(fact), at: this.scheduler.now, call: call.name })
    if (fact.kind !== 'mail' && fact.kind !== 'link') this.#transitions.clear()
    if (isEvidence(fact)) this.#evidence += 1
    if (fact.kind === 'link') this.kept.indexLink(fact as LinkFact)
    this.onFact(fact)
  }

  /** Somebody is called about a run in circles: there is one that came back to this wait with nothing new. */
  #calledFor(wait: string): void {
    const state = wait === 'sign-off' ? 'Request sign-off' : 'Await submissions'
    const cameBack = [...this.#visits.values()].some((visits) => {
      const here = visits.filter((visit) => visit.state === state)
      return here.some(({ came }, i) => i > 0 && came === here[i - 1]!.left)
    })
    if (!cameBack) this.find('FALSE-ALARM', `no run came back to ${state} with nothing new`)
  }

  #publish(path: string, bytes: Uint8Array): void {
    const there = this.kept.published.get(path)
    if (there && Buffer.compare(there, bytes) !== 0) this.find('OVERWRITTEN', path)
    this.kept.published.set(path, bytes)
  }

  #entered(run: string, state: string): void {
    this.scheduler.note(`${run} enters ${state}`)
    const visits = this.#visits.get(run) ?? []
    this.#visits.set(run, visits)
    const last = visits.at(-1)
    if (last) last.left = this.#evidence
    visits.push({ state, came: this.#evidence })
    const times = (this.#transitions.get(run) ?? 0) + 1
    this.#transitions.set(run, times)
    if (times === 60) {
      this.find('ENDLESS-LOOP', `60 transitions without a new fact, last ${state}`)
      this.machine.stop(run)
    }
  }
}

function answerOf(result: APIGatewayProxyStructuredResultV2, call: Call): Answer {
  const headers = Object.fromEntries(
    Object.entries(result.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
  )
  const body = result.isBase64Encoded ? Buffer.from(result.body ?? '', 'base64').toString() : (result.body ?? '')
  return { status: result.statusCode ?? 200, headers, body, cookies: result.cookies ?? [], call }
}
