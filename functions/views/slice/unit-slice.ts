import { clockTime } from '../../../shared/calendar/civil-date.ts'
import { adjustmentsOf, mayAskForTime } from '../../../shared/cycle/asks.ts'
import { called, nameIn } from '../../../shared/cycle/people.ts'
import { type AllUnits, knownUnit, type UnitCycle, type UnitState } from '../../../shared/cycle/reporting-cycle.ts'
import { previousOfUnit } from '../../../shared/draft/other-bodies.ts'
import type { SubmissionDocument } from '../../../shared/draft/submission.ts'
import { readSlice, type TypedSlice } from '../../../shared/draft/submission.ts'
import { type CopyAsShown, originsOf, personOfWriter } from '../../../shared/draft/working-copy.ts'
import { abandonedSaid } from '../../../shared/pages/frame/abandoned-notice.ts'
import type { CopyOnPage, UnitFrame } from '../../../shared/pages/slice/slice-form.ts'
import { type CompiledDefinition, type Figures, sliceCells } from '../../../shared/report/cells.ts'
import type { SliceCheck } from '../../../shared/report/finding.ts'
import { checkSlice, type Previous, previousFigures } from '../../../shared/report/integrity/check.ts'
import { textsAboutUnit } from '../../../shared/report/narrative-parts.ts'
import type { Language } from '../../../shared/report/report-definition.ts'
import { reportName } from '../../../shared/report/report-name.ts'
import type { OpenedUnit } from '../../door/sessions.ts'
import { readLastYear, readSubmission } from '../../kept/documents.ts'
import type { Services } from '../../services.ts'

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
  { state, compiled }: { state: AllUnits | UnitCycle; compiled: CompiledDefinition },
  id: string,
  { files }: Pick<Services, 'files'>,
): Promise<UnitSlice> {
  const unit = knownUnit(state, id)
  if (!unit) throw new Error(`The cycle has no unit ${id}`)
  const newest = unit.submissions.at(-1)
  const [document, lastYear] = await Promise.all([
    newest && readSubmission(files, newest.digest),
    readLastYear(files, state.opening.previous),
  ])
  const previous = previousOfUnit(compiled, state, lastYear, id)
  return {
    unit,
    ...(document && { document }),
    ...(previous && { previous }),
    lastYear: previous && 'figures' in previous ? previousFigures(compiled, previous) : {},
  }
}

/** Every relation on the slice, and the numbers in those of its texts that speak of the unit. */
export const checkOfSlice = (
  compiled: CompiledDefinition,
  { previous }: Pick<UnitSlice, 'previous'>,
  figures: Figures,
  texts: Readonly<Record<string, string>>,
): SliceCheck => checkSlice(compiled, figures, textsAboutUnit(compiled.definition, texts), { previous })

/** The same on what was typed, as far as it can be read. */
export const checkOfTyped = (compiled: CompiledDefinition, slice: UnitSlice, typed: TypedSlice): SliceCheck => {
  const { figures, texts } = readSlice(compiled, slice.unit.unit.roles, typed)
  return checkOfSlice(compiled, slice, figures, texts)
}

/** What a submission holds: the cells of the slice and nothing else. */
export const figuresOfSlice = (compiled: CompiledDefinition, roles: readonly string[], figures: Figures): Figures =>
  Object.fromEntries(sliceCells(compiled, roles).map((cell) => [cell.id, figures[cell.id] ?? null]))

export function unitFrame(
  { state, definition, person }: Pick<OpenedUnit, 'state' | 'definition' | 'person'>,
  unit: UnitState,
  language: Language,
  { settings }: Pick<Services, 'settings'>,
): UnitFrame {
  const { opening } = state
  const abandoned = abandonedSaid(state, language)
  return {
    language,
    report: reportName(definition, opening)[language],
    unit: unit.unit.name,
    holder: called(person, language),
    contact: settings.sender,
    zone: opening.zone,
    mayAskForTime: mayAskForTime(state, definition),
    adjusted: adjustmentsOf(state, unit).length,
    ...(unit.unit.countedAbove && { countedAbove: unit.unit.countedAbove }),
    ...(opening.note && { note: opening.note[language] }),
    ...(abandoned && { abandoned }),
  }
}

/** The working copy as its page shows it: persons by name, prints of what the page was made from. */
export function copyOnPage(
  { state, person: reader }: Pick<OpenedUnit, 'state' | 'person'>,
  copy: CopyAsShown,
  language: Language,
): CopyOnPage {
  const { version, at, by, fields, values } = copy
  const nameOf = (writer: string) => nameIn(state, personOfWriter(writer), language)
  return {
    version,
    ...(at && { saved: clockTime(at, state.opening.zone) }),
    ...(by && by !== reader.id && { by: nameIn(state, by, language) }),
    values,
    origins: originsOf(fields),
    contested: Object.entries(fields).flatMap(([field, { value, by, gave }]) =>
      gave
        ? [
            {
              field,
              stands: { value, by: nameOf(by), mine: personOfWriter(by) === reader.id },
              gave: { value: gave.value, by: nameOf(gave.by), mine: personOfWriter(gave.by) === reader.id },
            },
          ]
        : [],
    ),
  }
}
