import { acting, type Need, showing, telling } from './function-needs.ts'

/**
 * The front door: which function answers which request. Read by infra/cloud/http-routes.ts (API Gateway), by the embedded server
 * and by the tests. GET shows and never acts; POST acts. A GET route also answers HEAD.
 */
export type Route = {
  method: 'GET' | 'POST'
  /** `{name}` at its end stands for one more segment, as API Gateway reads it. */
  path: string
  /** Name of the function, without the room that its file lies in. */
  function: string
  file: string
  needs: readonly Need[]
  /** The page that its form stands on, where that has another path. */
  formOn?: string
}

const allRoutes = [
  // The page a link lands on is the same for everybody: no client at all.
  // A signed link opens here: the page takes the token out of the fragment, and the button posts it.
  route('GET', '/open', 'link/show-link', []),
  route('POST', '/open', 'link/open-link', ['store', 'files:read', 'link secrets']),
  route('POST', '/open/renew', 'link/renew-link', telling),
  route('POST', '/close', 'link/close-session', ['sessions']),

  // A unit and its slice, then its leader.
  route('GET', '/slice', 'unit/show-slice', showing),
  route('POST', '/slice', 'unit/submit-slice', [...acting, 'later']),
  route('POST', '/slice/working-copy', 'unit/save-working-copy', ['store', 'files:read', 'link secrets']),
  route('GET', '/slice/template', 'unit/download-template', showing),
  route('GET', '/slice/history', 'unit/show-history', showing),
  route('GET', '/slice/asks', 'unit/show-asks', showing),
  route('POST', '/slice/asks', 'unit/ask-office', telling),
  route('GET', '/slice/colleagues', 'unit/show-colleagues', showing),
  route('POST', '/slice/colleagues', 'unit/change-colleagues', telling),
  route('GET', '/desk/{file}', 'unit/show-script', ['scripts']),
  route('GET', '/receipt', 'unit/show-receipt', showing),
  route('POST', '/receipt', 'unit/take-back-slice', ['store', 'files:read', 'link secrets', 'later', 'workflow']),
  route('GET', '/confirmation', 'leader/show-confirmation', showing),
  route('POST', '/confirmation', 'leader/confirm-slice', [...acting, 'mailer', 'later']),

  // An approver and the draft.
  route('GET', '/sign-off', 'approver/show-sign-off', showing),
  route('POST', '/sign-off', 'approver/decide-sign-off', [...acting, 'mailer']),
  route('POST', '/delegation', 'approver/delegate-sign-off', telling, '/sign-off'),

  // A second person, and what the office proposes.
  route('GET', '/consent', 'office/show-consent', showing),
  route('POST', '/consent', 'office/give-consent', [...acting, 'mailer', 'later']),

  // The office.
  route('GET', '/board', 'office/show-board', showing),
  route('POST', '/board', 'office/record-office-act', [...acting, 'mailer', 'later']),
  route('GET', '/board/export', 'office/export-board', [...showing, 'published:read']),
  route('GET', '/board/draft', 'office/show-draft', showing),
  route('GET', '/board/figures', 'office/show-figures', showing),
  route('GET', '/board/last-year', 'office/show-last-year', showing),
  route('POST', '/board/last-year', 'office/bring-last-year', ['store', 'files', 'link secrets', 'reader']),
  route('GET', '/board/test-report/{file}', 'office/show-test-report', showing),
  route('GET', '/clearance', 'office/show-clearance', showing),
  route('POST', '/clearance', 'office/clear-unit-reports', [...acting, 'mailer']),
  route('GET', '/cycles', 'office/show-cycles', showing),
  route('POST', '/cycles/link', 'office/mail-board-link', telling),
  route('GET', '/cycles/new', 'office/show-opening', showing),
  route('POST', '/cycles', 'office/open-cycle', [...acting, 'mailer']),
]

export type RouteFunction = (typeof allRoutes)[number]['function']
export const routes: readonly (Route & { function: RouteFunction })[] = allRoutes

/** @param named `<room>/<name>` of its file in functions/http */
function route<Name extends string>(
  method: Route['method'],
  path: string,
  named: `${string}/${Name}`,
  needs: readonly Need[],
  formOn?: string,
): Route & { function: Name } {
  return {
    method,
    path,
    function: named.slice(named.indexOf('/') + 1) as Name,
    file: `functions/http/${named}.ts`,
    needs,
    ...(formOn && { formOn }),
  }
}

/** The methods a route answers: HEAD like GET, without the body. */
export const methodsOf = (route: Route): readonly string[] => (route.method === 'GET' ? ['GET', 'HEAD'] : ['POST'])

/** The route for a request, the methods its path knows, or undefined where nothing is. */
export function routeFor(method: string, path: string): Route | { allowed: string[] } | undefined {
  const here = routesOf(path)
  const found = here.find((r) => methodsOf(r).includes(method))
  return found ?? (here.length > 0 ? { allowed: here.flatMap(methodsOf) } : undefined)
}

/** The page from which a person posts to the path. */
export function pageOfForm(path: string): string | undefined {
  const page = routes.find((r) => r.method === 'POST' && r.path === path)?.formOn ?? path
  return routes.some((r) => r.method === 'GET' && r.path === page) ? page : undefined
}

/** The path of ours that a request names, as it is written above; undefined where nothing is. For the log, which holds no raw paths. */
export const templateOf = (path: string): string | undefined => routesOf(path)[0]?.path

/** Whether the path is a page of one cycle, which a session is needed for. A link that opens one belongs to none yet. */
export const isOfCycle = (path: string): boolean =>
  routesOf(path).some((r) => !r.path.startsWith('/open') && !r.path.startsWith('/desk'))

/** Of every link of every page it is asked where it leads. */
const routesOf = (path: string): readonly Route[] => byPath.get(path) ?? open.filter((r) => leadsTo(r.path, path))
const byPath = Map.groupBy(routes, (r) => r.path)
const open = routes.filter((r) => r.path.includes('{'))

function leadsTo(pattern: string, path: string): boolean {
  const named = pattern.indexOf('{')
  return path.startsWith(pattern.slice(0, named)) && /^[^/]+$/.test(path.slice(named))
}

/** By which CloudFront shows that a request came by it, where it stands before the API (infra/cloud/http-routes.ts). */
export const shieldHeader = 'lianbao-shield'
