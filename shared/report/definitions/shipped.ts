import { type ReportDefinition, reportDefinition } from '../report-definition.ts'
import disclosure2019 from './government-information-disclosure-2019.json' with { type: 'json' }
import disclosure2021 from './government-information-disclosure-2021.json' with { type: 'json' }
import safetyInspection from './safety-inspection.json' with { type: 'json' }

/** The reports that come with the product, validated when first asked for. Any other is loaded as a document. */
const documents = {
  'gid-2019': disclosure2019,
  'gid-2021': disclosure2021,
  'safety-inspection': safetyInspection,
}

type ShippedId = keyof typeof documents
export const shippedDefinitionIds: readonly ShippedId[] = ['gid-2019', 'gid-2021', 'safety-inspection']
const isShipped = (id: string): id is ShippedId => Object.hasOwn(documents, id)

/** The document as it lies here: what a cycle is pinned to by its digest. */
export const shippedDocument = (id: string): unknown => (isShipped(id) ? documents[id] : undefined)

const parsed = new Map<string, ReportDefinition>()

function read(id: ShippedId): ReportDefinition {
  const definition = parsed.get(id) ?? reportDefinition.parse(documents[id])
  parsed.set(id, definition)
  return definition
}

/** The shipped definition with this id; always the same object, so that what is compiled from it is compiled once. */
export const shippedDefinition = (id: string): ReportDefinition | undefined => (isShipped(id) ? read(id) : undefined)

export const shippedDefinitions = (): ReportDefinition[] => shippedDefinitionIds.map(read)
