import type { YearNotice } from '../calendar/working-days.ts'
import type { SiteTags } from '../contract/site-tags.ts'
import type { Language, LocalizedText } from '../report/report-definition.ts'
import type { Timetable } from '../report/timetable.ts'
import type { MailName } from '../words/mails/mail-names.ts'

/**
 * Facts of a reporting cycle. A fact is never changed: it is one item, written once under the condition that its key is
 * free, and the loser of a race reads the winner. Status is computed from facts (reporting-cycle.ts), never stored.
 * `at` is an instant, ISO 8601 UTC with milliseconds: it is shown to people and compared with the clock, never with the `at` of
 * another fact. What comes before what follows from the names and counts a fact holds. Digests are lower-case hex SHA-256 of
 * canonical bytes.
 */

export type Person = {
  /** Stable id within the cycle, e.g. `finance-wang`; roles go by it, never by the address. */
  id: string
  name: string
  /** E-mail address. */
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
export type SubmissionFact = {
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
  /** Who else had typed in the working copy: whoever touched a figure does not sign it. */
  typists?: string[]
  /** Done through a link that this person of the office had made and read out. */
  linkIssuedBy?: string
}

/** The unit's leader on one revision. */
export type ConfirmationFact = {
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
  /** Done through a link that this person of the office had made and read out. */
  linkIssuedBy?: string
}

/** The unit took its newest revision back before anything was merged from it: it is open again, and nobody decides about it. */
export type TakeBackFact = {
  kind: 'take-back'
  cycle: string
  unit: string
  revision: number
  digest: string
  at: string
  by: string
  /** Done through a link that this person of the office had made and read out. */
  linkIssuedBy?: string
}

/** The lead of a unit added a colleague, who types in the same slice by a link of their own, or took one off again. */
export type ColleagueFact = {
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
  /** Done through a link that this person of the office had made and read out. */
  linkIssuedBy?: string
} & ({ add: Person } | { remove: string })

/** What a unit wants of the office: more time, an answer, or that a figure the office adjusted is looked at again. Nothing waits for it. */
export type AskFact = {
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
  /** Done through a link that this person of the office had made and read out. */
  linkIssuedBy?: string
} & Ask
export type Ask =
  /** `until`: the civil date wished for. */
  | { ask: 'time'; until: string }
  | { ask: 'question' }
  /** `act`: the number of the adjustment. `signed`: whose signature stood when it was written; whoever signs later reads it before. */
  | { ask: 'objection'; act: number; signed?: { round: number; by: string[] } }

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

/** The check's answer on a draft: kept with the definition it was made with. Body under `checks/<digest>.json`. */
export type CheckFact = {
  kind: 'check'
  cycle: string
  round: number
  draft: string
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

export type DecisionFact = {
  kind: 'decision'
  cycle: string
  round: number
  stage: string
  /** Person id of the approver whose seat this is; the key holds the seat, so that a delegate and the approver race for one item. */
  seat: string
  /** Person id of who decided: the approver, a delegate or a substitute. */
  by: string
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
  /** Done through a link that this person of the office had made and read out. */
  linkIssuedBy?: string
}

/** Who decides in an approver's place, named by the approver. */
export type DelegationFact = {
  kind: 'delegation'
  cycle: string
  round: number
  stage: string
  seat: string
  to: Person
  by: string
  reason: string
  at: string
  /** Done through a link that this person of the office had made and read out. */
  linkIssuedBy?: string
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
  | { act: 'skip'; stage: string; round: number }
  | { act: 'reassign'; stage: string; seat: string; to: Person }
  | { act: 'force'; stage: string; round: number; seat: string }
  /** Whoever of these units owes something is reminded; `reason` is the office's word to them. */
  | { act: 'remind'; units: string[] }
  | { act: 'hold' }
  /** Missing slices are not waited for any more: they are marked as gaps, and whoever signs sees them. */
  | { act: 'gap' }
  | { act: 'release' }
  /** `version`: the one that is corrected. */
  | { act: 'correct'; version: number }
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
  { act: 'skip' | 'force' | 'reassign' | 'exempt' | 'leave' | 'gap' | 'officer' | 'withdraw' }
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
  act: StrongAct
  /** Asked for by the `lianbao` command: nobody sat at the board, and no digits were mailed. */
  byCommand?: true
}

/** A second person's answer to a proposal: the first one counts. */
export type ConsentFact = {
  kind: 'consent'
  cycle: string
  /** The proposal's number. */
  proposal: number
  at: string
  by: string
  choice: 'consent' | 'decline'
  linkIssuedBy?: string
}

/**
 * Whoever the act skips, forces or replaces was mailed, as far as handing over goes. Until then nothing is published on it. `act`: its
 * number.
 */
export type ToldFact = { kind: 'told'; cycle: string; act: number; at: string }

/** A timer's finding that a wait is over without everything it waited for. It never approves. */
export type LapseFact = {
  kind: 'lapse'
  cycle: string
  what: 'submissions' | 'legal'
  round: number
  at: string
  missing: string[]
}

/**
 * A mail that was sent, keyed by the duty it serves: `invite/<unit>/<person>`, `request/<round>/<stage>/<seat>` … so that a
 * mail that was recorded is not sent again. A crash between sending and recording makes two of one Message-ID; silence would be
 * worse. Never holds an address, a token or a code.
 */
export type MailFact = {
  kind: 'mail'
  cycle: string
  duty: string
  /** Person id. */
  to: string
  template: MailName
  at: string
  messageId: string
}

/**
 * Somebody is about to send the mail of a duty: of two in the same moment one does. `n` counts the tries; the next may begin once
 * this one has failed, or was begun so long ago that whoever did has died.
 */
export type SendingFact = { kind: 'sending'; cycle: string; duty: string; n: number; failed?: true; at: string }

/** What became of a mail, as the transport reported it. */
export type DeliveryFact = {
  kind: 'delivery'
  cycle: string
  duty: string
  /** `left`: after a delay it left for the next server; that says nothing about whether it arrived. */
  event: 'delivered' | 'delayed' | 'left' | 'bounced' | 'complained' | 'suppressed' | 'auto-replied'
  at: string
}

export type LinkPurpose = 'slice' | 'confirmation' | 'sign-off' | 'consent' | 'board'
/** One link: one person, one purpose, one subject, until a time. Only hashes are kept; the newest generation counts. */
export type LinkFact = {
  kind: 'link'
  cycle: string
  purpose: LinkPurpose
  /** slice, confirmation: the unit; sign-off: `<stage>/<seat>`; consent: the proposal's number; board: `office`. */
  subject: string
  /** Person id. */
  person: string
  /** 1, 2, 3 …: a reissue makes the next and ends the ones before. */
  generation: number
  /** Which of the ring of link secrets it was made with: when that one has left the ring, the link has ended. */
  kid: string
  /** Person id of who at the office had it made and read it out; absent where it went to its holder's mailbox alone. */
  issuedBy?: string
  /** SHA-256 of the link's id, hex. */
  hash: string
  /** SHA-256 of the paste code, hex. */
  codeHash: string
  issued: string
  /** Instant. */
  expires: string
}

/**
 * A person's link for the purpose was opened for the first time by the button of its page. It says that somebody pressed, not who:
 * nothing rests on it, and the office sees whom its mails have not reached.
 */
export type VisitFact = {
  kind: 'visit'
  cycle: string
  purpose: LinkPurpose
  subject: string
  /** Person id. */
  person: string
  at: string
}

/**
 * A six-digit code was mailed to the holder of a link because they asked for it: good until `expires`, for one use. The digits
 * follow from the link secrets and are kept nowhere.
 */
export type CodeFact = {
  kind: 'code'
  cycle: string
  /** Hash of the link. */
  link: string
  /** Digest of what it is for: round and draft, revision and submission, an act of the office. */
  about: string
  /** 1, 2, 3 … of this link and matter. */
  n: number
  at: string
  expires: string
}

/** Digits were typed on a link for a matter. There are only so many tries (codes.ts), and a try counts before it is answered. */
export type CodeTryFact = {
  kind: 'code-try'
  cycle: string
  link: string
  about: string
  n: number
  /** What right digits were typed for: the same thing sent many times is one try. Absent where they were wrong. */
  right?: string
  at: string
}

/** A mailed code was used. */
export type CodeUseFact = {
  kind: 'code-use'
  cycle: string
  link: string
  about: string
  /** Of the code. */
  n: number
  /** What for, so that the same thing sent twice is one use. */
  use: string
  at: string
}

/** All facts of six digits on one link. */
export type CodeFacts = { asked: CodeFact[]; tries: CodeTryFact[]; uses: CodeUseFact[] }

export type PublicationFact = {
  kind: 'publication'
  cycle: string
  /** 1, 2, 3 …: a correction is the next version. */
  version: number
  round: number
  draft: string
  /** Digest of manifest.json. */
  manifest: string
  at: string
  /** Why a correction was made; absent on version 1. */
  reason?: string
}

/**
 * The moment it was established that the draft is signed and is to go out as this version. Written before the files are built, so
 * that a publication begun again after a crash has the same time in it, and so the same bytes.
 */
export type ReleaseFact = {
  kind: 'release'
  cycle: string
  /** 1, 2, 3 …: a release that was stopped is followed by another of the same version. */
  n: number
  version: number
  round: number
  draft: string
  /** Keys of the facts the version is made from, as they were read at this moment. Facts never change, so keys say it all. */
  evidence: string[]
  /** The audit of all facts as they were read at this moment (audit.ts). Goes into the signed manifest and the announcement. */
  audit?: AuditMark
  /** What the site said of itself, which stands in the version's files. */
  site?: SiteTags
  at: string
}

/** Where an audit stood. `facts`: digest of the list of their keys, in the file store under `audits/<digest>.json`. */
export type AuditMark = { entries: number; head: string; facts: string }

/** The lead office on one revision of a unit's own report: cleared for publication, or sent back. */
export type ClearanceFact = {
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
export type RecallFact = {
  kind: 'recall'
  cycle: string
  unit: string
  version: number
  revision: number
  at: string
  by: string
  reasons: ReturnReason[]
}

/** The moment from which a unit's report is what it is: as `release`, of one unit's report. */
export type UnitReleaseFact = {
  kind: 'unit-release'
  cycle: string
  unit: string
  /** 1, 2, 3 … of the unit: a release that was stopped is followed by another of the same version. */
  n: number
  /** A correction is the next version. */
  version: number
  revision: number
  /** Digest of the submission it publishes. */
  submission: string
  /** Keys of the facts the version is made from. */
  evidence: string[]
  site?: SiteTags
  at: string
}

export type UnitPublicationFact = {
  kind: 'unit-publication'
  cycle: string
  unit: string
  version: number
  revision: number
  submission: string
  /** Digest of manifest.json. */
  manifest: string
  /** The release's instant. */
  at: string
  /** Why a correction was made; absent on version 1. */
  reason?: string
}

/**
 * Whether a release goes out: the point of no return. The publisher, who has looked again after writing the release, and whoever
 * wrote something that the release does not name race for this one item. A release that was stopped has put no file.
 */
export type DepartureFact = { kind: 'departure'; cycle: string; release: number; goes: boolean; at: string }

/** The same of a unit's own report. */
export type UnitDepartureFact = {
  kind: 'unit-departure'
  cycle: string
  unit: string
  release: number
  goes: boolean
  at: string
}

/** A run of the workflow that was started for the cycle. `published`: so many versions were out then. */
export type ExecutionFact = { kind: 'execution'; cycle: string; n: number; name: string; published: number; at: string }

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
  at: string
  /** How many facts the wait was entered with (evidence.ts). A run that comes back with no more of them is going in circles. */
  seen: number
  /** Names of the tokens that stood here before, in short: none of them may come back. */
  replaced?: string[]
}

/** A browser session, opened by POST from a link. The other kind of item that may be overwritten. Kept under a hash of its id. */
export type Session = {
  hash: string
  cycle: string
  purpose: LinkPurpose
  subject: string
  person: string
  /** Hash of the link it was opened from: a superseded link ends its sessions. */
  link: string
  opened: string
  expires: string
  /** Instant of a request in it, not older than five minutes before its last one. */
  seen: string
  /** Instant at which its person closed it. */
  ended?: string
}
