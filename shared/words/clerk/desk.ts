import type { LocalizedText } from '../../report/report-definition.ts'

/** What a clerk reads while the slice is typed: on the page as the server makes it, and from the script. */
export const deskTexts = {
  save: { zh: '保存', en: 'Save' },
  review: { zh: '看一遍，再提交', en: 'Look it through, then submit' },
  saved: (time: string): LocalizedText => ({ zh: `已保存 ${time}`, en: `saved ${time}` }),
  savedBy: (time: string, by: string): LocalizedText => ({ zh: `${by} ${time} 保存`, en: `saved by ${by} at ${time}` }),
  notYet: { zh: '还没有填', en: 'nothing typed yet' },
  saving: { zh: '正在保存…', en: 'saving…' },
  keptHere: { zh: '没连上，先记在这台电脑', en: 'no connection; kept on this computer' },
  again: { zh: '没保存上，正在再试', en: 'not saved, trying again' },
  reopen: {
    zh: '登录过期了：从邮件里重新打开链接就会接着保存',
    en: 'the session is over: open the link in your mail again and it goes on',
  },
  reload: { zh: '这期间有人提交了，请刷新页面', en: 'it was submitted meanwhile; please reload' },
  open: (open: number, all: number): LocalizedText =>
    open === 0
      ? { zh: `都填了，共 ${all} 格`, en: `all ${all} cells filled` }
      : { zh: `还差 ${open} 格，已填 ${all - open}/${all}`, en: `${open} cells open, ${all - open}/${all} filled` },
  partOpen: (open: number): LocalizedText =>
    open === 0 ? { zh: '✓ 填完', en: '✓ filled' } : { zh: `还差 ${open} 格`, en: `${open} open` },
  partBroken: (count: number): LocalizedText => ({ zh: `${count} 处对不上`, en: `${count} do not add up` }),
  grey: (count: number): LocalizedText => ({ zh: `灰 0 待确认 ${count} 格`, en: `${count} grey zeros to confirm` }),
  zeroAll: {
    zh: '其余都没有发生？把空着的格子都填 0',
    en: 'Nothing else happened? Put 0 into every empty cell',
  },
  unzero: { zh: '撤销：一键填的 0', en: 'Take back the zeros put in by a button' },
  parts: { zh: '各部分', en: 'Parts' },
  print: { zh: '打印', en: 'Print' },
  next: { zh: '下一空格 ↓', en: 'Next empty cell ↓' },
  undo: (what: LocalizedText): LocalizedText => ({ zh: `撤销：${what.zh}`, en: `Undo: ${what.en}` }),
  step: {
    typed: { zh: '这一格', en: 'this cell' },
    zero: { zh: '填 0', en: 'zeros' },
    paste: { zh: '粘贴', en: 'paste' },
    file: { zh: '读入文件', en: 'file' },
    joined: { zh: '并入', en: 'joining' },
  },
  filled: {
    zero: { zh: '一键填的 0', en: 'zero put in by a button' },
    file: { zh: '读自文件，请核对', en: 'read from a file; please check' },
  },
  zeroRow: { zh: '都是 0', en: 'all 0' },
  joinedTitle: {
    zh: '别处也填过，已合在一起，还没有提交',
    en: 'Cells filled elsewhere were joined; not submitted yet',
  },
  joined: (count: number): LocalizedText => ({
    zh: `这期间，您或同事在别的页面上填了 ${count} 处，和这一页合在了一起。请再看一遍。`,
    en: `You or a colleague filled ${count} places on another page meanwhile; they are in the form now. Please look once more.`,
  }),
  joinedCells: (by: string, count: number): LocalizedText => ({
    zh: `并入${by}填的 ${count} 处`,
    en: `${count} places by ${by} joined`,
  }),
  also: (who: string): LocalizedText => ({ zh: `${who}也填了这一格`, en: `${who} filled this cell too` }),
  contested: (gave: Side, stands: Side): LocalizedText => ({
    zh: `${gave.mine ? '您' : gave.by}填 ${gave.value}，${stands.mine ? '您' : stands.by}填 ${stands.value}。现在留的是 ${stands.value}。`,
    en: `${gave.mine ? 'You' : gave.by} typed ${gave.value}, ${stands.mine ? 'you' : stands.by} typed ${stands.value}. Now it is ${stands.value}.`,
  }),
  contestedText: (gave: Side, stands: Side): LocalizedText => ({
    zh: `${gave.mine ? '您' : gave.by}和${stands.mine ? '您' : stands.by}都改了这段文字。现在留的是${stands.mine ? '您' : stands.by}的。`,
    en: `${gave.mine ? 'You' : gave.by} and ${stands.mine ? 'you' : stands.by} changed this text. The one of ${stands.mine ? 'you' : stands.by} stands.`,
  }),
  take: (value: string): LocalizedText => ({ zh: `换成 ${value}`, en: `Use ${value}` }),
  takeText: { zh: '换成另一份', en: 'Use the other one' },
  keep: (value: string): LocalizedText => ({ zh: `就用 ${value}`, en: `Keep ${value}` }),
  keepText: { zh: '就用这一份', en: 'Keep this one' },
  broken: (where: string): LocalizedText => ({ zh: `对不上：${where}`, en: `Does not add up: ${where}` }),
  unusual: (where: string): LocalizedText => ({ zh: `请说明：${where}`, en: `Please explain: ${where}` }),
  goTo: { zh: '跳到这一格', en: 'Go to the cell' },
  lookAt: (cell: string, expected: string): LocalizedText => ({
    zh: `看“${cell}”这一格：填 ${expected} 就对上了。`,
    en: `Look at “${cell}”: with ${expected} it adds up.`,
  }),
  more: (count: number): LocalizedText => ({ zh: `还有 ${count} 处，见上面各表`, en: `${count} more, see the tables` }),
  pasted: (count: number): LocalizedText => ({ zh: `粘贴了 ${count} 格`, en: `${count} cells pasted` }),
  notPasted: { zh: '没有粘贴，什么都没改', en: 'Not pasted; nothing was changed' },
  pasteRefused: {
    'too-high': (rows: number, room: number): LocalizedText => ({
      zh: `复制的有 ${rows} 行，从这一格往下只有 ${room} 行。请从对应的那一行开始粘贴，或者连行名一起复制。`,
      en: `${rows} rows were copied, ${room} are left from this cell on. Paste at the row they begin with, or copy the row names too.`,
    }),
    'too-wide': (columns: number, room: number): LocalizedText => ({
      zh: `复制的有 ${columns} 列，从这一格往右只有 ${room} 列。请从对应的那一列开始粘贴。`,
      en: `${columns} columns were copied, ${room} are left from this cell on. Paste at the column they begin with.`,
    }),
    unplaced: (label: string): LocalizedText => ({
      zh: `“${label}”在表里找不到对应的行，请核对行名。`,
      en: `No row of the table is called “${label}”. Please check the names.`,
    }),
    unreadable: (value: string): LocalizedText => ({
      zh: `“${value}”看不懂，请只复制数字。`,
      en: `“${value}” cannot be read. Please copy figures only.`,
    }),
    empty: { zh: '复制的内容里没有数字。', en: 'There are no figures in what was copied.' },
  },
  totalsDiffer: (count: number): LocalizedText => ({
    zh: `有 ${count} 个合计和系统算的不一样，请核对。`,
    en: `${count} totals differ from the computed ones. Please check.`,
  }),
  balance: { zh: '核对', en: 'Balance' },
  signature: {
    zh: '填表人：　　　　　　　　负责人：　　　　　　　　日期：',
    en: 'Filled by: ____________  Head: ____________  Date: ____________',
  },
  languageKept: { zh: 'English', en: '中文' },
} as const

export type Side = { value: string; by: string; mine: boolean }

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
