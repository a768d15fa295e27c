/** What the office reads where last year's reports are brought in. */
export const lastYearTexts = {
  title: { zh: '去年的年报', en: 'Last year’s reports' },
  says: (year: number | undefined) => ({
    zh: `把${year === undefined ? '上一' : year}年的年报（本级政府的，或者各单位的）放进来，读到的数就是这一期的“去年数”：上年结转、年度之间的数都照它核对。Word、PDF、网页、Excel 都可以，一次不超过 4 MB、20 个文件。`,
    en: `Put in reports for ${year ?? 'the year before'}, the issuer’s or units’: what is read becomes last year’s figures of this cycle, and what carries over from year to year is checked against them. Word, PDF, web pages and Excel, 4 MB and 20 files at a time.`,
  }),
  files: { zh: '选文件，或拖到这里', en: 'Choose files, or drop them here' },
  whose: { zh: '是谁的年报', en: 'Whose report' },
  byName: { zh: '按报告里的名称认', en: 'By the name in the report' },
  read: { zh: '读出来看看', en: 'Read them' },
  readSays: {
    zh: '这一步只是读，还不算数：先给您看读到的数，确认以后才算。',
    en: 'This only reads them: the figures are shown to you and count when you confirm them.',
  },
  refused: (count: number) => ({ zh: `有${count}处没有读成`, en: `${count} could not be read` }),
  found: (files: number) => ({ zh: `读到${files}份，请核对`, en: `${files} were read; please look` }),
  taken: (name: string, read: number, open: number) => ({
    zh: `${name}：读到${read}格${open > 0 ? `，${open}格没有读到数，不会用来核对` : ''}`,
    en: `${name}: ${read} cells read${open > 0 ? `; ${open} without a figure, which are compared with nothing` : ''}`,
  }),
  printedAs: (issuer: string) => ({ zh: `报告里写的机关：${issuer}`, en: `Issuer as printed: ${issuer}` }),
  file: (file: string, digest: string) => ({
    zh: `文件：${file}　摘要 ${digest}`,
    en: `File: ${file}, digest ${digest}`,
  }),
  lastYear: { zh: '去年', en: 'Last year' },
  unread: { zh: '印了、但没有认出来的', en: 'Printed and not made out' },
  cycleSays: {
    zh: '确认以后，还没报送的单位在表上看到去年数，上年结转按它填好；已经报送的不会马上退回，到公布该单位自己的年度报告时与去年数对不上的才退回；正在审签的稿会重新合并、核对、送签。',
    en: 'Once confirmed, units that have not submitted see them beside the form, with what is carried in filled accordingly; nothing that was submitted is sent back at once, but a slice goes back that does not fit them when its unit’s own report is to be published. A draft that is being signed is merged, checked and asked for again.',
  },
  confirm: { zh: '数读得对，作为去年的数', en: 'They are read rightly: let them be last year’s figures' },
  defaultReason: { zh: '据已公布的上一年度报告。', en: 'From last year’s published reports.' },
  openingSays: {
    zh: '看一遍；对的话，接着往下填。开始这一期以前，下一页还会列出来。不对，就去掉再读。',
    en: 'Look at them; if they are right, go on with the form. The next page lists them before anything begins. If they are wrong, take them off and read again.',
  },
  drop: { zh: '去掉去年的数', en: 'Take last year’s figures off' },
  carried: (bodies: number) => ({
    zh: `连以前的，一共读入${bodies}家的去年数。`,
    en: `With those read before, last year’s figures of ${bodies} bodies are here.`,
  }),
  carriedOn: { zh: '去年的数已读入。', en: 'Figures of last year are read.' },
  known: { zh: '已经有去年数的', en: 'Whose figures of last year are here' },
  none: { zh: '还没有。', en: 'None yet.' },
  body: { zh: '单位', en: 'Body' },
  from: { zh: '从哪里来', en: 'Where they come from' },
  noFile: { zh: '没有文件：开这一期时就有', en: 'No file: they were there when the cycle was opened' },
  byPerson: (name: string) => ({ zh: `${name}带入`, en: `brought in by ${name}` }),
  without: (units: number) => ({
    zh: `没有去年数的有${units}个（发布机关和单位一起数）。`,
    en: `${units} have no figures of last year, of the units and the issuer together.`,
  }),
  closed: {
    zh: '这一期已经发布或撤回，去年的数不能再改。要改，请先点工作台上的“开始更正”。',
    en: 'This cycle is published or called off; last year’s figures cannot be changed. To change them, begin a correction at the board first.',
  },
  back: { zh: '回到工作台', en: 'Back to the board' },
}
