import { type ReportDefinition, reportDefinition } from '../report-definition.ts'
import disclosure2019 from './government-information-disclosure-2019.json' with { type: 'json' }
import disclosure2021 from './government-information-disclosure-2021.json' with { type: 'json' }
import safetyInspection from './safety-inspection.json' with { type: 'json' }

/** The reports that come with the product, validated when first asked for. Any other is loaded as a document. */
const documents: Record<string, unknown> = {
  'gid-2019': disclosure2019,
  'gid-2021': disclosure2021,
  'safety-inspection': safetyInspection,
}

export const shippedDefinitionIds: readonly string[] = Object.keys(documents)

/** The document as it lies here: what a cycle is pinned to by its digest. */
export const shippedDocument = (id: string): unknown => documents[id]

const parsed = new Map<string, ReportDefinition>()

/** The shipped definition with this id; always the same object, so that what is compiled from it is compiled once. */
export function shippedDefinition(id: string): ReportDefinition | undefined {
  const document = documents[id]
  if (document === undefined) return undefined
  const definition = parsed.get(id) ?? reportDefinition.parse(document)
  parsed.set(id, definition)
  return definition
}
