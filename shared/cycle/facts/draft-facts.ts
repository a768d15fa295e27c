import type { LocalizedText } from '../../report/report-definition.ts'
import type { ByLink } from './link-facts.ts'
import type { OfTest } from './of-test.ts'

export type ReturnReason = { unit: string; cell?: string; part?: string; text: string }

/** One merged draft; each opens a round. The body lies in the file store under `drafts/<digest>.json`. */
export type DraftFact = {
  kind: 'draft'
  cycle: string
  /** 1, 2, 3 … */
  round: number
  digest: string
  at: string
  submissions: { unit: string; revision: number; digest: string }[]
  /** Who sent, typed in or confirmed figures of it, or may have (hand-in-draft.ts), by id: none of them has signed it, also not an earlier one whose parts are the same. */
  hands?: string[]
  /** It was made from the first so many acts of the office, no more and no fewer. */
  acts: number
  /** Units without a slice whose cells are marked gaps. */
  gaps: string[]
  /**
   * The stages this draft needs, in the order they are asked: conditions decided on its figures, who returned the draft before
   * first. `scope` is the digest of the parts a stage answers for: an approval given for the same scope still stands.
   */
  stages: { stage: string; scope: string }[]
}

/** The check's answer on a draft: kept with the definition it was made with. */
export type CheckFact = OfTest & {
  kind: 'check'
  cycle: string
  round: number
  draft: string
  /** Its digest: it rests on last year's figures too, so of one draft there may be several. Absent where an earlier version wrote the fact. */
  body?: string
  definition: string
  at: string
  blocking: number
  warnings: number
  /** Set when the check itself returns slices. */
  returns: ReturnReason[]
  /** Warnings on the merged draft that the office has still to explain before anybody is asked to sign. */
  unexplained: { instance: string; figures: string }[]
}

/** A stage was asked for its decisions in this round. */
export type RequestFact = {
  kind: 'request'
  cycle: string
  round: number
  stage: string
  draft: string
  at: string
  /** Civil date by which an answer is due. */
  due: string
}

export type DecisionFact = ByLink &
  OfTest & {
    kind: 'decision'
    cycle: string
    round: number
    stage: string
    /** Person id of the approver whose seat this is; the key holds the seat, so that a delegate and the approver race for one item. */
    seat: string
    /** Person id of who decided: the approver, a delegate or a substitute. */
    by: string
    /** The number of the act by which the seat is held: what is said by it is beside what was said before. Absent where the route gives it. */
    given?: number
    choice: 'approve' | 'return'
    /** Digest of the draft that was seen. */
    draft: string
    /** Digest of the parts the stage answers for. */
    scope: string
    reasons: ReturnReason[]
    comment?: string
    /** The sentence that was agreed to, verbatim, in both languages. */
    attestation: LocalizedText
    definition: string
    at: string
  }

/** A timer's finding that a wait is over without everything it waited for. It never approves. */
export type LapseFact = {
  kind: 'lapse'
  cycle: string
  what: 'submissions' | 'legal'
  round: number
  /** So many corrections had been given up: the one to come does not begin with what had lapsed in those. */
  abandoned?: number
  /** Of the submissions: so many acts of the office were known. Once it gives more time it counts for nothing, and that is waited for. */
  acts?: number
  at: string
  missing: string[]
}
