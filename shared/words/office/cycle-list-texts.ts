import type { Board } from '../../cycle/board/board.ts'
import type { LocalizedText } from '../../report/report-definition.ts'

export const cycleListTexts = {
  title: { zh: '各期报告', en: 'All cycles' },
  counts: (underWay: number, published: number): LocalizedText => ({
    zh: `${underWay}期在办，${published}期已公布`,
    en: `${underWay} under way, ${published} published`,
  }),
  find: { zh: '找报告、单位、年份', en: 'Find a report, issuer or year' },
  all: { zh: '看全部', en: 'Show all' },
  noneFound: (q: string): LocalizedText => ({ zh: `没有找到“${q}”。`, en: `Nothing found for “${q}”.` }),
  open: { zh: '开新的一期', en: 'Open another cycle' },
  opened: { zh: '新的一期已经开始', en: 'The cycle is open' },
  openedSays: (cycle: string): LocalizedText => ({
    zh: `代号${cycle}。邀请正在发给各单位；新工作台的链接会寄到经办人的邮箱。`,
    en: `Its id is ${cycle}. Invitations are going out; the link to its board goes to the mailboxes of the office.`,
  }),
  waits: { zh: '新的一期已经定好', en: 'The cycle is set' },
  waitsSays: (cycle: string): LocalizedText => ({
    zh: `代号${cycle}。到开始日期早上9点，邀请和工作台链接会自动寄出；在那以前可以进工作台整期撤回。`,
    en: `Its id is ${cycle}. Invitations and the link to its board go out by themselves at nine on its day; until then it can be called off on its board.`,
  }),
  report: { zh: '报告', en: 'Report' },
  phase: { zh: '到哪一步', en: 'Where it is' },
  phases: {
    collecting: { zh: '填报中', en: 'being filled in' },
    explaining: { zh: '等您说明提示', en: 'warnings to be explained' },
    signing: { zh: '审签中', en: 'being signed' },
    held: { zh: '已暂停', en: 'on hold' },
    published: { zh: '已公布', en: 'published' },
    scheduled: { zh: '还没有开始', en: 'not begun yet' },
    cancelled: { zh: '已撤回', en: 'called off' },
  } satisfies Record<Board['phase'], LocalizedText>,
  progress: { zh: '报齐', en: 'Settled' },
  there: (there: number, units: number): LocalizedText => ({ zh: `${there}/${units}`, en: `${there} of ${units}` }),
  legal: { zh: '法定日期', en: 'Legal date' },
  left: (days: number, working: number | undefined): LocalizedText =>
    days < 0
      ? { zh: `过了${-days}天`, en: `${-days} days ago` }
      : working === undefined
        ? { zh: `还有${days}天`, en: `${days} days left` }
        : { zh: `还有${working}个工作日`, en: `${working} working days left` },
  needs: { zh: '要您处理', en: 'Needs you' },
  matters: (n: number): LocalizedText => (n === 0 ? { zh: '无', en: 'nothing' } : { zh: `${n}件`, en: String(n) }),
  units: (n: number): LocalizedText => ({ zh: `${n}个单位`, en: `${n} units` }),
  published: { zh: '已公布', en: 'Published' },
  version: (n: number): LocalizedText => ({ zh: `第${n}版`, en: `Version ${n}` }),
  onTime: { zh: '按时', en: 'on time' },
  late: { zh: '晚于法定日期', en: 'after the legal date' },
  mailMe: { zh: '把链接寄给我', en: 'Mail me the link' },
  pressButton: { zh: '请按“把链接寄给我”这个按钮。', en: 'Please press the button “Mail me the link”.' },
  mailMeSays: {
    zh: '每一期各有自己的链接。这个浏览器里没有打开的，把链接寄到您的邮箱，从邮件里进入；一天只寄一封。',
    en: 'Each cycle has a link of its own. One that is not open in this browser is entered from your mailbox: its link is mailed to you, once a day at most.',
  },
  mailed: { zh: '链接在您的邮箱里', en: 'The link is in your mailbox' },
  mailedSays: (address: string): LocalizedText => ({
    zh: `寄到了${address}。今天已经寄过的不再寄，请找今天的那一封。`,
    en: `It went to ${address}. What went out earlier today is not sent again: look for that mail.`,
  }),
  back: { zh: '回到工作台', en: 'Back to the board' },
  notYours: {
    zh: '您不是这一期的经办人，不能取它的链接。',
    en: 'You are not of the office that runs this cycle, and cannot have its link.',
  },
}
