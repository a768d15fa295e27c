import type { Language, LocalizedText } from '../report/report-definition.ts'

/** A page's words: texts, functions that give one, and groups of both. */
export type Words = { readonly [key: string]: LocalizedText | ((...args: never[]) => LocalizedText) | Words }

/** The same words in one language: strings, and functions that give one. */
export type WordsIn<W> = W extends LocalizedText
  ? string
  : W extends (...args: infer Args) => LocalizedText
    ? (...args: Args) => string
    : { readonly [K in keyof W]: WordsIn<W[K]> }

const made = new WeakMap<Words, Partial<Record<Language, unknown>>>()

/** `wordsIn(linkMails.freshLink, 'zh').subject(report)`. Made once for each texts and language: a page asks as often as it likes. */
export function wordsIn<W extends Words>(words: W, language: Language): WordsIn<W> {
  const known = made.get(words)
  const languages = known ?? {}
  if (!known) made.set(words, languages)
  languages[language] ??= inOne(words, language)
  return languages[language] as WordsIn<W>
}

function inOne(word: Words[string], language: Language): unknown {
  if (typeof word === 'function') return (...args: never[]) => word(...args)[language]
  if (isText(word)) return word[language]
  return Object.fromEntries(Object.entries(word).map(([key, inner]) => [key, inOne(inner, language)]))
}

/** For a console, where nobody chose a language: `没有这一格 / no such cell`. */
export const inBoth = <W extends Words>(words: W): WordsIn<W> => bothOf(words) as WordsIn<W>

/** A sentence for a console, too long for one line in both. */
export const onTwoLines = ({ zh, en }: LocalizedText): string => `${zh}\n${en}`

function bothOf(word: Words[string]): unknown {
  if (typeof word === 'function') return (...args: never[]) => bothOf(word(...args))
  if (isText(word)) return `${word.zh} / ${word.en}`
  return Object.fromEntries(Object.entries(word).map(([key, inner]) => [key, bothOf(inner)]))
}

const isText = (word: LocalizedText | Words): word is LocalizedText => typeof word.zh === 'string'

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

/** The other language of a page in two. */
export const otherLanguage = { zh: 'en', en: 'zh' } as const satisfies Record<Language, Language>

/** As a page declares its language. */
export const languageTag = { zh: 'zh-CN', en: 'en' } as const satisfies Record<Language, string>

/** The file of a page in a language: `index.html` is Chinese. */
export const fileIn = (page: string, language: Language): string => `${page}${{ zh: '', en: '.en' }[language]}.html`
