import type { Opening } from '../../shared/cycle/facts.ts'
import { openingNow } from '../../shared/cycle/roster-acts.ts'
import { withdrawalOf } from '../../shared/cycle/withdrawal.ts'
import { lastYearOf } from '../../shared/draft/year-before.ts'
import { compileDefinition } from '../../shared/report/cells.ts'
import type { LocalizedText } from '../../shared/report/report-definition.ts'
import type { Services } from '../services.ts'
import { abreast } from './abreast.ts'
import { definitionOf } from './definitions.ts'
import { readDraft, readSubmission } from './documents.ts'
import { keepBrought } from './last-years.ts'

/**
 * What this system published for the same issuer the year before, kept for a cycle that is to be opened: the digest it names. Of a unit
 * that is the newest of its own reports, which may have been corrected since the whole added it.
 * Undefined where there is nothing, or it was withdrawn, or where two cycles of that year were published and nobody has said which one counts.
 */
export async function keepYearBefore(
  { issuer, year }: { issuer: Pick<Opening['issuer'], 'id'>; year: number },
  { store, files }: Pick<Services, 'store' | 'files'>,
): Promise<string | undefined> {
  const published = []
  for (const cycle of await store.cycles()) {
    const [opening] = await store.factsOf(cycle, 'opening')
    if (opening?.test || opening?.issuer.id !== issuer.id || opening.year !== year - 1) continue
    const versions = await store.factsOf(cycle, 'publication')
    const newest = versions.sort((a, b) => a.version - b.version).at(-1)
    if (!newest) continue
    const acts = (await store.factsOf(cycle, 'act')).sort((a, b) => a.n - b.n)
    if (!withdrawalOf(acts, newest.version))
      published.push({ opening: openingNow(opening, acts), acts, draft: newest.draft })
  }
  const [one] = published
  if (!one || published.length > 1) return undefined
  const compiled = compileDefinition(await definitionOf(one.opening, { files }))
  const draft = await readDraft(files, one.draft)
  const reports = await store.factsOf(one.opening.cycle, 'unit-publication')
  const standing = reports.filter(({ unit, version }) => !withdrawalOf(one.acts, version, unit))
  const newest = new Map(standing.sort((a, b) => a.version - b.version).map((report) => [report.unit, report]))
  const named = one.opening.units.flatMap(({ id, name }) => {
    const report = newest.get(id)
    return report ? [{ unit: id, name, submission: report.submission }] : []
  })
  const read = (of: readonly { unit: string; name: LocalizedText; submission: string }[]) =>
    abreast(of, async ({ unit, name, submission }) => {
      const { figures } = await readSubmission(files, submission)
      return { unit, name, figures }
    })
  const others = draft.slices.filter(({ unit }) => !newest.has(unit))
  return keepBrought(lastYearOf(compiled, draft, await read(others), await read(named)), { files })
}
