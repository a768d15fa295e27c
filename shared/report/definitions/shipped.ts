import type { ReportDefinition } from '../report-definition.ts'
import disclosure2019 from './government-information-disclosure-2019.json' with { type: 'json' }
import disclosure2021 from './government-information-disclosure-2021.json' with { type: 'json' }
import safetyInspection from './safety-inspection.json' with { type: 'json' }

/** The reports that come with the product. Any other is loaded as a document. */
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

/** Their digests, and below what the schema adds to them: computed once, here, and not in every process that starts. A test holds both. */
const digests: Record<ShippedId, string> = {
  'gid-2019': '6704eb53257d0c57545a63b3d118718cfa0de7b6e2818d4592f83a66f49b2b14',
  'gid-2021': 'a7a14be38b58497f20b3695e76917d3d9303a3475022990a4fc5fe24ba548c05',
  'safety-inspection': '1039d1cd9db95e2ae631890bfad17742aeeed0ac2e417d037fb45e82f4ace664',
}

/** Where a document says nothing, by where it would stand. */
const unsaid: Record<string, object> = {
  '': { sets: {}, names: {}, phrases: {}, quotes: [], previous: [], measures: [] },
  '.tables.blocks': { aliases: [] },
  '.tables.blocks.columns': { aliases: [], groups: [] },
  '.tables.blocks.rows': { aliases: [], groups: [] },
  '.relations': { each: {} },
  '.quotes': { none: [] },
  '.signOff.stages': { scope: 'all', confirms: [], optional: false, indispensable: false },
  '.unitReports': { clearance: 'before' },
}

function said(value: unknown, place = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => said(each, place))
  if (typeof value !== 'object' || value === null) return value
  const own = Object.entries(value).map(([name, inner]) => [name, said(inner, `${place}.${name}`)])
  return { ...unsaid[place], ...Object.fromEntries(own) }
}

const known = new Map<ShippedId, ReportDefinition>()

function read(id: ShippedId): ReportDefinition {
  const definition = known.get(id) ?? (said(documents[id]) as ReportDefinition)
  known.set(id, definition)
  return definition
}

/** The shipped definition with this id; always the same object, so that what is compiled from it is compiled once. */
export const shippedDefinition = (id: string): ReportDefinition | undefined => (isShipped(id) ? read(id) : undefined)

export const shippedDefinitions = (): ReportDefinition[] => shippedDefinitionIds.map(read)

export const shippedWithDigest = (digest: string): ReportDefinition | undefined =>
  shippedDefinition(shippedDefinitionIds.find((id) => digests[id] === digest) ?? '')
