import { called } from '../../shared/cycle/people.ts'
import { type UnitState, unitState } from '../../shared/cycle/reporting-cycle.ts'
import type { SubmissionDocument, TypedSlice } from '../../shared/draft/submission.ts'
import type { UnitFrame } from '../../shared/pages/slice-page.ts'
import { type CompiledDefinition, type Figures, inputCells, sliceCells } from '../../shared/report/cells.ts'
import type { CheckResult } from '../../shared/report/finding.ts'
import { checkSlice, type Previous, previousFigures } from '../../shared/report/integrity/check.ts'
import { textsAboutUnit } from '../../shared/report/narrative-parts.ts'
import type { Language } from '../../shared/report/report-definition.ts'
import { reportName } from '../../shared/report/report-name.ts'
import type { OpenedLink } from '../door/sessions.ts'
import { readLastYear, readSubmission } from '../kept/documents.ts'
import type { Services } from '../services.ts'

/** A unit's slice as it stands: what was sent last, and what last year's report says. */
export type UnitSlice = {
  unit: UnitState
  /** The newest revision as sent. */
  document?: SubmissionDocument
  previous?: Previous
  /** Last year's figures under this definition's cell ids; empty when there are none. */
  lastYear: Figures
}

export async function loadSlice(
  { state, compiled }: Pick<OpenedLink, 'state' | 'compiled'>,
  id: string,
  { files }: Pick<Services, 'files'>,
): Promise<UnitSlice> {
  const unit = unitState(state, id)
  if (!unit) throw new Error(`The cycle has no unit ${id}`)
  const newest = unit.submissions.at(-1)
  const [document, lastYear] = await Promise.all([
    newest && readSubmission(files, newest.digest),
    readLastYear(files, state.opening.previous),
  ])
  const previous = lastYear?.units[id]
  return {
    unit,
    ...(document && { document }),
    ...(previous && { previous }),
    lastYear: previous ? previousFigures(compiled, previous) : {},
  }
}

/** Every relation on the slice, and the numbers in those of its texts that speak of the unit. */
export const checkOfSlice = (
  compiled: CompiledDefinition,
  { previous }: Pick<UnitSlice, 'previous'>,
  figures: Figures,
  texts: Readonly<Record<string, string>>,
): CheckResult => checkSlice(compiled, figures, textsAboutUnit(compiled.definition, texts), { previous })

/** The newest revision as if it had just been typed; the figures of an unfilled form otherwise. */
export function typedFrom(
  compiled: CompiledDefinition,
  { unit, document }: Pick<UnitSlice, 'unit' | 'document'>,
  suggested: Readonly<Record<string, string>>,
): TypedSlice {
  if (!document) return { nil: false, figures: suggested, texts: {}, justifications: {} }
  const inputs = inputCells(compiled, unit.unit.roles)
  return {
    nil: document.nil,
    figures: Object.fromEntries(inputs.map((cell) => [cell.id, document.figures[cell.id] ?? ''])),
    texts: document.texts,
    justifications: Object.fromEntries(
      document.justifications.map(({ instance, figures, text }) => [instance, { figures, text }]),
    ),
  }
}

/** What a submission holds: the cells of the slice and nothing else. */
export const figuresOfSlice = (compiled: CompiledDefinition, roles: readonly string[], figures: Figures): Figures =>
  Object.fromEntries(sliceCells(compiled, roles).map((cell) => [cell.id, figures[cell.id] ?? null]))

export function unitFrame(
  { state, definition, person }: Pick<OpenedLink, 'state' | 'definition' | 'person'>,
  unit: UnitState,
  language: Language,
  { settings }: Pick<Services, 'settings'>,
): UnitFrame {
  const { opening } = state
  return {
    language,
    report: reportName(definition, opening)[language],
    unit: unit.unit.name,
    holder: called(person, language),
    contact: settings.sender,
    zone: opening.zone,
    ...(opening.note && { note: opening.note[language] }),
  }
}
