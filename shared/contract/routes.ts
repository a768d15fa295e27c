/**
 * The front door: which function answers which request. Read by infra/cloud/http-routes.ts (API Gateway), by the embedded server
 * and by the tests. GET shows and never acts; POST acts. A GET route also answers HEAD.
 */
export type Route = {
  method: 'GET' | 'POST'
  /** `{name}` at its end stands for one more segment, as API Gateway reads it. */
  path: string
  /** Name of the function; its file is `functions/http/<name>.ts`. */
  function: string
  file: string
}

const allRoutes = [
  // A signed link opens here: the page takes the token out of the fragment, and the button posts it.
  route('GET', '/open', 'show-link'),
  route('POST', '/open', 'open-link'),
  route('POST', '/open/renew', 'renew-link'),
  route('POST', '/close', 'close-session'),

  // A unit and its slice, then its leader.
  route('GET', '/slice', 'show-slice'),
  route('POST', '/slice', 'submit-slice'),
  route('POST', '/slice/working-copy', 'save-working-copy'),
  route('GET', '/slice/template', 'download-template'),
  route('GET', '/slice/asks', 'show-asks'),
  route('POST', '/slice/asks', 'ask-office'),
  route('GET', '/slice/colleagues', 'show-colleagues'),
  route('POST', '/slice/colleagues', 'change-colleagues'),
  route('GET', '/desk/{file}', 'show-script'),
  route('GET', '/receipt', 'show-receipt'),
  route('POST', '/receipt', 'take-back-slice'),
  route('GET', '/confirmation', 'show-confirmation'),
  route('POST', '/confirmation', 'confirm-slice'),

  // An approver and the draft.
  route('GET', '/sign-off', 'show-sign-off'),
  route('POST', '/sign-off', 'decide-sign-off'),
  route('POST', '/delegation', 'delegate-sign-off'),

  // A second person, and what the office proposes.
  route('GET', '/consent', 'show-consent'),
  route('POST', '/consent', 'give-consent'),

  // The office.
  route('GET', '/board', 'show-board'),
  route('POST', '/board', 'record-office-act'),
  route('GET', '/board/export', 'export-board'),
  route('GET', '/board/draft', 'show-draft'),
  route('GET', '/board/figures', 'show-figures'),
  route('GET', '/board/test-report/{file}', 'show-test-report'),
  route('GET', '/clearance', 'show-clearance'),
  route('POST', '/clearance', 'clear-unit-reports'),
  route('GET', '/cycles', 'show-cycles'),
  route('POST', '/cycles/link', 'mail-board-link'),
  route('GET', '/cycles/new', 'show-opening'),
  route('POST', '/cycles', 'open-cycle'),
]

export type RouteFunction = (typeof allRoutes)[number]['function']
export const routes: readonly (Route & { function: RouteFunction })[] = allRoutes

function route<Name extends string>(method: Route['method'], path: string, name: Name): Route & { function: Name } {
  return { method, path, function: name, file: `functions/http/${name}.ts` }
}

/** The methods a route answers: HEAD like GET, without the body. */
export const methodsOf = (route: Route): readonly string[] => (route.method === 'GET' ? ['GET', 'HEAD'] : ['POST'])

/** The route for a request, the methods its path knows, or undefined where nothing is. */
export function routeFor(method: string, path: string): Route | { allowed: string[] } | undefined {
  const here = routes.filter((r) => leadsTo(r.path, path))
  const found = here.find((r) => methodsOf(r).includes(method))
  return found ?? (here.length > 0 ? { allowed: here.flatMap(methodsOf) } : undefined)
}

/** The path of ours that a request names, as it is written above; undefined where nothing is. For the log, which holds no raw paths. */
export const templateOf = (path: string): string | undefined => routes.find((r) => leadsTo(r.path, path))?.path

/** Whether the path is a page of one cycle, which a session is needed for. A link that opens one belongs to none yet. */
export const isOfCycle = (path: string): boolean =>
  routes.some((r) => leadsTo(r.path, path) && !r.path.startsWith('/open') && !r.path.startsWith('/desk'))

function leadsTo(pattern: string, path: string): boolean {
  const open = pattern.indexOf('{')
  return open < 0 ? pattern === path : path.startsWith(pattern.slice(0, open)) && /^[^/]+$/.test(path.slice(open))
}
