import { factKey } from '../../../shared/cycle/fact-key.ts'
import { ofTest } from '../../../shared/cycle/facts/of-test.ts'
import type { UnitPublicationFact, UnitReleaseFact } from '../../../shared/cycle/facts/release-facts.ts'
import { foldUnitCycle } from '../../../shared/cycle/fold.ts'
import type { ToldCycle, UnitState } from '../../../shared/cycle/reporting-cycle.ts'
import { nextUnitRelease, pendingUnitRelease, reasonOfCorrection } from '../../../shared/cycle/unit-report.ts'
import { unitPublicationFiles } from '../../../shared/pages/site/publication-files.ts'
import { present } from '../../../shared/present.ts'
import type { UnitPublication } from '../../../shared/published/unit-publication.ts'
import { blocking } from '../../../shared/report/finding.ts'
import { checkSlice } from '../../../shared/report/integrity/check.ts'
import { textsAboutUnit } from '../../../shared/report/narrative-parts.ts'
import type { Services } from '../../services.ts'
import { definitionOf } from '../definitions.ts'
import { settleUnitDeparture } from '../departures.ts'
import { readLastYear, readSubmission } from '../documents.ts'
import { cycleOfFacts, type ReadCycle } from '../load-cycle.ts'
import { markOf, putVersion, siteOf } from './published-version.ts'

type PublishingUnits = Pick<Services, 'clock' | 'store' | 'files' | 'published' | 'keys' | 'settings' | 'log'>

/**
 * What a turn found and did: nothing where the definition knows no reports of units. `isWhole`: nothing is left to the next; `until`: the
 * instant they wait for.
 */
export type ReportsTurn = Partial<ToldCycle> & {
  published: UnitPublicationFact[]
  failures: unknown[]
  isWhole: boolean
  until?: string
}

/**
 * Publishes every unit's own report whose turn it is, none any more from the instant `end` on: the release first, then its files, then
 * the fact; the pages around it are the schedule's. A report that fails does not keep the others; the schedule comes by again. Read is
 * what decides, and of mails those about such reports.
 */
export async function publishReportsOfUnits(
  cycle: string,
  end: string,
  services: PublishingUnits,
): Promise<ReportsTurn> {
  const [opening] = await services.store.factsOf(cycle, 'opening')
  const hasReports = opening && (await definitionOf(opening, services)).unitReports !== undefined
  if (!hasReports) return { published: [], failures: [], isWhole: true }
  const before = await readReports(cycle, services)
  const published: UnitPublicationFact[] = []
  const failures: unknown[] = []
  let isOver = false
  for (const unit of before.state.units) {
    isOver = services.clock.now() >= end
    if (isOver) break
    try {
      const release = pendingUnitRelease(unit) ?? (await recordRelease(before, unit, services))
      const report = release && (await publish(before, release, services))
      if (report) published.push(report)
    } catch (error) {
      failures.push(error)
      services.log('unit-report-not-published', {
        cycle,
        unit: unit.unit.id,
        error: error instanceof Error ? error.message : 'unknown',
      })
    }
  }
  const now = published.length > 0 ? await readReports(cycle, services) : before
  const { together } = now.state
  const waits = together !== undefined && services.clock.now() < together
  return { ...now, published, failures, isWhole: !isOver && failures.length === 0, ...(waits && { until: together }) }
}

const readReports = async (cycle: string, services: PublishingUnits): Promise<ReadCycle & ToldCycle> =>
  cycleOfFacts(
    [...(await services.store.decidingFacts(cycle)), ...(await services.store.factsOf(cycle, 'mail', 'unit-'))],
    services,
  )

async function recordRelease(
  { state, definition, facts }: ReadCycle,
  unit: UnitState,
  { clock, store, settings }: PublishingUnits,
): Promise<UnitReleaseFact | undefined> {
  const release = nextUnitRelease(state, definition, unit, facts, clock.now())
  return release && (await store.record<UnitReleaseFact>({ ...release, ...siteOf(settings) })).fact
}

async function publish(
  { definition, compiled }: ReadCycle,
  release: UnitReleaseFact,
  services: PublishingUnits,
): Promise<UnitPublicationFact | undefined> {
  const { cycle, unit, version, revision, submission: digest, at } = release
  const evidence = new Set(release.evidence)
  const facts = await services.store.unitFacts(cycle, unit)
  // What was written while the release was, and is not named by it, is seen now, or sees the release and stops it.
  // Of this unit alone: five thousand reports are otherwise five thousand times the fold of five thousand units.
  const now = present(foldUnitCycle(facts, unit), unit)
  if (!(await settleUnitDeparture(now, definition, now.own, services))) return undefined
  const state = present(
    foldUnitCycle(
      facts.filter((fact) => evidence.has(factKey(fact))),
      unit,
    ),
    unit,
  )
  const submission = await readSubmission(services.files, digest)
  const lastYear = await readLastYear(services.files, state.opening.previous)
  const before = lastYear?.units[unit]
  const { findings } = checkSlice(compiled, submission.figures, textsAboutUnit(definition, submission.texts), {
    previous: before,
  })
  // Nothing broken gets here by the walk; what does is a fault of ours, and nothing is published.
  if (blocking(findings).length > 0) throw new Error('A confirmed slice breaks a relation')
  const earlier = state.own.reports.find((report) => report.version === version - 1)
  // Releases are no evidence of each other, but they say what the version before rested on.
  const { releases } = now.own
  const reason = reasonOfCorrection({ ...state.own, releases }, state.acts, release)
  const publication: UnitPublication = {
    definition,
    state,
    release,
    submission,
    findings,
    ...(reason && { reason }),
    ...markOf(state.opening, services.settings),
    ...(earlier && {
      previous: { fact: earlier, submission: await readSubmission(services.files, earlier.submission) },
    }),
    ...(lastYear && before && { lastYear: { year: lastYear.year, ...before } }),
  }
  const manifest = await putVersion(unitPublicationFiles(publication), state.opening, services)
  const { fact } = await services.store.record<UnitPublicationFact>({
    ...{ kind: 'unit-publication', cycle, unit, version, revision, submission: digest, manifest, at },
    ...ofTest(state.opening),
    ...(version > 1 && reason && { reason }),
  })
  services.log('unit-report-published', { cycle, unit, version })
  return fact
}
