/** What marks everything that a trial shows, sends and publishes, so that none of it is ever taken for the real thing. */
export const trialTexts = {
  page: {
    zh: '试用系统：邮件不会真的寄出，日期可以拨动，这里的签署和公布都不作数。',
    en: 'Trial: no mail is really sent, the date can be moved, and nothing signed or published here counts.',
  },
  subject: { zh: '【试用】', en: '[Trial] ' },
  mail: {
    zh: '这是试用系统的邮件，没有真的寄出，内容不作数。',
    en: 'This mail is from a trial. It was not really sent, and nothing in it counts.',
  },
} as const
