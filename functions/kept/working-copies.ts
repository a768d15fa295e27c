import type { SubmissionFact } from '../../shared/cycle/facts.ts'
import { begunFields } from '../../shared/draft/begun-slice.ts'
import {
  applyChanges,
  type Changes,
  type CopyAsShown,
  copyAsShown,
  handsKept,
  unsent,
  type WorkingCopy,
} from '../../shared/draft/working-copy.ts'
import { type CompiledDefinition, sliceCells } from '../../shared/report/cells.ts'
import { type Problem, Refusal } from '../../shared/report/errors.ts'
import { textParts } from '../../shared/report/narrative-parts.ts'
import { sliceRefusals as texts } from '../../shared/words/clerk/slice-refusals.ts'
import type { OpenedUnit } from '../door/sessions.ts'
import type { Services } from '../services.ts'
import type { UnitSlice } from '../views/slice/unit-slice.ts'

type Slice = Pick<UnitSlice, 'unit' | 'document' | 'lastYear'>

export const keptCopy = async (
  opened: Pick<OpenedUnit, 'compiled' | 'state'>,
  slice: Slice,
  { store }: Pick<Services, 'store'>,
): Promise<CopyAsShown> =>
  copyOf(opened, slice, await store.workingCopy(opened.state.opening.cycle, slice.unit.unit.id))

/** The same of what was read beside the slice. */
export const copyOf = (
  opened: Pick<OpenedUnit, 'compiled'>,
  slice: Slice,
  standing: WorkingCopy | undefined,
): CopyAsShown => copyAsShown(beginningOf(opened, slice), revisionOf(slice), standing)

/**
 * Writes what somebody changed into the copy, over whatever others saved meanwhile. Undefined when the slice was submitted since
 * the page was made: what is typed there belongs to a revision that is over.
 */
export async function keepChanges(
  { state, compiled, link, person }: Pick<OpenedUnit, 'state' | 'compiled' | 'link' | 'person'>,
  slice: Slice,
  changes: Changes,
  { mark, base }: { mark: string; base: number },
  { store, clock }: Pick<Services, 'store' | 'clock'>,
): Promise<CopyAsShown | undefined> {
  const { cycle } = state.opening
  const begun = beginningOf({ compiled }, slice)
  const writer = { by: `${person.id}/${mark}`, ...(link.issuedBy !== undefined && { through: link.issuedBy }) }
  for (let attempt = 0; attempt < 20; attempt++) {
    const standing = await store.workingCopy(cycle, slice.unit.unit.id)
    if (base !== revisionOf(slice) || (standing && standing.base > base)) return undefined
    const shown = copyAsShown(begun, base, standing)
    const fields = applyChanges(shown.fields, begun, changes, writer)
    if (Object.keys(changes).length === 0) return shown
    const copy: WorkingCopy = {
      cycle,
      unit: slice.unit.unit.id,
      version: shown.version + 1,
      base,
      fields,
      ...handsKept(shown, fields),
      at: clock.now(),
      by: person.id,
      expires: link.expires,
    }
    if (Buffer.byteLength(JSON.stringify(copy)) > largestCopy)
      throw new Refusal({ code: 'text-too-long', message: texts.copyTooLarge })
    if (await store.saveWorkingCopy(copy)) return copyAsShown(begun, base, copy)
  }
  throw new Refusal({ code: 'too-many-requests', message: texts.busy })
}

/**
 * After submission: what was sent is in it no more, and a save that is still on its way finds a newer revision. What a colleague has
 * saved since it was read to be sent is in nothing that was sent: it stands over the new revision, with whoever had a hand in it.
 *
 * @param sent the fields of the form as they were sent
 */
export async function emptyCopy(
  { cycle, unit, revision }: Pick<SubmissionFact, 'cycle' | 'unit' | 'revision'>,
  sent: Readonly<Record<string, string>>,
  { store }: Pick<Services, 'store'>,
): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const standing = await store.workingCopy(cycle, unit)
    if (!standing || standing.base >= revision) return
    const fields = standing.base === revision - 1 ? unsent(standing.fields, sent) : {}
    const { hands: _, lent: __, ...emptied } = standing
    const left = Object.keys(fields).length > 0 ? standing : emptied
    if (await store.saveWorkingCopy({ ...left, version: standing.version + 1, base: revision, fields })) return
  }
}

const beginningOf = ({ compiled }: Pick<OpenedUnit, 'compiled'>, { unit, document, lastYear }: Slice) =>
  begunFields(compiled, unit.unit.roles, document, lastYear)

const revisionOf = ({ unit }: Pick<UnitSlice, 'unit'>): number => unit.submissions.at(-1)?.revision ?? 0

/** Characters of a field: room for whatever a person types or pastes, not for a store of their own. */
const longest = { cell: 200, text: 20_000, why: 20_000, for: 10_000, nil: 3 } as const

/** As much as one item of the table holds, and more than a slice with all its texts. */
const largestCopy = 390_000 // bytes

/** What cannot be kept, by its field. */
export function fieldProblems(compiled: CompiledDefinition, roles: readonly string[], changes: Changes): Problem[] {
  const own = new Set([
    'nil',
    ...sliceCells(compiled, roles).map((cell) => `cell:${cell.id}`),
    ...textParts(compiled.definition, roles).map((part) => `text:${part.id}`),
  ])
  return Object.entries(changes).flatMap(([name, { to }]): Problem[] => {
    const kind = name.split(':')[0] as keyof typeof longest
    const explains = (kind === 'why' || kind === 'for') && name.length <= 200
    const field = name
    if (!own.has(name) && !explains) return [{ code: 'field-unknown', field, message: texts.unknown }]
    const limit = longest[kind]
    return to.length > limit ? [{ code: 'text-too-long', field, facts: { limit }, message: texts.long(limit) }] : []
  })
}
