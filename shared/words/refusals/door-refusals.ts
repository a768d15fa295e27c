/** Why a request is not taken at the door, whatever it is about. */
export const doorRefusals = {
  bodyTooLarge: (megabytes: number) => ({
    zh: `发来的内容超过 ${megabytes} MB，请精简后再发。`,
    en: `What was sent is larger than ${megabytes} MB. Please shorten it and send it again.`,
  }),
  answerTooLarge: {
    zh: '内容太大，一次给不出来。程序请要求压缩（curl 加 --compressed）；压缩后仍然太大的，请用命令行：lianbao audit、lianbao archive、lianbao board。',
    en: 'This is too large to be sent at once. A program asks for it compressed (curl --compressed); what is too large even so the command line gives: lianbao audit, lianbao archive, lianbao board.',
  },
  tooMuchAtOnce: {
    zh: '您那边（同一个网络出口）正在发来的内容太多，这次没有受理。请过一两分钟再发，已填的内容请先保留。',
    en: 'Too much is being sent from your network at once; this was not accepted. Please keep what you typed and send it again in a minute or two.',
  },
  unread: {
    zh: '收到的不是一个完整的网页请求。请从邮件里的链接打开。',
    en: 'What came is not a whole request. Please open the link in your mail.',
  },
  headersTooLong: {
    zh: '请求头太长。请清除本网站的 Cookie，再从邮件里的链接打开。',
    en: 'The headers of the request are too long. Please clear this site’s cookies and open the link in your mail again.',
  },
  tooSlow: {
    zh: '发来得太慢，没有等到全部内容，这次没有受理。请再试一次。',
    en: 'What was sent came too slowly and not as a whole; it was not accepted. Please try again.',
  },
  starting: {
    zh: '系统正在启动，请稍后刷新。',
    en: 'The system is starting. Please try again in a moment.',
  },
  hostUnknown: {
    zh: '本系统不用这个网址。请从邮件里的链接打开。',
    en: 'This system is not reached under this name. Please open the link in your mail.',
  },
  tooManyFields: {
    zh: '表单的项目太多，请从邮件里的链接重新打开页面再填。',
    en: 'The form has too many fields. Please open the page again from the link in your mail.',
  },
  notUtf8: {
    zh: '发来的内容不是 UTF-8 编码，请换成 UTF-8 后再发。',
    en: 'What was sent is not UTF-8 text. Please save it as UTF-8 and send it again.',
  },
  mediaTypeRefused: {
    zh: '不认识这种内容类型。请用网页表单填报，或以 application/json 发送；用 UTF-8，不要压缩。',
    en: 'This kind of content is not understood. Please use the form, or send application/json: UTF-8, not packed.',
  },
  cycleUnclear: {
    zh: '这个网址写的不是您这个链接的那一期，或者写得不完整。请从邮件里的链接进入。',
    en: 'This address does not name the cycle of your link, or not wholly. Please go by the link in your mail.',
  },
  twoValues: {
    zh: '这一项发来了两个不同的值，请只发一个。',
    en: 'Two different values were sent for this. Please send one.',
  },
  fieldForbidden: { zh: '不能用这个名称，请删去这一项。', en: 'This name cannot be used. Please remove it.' },
  fieldUnknown: { zh: '不认识这个字段，请去掉。', en: 'This field is not known. Please leave it out.' },
  fieldMalformed: { zh: '这个字段的形式不对。', en: 'This field does not have the right form.' },
  originRefused: {
    zh: '这次提交不是从本系统的页面发出的，没有受理。请从邮件里的链接打开页面再操作。',
    en: 'This was not sent from one of our own pages and was not accepted. Please open the page from the link in your mail.',
  },
  methodRefused: { zh: '这个地址不支持这种操作。', en: 'This address does not support that operation.' },
  notFound: {
    zh: '没有这个页面。请从邮件里的链接打开。',
    en: 'There is no such page. Please open it from the link in your mail.',
  },
  broken: {
    zh: '系统出了故障，这次操作没有完成。请稍后再试。',
    en: 'Something broke on our side and this was not completed. Please try again later.',
  },
  scriptGone: {
    zh: '这个文件已经更新，请刷新页面。填好的内容都还在。',
    en: 'This file has been replaced. Please reload the page; what you typed is kept.',
  },
  notKept: {
    zh: '系统现在存不了数据，这一步没有受理，什么都没有存下。请稍后再试；如果一直这样，请打电话给经办机构。',
    en: 'The system cannot keep anything at present. Nothing was accepted and nothing was saved. Please try again later, or call the office.',
  },
}
