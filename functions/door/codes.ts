import type { CodeFact, CodeFacts, CodeTryFact } from '../../shared/cycle/facts/link-facts.ts'
import {
  aboutKey,
  type CodeMatter,
  codeAsked,
  codeMail,
  digitsOf,
  hasGuessed,
  isLocked,
  matterOf,
  mostTries,
  mostUnused,
  nextTry,
  readCode,
  triesTold,
  unusedLately,
} from '../../shared/cycle/links/codes.ts'
import { officersOf } from '../../shared/cycle/people.ts'
import { decisionCodeMail, wrongCodesMail } from '../../shared/mail/link-mails.ts'
import type { Problem } from '../../shared/report/errors.ts'
import { linkTexts } from '../../shared/words/link-texts.ts'
import { codeTries } from '../kept/code-tries.ts'
import type { MailServices } from '../services.ts'
import { newestSecret } from '../telling/links.ts'
import { tellAndSee, tellPerson } from '../telling/mails.ts'
import type { OpenedLink, OpenedUnit } from './sessions.ts'

/** `use`: what the digits are to be used for, so that the same sent twice is one use. `matter`: where it is not what the link's page decides. */
export type CodeUse = { use: string; matter?: CodeMatter | undefined }

/**
 * What is wrong with the six digits typed for a matter, if anything. A try is counted before it is answered, a right one too,
 * whatever else is wrong with what was sent: many at once are no more tries than one after the other. At some wrong ones, and at
 * the last, the holder is told.
 */
export async function typedCodeProblem(
  typed: string | undefined,
  opened: OpenedLink | OpenedUnit,
  services: MailServices,
  { use, matter = matterOf(opened.state, opened.definition, opened.link) }: CodeUse,
): Promise<Problem | undefined> {
  const { link } = opened
  const codes = await opened.codes()
  if (matter && isLocked(codes, link, matter.about)) return locked
  if (!typed?.trim()) return problemOf('code-missing', matter?.fresh ? linkTexts.codeNotAsked : linkTexts.codeMissing)
  if (!matter) return problemOf('code-wrong', linkTexts.codeWrong)
  const now = services.clock.now()
  const reading = readCode(typed, codes, link, matter, { ring: await services.keys.linkSecrets(), now, use })
  const right = reading.is === 'printed' || reading.is === 'fresh'
  const tried = await countTry(opened, matter, right ? use : undefined, services)
  if (tried === undefined) return locked
  // The door has seen only what was recorded before: many at once are no more guesses than one after the other.
  if (right) return hasGuessed(await services.store.codes(link.cycle, link.hash), link) ? locked : undefined
  services.log('code-wrong', { cycle: link.cycle, purpose: link.purpose, tries: tried })
  if (tried === triesTold || tried === mostTries) await tellHolder(opened, matter, tried, services)
  if (tried === mostTries) return locked
  if (reading.is === 'spent') return problemOf('code-wrong', linkTexts.codeSpent)
  return {
    ...problemOf('code-wrong', matter.fresh ? linkTexts.codeNotFresh : linkTexts.codeWrong),
    facts: { left: mostTries - tried },
  }
}

/** Uses the digits that were found right, just before what they were typed for is recorded: a problem when others used the same code meanwhile. */
export async function spendCode(
  typed: string | undefined,
  opened: OpenedLink | OpenedUnit,
  services: MailServices,
  { use, matter = matterOf(opened.state, opened.definition, opened.link) }: CodeUse,
): Promise<Problem | undefined> {
  if (!matter || !typed) return problemOf('code-missing', linkTexts.codeMissing)
  const { link } = opened
  const codes = await opened.codes()
  const at = services.clock.now()
  const reading = readCode(typed, codes, link, matter, { ring: await services.keys.linkSecrets(), now: at, use })
  if (reading.is !== 'printed' && reading.is !== 'fresh') return problemOf('code-wrong', linkTexts.codeSpent)
  if (reading.is === 'printed') return undefined
  const code = codeAbout(opened, matter)
  const { fact } = await services.store.record({ kind: 'code-use', ...code, n: reading.n, use, at })
  return fact.use === use ? undefined : problemOf('code-wrong', linkTexts.codeSpent)
}

/** Mails the holder the digits for what the page decides. To the registered mailbox alone, whoever has the link open. */
export async function mailCode(
  opened: OpenedLink | OpenedUnit,
  services: MailServices,
  { matter = matterOf(opened.state, opened.definition, opened.link) }: { matter?: CodeMatter | undefined } = {},
): Promise<Problem | undefined> {
  const { link, person } = opened
  if (!matter) return undefined
  const codes = await opened.codes()
  if (isLocked(codes, link, matter.about)) return locked
  const code = await recordCode(opened, codes, matter, services)
  if (!code) return problemOf('too-many-requests', linkTexts.codeTooMany)
  const digits = digitsOf(await newestSecret(services), link, matter.about, code)
  try {
    const sent = await tellAndSee(
      opened,
      { duty: codeMail(code), person, atOnce: true },
      (frame) => decisionCodeMail({ ...frame, purpose: link.purpose, digits, toOffice: isOfficer(opened) }),
      services,
    )
    if (!sent) return problemOf('too-many-requests', linkTexts.codeBeingSent)
    services.log('code-mailed', { cycle: link.cycle, purpose: link.purpose, person: person.id })
    return undefined
  } catch {
    return problemOf('code-not-sent', linkTexts.codeNotSent)
  }
}

/** The code that is mailed now; undefined where there were too many. */
async function recordCode(
  { link }: Pick<OpenedLink, 'link'>,
  codes: CodeFacts,
  { about }: CodeMatter,
  { store, clock }: Pick<MailServices, 'store' | 'clock'>,
): Promise<CodeFact | undefined> {
  const now = clock.now()
  const tries = await codeTries(link, codes, { store })
  const asked = codeAsked(codes, link, about, now, tries)
  if (!asked) return undefined
  const { fact } = await store.record(asked)
  // Many at once have each seen only what was recorded before.
  return unusedLately(await store.codes(link.cycle, link.hash), link, now, tries) > mostUnused ? undefined : fact
}

/**
 * Digits of the moment for what a page does beside its own matter: without any they are mailed, and the problem says so; with them
 * they are used. A forwarded link alone does none of it.
 */
export async function freshDigits(
  opened: OpenedLink,
  typed: string | undefined,
  services: MailServices,
  { about, use }: { about: readonly string[]; use: string },
): Promise<Problem | undefined> {
  const matter: CodeMatter = { about, fresh: true }
  if (!typed?.trim())
    return (await mailCode(opened, services, { matter })) ?? problemOf('code-missing', linkTexts.codeMailedNow)
  return (
    (await typedCodeProblem(typed, opened, services, { use, matter })) ??
    (await spendCode(typed, opened, services, { use, matter }))
  )
}

/** The number of this try; undefined when there are no more. Whoever loses the race for a number takes the next. */
async function countTry(
  opened: OpenedLink | OpenedUnit,
  matter: CodeMatter,
  use: string | undefined,
  { store, clock }: MailServices,
): Promise<number | undefined> {
  const right = use === undefined ? {} : { right: use }
  const at = clock.now()
  for (let n = nextTry(await opened.codes(), opened.link, matter.about, use); n <= mostTries; n++) {
    const { recorded, fact } = await store.record<CodeTryFact>({
      kind: 'code-try',
      ...codeAbout(opened, matter),
      n,
      ...right,
      at,
    })
    if (recorded || (use !== undefined && fact.right === use)) return n
  }
  return undefined
}

async function tellHolder(
  opened: OpenedLink | OpenedUnit,
  matter: CodeMatter,
  tries: number,
  services: MailServices,
): Promise<void> {
  const { person } = opened
  const { link, about } = codeAbout(opened, matter)
  // The answer to who typed them does not wait for a transport that is down; the try is in the record either way.
  await tellPerson(
    opened,
    { duty: { of: 'wrong-codes', link: link.slice(0, 16), about, tries }, person },
    (frame) => wrongCodesMail({ ...frame, tries, locked: tries === mostTries, toOffice: isOfficer(opened) }),
    services,
  ).catch(() => undefined)
}

const isOfficer = ({ state, person }: Pick<OpenedLink | OpenedUnit, 'state' | 'person'>): boolean =>
  officersOf(state).some(({ id }) => id === person.id)

const codeAbout = ({ link }: Pick<OpenedLink, 'link'>, { about }: CodeMatter) => ({
  cycle: link.cycle,
  link: link.hash,
  about: aboutKey(about),
})

const problemOf = (code: Problem['code'], message: Problem['message']): Problem => ({ code, field: 'code', message })
const locked = problemOf('code-locked', linkTexts.codeLocked)
