// A name of its own for each: the browser's script is measured in bytes, and a bundler shortens names, not keys.

type Text = { zh: string; en: string }

export const numberInText: Text = { zh: '正文的数', en: 'the text' }
export const numberInTable: Text = { zh: '表里的数', en: 'the table' }

const said = (sentence: string, expected: string, { zh, en }: Text): Text => ({
  zh: `正文写“${sentence}”，表里是 ${expected}${zh}。`,
  en: `the text says “${sentence}”, the table says ${expected}${en}.`,
})

export const otherReading = (sentence: string, expected: string, number: string, reading: Text): Text =>
  said(sentence, expected, {
    zh: `；正文的 ${number} 是“${reading.zh}”的口径，说得通`,
    en: `; ${number} is “${reading.en}”, which is an admissible reading`,
  })
export const otherNumber = (sentence: string, expected: string, by: string): Text =>
  said(sentence, expected, {
    zh: `，差 ${by}，也不是常见的其他口径`,
    en: `, and no other usual reading explains the difference of ${by}`,
  })

export const sayReading: Text = {
  zh: '建议在文中写明口径，免得读者对不上。',
  en: 'Say in the text how it was counted, so that a reader can follow.',
}
export const checkBoth: Text = {
  zh: '请核对正文和表；如果正文只算了本级机关或另有口径，请在文中写明。',
  en: 'Check text and table; if the text counts only the office itself, or otherwise, say so in the text.',
}
export const nothingToQuote = (sentence: string): Text => ({
  zh: `正文写“${sentence}”，但表里对应的格子空白或看不清`,
  en: `the text says “${sentence}”, but the cells it speaks of are blank or unreadable`,
})
