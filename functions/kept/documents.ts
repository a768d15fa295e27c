import { auditFactsFile } from '../../shared/cycle/audit.ts'
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
): Promise<SliceContent> => readSealedSlice(compiled, await sealedText(files, submissionFile(digest), digest))

export const readDraft = (files: FileStore, digest: string): Promise<DraftDocument> =>
  readSealed(files, draftFile(digest), digest)

/** Last year's figures of the issuer and its units; undefined when the cycle has none. */
export const readLastYear = async (files: FileStore, digest: string | undefined): Promise<LastYear | undefined> =>
  digest === undefined ? undefined : readSealed<LastYear>(files, lastYearFile(digest), digest)

/** Which facts an audit was made of. */
export const readKeyList = (files: FileStore, digest: string): Promise<string[]> =>
  readSealed(files, auditFactsFile(digest), digest)

/** The check that was made of a draft, by the draft's digest. */
export async function readCheck(files: FileStore, draft: string): Promise<CheckResult | undefined> {
  const bytes = await files.get(checkFile(draft))
  return bytes && JSON.parse(new TextDecoder().decode(bytes))
}

async function readSealed<T>(files: FileStore, key: string, digest: string): Promise<T> {
  return JSON.parse(await sealedText(files, key, digest))
}

async function sealedText(files: FileStore, key: string, digest: string): Promise<string> {
  const bytes = await files.get(key)
  if (!bytes) throw new Error(`The file store has no ${key}`)
  if (digestOf(bytes) !== digest) throw new Error(`${key} does not have the bytes it is named after`)
  return new TextDecoder().decode(bytes)
}
