import type { OutcomeOf, TaskInput } from '../../shared/contract/workflow-states.ts'
import { outcomeOfWait } from '../../shared/cycle/draft-standing.ts'
import { factKey } from '../../shared/cycle/fact-key.ts'
import { ofTest } from '../../shared/cycle/facts/of-test.ts'
import type { PublicationFact, ReleaseFact } from '../../shared/cycle/facts/release-facts.ts'
import type { Fact } from '../../shared/cycle/facts.ts'
import { theCycle } from '../../shared/cycle/fold.ts'
import { isEvidence } from '../../shared/cycle/links/evidence.ts'
import {
  type AllUnits,
  isClosed,
  type LoadedCycle,
  pendingRelease,
  theRound,
} from '../../shared/cycle/reporting-cycle.ts'
import { stageStandings } from '../../shared/cycle/stage-standing.ts'
import { checkOfUnit } from '../../shared/draft/other-bodies.ts'
import type { SubmissionDocument } from '../../shared/draft/submission.ts'
import { publicationFiles } from '../../shared/pages/site/publication-files.ts'
import { present } from '../../shared/present.ts'
import type { Publication } from '../../shared/published/publication.ts'
import { blocking, type Finding, type SliceCheck } from '../../shared/report/finding.ts'
import { markAudit } from '../kept/audits.ts'
import { checkOfDraft } from '../kept/check-of-draft.ts'
import { settleDeparture } from '../kept/departures.ts'
import { readDraft, readLastYear, readSubmissions } from '../kept/documents.ts'
import { loadCycle, loadWhole } from '../kept/load-cycle.ts'
import { refreshSite } from '../kept/published/public-site.ts'
import { markOf, putVersion, siteOf } from '../kept/published/published-version.ts'
import type { Services } from '../services.ts'

type Publishing = Pick<Services, 'clock' | 'store' | 'files' | 'published' | 'keys' | 'log' | 'settings'>

/**
 * State "Publish report": only what every stage has signed. Files first, read back and compared, then the signed manifest,
 * then the fact, and the pointers to the newest version last; a crash anywhere leaves the version before in place, and running
 * again brings out the same bytes.
 */
export async function publishReport(
  { cycle, execution }: TaskInput,
  services: Publishing,
): Promise<{ outcome: OutcomeOf<'publish-report'> }> {
  const now = services.clock.now()
  const loaded = await loadWhole(cycle, services)
  const { state, definition, facts } = loaded
  if (isClosed(state) || isOut(state, execution)) {
    await refreshSite(services)
    return { outcome: 'published' }
  }
  const pending = pendingRelease(state)
  if (!pending?.departed && state.held) return { outcome: 'hold' }
  if (!pending && outcomeOfWait(state, definition, 'sign-off') !== 'publish') return { outcome: 'changed' }

  if (!pending) await recordRelease(state, facts, now, services)
  // What was written while the release was, and is not named by it, is seen now, or sees the release and stops it.
  const after = pending?.departed ? loaded : await loadCycle(cycle, services)
  const release = await settleDeparture(after.state, definition, services)
  if (!release) return { outcome: 'changed' }
  const { manifest, publishedAt } = await putVersion(
    release,
    state.opening,
    (at) => makeFiles(loaded, { release, publishedAt: at }, services),
    services,
  )
  const reason = reasonOfVersion(state, release.version)
  const fact: PublicationFact = {
    kind: 'publication',
    cycle,
    version: release.version,
    round: release.round,
    draft: release.draft,
    manifest,
    at: publishedAt,
    ...ofTest(state.opening),
    ...(release.version > 1 && reason && { reason }),
  }
  await services.store.record(fact)
  await refreshSite(services)
  services.log('report-published', { cycle, version: release.version })
  return { outcome: 'published' }
}

/** The version that the run was started for is public; a correction that was begun since is another run's, and of two one would wait for ever. */
function isOut({ executions, publications }: AllUnits, execution: string | undefined): boolean {
  const run = executions.find(({ name }) => name === execution)
  return run !== undefined && run.published < publications.length
}

/** Why a version corrects the one before it. */
const reasonOfVersion = (state: AllUnits, version: number): string | undefined =>
  state.acts.find((act) => act.act === 'correct' && act.version === version - 1)?.reason

/**
 * What goes out is what was signed. The release names the facts it is made from, just as they were read when it was found to
 * be signed: a fact that is written a moment later, whatever time it bears, does not change the bytes.
 */
async function recordRelease(
  state: AllUnits,
  facts: readonly Fact[],
  now: string,
  services: Pick<Services, 'store' | 'files' | 'settings'>,
): Promise<void> {
  const round = theRound(state)
  await services.store.record<ReleaseFact>({
    kind: 'release',
    cycle: state.opening.cycle,
    n: state.releasesWritten + 1,
    version: state.publications.length + 1,
    round: round.round,
    draft: round.draft.digest,
    evidence: facts.filter(isEvidence).map(factKey).sort(),
    audit: await markAudit(facts, services),
    ...siteOf(services.settings),
    at: now,
  })
}

/** The version's files by path, from what the release names. */
async function makeFiles(
  { compiled }: LoadedCycle,
  { release, publishedAt }: { release: ReleaseFact; publishedAt: string },
  services: Publishing,
): Promise<Map<string, Uint8Array>> {
  const evidence = new Set(release.evidence)
  const facts = await services.store.decidingFacts(release.cycle)
  const state = theCycle(facts.filter((fact) => evidence.has(factKey(fact))))
  const draft = await readDraft(services.files, release.draft)
  const round = present(
    state.rounds.find((r) => r.round === release.round),
    'round',
  )
  const submissions = await readSubmissions(services.files, round.draft.submissions)
  refuseUnsigned(state, compiled.definition)
  const check = await checkOfDraft(compiled, state, draft, submissions, services)
  refuseBroken(check, draft.definition.digest, state.opening.definition.digest)

  const earlier = state.publications.at(-1)
  const lastYear = await readLastYear(services.files, state.opening.previous)
  return publicationFiles({
    definition: compiled.definition,
    state,
    draft,
    draftDigest: release.draft,
    submissions,
    findings: [...check.findings, ...(await findingsOfSlices(compiled, state, submissions, services))],
    version: release.version,
    publishedAt,
    ...(release.audit && { audit: release.audit }),
    ...(release.site && { site: release.site }),
    ...markOf(state.opening, services.settings),
    ...(lastYear?.issuer && { lastYear: { year: lastYear.year, ...lastYear.issuer } }),
    ...(earlier && {
      reason: reasonOfVersion(state, release.version) ?? '',
      previous: await previousVersion(state, earlier, services),
    }),
  })
}

async function previousVersion(
  state: AllUnits,
  { version, at, manifest, draft, round }: PublicationFact,
  { files }: Pick<Services, 'files'>,
): Promise<NonNullable<Publication['previous']>> {
  const merged = present(
    state.rounds.find((r) => r.round === round),
    'round',
  ).draft.submissions
  return {
    version,
    publishedAt: at,
    manifest,
    draft: await readDraft(files, draft),
    submissions: await readSubmissions(files, merged),
  }
}

/** What the units explained is published with the sentence it answers. */
async function findingsOfSlices(
  compiled: LoadedCycle['compiled'],
  state: AllUnits,
  submissions: readonly SubmissionDocument[],
  services: Pick<Services, 'files'>,
): Promise<Finding[]> {
  const lastYear = await readLastYear(services.files, state.opening.previous)
  return submissions
    .filter(({ justifications }) => justifications.length > 0)
    .flatMap((submission) => checkOfUnit(compiled, state, lastYear, submission).findings)
}

/** The last gate. Nothing broken gets here by the walk; what does is a fault of ours, and nothing is published. */
function refuseBroken(check: SliceCheck, checkedWith: string, pinned: string): void {
  if (checkedWith !== pinned) throw new Error('The draft was made with another definition than the cycle is pinned to')
  const broken = blocking(check.findings)
  if (broken.length > 0)
    throw new Error(`A signed draft breaks ${broken.map((finding) => finding.instance).join(', ')}`)
}

/** Asked again of the very facts the version is made from: each indispensable stage has the decisions it needs, given by persons. */
function refuseUnsigned(state: AllUnits, definition: LoadedCycle['definition']): void {
  const { stages } = definition.signOff
  const standings = stageStandings(state, definition)
  const missing = stages.filter(({ id, indispensable, when }) => {
    const standing = standings.find(({ stage }) => stage === id)
    if (!indispensable || (!standing && when)) return false
    const signed = standing?.seats.filter(({ decision }) => decision?.choice === 'approve').length ?? 0
    return !standing || signed === 0 || signed < standing.need
  })
  if (missing.length > 0) throw new Error(`Nobody has signed ${missing.map(({ id }) => id).join(', ')}`)
}
