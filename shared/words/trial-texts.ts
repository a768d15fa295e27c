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

/** What marks everything of a test cycle: its mails are really sent, and nothing of it is ever public. */
export const testTexts = {
  page: {
    zh: '测试：这一期是演练，签署不作数，报告不会公开；凡说“公布”的地方，都只是走一遍。',
    en: 'Test: this cycle is a rehearsal. Nothing signed in it counts and its report is never public; where it says “published”, that is rehearsed too.',
  },
  subject: { zh: '【测试】', en: '[Test] ' },
  mail: {
    zh: '这是测试：这一期是演练，请照常操作，签署不作数，报告不会公开。',
    en: 'This is a test: the cycle is a rehearsal. Please do as you would; nothing signed in it counts, and its report is never public.',
  },
} as const
