import { civilDate, daysBetween } from '../calendar/civil-date.ts'
import { licenceOf, type SiteTags } from '../contract/site-tags.ts'
import type { AuditMark, UnitPublicationFact } from '../cycle/facts/release-facts.ts'
import { lentOf } from '../cycle/hand-in-draft.ts'
import type { AllUnits, Spine } from '../cycle/reporting-cycle.ts'
import { stageStandings } from '../cycle/stage-standing.ts'
import { withdrawalOf } from '../cycle/withdrawal.ts'
import { type DraftDocument, markedGaps } from '../draft/draft.ts'
import { diffDrafts } from '../draft/draft-diff.ts'
import { type Provenance, provenanceOf } from '../draft/provenance.ts'
import { cellsConfirmed } from '../draft/sign-off-route.ts'
import type { SubmissionDocument } from '../draft/submission.ts'
import { type CompiledDefinition, compileDefinition, type Figures } from '../report/cells.ts'
import { shippedDefinition } from '../report/definitions/shipped.ts'
import type { Figure } from '../report/figure.ts'
import type { Finding } from '../report/finding.ts'
import { previousFigures } from '../report/integrity/check.ts'
import { instanceTitle } from '../report/integrity/instance-title.ts'
import { measured } from '../report/measures.ts'
import type { LocalizedText, Measure, ReportDefinition } from '../report/report-definition.ts'
import { reportName } from '../report/report-name.ts'
import { stageOf } from '../report/stages.ts'
import type { PublishedPerson, PublishedReport } from './published-report.ts'
import { linksShown, publishedAct, shownById, signatureOf } from './signature.ts'
import { versionFolder } from './site-report.ts'

export type Publication = {
  definition: ReportDefinition
  /** Folded from the facts up to the release, so that a publication begun again builds the same bytes. */
  state: AllUnits
  draft: DraftDocument
  draftDigest: string
  /** The slices that went into the draft, in any order. */
  submissions: readonly SubmissionDocument[]
  /** What the check said about this draft and its slices, for the sentence beside a justification. */
  findings: readonly Finding[]
  version: number
  /** Why a correction is made; absent on version 1. */
  reason?: string
  /** Where the audit stood at the release. */
  audit?: AuditMark
  /** The release's instant, or a later day's on which its first file is public. */
  publishedAt: string
  /** The version this one corrects, with the slices that went into it. */
  previous?: {
    version: number
    publishedAt: string
    draft: DraftDocument
    manifest: string
    submissions: readonly SubmissionDocument[]
  }
  /** What the issuer published for the year before, as the cycle was opened with it. */
  lastYear?: { year: number; definition: string; figures: Figures }
  /** What the site said of itself at the release. */
  site?: SiteTags
  /** Set when a trial made it: says, in the report and on its pages, that nothing in them counts. */
  trial?: LocalizedText
}

export function publishedReportOf(publication: Publication): PublishedReport {
  const { definition, state, draft, publishedAt } = publication
  const { opening } = state
  const label = cellLabels(definition)
  const named = (id: string): PublishedPerson => shownById(state, id)
  const legal = opening.timetable.legal
  const signatures = signaturesOf(definition, state)
  const provenance = provenanceIn(publication, draft, publication.submissions)
  const published = civilDate(publishedAt, opening.zone)
  return {
    $schema: 'report.schema.json',
    document: 'lianbao/report/1',
    title: reportName(definition, draft),
    cycle: draft.cycle,
    issuer: draft.issuer,
    year: draft.year,
    version: publication.version,
    publishedAt,
    definition: { ...draft.definition, title: definition.title, basis: definition.basis },
    draft: publication.draftDigest,
    rounds: Math.max(1, state.rounds.length),
    ...(opening.note && { note: opening.note }),
    ...(opening.byCommand && { openedByCommand: opening.byCommand }),
    licence: licenceOf(publication.site),
    ...(publication.trial && { trial: publication.trial }),
    ...(publication.previous && {
      correction: correctionOf(publication, publication.previous, provenance, label),
    }),
    measures: measuresOf(definition, draft.figures, publication.lastYear),
    ...(publication.lastYear && { previousYear: publication.lastYear.year }),
    ...contentOf(definition, draft),
    provenance: confirmedBy(signatures, provenance),
    units: unitsOf(state, draft, named),
    gaps: sorted(draft.gaps, (gap) => gap.unit).map(({ unit, name, reason }) => ({ unit, name, reason })),
    adjustments: sorted(draft.adjustments, (a) => `${a.unit} ${a.cell}`).map((adjustment) => ({
      ...adjustment,
      label: label(adjustment.cell),
      by: named(adjustment.by),
      ...(isByCommand(state, adjustment) && { byCommand: true as const }),
    })),
    justified: justifiedOf(compileDefinition(definition), draft, publication.findings),
    signatures,
    // A correction is no late report: what counts is the day of the first version.
    timeliness: { zone: opening.zone, legal, published, ...(publication.previous ? {} : late(legal, published)) },
  }
}

/** The figures, the tables as printed, and the texts. */
export const contentOf = (
  definition: ReportDefinition,
  draft: DraftDocument,
): Pick<PublishedReport, 'figures' | 'tables' | 'texts'> => ({
  figures: draft.figures,
  tables: definition.tables.map((table) => {
    const part = definition.parts.find(({ body }) => body.kind === 'table' && body.table === table.id)
    return {
      id: table.id,
      ...(part && { part: part.id }),
      ...(table.note && { note: table.note }),
      blocks: table.blocks.map((block) => ({
        id: block.id,
        ...(block.label && { label: block.label }),
        columns: block.columns.map(({ id, label, groups }) => ({ id, label, groups })),
        rows: block.rows.map(({ id, label, groups }) => ({
          id,
          label,
          groups,
          figures: block.columns.map((column) => draft.figures[`${table.id}.${id}.${column.id}`] ?? null),
        })),
      })),
    }
  }),
  texts: definition.parts
    .filter(({ body }) => body.kind === 'narrative')
    .map(({ id, number, title }) => ({
      part: id,
      number,
      title,
      texts: (draft.texts[id] ?? []).map(({ by, text }) => ({ unit: by, text })),
    })),
})

const provenanceIn = (
  { definition, state }: Publication,
  draft: DraftDocument,
  submissions: readonly SubmissionDocument[],
): Record<string, Provenance> =>
  provenanceOf(
    compileDefinition(definition),
    draft,
    submissions,
    new Map(state.opening.units.map(({ id, roles }) => [id, roles])),
  )

/** Last year's figure is measured as its own form does; where that has no such measure, nothing can be compared. */
export const measuresOf = (
  definition: ReportDefinition,
  figures: Figures,
  lastYear: Publication['lastYear'],
): PublishedReport['measures'] =>
  definition.measures.map((measure) => {
    const previous = lastYear && measuredBefore(definition, measure, lastYear)
    return {
      id: measure.id,
      title: measure.title,
      figure: measured(compileDefinition(definition), measure, figures),
      ...(previous !== undefined && { previous }),
    }
  })

/** A form that was loaded is not here, but for this one: which of its figures stand for this one's, this one says. */
function measuredBefore(
  definition: ReportDefinition,
  measure: Measure,
  lastYear: NonNullable<Publication['lastYear']>,
): Figure | undefined {
  const own = lastYear.definition === definition.id ? definition : undefined
  const before = shippedDefinition(lastYear.definition) ?? own
  const same = before?.measures.find(({ id }) => id === measure.id)
  if (before) return same && measured(compileDefinition(before), same, lastYear.figures)
  const compiled = compileDefinition(definition)
  return measured(compiled, measure, previousFigures(compiled, lastYear)) ?? undefined
}

export const late = (due: string, done: string): { daysLate?: number } =>
  done > due ? { daysLate: daysBetween(due, done) } : {}

const sorted = <T>(list: readonly T[], key: (item: T) => string): T[] =>
  [...list].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))

/** The whole name of a cell, as a finding says it. */
export function cellLabels(definition: ReportDefinition): (cell: string) => LocalizedText {
  const { byId } = compileDefinition(definition)
  return (cell) => byId.get(cell)?.name ?? { zh: cell, en: cell }
}

function correctionOf(
  publication: Publication,
  previous: NonNullable<Publication['previous']>,
  now: Record<string, Provenance>,
  label: (cell: string) => LocalizedText,
): NonNullable<PublishedReport['correction']> {
  const diff = diffDrafts(publication.definition, previous.draft, publication.draft)
  const before = provenanceIn(publication, previous.draft, previous.submissions)
  const lines = (change: (typeof diff.texts)[number], kind: 'added' | 'removed') =>
    change.lines.filter((line) => line.kind === kind).map((line) => line.text)
  return {
    of: previous.version,
    published: civilDate(previous.publishedAt, publication.state.opening.zone),
    manifest: previous.manifest,
    reason: publication.reason ?? '',
    ...withdrawnOn(publication.state, previous.version),
    figures: diff.figures.map(({ cell, from, to }) => ({
      cell,
      label: label(cell),
      from: from ?? null,
      to: to ?? null,
      units: unitsBehind(before[cell], now[cell]),
    })),
    texts: diff.texts.map((change) => ({
      part: change.part,
      removed: lines(change, 'removed'),
      added: lines(change, 'added'),
    })),
  }
}

/** The civil date on which the version before was withdrawn. */
export function withdrawnOn({ acts, opening }: Spine, version: number, unit?: string): { withdrawn?: string } {
  const withdrawal = withdrawalOf(acts, version, unit)
  return withdrawal ? { withdrawn: civilDate(withdrawal.at, opening.zone) } : {}
}

/** Whose figures for the cell are not what they were. */
function unitsBehind(before: Provenance | undefined, now: Provenance | undefined): string[] {
  if (now?.strategy === 'computed') return []
  const [was, is] = [before?.from ?? {}, now?.from ?? {}]
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((unit) => was[unit] !== is[unit]).sort()
}

function unitsOf(
  state: AllUnits,
  draft: DraftDocument,
  named: (id: string) => PublishedPerson,
): PublishedReport['units'] {
  const { zone, timetable } = state.opening
  const gapOf = (id: string) => markedGaps(draft.gaps).find((gap) => gap.unit === id)?.reason
  return state.units.map(({ unit, submissions, confirmations, exempt, reports }) => {
    const acts = state.acts.filter((act) => 'unit' in act && act.unit === unit.id)
    const extended = acts.findLast((act) => act.act === 'extend' || act.act === 'join')
    const regular = timetable.submissions ?? timetable.legal
    const due = extended && extended.until > regular ? extended.until : regular
    const first = submissions[0]
    const filed = first && civilDate(first.at, zone)
    const slice = draft.slices.find((s) => s.unit === unit.id)
    const used = submissions.find(({ revision }) => revision === slice?.revision)
    const lent = lentOf({ submissions, confirmations }, slice?.revision)
    const nil = used?.channel === 'office' ? acts.findLast((act) => act.act === 'nil') : undefined
    const joined = acts.find((act) => act.act === 'join')
    const exemption = acts.findLast((act) => act.act === 'exempt' || act.act === 'leave')
    return {
      id: unit.id,
      name: unit.name,
      kind: unit.kind,
      standing:
        unit.countedAbove ??
        (exempt ? 'exempt' : !slice || !filed ? (gapOf(unit.id) ?? 'missing') : filed > due ? 'late' : 'on-time'),
      due,
      ...(filed && !exempt && { filed, ...late(due, filed) }),
      nil: slice?.nil ?? false,
      ...reportUsed(state, reports.at(-1), slice?.submission),
      ...(slice && { revision: slice.revision, submission: slice.submission }),
      ...linksShown(state, lent),
      ...(lent.confirmedThrough && { confirmedThrough: named(lent.confirmedThrough) }),
      reopened: sorted(acts, (act) => `${act.at} ${act.id}`).flatMap((act) =>
        act.act === 'reopen' || act.act === 'extend'
          ? [{ act: act.act, until: act.until, ...publishedAct(state, act) }]
          : [],
      ),
      ...(exemption && {
        exemption: { ...publishedAct(state, exemption), ...(exemption.act === 'leave' && { left: true as const }) },
      }),
      ...(nil && { filedByOffice: publishedAct(state, nil) }),
      ...(joined && { joined: publishedAct(state, joined) }),
    }
  })
}

/** The unit's own report as it was public at the release, and whether it has the figures that were added; none where it was withdrawn. */
function reportUsed(
  { opening, acts }: AllUnits,
  report: UnitPublicationFact | undefined,
  submission: string | undefined,
): Pick<PublishedReport['units'][number], 'report'> {
  if (!report) return {}
  const { unit, version, manifest } = report
  if (withdrawalOf(acts, version, unit)) return {}
  const path = versionFolder(opening.cycle, version, unit)
  return { report: { version, path, manifest, current: report.submission === submission } }
}

const isByCommand = ({ acts }: AllUnits, { unit, cell, to }: DraftDocument['adjustments'][number]): boolean =>
  acts.findLast((act) => act.act === 'adjust' && act.unit === unit && act.cell === cell && act.to === to)?.byCommand ===
  true

export function justifiedOf(
  compiled: CompiledDefinition,
  draft: DraftDocument,
  findings: readonly Finding[],
): PublishedReport['justified'] {
  return sorted(draft.justifications, (j) => `${j.instance} ${j.unit}`).map(({ unit, instance, figures, text }) => {
    const finding = findings.find((f) => f.instance === instance && f.figures === figures)
    const message = finding?.message ?? instanceTitle(compiled, instance)
    return { unit, instance, ...(message && { message }), explanation: text }
  })
}

function signaturesOf(definition: ReportDefinition, state: AllUnits): PublishedReport['signatures'] {
  return stageStandings(state, definition).map(({ stage, need, seats, skipped }) => ({
    stage,
    title: stageOf(definition, stage).title,
    need,
    ...confirmed(definition, stage),
    seats: seats.map((seat) => signatureOf(state, stage, seat)),
    ...(skipped && { skipped: publishedAct(state, skipped) }),
  }))
}

function confirmed(definition: ReportDefinition, stage: string): { confirms?: string[] } {
  const confirms = cellsConfirmed(definition, stageOf(definition, stage))
  return confirms.length > 0 ? { confirms } : {}
}

/** Cells that a second contributor has confirmed say so where they come from; what was skipped or forced has not been. */
function confirmedBy(
  signatures: PublishedReport['signatures'],
  provenance: Record<string, Provenance>,
): PublishedReport['provenance'] {
  const stages = signatures.filter(
    ({ need, seats, skipped }) => !skipped && seats.filter(({ decision }) => decision).length >= need,
  )
  return Object.fromEntries(
    Object.entries(provenance).map(([cell, source]) => {
      const by = stages.find(({ confirms }) => confirms?.includes(cell))
      return [cell, by ? { ...source, confirmed: by.stage } : source]
    }),
  )
}
