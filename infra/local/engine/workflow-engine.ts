import { randomUUID } from 'node:crypto'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Workflow } from '../../../functions/services.ts'
import type { StatesLanguage } from '../../../shared/contract/workflow-definition.ts'
import type { StateFunction } from '../../../shared/contract/workflow-states.ts'
import { readIfThere, writeWhole } from '../folder/folder-files.ts'
import { StateMachine } from './state-machine.ts'

export type WorkflowEngine = Workflow & {
  /** Runs again what was running when the last process ended: from the start, over its facts. */
  runUnfinished(): Promise<void>
  /** When every run waits for somebody or is over; false when that takes longer than `within` milliseconds. */
  settled(within: number): Promise<boolean>
  /** How the run of this name stands; `working` until it waits for somebody or is over. */
  standing(name: string): 'working' | 'goes-on' | 'failed'
  stop(): Promise<void>
}

type Json = Record<string, unknown>
type Execution = { name: string; input: { cycle: string }; status: 'running' | 'succeeded' | 'failed'; error?: string }

/** Node's timers end after 2^31 milliseconds; a longer one would fire at once. A wait that ends early reads the facts and waits again. */
const longestTimer = 2_147_483_000 // milliseconds, 24.8 days

/**
 * Step Functions in this process: the definition that CDK synthesizes, in real time, with execution names that are given once, and
 * executions that outlive the process. What is kept of one is its name, its input and how it ended; a run that a kill interrupted
 * starts again and fast-forwards over its facts (architecture, decision 2). Why an interpreter of our own: docs/decisions/embedded-engine.md.
 */
export async function workflowEngine(
  folder: string,
  definition: StatesLanguage,
  invoke: (name: StateFunction, input: Json) => Promise<unknown>,
): Promise<WorkflowEngine> {
  await mkdir(folder, { recursive: true })
  const executions = await executionsIn(folder)
  const stopping = new AbortController()
  const ending = new Set<Promise<void>>()
  /** Runs that have come to wait for somebody. One that starts again over its facts passes waits that are over, and counts only then. */
  const waited = new Set<string>()
  let invocations = 0

  const machine = new StateMachine(
    definition,
    {
      get now() {
        return Date.now()
      },
      sleep: (milliseconds) => pause(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined),
      after: (milliseconds, run) => void setTimeout(run, Math.min(milliseconds, longestTimer)).unref(),
    },
    async (name, input) => {
      if (stopping.signal.aborted) return {}
      invocations += 1
      try {
        const output = asJson(await invoke(name, asJson(input) as Json))
        if (machine.waitsFor(String(input.token))) waited.add(String(input.execution))
        return output
      } finally {
        invocations -= 1
      }
    },
    randomUUID, // a token of an earlier process must not be one of this
  )
  machine.onEnd = ({ name, status }, error) => {
    const execution = executions.get(name)
    if (execution === undefined || status === 'stopped' || status === 'running') return // interrupted, not over: the next start runs it again
    const kept: Promise<void> = keep({ ...execution, status, ...(error !== undefined && { error }) })
      .catch(() => undefined) // the next start runs it again, over its facts
      .finally(() => ending.delete(kept))
    ending.add(kept)
  }

  async function keep(execution: Execution): Promise<void> {
    executions.set(execution.name, execution)
    await writeWhole(join(folder, `${execution.name}.json`), JSON.stringify(execution))
  }
  const unfinished = () => [...executions.values()].filter(({ status }) => status === 'running')

  return {
    async start(name, input) {
      if (!/^[A-Za-z0-9_-]{1,80}$/.test(name)) throw new RangeError(`not a name for an execution: ${name}`)
      const there = executions.get(name)
      if (there) return there.status === 'running' // as on AWS: a name is given once, also after the run is over
      const execution: Execution = { name, input: asJson(input) as { cycle: string }, status: 'running' }
      executions.set(name, execution)
      await keep(execution).catch((error) => {
        executions.delete(name) // not started: whoever asks again may
        throw error
      })
      return machine.start(name, execution.input)
    },
    resume: async (token, output) => machine.resume(token, asJson(output)),
    waitsFor: async (token) => machine.waitsFor(token),
    async running(name) {
      return executions.get(name)?.status === 'running'
    },
    async runUnfinished() {
      for (const { name, input } of unfinished()) machine.start(name, input)
    },
    standing(name) {
      const status = executions.get(name)?.status
      if (status === 'failed') return 'failed'
      return status === 'succeeded' || waited.has(name) ? 'goes-on' : 'working'
    },
    async settled(within) {
      const isQuiet = () =>
        invocations === 0 && ending.size === 0 && unfinished().every(({ name }) => machine.waits(name))
      for (let waited = 0; !isQuiet(); waited += 5) {
        if (waited >= within) return false
        await pause(5)
      }
      return true
    },
    async stop() {
      stopping.abort()
      for (const { name } of unfinished()) machine.stop(name)
      while (invocations > 0) await pause(5)
      await Promise.all(ending)
    },
  }
}

/** What passes between states is JSON, here as on AWS: nothing is shared by reference, nothing undefined passes. */
const asJson = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)))

async function executionsIn(folder: string): Promise<Map<string, Execution>> {
  const executions = new Map<string, Execution>()
  for (const file of (await readdir(folder)).filter((name) => /^[\w-]+\.json$/.test(name))) {
    const bytes = await readIfThere(join(folder, file))
    const execution = JSON.parse(Buffer.from(bytes ?? []).toString('utf8')) as Execution
    executions.set(execution.name, execution)
  }
  return executions
}
