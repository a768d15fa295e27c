import { wordsIn } from '../../words/words-in.ts'
import { type Mail, type MailFrame, type MailLink, mailOf } from '../layout.ts'

/** The office's own link to the board of the cycle. */
export function boardLinkMail(given: MailFrame & { units: number; due: string; link: Omit<MailLink, 'label'> }): Mail {
  const t = wordsIn(texts, given.language)
  return mailOf(given, {
    subject: t.subject(given.report),
    lead: [t.lead(given.report, given.units, given.due), t.what],
    link: { ...given.link, label: t.open },
  })
}

const texts = {
  subject: (report: string) => ({ zh: `${report}：办公室工作台`, en: `${report}: the office’s board` }),
  lead: (report: string, units: number, due: string) => ({
    zh: `《${report}》已开始，填报邀请正在发给${units}个单位，请各单位于${due}前（含当天）提交。`,
    en: `Work on “${report}” has begun. Invitations are going out to ${units} units, who are to submit by ${due} (that day included).`,
  }),
  what: {
    zh: '工作台上能看到每个单位报了没有、等谁签批、还差几天，也能催办、延期、换联系人、调整数字。每一步都要写原因，都会留下记录。',
    en: 'The board shows who has submitted, who is awaited and how many days are left; there you extend, reopen, change contacts and adjust figures. Each act needs a reason and is recorded.',
  },
  open: { zh: '打开工作台', en: 'Open the board' },
}
