import { randomUUID } from 'node:crypto'
import { consequenceOf } from '../../shared/cycle/clock/consequence.ts'
import type { Services } from '../services.ts'

/** What is begun of one cycle, and since when as it is noted. */
type Begun = { id: string; at: string; noted: Promise<void> }

/**
 * Does the work of a function with a note beside the facts: that it was begun, before its first fact that has consequences, and
 * struck off when it came to its end, or by who tells what it handed on. Where one of them dies or throws a note stays, and the timer looks
 * at the cycle; so it does where a service failed in between, for whoever went on without it left something undone; and after a fact that
 * may make something due before the day is over. Where a mail cannot be sent it looks until no mail is owed.
 */
export async function notedWork<Part extends object, T>(
  services: Part,
  work: (services: Part) => Promise<T>,
): Promise<T> {
  let isWhole = true
  const watched = watching(services, () => {
    isWhole = false
  })
  const { store, mailer, later, clock } = watched as Partial<Services>
  if (!store) return work(services)
  const begun = new Map<string, Begun>()
  const left = new Set<string>()
  const note = (cycle: string, at: string): Promise<void> => {
    const known = begun.get(cycle)
    if (known && known.at >= at) return known.noted
    const id = known?.id ?? randomUUID()
    const noted = store.noteWork(cycle, id, at)
    begun.set(cycle, { id, at, noted })
    return noted
  }
  const record: Services['store']['record'] = async (fact) => {
    const { consequence, since } = consequenceOf(fact)
    if (since !== undefined) await note(fact.cycle, since)
    if (consequence === 'look') left.add(fact.cycle)
    return store.record(fact)
  }
  const noting = new Proxy(store, { get: (of, key) => (key === 'record' ? record : Reflect.get(of, key)) })
  const sending: Services['mailer'] | undefined = mailer && {
    send: (message) =>
      mailer.send(message).catch(async (error: unknown) => {
        // No note a mail: thousands fail while no mail leaves.
        await store.lookAgain(message.cycle, [])
        throw error
      }),
  }
  // What is handed on is under way until whoever tells it strikes it off; a note of its own, for this work may leave one too.
  const handing: Services['later'] | undefined = later &&
    clock && {
      async tell(what) {
        const id = randomUUID()
        await store.noteWork(what.cycle, id, clock.now())
        await later.tell({ ...what, note: id })
      },
    }
  const done = await work({
    ...watched,
    store: noting,
    ...(sending && { mailer: sending }),
    ...(handing && { later: handing }),
  })
  for (const [cycle, { id }] of begun) if (isWhole && !left.has(cycle)) await store.strikeWork(cycle, [id])
  return done
}

/** A mailer is not among them: it has the timer look by itself. */
const failable = ['store', 'files', 'published', 'keys', 'workflow', 'later'] as const

/** The services, and somebody who hears when one of them fails. */
function watching<Part extends object>(services: Part, heard: () => void): Part {
  const parts = failable.flatMap((name) => {
    const part: unknown = (services as Partial<Services>)[name]
    return part ? [[name, new Proxy(part, { get: (of, key) => heardFailing(Reflect.get(of, key), heard) })]] : []
  })
  return { ...services, ...Object.fromEntries(parts) }
}

/** A service's function, and whoever hears when its promise is broken; anything else as it is. */
function heardFailing(part: unknown, heard: () => void): unknown {
  if (typeof part !== 'function') return part
  return (...given: unknown[]) => {
    const answer: unknown = part(...given)
    if (!(answer instanceof Promise)) return answer
    return answer.catch((error: unknown) => {
      heard()
      throw error
    })
  }
}
