import { hintPartition } from '../../../shared/contract/report-table.ts'
import type { Look } from '../../../shared/cycle/clock/timer-note.ts'
import type { ReportStore } from '../../services.ts'
import { marshal, unmarshal } from './attribute-values.ts'
import type { Items, Key } from './items.ts'

/** One item, so that it is lost as a whole or not at all; each work is an attribute, so that nobody overwrites another's. */
export const timerKey = (cycle: string): Key => ({ pk: hintPartition(cycle), sk: 'timer' })
const begunPrefix = 'begun:'

/** What is begun, and what the timer saw when it looked last. */
export function timerNotes({ get, update }: Items): Pick<ReportStore, 'timerNote' | 'noteWork' | 'strikeWork'> {
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
      const values = { ':at': { S: at }, ':newest': { S: `${id} ${at}` } }
      await update(timerKey(cycle), 'SET #0 = :at, newest = :newest', { names: namesOf([id]), values })
    },

    async strikeWork(cycle, ids, look) {
      // One update holds so many names; what is left is struck off after the next look.
      const struck = ids.slice(0, 200)
      const [first] = struck
      const remove = first === undefined ? '' : ` REMOVE ${struck.map((_, n) => `#${n}`).join(', ')}`
      const set = (name: 'look' | 'newest', to: object | string, condition?: string) =>
        update(timerKey(cycle), `SET ${name} = :${name}${remove}`, {
          names: namesOf(struck),
          values: { [`:${name}`]: marshal(to) },
          ...(condition !== undefined && { condition }),
        })
      if (look !== undefined) {
        const isKept = await set('look', look, 'attribute_exists(look)')
        if (!isKept) await set('look', { ...look, until: look.at, since: look.at })
      } else if (first !== undefined) await set('newest', `${first} is done`)
    },
  }
}

/** What `#0`, `#1` … stand for. */
const namesOf = (ids: readonly string[]): Record<string, string> =>
  Object.fromEntries(ids.map((id, n) => [`#${n}`, `${begunPrefix}${id}`]))
