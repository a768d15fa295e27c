import type { RouteFunction } from './routes.ts'
import type { StateFunction } from './workflow-states.ts'

/** Called by a schedule; each one's file is `functions/schedule/<name>.ts`. */
type ScheduledFunction = 'keep-time' | 'publish-unit-reports' | 'record-delivery'

/**
 * Invoked by whoever runs the `lianbao` commands on a deployed stage: operators write nothing themselves. Each one's file is
 * `functions/operator/<name>.ts`.
 */
export const operatorFunctions = ['act-for-operator', 'open-for-operator', 'repair-cycle', 'rotate-ring'] as const
export type OperatorFunction = (typeof operatorFunctions)[number]

/** Every function there is: whatever each of them must have is a record over these. */
export type FunctionName = RouteFunction | StateFunction | ScheduledFunction | OperatorFunction | 'answer-unknown-route'

/**
 * One search finds all of it: the file `submit-slice.ts` exports `submitSlice`, the construct is `SubmitSlice`, the state
 * is "Submit slice". The file's name is the one that is written down; the others are derived here.
 */
export const exportName = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())

export const constructName = (name: string): string => capital(exportName(name))

/** `request-sign-off` is the state "Request sign-off": the hyphen of a word that has one stays. */
export const stateTitle = (name: string): string =>
  capital(name.replaceAll('-', ' ').replaceAll('sign off', 'sign-off'))

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
