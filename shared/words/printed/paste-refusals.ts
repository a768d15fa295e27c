import type { Cell } from '../../report/cells.ts'
import type { LocalizedText } from '../../report/report-definition.ts'

/** Why a copied block went nowhere. */
export const pasteRefusals = {
  'too-high': (rows: number, room: number) => ({
    zh: `复制的有 ${rows} 行，从这一格往下只有 ${room} 行。请从对应的那一行开始粘贴，或者连行名一起复制。`,
    en: `${rows} rows were copied, ${room} are left from this cell on. Paste at the row they begin with, or copy the row names too.`,
  }),
  'too-wide': (columns: number, room: number) => ({
    zh: `复制的有 ${columns} 列，从这一格往右只有 ${room} 列。请从对应的那一列开始粘贴。`,
    en: `${columns} columns were copied, ${room} are left from this cell on. Paste at the column they begin with.`,
  }),
  unplaced: (label: string) => ({
    zh: `认不出“${label}”：不是表里的行名，也不是能填的数。请核对。`,
    en: `“${label}” was not recognized, neither as the name of a row nor as a figure. Please check.`,
  }),
  unreadable: (value: string) => ({
    zh: `“${value}”看不懂，请只复制数字。`,
    en: `“${value}” cannot be read. Please copy figures only.`,
  }),
  empty: { zh: '复制的内容里没有数字。', en: 'There are no figures in what was copied.' },
}

export const pasteNotes = {
  noUnit: ({ name, kind }: Cell): LocalizedText => {
    const unit = kind.kind === 'amount' ? kind.unit : { zh: '', en: '' }
    return {
      zh: `${name.zh}：复制的内容没写单位，按${unit.zh}填入，请核对`,
      en: `${name.en}: what was copied names no unit and was taken as ${unit.en}; please check`,
    }
  },
}
