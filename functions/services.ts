import type { Scripts } from '../shared/contract/browser-scripts.ts'
import type { LogCode } from '../shared/contract/log-messages.ts'
import type { SiteTags } from '../shared/contract/site-tags.ts'
import type { Look, TimerNote } from '../shared/cycle/clock/timer-note.ts'
import type { CodeFacts, Session } from '../shared/cycle/facts/link-facts.ts'
import type { DeliveryFact } from '../shared/cycle/facts/mail-facts.ts'
import type { Callback, Fact } from '../shared/cycle/facts.ts'
import type { LinkHolder, LinkSecret } from '../shared/cycle/links/signed-link.ts'
import type { WorkingCopy } from '../shared/draft/working-copy.ts'
import type { UnreadableFile } from '../shared/printed/printed-document.ts'
import type { PrintedReport } from '../shared/printed/printed-report.ts'

/**
 * Every effect a function may have, in one type. A function takes the part it needs as its last argument, so its
 * signature says what it may touch. `functions/aws` makes the real ones; `infra/local` makes the embedded ones.
 */
export type Services = {
  clock: Clock
  store: ReportStore
  files: FileStore
  published: PublicFiles
  mailer: Mailer
  later: Later
  workflow: Workflow
  keys: Keys
  /** On a deployed stage only: one machine's ring has one secret. */
  ring?: LinkRing
  /** On a stage that mails by SMTP; one machine reads its own beside the functions. */
  mailbox?: Mailbox
  scripts: ScriptFiles
  tools: ToolFiles
  reader: FileReader
  log: Log
  settings: Settings
}

/** What every page behind a link reads with. */
export type PageServices = Pick<Services, 'clock' | 'store' | 'files' | 'keys' | 'settings'>
/** What it takes to write to people, with links of their own. */
export type MailServices = Pick<Services, 'clock' | 'store' | 'files' | 'keys' | 'mailer' | 'settings' | 'log'>

export type Clock = {
  /** The instant, ISO 8601 UTC with milliseconds. Read once per request or state and handed down. */
  now(): string
}

export type Recorded<F extends Fact> = { recorded: true; fact: F } | { recorded: false; fact: F }

export type ReportStore = {
  /** Writes the fact if its key is free; otherwise answers with the fact that stands there. */
  record<F extends Fact>(fact: F): Promise<Recorded<F>>
  /** All facts of a cycle, consistently read, in the order of their keys; empty when there is no such cycle. */
  facts(cycle: string): Promise<Fact[]>
  /**
   * Those that decide, consistently read: of all units and the spine, without mails, links and what came of them.
   *
   * @param units may be a moment old, at half the price, where something is shown; the spine, in which what approvers and the office did
   * lies, never is
   */
  decidingFacts(cycle: string, units?: 'units a moment old'): Promise<Fact[]>
  /** Those, and whom mails reached and who opened what, consistently read: all but links, digits, and what is noted of mails under way. */
  toldFacts(cycle: string): Promise<Fact[]>
  /** What a board shows: what decides, and whom mails reached. May be a moment old but for the spine: nothing is decided by it. */
  boardFacts(cycle: string): Promise<Fact[]>
  /** Keeps a copy of them where that is worth it, so that the next reads less. */
  keepBoard(cycle: string): Promise<void>
  /**
   * The facts of one unit and the spine, or of the spine alone, consistently read: the same work with five units and with five thousand.
   * Whatever needs all units cannot be asked of them (unitCycle in shared/cycle).
   */
  unitFacts(cycle: string, unit?: string): Promise<Fact[]>
  /**
   * The facts of one kind of a cycle, consistently read: cheap where the others do not matter.
   *
   * @param under how their keys go on after the kind (fact-key.ts), as far as it is known: one mail, one person's links
   */
  factsOf<K extends Fact['kind']>(cycle: string, kind: K, under?: string): Promise<Extract<Fact, { kind: K }>[]>
  /** What is kept to look less far, and may be lost or old at any time: whoever reads it holds it against facts. */
  hint(cycle: string, about: Hint): Promise<string | undefined>
  saveHint(cycle: string, about: Hint, hint: string): Promise<void>
  /** What the timer has to know before it reads a cycle (timer-note.ts in shared/cycle/clock); consistently read, and may be lost as a whole. */
  timerNote(cycle: string): Promise<TimerNote>
  /** Notes that work on a cycle was begun, under a name of its own; again, with a later instant. */
  noteWork(cycle: string, id: string, at: string): Promise<void>
  /**
   * Strikes off what came to its end. Whoever did it makes `newest` another by that; the timer, which may strike off what still goes on,
   * keeps how it left the cycle. Where the look that its `since` comes from is kept no more, because this is the first, all was lost
   * meanwhile or something was left open, it is kept as one that is over: what that was has its end by the next turn.
   */
  strikeWork(cycle: string, ids: readonly string[], look?: Look): Promise<void>
  /**
   * Something is left open, whoever left it: how the timer left the cycle is forgotten, so that it looks until a look leaves nothing open.
   * That takes no room, however much is open; and the works that are named are struck off, for whatever they left is looked for.
   */
  lookAgain(cycle: string, ids: readonly string[]): Promise<void>
  /** Ids of all cycles ever opened. */
  cycles(): Promise<string[]>
  /** Whose link it is whose id or paste code has this hash; whether it counts, only its holder's links say (`linkAmong`). */
  linkHolder(hash: string): Promise<LinkHolder | undefined>
  /** What was mailed, typed and used of six digits on the link with this hash. */
  codes(cycle: string, link: string): Promise<CodeFacts>
  /** Puts it in the place of `before`, or of none. False when another token was saved since that one was read. */
  saveCallback(callback: Callback, before?: Callback): Promise<boolean>
  callback(cycle: string, wait: Callback['wait']): Promise<Callback | undefined>
  saveSession(session: Session): Promise<void>
  /** Also one that has expired: the reader compares `expires` with its `now`. */
  session(hash: string): Promise<Session | undefined>
  /** Notes on a session that is there when it was last used, or that it was closed; elsewhere does nothing. */
  markSession(hash: string, mark: 'seen' | 'ended', at: string): Promise<void>
  /** A unit's slice as it is being typed; undefined where nobody has. */
  workingCopy(cycle: string, unit: string): Promise<WorkingCopy | undefined>
  /** Those of all units of a cycle, in the order of their ids. */
  workingCopies(cycle: string): Promise<WorkingCopy[]>
  /**
   * Puts the copy in the place of the one with the version before it, or of none. False when another was saved since it was
   * read: that one is then to be read and joined.
   */
  saveWorkingCopy(copy: WorkingCopy): Promise<boolean>
}

/**
 * `witness`: a unit whose slice was missing. `reports`: how the schedule of the units' own reports left the cycle. `site`: what the public
 * site shows of it. `mailbox`: how far it was read.
 */
type Hint = 'witness' | 'reports' | 'site' | 'mailbox'

/**
 * Immutable bodies, nearly all under the digest of their bytes: writing the same key again writes the same bytes. What was first put under
 * another name stays; other bytes are refused, or left out without a word.
 */
export type FileStore = {
  put(key: string, bytes: Uint8Array): Promise<void>
  get(key: string): Promise<Uint8Array | undefined>
}

/** What the public fetches. `put` refuses to overwrite a path with other bytes; only pointers may move. */
export type PublicFiles = {
  put(path: string, bytes: Uint8Array, contentType: string): Promise<void>
  get(path: string): Promise<Uint8Array | undefined>
  /** The few paths that may be overwritten: the newest-version pointer and the list of reports. */
  movePointer(path: string, bytes: Uint8Array, contentType: string): Promise<void>
}

/** What became of a mail, as whoever carries it says. */
export type MailOutcome = {
  cycle: string
  /** The whole Message-ID, or what stands before its @. */
  messageId: string
  /** What it was owed for, where that is known: one mail is read instead of all. */
  duty?: string
  event: DeliveryFact['event']
  /** Instant. */
  at: string
}

/** `keep` answers whether it knows the mail. */
export type KeepsReturned = { keep: (outcome: MailOutcome) => Promise<boolean>; log: Log }

/** Where mails come back to. */
export type Mailbox = {
  /** Gives what came back since `until` to `keep`, oldest first, and answers how far it came, to be handed in the next time. `domain`: the sender's. */
  readOn(until: string | undefined, of: { domain: string; now: string }, told: KeepsReturned): Promise<string>
}

export type MailMessage = {
  /** Stable: `<hash of cycle and duty>@<sender's domain>`; a repeat has the same. */
  messageId: string
  /** Which cycle it is about, for what comes back: deliveries, bounces. */
  cycle: string
  /** What it is owed for, for the same. */
  duty?: string
  to: { name: string; address: string }
  subject: string
  text: string
  html: string
  /** A calendar entry for the date by which something is due. */
  calendar?: string
  /** A file that goes along. */
  attachment?: { filename: string; contentType: string; bytes: Uint8Array }
  /** Instant of this try, for the Date header. */
  date: string
  /** What it says holds for minutes, and who asked for it looks on: no queue takes it to send it later. */
  atOnce?: true
  /** Instant of the first try, where it is known. */
  since?: string
}
export type Mailer = {
  /** Throws `MailRefused` where asking again is of no use; whatever else it throws passes, and the mail is tried again. */
  send(message: MailMessage): Promise<void>
  /** Whoever sends many has been at it for long enough (telling/turn.ts). */
  isOver?(): boolean
  /** Takes a mail that was tried in vain before, so that nobody waits behind it (telling/turn.ts). */
  putOff?(mail: PutOff): void
}

/** A mail that was tried in vain so often. */
export type PutOff = { cycle: string; tries: number; send(): Promise<void> }

/** Whoever carries the mail takes it for this person never: the mailbox is gone. It has come back before it left. */
export class MailRefused extends Error {
  constructor() {
    super('the mail is refused for good')
    this.name = 'MailRefused'
  }
}

/**
 * What follows from a fact that was just written, for whoever it concerns: of one unit's, or of an act of the office. `note`: by which the
 * timer knows that it is under way (door/noted-work.ts).
 */
export type ToldLater = { cycle: string; note?: string } & ({ unit: string } | { act: string })

/** Has something done after the answer. Nobody hears whether it was; what is lost of it the timer makes good. */
export type Later = { tell(what: ToldLater): Promise<void> }

export type Workflow = {
  /** Starts a run; starting the same name again is not an error. Answers whether it goes on now: `false` for one that is over. */
  start(name: string, input: { cycle: string }): Promise<boolean>
  /** Resumes the wait. `gone` when the token no longer waits (already resumed, timed out, stopped). */
  resume(token: string, output: Record<string, string>): Promise<'resumed' | 'gone'>
  /** Whether a run waits for this token; `false` for one of an attempt, a wait or a run that is over. */
  waitsFor(token: string): Promise<boolean>
  /** Whether the run is still going on; of one that was started a moment ago the workflow may not know yet. */
  running(name: string): Promise<boolean>
}

export type Keys = {
  /** Secrets for links, newest first; older ones verify until the longest link expires. */
  linkSecrets(): Promise<LinkSecret[]>
  /** Signs with the publication key, ECDSA on P-256 with SHA-256: the signature as DER, which openssl reads; the public key as PEM. */
  sign(bytes: Uint8Array): Promise<{ key: string; signature: Uint8Array; publicKey: string }>
}

export type LinkRing = {
  /** Puts a new secret in front of the ring, or in the place of all there are; answers with the ids, newest first. Never shows a secret. */
  rotate(which: { onlyNew: boolean; now: string }): Promise<string[]>
}

export type Log = (code: LogCode, facts: Record<string, string | number | boolean>) => void

/** Reads a report out of a file as offices have them: what it has of one, or why it is refused. Never throws for what is in the file. */
export type FileReader = {
  read(file: { name: string; bytes: Uint8Array }): Promise<PrintedReport | UnreadableFile>
  /** All that is written in a file that is no report. */
  text(file: { name: string; bytes: Uint8Array }): Promise<{ text: string } | UnreadableFile>
}

/** The scripts a browser loads, by the name of the file. */
type ScriptFiles = Readonly<Record<string, string>>

/** The public pages that compute in the reader's browser, with their scripts: files of a release and not of a publication, by path. */
export type ToolFiles = () => Promise<ReadonlyMap<string, Uint8Array>>

export type Settings = {
  /** Where links point: scheme, host, no slash at the end. Never taken from a request. */
  baseUrl: string
  /** Where the public reads reports. */
  publicUrl: string
  sender: { name: string; address: string; phone: string }
  /** What the public site says of itself, where anything was said. */
  site?: SiteTags
  /** Set where nothing counts: every page, mail and publication says so. */
  trial?: true
  /** Behind CloudFront: what it says to show that a request came by it. */
  shield?: string
  /** What pages may name of `scripts`; without one a page is the plain one. */
  scripts?: Scripts
}
