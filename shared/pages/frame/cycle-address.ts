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
 * attribute here: it is escaped. Looked for is what addresses of ours begin with, which is seldom: a page has ten times as many attributes.
 */
export function boundToCycle(page: string, cycle: string): string {
  const field = `<input type="hidden" name="cycle" value="${cycle}">`
  const led = new Map<string, string>()
  let bound = ''
  let done = 0
  for (let at = page.indexOf(beginning); at >= 0; at = page.indexOf(beginning, at + 1)) {
    const from = at + beginning.length - 1
    const to = page.indexOf('"', from)
    if (to < 0) break
    const attribute = attributes.find((name) => page.endsWith(name, at))
    if (attribute === undefined || at - attribute.length < done) continue
    const address = page.slice(from, to)
    const leading = led.get(address) ?? inCycle(address, cycle).replace(/&(?!amp;)/g, '&amp;')
    led.set(address, leading)
    bound += page.slice(done, from) + leading
    done = to
    const end = attribute === ' action' && page.endsWith(getForm, at) ? page.indexOf('>', to) : -1
    if (end < 0) continue
    bound += page.slice(done, end + 1) + field
    done = end + 1
  }
  return bound + page.slice(done)
}

const beginning = '="/'
const attributes = [' href', ' action', ' formaction']
const getForm = '<form method="get" action'
