import type { LinkPurpose } from '../cycle/facts.ts'
import { type Mail, type MailFrame, mailOf } from './layout.ts'

/** The digits that the holder of a link asked for on its page. No link beside them: the page is open already. */
export function decisionCodeMail(given: MailFrame & { purpose: LinkPurpose; digits: string }): Mail {
  const { language, report, digits } = given
  const t = texts[language]
  return mailOf(given, {
    subject: t.subject(report),
    lead: [t.lead(report, t.what[given.purpose])],
    decisionCode: digits,
    rest: [t.rest],
  })
}

/** Wrong digits were typed on the person's link. */
export function wrongCodesMail(given: MailFrame & { tries: number; locked: boolean }): Mail {
  const { language, report } = given
  const t = texts[language]
  return mailOf(given, {
    subject: t.wrongSubject(report),
    lead: [t.wrong(report, given.tries), ...(given.locked ? [t.locked] : [])],
    rest: [t.notYou],
  })
}

const texts = {
  zh: {
    what: { slice: '填报', confirmation: '确认', 'sign-off': '审签', consent: '答复', board: '办理' },
    subject: (report: string) => `您要的6位数字：${report}`,
    lead: (report: string, what: string) => `您刚才在《${report}》的${what}页面上要了6位数字。`,
    rest: '10分钟内有效，只能用一次。请填在刚才的页面上。如果不是您要的，可能是有人打开了您的链接：请不要把数字告诉任何人，并马上告诉经办人。',
    wrongSubject: (report: string) => `请留意：有人在您的链接上填错数字，${report}`,
    wrong: (report: string, tries: number) =>
      `在您《${report}》的链接上，6位数字已经填错，连同填对的共试了${tries}次。`,
    locked: '这个链接已经不能再用来决定。需要的话，请打开链接页，让系统往您的邮箱再发一个新链接。',
    notYou: '如果不是您本人，可能是有人拿到了您的链接。请告诉经办人，由他们另发新链接，旧链接随即失效。',
  },
  en: {
    what: {
      slice: 'submission',
      confirmation: 'confirmation',
      'sign-off': 'decision',
      consent: 'consent',
      board: 'work',
    },
    subject: (report: string) => `The six digits you asked for: ${report}`,
    lead: (report: string, what: string) => `You asked for six digits on the page of your ${what} on “${report}”.`,
    rest: 'They are good for ten minutes and once; type them on that page. If you did not ask for them, somebody may have your link open: tell nobody the digits, and tell the person named below at once.',
    wrongSubject: (report: string) => `Please note: wrong digits were typed on your link, ${report}`,
    wrong: (report: string, tries: number) =>
      `Wrong digits were typed on your link to “${report}”; it has been tried ${tries} times in all.`,
    locked: 'Nothing more can be decided with this link. If you need one, its page can mail you a fresh link.',
    notYou:
      'If it was not you, somebody may have your link. Please tell the person named below, who can send a fresh one; the old one ends with it.',
  },
}
