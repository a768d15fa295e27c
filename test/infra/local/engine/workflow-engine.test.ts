import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type WorkflowEngine, workflowEngine } from '../../../../infra/local/engine/workflow-engine.ts'
import { workflowDefinition as definition } from '../../../../shared/contract/workflow-definition.ts'
import type { StateFunction } from '../../../../shared/contract/workflow-states.ts'

const engines: WorkflowEngine[] = []
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.stop()
})

type Input = { cycle: string; execution?: string; started?: string; entered?: string; token?: string }
type Play = Partial<Record<StateFunction, (input: Input, engine: WorkflowEngine) => unknown>>

/** An engine whose functions are written in the test, and the walk it took: a function's name a call. */
async function playing(play: Play, folder?: string) {
  const kept = folder ?? (await mkdtemp(join(tmpdir(), 'lianbao-engine-')))
  const walk: string[] = []
  const tokens: string[] = []
  const engine = await workflowEngine(kept, definition, async (name, input) => {
    walk.push(name)
    const given = input as Input
    if (given.token !== undefined) tokens.push(given.token)
    return (await play[name]?.(given, engine)) ?? usual[name]
  })
  engines.push(engine)
  return { engine, walk, tokens, folder: kept }
}
const usual: Partial<Record<StateFunction, object>> = {
  'invite-units': { outcome: 'invited' },
  'return-slices': { outcome: 'returned' },
  'announce-publication': { outcome: 'announced' },
  'merge-slices': { outcome: 'merged' },
  'check-draft': { outcome: 'sign-off' },
  'publish-report': { outcome: 'published' },
}
const cycle = { cycle: 'tongjiang-2020' }
const quiet = async (engine: WorkflowEngine) => expect(await engine.settled(5000)).toBe(true)

describe('a run', () => {
  it('waits, is resumed, goes round for a return, and ends with the publication', async () => {
    const { engine, walk, tokens } = await playing({})
    await engine.start('run-1', cycle)
    await quiet(engine)
    expect(walk).toEqual(['invite-units', 'await-submissions'])
    expect(await engine.resume(tokens[0] ?? '', { outcome: 'complete' })).toBe('resumed')
    await quiet(engine)
    for (const outcome of ['next', 'return']) {
      await engine.resume(tokens.at(-1) ?? '', { outcome })
      await quiet(engine)
    }
    await engine.resume(tokens.at(-1) ?? '', { outcome: 'complete' })
    await quiet(engine)
    await engine.resume(tokens.at(-1) ?? '', { outcome: 'publish' })
    await quiet(engine)
    expect(walk).toEqual([
      ...['invite-units', 'await-submissions', 'merge-slices', 'check-draft', 'request-sign-off', 'request-sign-off'],
      ...['return-slices', 'await-submissions', 'merge-slices', 'check-draft', 'request-sign-off'],
      ...['publish-report', 'announce-publication'],
    ])
    expect(await engine.running('run-1')).toBe(false)
  })

  it('gives a wait its cycle, its execution and a token of its own', async () => {
    const given: Input[] = []
    const { engine } = await playing({ 'await-submissions': (input) => void given.push(input) })
    await engine.start('run-1', cycle)
    await engine.start('run-2', { cycle: 'other' })
    await quiet(engine)
    expect(given).toMatchObject([
      { cycle: 'tongjiang-2020', execution: 'run-1' },
      { cycle: 'other', execution: 'run-2' },
    ])
    expect(new Set(given.map(({ token }) => token)).size).toBe(2)
  })

  it('whose wait is over before it began goes on at once', async () => {
    const { engine, walk } = await playing({
      'await-submissions': ({ token = '' }, engine) => engine.resume(token, { outcome: 'complete' }),
      'request-sign-off': ({ token = '' }, engine) => engine.resume(token, { outcome: 'publish' }),
    })
    await engine.start('run-1', cycle)
    await quiet(engine)
    expect(walk.at(-1)).toBe('announce-publication')
    expect(await engine.running('run-1')).toBe(false)
  })

  it('tries a state again that failed for a moment', async () => {
    let failures = 0
    const { engine, walk } = await playing({
      'invite-units': () => {
        failures += 1
        if (failures === 1) throw new Error('throttled')
      },
    })
    await engine.start('run-1', cycle)
    await quiet(engine)
    expect(walk).toEqual(['invite-units', 'invite-units', 'await-submissions'])
  })

  it('whose waiting state failed gets a new token on the next try; the old one is gone', async () => {
    const { engine, tokens } = await playing({
      'await-submissions': () => {
        if (tokens.length === 1) throw new Error('throttled')
      },
    })
    await engine.start('run-1', cycle)
    await quiet(engine)
    expect(tokens).toHaveLength(2)
    const waitsForEach = () => Promise.all(tokens.map((token) => engine.waitsFor(token)))
    expect(await waitsForEach()).toEqual([false, true])
    expect(await engine.resume(tokens[0] ?? '', { outcome: 'complete' })).toBe('gone')
    expect(await engine.resume(tokens[1] ?? '', { outcome: 'complete' })).toBe('resumed')
    expect(await waitsForEach()).toEqual([false, false])
  })

  it('tells one entry of a wait from the next, and an attempt that is made again from neither', async () => {
    const given: Input[] = []
    const { engine } = await playing({
      'await-submissions': ({ token = '' }, engine) => engine.resume(token, { outcome: 'complete' }),
      'request-sign-off': (input, engine) => {
        given.push(input)
        if (given.length === 1) throw new Error('throttled')
        if (given.length === 2) return engine.resume(input.token ?? '', { outcome: 'next' })
      },
    })
    await engine.start('run-1', cycle)
    await quiet(engine)
    const [first, again, next] = given
    expect([again?.entered, again?.started]).toEqual([first?.entered, first?.started])
    expect([next?.entered === first?.entered, next?.started]).toEqual([false, first?.started])
  })

  it('that meets an outcome nobody agreed on fails, and its name is not given again', async () => {
    const { engine, walk, tokens, folder } = await playing({ 'merge-slices': () => ({ outcome: 'perhaps' }) })
    await engine.start('run-1', cycle)
    await quiet(engine)
    await engine.resume(tokens[0] ?? '', { outcome: 'complete' })
    await quiet(engine)
    expect(await engine.start('run-1', cycle)).toBe(false)
    expect(await engine.running('run-1')).toBe(false)
    expect(JSON.parse(await readFile(join(folder, 'run-1.json'), 'utf8'))).toMatchObject({ status: 'failed' })
    await engine.start('run-1', cycle)
    await quiet(engine)
    expect(walk).toEqual(['invite-units', 'await-submissions', 'merge-slices'])
  })

  it('goes on once it waits for somebody; one that passes a wait on its way to where it fails does not', async () => {
    const seen: string[] = []
    const { engine, tokens } = await playing({
      'await-submissions': ({ token = '', execution }, engine) =>
        execution === 'run-2' ? engine.resume(token, { outcome: 'complete' }) : undefined,
      'merge-slices': ({ cycle }, engine) => {
        seen.push(engine.standing(cycle === 'other' ? 'run-2' : 'run-1'))
        return { outcome: 'perhaps' }
      },
    })
    expect(engine.standing('run-1')).toBe('working')
    await engine.start('run-1', cycle)
    await engine.start('run-2', { cycle: 'other' })
    await quiet(engine)
    expect(engine.standing('run-1')).toBe('goes-on')
    await engine.resume(tokens[0] ?? '', { outcome: 'complete' })
    await quiet(engine)
    expect(seen).toEqual(['working', 'goes-on'])
    expect([engine.standing('run-1'), engine.standing('run-2')]).toEqual(['failed', 'failed'])
  })

  it('that is started twice at once runs once', async () => {
    const { engine, walk } = await playing({})
    expect(await Promise.all([engine.start('run-1', cycle), engine.start('run-1', cycle)])).toEqual([true, true])
    await quiet(engine)
    expect(walk).toEqual(['invite-units', 'await-submissions'])
  })
})

describe('a token', () => {
  it('resumes once, however often it is used at once', async () => {
    const { engine, walk, tokens } = await playing({})
    await engine.start('run-1', cycle)
    await quiet(engine)
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => engine.resume(tokens[0] ?? '', { outcome: 'complete' })),
    )
    await quiet(engine)
    expect(answers.filter((answer) => answer === 'resumed')).toHaveLength(1)
    expect(walk.filter((name) => name === 'merge-slices')).toHaveLength(1)
  })

  it('that nobody waits for is gone', async () => {
    const { engine } = await playing({})
    expect(await engine.resume('never-given', { outcome: 'complete' })).toBe('gone')
  })
})

describe('a stop', () => {
  it('ends a walk: the one of the next start is another', async () => {
    const started: (string | undefined)[] = []
    const play: Play = { 'await-submissions': (input) => void started.push(input.started) }
    const first = await playing(play)
    await first.engine.start('run-1', cycle)
    await quiet(first.engine)
    await first.engine.stop()
    const second = await playing(play, first.folder)
    await second.engine.runUnfinished()
    await quiet(second.engine)
    expect(new Set(started).size).toBe(2)
  })

  it('ends no run: the next start runs it again, with new tokens, and what is over stays over', async () => {
    const first = await playing({})
    await first.engine.start('run-1', cycle)
    await first.engine.start('run-2', { cycle: 'other' })
    await quiet(first.engine)
    await first.engine.stop()
    expect(first.walk).toHaveLength(4)

    const second = await playing(
      { 'request-sign-off': ({ token = '' }, engine) => engine.resume(token, { outcome: 'publish' }) },
      first.folder,
    )
    await second.engine.runUnfinished()
    await quiet(second.engine)
    expect(await second.engine.resume(first.tokens[0] ?? '', { outcome: 'complete' })).toBe('gone')
    await second.engine.resume(second.tokens[0] ?? '', { outcome: 'complete' })
    await quiet(second.engine)
    expect([await second.engine.running('run-1'), await second.engine.running('run-2')]).toEqual([false, true])
    await second.engine.stop()

    const third = await playing({}, first.folder)
    await third.engine.runUnfinished()
    await quiet(third.engine)
    expect(third.walk).toEqual(['invite-units', 'await-submissions'])
  })
})
