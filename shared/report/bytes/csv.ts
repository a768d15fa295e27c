/** One line of CSV as RFC 4180 has it, ended with CRLF. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Records of delimited text (RFC 4180), in one pass: quoted cells may contain the separator, line breaks and doubled quotes. */
export function recordsOf(text: string, separator: string): string[][] {
  const records: string[][] = []
  let record: string[] = []
  const cell = new RegExp(`(?:"([^"]*(?:""[^"]*)*)"|([^${separator}\\r\\n]*))(${separator}|\\r\\n?|\\n|$)`, 'y')
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text)
    if (!match) break
    record.push(match[1]?.replace(/""/g, '"') ?? match[2] ?? '')
    if (match[3] !== separator) {
      records.push(record)
      record = []
    }
  }
  if (record.length > 0) records.push(record)
  return records
}

/** A cell of text that a spreadsheet must not take for a formula. Not for figures: -3 is a figure. */
export const plainCell = (text: string): string => (/^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text)

/**
 * The text of a table file as spreadsheets save it: a byte order mark, or every other byte being 0, says UTF-16; else it is UTF-8 if it can
 * be, else GB18030, as Excel in China saves CSV. Undefined when it is none of these.
 */
export function decodeTable(bytes: Uint8Array): string | undefined {
  const encodings =
    (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] !== 0 && bytes[1] === 0)
      ? ['utf-16le']
      : (bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0 && bytes[1] !== 0)
        ? ['utf-16be']
        : ['utf-8', 'gb18030']
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      // Binary files decode as GB18030 more often than one would think; text has no NUL.
      if (!text.includes('\u0000')) return text
    } catch {
      // Not this encoding.
    }
  }
  return undefined
}
