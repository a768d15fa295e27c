import type { Problem } from '../report/errors.ts'
import type { LocalizedText } from '../report/report-definition.ts'

/** What a person reads about links and sessions. */
export const linkTexts = {
  unknown: {
    zh: '这个链接或验证码不对，可能没有复制完整。请回到邮件里重新点一次链接，或者把邮件里的整行验证码复制过来。还是不行，请打电话给经办机构。',
    en: 'This link or code is not right; perhaps it was not copied whole. Please press the link in your mail again, or copy the whole line with the code. If it still does not work, please call the office.',
  },
  expired: {
    zh: '这个链接已经过期。可以让系统往您登记的邮箱再发一个新链接。',
    en: 'This link has expired. A fresh one can be mailed to your registered address.',
  },
  superseded: {
    zh: '这个链接已经被后来发出的新链接代替。请用最近一封邮件里的链接；找不到的话，可以让系统再发一个。',
    en: 'A newer link has taken the place of this one. Please use the link in your latest mail; if you cannot find it, another can be sent.',
  },
  issuerGone: {
    zh: '这个链接是经办机构的人开出来的，那个人现在已不在经办机构，链接随之失效。可以让系统往您登记的邮箱发一个新链接。',
    en: 'This link was made by somebody at the office who works there no more, and has ended with that. A fresh one can be mailed to your registered address.',
  },
  nothingGiven: {
    zh: '没有收到链接里的内容。请把邮件里的整行验证码复制到下面的框里，再按“打开”。',
    en: 'The link arrived empty. Please copy the whole code from your mail into the box below and press “Open”.',
  },
  sessionMissing: {
    zh: '如果您刚才在用，可能是1小时没有操作，或者总共超过了8小时，再从邮件里打开一次就可以。',
    en: 'If you were just at work here, an hour may have passed without anything done, or eight in all: opening the link in your mail again is enough.',
  },
  severalCycles: {
    zh: '这个浏览器里同时打开着几期报告，这个地址没有写是哪一期。请从邮件里的链接进入要办的那一期。',
    en: 'Several cycles are open in this browser, and this address does not say which it is for. Please go by the link in the mail of the one you mean.',
  },
  sessionMismatch: {
    zh: '这个页面是之前打开的，后来在同一个浏览器里又打开了别的链接。为免张冠李戴，刚才的操作没有执行。请从邮件里重新打开链接。',
    en: 'This page was opened earlier, and another link has been opened in this browser since. So that nothing goes out under the wrong name, nothing was done. Please open the link in your mail again.',
  },
  purposeRefused: {
    zh: '这个链接不是用来做这件事的。请用对应邮件里的链接。',
    en: 'This link is for something else. Please use the link from the mail about this matter.',
  },
  codeMissing: {
    zh: '请填写邮件里的6位数字。它和链接在同一封邮件里。',
    en: 'Please type the six digits from the mail. They are in the same mail as the link.',
  },
  codeMailedNow: {
    zh: '6位数字刚寄到您的邮箱，10分钟内有效。填上数字，再按一次。',
    en: 'Six digits were just mailed to you and are good for ten minutes. Type them and press once more.',
  },
  codeNotAsked: {
    zh: '请按“把数字发到我的邮箱”，再填收到的6位数字。请审签的邮件里没有这个数字。',
    en: 'Please press “Mail me the digits” and type the six digits you get. They are not in the mail that asked for your decision.',
  },
  codeWrong: {
    zh: '6位数字不对。请核对最近一封邮件；内容有变动时，数字也会换。找不到的话，可以让系统再发一次。',
    en: 'The six digits are not right. Please look at the latest mail: when the content changes, so do the digits. If you cannot find it, have them mailed again.',
  },
  codeNotFresh: {
    zh: '6位数字不对。请按“把数字发到我的邮箱”，填最近收到的那一组。',
    en: 'The six digits are not right. Please press “Mail me the digits” and type those you got last.',
  },
  codeSpent: {
    zh: '这组数字已经用过，或者过了10分钟。请再要一组。',
    en: 'These digits were used already, or their ten minutes are over. Please ask for new ones.',
  },
  codeLocked: {
    zh: '6位数字试得太多，这个链接已经不能再用来决定。请重新打开邮件里的链接，让系统往您的邮箱发一个新链接；也可以打电话给经办机构。',
    en: 'The six digits were tried too often and nothing more can be decided with this link. Please open the link in the mail again and have a fresh one mailed to you, or call the office.',
  },
  madeTooOften: {
    zh: '给这个人开的链接已经太多，不能再开。请让本人在旧链接上点“再发一封”，或更正登记的邮箱。',
    en: 'Too many links have been made for this person. They can have one mailed with the button of an old link, or their registered address can be corrected.',
  },
  codeTooMany: {
    zh: '数字要得太多了。请过一小时再要；还是不行，请重新打开邮件里的链接，让系统往您的邮箱发一个新链接。',
    en: 'Digits were asked for too often. Please ask again in an hour; if that does not help, open the link in the mail again and have a fresh one mailed to you.',
  },
  codeAskedOut: {
    zh: '6位数字要得太多，这个链接已经不能再用来决定。可以让系统往您登记的邮箱发一个新链接。',
    en: 'The six digits were asked for too often and nothing more can be decided with this link. A fresh one can be mailed to your registered address.',
  },
  tooFast: {
    zh: '这个链接用得太快了，刚才这一次没有受理。请稍等几秒再试。',
    en: 'This link is used too fast, and this request was not taken. Please wait a few seconds and try again.',
  },
  codeNotSent: {
    zh: '数字没有发出去，请过一会儿再按一次。',
    en: 'The digits could not be mailed. Please press again in a moment.',
  },
  mailNotSent: {
    zh: '邮件没有发出去，请过一会儿再按一次。',
    en: 'The mail could not be sent. Please press again in a moment.',
  },
  codeBeingSent: {
    zh: '数字正在发出。等一分钟；还没有收到，请再按一次。',
    en: 'The digits are being mailed. If they have not come in a minute, please press again.',
  },
  mailBeingSent: {
    zh: '邮件正在发出。等几分钟；还没有收到，请再按一次。',
    en: 'The mail is being sent. If it has not come in a few minutes, please press again.',
  },
  codeMailed: {
    zh: '6位数字已发到您登记的邮箱，10分钟内有效，只能用一次。',
    en: 'Six digits were mailed to your registered address. They are good for ten minutes, once.',
  },
  digits: { zh: '6位数字', en: 'Six digits' },
  codePrintedHint: {
    zh: '在请您办理的那封邮件里。没有收到，请按下面的按钮，会发到您登记的邮箱。',
    en: 'They are in the mail that asked you. If it did not arrive, press the button below: they are mailed to your registered address.',
  },
  codeFreshHint: {
    zh: '先按下面的按钮，数字会发到您登记的邮箱，10分钟内有效。请您办理的邮件里没有，转发邮件不能代签。',
    en: 'Press the button below first: they are mailed to your registered address, good for ten minutes. They are not in the mail that asked you, so forwarding it lets nobody sign for you.',
  },
  mailCode: { zh: '把数字发到我的邮箱', en: 'Mail me the digits' },
  closedTitle: { zh: '已经关闭', en: 'Closed' },
  closedLead: {
    zh: '这个浏览器里已经打不开刚才的页面。要继续，请从邮件里重新打开链接。已经提交的内容都在。',
    en: 'The page can no longer be opened in this browser. To go on, open the link in your mail again. What was submitted is kept.',
  },
  openTitle: { zh: '打开您的链接', en: 'Open your link' },
  openLead: {
    zh: '请按下面的按钮继续。这一步只是打开页面，不会提交或确认任何内容。',
    en: 'Please press the button to go on. This only opens the page; it submits and confirms nothing.',
  },
  open: { zh: '打开', en: 'Open' },
  codeHeading: { zh: '按钮打不开？', en: 'The button does not work?' },
  codeLabel: { zh: '邮件里的验证码', en: 'Code from the mail' },
  codeHint: {
    zh: '在邮件末尾，四组，每组四个字母或数字，例如 7K2M-9PQR-4DXW-83ZA。大小写不限，横线可有可无。',
    en: 'At the end of the mail: four groups of four letters or digits, e.g. 7K2M-9PQR-4DXW-83ZA. Capitals and hyphens do not matter.',
  },
  openByCode: { zh: '用验证码打开', en: 'Open with the code' },
  unknownTitle: { zh: '这个链接打不开', en: 'This link cannot be opened' },
  expiredTitle: { zh: '链接已经过期', en: 'The link has expired' },
  supersededTitle: { zh: '请用最新的链接', en: 'Please use the newest link' },
  renew: { zh: '给我的邮箱发一个新链接', en: 'Mail me a fresh link' },
  renewWanted: {
    zh: '我要新链接；收到以后，以前的链接都不再能用',
    en: 'I want a fresh link; once it is sent, earlier ones stop working',
  },
  renewNotWanted: {
    zh: '请先勾选“我要新链接”，再按按钮。',
    en: 'Please tick “I want a fresh link” first, then press the button.',
  },
  renewedTitle: { zh: '新链接已经发出', en: 'A fresh link is on its way' },
  renewedLead: {
    zh: '新链接已发到登记的邮箱。几分钟后还没有收到，请看看垃圾邮件，或者打电话给经办机构。每天最多发一次，之前的链接都不能再用。',
    en: 'A fresh link was mailed to the registered address. If it is not there in a few minutes, look among the spam or call the office. One is sent a day at most, and the links before it no longer work.',
  },
  renewedTo: { zh: '收件邮箱', en: 'Registered address' },
} as const satisfies Record<string, LocalizedText>

export function linkProblem(
  code: 'link-unknown' | 'link-malformed' | 'link-expired' | 'link-superseded' | 'link-issuer-gone',
): Problem {
  if (code === 'link-expired') return { code, message: linkTexts.expired }
  if (code === 'link-issuer-gone') return { code: 'link-superseded', message: linkTexts.issuerGone }
  if (code === 'link-superseded') return { code, message: linkTexts.superseded }
  // Malformed, forged, revoked and unknown are one answer: nobody learns which links exist.
  return { code: 'link-unknown', message: linkTexts.unknown }
}
