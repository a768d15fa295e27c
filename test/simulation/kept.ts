import type { Recorded } from '../../functions/services.ts'
import { type Look, lookKept, type TimerNote } from '../../shared/cycle/clock/timer-note.ts'
import { factKey, placeOfFact, unitPlace } from '../../shared/cycle/fact-key.ts'
import type { LinkFact, Session } from '../../shared/cycle/facts/link-facts.ts'
import type { Callback, Fact } from '../../shared/cycle/facts.ts'
import type { LinkHolder } from '../../shared/cycle/links/signed-link.ts'
import type { WorkingCopy } from '../../shared/draft/working-copy.ts'

/** What is kept, in memory, with the promises of both store adapters: one conditional put a fact, reads in the order of keys. */
export class Kept {
  readonly #cycles = new Map<string, KeptCycle>()
  readonly links = new Map<string, LinkFact>()
  readonly callbacks = new Map<string, Callback>()
  readonly sessions = new Map<string, Session>()
  readonly workingCopies = new Map<string, WorkingCopy>()
  readonly hints = new Map<string, string>()
  readonly #notes = new Map<string, TimerNote>()
  readonly files = new Map<string, Uint8Array>()
  readonly published = new Map<string, Uint8Array>()
  /** Facts in the order in which they were really written; nothing in the product may depend on it. */
  readonly order: { key: string; at: number; call: string }[] = []

  record<F extends Fact>(fact: F): Recorded<F> {
    const kept = this.#cycles.get(fact.cycle) ?? new KeptCycle()
    this.#cycles.set(fact.cycle, kept)
    const key = factKey(fact)
    const there = kept.byKey.get(key)
    if (there) return { recorded: false, fact: there as F }
    kept.keep(key, frozen(JSON.parse(JSON.stringify(fact)) as Fact))
    return { recorded: true, fact: kept.byKey.get(key) as F }
  }

  facts(cycle: string): Fact[] {
    return this.#cycles.get(cycle)?.all.whole() ?? []
  }

  factsOf<K extends Fact['kind']>(cycle: string, kind: K, under = ''): Extract<Fact, { kind: K }>[] {
    const found = this.#cycles.get(cycle)?.all.under(under === '' ? kind : `${kind}#${under}`) ?? []
    return found.filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind)
  }

  /** Facts at one place, in the order of their keys. */
  at(cycle: string, place: string): Fact[] {
    return this.#cycles.get(cycle)?.byPlace.get(place)?.whole() ?? []
  }

  /** The facts of all units, in the order of their keys. */
  ofUnits(cycle: string): Fact[] {
    return this.#cycles.get(cycle)?.ofUnits.whole() ?? []
  }

  linkHolder(hash: string): LinkHolder | undefined {
    return this.links.get(hash)
  }

  fact(cycle: string, key: string): Fact | undefined {
    return this.#cycles.get(cycle)?.byKey.get(key)
  }

  cycles(): string[] {
    return [...this.#cycles.keys()].filter((cycle) => this.fact(cycle, 'opening')).sort()
  }

  indexLink(link: LinkFact): void {
    this.links.set(link.hash, link)
    this.links.set(link.codeHash, link)
  }

  saveWorkingCopy(copy: WorkingCopy): boolean {
    const key = `${copy.cycle} ${copy.unit}`
    const standing = this.workingCopies.get(key)
    if (standing && standing.version !== copy.version - 1) return false
    this.workingCopies.set(key, copy)
    return true
  }

  /** @param lost with all that was noted so far: whoever looks finds nothing */
  timerNote(cycle: string, lost: boolean): TimerNote {
    const note = this.#notes.get(cycle)
    if (lost) this.#notes.delete(cycle)
    if (lost || !note) return { begun: new Map() }
    return { ...note, begun: new Map(note.begun) }
  }

  noteWork(cycle: string, id: string, at: string): void {
    const note = this.#notes.get(cycle)
    this.#notes.set(cycle, { ...note, newest: `${id} ${at}`, begun: new Map([...(note?.begun ?? []), [id, at]]) })
  }

  strikeWork(cycle: string, ids: readonly string[], newer?: Look): void {
    const { look, begun, ...note } = this.#notes.get(cycle) ?? { begun: new Map() }
    const left = new Map([...begun].filter(([id]) => !ids.includes(id)))
    const kept = newer ? lookKept(look, newer) : look
    const [first] = ids
    const done = first !== undefined && !newer && { newest: `${first} is done` }
    this.#notes.set(cycle, { ...note, ...(kept && { look: kept }), begun: left, ...done })
  }

  lookAgain(cycle: string, ids: readonly string[]): void {
    const { look: _, begun, ...note } = this.#notes.get(cycle) ?? { begun: new Map() }
    this.#notes.set(cycle, { ...note, begun: new Map([...begun].filter(([id]) => !ids.includes(id))) })
  }

  saveCallback(callback: Callback, before?: Callback): boolean {
    const key = `${callback.cycle} ${callback.wait}`
    const stands = this.callbacks.get(key)
    if (stands?.token !== before?.token && stands?.token !== callback.token) return false
    this.callbacks.set(key, callback)
    return true
  }

  markSession(hash: string, mark: 'seen' | 'ended', at: string): void {
    const session = this.sessions.get(hash)
    if (session) this.sessions.set(hash, { ...session, [mark]: at })
  }

  /** The first bytes under a key stay; a folder says so to who comes with others, S3 does not. */
  putFile(key: string, bytes: Uint8Array, inFolder: boolean): void {
    const there = this.files.get(key)
    if (inFolder && there && Buffer.compare(there, bytes) !== 0) throw new Error(`stands with other bytes: ${key}`)
    if (!there) this.files.set(key, bytes)
  }
}

/** Facts in the order of their keys, found as an index finds them: a season reads its facts two thousand times. */
class InOrder {
  readonly #keys: string[] = []
  readonly #facts: Fact[] = []

  insert(key: string, fact: Fact): void {
    const place = this.#place(key)
    this.#keys.splice(place, 0, key)
    this.#facts.splice(place, 0, fact)
  }

  whole(): Fact[] {
    return [...this.#facts]
  }

  /** Those whose keys begin so. */
  under(beginning: string): Fact[] {
    const from = this.#place(beginning)
    let to = from
    while (this.#keys[to]?.startsWith(beginning)) to += 1
    return this.#facts.slice(from, to)
  }

  /** Of the first key that is not before this one. */
  #place(key: string): number {
    let from = 0
    let to = this.#keys.length
    while (from < to) {
      const middle = (from + to) >> 1
      if (this.#keys[middle]! < key) from = middle + 1
      else to = middle
    }
    return from
  }
}

class KeptCycle {
  readonly byKey = new Map<string, Fact>()
  readonly all = new InOrder()
  readonly ofUnits = new InOrder()
  readonly byPlace = new Map<string, InOrder>()

  keep(key: string, fact: Fact): void {
    const place = placeOfFact(fact)
    const there = this.byPlace.get(place) ?? new InOrder()
    this.byPlace.set(place, there)
    this.byKey.set(key, fact)
    this.all.insert(key, fact)
    there.insert(key, fact)
    if (place.startsWith(unitPlace(''))) this.ofUnits.insert(key, fact)
  }
}

/** Whoever changed a fact in memory would change it for everybody. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of Object.values(value)) frozen(inner)
  }
  return value
}
