/** What stands in the spreadsheet that is sent round inside a unit, and in the copy of what it sent. */
export const templateTexts = {
  file: (unit: string, year: number) => ({ zh: `${unit}${year}年填报表`, en: `${unit} ${year} template` }),
  copyFile: (number: string) => ({ zh: `已报数据 ${number}`, en: `figures sent ${number}` }),
  fill: {
    zh: '只填白格，没有的填 0；灰格自动算，不用填。填好后在填报页按“从文件读入…”。',
    en: 'Fill the white cells, 0 where there is nothing; grey ones are computed. Then press “Read a file…” on the form.',
  },
  sent: (number: string, at: string) => ({ zh: `回执 ${number}，${at}收到`, en: `Receipt ${number}, received ${at}` }),
  lastYear: { zh: '去年', en: 'Last year' },
  inUnit: (unit: string) => ({ zh: `（${unit}）`, en: ` (${unit})` }),
  texts: { zh: '文字', en: 'Texts' },
} as const
