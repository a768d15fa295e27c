import { type Need, telling } from './function-needs.ts'

/**
 * The states of the reporting workflow, their functions and how each may end. infra/cloud/reporting-workflow.ts chains them,
 * functions/workflow/ answers with them. What happened is in the facts; between states goes no more than this.
 */

/** A task that does its work and answers how it ended. Input: a `TaskInput`. */
export const taskStates = {
  /** Links and mails for whoever owes a slice. `more`, here and below: its turn is over, and not everybody has their mail. */
  'invite-units': ['invited', 'more'],
  /** `hold`: slices are missing and the cycle's policy is to wait for them; `cancelled`: it was opened by mistake; `overtaken`: a newer run goes on. */
  'merge-slices': ['merged', 'hold', 'cancelled', 'overtaken'],
  /** `return`: blocking findings; `hold`: the office or the policy stopped the cycle. */
  'check-draft': ['sign-off', 'return', 'hold'],
  'return-slices': ['returned', 'more'],
  /** `changed`: between the last signature and publication something newer came in. */
  'publish-report': ['published', 'changed', 'hold'],
  'announce-publication': ['announced', 'more'],
} as const satisfies Record<string, readonly string[]>

/**
 * A wait: the function keeps the token and looks whether the wait is over already. Input: a `WaitInput`; how the wait ended
 * comes with the callback.
 */
export const waitStates = {
  'await-submissions': ['complete'],
  /** `next`: another stage is to be asked; `changed`: a newer submission exists, so the draft is another. */
  'request-sign-off': ['next', 'return', 'changed', 'publish'],
} as const satisfies Record<string, readonly string[]>

export type TaskState = keyof typeof taskStates
export type WaitState = keyof typeof waitStates
export type StateFunction = TaskState | WaitState
export type OutcomeOf<State extends StateFunction> = State extends TaskState
  ? (typeof taskStates)[State][number]
  : State extends WaitState
    ? (typeof waitStates)[State][number]
    : never

export const stateNeeds: Readonly<Record<StateFunction, readonly Need[]>> = {
  'invite-units': telling,
  'await-submissions': ['store', 'files:read', 'workflow'],
  'merge-slices': ['store', 'files'],
  'check-draft': ['store', 'files'],
  'return-slices': telling,
  'request-sign-off': ['store', 'files', 'link secrets', 'mailer', 'workflow'],
  'publish-report': ['store', 'files', 'published', 'signing key'],
  'announce-publication': ['store', 'files:read', 'mailer'],
}

/** Every workflow function's file is `functions/workflow/<name>.ts`. */
export const stateFunctions = [...Object.keys(taskStates), ...Object.keys(waitStates)] as StateFunction[]
export const stateFile = (state: StateFunction): string => `functions/workflow/${state}.ts`

/** `execution`: the name of the run; one that began before 0.2 does not hand it on. */
export type TaskInput = { cycle: string; execution?: string }
/**
 * `started` and `entered` name the walk and the entry of the state that this is an attempt of: an attempt that is made again has
 * another token and the same entry. They are instants, and compared for equality only; a run that began before 0.2 hands on neither.
 */
export type WaitInput = { cycle: string; execution: string; started?: string; entered?: string; token: string }
