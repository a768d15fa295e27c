/** What a unit reads where its figures stand side by side, a column a revision. */
export const historyTexts = {
  title: { zh: '每一格报过什么', en: 'What was filed, cell by cell' },
  link: { zh: '每一格报过什么', en: 'History of each cell' },
  none: { zh: '这一期还没有提交过。', en: 'Nothing was submitted in this cycle yet.' },
  noLastYear: { zh: '本系统里没有去年的数。', en: 'This system has no figures of last year.' },
  revisions: { zh: '历次提交', en: 'Revisions' },
  nth: (n: number) => ({ zh: `第${n}次`, en: `Revision ${n}` }),
  filed: (by: string, at: string) => ({ zh: `${by}，${at}提交`, en: `submitted by ${by}, ${at}` }),
  typists: (names: string) => ({ zh: `，${names}参加填写`, en: `, typed with ${names}` }),
  receipt: { zh: '看回执', en: 'receipt' },
  returned: (by: string, at: string) => ({ zh: `${by}于${at}退回`, en: `returned by ${by} on ${at}` }),
  taken: (at: string) => ({ zh: `${at}取回`, en: `taken back on ${at}` }),
  lastYear: { zh: '去年', en: 'last year' },
  now: { zh: '现在算的', en: 'counts now' },
  cell: { zh: '项目', en: 'Item' },
  change: (by: string, at: string, revision: number, from: string, to: string) => ({
    zh: `${by}于${at}把第${revision}次报的 ${from} 改为 ${to}：`,
    en: `${by} changed revision ${revision} from ${from} to ${to} on ${at}: `,
  }),
  groups: {
    moved: { zh: '改过的', en: 'What changed' },
    told: { zh: '没有改过的', en: 'What stayed as it was' },
  },
  silent: (count: number) => ({
    zh: `其余 ${count} 格一直是 0 或空着`,
    en: `The other ${count} cells were 0 or empty each time`,
  }),
  find: { zh: '名称、数字或行号', en: 'Name, figure or number of the row' },
  findButton: { zh: '找', en: 'Find' },
  found: (count: number) => ({ zh: `找到 ${count} 格`, en: `${count} cells found` }),
  all: { zh: '看全部', en: 'Show all' },
} as const
