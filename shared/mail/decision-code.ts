import type { LinkPurpose } from '../cycle/facts.ts'
import { wordsIn } from '../words/words-in.ts'
import { type Mail, type MailFrame, mailOf } from './layout.ts'

/** The digits that the holder of a link asked for on its page. No link beside them: the page is open already. */
export function decisionCodeMail(given: MailFrame & { purpose: LinkPurpose; digits: string }): Mail {
  const { language, report, digits } = given
  const t = wordsIn(texts, language)
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
  const t = wordsIn(texts, language)
  return mailOf(given, {
    subject: t.wrongSubject(report),
    lead: [t.wrong(report, given.tries), ...(given.locked ? [t.locked] : [])],
    rest: [t.notYou],
  })
}

const texts = {
  what: {
    slice: { zh: '填报', en: 'submission' },
    confirmation: { zh: '确认', en: 'confirmation' },
    'sign-off': { zh: '审签', en: 'decision' },
    consent: { zh: '答复', en: 'consent' },
    board: { zh: '办理', en: 'work' },
  },
  subject: (report: string) => ({ zh: `您要的6位数字：${report}`, en: `The six digits you asked for: ${report}` }),
  lead: (report: string, what: string) => ({
    zh: `您刚才在《${report}》的${what}页面上要了6位数字。`,
    en: `You asked for six digits on the page of your ${what} on “${report}”.`,
  }),
  rest: {
    zh: '10分钟内有效，只能用一次。请填在刚才的页面上。如果不是您要的，可能是有人打开了您的链接：请不要把数字告诉任何人，并马上告诉经办人。',
    en: 'They are good for ten minutes and once; type them on that page. If you did not ask for them, somebody may have your link open: tell nobody the digits, and tell the person named below at once.',
  },
  wrongSubject: (report: string) => ({
    zh: `请留意：有人在您的链接上填错数字，${report}`,
    en: `Please note: wrong digits were typed on your link, ${report}`,
  }),
  wrong: (report: string, tries: number) => ({
    zh: `在您《${report}》的链接上，6位数字已经填错，连同填对的共试了${tries}次。`,
    en: `Wrong digits were typed on your link to “${report}”; it has been tried ${tries} times in all.`,
  }),
  locked: {
    zh: '这个链接已经不能再用来决定。需要的话，请打开链接页，让系统往您的邮箱再发一个新链接。',
    en: 'Nothing more can be decided with this link. If you need one, its page can mail you a fresh link.',
  },
  notYou: {
    zh: '如果不是您本人，可能是有人拿到了您的链接。请告诉经办人，由他们另发新链接，旧链接随即失效。',
    en: 'If it was not you, somebody may have your link. Please tell the person named below, who can send a fresh one; the old one ends with it.',
  },
}
