import type { HttpFunction } from '../../../functions/door/handler.ts'
import type { Services } from '../../../functions/services.ts'
import { exportName } from '../../../shared/contract/function-names.ts'
import { routes } from '../../../shared/contract/routes.ts'
import { type StateFunction, stateFile, stateFunctions } from '../../../shared/contract/workflow-states.ts'
import { functionFile } from './function-files.ts'

type WorkFunction = (input: Record<string, unknown>, services: Services) => Promise<unknown>

export type LoadedFunctions = {
  http: Map<string, HttpFunction<Services>>
  states: Map<StateFunction, WorkFunction>
  /** What the schedule runs, in this order. */
  schedule: { name: string; work: WorkFunction }[]
  /** What a route, a state or the timer needs and is not there, one sentence each. */
  notBuilt: string[]
}

const scheduled = ['keep-time', 'publish-unit-reports']
const scheduledFile = (name: string): string => `functions/schedule/${name}.ts`

export const functionFiles = (): string[] => [
  ...new Set([...routes.map(({ file }) => file), ...stateFunctions.map(stateFile), ...scheduled.map(scheduledFile)]),
]

/** The same files that become Lambda functions, found by the same names. What is missing is told, not fatal: the rest runs. */
export async function loadFunctions(): Promise<LoadedFunctions> {
  const notBuilt: string[] = []
  const load = async <F>(file: string): Promise<F | undefined> => {
    const name = exportName(file.replace(/^.*\//, '').replace(/\.ts$/, ''))
    try {
      const exported = (await functionFile(file))?.[name]
      if (typeof exported === 'function') return exported as F
      notBuilt.push(`not built yet: ${file} does not export ${name}`)
    } catch (error) {
      notBuilt.push(`cannot be loaded: ${file}: ${error instanceof Error ? error.message : error}`)
    }
    return undefined
  }

  // What a function of AWS loads when it is first needed is here from the start: a process starts once, and a season played again must not
  // find loaded what it waited for the first time.
  await Promise.all([
    import('../../../functions/door/sent-json.ts'),
    import('../../../shared/report/definitions/shipped.ts'),
    import('../../../shared/report/report-definition.ts'),
  ])
  const http = new Map<string, HttpFunction<Services>>()
  for (const route of routes) {
    const loaded = await load<HttpFunction<Services>>(route.file)
    if (loaded !== undefined) http.set(route.function, loaded)
  }
  const states = new Map<StateFunction, WorkFunction>()
  for (const name of stateFunctions) {
    const loaded = await load<WorkFunction>(stateFile(name))
    if (loaded !== undefined) states.set(name, loaded)
  }
  const schedule: LoadedFunctions['schedule'] = []
  for (const name of scheduled) {
    const work = await load<WorkFunction>(scheduledFile(name))
    if (work !== undefined) schedule.push({ name, work })
  }
  return { http, states, schedule, notBuilt }
}
