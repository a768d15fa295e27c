import type { LocalizedText } from '../report/report-definition.ts'

/** What kind of problem it is, by the status of the answer. */
export const problemTitles: Record<number, LocalizedText> & { 422: LocalizedText } = {
  400: { zh: '发来的内容读不懂', en: 'What was sent could not be read' },
  401: { zh: '请先打开邮件里的链接', en: 'Please open the link in your mail first' },
  403: { zh: '这里不能由您操作', en: 'This is not yours to do' },
  404: { zh: '找不到', en: 'Not found' },
  405: { zh: '不支持这种操作', en: 'That operation is not supported' },
  409: { zh: '情况已有变化', en: 'Things have changed meanwhile' },
  410: { zh: '链接已失效', en: 'This link no longer works' },
  413: { zh: '内容太大', en: 'Too large' },
  415: { zh: '内容类型不对', en: 'Not this kind of content' },
  421: { zh: '网址不对', en: 'Not at this address' },
  422: { zh: '有几处需要修改', en: 'Some things need to be corrected' },
  429: { zh: '请稍后再试', en: 'Please try again later' },
  503: { zh: '现在办不了', en: 'This cannot be done at present' },
}

/** What stands on a page of problems. */
export const problemTexts = {
  typed: {
    zh: '您刚才写的内容（请复制保存，重新打开后再贴上）',
    en: 'What you had written (copy it, to paste it once you are back)',
  },
  back: { zh: '回到刚才的页面，看现在怎样', en: 'Back to the page, to see how things stand' },
  broken: { zh: '系统出了故障', en: 'Something broke on our side' },
  tryAgain: {
    zh: '这次操作没有完成，已填的内容请先保留，稍后再试。',
    en: 'This was not completed. Please keep what you typed and try again later.',
  },
  busy: { zh: '系统正忙', en: 'The system is busy' },
  lookAgain: {
    zh: '没有等到回应：这一步可能记上了，也可能没有。请过半分钟回去看一看，没有记上再做一次。',
    en: 'No answer came in time: this step may or may not have been recorded. Please go back in half a minute, and repeat it only if it was not.',
  },
}

/** What stands around every page that somebody opened by a link. */
export const frameTexts = {
  brand: { zh: '联报', en: 'Lianbao' },
  skip: { zh: '跳到正文', en: 'Skip to the content' },
  other: { zh: 'English', en: '中文' },
  away: {
    zh: '没连上，什么都没有发出。填的都还在这一页，请过一会儿再按一次。',
    en: 'No connection; nothing was sent. What you typed is still on this page: please press again in a moment.',
  },
  close: { zh: '用完关闭', en: 'Close' },
  holder: (who: string) => ({
    zh: `本页由${who}使用。如果您不是本人，请不要操作，请经办人另要链接。`,
    en: `This page is for ${who}. If that is not you, please do nothing here and ask for a link of your own.`,
  }),
  contact: (name: string, phone: string) => ({
    zh: `有问题请联系${name}，电话 ${phone}。`,
    en: `Questions: ${name}, telephone ${phone}.`,
  }),
}
