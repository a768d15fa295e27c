import type { SiteReport } from '../../published/site-report.ts'
import type { Language } from '../../report/report-definition.ts'
import { bodyTexts } from '../../words/public/site-texts.ts'

/** In the order of every list: the issuer, its office, departments, townships. */
export const kindsOfBodies = ['issuer', 'office', 'department', 'township'] as const
type Kind = (typeof kindsOfBodies)[number]

export const kindTitle = (kind: Kind, language: Language): string => bodyTexts[kind][language]

/** By kind, in roster order within; a kind nobody is of is left out. */
export const reportsByKind = (reports: readonly SiteReport[]): [Kind, SiteReport[]][] =>
  kindsOfBodies
    .map((kind): [Kind, SiteReport[]] => [kind, reports.filter(({ unit }) => (unit?.kind ?? 'issuer') === kind)])
    .filter(([, list]) => list.length > 0)
