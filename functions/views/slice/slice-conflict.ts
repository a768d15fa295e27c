import type { SubmissionFact } from '../../../shared/cycle/facts.ts'
import { nameIn } from '../../../shared/cycle/people.ts'
import { readSlice, receiptNumber, type TypedSlice } from '../../../shared/draft/submission.ts'
import type { Conflict } from '../../../shared/pages/slice/slice-form.ts'
import { inputCells } from '../../../shared/report/cells.ts'
import { blank } from '../../../shared/report/figure.ts'
import { textParts } from '../../../shared/report/narrative-parts.ts'
import type { Language } from '../../../shared/report/report-definition.ts'
import type { OpenedUnitSession } from '../../door/sessions.ts'
import { readSubmission } from '../../kept/documents.ts'
import type { Services } from '../../services.ts'
import type { UnitSlice } from './unit-slice.ts'

/** Both versions side by side. The form then carries the newer revision's number, so sending it again means it. */
export async function conflictWith(
  { state, compiled, definition }: OpenedUnitSession,
  { unit }: UnitSlice,
  { by, typed }: { by: SubmissionFact; typed: TypedSlice },
  language: Language,
  services: Pick<Services, 'files'>,
): Promise<Conflict> {
  const theirs = await readSubmission(services.files, by.digest)
  const { roles } = unit.unit
  const { figures } = readSlice(compiled, roles, typed)
  const cells = inputCells(compiled, roles).filter(
    (cell) => (theirs.figures[cell.id] ?? blank) !== (figures[cell.id] ?? blank),
  )
  const parts = textParts(definition, roles).filter(
    (part) => (theirs.texts[part.id] ?? '') !== (typed.texts[part.id] ?? '').trim(),
  )
  return {
    is: 'changed',
    by: nameIn(state, by.by, language),
    at: by.at,
    number: receiptNumber(by.cycle, by.unit, by.revision),
    differences: [
      ...cells.map((cell) => ({
        where: cell.name,
        theirs: theirs.figures[cell.id] ?? '',
        yours: typed.figures[cell.id] ?? '',
      })),
      ...parts.map((part) => ({
        where: part.title,
        theirs: theirs.texts[part.id] ?? '',
        yours: typed.texts[part.id] ?? '',
      })),
    ],
  }
}
