import { functionOf, type StateDefinition, type StatesLanguage } from '../../../shared/contract/workflow-definition.ts'
import type { StateFunction } from '../../../shared/contract/workflow-states.ts'
import { present } from '../../../shared/present.ts'

type Json = Record<string, unknown>
/** Whose time it runs in. */
type Scheduler = {
  /** Milliseconds since 1970. */
  readonly now: number
  sleep(milliseconds: number): Promise<void>
  after(milliseconds: number, run: () => void): void
}
/** `state`: where it is. `started`, `entered`: when this walk began, and when it came to that state. */
type Run = {
  name: string
  state: string
  status: 'running' | 'succeeded' | 'failed' | 'stopped'
  started: string
  entered: string
}
type Retrier = { ErrorEquals: string[]; IntervalSeconds?: number; MaxAttempts?: number; BackoffRate?: number }
type Catcher = { ErrorEquals: string[]; Next: string }

/** Invokes the function of a state; rejects when the function throws or is killed. */
export type Invoke = (name: StateFunction, input: Json) => Promise<unknown>

/**
 * Step Functions Standard for the subset of the States Language that the product allows itself (states-language-subset.ts):
 * tasks, choices, retries with back-off, catches, task tokens, time-outs. Runs last; only functions die. One machine runs it in real
 * time (workflow-engine.ts), the simulator in virtual time.
 */
export class StateMachine {
  readonly runs = new Map<string, Run>()
  readonly #definition: StatesLanguage
  readonly #scheduler: Scheduler
  readonly #invoke: Invoke
  readonly #waiting = new Map<string, (outcome: { output: unknown } | { error: string }) => void>()
  readonly #newId: () => string
  #latest = 0
  /** Called at every transition, with the state that is entered. */
  onEnter: (run: string, state: string) => void = () => {}
  /** Called when a run is over, with what it failed of. */
  onEnd: (run: Run, error?: string) => void = () => {}

  /** @param newId of a task token; it must not come again while anybody may hold the one before */
  constructor(definition: StatesLanguage, scheduler: Scheduler, invoke: Invoke, newId: () => string = counter()) {
    this.#newId = newId
    this.#definition = definition
    this.#scheduler = scheduler
    this.#invoke = invoke
  }

  /** @returns whether the run goes on now */
  start(name: string, input: Json): boolean {
    const there = this.runs.get(name)
    if (there) return there.status === 'running'
    const started = this.#instant()
    const run: Run = { name, state: this.#definition.StartAt, status: 'running', started, entered: started }
    this.runs.set(name, run)
    void this.#walk(run, input)
    return true
  }

  resume(token: string, output: unknown): 'resumed' | 'gone' {
    const settle = this.#waiting.get(token)
    settle?.({ output })
    return settle ? 'resumed' : 'gone'
  }

  waitsFor(token: string): boolean {
    return this.#waiting.has(token)
  }

  /** An operator stops the run: what it waits for is gone. */
  stop(name: string): void {
    const run = this.runs.get(name)
    if (run?.status !== 'running') return
    run.status = 'stopped'
    for (const [token, settle] of [...this.#waiting])
      if (token.startsWith(`${name}:`)) settle({ error: 'States.Stopped' })
  }

  /** The states in which runs wait for somebody. */
  parked(): string[] {
    return [...this.runs.values()]
      .filter((run) => run.status === 'running' && this.waits(run.name))
      .map(({ state }) => state)
  }

  waits(run: string): boolean {
    return [...this.#waiting.keys()].some((token) => token.startsWith(`${run}:`))
  }

  /** Now, and never the same twice: an entry of a state is told from another by it. */
  #instant(): string {
    this.#latest = Math.max(Math.ceil(this.#scheduler.now), this.#latest + 1)
    return new Date(this.#latest).toISOString()
  }

  async #walk(run: Run, input: Json): Promise<void> {
    let data = input
    let at = this.#definition.StartAt
    let error: string | undefined
    while (run.status === 'running') {
      const state = present(this.#definition.States[at], 'state')
      run.state = at
      run.entered = this.#instant()
      this.onEnter(run.name, at)
      if (state.Type === 'Succeed') run.status = 'succeeded'
      else if (state.Type === 'Fail') [run.status, error] = ['failed', String(state.Error)]
      else if (state.Type === 'Choice') at = chosen(state, data)
      else if (state.Type === 'Task') {
        const outcome = await this.#task(run, state, data)
        if ('output' in outcome) {
          if (state.ResultPath !== '$.result') throw new Error(`no ResultPath but $.result is known here: ${at}`)
          data = { ...data, result: outcome.output }
          at = String(state.Next)
        } else {
          const caught = ((state.Catch ?? []) as Catcher[]).find((c) => matches(c.ErrorEquals, outcome.error))
          if (caught) at = caught.Next
          else if (run.status === 'running') [run.status, error] = ['failed', outcome.error]
        }
      } else throw new Error(`no state of type ${state.Type} is known here`)
    }
    this.onEnd(run, error)
  }

  async #task(run: Run, state: StateDefinition, data: Json): Promise<{ output: unknown } | { error: string }> {
    const attempts = new Map<Retrier, number>()
    for (;;) {
      const outcome = await this.#attempt(run, state, data)
      if ('output' in outcome || run.status !== 'running') return outcome
      const retrier = ((state.Retry ?? []) as Retrier[]).find((r) => matches(r.ErrorEquals, outcome.error))
      const made = retrier ? (attempts.get(retrier) ?? 0) : 0
      if (!retrier || made >= (retrier.MaxAttempts ?? 3)) return outcome
      attempts.set(retrier, made + 1)
      const seconds = (retrier.IntervalSeconds ?? 1) * (retrier.BackoffRate ?? 2) ** made
      await this.#scheduler.sleep(seconds * 1000)
      if (run.status !== 'running') return outcome
    }
  }

  #attempt(run: Run, state: StateDefinition, data: Json): Promise<{ output: unknown } | { error: string }> {
    const { promise, resolve } = Promise.withResolvers<{ output: unknown } | { error: string }>()
    if (!String(state.Resource).endsWith(':lambda:invoke.waitForTaskToken')) {
      const input = filledIn(state.Parameters as Json, data, { '$$.Execution.Name': run.name })
      this.#invoke(functionOf(String(state.Resource)), input).then(
        (output) => resolve({ output }),
        () => resolve({ error: 'States.TaskFailed' }),
      )
      return promise
    }
    const token = `${run.name}:${this.#newId()}`
    const settle = (outcome: { output: unknown } | { error: string }) => {
      if (this.#waiting.delete(token)) resolve(outcome)
    }
    this.#waiting.set(token, settle)
    this.#scheduler.after(Number(state.TimeoutSeconds) * 1000, () => settle({ error: 'States.Timeout' }))
    const parameters = state.Parameters as { FunctionName: string; Payload: Json }
    const payload = filledIn(parameters.Payload, data, {
      '$$.Execution.Name': run.name,
      '$$.Execution.StartTime': run.started,
      '$$.State.EnteredTime': run.entered,
      '$$.Task.Token': token,
    })
    this.#invoke(functionOf(parameters.FunctionName), payload).catch(() => settle({ error: 'States.TaskFailed' }))
    return promise
  }
}

function counter(): () => string {
  let n = 0
  return () => String(++n)
}

function chosen(state: StateDefinition, data: Json): string {
  for (const rule of state.Choices as { Variable: string; StringEquals: string; Next: string }[]) {
    if (valueAt(rule.Variable, data, {}) === rule.StringEquals) return rule.Next
  }
  return String(state.Default)
}

const filledIn = (template: Json, data: Json, context: Json): Json =>
  Object.fromEntries(
    Object.entries(template).map(([name, value]) =>
      name.endsWith('.$') ? [name.slice(0, -2), valueAt(String(value), data, context)] : [name, value],
    ),
  )

function valueAt(path: string, data: Json, context: Json): unknown {
  if (path.startsWith('$$')) {
    if (!(path in context)) throw new Error(`no ${path} is known here`)
    return context[path]
  }
  return path
    .split('.')
    .slice(1)
    .reduce<unknown>((value, name) => (value as Json | undefined)?.[name], data)
}

const matches = (wanted: string[], error: string): boolean =>
  wanted.some(
    (name) => name === error || name === 'States.ALL' || (name === 'States.TaskFailed' && error !== 'States.Timeout'),
  )
