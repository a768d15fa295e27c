/** The page on which a reader makes a table of their own. */
export const chooserTexts = {
  title: { zh: '选数据', en: 'Choose figures' },
  what: {
    zh: '选一个数据项、几个年度、几个机关，下面就是表。数字取自各报告的最新版，按名册顺序，不排名。',
    en: 'Choose an item, some years and some bodies; the table is below. Figures are those of each report’s newest version, in the order of the roster; this is no ranking.',
  },
  measure: { zh: '数据项', en: 'Item' },
  years: { zh: '年度', en: 'Years' },
  bodies: { zh: '机关', en: 'Bodies' },
  all: { zh: '全选', en: 'All' },
  none: { zh: '全不选', en: 'None' },
  csv: { zh: '下载这张表（CSV）', en: 'This table (CSV)' },
  link: { zh: '这个选择的地址可以发给别人。', en: 'The address of this choice can be sent to others.' },
  signs: {
    zh: '“未填”是报告里空白，“0”是零，“—”是没有报告或者该格式没有这一项。',
    en: '“blank” was left empty in the report, “0” is zero, “—” means no report, or no such item in its form.',
  },
  unfilled: { zh: '未填', en: 'blank' },
  body: { zh: '机关', en: 'Body' },
  noScript: {
    zh: '这一页要打开 JavaScript。不用它也可以：',
    en: 'This page needs JavaScript. Without it there is:',
  },
  totals: { zh: '主要数据项（totals.csv）', en: 'the main items (totals.csv)' },
  home: { zh: '各年度的对比页（从首页进）', en: 'the bodies side by side, year by year (from the first page)' },
  loading: { zh: '正在读数据……', en: 'Reading the figures…' },
  failed: { zh: '没有读到数据，请刷新。', en: 'The figures could not be read; please reload.' },
}
