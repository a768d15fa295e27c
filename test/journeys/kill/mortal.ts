import type { Services } from '../../../functions/services.ts'
import { factKey } from '../../../shared/cycle/fact-key.ts'

/**
 * Where life ends: at the effect of this name, just before it happens or just after it has. Or where a call of a service alone fails,
 * as AWS refuses when it is busy, or is not heard though it did what it was asked: whoever called learns that it failed, and lives on.
 */
export type Death = { effect: string; moment: 'before' | 'after'; callOnly?: boolean }

/** What became of a system whose services may die. */
export type Mortality = {
  /** Names of the effects in the order in which they happened. */
  effects: string[]
  /** Names of what was asked of the services other than the store, in the same way. */
  questions: string[]
  /** Message ids as the transport took them, repeats included. */
  sent: string[]
  /** Whether it came to where it was to end, or to fail. */
  met: boolean
  dead: boolean
}

/**
 * Makes the services of a running system mortal, from outside: every effect gets a name, and at the one where life ends everything
 * stops, reads too. What is under way then cannot do or learn anything any more, as if the process were gone.
 */
export function makeMortal(services: Services, death?: Death): Mortality {
  const mortality: Mortality = { effects: [], questions: [], sent: [], met: false, dead: false }
  const seen = new Map<string, number>()
  let over = false

  const alive = () => {
    if (mortality.dead) throw new Died()
  }
  const effect = <T>(what: string, happen: () => Promise<T>) => step(mortality.effects, what, happen)
  const question = async <T>(what: string, ask: () => Promise<T>) => {
    const answer = await step(mortality.questions, what, ask)
    alive()
    return answer
  }
  async function step<T>(steps: string[], what: string, happen: () => Promise<T>): Promise<T> {
    alive()
    // Digests of links and of what is decided are others in each life.
    const kind = what.replace(/[0-9a-f]{16,}/g, '…')
    const times = (seen.get(kind) ?? 0) + 1
    seen.set(kind, times)
    const name = times === 1 ? kind : `${kind} (${times})`
    const ends = !over && death?.effect === name
    if (ends) over = true
    if (ends && death?.moment === 'before') die()
    steps.push(name)
    const result = await happen()
    if (ends) die()
    return result
  }
  function die(): never {
    mortality.met = true
    if (death?.callOnly) throw new NotHeard()
    mortality.dead = true
    throw new Died()
  }
  async function look<T>(happen: () => Promise<T>): Promise<T> {
    alive()
    const result = await happen()
    alive()
    return result
  }

  const { store, files, published, mailer, later, workflow } = services
  services.store = {
    record: (fact) => effect(`record ${factKey(fact)}`, () => store.record(fact)),
    saveCallback: (callback, before) =>
      effect(`save callback ${callback.wait}`, () => store.saveCallback(callback, before)),
    saveHint: (cycle, about, hint) => effect(`save hint ${about}`, () => store.saveHint(cycle, about, hint)),
    // A uuid a work: its name in the list of effects must not differ from life to life.
    noteWork: (...noted) => effect('note work', () => store.noteWork(...noted)),
    strikeWork: (...struck) => effect('strike work', () => store.strikeWork(...struck)),
    lookAgain: (...asked) => effect('look again', () => store.lookAgain(...asked)),
    timerNote: (cycle) => look(() => store.timerNote(cycle)),
    hint: (...asked) => look(() => store.hint(...asked)),
    saveSession: (session) => effect(`save session ${session.purpose}`, () => store.saveSession(session)),
    markSession: (hash, mark, at) => effect(`mark session ${mark}`, () => store.markSession(hash, mark, at)),
    saveWorkingCopy: (copy) => effect('save working copy', () => store.saveWorkingCopy(copy)),
    workingCopy: (...asked) => look(() => store.workingCopy(...asked)),
    workingCopies: (cycle) => look(() => store.workingCopies(cycle)),
    facts: (cycle) => look(() => store.facts(cycle)),
    decidingFacts: (...asked) => look(() => store.decidingFacts(...asked)),
    toldFacts: (cycle) => look(() => store.toldFacts(cycle)),
    boardFacts: (cycle) => look(() => store.boardFacts(cycle)),
    keepBoard: (cycle) => effect('keep board', () => store.keepBoard(cycle)),
    unitFacts: (...asked) => look(() => store.unitFacts(...asked)),
    codes: (...asked) => look(() => store.codes(...asked)),
    factsOf: (...asked) => look(() => store.factsOf(...asked)),
    cycles: () => look(() => store.cycles()),
    linkHolder: (hash) => look(() => store.linkHolder(hash)),
    callback: (cycle, wait) => look(() => store.callback(cycle, wait)),
    session: (hash) => look(() => store.session(hash)),
  }
  services.files = {
    put: (key, bytes) => effect(`put ${key.replace(/\/.*/, '')}`, () => files.put(key, bytes)),
    get: (key) => question(`get ${key.replace(/\/.*/, '')}`, () => files.get(key)),
  }
  services.published = {
    put: (path, bytes, type) => effect(`publish ${path}`, () => published.put(path, bytes, type)),
    movePointer: (path, bytes, type) => effect(`point ${path}`, () => published.movePointer(path, bytes, type)),
    get: (path) => question(`get published ${path}`, () => published.get(path)),
  }
  services.mailer = {
    send: (message) =>
      effect(`send ${message.to.address.replace(/@.*/, '')} ${message.subject}`, async () => {
        await mailer.send(message)
        mortality.sent.push(message.messageId)
      }),
  }
  services.later = { tell: (what) => effect('tell later', () => later.tell(what)) }
  services.workflow = {
    start: (name, input) => effect(`start ${name}`, () => workflow.start(name, input)),
    resume: (token, output) => effect(`resume ${output.outcome}`, () => workflow.resume(token, output)),
    waitsFor: (token) => question('waits for', () => workflow.waitsFor(token)),
    running: (name) => question(`running ${name}`, () => workflow.running(name)),
  }
  return mortality
}

class Died extends Error {
  constructor() {
    super('the process is gone')
    this.name = 'Died'
  }
}

/** As functions/aws/named-calls.ts marks what a throttle, a silence or a network did. */
class NotHeard extends Error {
  readonly passing = true
  constructor() {
    super('nobody answered')
    this.name = 'TimeoutError'
  }
}
