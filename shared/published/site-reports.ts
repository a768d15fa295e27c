import type { PublicationFact, UnitPublicationFact } from '../cycle/facts/release-facts.ts'
import type { Opening } from '../cycle/facts.ts'
import { type WithdrawalFact, withdrawalOf } from '../cycle/withdrawal.ts'
import type { ReportDefinition } from '../report/report-definition.ts'
import { formName, reportName } from '../report/report-name.ts'
import { legalDate } from '../report/timetable.ts'
import type { Excused, SiteReport } from './site-report.ts'
import { unitLegalDate } from './unit-publication.ts'

/** What of a cycle's facts the public site shows. */
export type PublicFacts = {
  opening: Opening
  publications: readonly PublicationFact[]
  unitPublications: readonly UnitPublicationFact[]
  /** Every act of the office by which a version was taken back. */
  withdrawals: readonly WithdrawalFact[]
  /** By unit, the digest of the submission that the issuer's newest version added. */
  added: Readonly<Record<string, string>>
  /** By unit: those that have no report to publish. */
  excused: Readonly<Record<string, Excused>>
}

/** The reports that are due in a cycle, public or not: the issuer's, then its units' in roster order. */
export function siteReportsOf(definition: ReportDefinition, facts: PublicFacts): SiteReport[] {
  const { opening } = facts
  const frame = {
    cycle: opening.cycle,
    issuer: { id: opening.issuer.id, name: opening.issuer.name },
    form: { name: formName(definition, opening.year), basis: definition.basis },
    year: opening.year,
    zone: opening.zone,
  }
  const statutory = definition.timetable.legal.statutory && legalDate(definition, 'statutory', opening.year)
  const whole: SiteReport = {
    ...frame,
    title: reportName(definition, opening),
    legal: opening.timetable.legal,
    ...(statutory && { statutory }),
    versions: listed(facts, facts.publications),
    correctedBelow: correctedBelow(facts),
    notAdded: opening.units
      .filter(({ id, countedAbove }) => !countedAbove && !facts.excused[id] && !facts.added[id])
      .map(({ name }) => name),
  }
  if (!definition.unitReports) return [whole]
  const units = opening.units.map(
    (unit): SiteReport => ({
      ...frame,
      unit: {
        id: unit.id,
        name: unit.name,
        kind: unit.kind,
        ...(unit.countedAbove && { countedAbove: unit.countedAbove }),
        ...(facts.excused[unit.id] && { excused: facts.excused[unit.id] }),
      },
      title: reportName(definition, { issuer: unit, year: opening.year }),
      legal: unitLegalDate(definition, opening.year),
      versions: listed(
        facts,
        facts.unitPublications.filter((publication) => publication.unit === unit.id),
        unit.id,
      ),
    }),
  )
  return [whole, ...units]
}

function listed(
  { withdrawals }: PublicFacts,
  publications: readonly (PublicationFact | UnitPublicationFact)[],
  unit?: string,
): SiteReport['versions'] {
  return [...publications]
    .sort((a, b) => a.version - b.version)
    .map(({ version, at, manifest, reason }) => {
      const taken = withdrawalOf(withdrawals, version, unit)
      return {
        version,
        publishedAt: at,
        manifest,
        ...(reason && { reason }),
        ...(taken && { withdrawn: { at: taken.at, reason: taken.reason } }),
      }
    })
}

function correctedBelow({
  opening,
  unitPublications,
  withdrawals,
  added,
}: PublicFacts): NonNullable<SiteReport['correctedBelow']> {
  return opening.units.flatMap(({ id, name }) => {
    const own = unitPublications.filter(({ unit }) => unit === id).sort((a, b) => a.version - b.version)
    const used = own.findLast(({ submission }) => submission === added[id])?.version
    const now = Math.max(0, ...own.map(({ version }) => version))
    if (used === undefined) return []
    if (now > used) return [{ name, used, now }]
    return withdrawalOf(withdrawals, used, id) ? [{ name, used, now, withdrawn: true }] : []
  })
}
