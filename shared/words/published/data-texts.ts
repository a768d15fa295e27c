/** What the published data says of itself: package, catalogue, feed, the columns of a table. */
export const columnMeanings = {
  issuer: '汇总机关（本级政府）的代号',
  unit: '单位代号；空白表示本级政府自己的报告',
  year: '报告年度',
  version: '报告的版本，总是最新版',
  cell: '格子代号，见报告旁边的 report.json',
  value: '精确的十进制数',
  status: 'reported（已填，零也是）、blank（未填）、not-applicable（不适用）',
  uom: '计量单位',
  body: '机关名称',
  measure: '数据项代号，各种格式通用',
  title: '数据项',
  form: '报告格式的代号；一个机关一年可以有几种报告',
}

export const packageTitle = '已公布报告的数据'
export const cellsHead = ['cell', '部分', '数据项', 'item', '数值 figure', '单位 unit']

export const catalogueTexts = {
  title: { zh: '已公布报告的目录', en: 'Catalogue of published reports' },
  about: { zh: '本站公布的全部报告和数据', en: 'All reports and data published on this site' },
  allTitle: { zh: '全部报告的数据', en: 'The figures of all reports' },
  all: { zh: '各报告最新版的全部数据', en: 'Every figure of every report’s newest version' },
  nobody: { zh: '本级政府', en: 'The government' },
  version: (title: { zh: string; en: string }, n: number) => ({
    zh: `${title.zh}，第${n}版`,
    en: `${title.en}, version ${n}`,
  }),
}

/** A feed speaks Chinese. */
export const feedTexts = {
  title: '报告的公布、更正和撤回',
  withdrawn: (title: string, version: number) => `${title}（第${version}版，撤回）`,
  whyWithdrawn: (reason: string) => `撤回原因：${reason}`,
  corrected: (title: string, version: number) => `${title}（第${version}版，更正）`,
  whyCorrected: (reason: string) => `更正原因：${reason}`,
  corrects: (version: number) => `更正第${version}版`,
  version: (n: number) => `第${n}版`,
  published: (year: number) => `${year}年度报告公布`,
}
