import type { LocalizedText } from '../../report/report-definition.ts'

/** What stands at a list of figures, for whoever reads before signing. */
export const figureListTexts = {
  item: { zh: '项目', en: 'Item' },
  lastYear: { zh: '上年', en: 'Last year' },
  thisYear: { zh: '本年', en: 'This year' },
  before: { zh: '原为', en: 'before' },
  rest: (cells: number): LocalizedText => ({
    zh: `其余${cells}格是 0 或“/”`,
    en: `the other ${cells} cells are 0 or not applicable`,
  }),
  all: (cells: number): LocalizedText => ({
    zh: `${cells}格是 0 或“/”`,
    en: `${cells} cells, 0 or not applicable`,
  }),
  allZero: (cells: number): LocalizedText => ({ zh: `${cells}格都是 0`, en: `${cells} cells, all 0` }),
  restZero: (cells: number): LocalizedText => ({
    zh: `其余${cells}格都是 0`,
    en: `the other ${cells} cells are all 0`,
  }),
}
