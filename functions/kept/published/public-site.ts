import { addDays, civilDate, startOfDay } from '../../../shared/calendar/civil-date.ts'
import { contentType } from '../../../shared/contract/public-site.ts'
import { stampOf } from '../../../shared/cycle/clock/timer-note.ts'
import { factKey } from '../../../shared/cycle/fact-key.ts'
import { foldSpine } from '../../../shared/cycle/fold.ts'
import { markedPage } from '../../../shared/pages/frame/trial-mark.ts'
import { reportFiles, type SiteFile, siteFiles } from '../../../shared/pages/site/site.ts'
import { entryOf, lastOf, present } from '../../../shared/present.ts'
import { figuresFromCells } from '../../../shared/published/report-csv.ts'
import type { ReportFigures } from '../../../shared/published/site-data.ts'
import { folderOf, type SiteReport, standingVersion } from '../../../shared/published/site-report.ts'
import { type PublicFacts, siteReportsOf } from '../../../shared/published/site-reports.ts'
import { canonicalBytes } from '../../../shared/report/bytes/canonical.ts'
import { digestOf, digestOfValue } from '../../../shared/report/bytes/digest.ts'
import { compileDefinition } from '../../../shared/report/cells.ts'
import type { Figure } from '../../../shared/report/figure.ts'
import { trialTexts } from '../../../shared/words/trial-texts.ts'
import type { Services } from '../../services.ts'
import { abreast } from '../abreast.ts'
import { definitionOf } from '../definitions.ts'
import { siteOf } from './published-version.ts'

type Refreshing = Pick<Services, 'clock' | 'store' | 'files' | 'published' | 'settings'>

/**
 * Makes the pages around the reports anew from the facts of all cycles, and writes what has changed. Two at once both read before they
 * write, so each looks again after writing: whoever writes last has seen every fact that was there when it began to look. A report's
 * own pages (newest, versions, notice) are looked after where something is to be said that the site did not say of it yet, and all of
 * them once a day.
 */
export const refreshSite = (services: Refreshing): Promise<void> =>
  refreshFrom(async () => shownOf(await readCycles(services)), services)

async function refreshFrom(read: () => Promise<PublicFacts[]>, services: Refreshing): Promise<void> {
  let facts = await read()
  let made = madeFrom(facts, services)
  // What was written by older facts is looked after again, whatever a refresh beside this one says of it by then.
  const looked = new Set<string>()
  for (let tries = 1; tries <= 5; tries++) {
    await writeSite(facts, made, services, looked)
    facts = await read()
    const before = made
    made = madeFrom(facts, services)
    if (made === before) return
  }
}

/**
 * Once a day, because what is overdue changes with the date; when there is no site yet; and when it was made from other facts: a door
 * wrote that a version is withdrawn, or a crash came between a publication and the pages around it. Answers with the instant at which it
 * is another day there.
 */
export async function refreshSiteWhenDue(services: Refreshing): Promise<string> {
  let read: ReadShown[] = []
  const again = async () => {
    read = await readCycles(services, 'reports may be kept')
    return shownOf(read)
  }
  const facts = await again()
  const zone = facts[0]?.opening.zone ?? 'Asia/Shanghai'
  const today = civilDate(services.clock.now(), zone)
  const made = await saidOfSite(services)
  if (made.asOf !== today || made.madeFrom !== madeFrom(facts, services)) await refreshFrom(again, services)
  for (const one of read) await keepReports(one, services)
  return startOfDay(addDays(today, 1), zone)
}

/** What the site says of itself. `pages`: of each report's own pages, by folder, the digest of all they follow from. */
type SaidOfSite = { asOf: string; madeFrom: string; pages: Record<string, string> }
const siteFile = 'site.json'

async function saidOfSite({ published }: Pick<Services, 'published'>): Promise<Partial<SaidOfSite>> {
  const bytes = await published.get(siteFile)
  return bytes ? JSON.parse(new TextDecoder().decode(bytes)) : {}
}

/** What the site shows of a cycle; nothing of a test, or of one that was called off. */
type ReadShown = { shown?: PublicFacts; kept?: KeptReports; toKeep?: { cycle: string; stamp: string } }
/** The units' reports of a cycle as they were last read, and by which stamp (timer-note.ts): until another, none is added. */
type KeptReports = { stamp: string; digest: string }

const shownOf = (read: readonly ReadShown[]): PublicFacts[] => read.flatMap(({ shown }) => shown ?? [])

/** By the one who adds them, when it is not adding any. */
type MayBeKept = 'reports may be kept'
const readCycles = async (services: Refreshing, mayBeKept?: MayBeKept): Promise<ReadShown[]> =>
  abreast((await services.store.cycles()).sort(), (cycle) => readCycle(cycle, services, mayBeKept))

/** The spine is always read; what units published, a year's thousand, is not read through for each day of the years after. */
async function readCycle(cycle: string, { store, files }: Refreshing, mayBeKept?: MayBeKept): Promise<ReadShown> {
  const stamp = mayBeKept ? stampOf(await store.timerNote(cycle)) : undefined
  const spine = foldSpine(await store.unitFacts(cycle))
  // Nothing of a test is on the site, not even that somebody has not published.
  if (!spine || spine.opening.test || spine.cancelled) return {}
  const hint = stamp === undefined ? undefined : await store.hint(cycle, 'site')
  const kept: KeptReports | undefined = hint === undefined ? undefined : JSON.parse(hint)
  const bytes = kept && kept.stamp === stamp ? await files.get(reportsFile(kept.digest)) : undefined
  const unitPublications: PublicFacts['unitPublications'] = bytes
    ? JSON.parse(new TextDecoder().decode(bytes))
    : await store.factsOf(cycle, 'unit-publication')
  const { opening, acts, publications } = spine
  const newest = publications.at(-1)
  const merged = spine.rounds.find(({ round }) => round === newest?.round)?.draft.submissions ?? []
  // Whom a correction exempts or lets leave is missing from the version before it until the correction is public.
  const known = newest && spine.releases.find(({ version }) => version === newest.version)?.evidence
  const excused = acts.flatMap((act) =>
    (act.act === 'exempt' || act.act === 'leave') && (!known || known.includes(factKey(act)))
      ? [[act.unit, act.act === 'leave' ? 'left' : act.act] as const]
      : [],
  )
  const shown: PublicFacts = {
    opening,
    publications,
    unitPublications,
    withdrawals: acts.filter((act) => act.act === 'withdraw'),
    added: Object.fromEntries(merged.map(({ unit, digest }) => [unit, digest])),
    excused: Object.fromEntries(excused),
  }
  return { shown, ...(kept && { kept }), ...(stamp !== undefined && { toKeep: { cycle, stamp } }) }
}

async function keepReports({ shown, kept, toKeep }: ReadShown, { store, files }: Refreshing): Promise<void> {
  if (!shown || !toKeep || toKeep.stamp === kept?.stamp) return
  const digest = digestOfValue(shown.unitPublications)
  if (digest !== kept?.digest) await files.put(reportsFile(digest), canonicalBytes(shown.unitPublications))
  await store.saveHint(toKeep.cycle, 'site', JSON.stringify({ stamp: toKeep.stamp, digest }))
}

const reportsFile = (digest: string): string => `unit-reports/${digest}.json`

async function writeSite(
  facts: readonly PublicFacts[],
  madeFrom: string,
  services: Refreshing,
  looked: Set<string>,
): Promise<void> {
  const definitions = new Map<string, Pick<ReportFigures, 'definition' | 'compiled'>>()
  const reports: SiteReport[] = []
  const newestFirst = facts.toSorted((a, b) => b.opening.year - a.opening.year)
  for (const one of newestFirst) {
    const { cycle, definition: pinned } = one.opening
    const definition = await definitionOf(one.opening, services)
    definitions.set(cycle, { definition: pinned.digest, compiled: compileDefinition(definition) })
    reports.push(...siteReportsOf(definition, one))
  }
  const open = reports.filter(({ versions }) => versions.length > 0)
  const figures = await abreast(open.filter(standingVersion), async (report): Promise<ReportFigures> => {
    return { report, ...entryOf(definitions, report.cycle), figures: await figuresOf(report, services) }
  })
  const { site: tags } = siteOf(services.settings)
  const { url, today } = { url: services.settings.publicUrl, today: todayOf(reports, services.clock.now()) }
  const before = await saidOfSite(services)
  const pages = Object.fromEntries(open.map((report) => [folderOf(report), digestOfValue({ report, tags })]))
  for (const [folder, digest] of Object.entries(pages))
    if (before.asOf !== today || before.pages?.[folder] !== digest) looked.add(folder)
  const files = new Map([
    ...open.filter((report) => looked.has(folderOf(report))).flatMap((report) => [...reportFiles(report, tags)]),
    ...siteFiles({ url, today, reports, figures, ...(tags && { tags }) }),
  ])
  await abreast([...files.keys()], (path) => showFile(path, entryOf(files, path), services))
  // Written when the site is: what could not be is missed at the next turn.
  const said: SaidOfSite = { asOf: today, madeFrom, pages }
  await showFile(siteFile, { from: said, make: () => canonicalBytes(said) }, services)
}

/** Writes a file that may change, where it has; a page of a trial with its mark. What is there is read, and told by its digest. */
async function showFile(
  path: string,
  { from, make }: SiteFile,
  { published, settings }: Pick<Services, 'published' | 'settings'>,
): Promise<void> {
  const marked = settings.trial && path.endsWith('.html')
  const key = digestOfValue({ path, from, marked })
  const there = await published.get(path)
  const digest = there && digestOf(there)
  if (digest !== undefined && made.get(key) === digest) return
  const bytes = marked ? Buffer.from(markedPage(Buffer.from(make()).toString(), trialTexts.page)) : make()
  remember(key, digestOf(bytes))
  if (digest !== made.get(key)) await published.movePointer(path, bytes, contentType(path))
}

/**
 * By the digest of all that a file follows from, the digest of the bytes it gave: what is there already is not made again only to be
 * compared. Digests alone, so it is right for whoever asks in the life of a process, and small: 65,536 files are some 15 MB.
 */
const made = new Map<string, string>()
const mostRemembered = 2 ** 16

function remember(key: string, digest: string): void {
  made.set(key, digest)
  const [oldest] = made.keys()
  if (made.size > mostRemembered && oldest !== undefined) made.delete(oldest)
}

/** Puts the pages that compute in a browser where this release has others than the one before: once in the life of a process. */
export async function showTools(services: Pick<Services, 'published' | 'settings' | 'tools'>): Promise<void> {
  if (shown.has(services.settings)) return
  await abreast([...(await services.tools())], ([path, bytes]) =>
    showFile(path, { from: digestOf(bytes), make: () => bytes }, services),
  )
  shown.add(services.settings)
}
/** A process is known by its settings: of what can fail each work is given its own (noted-work.ts). */
const shown = new WeakSet<Services['settings']>()

/** Facts, and what the site says of itself. */
const madeFrom = (facts: readonly PublicFacts[], { settings }: Pick<Services, 'settings'>): string =>
  digestOfValue({ facts, ...siteOf(settings) })

const todayOf = (reports: readonly SiteReport[], now: string): string =>
  civilDate(now, reports[0]?.zone ?? 'Asia/Shanghai')

/** A version never changes, so its figures are read once from a site in the life of a process. */
const read = new WeakMap<Services['settings'], Map<string, Readonly<Record<string, Figure>>>>()

async function figuresOf(report: SiteReport, { published, settings }: Pick<Services, 'published' | 'settings'>) {
  const { version, manifest } = lastOf(report.versions)
  const ofSite = read.get(settings) ?? new Map<string, Readonly<Record<string, Figure>>>()
  read.set(settings, ofSite)
  const known = ofSite.get(manifest)
  if (known) return known
  const folder = `${folderOf(report)}/v${version}`
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
  const cells = await published.get(`${folder}/cells.csv`)
  // Versions of before there was a cells.csv.
  const whole = cells ? undefined : await published.get(`${folder}/report.json`)
  if (!cells && !whole) throw new Error(`${folder} is published and has no figures`)
  const figures: Record<string, Figure> = cells
    ? figuresFromCells(text(cells))
    : JSON.parse(text(present(whole, 'whole'))).figures
  ofSite.set(manifest, figures)
  return figures
}
