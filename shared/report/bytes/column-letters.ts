/** `A`, `B` … `Z`, `AA`: how a spreadsheet names the column at this place, counted from 0. */
export const columnLetters = (at: number): string =>
  `${at >= 26 ? columnLetters(Math.floor(at / 26) - 1) : ''}${String.fromCharCode(65 + (at % 26))}`
