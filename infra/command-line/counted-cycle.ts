import type { Services } from '../../functions/services.ts'
import { addDays } from '../../shared/calendar/civil-date.ts'
import type { Fact } from '../../shared/cycle/facts.ts'
import { entryOf, lastOf } from '../../shared/present.ts'
import { embeddedDoor } from '../local/demo/embedded-door.ts'
import { atTen, fileSlice, signOff } from '../local/demo/quiet-cycle.ts'
import { type Example, openExample, readExample } from '../local/examples.ts'
import { startLocal } from '../local/local.ts'

export type Counts = {
  requests: number
  /** DynamoDB: a write unit is 1 KB begun, a read unit 4 KB begun (consistent reads). */
  writeUnits: number
  readUnits: number
  /** Of all facts at the end. */
  factBytes: number
  objectPuts: number
  objectGets: number
  mails: number
  signatures: number
}

/** Plays a whole cycle of so many units on the embedded system, with one return, and counts what its functions ask of their services. */
export async function playCounted(
  folder: string,
  units: number,
): Promise<{ counts: Counts; facts: Fact[]; days: number }> {
  const example = withUnits(await readExample('tongjiang-2020'), units)
  const { cycle } = example
  const local = await startLocal({ folder, clock: cycle.opens, timerEvery: 3_600_000 })
  const counts: Counts = {
    requests: 0,
    writeUnits: 0,
    readUnits: 0,
    factBytes: 0,
    objectPuts: 0,
    objectGets: 0,
    mails: 0,
    signatures: 0,
  }
  const plain = { ...local.services }
  const fetched = globalThis.fetch
  try {
    Object.assign(local.services, counting(plain, counts))
    const door = embeddedDoor(local.baseUrl, local.publicUrl)
    // People's requests alone: the outbox and the clock are the embedded system's own.
    globalThis.fetch = (input, init) => {
      const path = new URL(String(input)).pathname
      if (!/^\/(outbox|clock|public)/.test(path)) counts.requests += 1
      return fetched(input, init)
    }
    const stage = {
      door,
      now: () => local.clock.now(),
      settled: () => local.settled(60_000),
      isPublished: async (id: string) => (await plain.store.facts(id)).some(({ kind }) => kind === 'publication'),
    }
    await openExample(local, example)
    await stage.settled()
    const prompt = Math.ceil((cycle.units.length * 2) / 3)
    for (const unit of cycle.units.slice(0, prompt)) await fileSlice(stage, example, unit.id)
    // A third waits for its reminders, as a third does.
    const opening = (await plain.store.facts(cycle.cycle)).find((fact) => fact.kind === 'opening')
    if (!opening) throw new Error(`${cycle.cycle} was not opened`)
    const due = opening.timetable.submissions ?? ''
    for (let day = addDays(due, -5); day < due; day = addDays(day, 1)) await door.passTime(atTen(example, day))
    for (const unit of cycle.units.slice(prompt)) await fileSlice(stage, example, unit.id)
    await signOff(stage, example, 'principal-leader')
    await stage.settled()
    const facts = await plain.store.facts(cycle.cycle)
    counts.factBytes = bytesOf(facts)
    // The timer looks at the cycle until its legal date, however early these people are done.
    const { legal } = opening.timetable
    const days = Math.ceil((Date.parse(atTen(example, legal)) - Date.parse(cycle.opens)) / 86_400_000)
    return { counts, facts, days }
  } finally {
    globalThis.fetch = fetched
    await local.stop()
  }
}

/** How many facts of a kind there are. */
export const countFacts = (facts: readonly Fact[]) => (kind: Fact['kind']) =>
  facts.filter((fact) => fact.kind === kind).length

/** The example with its last unit and what it reports repeated, or with fewer of them. */
function withUnits(example: Example, wanted: number): Example {
  const { cycle } = example
  const template = lastOf(cycle.units)
  const added = Array.from({ length: Math.max(0, wanted - cycle.units.length) }, (_, n) => {
    const id = `unit-${n + 1}`
    const [contact] = template.contacts
    const contacts: typeof template.contacts = [
      { ...contact, id: `${id}-contact`, address: `contact.${id}@example.org` },
    ]
    const leader = template.leader && { ...template.leader, id: `${id}-leader`, address: `leader.${id}@example.org` }
    return { ...template, id, contacts, ...(leader && { leader }) }
  })
  const units = [...cycle.units.slice(0, wanted), ...added]
  const slices = new Map(example.units)
  for (const { id } of added) slices.set(id, entryOf(example.units, template.id))
  const texts = { ...cycle.texts, ...Object.fromEntries(added.map(({ id }) => [id, cycle.texts[template.id] ?? {}])) }
  return { ...example, cycle: { ...cycle, units, texts }, units: slices }
}

/** The services with a count on each; what they do is what they did. */
function counting(services: Services, counts: Counts): Partial<Services> {
  const { store, files, published, mailer, keys } = services
  const wrote = (item: unknown) => {
    counts.writeUnits += Math.ceil(bytesOf(item) / 1024)
  }
  const read = <T>(item: T): T => {
    counts.readUnits += Math.max(1, Math.ceil(bytesOf(item) / 4096))
    return item
  }
  return {
    store: {
      ...store,
      async record(fact) {
        // Pointers: a link by its hash and by its code, a cycle in the list.
        counts.writeUnits += fact.kind === 'link' ? 2 : fact.kind === 'opening' ? 1 : 0
        wrote(fact)
        return store.record(fact)
      },
      facts: async (cycle) => read(await store.facts(cycle)),
      decidingFacts: async (cycle) => read(await store.decidingFacts(cycle)),
      unitFacts: async (cycle, unit) => read(await store.unitFacts(cycle, unit)),
      codes: async (cycle, link) => read(await store.codes(cycle, link)),
      factsOf: async (cycle, kind, under) => read(await store.factsOf(cycle, kind, under)),
      cycles: async () => read(await store.cycles()),
      workingCopy: async (cycle, unit) => read(await store.workingCopy(cycle, unit)),
      workingCopies: async (cycle) => read(await store.workingCopies(cycle)),
      async saveWorkingCopy(copy) {
        wrote(copy)
        return store.saveWorkingCopy(copy)
      },
      async link(hash) {
        counts.readUnits += 1 // its pointer
        return read(await store.link(hash))
      },
      hint: async (cycle, about) => read(await store.hint(cycle, about)),
      async saveHint(cycle, about, hint) {
        wrote(hint)
        return store.saveHint(cycle, about, hint)
      },
      async saveCallback(callback, before) {
        wrote(callback)
        return store.saveCallback(callback, before)
      },
      callback: async (cycle, wait) => read(await store.callback(cycle, wait)),
      async saveSession(session) {
        wrote(session)
        return store.saveSession(session)
      },
      session: async (hash) => read(await store.session(hash)),
      async markSession(hash, mark, at) {
        counts.writeUnits += 1
        return store.markSession(hash, mark, at)
      },
    },
    files: {
      async put(key, bytes) {
        counts.objectPuts += 1
        return files.put(key, bytes)
      },
      async get(key) {
        counts.objectGets += 1
        return files.get(key)
      },
    },
    published: {
      async put(path, bytes, type) {
        counts.objectPuts += 1
        return published.put(path, bytes, type)
      },
      async get(path) {
        counts.objectGets += 1
        return published.get(path)
      },
      async movePointer(path, bytes, type) {
        counts.objectPuts += 1
        return published.movePointer(path, bytes, type)
      },
    },
    mailer: {
      async send(message) {
        counts.mails += 1
        return mailer.send(message)
      },
    },
    keys: {
      ...keys,
      async sign(bytes) {
        counts.signatures += 1
        return keys.sign(bytes)
      },
    },
  }
}

const bytesOf = (item: unknown): number => Buffer.byteLength(JSON.stringify(item ?? ''))
