import type { ReportDefinition, ReportPart } from './report-definition.ts'

/** Parts of the report whose text a unit with these roles writes. */
export const textParts = (definition: ReportDefinition, roles: readonly string[]): NarrativePart[] =>
  definition.parts.filter(
    (part): part is NarrativePart =>
      part.body.kind === 'narrative' && (part.body.owner === 'each' || roles.includes(part.body.owner.role)),
  )
export type NarrativePart = ReportPart & { body: Extract<ReportPart['body'], { kind: 'narrative' }> }

/**
 * The texts that speak of the unit alone. The one owner of a part writes about the whole report, and its numbers are compared
 * with the merged figures, not with the owner's.
 */
export const textsAboutUnit = (
  definition: ReportDefinition,
  texts: Readonly<Record<string, string>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts).filter(([id]) => {
      const body = definition.parts.find((part) => part.id === id)?.body
      return body?.kind === 'narrative' && body.owner === 'each'
    }),
  )
