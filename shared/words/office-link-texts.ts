import type { LocalizedText } from '../report/report-definition.ts'

/** Said wherever something was done through a link that somebody at the office had made and read out. */
export const throughOfficeLink = (by: LocalizedText): LocalizedText => ({
  zh: `由经办机构（${by.zh}）出具的链接办理`,
  en: `done through a link that the office (${by.en}) had made`,
})

/** Said where some of what was sent had been typed through such a link, whoever sent it. */
export const typedByOfficeLink = (by: LocalizedText): LocalizedText => ({
  zh: `有内容由经办机构（${by.zh}）出具的链接填入`,
  en: `in part typed through a link that the office (${by.en}) had made`,
})
