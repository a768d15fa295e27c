import type { LocalizedText } from '../../report/report-definition.ts'

const saveAsDocx = (kind: string, english: string): LocalizedText => ({
  zh: `${kind}读不了；请用 Word 或 WPS 打开，另存为 .docx 再试`,
  en: `${english} cannot be read; open it with Word or WPS and save it as .docx`,
})

/** Why a file is not read as a report, and what to do. */
export const unreadableFiles = {
  oldOffice: saveAsDocx('旧格式的 .doc、.wps、.xls、.et 文件', 'an old .doc, .wps, .xls or .et file'),
  richText: saveAsDocx('RTF 文件', 'an RTF file'),
  picture: {
    zh: '这是图片，读不出里面的字；请找文字版的报告（.docx、网页或文字版 PDF）',
    en: 'this is a picture; its text cannot be read. Use a version with text (.docx, a web page, or a PDF with text)',
  },
  tooLarge: {
    zh: '文件超过 20 MB，没有读；年度报告没有这么大',
    en: 'the file is larger than 20 MB and was not read; an annual report is not',
  },
  tooMuchText: {
    zh: '文本超过 4 MB，没有读；年度报告没有这么长',
    en: 'the text is longer than 4 MB and was not read; an annual report is not',
  },
  locked: {
    zh: '文件有打开密码，没有读；请在 Word、WPS 或 Excel 里去掉密码再存一次',
    en: 'the file has a password and was not read; take it off in Word, WPS or Excel and save it again',
  },
  nothingInside: { zh: '文件是空的', en: 'the file is empty' },
  tooMuchDrawn: {
    zh: 'PDF 里要画的东西多得不正常，没有读；请从 Word 另存为 PDF 再试',
    en: 'the PDF has abnormally much to draw and was not read; save it as PDF from Word again',
  },
  lockedPdf: {
    zh: 'PDF 打不开：有密码，或者已损坏',
    en: 'the PDF cannot be opened: it has a password or is damaged',
  },
  scan: {
    zh: '这个 PDF 是扫描件，里面没有文字，或只有机器认出来的字（会认错）；请找文字版，或从 Word 另存为 PDF',
    en: 'this PDF is a scan without text, or with what a program took its text for; use a version with text, or save it as PDF from Word',
  },
  macros: {
    zh: '带宏的文件不读；请另存为不带宏的 .docx 或 .xlsx',
    en: 'files with macros are not read; save it as .docx or .xlsx without macros',
  },
  officeXml: {
    zh: 'Office 2003 的 XML 文件读不了；请用 Word、Excel 或 WPS 打开，另存为 .docx 或 .xlsx 再试',
    en: 'an Office 2003 XML file cannot be read; open it with Word, Excel or WPS and save it as .docx or .xlsx',
  },
  webArchive: {
    zh: '.mht 单个网页文件里没有能读的网页；请另存为“网页，仅 HTML”',
    en: 'the .mht web archive has no page that can be read; save it as “web page, HTML only”',
  },
  unknownKind: {
    zh: '不是能读的文件：要 .docx、.xlsx、.odt、.ods、.pdf、.html、.csv、.txt 或 .json；压缩包请先解开',
    en: 'not a file that can be read: .docx, .xlsx, .odt, .ods, .pdf, .html, .csv, .txt or .json; unpack an archive first',
  },
  damaged: {
    zh: '文件不完整或已损坏，打不开；请用 Word 或 WPS 重新另存一次',
    en: 'the file is damaged and cannot be opened; save it again with Word or WPS',
  },
  tooBig: {
    zh: '文件解开后大得不正常，没有读；请把报告另存为一个新的 .docx 或 .xlsx',
    en: 'unpacked, the file is abnormally large and was not read; save the report as a new .docx or .xlsx',
  },
  noDocument: { zh: '里面没有正文，不是 Word 文档', en: 'there is no document in it: not a Word file' },
  entityInside: {
    zh: '文件里有不该有的实体定义，没有读；请另存为新的文件',
    en: 'the file defines entities, which such files never do; it was not read. Save it anew',
  },
  noTables: {
    zh: '里面没有找到年度报告的表；如果表是图片或扫描件，请找文字版（另存为 .docx）',
    en: 'no table of an annual report was found in it; if the tables are pictures or scans, use a version with text (save as .docx)',
  },
  noJson: { zh: '不是完整的 JSON', en: 'not well-formed JSON' },
  unknownFormat: (format: string) => ({
    zh: `不认识的格式“${format}”，只有 2019 和 2021 两种`,
    en: `unknown format ${format}: only 2019 and 2021 exist`,
  }),
  notTheForm: (places: readonly string[]) => ({
    zh: `不是公开年报的格式，读不懂的地方：${places.join('、')}`,
    en: `not in the form of a published report; not understood: ${places.join(', ')}`,
  }),
}
