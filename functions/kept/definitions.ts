import type { Opening } from '../../shared/cycle/facts.ts'
import { canonicalBytes } from '../../shared/report/bytes/canonical.ts'
import { digestOf } from '../../shared/report/bytes/digest.ts'
import { type CompiledDefinition, keepCompiled } from '../../shared/report/cells.ts'
import type { ReportDefinition } from '../../shared/report/report-definition.ts'
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
  const definition =
    inBuild(digest) ?? (await shippedWith(digest)) ?? (await parsedDocument(await pinnedDocument(files, digest)))
  parsed.set(digest, definition)
  return definition
}

let compiledInBuild: (digest: string) => CompiledDefinition | undefined = () => undefined

/** Says where definitions lie that were compiled when the functions were built. */
export function takeFromBuild(compiled: typeof compiledInBuild): void {
  compiledInBuild = compiled
}

function inBuild(digest: string): ReportDefinition | undefined {
  const compiled = compiledInBuild(digest)
  if (compiled) keepCompiled(compiled)
  return compiled?.definition
}

const shippedWith = async (digest: string): Promise<ReportDefinition | undefined> =>
  (await import('../../shared/report/definitions/shipped.ts')).shippedWithDigest(digest)

/** Keeps the document under its digest and says how an opening names it. The document must have passed the definition check. */
export async function pinDefinition(document: unknown, files: FileStore): Promise<Opening['definition']> {
  const { id, version } = await parsedDocument(document)
  const bytes = canonicalBytes(document)
  const digest = digestOf(bytes)
  await files.put(definitionFile(digest), bytes)
  return { id, version, digest }
}

/** A definition never changes under its digest, so one parse in the life of a process is enough. */
const parsed = new Map<string, ReportDefinition>()

/** The schema is loaded for a report that did not come with the product: it takes a sixth of a start, and nearly nobody needs it. */
async function parsedDocument(document: unknown): Promise<ReportDefinition> {
  const { reportDefinition } = await import('../../shared/report/report-definition.ts')
  return reportDefinition.parse(document)
}

async function pinnedDocument(files: FileStore, digest: string): Promise<unknown> {
  const bytes = await files.get(definitionFile(digest))
  if (!bytes || digestOf(bytes) !== digest) throw new Error(`The file store has no definition ${digest}`)
  return JSON.parse(new TextDecoder().decode(bytes))
}
