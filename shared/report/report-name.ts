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
