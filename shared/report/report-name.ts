import type { Opening } from '../cycle/facts.ts'
import type { Language, ReportDefinition } from './report-definition.ts'

/** What the report is called: 同江市人民政府2020年政府信息公开工作年度报告. */
export const reportName = (
  definition: Pick<ReportDefinition, 'heading'>,
  { issuer, year }: Pick<Opening, 'issuer' | 'year'>,
  language: Language,
): string => definition.heading[language].replace('{issuer}', issuer.name[language]).replace('{year}', String(year))
