import { shownDate } from '../calendar/shown-date.ts'
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
    /** Of the published page. */
    url: string
    /** Digest of manifest.json, hex. */
    manifest: string
    /** How far the record of the cycle went, and its last digest. */
    audit?: { entries: number; head: string }
  },
): Mail {
  const { language, report, version, reason } = given
  const t = texts[language]
  const published = shownDate(given.published, language)
  const facts: [string, string][] = [
    [t.published, published],
    [t.legal, shownDate(given.legal, language)],
    [t.version, t.versionSaid(version)],
    ...(reason ? [[t.reason, reason] as [string, string]] : []),
    [t.address, given.url],
    [t.manifest, given.manifest],
    ...(given.audit ? [[t.audit, t.auditSaid(given.audit.entries, given.audit.head)] as [string, string]] : []),
  ]
  return mailOf(given, {
    subject: version > 1 ? t.corrected(report, version) : t.subject(report),
    lead: [version > 1 ? t.leadCorrected(report, published) : t.lead(report, published), { facts }, t.thanks],
  })
}

const texts = {
  zh: {
    subject: (report: string) => `已公布：${report}`,
    corrected: (report: string, version: number) => `已公布更正：${report}，第${version}版`,
    lead: (report: string, published: string) => `《${report}》已于${published}向社会公布。`,
    leadCorrected: (report: string, published: string) => `《${report}》更正后于${published}重新公布，旧版仍可查阅。`,
    published: '公布日期',
    legal: '法定期限',
    version: '版本',
    versionSaid: (n: number) => `第${n}版`,
    reason: '更正原因',
    address: '网址',
    manifest: '文件清单校验码',
    audit: '办理记录',
    auditSaid: (entries: number, head: string) =>
      `共${entries}条，末条校验码 ${head}。请保存本邮件：以后有人改动记录，可以凭它查出来。`,
    thanks: '感谢您的工作。本期不再需要您做什么，之前邮件里的链接只能查看。',
  },
  en: {
    subject: (report: string) => `Published: ${report}`,
    corrected: (report: string, version: number) => `Correction published: ${report}, version ${version}`,
    lead: (report: string, published: string) => `“${report}” was published on ${published}.`,
    leadCorrected: (report: string, published: string) =>
      `“${report}” was corrected and published again on ${published}. The old version can still be read.`,
    published: 'Published',
    legal: 'Due by law',
    version: 'Version',
    versionSaid: (n: number) => `${n}`,
    reason: 'Reason for the correction',
    address: 'Address',
    manifest: 'Digest of the list of files',
    audit: 'Record of the cycle',
    auditSaid: (entries: number, head: string) =>
      `${entries} entries, last digest ${head}. Please keep this mail: whoever changes the record later is found by it.`,
    thanks: 'Thank you for your work. There is nothing more to do in this cycle; the links in earlier mails only show.',
  },
}
