import type { LocalizedText } from '../../report/report-definition.ts'

/** The public page on which anybody checks a report. What the check itself says stands in check-texts.ts. */
export const checkPageTexts = {
  title: { zh: '核对一份报告', en: 'Check a report' },
  what: {
    zh: '把政府信息公开工作年度报告拖进来，看表里的合计和关系对不对，正文的数和表对不对。',
    en: 'Drop an annual report on government information disclosure here to see whether its totals and relations hold and its text agrees with its tables. ',
  },
  privacy: {
    zh: '文件只在您的电脑里读，不会上传，断网也能用。',
    en: 'The file is read on your computer only; nothing is sent anywhere, and it works offline.',
  },
  drop: { zh: '拖到这里，或', en: 'Drop it here, or' },
  choose: { zh: '选择文件', en: 'Choose files' },
  paste: { zh: '，也可以把表格粘贴进来（Ctrl+V）', en: ', or paste a table (Ctrl+V)' },
  kinds: {
    zh: 'Word（.docx）、网页（.html）、有文字的 PDF、Excel（.xlsx）、CSV、文字、report.json。老式 .doc、.wps 请先“另存为 .docx”；扫描件读不了。两年的报告一起放，就核对跨年的数。',
    en: 'Word (.docx), web pages (.html), PDF with text, Excel (.xlsx), CSV, text, report.json. Save old .doc and .wps as .docx first; scans cannot be read. With the reports of two years, figures are compared across years.',
  },
  noScript: {
    zh: '这一页在您的浏览器里核对，要打开 JavaScript 才能用。也可以用命令行 lianbao check。',
    en: 'This page checks in your browser and needs JavaScript. The command line does the same: lianbao check.',
  },
  reading: { zh: '正在读……', en: 'Reading…' },
  done: { zh: '读完了。', en: 'Done.' },
  print: { zh: '打印结果', en: 'Print' },
  clear: { zh: '清空', en: 'Clear' },
  truth: {
    zh: '“没有发现问题”是说表里的关系都成立，不等于数字属实。',
    en: '“Nothing found” means that the relations within the tables hold; it does not mean that the figures are true.',
  },
  found: { zh: '对不上的、要说明的', en: 'What does not hold, and what to explain' },
  readTitle: { zh: '读到的内容（请先看一眼读得对不对）', en: 'What was read (look whether it was read rightly)' },
  typeHere: {
    zh: '没读到的格子可以照着原件填，填了就接着核对；填的数会注明不是从文件里读到的。',
    en: 'Cells that were not read can be filled in from the original, and the check goes on with them; it is said that they were typed.',
  },
  typedCells: { zh: '其中由您填的格数：', en: 'Cells typed by you: ' },
  zeroRows: { zh: '全是 0 的行略去', en: 'rows of zeros are left out' },
  showAll: { zh: '全部显示', en: 'show all' },
  row: { zh: '行', en: 'Row' },
  noPdf: {
    zh: '这个浏览器读不了 PDF；请用较新的浏览器，或用 Word 版、网页版',
    en: 'this browser cannot read PDFs; use a newer one, or the Word or web version',
  },
  pasted: { zh: '粘贴的内容', en: 'pasted' },
} satisfies Record<string, LocalizedText>
