import { type CompiledDefinition, type Figures, inputCells } from '../report/cells.ts'
import { suggestedFigures } from '../report/suggested-figures.ts'
import type { SubmissionDocument, TypedSlice } from './submission.ts'
import { fieldsOfTyped } from './working-copy.ts'

/** What the form begins with, by its fields: the newest revision as sent, or what last year's report says of an empty one. */
export function begunFields(
  compiled: CompiledDefinition,
  roles: readonly string[],
  document: SubmissionDocument | undefined,
  lastYear: Figures,
): Record<string, string> {
  if (document) return fieldsOfTyped(typedOfDocument(compiled, roles, document))
  const figures = suggestedFigures(compiled, roles, lastYear)
  return fieldsOfTyped({ nil: false, figures, texts: {}, justifications: {} })
}

/** A revision as if it had just been typed. */
function typedOfDocument(
  compiled: CompiledDefinition,
  roles: readonly string[],
  { nil, figures, texts, justifications }: SubmissionDocument,
): TypedSlice {
  return {
    nil,
    figures: Object.fromEntries(inputCells(compiled, roles).map((cell) => [cell.id, figures[cell.id] ?? ''])),
    texts,
    justifications: Object.fromEntries(
      justifications.map(({ instance, figures, text }) => [instance, { figures, text }]),
    ),
  }
}
