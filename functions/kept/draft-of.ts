import { countedSubmission } from '../../shared/cycle/draft-standing.ts'
import { isCountedHere, type LoadedCycle, unitStanding } from '../../shared/cycle/reporting-cycle.ts'
import { type DraftDocument, type MergeInput, mergedDraft, type Slice } from '../../shared/draft/draft.ts'
import { entryOf } from '../../shared/present.ts'
import type { Services } from '../services.ts'
import { abreast } from './abreast.ts'
import { readSliceFile } from './documents.ts'

/** What the settled slices make now, whether a draft is due or only looked at: the same merge either way. */
export async function draftOf(
  { state, definition, compiled }: LoadedCycle,
  services: Pick<Services, 'files'>,
): Promise<DraftDocument> {
  const { opening } = state
  const bodies = await bodiesOf(
    state.units.flatMap((unit) => countedSubmission(state, definition, unit)?.digest ?? []),
    (digest) => readSliceFile(services.files, digest, compiled),
  )
  const slices: Slice[] = []
  const gaps: MergeInput['gaps'][number][] = []
  for (const unit of state.units.filter(isCountedHere)) {
    const counted = countedSubmission(state, definition, unit)
    const standing = unitStanding(unit, definition)
    if (unit.exempt) gaps.push({ unit: unit.unit.id, reason: 'exempt', note: unit.exempt.reason })
    else if (!counted)
      gaps.push({
        unit: unit.unit.id,
        reason: standing === 'unconfirmed' || standing === 'uncleared' ? standing : 'missing',
      })
    else {
      slices.push({
        unit: unit.unit.id,
        revision: counted.revision,
        submission: counted.digest,
        document: entryOf(bodies, counted.digest),
      })
    }
  }
  const merged = new Map(slices.map((slice) => [slice.unit, slice]))
  return mergedDraft(
    compiled,
    {
      cycle: opening.cycle,
      definition: opening.definition,
      issuer: opening.issuer,
      year: opening.year,
      roster: state.units.map(({ unit }) => unit),
      gaps,
      adjustments: state.acts.flatMap((act) =>
        // An adjustment is of one revision: a newer one from the unit takes its place.
        act.act === 'adjust' && merged.get(act.unit)?.revision === act.revision
          ? [{ unit: act.unit, cell: act.cell, from: act.from, to: act.to, reason: act.reason, by: act.by }]
          : [],
      ),
      explanations: state.acts.flatMap((act) =>
        act.act === 'justify' ? [{ unit: '', instance: act.instance, figures: act.figures, text: act.reason }] : [],
      ),
    },
    slices,
  )
}

async function bodiesOf<Body>(
  digests: readonly string[],
  readBody: (digest: string) => Promise<Body>,
): Promise<Map<string, Body>> {
  return new Map(await abreast(digests, async (digest) => [digest, await readBody(digest)] as const))
}
