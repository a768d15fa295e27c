import { ofOwnReport } from '../words/findings/part-titles.ts'
import type { ReportDefinition, ReportPart } from './report-definition.ts'

export type NarrativePart = ReportPart & { body: Extract<ReportPart['body'], { kind: 'narrative' }> }

/** Parts of the whole report whose text a unit with these roles writes. */
export const partsOfWhole = (definition: ReportDefinition, roles: readonly string[]): NarrativePart[] =>
  definition.parts.filter(
    (part): part is NarrativePart =>
      part.body.kind === 'narrative' && (part.body.owner === 'each' || roles.includes(part.body.owner.role)),
  )

/** Every text of a unit's slice: what it writes for the whole report, and what for its own, under an id of its own. */
export const textParts = (definition: ReportDefinition, roles: readonly string[]): NarrativePart[] => [
  ...partsOfWhole(definition, roles),
  ...ownParts(definition),
]

/** The parts of a slice's form in their order: a text for the unit's own report stands where its part stands in the whole. */
export const partsOfSlice = (definition: ReportDefinition, roles: readonly string[]): ReportPart[] => {
  const whole = new Set(partsOfWhole(definition, roles).map(({ id }) => id))
  const own = new Map(ownParts(definition).map((part) => [part.id, part]))
  return definition.parts.flatMap((part) => {
    const mine = own.get(ownText(part.id))
    const written = part.body.kind === 'table' || whole.has(part.id)
    return [...(written ? [part] : []), ...(mine ? [mine] : [])]
  })
}

function ownParts({ parts, unitReports }: ReportDefinition): NarrativePart[] {
  return (unitReports?.texts ?? []).flatMap(({ part: id, ...text }) => {
    const part = parts.find((one) => one.id === id)
    if (!part) return []
    return {
      ...part,
      id: ownText(id),
      title: ofOwnReport(part.title),
      body: { kind: 'narrative', owner: 'each', strategy: 'concatenate', ...text },
    }
  })
}

/** Under which id a slice holds a part of the unit's own report. No part of a definition is called so: they have no colon. */
const ownText = (part: string): string => `own:${part}`

/**
 * The texts that speak of the unit alone, by part: those it wrote for its own report, and what it writes about itself in the
 * whole. The one owner of a part writes about the whole, and its numbers are compared with the merged figures, not with the owner's.
 */
export const textsAboutUnit = (
  { parts }: ReportDefinition,
  texts: Readonly<Record<string, string>>,
): Record<string, string> =>
  Object.fromEntries(
    parts.flatMap(({ id, body }) => {
      const own = texts[ownText(id)] ?? (body.kind === 'narrative' && body.owner === 'each' ? texts[id] : undefined)
      return own === undefined ? [] : [[id, own]]
    }),
  )
