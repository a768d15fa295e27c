import type { Problem } from '../../report/errors.ts'
import type { LastYear } from '../../report/last-year.ts'
import { lastYearRefusals as says } from '../../words/refusals/last-year-refusals.ts'
import type { OfficeAct } from '../facts.ts'
import type { ActInput } from './act-input.ts'

/** Last year's figures as they were read and shown, confirmed by who had them read; `before` is what stood when they were. */
export function readBroughtYear({
  state: { opening, units },
  typed,
  lastYear: { brought, now } = {},
  person,
}: Pick<ActInput, 'state' | 'typed' | 'lastYear' | 'person'>): { act: OfficeAct } | { problems: Problem[] } {
  const refused = (field: string, message: Problem['message']): Problem => ({ code: 'act-refused', field, message })
  if (!brought || !typed.previous) return { problems: [refused('previous', says.notRead)] }
  const problems = lastYearProblems(brought, { year: opening.year, units: units.map(({ unit }) => unit) })
  if ((typed.before ?? '') !== (opening.previous ?? '')) problems.push(refused('before', says.overtaken))
  const known = new Set((now?.sources ?? []).map(({ unit, digest }) => `${unit}/${digest}`))
  const files = (brought.sources ?? []).filter(({ unit, digest }) => !known.has(`${unit}/${digest}`))
  if (files.length === 0) problems.push(refused('previous', says.nothingNew))
  if (files.some(({ by }) => by !== person)) problems.push(refused('previous', says.otherPerson))
  if (problems.length > 0) return { problems }
  return {
    act: {
      act: 'last-year',
      previous: typed.previous,
      ...(opening.previous && { before: opening.previous }),
      files: files.map(({ unit, file, digest }) => ({ unit, file, digest })),
    },
  }
}

/** Why these are not the last year's figures of a cycle of this year and these units. */
export function lastYearProblems(
  lastYear: LastYear,
  { year, units }: { year: number; units: readonly { id: string }[] },
): Problem[] {
  const ids = new Set(units.map(({ id }) => id))
  const refused = (message: Problem['message']): Problem => ({ code: 'field-malformed', field: 'previous', message })
  return [
    ...(lastYear.year === year - 1 ? [] : [refused(says.otherYear(lastYear.year, year - 1))]),
    ...(Object.keys(lastYear.units).every((id) => ids.has(id)) ? [] : [refused(says.otherRoster)]),
  ]
}
