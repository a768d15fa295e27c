import type { LocalizedText } from '../report/report-definition.ts'

/** Said wherever something was done through a link that somebody at the office had made and read out. */
export const throughOfficeLink = (by: LocalizedText): LocalizedText => ({
  zh: `由经办机构（${by.zh}）出具的链接办理`,
  en: `done through a link that the office (${by.en}) had made`,
})

/** Said of a delegate who was named through such a link, behind the reason. */
export const delegatedByOfficeLink = (by: LocalizedText): LocalizedText => ({
  zh: `（委托由经办机构（${by.zh}）出具的链接办理）`,
  en: ` (delegated through a link that the office (${by.en}) had made)`,
})

/** Said of a unit whose leader confirmed through such a link. */
export const confirmedByOfficeLink = (by: LocalizedText): LocalizedText => ({
  zh: `负责人的确认由经办机构（${by.zh}）出具的链接办理`,
  en: `confirmed by its head through a link that the office (${by.en}) had made`,
})

/** Said where such a link had been typed by before it was sent, whoever sent it and whatever they changed of it. */
export const typedByOfficeLink = (by: LocalizedText): LocalizedText => ({
  zh: `填写时用过经办机构（${by.zh}）出具的链接`,
  en: `a link that the office (${by.en}) had made was used in filling it in`,
})
