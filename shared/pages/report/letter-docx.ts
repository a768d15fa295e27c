import { shownDate } from '../../calendar/civil-date.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { letterTexts as t } from '../../words/office/paper-texts.ts'
import { docx, paragraph } from './docx.ts'

/** 函: the letter with which the report goes up, in the layout of GB/T 9704. In Chinese, as it is sealed and sent. */
export function coveringLetter(letter: {
  issuer: LocalizedText
  /** Of the report. */
  title: LocalizedText
  /** To whom; empty: to be written in. */
  to: string
  /** Civil date of publication; to be written in where there is none. */
  published?: string
  /** Stands above the page, e.g. that it goes with a draft. */
  mark?: string
}): Uint8Array {
  const issuer = letter.issuer.zh
  const title = letter.title.zh
  const named = title.startsWith(issuer) ? title.slice(issuer.length) : title
  const heading = [issuer, ...balanced(t.about(named).zh)].join('\n')
  const date = letter.published ? shownDate(letter.published, 'zh') : t.noDate.zh
  return docx(
    [
      paragraph(heading, { font: 'title', size: 44, align: 'center' }),
      paragraph(''),
      paragraph(`${letter.to || t.noAddressee.zh}：`),
      paragraph(t.body(title).zh, { firstLine: 200 }),
      paragraph(''),
      paragraph(t.enclosed(title).zh, { hang: { left: 500, by: 300 } }),
      paragraph('', { keepNext: true }),
      paragraph('', { keepNext: true }),
      paragraph(issuer, { align: 'right', right: rightOf(issuer, date), keepNext: true }),
      paragraph(date, { align: 'right', right: fromTheEdge }),
    ],
    letter.mark,
  )
}

/** Of 二号, in hundredths of a character. */
const longestLine = 1_800

/** A title of several lines, none much shorter than the others, and no number torn. */
function balanced(text: string): string[] {
  const lines = Math.ceil(widthOf(text) / longestLine)
  if (lines < 2) return [text]
  let at = 1
  while (widthOf(text.slice(0, at)) < widthOf(text) / lines) at += 1
  while (/\d/.test(text.charAt(at - 1)) && /[\d年]/.test(text.charAt(at))) at -= 1
  return [text.slice(0, at), ...balanced(text.slice(at))]
}

/** The date stands four characters from the right edge, the issuer centred over it. In hundredths of a character. */
const fromTheEdge = 400
const widthOf = (text: string): number => [...text].reduce((sum, c) => sum + (/[ -~]/.test(c) ? 50 : 100), 0)
const rightOf = (issuer: string, date: string): number =>
  Math.max(0, fromTheEdge + Math.round((widthOf(date) - widthOf(issuer)) / 2))
