import { randomUUID } from 'node:crypto'
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import {
  callbackPartition,
  hintPartition,
  reportTable,
  sessionPartition,
  workingCopyPartition,
} from '../../../shared/contract/report-table.ts'
import type { Session } from '../../../shared/cycle/facts/link-facts.ts'
import type { Callback } from '../../../shared/cycle/facts.ts'
import type { WorkingCopy } from '../../../shared/draft/working-copy.ts'
import type { ReportStore } from '../../services.ts'
import { marshal } from './attribute-values.ts'
import { bodyIn, type Items, type Key } from './items.ts'

const { partitionKey, body, write, expires, version } = reportTable

/** What one can look up beside the facts: nothing is decided by it alone. */
export function keptHints({ get, put }: Items): Pick<ReportStore, 'hint' | 'saveHint'> {
  return {
    async hint(cycle, about) {
      return bodyIn(await get({ pk: hintPartition(cycle), sk: about })) as string | undefined
    },
    async saveHint(cycle, about, hint) {
      await put({ pk: hintPartition(cycle), sk: about }, { [body]: { S: hint } })
    },
  }
}

/** Where a run of the workflow waits. */
export function keptCallbacks({ get, put }: Items): Pick<ReportStore, 'saveCallback' | 'callback'> {
  return {
    saveCallback: (callback, before) =>
      put(
        { pk: callbackPartition(callback.cycle), sk: callback.wait },
        { [body]: marshal(callback) },
        {
          // Its own token stands where an answer was lost and the SDK asked again.
          says: `${before ? '#body.#token = :before' : 'attribute_not_exists(#pk)'} OR #body.#token = :own`,
          names: { '#body': body, '#token': 'token', ...(before ? {} : { '#pk': partitionKey }) },
          values: { ':own': { S: callback.token }, ...(before ? { ':before': { S: before.token } } : {}) },
        },
      ),
    async callback(cycle, wait) {
      return bodyIn(await get({ pk: callbackPartition(cycle), sk: wait })) as Callback | undefined
    },
  }
}

export function keptSessions({
  get,
  put,
  update,
}: Items): Pick<ReportStore, 'saveSession' | 'session' | 'markSession'> {
  const keyOf = (hash: string): Key => ({ pk: sessionPartition(hash), sk: 'session' })
  return {
    async saveSession(session) {
      await put(keyOf(session.hash), { [body]: marshal(session), [expires]: secondsOf(session.expires) })
    },
    async session(hash) {
      return bodyIn(await get(keyOf(hash))) as Session | undefined
    },
    async markSession(hash, mark, at) {
      // One mark alone, so that a page that is just being read does not open again what was closed meanwhile.
      await update(keyOf(hash), 'SET #body.#mark = :at', {
        names: { '#body': body, '#mark': mark, '#pk': partitionKey },
        values: { ':at': { S: at } },
        condition: 'attribute_exists(#pk)',
      })
    },
  }
}

/** What somebody has typed and not sent. */
export function keptCopies({
  get,
  put,
  partition,
}: Items): Pick<ReportStore, 'workingCopy' | 'workingCopies' | 'saveWorkingCopy'> {
  return {
    async workingCopy(cycle, unit) {
      return bodyIn(await get({ pk: workingCopyPartition(cycle), sk: unit })) as WorkingCopy | undefined
    },
    async workingCopies(cycle) {
      return (await partition(workingCopyPartition(cycle))).map((item) => bodyIn(item) as WorkingCopy)
    },
    async saveWorkingCopy(copy) {
      const key = { pk: workingCopyPartition(copy.cycle), sk: copy.unit }
      const mark = randomUUID()
      const isSaved = await put(
        key,
        {
          [body]: marshal(copy),
          [write]: { S: mark },
          [version]: { N: String(copy.version) },
          [expires]: secondsOf(copy.expires),
        },
        {
          says: 'attribute_not_exists(#pk) OR #version = :before',
          names: { '#pk': partitionKey, '#version': version },
          values: { ':before': { N: String(copy.version - 1) } },
        },
      )
      // The client repeats a put whose answer was lost; then what refused it is that very put.
      return isSaved || (await get(key))?.[write]?.S === mark
    },
  }
}

const secondsOf = (instant: string): AttributeValue => ({ N: String(Math.ceil(Date.parse(instant) / 1000)) })
