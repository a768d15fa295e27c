import { civilDate } from '../../../shared/calendar/civil-date.ts'
import { factKey } from '../../../shared/cycle/fact-key.ts'
import type { ReleaseFact } from '../../../shared/cycle/facts/release-facts.ts'
import { theCycle } from '../../../shared/cycle/fold.ts'
import { unitState } from '../../../shared/cycle/reporting-cycle.ts'
import { checkFile, draftFile } from '../../../shared/draft/draft.ts'
import { submissionFile } from '../../../shared/draft/submission.ts'
import { signOffSheet } from '../../../shared/pages/sign-off/sign-off-sheet.ts'
import { versionArchive } from '../../../shared/pages/site/version-archive.ts'
import { present } from '../../../shared/present.ts'
import { type Manifest, publishingKeyFile } from '../../../shared/published/manifest.ts'
import { versionFolder } from '../../../shared/published/site-report.ts'
import { canonicalBytes } from '../../../shared/report/bytes/canonical.ts'
import { lastYearFile } from '../../../shared/report/last-year.ts'
import { reportName } from '../../../shared/report/report-name.ts'
import type { Services } from '../../services.ts'
import { exportAudit } from '../audits.ts'
import { definitionFile } from '../definitions.ts'
import { readKeyList } from '../documents.ts'
import type { ReadCycle } from '../load-cycle.ts'
import { markIn } from './published-version.ts'

type Archiving = Pick<Services, 'files'> & { published: Pick<Services['published'], 'get'> }

/** One ZIP of a version of the whole report, the newest without `version`; undefined where there is none. */
export async function archiveOf(
  { state, definition, facts }: ReadCycle,
  version: number | undefined,
  services: Archiving,
): Promise<Archive | undefined> {
  const { opening } = state
  const publication = state.publications.find((one) => one.version === version) ?? state.publications.at(-1)
  if (!publication || opening.test || (version !== undefined && publication.version !== version)) return undefined
  const release = present(
    facts
      .filter((fact) => fact.kind === 'release')
      .sort((a, b) => a.n - b.n)
      .findLast((fact) => fact.version === publication.version),
    'sort',
  )
  // As it stood at the release: whatever came since belongs to another version.
  const evidence = new Set(release.evidence)
  const then = theCycle([...facts.filter((fact) => evidence.has(factKey(fact))), publication])
  const files = await publishedFiles(versionFolder(opening.cycle, publication.version), services)
  const bytes = versionArchive({
    title: reportName(definition, opening).zh,
    issuer: opening.issuer.name.zh,
    year: opening.year,
    version: publication.version,
    published: civilDate(publication.at, opening.zone),
    manifest: publication.manifest,
    files,
    evidence: await evidenceOf({ state: then, facts }, release, services),
    sheet: present(signOffSheet(then, definition, markIn(files.get('report.json'))), 'sign off sheet'),
  })
  return { name: `${opening.cycle}-v${publication.version}.zip`, bytes }
}

/** The same of a unit's own report: its slice, and the facts that its release rests on. */
export async function archiveOfUnit(
  { state, definition, facts }: ReadCycle,
  { unit, version }: { unit: string; version: number | undefined },
  services: Archiving,
): Promise<Archive | undefined> {
  const { opening } = state
  const found = unitState(state, unit)
  const publication = found?.reports.findLast((one) => version === undefined || one.version === version)
  if (!found || !publication || opening.test) return undefined
  const { definition: form, previous, zone, year, cycle } = opening
  const release = present(
    found.releases.find((one) => one.version === publication.version),
    'release',
  )
  const evidence = new Set(release.evidence)
  const rested = facts.filter((fact) => evidence.has(factKey(fact)) || factKey(fact) === factKey(release))
  const bodies = [
    definitionFile(form.digest),
    submissionFile(release.submission),
    ...(previous ? [lastYearFile(previous)] : []),
  ]
  const bytes = versionArchive({
    title: reportName(definition, { issuer: found.unit, year }).zh,
    issuer: found.unit.name.zh,
    year,
    version: publication.version,
    published: civilDate(publication.at, zone),
    manifest: publication.manifest,
    files: await publishedFiles(versionFolder(cycle, publication.version, unit), services),
    evidence: new Map([...(await keptOf(bodies, services)), ['facts.json', canonicalBytes(rested)]]),
  })
  return { name: `${cycle}-${unit}-v${publication.version}.zip`, bytes }
}

type Archive = { name: string; bytes: Uint8Array }

async function keptOf(keys: readonly string[], { files }: Archiving): Promise<[string, Uint8Array][]> {
  const found = await Promise.all(keys.map(async (key) => [key, await files.get(key)] as const))
  return found.flatMap(([key, bytes]) => (bytes ? [[key, bytes] as [string, Uint8Array]] : []))
}

async function publishedFiles(folder: string, { published }: Archiving): Promise<Map<string, Uint8Array>> {
  const read = async (path: string): Promise<Uint8Array> => {
    const bytes = await published.get(path)
    if (!bytes) throw new Error(`${path} is published and is not there`)
    return bytes
  }
  const manifest = await read(`${folder}/manifest.json`)
  const { files } = JSON.parse(new TextDecoder().decode(manifest)) as Manifest
  const names = [...files.map(({ path }) => path), 'manifest.json', 'manifest.sig.json']
  return new Map([
    ...(await Promise.all(names.map(async (name) => [name, await read(`${folder}/${name}`)] as const))),
    [publishingKeyFile, await read(publishingKeyFile)],
  ])
}

/** Bodies by their digests, and the audit as the release has put its name to it. */
async function evidenceOf(
  { state, facts }: Pick<ReadCycle, 'state' | 'facts'>,
  release: ReleaseFact,
  services: Archiving,
): Promise<Map<string, Uint8Array>> {
  const { files } = services
  const { opening } = state
  const round = present(
    state.rounds.find((one) => one.round === release.round),
    'round',
  )
  const bodies = [
    definitionFile(opening.definition.digest),
    draftFile(release.draft),
    checkFile(present(round.check, 'check')),
    ...(opening.previous ? [lastYearFile(opening.previous)] : []),
    ...round.draft.submissions.map(({ digest }) => submissionFile(digest)),
  ]
  const kept = await keptOf(bodies, services)
  if (!release.audit) return new Map(kept)
  const known = new Set(await readKeyList(files, release.audit.facts))
  const audit = await exportAudit(
    facts.filter((fact) => known.has(factKey(fact))),
    { files },
  )
  return new Map([...kept, ['audit.jsonl', new TextEncoder().encode(audit)]])
}
