import type { LocalizedText } from '../../report/report-definition.ts'

/** What is found in a printed report beside the relations: its form, its figures beside others, and slips of the pen. */
export const printedFindings = {
  tableMissing: (table: LocalizedText) => ({
    zh: `没有读到“${table.zh}”这张表，里面的数都没有核对。`,
    en: `The table “${table.en}” was not found; none of its figures was checked.`,
  }),
  rowsMissing: (table: LocalizedText, rows: readonly LocalizedText[]) => ({
    zh: `“${table.zh}”有 ${rows.length} 行没有读到：“${four(rows, 'zh', '”“')}”${rows.length > 4 ? '等' : ''}。`,
    en: `${rows.length} rows of “${table.en}” were not found: “${four(rows, 'en', '”, “')}”${rows.length > 4 ? ', …' : ''}.`,
  }),
  everyRow: {
    zh: '格式是全国统一的，各行都要有，没有的填 0；如果表是图片或在附件里，请把附件也交来核对。',
    en: 'The form is the same for all and every row belongs in it, with 0 where there is nothing; if the table is a picture or an attachment, check that file too.',
  },
  otherYear: (
    year: number,
    form: LocalizedText,
    { from, to }: { from?: number | undefined; to?: number | undefined },
  ) => ({
    zh: `${year} 年的报告用了“${form.zh}”，这个格式是 ${from ?? ''}${to === undefined ? '年以来' : `—${to}年`}的报告用的。`,
    en: `The report for ${year} is in the form “${form.en}”, which is for ${from ?? ''}–${to ?? ''}.`,
  }),
  formOfYear: (basis: LocalizedText) => ({
    zh: `请按当年的格式重做（${basis.zh}）。`,
    en: `Use the form of that year (${basis.en}).`,
  }),
  strayMark: (cells: number, mark: string, row: LocalizedText, rows: number) => ({
    zh: `有 ${cells} 格印的是“${mark}”，应当是数（“${row.zh}”${rows > 1 ? `等 ${rows} 行` : ''}）。`,
    en: `${cells} cells say “${mark}” where a number belongs (${row.en}${rows > 1 ? ` and ${rows - 1} more rows` : ''}).`,
  }),
  zeroForNothing: {
    zh: '没有发生的填 0；“/”不是 0，看的人分不清是没有还是没统计。',
    en: 'Write 0 where nothing happened; “/” leaves it open whether there was nothing or nobody counted.',
  },
  beyondPowers: (row: LocalizedText, figures: readonly string[], issuer: string) => ({
    zh: `“${row.zh}”填了 ${figures.join('、')}，但“${issuer}”不能制定${row.zh}。`,
    en: `“${row.en}” has ${figures.join(', ')}, but ${issuer} cannot make any.`,
  }),
  lastYear: (cell: LocalizedText, last: number, now: number) => ({
    zh: `“${cell.zh}”去年是 ${last}，今年是 ${now}。`,
    en: `“${cell.en}” was ${last} last year and is ${now}.`,
  }),
  farApart: {
    zh: '差得很多，请核对是不是多写、少写了一位，或者口径变了。',
    en: 'That is far apart: check for a digit too many or too few, or another way of counting.',
  },
  siblings: (cell: LocalizedText, now: number, others: number, most: number) => ({
    zh: `“${cell.zh}”是 ${now}，同一个文件夹里其他 ${others} 份最多是 ${most}。`,
    en: `“${cell.en}” is ${now}; the most of the other ${others} reports in the folder is ${most}.`,
  }),
  otherCounting: {
    zh: '请核对是不是单位或口径不同。',
    en: 'Check whether it is another unit or another way of counting.',
  },
  slip: (cell: LocalizedText, actual: string | null, expected: string | null, how: LocalizedText) => ({
    zh: `“${cell.zh}”印的是 ${actual}，应当是 ${expected}：像是${how.zh}。`,
    en: `${cell.en} says ${actual} and should be ${expected}: it looks like ${how.en}.`,
  }),
  digitsExchanged: { zh: '两个数字写反了', en: 'two digits exchanged' },
  zeroLeftOut: { zh: '少写了一个 0', en: 'a 0 that was left out' },
  zeroTooMany: { zh: '多写了一个 0', en: 'a 0 too many' },
  swapped: (a: Printed, b: Printed, relations: number) => ({
    zh: `“${a.name.zh}”印的是 ${a.figure}，“${b.name.zh}”印的是 ${b.figure}，互换之后 ${relations} 处就都对上了：可能两格写反了。`,
    en: `“${a.name.en}” says ${a.figure} and “${b.name.en}” says ${b.figure}; exchanged, all ${relations} relations hold: the two may be in each other's place.`,
  }),
  onlyHint: { zh: '只是提示，请按台账核对。', en: 'Only a hint; check it with the register.' },
}

type Printed = { name: LocalizedText; figure: string | null | undefined }

const four = (rows: readonly LocalizedText[], language: 'zh' | 'en', between: string): string =>
  rows
    .slice(0, 4)
    .map((row) => row[language])
    .join(between)

/** How a printed report was checked, and what of it could not be. */
export const printedNotes = {
  inferredZeros: (count: number) => ({
    zh: `有 ${count} 格空白，但同一行或同一列的其他数已经等于印出来的总计，只能是 0，按 0 核对`,
    en: `${count} cells are blank, but the others of their row or column already reach the printed total: they can only be 0 and were checked as such`,
  }),
  parentsUnit: (cell: LocalizedText, number: string, unit: string) => ({
    zh: `“${cell.zh}”没有印单位，按上级报告的“${unit}”读：${number}${unit}`,
    en: `${cell.en} has no unit; read in the one its government's report prints: ${number} ${unit}`,
  }),
  noUnit: (cell: LocalizedText, number: string) => ({
    zh: `“${cell.zh}”印的是 ${number}，没有单位，不能判断是元还是万元`,
    en: `${cell.en} is printed as ${number} without a unit; yuan or 10,000 yuan cannot be told`,
  }),
  unknownClaim: (claim: string) => ({
    zh: `不知道“${claim}”说的是表里哪一格`,
    en: `it cannot be told which cell “${claim}” speaks of`,
  }),
  figuresOfTable: { zh: '表里的数', en: 'the table' },
  rounded: (message: LocalizedText, places: number) => ({
    zh: `${message.zh}政府报告四舍五入到 ${places} 位小数，四舍五入后是相等的。`,
    en: `${message.en} The government's report is rounded to ${places} decimals; rounded, they are equal.`,
  }),
}

type Readable = { readable: number; all: number }

/** Which units a printed report is, or is not, compared with. */
export const unitComparisons = {
  byFolder: (count: number) => ({
    zh: `与同一个文件夹里 ${count} 份单位年报之和比较；如果单位没有收齐，差数就是缺的那些（最多列 10 处）`,
    en: `compared with the sum of the ${count} unit reports in the same folder; where units are missing, the difference is theirs (ten at most are listed)`,
  }),
  unlisted: (found: number) => ({
    zh: `报告没有列出它由哪些单位汇总而成，只知道其中 ${found} 个，不能相加比较`,
    en: `the report does not list the units it is made of; only ${found} are known, so they cannot be added up`,
  }),
  missing: (ids: readonly string[]) => ({
    zh: `缺 ${ids.length} 个单位的文件（${ids.slice(0, 3).join('、')}${ids.length > 3 ? '等' : ''}），把它们一起交来就能相加比较`,
    en: `the files of ${ids.length} units are missing (${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ', …' : ''}); give them too and they can be added up`,
  }),
  otherFormat: (issuers: readonly string[]) => ({
    zh: `${issuers.slice(0, 3).join('、')}用的是另一种格式，不能相加比较`,
    en: `${issuers.slice(0, 3).join(', ')} used another format, so they cannot be added up`,
  }),
  unreadable: ({ readable, all }: Readable) => ({
    zh: `${all} 个单位里只有 ${readable} 个看得清，其余的可能有数，不能相加比较`,
    en: `only ${readable} of ${all} units are readable; the others may have figures, so they cannot be added up`,
  }),
  argued: ({ readable, all }: Readable) => ({
    zh: `${all} 个单位里有 ${readable} 个看得清，它们的本年新收和上年结转已经等于政府的数，所以其余单位在表三里只能是 0，表三照样相加比较`,
    en: `${readable} of ${all} units are readable; their new and carried-in requests already equal the government's, so the others must be 0 in table 3, which is compared`,
  }),
}
