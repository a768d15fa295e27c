import { shownDate } from '../calendar/shown-date.ts'
import { wordsIn } from '../words/words-in.ts'
import { type Mail, type MailFrame, mailOf } from './layout.ts'

/** Everyone who had a part in it hears that the report is public. The address is public, so it needs no code. */
export function publishedMail(
  given: MailFrame & {
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
    /** How far the record of the cycle went, and its last digest. */
    audit?: { entries: number; head: string }
  },
): Mail {
  const { language, report, version, reason } = given
  const t = wordsIn(texts, language)
  const published = shownDate(given.published, language)
  const facts: [string, string][] = [
    [t.published, published],
    [t.legal, shownDate(given.legal, language)],
    [t.version, t.versionSaid(version)],
    ...(reason ? [[t.reason, reason] as [string, string]] : []),
    ...(given.url ? [[t.address, given.url] as [string, string]] : []),
    [t.manifest, given.manifest],
    ...(given.audit ? [[t.audit, t.auditSaid(given.audit.entries, given.audit.head)] as [string, string]] : []),
  ]
  return mailOf(given, {
    subject: !given.url ? t.tested(report) : version > 1 ? t.corrected(report, version) : t.subject(report),
    lead: [
      !given.url
        ? t.leadTested(report, published)
        : version > 1
          ? t.leadCorrected(report, published)
          : t.lead(report, published),
      { facts },
      t.thanks,
    ],
  })
}

const texts = {
  subject: (report: string) => ({ zh: `已公布：${report}`, en: `Published: ${report}` }),
  corrected: (report: string, version: number) => ({
    zh: `已公布更正：${report}，第${version}版`,
    en: `Correction published: ${report}, version ${version}`,
  }),
  lead: (report: string, published: string) => ({
    zh: `《${report}》已于${published}向社会公布。`,
    en: `“${report}” was published on ${published}.`,
  }),
  tested: (report: string) => ({ zh: `走完全程：${report}`, en: `Walked to its end: ${report}` }),
  leadTested: (report: string, published: string) => ({
    zh: `《${report}》的测试已于${published}走完全程。报告没有公开，也不会公开；政务公开办可以在工作台上看到它会是什么样子。`,
    en: `The test of “${report}” was walked to its end on ${published}. The report is not public and will not be; the office can see on its board what it would be.`,
  }),
  leadCorrected: (report: string, published: string) => ({
    zh: `《${report}》更正后于${published}重新公布，旧版仍可查阅。`,
    en: `“${report}” was corrected and published again on ${published}. The old version can still be read.`,
  }),
  published: { zh: '公布日期', en: 'Published' },
  legal: { zh: '法定期限', en: 'Due by law' },
  version: { zh: '版本', en: 'Version' },
  versionSaid: (n: number) => ({ zh: `第${n}版`, en: `${n}` }),
  reason: { zh: '更正原因', en: 'Reason for the correction' },
  address: { zh: '网址', en: 'Address' },
  manifest: { zh: '文件清单校验码', en: 'Digest of the list of files' },
  audit: { zh: '办理记录', en: 'Record of the cycle' },
  auditSaid: (entries: number, head: string) => ({
    zh: `共${entries}条，末条校验码 ${head}。请保存本邮件：以后有人改动记录，可以凭它查出来。`,
    en: `${entries} entries, last digest ${head}. Please keep this mail: whoever changes the record later is found by it.`,
  }),
  thanks: {
    zh: '感谢您的工作。本期不再需要您做什么，之前邮件里的链接只能查看。',
    en: 'Thank you for your work. There is nothing more to do in this cycle; the links in earlier mails only show.',
  },
}
