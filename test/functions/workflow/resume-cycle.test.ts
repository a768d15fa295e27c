import { beforeEach, describe, expect, test } from 'vitest'
import type { Services } from '../../../functions/services.ts'
import { awaitSubmissions } from '../../../functions/workflow/await-submissions.ts'
import { requestSignOff } from '../../../functions/workflow/request-sign-off.ts'
import { resumeCycle, resumeFrom } from '../../../functions/workflow/resume-cycle.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'
import { draftFile } from '../../../shared/draft/draft.ts'
import { canonicalBytes } from '../../../shared/report/bytes/canonical.ts'
import { keptServices } from '../../fixtures/kept-services.ts'
import { cycleWith } from '../../fixtures/tongjiang-2020.ts'

const cycle = 'tongjiang-2020'
let system: ReturnType<typeof keptServices>
beforeEach(async () => {
  system = keptServices('2021-02-10T03:00:00.000Z')
  const { facts, draft, draftDigest } = cycleWith({ approved: 4 })
  for (const fact of facts) await system.services.store.record(fact)
  await system.services.files.put(draftFile(draftDigest), canonicalBytes(draft))
})

const enter = (token: string, execution = 'run-1') => requestSignOff({ cycle, execution, token }, system.services)
const stuck = () => system.kept.logged.filter(({ code }) => code === 'workflow-stuck').map(({ facts }) => facts.why)

test('a run that comes back with no new fact is not sent round again: somebody is called', async () => {
  await enter('t1')
  expect(system.kept.resumed).toEqual([{ token: 't1', output: { outcome: 'publish' } }])
  await enter('t2')
  expect([system.kept.resumed.length, stuck()]).toEqual([1, ['no-new-fact']])
  // What is left to the timer is noted for it: with no fact more nothing else would make it look before the next date.
  expect([...(await system.services.store.timerNote(cycle)).begun.keys()]).toEqual(['wait sign-off'])
  // The next run starts afresh, and so does whoever looks later: the timer, or the writer of the next fact.
  await enter('t3', 'run-2')
  await resumeCycle(cycle, system.services)
  expect(system.kept.resumed.map(({ token }) => token)).toEqual(['t1', 't3', 't3'])
})

// Who sent the last slice saw no token: it was being kept in that moment.
test('a wait that is over when it is entered ends at once', async () => {
  await awaitSubmissions({ cycle, execution: 'run-1', token: 't1' }, system.services)
  expect(system.kept.resumed).toEqual([{ token: 't1', output: { outcome: 'complete' } }])
})

test('with a fact more it goes on', async () => {
  await enter('t1')
  const at = '2021-02-10T02:00:00.000Z'
  await system.services.store.record({ kind: 'lapse', cycle, what: 'legal', round: 1, at, missing: [] })
  await enter('t2')
  expect([system.kept.resumed.length, stuck()]).toEqual([2, []])
})

test('a spent token of the other wait does not keep the needed one from its turn', async () => {
  const { store } = system.services
  const at = '2021-02-10T02:00:00.000Z'
  await store.saveCallback({ cycle, wait: 'submissions', token: 'needed', execution: 'e', at, seen: 0 })
  await store.saveCallback({ cycle, wait: 'sign-off', token: 'spent', execution: 'e', at, seen: 0 })
  const resumed: string[] = []
  const resume: Services['workflow']['resume'] = async (token) => {
    if (token === 'spent') throw new Error('TaskTimedOut')
    resumed.push(token)
    return 'resumed'
  }
  const services = { ...system.services, workflow: { ...system.services.workflow, resume } }
  await resumeCycle(cycle, services)
  expect(resumed).toEqual(['needed'])
})

test('a run that a newer one has overtaken ends, and the newer goes on too', async () => {
  const { store } = system.services
  const at = '2021-02-10T02:00:00.000Z'
  for (const n of [1, 2]) await store.record({ kind: 'execution', cycle, n, name: `run-${n}`, published: 0, at })
  await store.saveCallback({ cycle, wait: 'sign-off', token: 'of the older', execution: 'run-1', at, seen: 0 })
  await store.saveCallback({ cycle, wait: 'submissions', token: 'of the newer', execution: 'run-2', at, seen: 0 })
  await resumeCycle(cycle, system.services)
  expect(system.kept.resumed.map(({ token }) => token)).toEqual(['of the older', 'of the newer'])
})

test('a state delivered twice, whose second copy comes after the wait was entered again, takes no newer token away', async () => {
  const { store, workflow } = system.services
  /** A copy of an entry that comes when the run waits for another token. */
  const comes = (token: string, waited: string, through = store) => {
    const waitsFor = async (asked: string) => asked === waited
    const services = { ...system.services, store: through, workflow: { ...workflow, waitsFor } }
    return requestSignOff({ cycle, execution: 'run-1', token }, services)
  }
  await enter('t1')
  await enter('t2', 'run-2')
  const answers = await Promise.all([comes('t1', 't2'), comes('t1', 't2')])
  expect(answers).toEqual([{ outcome: 'waiting' }, { outcome: 'waiting' }])
  expect((await store.callback(cycle, 'sign-off'))?.token).toBe('t2')
  // Nor does the very first copy, which had looked before anybody else and puts last.
  const looked = await store.callback(cycle, 'sign-off')
  await enter('t3', 'run-3')
  let looks = 0
  const late = {
    ...store,
    callback: async (of: string, wait: 'sign-off' | 'submissions') => (looks++ ? store.callback(of, wait) : looked),
  }
  await comes('t1', 't3', late)
  expect((await store.callback(cycle, 'sign-off'))?.token).toBe('t3')
})

describe('an entry of a wait', () => {
  const entry = (token: string, entered: string, started = 'noon') =>
    requestSignOff({ cycle, execution: 'run-1', started, entered, token }, system.services)
  const dies = async (attempt: () => Promise<unknown>) => {
    const { resume } = system.services.workflow
    system.services.workflow.resume = async () => {
      throw new Error('killed')
    }
    await expect(attempt()).rejects.toThrow('killed')
    system.services.workflow.resume = resume
  }
  const resumed = () => system.kept.resumed.map(({ token }) => token)

  // Season 9401997: the attempt that took its place was taken for a run in circles, and nobody resumed it until the timer came.
  test('of which an attempt died after it had kept its token is still the same entry', async () => {
    await dies(() => entry('t1', 'one'))
    await entry('t2', 'one')
    expect([resumed(), stuck()]).toEqual([['t2'], []])
  })

  test('that is a run in circles is one by its second attempt too', async () => {
    await entry('t1', 'one')
    const { noteWork } = system.services.store
    system.services.store.noteWork = async () => {
      throw new Error('killed')
    }
    await expect(entry('t2', 'two')).rejects.toThrow('killed')
    system.services.store.noteWork = noteWork
    await entry('t3', 'two')
    await entry('t3', 'two') // delivered twice
    expect([resumed(), stuck()]).toEqual([['t1'], ['no-new-fact', 'no-new-fact', 'no-new-fact']])
  })

  test('of a run that began anew, as all do when one machine starts again, is none of the run before', async () => {
    await entry('t1', 'one')
    await entry('t2', 'two', 'one o’clock')
    expect([resumed(), stuck()]).toEqual([['t1', 't2'], []])
  })

  test('of a run that began with an earlier version, which names no entry, is another each time', async () => {
    await enter('t1')
    await enter('t2')
    await entry('t3', 'one')
    expect([resumed(), stuck()]).toEqual([['t1', 't3'], ['no-new-fact']])
  })
})

test('what somebody else has settled since the facts were read counts: a slice whose own report has left was not taken back', async () => {
  system = keptServices('2021-01-25T03:00:00.000Z')
  const { store } = system.services
  const isOfUnits = (fact: Fact) => ['opening', 'submission', 'confirmation'].includes(fact.kind)
  const filed = cycleWith({}).facts.filter(isOfUnits)
  const slice = filed.find((fact) => fact.kind === 'submission')!
  const { unit, revision, digest, by } = slice
  const made = { cycle, unit, at: '2021-01-25T02:00:00.000Z' }
  const read: Fact[] = [
    ...filed,
    { ...made, kind: 'unit-release', n: 1, version: 1, revision, submission: digest, evidence: [] },
    { ...made, kind: 'take-back', revision, digest, by },
  ]
  const left: Fact = { ...made, kind: 'unit-departure', release: 1, goes: true }
  for (const fact of [...read, left]) await store.record(fact)
  await store.saveCallback({ cycle, wait: 'submissions', token: 't', execution: 'e', at: made.at, seen: 0 })
  await resumeFrom(read, system.services)
  expect(system.kept.resumed).toEqual([{ token: 't', output: { outcome: 'complete' } }])
})
