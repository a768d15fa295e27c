import type { LocalizedText } from '../../report/report-definition.ts'

/** How rows and figures of a printed table were taken where they were not printed as the form has them. */
export const tableNotes = {
  readAs: (label: string, row: LocalizedText) => ({
    zh: `“${label}”按“${row.zh}”读`,
    en: `“${label}” was read as ${row.en}`,
  }),
  severalTables: (row: LocalizedText) => ({
    zh: `“${row.zh}”在几张表里都有，分不清是哪一张的`,
    en: `several tables have ${row.en}; whose it is cannot be told`,
  }),
  byPlace: (label: string, row: LocalizedText) => ({
    zh: `“${label || '没有行名的一行'}”按位置读作“${row.zh}”`,
    en: `${nameless(label)} was read by its place as ${row.en}`,
  }),
  takenApart: {
    zh: '数字连在一起印，只有一种分法的已分开',
    en: 'figures printed without spaces were taken apart where there is one way only',
  },
  oneForSeveral: (label: string, rows: number, last: LocalizedText) => ({
    zh: `“${label}”只印了一行，代表格式里的 ${rows} 行，按“${last.zh}”读`,
    en: `“${label}” is one row for the ${rows} of the form; read as ${last.en}`,
  }),
  notInForm: (label: string, printed: string) => ({
    zh: `“${label || '没有行名的一行'}”印了 ${printed}，这一行不在格式里，没有用到`,
    en: `${nameless(label)} says ${printed}; this row is not in the form and was not used`,
  }),
  nothingThere: { zh: '没有格子', en: 'there are no cells' },
  otherOrder: {
    zh: '表头的列不是格式的次序，分不清哪一格是哪一列',
    en: 'the headings are not in the order of the form, and it cannot be told which cell is whose',
  },
  overSeveral: {
    zh: '一个数印在并起来的几格里，分不清是哪一格的',
    en: 'one figure is printed over several cells; whose it is cannot be told',
  },
  printedTwice: { zh: '印了两次，两次不一样', en: 'it is printed twice, differently' },
  wrongWidth: (count: number, width: number) => ({
    zh: `有 ${count} 格，应当 ${width} 格，分不清缺哪一格`,
    en: `${count} cells where there should be ${width}; it cannot be told which is missing`,
  }),
}

const nameless = (label: string): string => (label ? `“${label}”` : 'a row without a label')

/** Why what is printed in a cell is no figure. */
export const unreadValues = {
  several: {
    zh: '一格里的数字隔开成几段，是几个数还是一个数折了行，分不清',
    en: 'the digits in one cell stand apart: several numbers or one that goes on, it cannot be told',
  },
  unseen: {
    zh: '字看不见（和底色一样、太小、透明或者被盖住），没有读',
    en: 'nobody sees it (it has the colour behind it, is too small, transparent or covered), and it was not read',
  },
  noNumber: { zh: '读不成一个数', en: 'it does not read as one number' },
  twoUnits: (heading: string, own: string) => ({
    zh: `表头的单位是${heading}，格子里写的是${own}，不知道哪个对`,
    en: `the heading says ${heading}, the cell says ${own}; which is right cannot be told`,
  }),
  anotherUnit: (unit: string) => ({
    zh: `表头的单位是${unit}，不是表里用的单位，没有换算；请换算后填写`,
    en: `the heading says ${unit}, which is no unit of this form; it was not converted, please convert it`,
  }),
}

/** Of a file with more in it than any report; here, since the clerk's desk meets it when a table is pasted. */
export const tooMuchInFile: LocalizedText = {
  zh: '里面的标记、表格或文字多得不正常，没有读；请把年度报告单独另存为一个 .docx 再试',
  en: 'it has abnormally many marks, tables or words and was not read; save the annual report alone as .docx',
}
