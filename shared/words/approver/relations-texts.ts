import type { LocalizedText } from '../../report/report-definition.ts'

/** How the relations (勾稽关系) of a draft stand that breaks none: never that all hold where a unit is missing or a cell has no figure. */
export function relationsSaid({ open, missing }: { open: number; missing: boolean }): LocalizedText {
  const left = missing ? { zh: '缺的单位不在内；', en: 'the missing units are left out; ' } : { zh: '', en: '' }
  if (open > 0)
    return {
      zh: `${left.zh}有${open}格没有数，涉及它们的勾稽关系无法核对；其余都成立`,
      en: `${left.en}${open} cells have no figure, so relations over them cannot be checked; the others hold`,
    }
  return missing
    ? { zh: `${left.zh}已收到的数据，勾稽关系都成立`, en: `${left.en}relations hold among what was received` }
    : { zh: '勾稽关系都成立', en: 'every relation holds' }
}
