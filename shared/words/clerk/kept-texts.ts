import type { LocalizedText } from '../../report/report-definition.ts'

/** What a clerk reads of what the browser itself keeps. */
export const keptTexts = {
  away: { zh: '没连上', en: 'no connection' },
  nowhere: (why: LocalizedText): LocalizedText => ({
    zh: `${why.zh}；这台电脑也记不下来，请不要关这一页`,
    en: `${why.en}; this computer cannot keep it either, please do not close this page`,
  }),
  foundOver: (count: number, over: number): LocalizedText => ({
    zh: `这台电脑上记着的 ${count} 处放回来了，其中 ${over} 处后来又改过：保存后请选留哪个`,
    en: `${count} places that this computer had kept were put back; ${over} of them were changed since: once it is saved, please choose which stays`,
  }),
} as const
