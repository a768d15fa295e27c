import type { LocalizedText } from '../../report/report-definition.ts'

/** What is said of a file that was read: how it was read, and what of it was not used. */
export const fileNotes = {
  runningText: {
    zh: '没有表格，只有文字；按行名找到各行的数',
    en: 'there are no tables, only text; rows were found by their labels',
  },
  noYear: {
    zh: '没有看出是哪一年的报告，没有与别的年份比较',
    en: 'the year of the report was not found; it is not compared with other years',
  },
  pictures: (pages: number) => ({
    zh: `有 ${pages} 页是图片，里面的字读不出来`,
    en: `${pages} pages are pictures; the text on them cannot be read`,
  }),
  rounded: (count: number, stored: string, shown: string) => ({
    zh: `有 ${count} 个数存的小数比显示的多，按显示的读（如存 ${stored}，显示 ${shown}）`,
    en: `${count} numbers are stored with more decimals than are shown; they were read as shown (${stored} as ${shown})`,
  }),
  wasTraditional: {
    zh: '文件是繁体字，按简体读',
    en: 'the file is in traditional characters; it was read in simplified ones',
  },
  typedIn: (count: number) => ({
    zh: `有 ${count} 格不是从文件里读到的，是看的人填的`,
    en: `${count} cells were not read from the file but typed by its reader`,
  }),
  unusedEntry: (key: string) => ({ zh: `没有用到“${key}”这一项`, en: `the entry ${key} was not used` }),
  unusedClaim: (number: number) => ({
    zh: `第 ${number} 个正文数字读不懂，没有用到`,
    en: `text claim ${number} was not understood and not used`,
  }),
  unusedHeading: (label: string, heading: string, value: string) => ({
    zh: `“${label}”的“${heading}”没有用到`,
    en: `${heading} of ${label} was not used: ${value}`,
  }),
  rowsOfTable3: (rows: number, form: number) => ({
    zh: `表三有 ${rows} 行，格式是 ${form} 行，对不上号，整张表不用`,
    en: `table 3 has ${rows} rows where the format has ${form}; it cannot be told which, so the table is not used`,
  }),
}

/** What is said of a file beside a form: a report of the unit, or the form's own template. */
export const formFileNotes = {
  otherYear: (year: number, wanted: number) => ({
    zh: `这是 ${year} 年的报告，填的是 ${wanted} 年的`,
    en: `this is the report for ${year}; the form is for ${wanted}`,
  }),
  otherBody: (issuer: string) => ({
    zh: `文件上的单位是“${issuer}”`,
    en: `the file is in the name of ${issuer}`,
  }),
  noUnit: {
    zh: '没有写是元还是万元，请看清后自己填',
    en: 'it does not say whether yuan or ten thousand yuan; please look and type it',
  },
  inTables: { zh: '表里', en: 'in the tables' },
  place: (sheet: string, row: number, column: string, name: LocalizedText) => ({
    zh: `“${sheet}”第 ${row} 行 ${column} 列（${name.zh}）`,
    en: `“${sheet}” row ${row}, column ${column} (${name.en})`,
  }),
  movedRow: (sheet: string, row: number, name: LocalizedText) => ({
    zh: `“${sheet}”第 ${row} 行应当是“${name.zh}”。可能增删过行，请在新下载的填报表里填`,
    en: `“${sheet}” row ${row} should be “${name.en}”. Rows may have been added or removed; please fill a fresh template`,
  }),
  otherCycle: {
    zh: '这是另一期的填报表，请下载这一期的再填',
    en: 'this is the template of another cycle; please download the one of this cycle',
  },
  otherUnit: (title: string) => ({
    zh: `这是另一个单位的填报表（${title}）`,
    en: `this is the template of another unit (${title})`,
  }),
  unitUntold: { zh: '看不出单位', en: 'its unit cannot be told' },
}

/** Why a file is not taken as last year's report of a body. */
export const lastYearFiles = {
  otherYear: (year: number, wanted: number) => ({
    zh: `这是 ${year} 年的报告，要的是 ${wanted} 年的`,
    en: `this is the report for ${year}; the one for ${wanted} is wanted`,
  }),
  unknownBody: (issuer: string) => ({
    zh: `看不出是本期哪个单位的（读到的机关是“${issuer}”）`,
    en: `it cannot be told which body of the cycle it belongs to (it was read as ${issuer})`,
  }),
  twice: (name: string) => ({
    zh: `“${name}”前面已经有一份`,
    en: `there was one of ${name} before`,
  }),
}
