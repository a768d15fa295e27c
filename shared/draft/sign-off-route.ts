import type { DraftFact } from '../cycle/facts/draft-facts.ts'
import { type AllUnits, currentRound, returnOf } from '../cycle/reporting-cycle.ts'
import { firstOf } from '../present.ts'
import { digestOfValue } from '../report/bytes/digest.ts'
import { cellsOfTerm } from '../report/cells.ts'
import { add, blank, compare, notApplicable, subtract } from '../report/figure.ts'
import type { ReportDefinition, StageDefinition } from '../report/report-definition.ts'
import { definitionOfRoute } from '../report/stages.ts'
import type { DraftDocument } from './draft.ts'

/**
 * The stages a draft needs, in the order they are asked, each with the digest of what it answers for: conditions are decided on
 * the draft's own figures; who returned the draft before is asked first.
 */
export function stagesOf(
  definition: ReportDefinition,
  draft: DraftDocument,
  digest: string,
  before: AllUnits,
): DraftFact['stages'] {
  const { stages } = definitionOfRoute(definition, before.opening.route).signOff
  const needed = stages.filter((stage) => !stage.when || holds(definition, stage.when, draft))
  const last = currentRound(before)
  const returned = last && returnOf(last)
  const first = returned && returned.by !== 'check' ? returned.by.stage : undefined
  const ordered = [...needed.filter((s) => s.id === first), ...needed.filter((s) => s.id !== first)]
  return ordered.map((stage) => ({ stage: stage.id, scope: scopeDigest(definition, stage, draft, digest) }))
}

/** What an approval of the stage rests on: the whole draft, or only the parts it answers for. */
function scopeDigest(
  definition: ReportDefinition,
  stage: StageDefinition,
  draft: DraftDocument,
  digest: string,
): string {
  if (stage.confirms.length > 0) {
    const cells = cellsConfirmed(definition, stage)
    return digestOfValue({
      stage: stage.id,
      figures: Object.fromEntries(cells.map((id) => [id, draft.figures[id] ?? null])),
    })
  }
  if (stage.scope === 'all') return digest
  const parts = definition.parts.filter((part) => stage.scope.includes(part.id))
  const tables = parts.flatMap((part) => (part.body.kind === 'table' ? [part.body.table] : []))
  const cells = Object.entries(draft.figures).filter(([cell]) => tables.includes(firstOf(cell.split('.'))))
  return digestOfValue({
    stage: stage.id,
    figures: Object.fromEntries(cells),
    texts: Object.fromEntries(parts.map((part) => [part.id, draft.texts[part.id] ?? []])),
  })
}

export const cellsConfirmed = (definition: ReportDefinition, { confirms }: StageDefinition): string[] =>
  confirms.flatMap((term) => cellsOfTerm(definition, term).ids)

function holds(
  definition: ReportDefinition,
  when: NonNullable<StageDefinition['when']>,
  draft: DraftDocument,
): boolean {
  let value = '0'
  for (const term of when.terms) {
    const { sign, ids } = cellsOfTerm(definition, term)
    for (const id of ids) {
      const figure = draft.figures[id] ?? blank
      if (figure === blank || figure === notApplicable) continue
      value = sign === 1 ? add(value, figure) : subtract(value, figure)
    }
  }
  const order = compare(value, when.figure)
  return when.operator === '>' ? order > 0 : when.operator === '>=' ? order >= 0 : order === 0
}
