import type { LocalizedText } from '../report/report-definition.ts'
import type { Mail } from './layout.ts'

/** The mail with a mark before anything else: in its subject, its text and its calendar entry. */
export const markedMail = <M extends Mail>(mail: M, said: { subject: LocalizedText; mail: LocalizedText }): M => ({
  ...mail,
  subject: `${said.subject.zh}${mail.subject}`,
  text: `${said.mail.zh}\n${said.mail.en}\n\n${mail.text}`,
  html: mail.html.replace(/<body[^>]*>|^(?![\s\S]*<body)/, (body) => `${body}${bar(said.mail)}`),
  ...(mail.calendar && { calendar: mail.calendar.replace(/^SUMMARY:/m, `SUMMARY:${said.subject.zh}`) }),
})

const bar = ({ zh, en }: LocalizedText) =>
  `<p style="margin:0;padding:8px 16px;background:#7a2e00;color:#fff">${zh}<br><span lang="en">${en}</span></p>`
