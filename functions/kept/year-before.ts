import type { Opening } from '../../shared/cycle/facts.ts'
import { withdrawalOf } from '../../shared/cycle/withdrawal.ts'
import { lastYearOf } from '../../shared/draft/year-before.ts'
import { compileDefinition } from '../../shared/report/cells.ts'
import type { Services } from '../services.ts'
import { abreast } from './abreast.ts'
import { definitionOf } from './definitions.ts'
import { readDraft, readSubmission } from './documents.ts'
import { keepBrought } from './last-years.ts'

/**
 * What this system published for the same issuer the year before, kept for a cycle that is to be opened: the digest it names.
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
    if (newest && !withdrawalOf(await store.factsOf(cycle, 'act'), newest.version))
      published.push({ opening, draft: newest.draft })
  }
  const [one] = published
  if (!one || published.length > 1) return undefined
  const compiled = compileDefinition(await definitionOf(one.opening, { files }))
  const draft = await readDraft(files, one.draft)
  const slices = await abreast(draft.slices, async ({ unit, name, submission }) => ({
    unit,
    name,
    figures: (await readSubmission(files, submission)).figures,
  }))
  return keepBrought(lastYearOf(compiled, draft, slices), { files })
}
