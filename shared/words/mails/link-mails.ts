import type { MailWords, OwedFor } from './mail-words.ts'

/** What the link is for. */
const what = {
  slice: { zh: '填报', en: 'submission' },
  confirmation: { zh: '确认', en: 'confirmation' },
  'sign-off': { zh: '审签', en: 'decision' },
  consent: { zh: '答复', en: 'consent' },
  board: { zh: '办理', en: 'work' },
}

export const linkMailNames = {
  'fresh-link': { zh: '新链接', en: 'fresh link' },
  'decision-code': { zh: '确认码', en: 'digits for a decision' },
  'wrong-codes': { zh: '错码告警', en: 'wrong digits' },
}

export const linkMailsOwed = {
  'fresh-link': {
    mail: 'fresh-link',
    key: ['purpose', 'subject...', 'person', 'generation', 'date'],
    again: 'by who asked',
  },
  /** Digits that were asked for: the link's short hash, what they decide, the how-many-eth. */
  code: { mail: 'decision-code', key: ['link', 'about', 'n'], again: 'by who asked' },
  'wrong-codes': { mail: 'wrong-codes', key: ['link', 'about', 'tries'], again: 'by who asked' },
} as const satisfies OwedFor<keyof typeof linkMailNames>

/** What whoever holds a link reads about it. */
export const linkMails = {
  freshLink: {
    what,
    subject: {
      asked: (report: string) => ({ zh: `请收好您要的链接：${report}`, en: `The link you asked for: ${report}` }),
      ended: (report: string) => ({ zh: `请改用新的链接：${report}`, en: `Please use this new link: ${report}` }),
    },
    lead: (report: string, what: string) => ({
      zh: `这是您${what}《${report}》用的链接。如果之前的链接打不开了，以这一封为准。`,
      en: `This is the link for your ${what} on “${report}”. Where an earlier one no longer opens, use this one.`,
    }),
    ended: (report: string, what: string, by: string) => ({
      zh: `您${what}《${report}》用的链接，已由${by}作废，以后请用这一封里的。已经填写、提交的内容都在。`,
      en: `${by} has ended the link for your ${what} on “${report}”; from now on please use the one in this mail. What you typed and submitted is kept.`,
    }),
    restEnded: {
      zh: '原来的链接可能被别人看到过。请不要转发这封邮件；之前有不是您做的事，请马上告诉经办人。',
      en: 'Somebody else may have seen the former link. Please do not forward this mail, and tell the person named below at once if something was done that you did not do.',
    },
    open: { zh: '打开页面', en: 'Open the page' },
    notYou: {
      zh: '如果不是您要的，可能是有人拿到了您的链接，请告诉经办人。',
      en: 'If you did not ask for it, somebody may have an old link of yours; please tell the person named below.',
    },
  },
  decisionCode: {
    what,
    subject: (report: string) => ({ zh: `请填6位数字：${report}`, en: `Your six digits: ${report}` }),
    lead: (report: string, what: string) => ({
      zh: `您刚才在《${report}》的${what}页面上要了6位数字。`,
      en: `You asked for six digits on the page of your ${what} on “${report}”.`,
    }),
    rest: {
      zh: '10分钟内有效，只能用一次。请填在刚才的页面上。如果不是您要的，可能是有人打开了您的链接：请不要把数字告诉任何人，并马上告诉经办人。',
      en: 'They are good for ten minutes and once; type them on that page. If you did not ask for them, somebody may have your link open: tell nobody the digits, and tell the person named below at once.',
    },
    restOffice: {
      zh: '10分钟内有效，只能用一次。请填在刚才的页面上。如果不是您要的，可能是有人打开了您的链接：请不要把数字告诉任何人，并马上告诉管理本系统的人。',
      en: 'They are good for ten minutes and once; type them on that page. If you did not ask for them, somebody may have your link open: tell nobody the digits, and tell whoever runs this system at once.',
    },
  },
  wrongCodes: {
    subject: (report: string) => ({
      zh: `请留意：有人填错数字，${report}`,
      en: `Please note: wrong digits were typed, ${report}`,
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
    notYouOffice: {
      zh: '如果不是您本人，可能是有人拿到了您的链接。请马上告诉管理本系统的人。',
      en: 'If it was not you, somebody may have your link. Please tell whoever runs this system at once.',
    },
  },
} satisfies MailWords
