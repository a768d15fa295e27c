import type { Language, LocalizedText, ReportDefinition } from './report-definition.ts'

/** What the report is called: 同江市人民政府2020年政府信息公开工作年度报告. */
export function reportName(
  { heading }: Pick<ReportDefinition, 'heading'>,
  { issuer, year }: { issuer: { name: LocalizedText }; year: number },
): LocalizedText {
  const fill = (language: Language) =>
    heading[language].replaceAll('{issuer}', issuer.name[language]).replaceAll('{year}', String(year))
  return { zh: fill('zh'), en: fill('en') }
}

/** The same in a few words, for who has its whole name beside it: 2020年信息公开年报. */
export function shortReportName(
  definition: Pick<ReportDefinition, 'heading' | 'shortName'>,
  year: number,
  language: Language,
): string {
  const { shortName } = definition
  if (shortName) return { zh: `${year}年${shortName.zh}`, en: `${year} ${shortName.en}` }[language]
  return ofNobody(definition, year)[language]
}

/** What all reports of a form are called: in Chinese the whole name without whose it is, in English, where that would be torn, in a few words. */
export const formName = (definition: Pick<ReportDefinition, 'heading' | 'shortName'>, year: number): LocalizedText => ({
  zh: ofNobody(definition, year).zh,
  en: shortReportName(definition, year, 'en'),
})

function ofNobody(definition: Pick<ReportDefinition, 'heading'>, year: number): LocalizedText {
  const { zh, en } = reportName(definition, { issuer: { name: { zh: '', en: '' } }, year })
  return { zh: zh.trim(), en: en.trim() }
}
