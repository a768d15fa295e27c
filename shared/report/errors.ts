import type { LocalizedText } from './report-definition.ts'

/** One thing that is wrong with what was sent: a stable code, where, the facts as fields, a sentence for who must act. */
export type Problem = {
  code: ProblemCode
  /** The field, cell or header it is about; absent when it is about the whole request. */
  field?: string
  facts?: Record<string, string | number>
  message: LocalizedText
}

/** Every stable code, with the HTTP status it is answered with. */
export const problemStatus = {
  'link-unknown': 404,
  'link-expired': 410,
  'link-superseded': 410,
  'link-malformed': 404,
  /** A machine's: a person with such a link is shown where to get a good one. */
  'token-unknown': 401,
  'session-missing': 401,
  'session-mismatch': 409,
  'origin-refused': 403,
  'purpose-refused': 403,
  'person-refused': 403,
  'not-found': 404,
  'method-refused': 405,
  'body-too-large': 413,
  'body-malformed': 400,
  'media-type-refused': 415,
  'field-missing': 422,
  'field-unknown': 422,
  'field-malformed': 422,
  'figure-missing': 422,
  'figure-unknown': 422,
  'figure-malformed': 422,
  'figure-negative': 422,
  'figure-fractional': 422,
  'figure-too-large': 422,
  'figure-ambiguous': 422,
  'figure-not-applicable': 422,
  'total-typed': 422,
  'total-differs': 422,
  'text-missing': 422,
  'text-too-long': 422,
  'relation-broken': 422,
  'justification-missing': 422,
  'unit-unknown': 422,
  'unit-refused': 403,
  'slice-locked': 409,
  'slice-changed': 409,
  'cycle-unknown': 404,
  'cycle-closed': 409,
  'choice-missing': 422,
  'code-missing': 422,
  'code-wrong': 422,
  'code-locked': 429,
  'reason-missing': 422,
  'attestation-missing': 422,
  'draft-changed': 409,
  'decision-stands': 409,
  'stage-not-open': 409,
  'person-not-distinct': 403,
  'act-refused': 409,
  'definition-invalid': 422,
  'roster-invalid': 422,
  'date-too-late': 422,
  'too-many-requests': 429,
  /** One machine alone: it was asked for under a name that is not its own. */
  'host-unknown': 421,
  /** The disk is full, cannot be written or fails: nothing of the request was kept. */
  'store-refuses': 503,
  /** The digits that were asked for could not be mailed; nothing of what was typed is lost. */
  'code-not-sent': 503,
  /** The link has ended, and the fresh one could not be mailed. */
  'link-not-sent': 503,
  /** A mail that whoever asked waits for could not be sent; it can be asked for again. */
  'mail-not-sent': 503,
} as const
export type ProblemCode = keyof typeof problemStatus

/** Thrown where a request cannot be fulfilled because of what was asked, never because of what broke. Carries all problems at once. */
export class Refusal extends Error {
  readonly problems: readonly Problem[]
  constructor(problems: Problem | readonly Problem[]) {
    const list = 'code' in problems ? [problems] : [...problems]
    super(list.map((p) => p.code).join(', '))
    this.name = 'Refusal'
    this.problems = list
  }
  get status(): number {
    return Math.max(...this.problems.map((p) => problemStatus[p.code]))
  }
}
