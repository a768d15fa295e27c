import { civilDate } from '../calendar/civil-date.ts'
import { licenceOf } from '../contract/site-tags.ts'
import type { UnitPublicationFact, UnitReleaseFact } from '../cycle/facts/release-facts.ts'
import type { Opening, Unit } from '../cycle/facts.ts'
import { lentOf } from '../cycle/hand-in-draft.ts'
import type { UnitCycle } from '../cycle/reporting-cycle.ts'
import type { DraftDocument } from '../draft/draft.ts'
import { diffDrafts } from '../draft/draft-diff.ts'
import type { SubmissionDocument } from '../draft/submission.ts'
import { present } from '../present.ts'
import { digestOfValue } from '../report/bytes/digest.ts'
import { compileDefinition, type Figures } from '../report/cells.ts'
import { notApplicable } from '../report/figure.ts'
import type { Finding } from '../report/finding.ts'
import { textsAboutUnit } from '../report/narrative-parts.ts'
import { cellsOfPowers } from '../report/powers.ts'
import type { LocalizedText, ReportDefinition } from '../report/report-definition.ts'
import { reportName } from '../report/report-name.ts'
import { legalDate } from '../report/timetable.ts'
import { unitSignatureTexts } from '../words/published/signature-texts.ts'
import { cellLabels, contentOf, justifiedOf, late, measuresOf, withdrawnOn } from './publication.ts'
import type { PublishedReport } from './published-report.ts'
import { linksShown, shownById } from './signature.ts'

export type UnitPublication = {
  definition: ReportDefinition
  /** Folded from the facts that the release names. */
  state: UnitCycle
  release: UnitReleaseFact
  /** The release's instant, or a later day's on which its first file is public. */
  publishedAt: string
  submission: SubmissionDocument
  /** What the check said about the slice, for the sentence beside a justification. */
  findings: readonly Finding[]
  /** Why it corrects the version before. */
  reason?: string
  /** The version this one corrects. */
  previous?: { fact: UnitPublicationFact; submission: SubmissionDocument }
  /** What the unit published for the year before. */
  lastYear?: { year: number; definition: string; figures: Figures }
  /** Set when a trial made it. */
  trial?: LocalizedText
}

/** A unit's own report: its slice in the official form, signed by its leader. */
export function unitReportOf(publication: UnitPublication): PublishedReport {
  const { definition, state, release, submission, publishedAt } = publication
  const { opening } = state
  const draft = unitDraft(publication)
  const legal = unitLegalDate(definition, opening.year)
  const published = civilDate(publishedAt, opening.zone)
  return {
    $schema: 'report.schema.json',
    document: 'lianbao/report/1',
    title: reportName(definition, draft),
    cycle: draft.cycle,
    issuer: draft.issuer,
    unit: release.unit,
    ...(state.own.unit.countedAbove && { countedAbove: 'own-line' as const }),
    ...linksShown(state, lentOf(state.own, release.revision)),
    year: draft.year,
    version: release.version,
    publishedAt,
    definition: { ...draft.definition, title: definition.title, basis: definition.basis },
    draft: release.submission,
    rounds: release.revision,
    ...(opening.note && { note: opening.note }),
    licence: licenceOf(release.site),
    ...(publication.trial && { trial: publication.trial }),
    ...correctionOf(publication),
    ...contentOf(definition, draft),
    measures: measuresOf(definition, draft.figures, publication.lastYear),
    ...(publication.lastYear && { previousYear: publication.lastYear.year }),
    provenance: Object.fromEntries(
      Object.entries(submission.figures).map(([cell, figure]) => [
        cell,
        { strategy: 'single-owner' as const, from: { [release.unit]: figure } },
      ]),
    ),
    units: [],
    gaps: [],
    adjustments: [],
    justified: justifiedOf(compileDefinition(definition), draft, publication.findings),
    signatures: signaturesOf(publication),
    timeliness: { zone: opening.zone, legal, published, ...(publication.previous ? {} : late(legal, published)) },
  }
}

/** The civil date by which units' own reports have to be public. */
export const unitLegalDate = (definition: ReportDefinition, year: number): string =>
  legalDate(definition, present(definition.unitReports, 'unitReports').legal, year)

/**
 * The slice as a document of the whole form. What other bodies answer for does not apply to this one; of what it has no power to make
 * there is none, which the form wants written as 0.
 */
export function draftOfUnit(
  definition: ReportDefinition,
  opening: Opening,
  unit: Unit,
  { revision, digest, document }: { revision: number; digest: string; document: SubmissionDocument },
): DraftDocument {
  const { cells } = compileDefinition(definition)
  const powers = cellsOfPowers(definition)
  const others = (cell: string) => (powers.has(cell) ? '0' : notApplicable)
  return {
    document: 'lianbao/draft/1',
    cycle: opening.cycle,
    definition: opening.definition,
    issuer: { id: unit.id, name: unit.name, level: 'unit' },
    year: opening.year,
    figures: Object.fromEntries(cells.map(({ id }) => [id, document.figures[id] ?? others(id)])),
    texts: Object.fromEntries(
      Object.entries(textsAboutUnit(definition, document.texts)).map(([part, text]) => [part, [{ by: unit.id, text }]]),
    ),
    slices: [{ unit: unit.id, name: unit.name, revision, submission: digest, nil: document.nil }],
    gaps: [],
    adjustments: [],
    justifications: document.justifications.map((justification) => ({ unit: unit.id, ...justification })),
  }
}

export const unitDraft = ({ definition, state, release, submission }: UnitPublication): DraftDocument =>
  draftOfUnit(definition, state.opening, state.own.unit, {
    revision: release.revision,
    digest: release.submission,
    document: submission,
  })

function correctionOf(publication: UnitPublication): Pick<PublishedReport, 'correction'> {
  const { definition, state, previous } = publication
  if (!previous) return {}
  const label = cellLabels(definition)
  const before = unitDraft({ ...publication, submission: previous.submission })
  const diff = diffDrafts(definition, before, unitDraft(publication))
  const lines = (change: (typeof diff.texts)[number], kind: 'added' | 'removed') =>
    change.lines.filter((line) => line.kind === kind).map((line) => line.text)
  return {
    correction: {
      of: previous.fact.version,
      published: civilDate(previous.fact.at, state.opening.zone),
      manifest: previous.fact.manifest,
      reason: publication.reason ?? unitSignatureTexts.byUnit.zh,
      ...withdrawnOn(state, previous.fact.version, publication.release.unit),
      figures: diff.figures.map(({ cell, from, to }) => ({
        cell,
        label: label(cell),
        from: from ?? null,
        to: to ?? null,
        units: [],
      })),
      texts: diff.texts.map((change) => ({
        part: change.part,
        removed: lines(change, 'removed'),
        added: lines(change, 'added'),
      })),
    },
  }
}

export function decisionsOf({ state, release }: UnitPublication) {
  return {
    confirmation: state.own.confirmations.find((c) => c.revision === release.revision && c.choice === 'confirm'),
    clearance: state.own.clearances.find((c) => c.revision === release.revision && c.choice === 'clear'),
  }
}

/** The unit's leader on the slice, and the office where it cleared it. */
function signaturesOf(publication: UnitPublication): PublishedReport['signatures'] {
  const { state, release } = publication
  const { confirmation, clearance } = decisionsOf(publication)
  const signed = (
    stage: string,
    title: PublishedReport['signatures'][number]['title'],
    fact: { by: string; at: string; digest: string; linkIssuedBy?: string },
    attestation: LocalizedText,
  ): PublishedReport['signatures'][number] => {
    const by = shownById(state, fact.by)
    const decision = {
      by,
      capacity: 'approver' as const,
      draft: release.submission,
      scope: release.submission,
      attestation,
      at: fact.at,
      digest: digestOfValue(fact),
      ...(fact.linkIssuedBy !== undefined && { linkIssuedBy: shownById(state, fact.linkIssuedBy) }),
    }
    return { stage, title, need: 1, seats: [{ seat: by, decision }] }
  }
  return [
    ...(confirmation ? [signed('unit-leader', unitSignatureTexts.leader, confirmation, confirmation.attestation)] : []),
    ...(clearance ? [signed('clearance', unitSignatureTexts.clearance, clearance, unitSignatureTexts.cleared)] : []),
  ]
}
