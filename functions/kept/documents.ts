import { auditFactsFile } from '../../shared/cycle/audit.ts'
import type { CheckFact } from '../../shared/cycle/facts/draft-facts.ts'
import { checkFile, type DraftDocument, draftFile } from '../../shared/draft/draft.ts'
import { readSealedSlice, type SliceContent } from '../../shared/draft/sealed-slice.ts'
import { type SubmissionDocument, submissionFile } from '../../shared/draft/submission.ts'
import { digestOf } from '../../shared/report/bytes/digest.ts'
import type { CompiledDefinition } from '../../shared/report/cells.ts'
import type { CheckResult } from '../../shared/report/finding.ts'
import { type LastYear, lastYearFile } from '../../shared/report/last-year.ts'
import type { FileStore } from '../services.ts'
import { abreast } from './abreast.ts'

/**
 * Bodies that lie in the file store under their digest. They are written before the fact that names them, so one that is
 * missing or has other bytes means a damaged store: that is never gone on with.
 */
export const readSubmission = (files: FileStore, digest: string): Promise<SubmissionDocument> =>
  readSealed(files, submissionFile(digest), digest)

export const readSubmissions = (
  files: FileStore,
  slices: readonly { digest: string }[],
): Promise<SubmissionDocument[]> => abreast(slices, ({ digest }) => readSubmission(files, digest))

/** The same, for adding up and checking: its figures are read straight into numbers by cell. */
export const readSliceFile = async (
  files: FileStore,
  digest: string,
  compiled: CompiledDefinition,
): Promise<SliceContent> =>
  readSealedSlice(compiled, decoder.decode(await sealedBytes(files, submissionFile(digest), digest)))

export const readDraft = (files: FileStore, digest: string): Promise<DraftDocument> =>
  readSealed(files, draftFile(digest), digest)

/** Last year's figures of the issuer and its units; undefined when the cycle has none. */
export const readLastYear = async (files: FileStore, digest: string | undefined): Promise<LastYear | undefined> =>
  digest === undefined ? undefined : readSealed<LastYear>(files, lastYearFile(digest), digest)

/** Which facts an audit was made of. */
export const readKeyList = (files: FileStore, digest: string): Promise<string[]> =>
  readSealed(files, auditFactsFile(digest), digest)

export const readCheck = (files: FileStore, fact: Pick<CheckFact, 'body' | 'draft'>): Promise<CheckResult> =>
  fact.body === undefined ? readUnnamed(files, checkFile(fact)) : readSealed(files, checkFile(fact), fact.body)

/** As earlier versions kept it: no fact says which bytes they were. */
async function readUnnamed(files: FileStore, key: string): Promise<CheckResult> {
  const bytes = await files.get(key)
  if (!bytes) throw new Error(`The file store has no ${key}`)
  return JSON.parse(decoder.decode(bytes))
}

/** Read and held against its digest every time; what the same bytes say is known from the last time. */
async function readSealed<T>(files: FileStore, key: string, digest: string): Promise<T> {
  const bytes = await sealedBytes(files, key, digest)
  const known = remembered.get(digest)
  const said = known ?? JSON.parse(decoder.decode(bytes))
  if (bytes.length <= longest) {
    remembered.delete(digest)
    remembered.set(digest, known ?? frozen(said))
    for (const oldest of remembered.keys()) if (remembered.size > most) remembered.delete(oldest)
  }
  return said
}

/** The documents that were read last, by digest; every reader is given the same, so nobody can change it. */
const remembered = new Map<string, unknown>()
const most = 64 // documents
const longest = 128 * 1024 // bytes: slices, and last year's figures of an office's units

function frozen(value: unknown): unknown {
  if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(Object.freeze(value))) frozen(inner)
  return value
}

const decoder = new TextDecoder()

async function sealedBytes(files: FileStore, key: string, digest: string): Promise<Uint8Array> {
  const bytes = await files.get(key)
  if (!bytes) throw new Error(`The file store has no ${key}`)
  if (digestOf(bytes) !== digest) throw new Error(`${key} does not have the bytes it is named after`)
  return bytes
}
