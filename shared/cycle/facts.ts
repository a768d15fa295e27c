import type { YearNotice } from '../calendar/working-days.ts'
import type { Language, LocalizedText } from '../report/report-definition.ts'
import type { Timetable } from '../report/timetable.ts'
import type { CheckFact, DecisionFact, DraftFact, LapseFact, RequestFact, ReturnReason } from './facts/draft-facts.ts'
import type { ByLink, CodeFact, CodeTryFact, CodeUseFact, LinkFact, VisitFact } from './facts/link-facts.ts'
import type { DeliveryFact, MailFact, SendingFact } from './facts/mail-facts.ts'
import type { OfTest } from './facts/of-test.ts'
import type {
  DepartureFact,
  ExecutionFact,
  PublicationFact,
  ReleaseFact,
  UnitDepartureFact,
  UnitPublicationFact,
  UnitReleaseFact,
} from './facts/release-facts.ts'

/**
 * Facts of a reporting cycle. A fact is never changed: it is one item, written once under the condition that its key is
 * free, and the loser of a race reads the winner. Status is computed from facts (fold.ts), never stored.
 * `at` is an instant, ISO 8601 UTC with milliseconds: it is shown to people and compared with the clock, never with the `at` of
 * another fact. What comes before what follows from the names and counts a fact holds. Digests are lower-case hex SHA-256 of
 * canonical bytes.
 */

export type Person = {
  /** Stable id within the cycle, e.g. `finance-wang`; roles go by it, never by the address. */
  id: string
  name: string
  address: string
  /** Title as addressed, e.g. 分管副市长. */
  title?: string
  /** In which language their mails are; Chinese without it. */
  language?: Language
}

export type Unit = {
  id: string
  name: LocalizedText
  kind: 'office' | 'department' | 'township'
  /** Roles that cells and narrative parts of the definition name as their owner, e.g. `office`, `finance`. */
  roles: string[]
  /** Several per unit; the first is the lead. Each gets a link of their own. */
  contacts: Person[]
  /** Confirms the slice before it counts, where the definition asks for it. */
  leader?: Person
  /**
   * Its figures go up its own line (a branch of the level above), so the whole does not add them: counted in both they would be
   * counted twice. It publishes its own report like any other.
   */
  countedAbove?: 'own-line'
}

export type StageRoute = {
  /** Id of the definition's stage. */
  stage: string
  approvers: Person[]
  /** Person id of an approver → who decides in their place after the definition's working days. */
  substitutes?: Record<string, Person>
  /** Get copies, decide nothing. */
  observers?: Person[]
}

/** What happens to missing slices near the legal date: hold and alarm, or put the marked gaps up for sign-off. */
export type MissingSlicePolicy = 'hold' | 'gap'

export type Opening = {
  kind: 'opening'
  cycle: string
  at: string
  by: string
  definition: { id: string; version: number; digest: string }
  issuer: { id: string; name: LocalizedText; level: string }
  /** The calendar year reported on. */
  year: number
  /** Civil dates (YYYY-MM-DD) by milestone id, incl. `submissions`, one for each stage, `legal`. */
  timetable: Timetable
  /** Milestones whose dates were counted through a year without a notice: a notice counts them again. */
  provisional?: string[]
  zone: string
  units: Unit[]
  route: StageRoute[]
  office: Person[]
  /** Told when the cycle is held or late. */
  accountable?: Person
  policy: { missing: MissingSlicePolicy }
  /** Digest of last year's figures in the file store (last-year.ts). */
  previous?: string
  /** Civil date on whose morning it begins by itself; without it, at once. */
  opens?: string
  /** A rehearsal: walks the whole way, is marked wherever it shows, and is never public. */
  test?: true
  /** By the `lianbao` command: nobody sat at the page. */
  byCommand?: true
  /** Shown wherever figures are shown, e.g. that an example's split into units is invented. */
  note?: LocalizedText
}

/**
 * Which cycle a body's report of a year is in: who writes the n-th opens, everybody else reads whose it is. It lies beside all cycles,
 * under the body, the report and the year (claim.ts), and holds the opening whole: whoever finds it without one finishes what was begun.
 */
export type ClaimFact = Omit<Opening, 'kind'> & { kind: 'claim'; n: number; of: string }

/** A revision of a slice as sent. The body lies in the file store under `submissions/<digest>.json`. */
export type SubmissionFact = ByLink & {
  kind: 'submission'
  cycle: string
  unit: string
  /** 1, 2, 3 … */
  revision: number
  digest: string
  at: string
  /** Person id of who sent it. */
  by: string
  channel: 'form' | 'json' | 'office'
  nil: boolean
  /** Who else had typed in the working copy, whatever was changed of it since: whoever touched a figure does not sign it. */
  typists?: string[]
  /** Who at the office, besides `linkIssuedBy`, had links made by which somebody had typed in the working copy. */
  typedThrough?: string[]
}

/** The unit's leader on one revision. */
export type ConfirmationFact = ByLink &
  OfTest & {
    kind: 'confirmation'
    cycle: string
    unit: string
    revision: number
    digest: string
    at: string
    by: string
    choice: 'confirm' | 'return'
    reason?: string
    attestation: LocalizedText
  }

/** The unit took its newest revision back before anything was merged from it: it is open again, and nobody decides about it. */
export type TakeBackFact = ByLink & {
  kind: 'take-back'
  cycle: string
  unit: string
  revision: number
  digest: string
  at: string
  by: string
}

/** The lead of a unit added a colleague, who types in the same slice by a link of their own, or took one off again. */
export type ColleagueFact = ByLink & {
  kind: 'colleague'
  cycle: string
  unit: string
  /** 1, 2, 3 … of the unit. */
  n: number
  /** Names the form it came from. */
  id: string
  at: string
  by: string
  /** So many acts of the office were known: a newer list of the unit's people takes its place. */
  acts: number
} & ({ add: Person } | { remove: string })

/** What a unit wants of the office: more time, an answer, or that a figure the office adjusted is looked at again. Nothing waits for it. */
export type AskFact = ByLink & {
  kind: 'ask'
  cycle: string
  unit: string
  /** 1, 2, 3 …: two at once race for one number, and the loser asks again. */
  n: number
  /** Names the form it came from: the same form sent twice asks once. */
  id: string
  at: string
  by: string
  text: string
} & Ask
export type Ask =
  /** `until`: the civil date wished for. */
  | { ask: 'time'; until: string }
  | { ask: 'question' }
  /** `act`: the number of the adjustment. `signed`: whose signature stood when it was written; whoever signs later reads it before. */
  | { ask: 'objection'; act: number; signed?: { round: number; by: string[] } }

/** Who decides in an approver's place, named by the approver. */
export type DelegationFact = ByLink & {
  kind: 'delegation'
  cycle: string
  round: number
  stage: string
  seat: string
  to: Person
  by: string
  /** The office gave them the seat: what they say is beside what who held it before had said. Absent in facts of before this was told apart. */
  reassigned?: true
  reason: string
  at: string
}

/** The definition's substitute was asked as well, because the seat did not answer in time. */
export type SubstitutionFact = {
  kind: 'substitution'
  cycle: string
  round: number
  stage: string
  seat: string
  to: Person
  at: string
}

/** An act of the office, always with a reason; shown in the publication too. */
export type OfficeActFact = {
  kind: 'act'
  cycle: string
  /** 1, 2, 3 …: whoever decided on it had read all acts before it. Two at once race for one number, and the loser decides again. */
  n: number
  /** Names the form it came from: the same form sent twice is one act. */
  id: string
  at: string
  by: string
  reason: string
  /** Asked for by the `lianbao` command: nobody sat at the board, and no digits were mailed. */
  byCommand?: true
  /** Of a strong act: the proposal it was, and who consented. */
  consent?: { proposal: number; by: string }
} & OfficeAct
export type OfficeAct =
  /** `revision`: the unit's newest one then; 0: it had sent nothing. */
  | { act: 'reopen'; unit: string; until: string; revision: number; ask?: number }
  /** `ask`: the number of the unit's request that it grants; of a reopening too. */
  | { act: 'extend'; unit: string; until: string; ask?: number }
  /** The office's word on what a unit asked; `reason` is the word. */
  | { act: 'answer'; unit: string; ask: number }
  | { act: 'adjust'; unit: string; cell: string; from: string | null; to: string | null; revision: number }
  /** The office explains a warning on the merged draft, for the figures it was given on; `reason` is the justification. */
  | { act: 'justify'; instance: string; figures: string }
  | { act: 'nil'; unit: string }
  | { act: 'exempt'; unit: string }
  /** A unit that belongs to the roster from now on; `unit`: its id; `until`: the civil date by which its slice is due. */
  | { act: 'join'; unit: string; joining: Unit; until: string }
  | { act: 'rename'; unit: string; name: LocalizedText }
  /** The unit belongs to the cycle no more: whatever it filed counts for nothing. */
  | { act: 'leave'; unit: string }
  | { act: 'contacts'; unit: string; contacts: Person[]; leader?: Person }
  /** Another person confirms the unit's slice, in the place of `from`. */
  | { act: 'leader'; unit: string; from: string; to: Person }
  | { act: 'skip'; stage: string; round: number }
  /** `round`: the newest one then, 0 before the first; an approval of it or a later one that does not name the act counts for nothing. Absent in acts of before this was noted. */
  | { act: 'reassign'; stage: string; seat: string; to: Person; round?: number }
  | { act: 'force'; stage: string; round: number; seat: string }
  /** Whoever of these units owes something is reminded; `reason` is the office's word to them. */
  | { act: 'remind'; units: string[] }
  | { act: 'hold' }
  /** Missing slices are not waited for any more: they are marked as gaps, and whoever signs sees them. */
  | { act: 'gap' }
  | { act: 'release' }
  /** `version`: the one that is corrected. */
  | { act: 'correct'; version: number }
  /** The correction that the act numbered `correction` began of this version is given up: the version stands (correction.ts). */
  | { act: 'abandon'; version: number; correction: number }
  /** The mail to whom the act numbered `of` skipped, forced or replaced goes to this address; nothing else does. */
  | { act: 'readdress'; of: number; person: string; address: string }
  /** A person of the office goes; `to` takes their place. */
  | { act: 'officer'; person: string; to?: Person }
  /** The cycle was opened by mistake: it is over before its first submission. */
  | { act: 'cancel' }
  /** A published version of the whole, or of a unit's own report, is taken back (withdrawal.ts). */
  | { act: 'withdraw'; version: number; unit?: string }
  /** The units' own reports are published together from this instant; null: each as soon as it may be (together.ts). */
  | { act: 'together'; from: string | null }
  /** Last year's reports were brought in: `previous` is what all figures of last year's are from now on, in the place of `before`. */
  | {
      act: 'last-year'
      previous: string
      before?: string
      files: { unit: string; file: string; digest: string }[]
    }
  /** The working days of a year, as the notice has them, with the dates that move by it. */
  | ({ act: 'notice'; moved: { milestone: string; from: string; to: string }[] } & YearNotice)

/** Acts that need a second person (proposal.ts). */
export type StrongAct = Extract<
  OfficeAct,
  {
    act:
      | 'skip'
      | 'force'
      | 'reassign'
      | 'leader'
      | 'nil'
      | 'exempt'
      | 'leave'
      | 'gap'
      | 'officer'
      | 'withdraw'
      | 'abandon'
      | 'readdress'
  }
>

/** A strong act as a person of the office proposes it. Nothing is done by it. */
export type ProposalFact = {
  kind: 'proposal'
  cycle: string
  /** 1, 2, 3 …: numbered as acts are. */
  n: number
  /** Names the form it came from. */
  id: string
  at: string
  by: string
  reason: string
  /** Civil date until which it can be answered. */
  until: string
  /** So many acts of the office were known: what is about one version alone is not done for another. Absent in proposals of before this was noted. */
  acts?: number
  act: StrongAct
  /** Asked for by the `lianbao` command: nobody sat at the board, and no digits were mailed. */
  byCommand?: true
}

/** A second person's answer to a proposal: the first one counts. */
export type ConsentFact = ByLink & {
  kind: 'consent'
  cycle: string
  proposal: number
  at: string
  by: string
  choice: 'consent' | 'decline'
}

/**
 * Whoever the act skips, forces or replaces, or whose notice it sends elsewhere, was mailed, as far as handing over goes. Until then nothing is published on it. `act`: its
 * number.
 */
export type ToldFact = { kind: 'told'; cycle: string; act: number; at: string }

/** The lead office on one revision of a unit's own report: cleared for publication, or sent back. */
export type ClearanceFact = OfTest & {
  kind: 'clearance'
  cycle: string
  unit: string
  revision: number
  digest: string
  at: string
  /** Person id of somebody at the office. */
  by: string
  choice: 'clear' | 'return'
  reasons: ReturnReason[]
}

/** The lead office calls a version of a unit's own report back that is public: the unit is to correct it. */
export type RecallFact = OfTest & {
  kind: 'recall'
  cycle: string
  unit: string
  version: number
  /** 2, 3 … where it was called back before, and filed again as it was. */
  n?: number
  revision: number
  at: string
  by: string
  reasons: ReturnReason[]
}

export type Fact =
  | Opening
  | ClaimFact
  | SubmissionFact
  | ConfirmationFact
  | TakeBackFact
  | AskFact
  | ColleagueFact
  | DraftFact
  | CheckFact
  | RequestFact
  | DecisionFact
  | DelegationFact
  | SubstitutionFact
  | OfficeActFact
  | ProposalFact
  | ConsentFact
  | LapseFact
  | ToldFact
  | MailFact
  | SendingFact
  | DeliveryFact
  | LinkFact
  | VisitFact
  | CodeFact
  | CodeTryFact
  | CodeUseFact
  | ReleaseFact
  | DepartureFact
  | PublicationFact
  | ClearanceFact
  | RecallFact
  | UnitReleaseFact
  | UnitDepartureFact
  | UnitPublicationFact
  | ExecutionFact

/** Where the waiting workflow is resumed. One of the two kinds of item that may be overwritten; never leaves the system. */
export type Callback = {
  cycle: string
  wait: 'submissions' | 'sign-off'
  token: string
  execution: string
  /** Which walk of the execution, and which entry of the wait, whatever attempt of it: compared for equality only. */
  started?: string
  entered?: string
  at: string
  /** How many facts the wait was entered with (evidence.ts). */
  seen: number
  /** How many the same walk had entered it with the time before: one that comes back with no more of them is going in circles. */
  seenBefore?: number
}
