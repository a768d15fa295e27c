import { shippedDefinition, shippedDefinitionIds, shippedDocument } from '../../shared/report/definitions/shipped.ts'
import { Refusal } from '../../shared/report/errors.ts'
import type { ReportDefinition } from '../../shared/report/report-definition.ts'
import { cycleRefusals } from '../../shared/words/refusals/cycle-refusals.ts'

/** A report that comes with the product, by the name it ships under or by the definition's own id. */
export function shippedReport(id: string): { definition: ReportDefinition; document: unknown } {
  const name = shippedDefinitionIds.find((each) => each === id || shippedDefinition(each)?.id === id)
  const definition = name && shippedDefinition(name)
  if (!definition) {
    throw new Refusal({ code: 'field-unknown', field: 'definition', message: cycleRefusals.noReport })
  }
  return { definition, document: shippedDocument(name) }
}
