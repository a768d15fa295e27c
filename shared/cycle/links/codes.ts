import { digestOfValue } from '../../report/bytes/digest.ts'
import type { ReportDefinition } from '../../report/report-definition.ts'
import type { CodeFact, CodeFacts, CodeTryFact, CodeUseFact, LinkFact } from '../facts/link-facts.ts'
import type { SendingFact } from '../facts/mail-facts.ts'
import type { Fact } from '../facts.ts'
import { mailKey } from '../mail-duty.ts'
import type { Spine } from '../reporting-cycle.ts'
import { decisionAbout } from './link-standing.ts'
import { decisionCode, isDecisionCode, type LinkSecret } from './signed-link.ts'

/**
 * What six digits are typed for. `fresh`: only digits that were mailed on request count, so that a forwarded mail signs
 * nothing; elsewhere those printed in the mail that asked do too.
 */
export type CodeMatter = { about: readonly string[]; fresh: boolean }

/** Tries on one link for one matter, right and wrong together. */
export const mostTries = 20
/** Wrong ones on one link, whatever they were about: an act of the office is a matter of its own, and there is no end of acts. */
export const mostWrong = 60
/** At this many wrong ones the holder is told, and again when there are no more. */
export const triesTold = 5
const goodFor = 10 * 60_000 // milliseconds
/** Asked for again within this time, the same code is meant. */
const askedAgain = 60_000 // milliseconds
/** Mailed on one link for one matter. */
export const mostCodes = 20
/** Mailed on one link within an hour and not used, whatever they were about: whoever has the link alone fills no mailbox. */
export const mostUnused = 30
const anHour = 60 * 60_000 // milliseconds

export const aboutKey = (about: readonly string[]): string => digestOfValue(about).slice(0, 16)

/** What a link's page decides: the newest revision, the current draft. Undefined where nothing is to be decided. */
export function matterOf(state: Spine, definition: ReportDefinition, link: LinkFact): CodeMatter | undefined {
  const about = decisionAbout(state, link)
  return (
    about && {
      about,
      fresh:
        link.purpose === 'consent' ||
        (link.purpose === 'sign-off' && needsFreshCode(definition, stageOf(link.subject))),
    }
  )
}

/** Whether a stage is signed with a code of the moment only. */
const needsFreshCode = (definition: ReportDefinition, stage: string): boolean =>
  definition.signOff.stages.some(({ id, indispensable }) => id === stage && indispensable)

const stageOf = (subject: string): string => subject.slice(0, subject.indexOf('/'))

/** The facts of six digits among these, by kind. */
export function codeFacts(facts: readonly Fact[]): CodeFacts {
  const of = <K extends Fact['kind']>(kind: K) => facts.filter((f): f is Extract<Fact, { kind: K }> => f.kind === kind)
  return { asked: of('code'), tries: of('code-try'), uses: of('code-use') }
}

const ofMatter = <F extends CodeFact | CodeTryFact | CodeUseFact>(
  facts: readonly F[],
  link: Pick<LinkFact, 'hash'>,
  about: readonly string[],
): F[] => facts.filter((fact) => fact.link === link.hash && fact.about === aboutKey(about))

/** No more tries: the holder needs a fresh link. */
export const isLocked = (codes: CodeFacts, link: LinkFact, about: readonly string[]): boolean =>
  ofMatter(codes.tries, link, about).length >= mostTries || hasGuessed(codes, link)

/**
 * Digits were asked for as often as they may be, whatever they were about, and none of those still count: another link has its own.
 *
 * @param tries of mailing them: those that did not leave do not count
 */
export function isAskedOut({ asked }: CodeFacts, link: LinkFact, now: string, tries: readonly SendingFact[]): boolean {
  const mailed = asked.filter((code) => code.link === link.hash && !isUnsent(code, tries))
  return mailed.some(({ about }) => {
    const ofMatter = mailed.filter((code) => code.about === about)
    return ofMatter.length >= mostCodes && ofMatter.every(({ expires }) => expires <= now)
  })
}

/** As many wrong ones as a link may have. */
export const hasGuessed = ({ tries }: CodeFacts, link: LinkFact): boolean =>
  tries.filter((one) => one.link === link.hash && one.right === undefined).length >= mostWrong

/** What the mail with a code is owed for. */
export const codeMail = ({ link, about, n }: CodeFact) => ({ of: 'code', link: link.slice(0, 16), about, n }) as const
/** How the keys of all of a link begin. */
export const codeMails = ({ hash }: Pick<LinkFact, 'hash'>): string => `code/${hash.slice(0, 16)}/`

/**
 * The code a request for one asks for: the next, or the one just sent. Undefined when there were too many.
 *
 * @param tries of mailing what was asked for on the link, where they matter: a code that did not leave uses none up
 */
export function codeAsked(
  codes: CodeFacts,
  link: LinkFact,
  about: readonly string[],
  now: string,
  tries: readonly SendingFact[] = [],
): CodeFact | undefined {
  const asked = ofMatter(codes.asked, link, about)
  const last = newest(asked)
  if (last && Date.parse(now) - Date.parse(last.at) < askedAgain && !isUsed(codes, link, about, last)) return last
  if (asked.filter((code) => !isUnsent(code, tries)).length >= mostCodes) return undefined
  if (unusedLately(codes, link, now, tries) >= mostUnused) return undefined
  const n = (last?.n ?? 0) + 1
  const expires = new Date(Date.parse(now) + goodFor).toISOString()
  return { kind: 'code', cycle: link.cycle, link: link.hash, about: aboutKey(about), n, at: now, expires }
}

/** How many were mailed on the link within the hour and are not used, whatever they are about. */
export const unusedLately = (
  { asked, uses }: CodeFacts,
  link: LinkFact,
  now: string,
  tries: readonly SendingFact[] = [],
): number =>
  asked.filter(
    (code) =>
      code.link === link.hash &&
      Date.parse(now) - Date.parse(code.at) < anHour &&
      !uses.some((use) => use.link === code.link && use.about === code.about && use.n === code.n) &&
      !isUnsent(code, tries),
  ).length

/** The transport did not take its mail, and nobody tries any more. */
function isUnsent(code: CodeFact, tries: readonly SendingFact[]): boolean {
  const duty = mailKey(codeMail(code))
  const own = tries.filter((each) => each.duty === duty)
  const last = newest(own)
  return own.some(({ n, failed }) => n === last?.n && failed)
}

export const digitsOf = (secret: LinkSecret, link: LinkFact, about: readonly string[], { n }: CodeFact): string =>
  decisionCode(secret, link, freshAbout(about, link, n))

const freshAbout = (about: readonly string[], link: LinkFact, n: number): string[] => [
  ...about,
  'asked',
  link.hash,
  String(n),
]

export type TypedCode =
  | { is: 'printed' }
  /** Mailed on request; `n` says which. */
  | { is: 'fresh'; n: number }
  | { is: 'wrong' }
  /** Right once, but it was used, or its ten minutes are over. */
  | { is: 'spent' }

/** What the typed digits are, by any secret of the ring. `use`: what they are to be used for, so that the same sent twice is one use. */
export function readCode(
  typed: string,
  codes: CodeFacts,
  link: LinkFact,
  matter: CodeMatter,
  { ring, now, use }: { ring: readonly LinkSecret[]; now: string; use: string },
): TypedCode {
  const { about } = matter
  if (!matter.fresh && isDecisionCode(typed, ring, link, about)) return { is: 'printed' }
  const asked = ofMatter(codes.asked, link, about)
  const found = asked.find((code) => isDecisionCode(typed, ring, link, freshAbout(about, link, code.n)))
  if (!found) return { is: 'wrong' }
  const used = usesOf(codes, link, about, found)
  if (used.length > 0 ? !used.some((one) => one.use === use) : found.expires <= now) return { is: 'spent' }
  return { is: 'fresh', n: found.n }
}

const usesOf = (codes: CodeFacts, link: LinkFact, about: readonly string[], { n }: { n: number }) =>
  ofMatter(codes.uses, link, about).filter((one) => one.n === n)

const isUsed = (codes: CodeFacts, link: LinkFact, about: readonly string[], code: CodeFact): boolean =>
  usesOf(codes, link, about, code).length > 0

/** The number of the next try; right digits typed again for the same `use` are the try they were. */
export function nextTry(codes: CodeFacts, link: LinkFact, about: readonly string[], use: string | undefined): number {
  const tries = ofMatter(codes.tries, link, about)
  const same = use === undefined ? undefined : tries.find((one) => one.right === use)
  return same?.n ?? (newest(tries)?.n ?? 0) + 1
}

const newest = <F extends { n: number }>(facts: readonly F[]): F | undefined =>
  [...facts].sort((a, b) => a.n - b.n).at(-1)
