import { hintPartition } from '../../../shared/contract/report-table.ts'
import { type Look, lookKept } from '../../../shared/cycle/clock/timer-note.ts'
import type { ReportStore } from '../../services.ts'
import { marshal, unmarshal } from './attribute-values.ts'
import type { Item, Items, Key } from './items.ts'

/** One item, so that it is lost as a whole or not at all; each work is an attribute, so that nobody overwrites another's. */
export const timerKey = (cycle: string): Key => ({ pk: hintPartition(cycle), sk: 'timer' })
const begunPrefix = 'begun:'
/** So many names one update holds. Who finds more loses the whole item, which stands for the same. */
const mostNames = 200

/** What is begun, and what the timer saw when it looked last. */
export function timerNotes({
  get,
  put,
  update,
}: Items): Pick<ReportStore, 'timerNote' | 'noteWork' | 'strikeWork' | 'lookAgain'> {
  /** Where an item may not grow as long as the change makes it, all that was noted is lost, and this stands in its place. */
  async function change(changing: () => Promise<boolean>, cycle: string, instead: Item): Promise<boolean> {
    try {
      return await changing()
    } catch (error) {
      if (!isTooLarge(error)) throw error
      return put(timerKey(cycle), instead)
    }
  }
  const removing = (ids: readonly string[]) =>
    ids.length === 0 ? '' : ` REMOVE ${Object.keys(namesOf(ids)).join(', ')}`

  return {
    async timerNote(cycle) {
      const { look, newest, ...attributes } = (await get(timerKey(cycle))) ?? {}
      const begun = Object.entries(attributes).flatMap(([name, { S: at }]): [string, string][] =>
        name.startsWith(begunPrefix) && at !== undefined ? [[name.slice(begunPrefix.length), at]] : [],
      )
      return {
        ...(look && { look: unmarshal(look) as Look }),
        ...(newest?.S !== undefined && { newest: newest.S }),
        begun: new Map(begun),
      }
    },

    async noteWork(cycle, id, at) {
      const newest = { S: `${id} ${at}` }
      const values = { ':at': { S: at }, ':newest': newest }
      const noted = { names: namesOf([id]), values }
      const instead = { [`${begunPrefix}${id}`]: { S: at }, newest }
      await change(() => update(timerKey(cycle), 'SET #0 = :at, newest = :newest', noted), cycle, instead)
    },

    async strikeWork(cycle, ids, look) {
      const set = (name: 'look' | 'newest', to: object | string, same?: 'as it stands') => {
        const since = same && look?.since
        return update(timerKey(cycle), `SET ${name} = :${name}${removing(ids)}`, {
          names: { ...namesOf(ids), ...(since !== undefined && { '#since': 'since' }) },
          values: { [`:${name}`]: marshal(to), ...(since !== undefined && { ':since': marshal(since) }) },
          ...(same && { condition: since === undefined ? 'attribute_exists(look)' : 'look.#since = :since' }),
        })
      }
      const [first] = ids
      if (look === undefined) {
        if (first !== undefined) await set('newest', `${first} is done`)
        return
      }
      const over = lookKept(undefined, look)
      const instead = { look: marshal(over) }
      if (ids.length > mostNames) await put(timerKey(cycle), instead)
      else if (!(await change(() => set('look', look, 'as it stands'), cycle, instead)))
        await change(() => set('look', over), cycle, instead)
    },

    async lookAgain(cycle, ids) {
      const names = { '#look': 'look', ...namesOf(ids) }
      if (ids.length > mostNames) await put(timerKey(cycle), {})
      else await update(timerKey(cycle), `REMOVE ${Object.keys(names).join(', ')}`, { names })
    },
  }
}

/** What `#0`, `#1` … stand for. */
const namesOf = (ids: readonly string[]): Record<string, string> =>
  Object.fromEntries(ids.map((id, n) => [`#${n}`, `${begunPrefix}${id}`]))

/** "Item size to update has exceeded the maximum allowed size", as DynamoDB says it. */
const isTooLarge = (error: unknown): boolean =>
  error instanceof Error &&
  error.name === 'ValidationException' &&
  /exceeded the maximum allowed size/.test(error.message)
