import type { Opening } from '../../shared/cycle/facts.ts'
import { canonicalBytes } from '../../shared/report/bytes/canonical.ts'
import { digestOf } from '../../shared/report/bytes/digest.ts'
import {
  shippedDefinition,
  shippedDefinitionIds,
  shippedDocument,
  shippedWithDigest,
} from '../../shared/report/definitions/shipped.ts'
import { Refusal } from '../../shared/report/errors.ts'
import { type ReportDefinition, reportDefinition } from '../../shared/report/report-definition.ts'
import { cycleRefusals } from '../../shared/words/refusals/cycle-refusals.ts'
import type { FileStore, Services } from '../services.ts'

export const definitionFile = (digest: string): string => `definitions/${digest}.json`

/**
 * The definition a cycle is pinned to, by its digest. Later editions of a shipped report, and reports loaded as data, lie in
 * the file store; a cycle never moves to another edition.
 */
export async function definitionOf(
  opening: Pick<Opening, 'definition'>,
  { files }: Pick<Services, 'files'>,
): Promise<ReportDefinition> {
  const { digest } = opening.definition
  const known = parsed.get(digest)
  if (known) return known
  const definition = shippedWithDigest(digest) ?? reportDefinition.parse(await pinnedDocument(files, digest))
  parsed.set(digest, definition)
  return definition
}

/** Keeps the document under its digest and says how an opening names it. The document must have passed the definition check. */
export async function pinDefinition(document: unknown, files: FileStore): Promise<Opening['definition']> {
  const { id, version } = reportDefinition.parse(document)
  const bytes = canonicalBytes(document)
  const digest = digestOf(bytes)
  await files.put(definitionFile(digest), bytes)
  return { id, version, digest }
}

/** A definition never changes under its digest, so one parse in the life of a process is enough. */
const parsed = new Map<string, ReportDefinition>()

async function pinnedDocument(files: FileStore, digest: string): Promise<unknown> {
  const bytes = await files.get(definitionFile(digest))
  if (!bytes || digestOf(bytes) !== digest) throw new Error(`The file store has no definition ${digest}`)
  return JSON.parse(new TextDecoder().decode(bytes))
}

/** A report that comes with the product, by the name it ships under or by the definition's own id. */
export function shippedReport(id: string): { definition: ReportDefinition; document: unknown } {
  const name = shippedDefinitionIds.find((each) => each === id || shippedDefinition(each)?.id === id)
  const definition = name && shippedDefinition(name)
  if (!definition) {
    throw new Refusal({ code: 'field-unknown', field: 'definition', message: cycleRefusals.noReport })
  }
  return { definition, document: shippedDocument(name) }
}
