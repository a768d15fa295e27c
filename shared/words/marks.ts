import type { Language, LocalizedText } from '../report/report-definition.ts'

/** What stands between words, where the languages differ. */
export const colon = { zh: '：', en: ': ' } as const
/** Between names: 甲、乙. */
export const pause = { zh: '、', en: ', ' } as const
/** Between clauses: 甲，乙. */
export const comma = { zh: '，', en: ', ' } as const
/** Between sentences that somebody wrote. */
export const semicolon = { zh: '；', en: '; ' } as const

/** `一、总体情况`, `1. Overview`. */
export const partTitle = (
  { number, title }: { number: LocalizedText; title: LocalizedText },
  language: Language,
): string => `${number[language]}${{ zh: '、', en: '. ' }[language]}${title[language]}`
