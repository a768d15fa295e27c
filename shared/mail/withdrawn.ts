import { shownMoment } from '../calendar/shown-date.ts'
import { wordsIn } from '../words/words-in.ts'
import { type Mail, type MailFrame, mailOf } from './layout.ts'

/** Everybody who had a part in a published version hears that it was taken back: why, by whom, and what its address says now. */
export function withdrawnMail(
  given: MailFrame & {
    version: number
    /** Who proposed and who consented. */
    by: string
    consentedBy: string
    /** Instant, shown in the zone. */
    at: string
    zone: string
    reason: string
    /** Of the page that says so. */
    url: string
  },
): Mail {
  const { language, report } = given
  const t = wordsIn(texts, language)
  return mailOf(given, {
    subject: t.subject(report, given.version),
    lead: [
      t.lead(report, given.version),
      t.who(given.by, given.consentedBy, shownMoment(given.at, given.zone, language)),
      { quote: given.reason },
      { facts: [[t.address, given.url]] },
      t.next(given.requester.phone),
    ],
  })
}

const texts = {
  subject: (report: string, n: number) => ({
    zh: `已撤回：${report}第${n}版`,
    en: `Withdrawn: ${report}, version ${n}`,
  }),
  lead: (report: string, n: number) => ({
    zh: `已公布的《${report}》第${n}版撤回了。几分钟内，它的网址只写明已撤回和理由。`,
    en: `Version ${n} of “${report}”, which was public, is withdrawn. Within minutes its address says only that, and why.`,
  }),
  who: (by: string, consentedBy: string, when: string) => ({
    zh: `${by}提议，${consentedBy}同意，${when}起生效。理由：`,
    en: `Proposed by ${by}, consented to by ${consentedBy}, since ${when}. The reason:`,
  }),
  address: { zh: '网址', en: 'Address' },
  next: (phone: string) => ({
    zh: `请不要再引用这一版。要重新公布，须更正后另出一版；有疑问请打电话 ${phone}。`,
    en: `Please do not cite this version any more. To be public again it takes a corrected version; questions: ${phone}.`,
  }),
}
