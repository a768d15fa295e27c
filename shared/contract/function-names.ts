import { acting, type Need, telling } from './function-needs.ts'
import { type RouteFunction, routes } from './routes.ts'
import { type StateFunction, stateNeeds } from './workflow-states.ts'

/** Called by a schedule or an event; each one's file is `functions/schedule/<name>.ts`. */
const scheduledFunctions = {
  'keep-time': ['store', 'files', 'link secrets', 'mailer', 'workflow', 'later'],
  'publish-unit-reports': ['store', 'files', 'published', 'signing key', 'mailer', 'tools'],
  'read-returned': ['store', 'mailbox'],
  'record-delivery': ['store'],
  'tell-later': telling,
} as const satisfies Record<string, readonly Need[]>

/**
 * Invoked by whoever runs the `lianbao` commands on a deployed stage: operators write nothing themselves. Each one's file is
 * `functions/operator/<name>.ts`.
 */
const forOperators = {
  'act-for-operator': [...acting, 'mailer', 'later'],
  'open-for-operator': acting,
  'repair-cycle': [...acting, 'mailer', 'later'],
  'rotate-ring': ['link ring'],
} as const satisfies Record<string, readonly Need[]>
export type OperatorFunction = keyof typeof forOperators
export const operatorFunctions = Object.keys(forOperators) as OperatorFunction[]

/** Every function there is: whatever each of them must have is a record over these. */
export type FunctionName =
  | RouteFunction
  | StateFunction
  | keyof typeof scheduledFunctions
  | OperatorFunction
  | 'answer-unknown-route'

export const functionNeeds: Readonly<Record<FunctionName, readonly Need[]>> = {
  ...(Object.fromEntries(routes.map(({ function: name, needs }) => [name, needs])) as Record<
    RouteFunction,
    readonly Need[]
  >),
  'answer-unknown-route': [],
  ...stateNeeds,
  ...scheduledFunctions,
  ...forOperators,
}

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
