import { canonicalText } from '../../report/bytes/canonical.ts'
import type { Finding } from '../../report/finding.ts'
import type { LocalizedText, Severity } from '../../report/report-definition.ts'

type Said = {
  relation: string
  instance: string
  severity: Severity
  where: LocalizedText
  cells: string[]
  message: LocalizedText
  advice: LocalizedText
}

const nothing: LocalizedText = { zh: '', en: '' }

/** A finding without two sides to compare. */
export const statement = (said: Said): Finding => ({
  ...said,
  left: null,
  right: null,
  operator: '=',
  leftIs: nothing,
  rightIs: nothing,
  difference: null,
  figures: canonicalText([said.relation, said.instance, said.cells]),
})
