import type { LocalizedText } from '../../report/report-definition.ts'

/** What every page of the public site has around it, and its pages that are no report. */
export const siteTexts = {
  skip: { zh: '跳到正文', en: 'Skip to the content' },
  site: { zh: '本站', en: 'This site' },
  home: { zh: '首页', en: 'Home' },
  data: { zh: '数据', en: 'Data' },
  allData: { zh: '全部数据', en: 'All data' },
  verify: { zh: '核验', en: 'Verify' },
  check: { zh: '核对', en: 'Check' },
  feed: { zh: '订阅更新（Atom）', en: 'Updates (Atom)' },
  otherLanguage: { zh: 'English', en: '中文' },
  visitors: {
    zh: '本站不收集访问者信息，不引用别处的内容。',
    en: 'This site collects nothing about its visitors and loads nothing from elsewhere.',
  },
} satisfies Record<string, LocalizedText>

export const bodyTexts = {
  issuer: { zh: '本级政府', en: 'The government' },
  office: { zh: '政府办公厅（室）', en: 'The government office' },
  department: { zh: '工作部门', en: 'Departments' },
  township: { zh: '乡镇、街道', en: 'Townships and sub-districts' },
} satisfies Record<string, LocalizedText>

export const versionsTexts = {
  title: (report: string) => ({ zh: `${report}：各版本`, en: `${report}: all versions` }),
  versions: { zh: '各版本', en: 'All versions' },
  newest: { zh: '最新', en: 'newest' },
  superseded: (n: number) => ({ zh: `已被第${n}版取代`, en: `superseded by version ${n}` }),
  correction: (reason: string) => ({ zh: `更正：${reason}`, en: `Correction: ${reason}` }),
  published: (date: string) => ({ zh: `${date}公布`, en: `published ${date}` }),
  versionNumber: (n: number) => ({ zh: `第${n}版`, en: `Version ${n}` }),
  toNewest: { zh: '阅读最新版', en: 'Read the newest version' },
  stay: { zh: '公布过的版本都保留在原来的地址。', en: 'Every version that was published stays at its address.' },
  supersededOn: (date: string, n: number) => ({
    zh: `本版已于${date}被第${n}版更正。`,
    en: `This version was corrected on ${date} by version ${n}.`,
  }),
  correctedBelow: (name: string, now: number, used: number) => ({
    zh: `下级已更正：${name}的报告现为第${now}版，本报告按第${used}版汇总。`,
    en: `Corrected below: the report of ${name} is now version ${now}; this report adds version ${used}.`,
  }),
}

export const homeTexts = {
  title: { zh: '已公布的报告', en: 'Published reports' },
  titleOf: (issuer: string) => ({ zh: `${issuer}公布的报告`, en: `Reports of ${issuer}` }),
  figures: (items: string) => ({ zh: `${items}。`, en: `${items}.` }),
  yearBefore: (figure: string) => ({ zh: `（上年${figure}）`, en: ` (${figure} the year before)` }),
  correctedShort: (date: string) => ({ zh: `${date}更正`, en: `corrected ${date}` }),
  publishedOn: (date: string) => ({ zh: `最新 · ${date}公布`, en: `Newest · published ${date}` }),
  correctedOn: (date: string) => ({ zh: `最新 · ${date}更正`, en: `Newest · corrected ${date}` }),
  yearTitle: (year: number) => ({ zh: `${year}年度各机关报告`, en: `Reports for ${year}` }),
  reportCount: (n: number) => ({ zh: `已公布${n}份`, en: `${n} published` }),
  standing: { zh: '公布情况', en: 'Who published when' },
  compare: { zh: '各机关数字对比', en: 'The bodies side by side' },
  earlier: { zh: '往年', en: 'Earlier years' },
  noEarlier: { zh: '本站还没有更早年度的报告。', en: 'No earlier year is on this site.' },
  notYet: { zh: '尚未公布', en: 'not yet public' },
  nothing: { zh: '这里还没有公布的报告。', en: 'No report has been published here yet.' },
  inPreparation: (year: number) => ({
    zh: `${year}年度报告正在编制。`,
    en: `The reports for ${year} are being prepared. `,
  }),
  unitsDue: (date: string) => ({ zh: `各机关的报告最迟${date}公布，`, en: `Each body publishes its own by ${date}; ` }),
  wholeDue: (issuer: string, date: string) => ({
    zh: `${issuer}的报告最迟${date}公布。`,
    en: `the report of ${issuer} is due by ${date}.`,
  }),
  willBeHere: {
    zh: '公布后就在本页，也可以订阅更新。',
    en: 'They will be on this page; you can subscribe to updates.',
  },
  notFound: { zh: '没有找到这一页', en: 'There is no such page' },
  notFoundLead: {
    zh: '已公布的报告不会不留说明地删除，可以从这里找到它：',
    en: 'A published report is never removed without a word. Find it here:',
  },
  allReports: { zh: '全部报告', en: 'All reports' },
  allStandings: (year: number) => ({ zh: `${year}年度公布情况`, en: `${year}: who published when` }),
  addresses: {
    zh: '地址的样子：r/期号/ 是最新版，r/期号/v1/ 是第1版，y/年份/ 是那一年的公布情况。',
    en: 'What addresses look like: r/cycle/ is the newest version, r/cycle/v1/ is version 1, y/year/ lists who published in a year.',
  },
}

/** How the whole report stands; its dates as they are shown, `statutory` the law's own. */
type WholeSaid = Record<'issuer' | 'due' | 'statutory' | 'published' | 'withdrawn', string> & { days: number }

export const standingTexts = {
  home: { zh: '首页', en: 'Home' },
  yearOf: (year: number) => ({ zh: `${year}年度`, en: `${year}` }),
  title: (issuer: string, reports: string) => ({
    zh: `${issuer}${reports}公布情况`,
    en: `${reports}: who published when${issuer ? `, ${issuer}` : ''}`,
  }),
  /** Where the year has reports of several forms. */
  allReports: (year: number) => ({ zh: `${year}年度各种报告`, en: `Reports for ${year}` }),
  asOf: (date: string) => ({ zh: `统计截至：${date}`, en: `As of ${date}` }),
  basis: (basis: string) => ({ zh: `依据：${basis}`, en: `Basis: ${basis}` }),
  body: { zh: '机关', en: 'Body' },
  published: { zh: '公布日期', en: 'Published' },
  standing: { zh: '情况', en: 'Standing' },
  dueBy: (date: string) => ({ zh: `应于${date}前公布`, en: `due by ${date}` }),
  onTime: { zh: '按时', en: 'on time' },
  late: (days: number) => ({ zh: `△ 迟${days}天`, en: `△ ${days} days late` }),
  missing: { zh: '✕ 未公布', en: '✕ not published' },
  due: { zh: '未到期', en: 'not yet due' },
  excused: { exempt: { zh: '本期免报', en: 'exempt this year' }, left: { zh: '已退出本期', en: 'left this cycle' } },
  correctedOn: (date: string, n: number) => ({ zh: `${date}更正（第${n}版）`, en: `corrected ${date} (version ${n})` }),
  units: (date: string, n: number, onTime: number, late: number, missing: number) => ({
    zh: `应于${date}前公布报告的机关${n}个：按时公布${onTime}个，迟公布${late}个，未公布${missing}个`,
    en: `${n} bodies had to publish by ${date}: ${onTime} on time, ${late} late, ${missing} not published`,
  }),
  unitsShare: (share: string) => ({ zh: `，按时公布率${share}%。`, en: `, ${share}% on time. ` }),
  unitsDue: (due: number) => ({ zh: `，尚未到期${due}个。`, en: `, ${due} not yet due. ` }),
  unitsLate: (names: string) => ({ zh: `迟公布：${names}。`, en: `Late: ${names}. ` }),
  unitsExcused: (names: string) => ({
    zh: `不用公布（免报或者已退出）：${names}。`,
    en: `With nothing to publish (exempt, or left): ${names}. `,
  }),
  unitsMissing: (names: string) => ({ zh: `未公布：${names}。`, en: `Not published: ${names}. ` }),
  whole: {
    'on-time': ({ issuer, due, published }: WholeSaid) => ({
      zh: `${issuer}的报告应于${due}前公布，${published}公布，按时。`,
      en: `The report of ${issuer}, due by ${due}, was published on ${published}, on time.`,
    }),
    late: ({ issuer, due, published, days, statutory }: WholeSaid) => ({
      zh: `${issuer}的报告应于${due}前公布，${published}公布，迟${days}天（法定最迟日期为${statutory}）。`,
      en: `The report of ${issuer}, due by ${due}, was published on ${published}, ${days} days late (the law’s last date is ${statutory}).`,
    }),
    missing: ({ issuer, due, statutory }: WholeSaid) => ({
      zh: `${issuer}的报告应于${due}前公布，尚未公布（法定最迟日期为${statutory}）。`,
      en: `The report of ${issuer}, due by ${due}, is not published (the law’s last date is ${statutory}).`,
    }),
    withdrawn: ({ issuer, published, withdrawn }: WholeSaid) => ({
      zh: `${issuer}的报告${published}公布，${withdrawn}撤回，更正后的一版尚未公布。`,
      en: `The report of ${issuer}, published on ${published}, was withdrawn on ${withdrawn}; no corrected version is public yet.`,
    }),
    due: ({ issuer, due }: WholeSaid) => ({
      zh: `${issuer}的报告应于${due}前公布，未到期。`,
      en: `The report of ${issuer} is due by ${due}.`,
    }),
  },
  addedUp: (issuer: string, n: number) => ({
    zh: `已按要求逐级汇总：${issuer}的报告由上列${n}个机关的报告汇总而成。`,
    en: `Added up as required: the report of ${issuer} is made of the ${n} reports above.`,
  }),
  addedUpGap: (issuer: string, n: number, published: number, names: string) => ({
    zh: `上列${n}个机关中有${published}个的报告现在可以读到，没有的是：${names}。${issuer}的报告加了哪些数，见该报告。`,
    en: `Of the ${n} bodies above, the reports of ${published} can be read now; not those of ${names}. See the report of ${issuer} for what it adds.`,
  }),
  addedUpWithout: (issuer: string, n: number, names: string) => ({
    zh: `${issuer}的报告由${n}个机关的数字汇总而成，汇总时没有加进去的是：${names}。`,
    en: `The report of ${issuer} adds the figures of ${n} bodies; those of ${names} were not in it when it was made.`,
  }),
  addedUpBefore: (names: string) => ({
    zh: `汇总以后又更正或者撤回的：${names}，见汇总报告上的说明。`,
    en: ` Corrected or withdrawn since: ${names}; the report says so.`,
  }),
  csv: { zh: '下载本表（CSV）', en: 'This table (CSV)' },
  json: { zh: '供程序使用（JSON）', en: 'For programs (JSON)' },
  compare: { zh: '各机关数字对比', en: 'The bodies side by side' },
  whatCounts: {
    zh: '“公布日期”是报告第1版在本站可以读到的日期；内部报送、退回、延期不在此表。',
    en: '“Published” is the day on which version 1 could be read on this site; filing, returns and extensions inside are not in this table.',
  },
}

export const comparisonTexts = {
  home: { zh: '首页', en: 'Home' },
  yearOf: (year: number) => ({ zh: `${year}年度`, en: `${year}` }),
  bodiesTitle: (year: number) => ({ zh: `${year}年度各机关数字对比`, en: `The bodies side by side, ${year}` }),
  bodies: { zh: '各机关数字对比', en: 'The bodies side by side' },
  bodiesLead: {
    zh: '数字取自各报告的最新版，机关按名册顺序，不排名。',
    en: 'The figures are those of each report’s newest version. Bodies stand in the order of the roster; this is no ranking.',
  },
  squares: { zh: '申请办理结果', en: 'What came of the requests' },
  squaresHint: { zh: '一格是一件申请，格里的字是结果。', en: 'One square is one request, the letter what came of it.' },
  pending: { zh: '没有办理结果', en: 'no outcome reported' },
  noRequests: (n: number, names: string) => ({
    zh: `没有收到申请的机关${n}个：${names}。`,
    en: `Bodies that received no request (${n}): ${names}.`,
  }),
  numbers: { zh: '数字', en: 'The figures' },
  body: { zh: '机关', en: 'Body' },
  signs: {
    zh: '“未填”是报告里空白，“0”是零，“—”是该格式没有这一项。',
    en: '“blank” was left empty in the report, “0” is zero, “—” means the form has no such item.',
  },
  unfilled: { zh: '未填', en: 'blank' },
  bodyTitle: (body: string) => ({ zh: `${body}历年数字`, en: `${body}: its figures over the years` }),
  overYears: { zh: '历年数字', en: 'over the years' },
  charts: {
    received: { zh: '本年新收和上年结转的申请（件）', en: 'Requests: new, and carried in' },
    outcomes: { zh: '办理结果（件）', en: 'What came of the requests' },
    carriedOut: { zh: '结转下年度继续办理（件）', en: 'Carried over to the next year' },
    disputes: { zh: '行政复议、行政诉讼（件）', en: 'Reviews and lawsuits' },
    published: { zh: '公布日期（次年）', en: 'Published (in the year after)' },
  },
  newRequests: { title: { zh: '本年新收', en: 'new' }, mark: { zh: '新', en: 'N' } },
  carriedIn: { title: { zh: '上年结转', en: 'carried in' }, mark: { zh: '转', en: 'C' } },
  reviews: { title: { zh: '行政复议', en: 'reviews' }, mark: { zh: '复', en: 'R' } },
  lawsuits: { title: { zh: '行政诉讼', en: 'lawsuits' }, mark: { zh: '诉', en: 'L' } },
  noReport: { zh: '缺', en: 'none' },
  dueLine: { zh: '虚线是期限', en: 'the dashed line is the date due' },
  publishedAndDue: (year: string, published: string, due: string) => ({
    zh: `${year}：${published}公布，期限${due}`,
    en: `${year}: published ${published}, due ${due}`,
  }),
  publishedOn: { zh: '公布日期', en: 'Published' },
  standing: { zh: '情况', en: 'Standing' },
  yearSentence: (n: number, received: string, some: number) => ({
    zh: `${n}个机关共收到申请${received}件，其中${some}个机关收到过。`,
    en: `Bodies: ${n}; requests received: ${received}, by ${some} of them. `,
  }),
  measure: { zh: '数据项', en: 'Item' },
  formsDiffer: {
    zh: '各年格式不同，同名的项目口径相同；口径变了的项目分开列出。',
    en: ' The forms differ between years; items with the same name mean the same, others are listed apart.',
  },
  allZero: (title: string) => ({ zh: `${title}：各年的报告里都是0。`, en: `${title}: 0 in every report.` }),
}

/** What came of a request; `mark` is the one character that stands for it in a chart. */
export const outcomeTexts = {
  granted: { title: { zh: '予以公开', en: 'granted' }, mark: { zh: '公', en: 'G' } },
  'partly-granted': { title: { zh: '部分公开', en: 'granted in part' }, mark: { zh: '部', en: 'P' } },
  refused: { title: { zh: '不予公开', en: 'refused' }, mark: { zh: '否', en: 'R' } },
  unavailable: { title: { zh: '无法提供', en: 'not available' }, mark: { zh: '无', en: 'N' } },
  declined: { title: { zh: '不予处理', en: 'not dealt with' }, mark: { zh: '退', en: 'D' } },
  'other-handling': { title: { zh: '其他处理', en: 'otherwise handled' }, mark: { zh: '他', en: 'O' } },
  'carried-out': { title: { zh: '结转下年', en: 'carried over' }, mark: { zh: '结', en: 'C' } },
} satisfies Record<string, Record<'title' | 'mark', LocalizedText>>

export const dataTexts = {
  home: { zh: '首页', en: 'Home' },
  title: { zh: '数据', en: 'Data' },
  choose: { zh: '选数据项、年度、机关，看表、下载', en: 'Choose an item, years and bodies: a table, and a file' },
  totals: {
    zh: '主要数据项，一行一个数，供程序使用（UTF-8，没有 BOM）。要用 Excel 看，请从上面选好再下载',
    en: 'the main items, one figure a line, for programs (UTF-8 without a byte order mark). For Excel, choose above and take that table',
  },
  all: { zh: '全部报告的全部数据，一行一格', en: 'every cell of every report, one a line' },
  package: { zh: '两张表的格式说明（Data Package）', en: 'what the two tables look like (Data Package)' },
  catalogue: { zh: '目录（DCAT-AP）', en: 'catalogue (DCAT-AP)' },
  schema: { zh: 'report.json 的格式说明（JSON Schema）', en: 'what report.json looks like (JSON Schema)' },
  list: { zh: '全部报告及其版本', en: 'all reports and their versions' },
  feed: { zh: '新公布和更正的报告', en: 'new reports and corrections' },
  columns: { zh: '几点说明', en: 'What to know' },
  status: {
    zh: 'status 一列把三种情况分开：reported 是填了数（零也是数），blank 是报告里空白，not-applicable 是不适用。',
    en: 'The column status tells three things apart: reported (zero is a figure too), blank, and not applicable.',
  },
  years: {
    zh: '数字都是精确的十进制数，取自各报告的最新版；measure 相同的数据项可以跨年、跨格式相比。',
    en: 'Figures are exact decimals from each report’s newest version; items with the same measure may be compared over years and forms.',
  },
  terms: { zh: '使用条件', en: 'Terms of use' },
} satisfies Record<string, LocalizedText>
