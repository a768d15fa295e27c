import { type Mail, type MailFrame, type MailLink, mailOf } from './layout.ts'

/** What needs the office, once a day at most: what is the matter, and what can be done, said once for like matters. */
export function officeDigestMail(
  given: MailFrame & { matters: { what: string; advice: string }[]; link: Omit<MailLink, 'label'> },
): Mail {
  const { language, report, matters } = given
  const t = texts[language]
  return mailOf(given, {
    subject: t.subject(report, matters.length, matters[0]?.what ?? ''),
    lead: [
      t.lead(report),
      { list: matters.map(({ what, advice }, i) => t.line(what, advice === matters[i - 1]?.advice ? '' : advice)) },
    ],
    link: { ...given.link, label: t.open },
  })
}

const texts = {
  zh: {
    subject: (report: string, count: number, first: string) =>
      count === 1 ? `${report}：${first}` : `${report}：有${count}件事要办，${first}`,
    lead: (report: string) => `《${report}》有这些事需要您看一下：`,
    line: (what: string, advice: string) => `${what}。${advice}`,
    open: '打开工作台',
  },
  en: {
    subject: (report: string, count: number, first: string) =>
      count === 1 ? `${report}: ${first}` : `${report}: ${count} matters, ${first}`,
    lead: (report: string) => `“${report}” needs you for this:`,
    line: (what: string, advice: string) => `${what}. ${advice}`.trim(),
    open: 'Open the board',
  },
}
