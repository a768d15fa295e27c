import { shownDate } from '../calendar/shown-date.ts'
import type { LocalizedText } from '../report/report-definition.ts'
import { mailTexts } from '../words/mail-texts.ts'
import { subjectTexts } from '../words/subjects.ts'
import { wordsIn } from '../words/words-in.ts'
import { type Mail, type MailFrame, mailOf } from './layout.ts'

const texts = mailTexts.published

/** Everyone who had a part in it hears that the report is public. The address is public, so it needs no code. */
export function publishedMail(
  given: MailFrame & {
    /** Whose report it is: the issuer's or a unit's. */
    whose: LocalizedText
    version: number
    /** Why a correction was made. */
    reason?: string
    /** Civil dates. */
    published: string
    legal: string
    /** Of the published page; a test has none. */
    url?: string
    /** Digest of manifest.json, hex. */
    manifest: string
    /** To the office, of a unit's correction: the version that the whole, which is public, adds. */
    addedBefore?: number
    /** The report of a unit, and the whole is still being made. */
    goesOn?: boolean
    /** How far the record of the cycle went, and its last digest. */
    audit?: { entries: number; head: string }
  },
): Mail {
  const { language, report, short, version, reason } = given
  const whose = given.whose[language]
  const subjects = wordsIn(subjectTexts, language)
  const t = wordsIn(texts, language)
  const published = shownDate(given.published, language)
  const facts: [string, string][] = [
    ...(given.url ? [[t.published, published] as [string, string]] : []),
    [t.legal, shownDate(given.legal, language)],
    [t.version, t.versionSaid(version)],
    ...(reason ? [[t.reason, reason] as [string, string]] : []),
    ...(given.url ? [[t.address, given.url] as [string, string]] : []),
    [t.manifest, given.manifest],
    ...(given.audit ? [[t.audit, t.auditSaid(given.audit.entries, given.audit.head)] as [string, string]] : []),
  ]
  return mailOf(given, {
    subject: !given.url
      ? subjects.tested(short)
      : version > 1
        ? subjects.corrected(whose, short, version)
        : subjects.published(whose, short),
    lead: [
      !given.url
        ? t.leadTested(report, published)
        : version > 1
          ? t.leadCorrected(report, published)
          : t.lead(report, published),
      { facts },
      given.addedBefore === undefined ? (given.goesOn ? t.goesOn : t.thanks) : t.decide(given.addedBefore, version),
    ],
  })
}
