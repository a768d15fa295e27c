import type { ReturnReason } from '../cycle/facts/draft-facts.ts'
import type { Spine } from '../cycle/reporting-cycle.ts'
import { entryOf } from '../present.ts'
import { figureAt, unmapped, valuesOf } from '../report/cell-values.ts'
import { type CompiledDefinition, cellScale, type Figures } from '../report/cells.ts'
import { blank, notApplicable } from '../report/figure.ts'
import { blocking, type Finding, previousCells, type SliceCheck } from '../report/finding.ts'
import { checkSlice, type Previous, previousFigures } from '../report/integrity/check.ts'
import { sumOfUnits } from '../report/integrity/weigh.ts'
import type { LastYear } from '../report/last-year.ts'
import { textsAboutUnit } from '../report/narrative-parts.ts'
import type { LocalizedText } from '../report/report-definition.ts'
import { otherBodies as says } from '../words/findings/other-bodies.ts'
import type { DraftDocument } from './draft.ts'
import { returnFor } from './draft-return.ts'
import type { SubmissionDocument } from './submission.ts'

/**
 * What goes over from one year into the next is equal only where the bodies are the same. Where they are not, a relation with the year
 * before keeps nobody from going on: it wants an explanation, which whoever signs reads.
 */

/** What a unit's slice is held against. Who absorbed whom no cycle knows: where a unit is gone, or new, each says whether it is about it. */
export function previousOfUnit(
  compiled: CompiledDefinition,
  { opening, acts }: Spine,
  lastYear: LastYear | undefined,
  unit: string,
): Previous | undefined {
  const own = lastYear?.units[unit]
  if (!own) return undefined
  const terms = compiled.instances.flatMap((each) => (each.relation.severity === 'blocking' ? each.terms : []))
  const cells = new Set(terms.flatMap(({ source, cell }) => (source === 'previous' ? [cell.id] : [])))
  const left = new Set(acts.flatMap((act) => (act.act === 'leave' ? [act.unit] : [])))
  const here = new Set(opening.units.flatMap(({ id }) => (left.has(id) ? [] : [id])))
  const gone = Object.keys(lastYear.units).filter((id) => !here.has(id) && carries(compiled, lastYear.units[id], cells))
  // Of whom no file was brought in nobody knows whether they are new.
  const joined = new Set(acts.flatMap((act) => (act.act === 'join' ? [act.unit] : [])))
  const isNew = (id: string) => !lastYear.units[id] && (isOurs(lastYear) || joined.has(id))
  const added = carries(compiled, own, cells) ? [...here].filter(isNew) : []
  if (gone.length + added.length === 0) return own
  const name = nameIn(lastYear, opening.units)
  return { ...own, otherBodies: says.unit(gone.map(name), added.map(name)) }
}

type FiledBy = Pick<SubmissionDocument, 'unit' | 'texts'> & { figures: Figures }

/** Every relation on a unit's slice, with its own year before as it is known now. */
export const checkOfUnit = (
  compiled: CompiledDefinition,
  state: Spine,
  lastYear: LastYear | undefined,
  { unit, figures, texts }: FiledBy,
): SliceCheck =>
  checkSlice(compiled, figures, textsAboutUnit(compiled.definition, texts), {
    previous: previousOfUnit(compiled, state, lastYear, unit),
  })

/** What in these slices does not fit their own year before, which the office may have brought in after they were filed: for those units. */
export const unlikeOwnYear = (
  compiled: CompiledDefinition,
  state: Spine,
  lastYear: LastYear | undefined,
  slices: readonly FiledBy[],
): ReturnReason[] =>
  slices.flatMap((slice) =>
    blocking(checkOfUnit(compiled, state, lastYear, slice).findings)
      .filter((finding) => previousCells(finding).length > 0)
      .map((finding) => returnFor(slice.unit, finding)),
  )

/**
 * Why what is broken between the merged draft and last year's report is not the units' to mend; undefined where it is. Where it is known
 * what each of them carried, the sum says whether that is the same; else a gap does, or that they were asked already.
 */
export function otherBodiesOfDraft(
  compiled: CompiledDefinition,
  { opening, rounds }: Spine,
  lastYear: LastYear,
  { slices, gaps }: Pick<DraftDocument, 'slices' | 'gaps'>,
  findings: readonly Finding[],
): LocalizedText | undefined {
  const broken = blocking(findings).filter((finding) => previousCells(finding).length > 0)
  if (broken.length === 0) return undefined
  const cells = new Set(broken.flatMap(previousCells))
  const { units } = lastYear
  const summed = new Set(slices.map(({ unit }) => unit))
  const unknown = gaps.flatMap(({ unit }) => (units[unit] ? [] : [unit]))
  const apart = Object.keys(units).filter((id) => !summed.has(id) && carries(compiled, units[id], cells))
  const without = [...apart, ...unknown]
  const added = [...summed].filter((id) => !units[id])
  const name = nameIn(lastYear, opening.units)
  const known = isOurs(lastYear) || added.length === 0
  if (known ? !addsUp(compiled, lastYear, summed, cells) : gaps.length > 0)
    return says.whole(without.map(name), added.map(name))
  const asked = new Set(rounds.flatMap(({ check }) => check?.returns.map(({ text }) => text) ?? []))
  const wereAsked = broken.every((finding) => asked.has(returnFor('', finding).text))
  return wereAsked && without.length + added.length > 0 ? says.filedAgain : undefined
}

/** Whether what these units published last year is, in these cells, what the whole published. */
function addsUp(
  compiled: CompiledDefinition,
  { issuer, units }: LastYear,
  summed: ReadonlySet<string>,
  cells: ReadonlySet<string>,
): boolean {
  if (!issuer) return false
  const own = [...summed].flatMap((id) => (units[id] ? [previousFigures(compiled, units[id])] : []))
  const sum = sumOfUnits(compiled, own)
  const whole = valuesOf(compiled, previousFigures(compiled, issuer), unmapped)
  return [...cells].every((id) => {
    const cell = entryOf(compiled.byId, id)
    const [one, other] = [sum, whole].map((values) => figureAt(values, cell.index, cellScale(cell)))
    return one === other
  })
}

/** Whether the year before is what this system published, so that every unit of then is in it. */
const isOurs = ({ units }: LastYear): boolean => Object.values(units).some(({ name }) => name !== undefined)

function carries(
  compiled: CompiledDefinition,
  published: LastYear['units'][string] | undefined,
  cells: ReadonlySet<string>,
): boolean {
  if (!published) return false
  const figures = previousFigures(compiled, published)
  return [...cells].some((id) => ![blank, notApplicable, '0', undefined].includes(figures[id]))
}

const nameIn =
  ({ units }: LastYear, roster: readonly { id: string; name: LocalizedText }[]) =>
  (id: string): LocalizedText =>
    roster.find((unit) => unit.id === id)?.name ?? units[id]?.name ?? { zh: id, en: id }
