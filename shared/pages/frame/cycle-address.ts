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
  page
    .replace(
      / (href|action|formaction)="(\/[^"]*)"/g,
      (_, attribute: string, address: string) =>
        ` ${attribute}="${inCycle(address, cycle).replace(/&(?!amp;)/g, '&amp;')}"`,
    )
    .replace(
      /<form method="get" action="\/[^>]*>/g,
      (form) => `${form}<input type="hidden" name="cycle" value="${cycle}">`,
    )
