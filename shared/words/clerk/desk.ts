import type { LocalizedText } from '../../report/report-definition.ts'

/** What a clerk reads while the slice is typed: on the page as the server makes it, and from the script. */
export const deskTexts = {
  saved: (time: string): LocalizedText => ({ zh: `已保存 ${time}`, en: `saved ${time}` }),
  saving: { zh: '正在保存…', en: 'saving…' },
  keptHere: { zh: '没连上，先记在这台电脑', en: 'no connection; kept on this computer' },
  again: { zh: '没保存上，正在再试', en: 'not saved, trying again' },
  reopen: {
    zh: '登录已经结束：从邮件里重新打开链接就会接着保存',
    en: 'the session is over: open the link in your mail again and it goes on',
  },
  reload: { zh: '这期间有人提交了，请刷新页面', en: 'it was submitted meanwhile; please reload' },
  open: (open: number, all: number): LocalizedText =>
    open === 0
      ? { zh: `都填了，共 ${all} 格`, en: `all ${all} cells filled` }
      : { zh: `还差 ${open} 格，已填 ${all - open}/${all}`, en: `${open} cells open, ${all - open}/${all} filled` },
  partOpen: (open: number): LocalizedText =>
    open === 0 ? { zh: '✓ 填完', en: '✓ filled' } : { zh: `还差 ${open} 格`, en: `${open} open` },
  partOff: { zh: '有对不上的', en: 'does not add up' },
  grey: (count: number): LocalizedText => ({ zh: `灰 0 待确认 ${count} 格`, en: `${count} grey zeros to confirm` }),
  reading: { zh: '正在读文件…', en: 'reading the file…' },
  scriptGone: {
    zh: '页面更新过了，请刷新再试；填的都还在',
    en: 'the page was renewed; please reload and try again. What you typed is kept',
  },
  found: (count: number): LocalizedText => ({
    zh: `找回了 ${count} 处上次没保存上的，在这台电脑上记着的`,
    en: `${count} places were found again that this computer had kept unsaved`,
  }),
  tooLong: (over: number, limit: number): LocalizedText => ({
    zh: `最多 ${limit} 字，多了 ${over} 字`,
    en: `${limit} characters at most; ${over} too many`,
  }),
  step: {
    typed: { zh: '这一格', en: 'this cell' },
    zero: { zh: '填 0', en: 'zeros' },
    paste: { zh: '粘贴', en: 'paste' },
    file: { zh: '读入文件', en: 'file' },
  },
  filled: {
    zero: { zh: '一键填的 0', en: 'zero put in by a button' },
    file: { zh: '读自文件，请核对', en: 'read from a file; please check' },
  },
  zeroRow: { zh: '都是 0', en: 'all 0' },
  joinedCells: (by: string): LocalizedText => ({ zh: `并入了${by}填的`, en: `what ${by} filled was joined` }),
  also: (who: string): LocalizedText => ({ zh: `${who}也填了这一格`, en: `${who} filled this cell too` }),
  contested: (gave: Side, stands: Side): LocalizedText => ({
    zh: `${gave.mine ? '您' : gave.by}填 ${short(gave)}，${stands.mine ? '您' : stands.by}填 ${short(stands)}。现在留的是 ${short(stands)}。`,
    en: `${gave.mine ? 'You' : gave.by}: ${short(gave)}; ${stands.mine ? 'you' : stands.by}: ${short(stands)}. Now it is ${short(stands)}.`,
  }),
  take: (gave: Side): LocalizedText => ({ zh: `换成 ${short(gave)}`, en: `Use ${short(gave)}` }),
  keep: (stands: Side): LocalizedText => ({ zh: `就用 ${short(stands)}`, en: `Keep ${short(stands)}` }),
  broken: (where: string): LocalizedText => ({ zh: `对不上：${where}`, en: `Does not add up: ${where}` }),
  unusual: (where: string): LocalizedText => ({ zh: `请说明：${where}`, en: `Please explain: ${where}` }),
  goTo: { zh: '跳到这一格', en: 'Go to the cell' },
  more: (count: number): LocalizedText => ({ zh: `还有 ${count} 处，见上面各表`, en: `${count} more, see the tables` }),
  pasted: (count: number): LocalizedText => ({ zh: `粘贴了 ${count} 格`, en: `${count} cells pasted` }),
  notPasted: { zh: '没有粘贴，什么都没改', en: 'Not pasted; nothing was changed' },
  balance: { zh: '核对', en: 'Balance' },
  foundCells: (count: number): LocalizedText =>
    count === 0 ? { zh: '没有这样的格', en: 'no such cell' } : { zh: `${count} 格`, en: `${count} cells` },
} as const

/** What only the page itself says. */
export const formTexts = {
  fromFile: { zh: '从文件读入…', en: 'Read a file…' },
  print: { zh: '打印', en: 'Print' },
  printBlank: { zh: '打印空白表', en: 'Print it empty' },
  next: { zh: '下一空格 ↓', en: 'Next empty cell ↓' },
  undo: { zh: '撤销：', en: 'Undo: ' },
  find: { zh: '找一格', en: 'Find a cell' },
  findHow: { zh: '名称、数字或行号，回车跳过去', en: 'Name, figure or number of the row; Enter goes there' },
  save: { zh: '保存', en: 'Save' },
  review: { zh: '看一遍，再提交', en: 'Look it through, then submit' },
  savedBy: (time: string, by: string): LocalizedText => ({ zh: `${by} ${time} 保存`, en: `saved by ${by} at ${time}` }),
  notYet: { zh: '还没有保存过', en: 'nothing saved yet' },
  asSent: { zh: '和上次提交的一样', en: 'as it was submitted last' },
  zeroAll: { zh: '其余都没有发生？把空着的格子都填 0', en: 'Nothing else happened? Put 0 into every empty cell' },
  unzero: { zh: '撤销：一键填的 0', en: 'Take back the zeros put in by a button' },
  parts: { zh: '各部分', en: 'Parts' },
  joinedTitle: {
    zh: '别处也填过，已合在一起，还没有提交',
    en: 'Cells filled elsewhere were joined; not submitted yet',
  },
  joined: (count: number): LocalizedText => ({
    zh: `这期间，您或同事在别的页面上填了 ${count} 处，和这一页合在了一起。请再看一遍。`,
    en: `You or a colleague filled ${count} places on another page meanwhile; they are in the form now. Please look once more.`,
  }),
  template: { zh: '下载填报表', en: 'Template to fill' },
  signature: {
    zh: '填表人：　　　　　　　　负责人：　　　　　　　　日期：',
    en: 'Filled by: ____________  Head: ____________  Date: ____________',
  },
} as const

export type Side = { value: string; by: string; mine: boolean }

/** A figure whole, a text by its first words. */
const short = ({ value }: Side): string => (value.length > 16 ? `“${value.slice(0, 15)}…”` : value)

/** A page that is read before anything is sent. */
export const reviewTexts = {
  title: { zh: '提交前，请看一遍', en: 'Please look it through before you submit' },
  lead: (unit: string, checked: number): LocalizedText => ({
    zh: `${unit}。${checked} 条勾稽关系都对得上。`,
    en: `${unit}. All ${checked} relations hold.`,
  }),
  notSent: { zh: '还没有提交。', en: 'Not submitted yet.' },
  change: { zh: '改', en: 'change' },
  back: { zh: '回去改', en: 'Back to the form' },
  submit: { zh: '提交', en: 'Submit' },
  lastYear: { zh: '去年', en: 'last year' },
  thisYear: { zh: '今年', en: 'this year' },
  explained: { zh: '说明', en: 'Explanation' },
  rest: (zeros: number, byButton: number): LocalizedText => ({
    zh: `其余 ${zeros} 格都是 0，对吗？${byButton > 0 ? `其中 ${byButton} 格是一键填的。` : ''}`,
    en: `The other ${zeros} cells are all 0, is that right?${byButton > 0 ? ` ${byButton} of them were put in by a button.` : ''}`,
  }),
  all: (cells: number): LocalizedText => ({ zh: `展开看全部 ${cells} 格`, en: `Show all ${cells} cells` }),
  seen: { zh: '看过了，其余都是 0', en: 'I have looked: all others are 0' },
  nil: {
    zh: '全年没有任何要报告的内容，所有数字都是 0。',
    en: 'Nothing to report for the whole year: every figure is 0.',
  },
  fromFile: (count: number): LocalizedText => ({
    zh: `有 ${count} 格是从文件读入的，请和原件核对。`,
    en: `${count} cells were read from a file; please compare them with it.`,
  }),
} as const
