import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, type MailLink, mailOf } from '../layout.ts'

/** What needs the office, once a day at most: what is the matter, and what can be done, said once for like matters. */
export function officeDigestMail(
  given: MailFrame & { matters: { what: string; advice: string }[]; link: Omit<MailLink, 'label'> },
): Mail {
  const { language, report, matters } = given
  const t = wordsIn(texts, language)
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
  subject: (report: string, count: number, first: string) => ({
    zh: count === 1 ? `${report}：${first}` : `${report}：有${count}件事要办，${first}`,
    en: count === 1 ? `${report}: ${first}` : `${report}: ${count} matters, ${first}`,
  }),
  lead: (report: string) => ({ zh: `《${report}》有这些事需要您看一下：`, en: `“${report}” needs you for this:` }),
  line: (what: string, advice: string) => ({ zh: `${what}。${advice}`, en: `${what}. ${advice}`.trim() }),
  open: { zh: '打开工作台', en: 'Open the board' },
}
