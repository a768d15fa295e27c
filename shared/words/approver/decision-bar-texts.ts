/** What stands at the foot of a page on which somebody agrees by six digits. */
export const decisionBarTexts = {
  lead: { zh: '同意，就是确认：', en: 'To agree is to attest: ' },
  code: { zh: '邮件里的6位数字', en: 'The six digits in your mail' },
  return: { zh: '退回…', en: 'Return…' },
  noReturn: { zh: '不退回，回去再看', en: 'Back, without returning it' },
  mailAgain: { zh: '没有这6位数字？', en: 'No digits?' },
  meant: { zh: '我要签批', en: 'I am to sign' },
}
