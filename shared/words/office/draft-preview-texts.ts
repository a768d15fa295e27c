import type { LocalizedText } from '../../report/report-definition.ts'

/** What the office reads over a draft that is not one yet, and over the units' figures side by side. */
export const previewTexts = {
  title: { zh: '现在汇总，会是这样', en: 'Merged now, it would be this' },
  only: {
    zh: '只是预览，不送审，也不保存。有单位再报，这里就会变。',
    en: 'A preview only: it goes to nobody and is not kept. It changes as units file.',
  },
  included: (n: number): LocalizedText => ({ zh: `已经算进去的有${n}个单位`, en: `${n} units are in it` }),
  missing: (n: number, gaps: string): LocalizedText => ({
    zh: `还没有算进去的有${n}个（${gaps}）`,
    en: `${n} are not in it yet (${gaps})`,
  }),
  exempt: (names: string): LocalizedText => ({ zh: `免报：${names}`, en: `Exempt: ${names}` }),
  blocking: { zh: '不成立', en: 'Broken' },
  warning: { zh: '请看一看', en: 'To be looked at' },
  findings: { zh: '核对会说什么', en: 'What the check would say' },
  nothing: { zh: '还没有可以核对的数。', en: 'There are no figures to check yet.' },
  none: { zh: '能核对的关系都成立。', en: 'Every relation that can be checked holds.' },
  back: { zh: '回到工作台', en: 'Back to the board' },
  figuresTitle: { zh: '各单位的数', en: 'The units’ figures' },
  figuresLead: {
    zh: '数都是报送过的；没报的不当作 0。点单位看它的整张表。',
    en: 'What was filed; what was not is no 0. A unit’s name leads to its whole slice.',
  },
  table: { zh: '哪张表', en: 'Which table' },
  unit: { zh: '单位', en: 'Unit' },
  sum: { zh: '已确认的合计', en: 'Sum of what is confirmed' },
  notFiled: { zh: '未报', en: 'not filed' },
  blank: { zh: '未填', en: 'blank' },
  allZero: (n: number): LocalizedText => ({
    zh: `另有${n}项，报来的都是 0，没有列出。`,
    en: `${n} more items are 0 wherever they were filed and are left out.`,
  }),
  sheetBoard: { zh: '进度', en: 'Progress' },
  sheetDraft: { zh: '预览', en: 'Preview' },
  lastYear: { zh: '去年', en: 'Last year' },
  thisYear: { zh: '现在', en: 'Now' },
  exportXlsx: { zh: '导出 Excel', en: 'Export as Excel' },
  exportSays: {
    zh: '（进度、各单位的数、汇总预览、提示，各一张表）',
    en: '(progress, the units’ figures, the preview and its findings, a sheet each)',
  },
  search: { zh: '找单位', en: 'Find a unit' },
  find: { zh: '找', en: 'Find' },
  show: {
    all: { zh: '全部', en: 'All' },
    filed: { zh: '报过的', en: 'Filed' },
    missing: { zh: '没报的', en: 'Not filed' },
  },
  nobody: { zh: '没有符合的单位。', en: 'No unit is like this.' },
  roster: { zh: '按名册的顺序', en: 'As in the roster' },
  columns: {
    sort: { zh: '看哪一列，从大到小排', en: 'Which column, largest first' },
    beside: { zh: '旁边的一列', en: 'The column beside it' },
  },
  sortBy: { zh: '按这一列从大到小排', en: 'Sort by this column, largest first' },
}
