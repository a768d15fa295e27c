import type { Language } from '../report/report-definition.ts'

/** The other language of a page in two. */
export const otherLanguage = { zh: 'en', en: 'zh' } as const satisfies Record<Language, Language>

/** As a page declares its language. */
export const languageTag = { zh: 'zh-CN', en: 'en' } as const satisfies Record<Language, string>

/** The file of a page in a language: `index.html` is Chinese. */
export const fileIn = (page: string, language: Language): string => `${page}${{ zh: '', en: '.en' }[language]}.html`
