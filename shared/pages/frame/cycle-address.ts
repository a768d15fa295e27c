import { isOfCycle } from '../../contract/routes.ts'

/** The cycle that a page's address names; undefined where it names none. */
export const cycleNamed = ({ cycle }: Readonly<Record<string, string>>): string | undefined =>
  cycle !== undefined && /^[a-z0-9-]{1,60}$/.test(cycle) ? cycle : undefined

/** The address of a page of ours, with its cycle. One that names a cycle stays what it is. */
export const inCycle = (address: string, cycle: string): string =>
  address.replace(/^(\/[a-z./-]*)(\?(?:cycle=)?)?/, (whole, path: string, query = '') =>
    isOfCycle(path) && query !== '?cycle=' ? `${path}?cycle=${cycle}${query === '?' ? '&' : ''}` : whole,
  )

/**
 * A page whose every link and form leads on within the cycle: so two tabs of one browser can be at two cycles, and no page has to
 * think of it. A form that is sent by GET takes no query along, so it gets a field. What people wrote cannot look like an
 * attribute here: it is escaped.
 */
export const boundToCycle = (page: string, cycle: string): string =>
  leadingOn(page, cycle).replace(
    /<form method="get" action="\/[^>]*>/g,
    (form) => `${form}<input type="hidden" name="cycle" value="${cycle}">`,
  )

/** Looked for by what addresses of ours begin with, which is seldom: a page has ten times as many attributes. */
function leadingOn(page: string, cycle: string): string {
  let led = ''
  let done = 0
  for (let at = page.indexOf(beginning); at >= 0; at = page.indexOf(beginning, at + 1)) {
    const from = at + beginning.length - 1
    const to = page.indexOf('"', from)
    if (to < 0) break
    if (!attributes.some((name) => at - name.length >= done && page.endsWith(name, at))) continue
    led += page.slice(done, from) + inCycle(page.slice(from, to), cycle).replace(/&(?!amp;)/g, '&amp;')
    done = to
  }
  return led + page.slice(done)
}

const beginning = '="/'
const attributes = [' href', ' action', ' formaction']
