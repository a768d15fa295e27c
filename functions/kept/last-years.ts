import { lastYearProblems } from '../../shared/cycle/acts/last-year.ts'
import type { Opening } from '../../shared/cycle/facts.ts'
import type { OpeningWanted } from '../../shared/cycle/opening/opening.ts'
import { canonicalBytes } from '../../shared/report/bytes/canonical.ts'
import { digestOf } from '../../shared/report/bytes/digest.ts'
import type { Problem } from '../../shared/report/errors.ts'
import { type LastYear, lastYearFile } from '../../shared/report/last-year.ts'
import { lastYearRefusals } from '../../shared/words/refusals/last-year-refusals.ts'
import type { Services } from '../services.ts'
import { readLastYear } from './documents.ts'

/** Last year's figures as they were read, kept before anybody confirms them: nothing names them until then. */
export async function keepBrought(lastYear: LastYear, { files }: Pick<Services, 'files'>): Promise<string> {
  const bytes = canonicalBytes(lastYear)
  const digest = digestOf(bytes)
  await files.put(lastYearFile(digest), bytes)
  return digest
}

/** What a form names as brought in, as far as there is such a thing, and what stands in the cycle. */
export async function lastYearsOf(
  named: string | undefined,
  { previous }: Pick<Opening, 'previous'>,
  { files }: Pick<Services, 'files'>,
): Promise<{ brought?: LastYear; now?: LastYear }> {
  const [brought, now] = await Promise.all([broughtYear(named, { files }), readLastYear(files, previous)])
  return { ...(brought && { brought }), ...(now && { now }) }
}

/** Undefined where the form names nothing that was read. */
export const broughtYear = async (
  named: string | undefined,
  { files }: Pick<Services, 'files'>,
): Promise<LastYear | undefined> =>
  named !== undefined && /^[0-9a-f]{64}$/.test(named) && (await files.get(lastYearFile(named)))
    ? readLastYear(files, named)
    : undefined

/** Last year's figures that an opening names, and why they are not its: asked before there is a cycle, for nothing takes them out of one. */
export async function yearNamed(
  { previous, ...wanted }: Pick<OpeningWanted, 'previous' | 'year' | 'units'>,
  services: Pick<Services, 'files'>,
): Promise<{ lastYear?: LastYear; problems: Problem[] }> {
  if (previous === undefined) return { problems: [] }
  const lastYear = await broughtYear(previous, services)
  if (lastYear) return { lastYear, problems: lastYearProblems(lastYear, wanted) }
  return { problems: [{ code: 'field-malformed', field: 'previous', message: lastYearRefusals.notRead }] }
}

type UnitsKnown = { previous: string; units: Promise<ReadonlySet<string>> }
const newest = new WeakMap<Services['files'], UnitsKnown>()

/** Whether the unit's own figures of last year are known. The document is read once for a whole roster that is invited. */
export async function knowsLastYear(
  { previous }: Pick<Opening, 'previous'>,
  unit: string,
  { files }: Pick<Services, 'files'>,
): Promise<boolean> {
  if (previous === undefined) return false
  const known = newest.get(files)
  const { units } =
    known?.previous === previous
      ? known
      : { units: readLastYear(files, previous).then((found) => new Set(Object.keys(found?.units ?? {}))) }
  newest.set(files, { previous, units })
  // What could not be read is read again the next time.
  units.catch(() => newest.delete(files))
  return (await units).has(unit)
}
