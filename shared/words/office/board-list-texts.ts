import type { BoardFilter, BoardGroup } from '../../cycle/board/board-list.ts'
import type { LocalizedText } from '../../report/report-definition.ts'

/** What stands over and around the board's list of units. */
export const boardListTexts = {
  search: { zh: '找单位、人名', en: 'Unit or person' },
  find: { zh: '找', en: 'Find' },
  filter: {
    all: { zh: '全部', en: 'All' },
    owing: { zh: '欠报', en: 'Owing' },
    unopened: { zh: '没打开过', en: 'Not opened' },
    bounced: { zh: '邮件没送到', en: 'Mail failed' },
    unconfirmed: { zh: '等确认', en: 'To be confirmed' },
    filed: { zh: '已报', en: 'Filed' },
  } satisfies Record<BoardFilter, LocalizedText>,
  group: {
    late: { zh: '逾期', en: 'Late' },
    returned: { zh: '已退回，等重报', en: 'Sent back, to be filed again' },
    open: { zh: '未报', en: 'Not filed yet' },
    unconfirmed: { zh: '已报，等负责人确认', en: 'Filed, waiting for its leader' },
    uncleared: { zh: '已报，待核准', en: 'Filed, to be cleared' },
    settled: { zh: '已报', en: 'Filed' },
    exempt: { zh: '免报', en: 'Exempt' },
  } satisfies Record<BoardGroup, LocalizedText>,
  late: (name: string, units: number, days: number): LocalizedText => ({
    zh: units === 1 ? `${name}逾期${days}天，还没有办完` : `${name}等${units}个单位逾期，最长${days}天`,
    en: units === 1 ? `${name} is ${days} days late` : `${name} and ${units - 1} more are late, by up to ${days} days`,
  }),
  remindAll: (n: number): LocalizedText => ({ zh: `催办全部${n}个欠报的单位`, en: `Remind all ${n} that owe` }),
  choose: (name: string): LocalizedText => ({ zh: `选中${name}`, en: `Choose ${name}` }),
  remindTitle: { zh: '催办', en: 'Remind' },
  remindChosen: { zh: '催办选中的单位', en: 'Remind the chosen units' },
  unopened: { zh: '没打开过链接', en: 'has not opened the link' },
  openedAt: (when: string): LocalizedText => ({ zh: `${when}打开过链接`, en: `opened the link ${when}` }),
  filling: (filled: number, all: number, when: string): LocalizedText => ({
    zh: `已填 ${filled}/${all}，${when}`,
    en: `${filled} of ${all} filled in, ${when}`,
  }),
  remindWord: { zh: '附一句话（写在提醒邮件里）', en: 'A word of yours (stands in the mail)' },
  remindDefault: { zh: '请尽快填报。', en: 'Please file soon.' },
  remindSure: { zh: '现在就发', en: 'Send it now' },
  remindOnce: { zh: '今天已经收到提醒的人，不会再收到。', en: 'Who was reminded today is not reminded again.' },
  units: (n: number): LocalizedText => ({ zh: `${n}个`, en: String(n) }),
  none: { zh: '没有符合的单位。', en: 'No unit is like this.' },
  page: (page: number, pages: number): LocalizedText => ({
    zh: `第${page}页，共${pages}页`,
    en: `Page ${page} of ${pages}`,
  }),
  before: { zh: '上一页', en: 'Previous' },
  next: { zh: '下一页', en: 'Next' },
  pages: { zh: '翻页', en: 'Pages' },
  figures: { zh: '这个单位报的数', en: 'What this unit filed' },
  figuresNone: {
    zh: '还没有报过。没提交的内容这里看不到。',
    en: 'Nothing was filed yet. What is not sent cannot be seen here.',
  },
  figuresOf: (revision: number, when: string): LocalizedText => ({
    zh: `第${revision}次报送，${when}。经办机构的调整已计入。`,
    en: `Revision ${revision}, sent ${when}. Adjustments by the office are in it.`,
  }),
  texts: { zh: '文字部分', en: 'Texts' },
}
