import { canonicalBytes } from '../report/bytes/canonical.ts'
import { digestOf } from '../report/bytes/digest.ts'
import type { SubmissionDocument } from './submission.ts'

/** A revision's bytes and what they are known by. Apart from reading a slice, which a browser does too and has no such digest. */
export function sealSubmission(document: SubmissionDocument): { bytes: Uint8Array; digest: string } {
  const bytes = canonicalBytes(document)
  return { bytes, digest: digestOf(bytes) }
}
