export type LinkPurpose = 'slice' | 'confirmation' | 'sign-off' | 'consent' | 'board'
/** One link: one person, one purpose, one subject, until a time. Only hashes are kept; the newest generation counts. */
export type LinkFact = {
  kind: 'link'
  cycle: string
  purpose: LinkPurpose
  /** slice, confirmation: the unit; sign-off: `<stage>/<seat>`; consent: the proposal's number; board: `office`. */
  subject: string
  person: string
  /** 1, 2, 3 …: a reissue makes the next and ends the ones before. */
  generation: number
  /** Which of the ring of link secrets it was made with: when that one has left the ring, the link has ended. */
  kid: string
  /** Person id of who at the office had it made and read it out; absent where it went to its holder's mailbox alone. */
  issuedBy?: string
  /** Person id of who at the office ended the one before it; this one went to its holder's mailbox, and nobody at the office knows it. */
  endedBy?: string
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

/** Done by a link; `linkIssuedBy`: this person of the office had it made and read it out. */
export type ByLink = { linkIssuedBy?: string }
