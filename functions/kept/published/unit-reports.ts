import { factKey } from '../../../shared/cycle/fact-key.ts'
import { ofTest } from '../../../shared/cycle/facts/of-test.ts'
import type { UnitPublicationFact, UnitReleaseFact } from '../../../shared/cycle/facts/release-facts.ts'
import { foldUnitCycle } from '../../../shared/cycle/fold.ts'
import type { Spine, ToldCycle, UnitState } from '../../../shared/cycle/reporting-cycle.ts'
import { nextUnitRelease, pendingUnitRelease, reasonOfCorrection } from '../../../shared/cycle/unit-report.ts'
import { returnFor } from '../../../shared/draft/draft-return.ts'
import { checkOfUnit } from '../../../shared/draft/other-bodies.ts'
import { unitPublicationFiles } from '../../../shared/pages/site/publication-files.ts'
import { present } from '../../../shared/present.ts'
import { digestOfValue } from '../../../shared/report/bytes/digest.ts'
import type { CompiledDefinition } from '../../../shared/report/cells.ts'
import { blocking } from '../../../shared/report/finding.ts'
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

/** One that breaks a relation by what it rests on is stopped before it is written: nobody can settle then that it goes out. */
async function recordRelease(
  { state, definition, compiled, facts }: ReadCycle,
  unit: UnitState,
  { clock, store, files, settings }: PublishingUnits,
): Promise<UnitReleaseFact | undefined> {
  const release = nextUnitRelease(state, definition, unit, facts, clock.now())
  if (!release) return undefined
  const { cycle, unit: id, n, at } = release
  const { findings } = await readReport(compiled, state, release, { files })
  const reasons = blocking(findings).map((finding) => returnFor(id, finding))
  if (reasons.length > 0)
    await store.record({
      ...{ kind: 'unit-departure', cycle, unit: id, release: n, goes: false, at },
      ...{ reasons, evidence: digestOfValue(release.evidence) },
    })
  return (await store.record<UnitReleaseFact>({ ...release, ...siteOf(settings) })).fact
}

/** What the release publishes, with last year's figures as the facts say, and what the relations say to both. */
async function readReport(
  compiled: CompiledDefinition,
  state: Spine,
  { unit, submission: digest }: UnitReleaseFact,
  { files }: Pick<Services, 'files'>,
) {
  const submission = await readSubmission(files, digest)
  const lastYear = await readLastYear(files, state.opening.previous)
  const before = lastYear?.units[unit]
  const { findings } = checkOfUnit(compiled, state, lastYear, submission)
  return { submission, findings, ...(lastYear && before && { lastYear: { year: lastYear.year, ...before } }) }
}

async function publish(
  { definition, compiled }: ReadCycle,
  release: UnitReleaseFact,
  services: PublishingUnits,
): Promise<UnitPublicationFact | undefined> {
  const { cycle, unit, version, revision, submission: digest } = release
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
  // Releases are no evidence of each other, but they say what the version before rested on.
  const { releases } = now.own
  const reason = reasonOfCorrection({ ...state.own, releases }, state.acts, release)
  const make = async (publishedAt: string) => {
    const read = await readReport(compiled, state, release, services)
    // Nothing broken gets here by the walk; what does is a fault of ours, and nothing is published.
    if (blocking(read.findings).length > 0) throw new Error('A confirmed slice breaks a relation')
    const earlier = state.own.reports.find((report) => report.version === version - 1)
    return unitPublicationFiles({
      definition,
      state,
      release,
      publishedAt,
      ...read,
      ...(reason && { reason }),
      ...markOf(state.opening, services.settings),
      ...(earlier && {
        previous: { fact: earlier, submission: await readSubmission(services.files, earlier.submission) },
      }),
    })
  }
  const { manifest, publishedAt } = await putVersion(release, state.opening, make, services)
  const { fact } = await services.store.record<UnitPublicationFact>({
    ...{ kind: 'unit-publication', cycle, unit, version, revision, submission: digest, manifest, at: publishedAt },
    ...ofTest(state.opening),
    ...(version > 1 && reason && { reason }),
  })
  services.log('unit-report-published', { cycle, unit, version })
  return fact
}
