/** What a clerk reads when a file is brought into the form. */
export const fileTexts = {
  found: (cells: number, differing: number, same: number) => ({
    zh: `读出 ${cells} 处${same === cells ? '，和表里一样' : differing > 0 ? `，和您填的有 ${differing} 处不同` : ''}`,
    en: `${cells} places read${same === cells ? ', all as you have' : differing > 0 ? `, ${differing} other than you filled` : ''}`,
  }),
  nothing: { zh: '没有读出可以填的数', en: 'Nothing that can be filled in was read' },
  notYet: (name: string) => ({
    zh: `“${name}”。还没有填进去。`,
    en: `“${name}”. Nothing has been filled in yet.`,
  }),
  where: { zh: '哪一格', en: 'Cell' },
  yours: { zh: '您填的', en: 'Yours' },
  file: { zh: '文件里', en: 'File' },
  take: { zh: '换成它', en: 'Use it' },
  takeOf: (where: string) => ({ zh: `${where}：用文件里的`, en: `${where}: use the file’s` }),
  totals: { zh: '文件里印的合计不对', en: 'Totals in the file do not add up' },
  total: (where: string, printed: string, sum: string) => ({
    zh: `${where}：印的是 ${printed}，各项相加是 ${sum}`,
    en: `${where}: ${printed} is printed, the cells add up to ${sum}`,
  }),
  computed: { zh: '合计由系统算，不读入。', en: 'Totals are computed and not read.' },
  unread: { zh: '没有读出来，请自己看', en: 'Not read; please look yourself' },
  unreadLine: (where: string, printed: string, reason: string) => ({
    zh: `${where}：“${printed}”，${reason}`,
    en: `${where}: “${printed}”, ${reason}`,
  }),
  locked: { zh: '由去年报告转来，不换', en: 'Carried over from last year’s report; stays' },
  lockedLine: (where: string, stands: string, file: string) => ({
    zh: `${where}：表里是 ${stands}，文件里是 ${file}`,
    en: `${where}: ${stands} in the form, ${file} in the file`,
  }),
  open: (cells: number) => ({
    zh: `文件里空着或没有的 ${cells} 格不动。`,
    en: `${cells} cells that the file leaves empty or has not stay as they are.`,
  }),
  replace: { zh: '换成文件里的', en: 'Use the file' },
  fill: { zh: '填进去', en: 'Fill in' },
  onlyEmpty: { zh: '只填空格', en: 'Empty cells only' },
  leave: { zh: '不读了', en: 'Leave it' },
  taken: (places: number) => ({
    zh: `读入了 ${places} 处，请和原件核对；可以撤销`,
    en: `${places} places were read in; please compare them with the file. It can be undone`,
  }),
  failed: (name: string) => ({ zh: `“${name}”读不了`, en: `“${name}” cannot be read` }),
  noPdf: {
    zh: '这个页面读不了 PDF。请在 PDF 里选中表格复制，粘贴到第一格；或用 Word、WPS 打开后另存为 .docx',
    en: 'a PDF cannot be read on this page. Copy its tables and paste them into the first cell, or open it with Word and save it as .docx',
  },
} as const
