import { randomUUID } from 'node:crypto'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { StateMachine } from 'aws-local-stepfunctions'
import type { Workflow } from '../../functions/services.ts'
import { functionOf, type StateDefinition, type StatesLanguage } from '../../shared/contract/workflow-definition.ts'
import type { StateFunction } from '../../shared/contract/workflow-states.ts'
import { readIfThere, writeWhole } from './folder-files.ts'

export type WorkflowEngine = Workflow & {
  /** Runs again what was running when the last process ended: from the start, over its facts. */
  runUnfinished(): Promise<void>
  /** When every run waits for somebody or is over; false when that takes longer than `within` milliseconds. */
  settled(within: number): Promise<boolean>
  stop(): Promise<void>
}

type Json = Record<string, unknown>
type Execution = { name: string; input: { cycle: string }; status: 'running' | 'succeeded' | 'failed'; error?: string }

/** The engine's timers end after 2^31 milliseconds; a longer one would fire at once. */
const longestTimer = 2_147_483 // seconds, 24.8 days

/**
 * Step Functions in this process: the definition that CDK synthesizes, interpreted by aws-local-stepfunctions, with what
 * that leaves out: task tokens, execution names that are given once, and executions that outlive the process. What is kept
 * of one is its name, its input and how it ended; a run that a kill interrupted starts again and fast-forwards over its
 * facts (architecture, decision 2). Why not an interpreter of our own: docs/decisions/embedded-engine.md.
 */
export async function workflowEngine(
  folder: string,
  synthesized: StatesLanguage,
  invoke: (name: StateFunction, input: Json) => Promise<unknown>,
): Promise<WorkflowEngine> {
  await mkdir(folder, { recursive: true })
  const definition = withinTimers(synthesized)
  const executions = await executionsIn(folder)
  const running = new Map<string, { abort(): void; over: Promise<void> }>()
  /** By task token: who waits for it. A token that is not here is gone. */
  const waiting = new Map<string, { execution: string; resolve(output: unknown): void }>()
  /** Invocations under way, by execution. */
  const invocations = new Map<string, number>()
  let stopped = false

  const machine = new StateMachine(definition as never, { validationOptions: { noValidate: true } })

  const handlersOf = (execution: string) => {
    const handlers: Record<string, (input: Json) => Promise<unknown>> = {}
    for (const [name, state] of Object.entries(definition.States)) {
      if (state.Type !== 'Task') continue
      handlers[name] = isWait(state)
        ? (input) => waitForCallback(execution, functionOf(String(input.FunctionName)), input.Payload as Json, state)
        : (input) => invoked(execution, functionOf(String(state.Resource)), input)
    }
    return handlers
  }

  async function invoked(execution: string, name: StateFunction, input: Json): Promise<unknown> {
    if (stopped) return {}
    invocations.set(execution, (invocations.get(execution) ?? 0) + 1)
    try {
      return asJson(await invoke(name, asJson(input) as Json))
    } finally {
      invocations.set(execution, (invocations.get(execution) ?? 1) - 1)
    }
  }

  /** The token is good from before the function runs, for it may find the wait over and resume it itself. */
  async function waitForCallback(execution: string, name: StateFunction, payload: Json, state: StateDefinition) {
    const token = String(payload.token)
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const end = (settle: () => void) => {
      if (waiting.delete(token)) settle()
    }
    waiting.set(token, { execution, resolve: (output) => end(() => resolve(output)) })
    // A little before the engine's own timer, which would leave the token behind.
    const timer = setTimeout(() => end(() => reject(new WaitTimedOut())), Number(state.TimeoutSeconds) * 1000 - 500)
    invoked(execution, name, payload).catch((error) => end(() => reject(error)))
    try {
      return await promise
    } finally {
      clearTimeout(timer)
    }
  }

  function run(execution: Execution): void {
    const { name, input } = execution
    const started = machine.run(input as never, {
      noThrowOnAbort: true,
      overrides: { taskResourceLocalHandlers: handlersOf(name) as never },
      context: {
        Execution: { Name: name },
        Task: {
          get Token() {
            return randomUUID()
          },
        },
      },
    })
    const over = started.result.then(
      () => ended({ ...execution, status: 'succeeded' }),
      (error) => ended({ ...execution, status: 'failed', error: error?.cause?.name ?? 'Failed' }),
    )
    running.set(name, { abort: started.abort, over })
  }

  async function ended(execution: Execution): Promise<void> {
    if (stopped) return // interrupted, not over: the next start runs it again
    await keep(execution)
    running.delete(execution.name)
  }

  async function keep(execution: Execution): Promise<void> {
    executions.set(execution.name, execution)
    await writeWhole(join(folder, `${execution.name}.json`), JSON.stringify(execution))
  }

  return {
    async start(name, input) {
      if (!/^[A-Za-z0-9_-]{1,80}$/.test(name)) throw new RangeError(`not a name for an execution: ${name}`)
      if (executions.has(name)) return // as on AWS: a name is given once, also after the run is over
      const execution: Execution = { name, input: asJson(input) as { cycle: string }, status: 'running' }
      executions.set(name, execution)
      await keep(execution).catch((error) => {
        executions.delete(name) // not started: whoever asks again may
        throw error
      })
      run(execution)
    },
    async resume(token, output) {
      const found = waiting.get(token)
      if (found === undefined) return 'gone'
      found.resolve(asJson(output))
      return 'resumed'
    },
    async running(name) {
      return executions.get(name)?.status === 'running'
    },
    async runUnfinished() {
      for (const execution of executions.values())
        if (execution.status === 'running' && !running.has(execution.name)) run(execution)
    },
    async settled(within) {
      const isQuiet = () => {
        const parked = new Set([...waiting.values()].map((w) => w.execution))
        return [...running.keys()].every((name) => parked.has(name) && (invocations.get(name) ?? 0) === 0)
      }
      for (let waited = 0; !isQuiet(); waited += 5) {
        if (waited >= within) return false
        await pause(5)
      }
      return true
    },
    async stop() {
      stopped = true
      const runs = [...running.values()]
      for (const { abort } of runs) abort()
      for (const { resolve } of [...waiting.values()]) resolve({})
      await Promise.all(runs.map(({ over }) => over))
      while ([...invocations.values()].some((count) => count > 0)) await pause(5)
    },
  }
}

/** Named as the States Language names it, so that the definition's own Retry and Catch decide what follows. */
class WaitTimedOut extends Error {
  constructor() {
    super('nobody answered in time')
    this.name = 'States.Timeout'
  }
}

const isWait = (state: StateDefinition): boolean => String(state.Resource).endsWith(':lambda:invoke.waitForTaskToken')

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

/**
 * The definition as the engine can run it. A wait of thirty days becomes one of 24.8, after which it reads the facts and waits
 * again; a task without a timeout would get the engine's sixty seconds.
 */
function withinTimers(definition: StatesLanguage): StatesLanguage {
  const states = Object.entries(definition.States).map(([name, state]): [string, StateDefinition] => {
    if (state.Type !== 'Task') return [name, state]
    return [name, { ...state, TimeoutSeconds: Math.min(Number(state.TimeoutSeconds ?? longestTimer), longestTimer) }]
  })
  return { ...definition, States: Object.fromEntries(states) }
}
