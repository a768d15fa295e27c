import type { DraftDocument } from '../draft/draft.ts'
import type { Language, LocalizedText } from '../report/report-definition.ts'
import { pause, semicolon } from './words-in.ts'

type NamedGap = Pick<DraftDocument['gaps'][number], 'name' | 'reason'>

const reasons = ['missing', 'unconfirmed', 'uncleared'] as const

/** Why a unit's figures were not merged, in a word. */
export const gapLabels = {
  missing: { zh: '未报', en: 'missing' },
  unconfirmed: { zh: '已报，负责人未确认', en: 'filed, not confirmed by its leader' },
  uncleared: { zh: '已报，经办机构未核准', en: 'filed, not cleared by the lead office' },
}

const sentences: Record<(typeof reasons)[number], (units: string) => LocalizedText> = {
  missing: (units) => ({ zh: `${units}没有报送`, en: `${units} had not reported` }),
  unconfirmed: (units) => ({
    zh: `${units}已报送，其负责人没有确认`,
    en: `${units} had reported, and its leader had not confirmed`,
  }),
  uncleared: (units) => ({
    zh: `${units}已报送，经办机构没有核准`,
    en: `${units} had reported, and the lead office had not cleared it`,
  }),
}

/** Reason by reason, as a list in brackets or after a colon. */
export const gapsListed = (gaps: readonly NamedGap[], language: Language): string =>
  byReason(gaps, language, (reason, units) => ({
    zh: `${gapLabels[reason].zh}：${units}`,
    en: `${gapLabels[reason].en}: ${units}`,
  }))

/** The same as the beginning of a sentence: who of them has filed, and for what that waited. */
export const gapsSaid = (gaps: readonly NamedGap[], language: Language): string =>
  byReason(gaps, language, (reason, units) => sentences[reason](units))

const byReason = (
  gaps: readonly NamedGap[],
  language: Language,
  said: (reason: (typeof reasons)[number], units: string) => LocalizedText,
): string =>
  reasons
    .flatMap((reason) => {
      const units = gaps.filter((gap) => gap.reason === reason).map(({ name }) => name[language])
      return units.length > 0 ? said(reason, units.join(pause[language]))[language] : []
    })
    .join(semicolon[language])
