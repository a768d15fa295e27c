import type { Opening, PublicationFact, UnitPublicationFact } from '../cycle/facts.ts'
import type { ReportDefinition } from '../report/report-definition.ts'
import { reportName } from '../report/report-name.ts'
import { legalDate } from '../report/timetable.ts'
import type { SiteReport } from './site-report.ts'
import { unitLegalDate } from './unit-publication.ts'

/** What of a cycle's facts the public site shows. */
export type PublicFacts = {
  opening: Opening
  publications: readonly PublicationFact[]
  unitPublications: readonly UnitPublicationFact[]
  /** By unit, the digest of the submission that the issuer's newest version added. */
  added: Readonly<Record<string, string>>
}

/** The reports that are due in a cycle, public or not: the issuer's, then its units' in roster order. */
export function siteReportsOf(definition: ReportDefinition, facts: PublicFacts): SiteReport[] {
  const { opening } = facts
  const frame = {
    cycle: opening.cycle,
    issuer: { id: opening.issuer.id, name: opening.issuer.name },
    year: opening.year,
    zone: opening.zone,
  }
  const statutory = definition.timetable.legal.statutory && legalDate(definition, 'statutory', opening.year)
  const whole: SiteReport = {
    ...frame,
    title: reportName(definition, opening),
    legal: opening.timetable.legal!,
    ...(statutory && { statutory }),
    versions: listed(facts.publications),
    correctedBelow: correctedBelow(facts),
  }
  if (!definition.unitReports) return [whole]
  const units = opening.units.map(
    (unit): SiteReport => ({
      ...frame,
      unit: { id: unit.id, name: unit.name, kind: unit.kind },
      title: reportName(definition, { issuer: unit, year: opening.year }),
      legal: unitLegalDate(definition, opening.year),
      versions: listed(facts.unitPublications.filter((publication) => publication.unit === unit.id)),
    }),
  )
  return [whole, ...units]
}

const listed = (publications: readonly (PublicationFact | UnitPublicationFact)[]): SiteReport['versions'] =>
  [...publications]
    .sort((a, b) => a.version - b.version)
    .map(({ version, at, manifest, reason }) => ({ version, publishedAt: at, manifest, ...(reason && { reason }) }))

function correctedBelow({ opening, unitPublications, added }: PublicFacts): NonNullable<SiteReport['correctedBelow']> {
  return opening.units.flatMap(({ id, name }) => {
    const own = unitPublications.filter(({ unit }) => unit === id)
    const used = own.find(({ submission }) => submission === added[id])?.version
    const now = Math.max(0, ...own.map(({ version }) => version))
    return used !== undefined && now > used ? [{ name, used, now }] : []
  })
}
