import { entryOf } from '../present.ts'
import { type CompiledDefinition, sliceCells } from '../report/cells.ts'
import type { Problem } from '../report/errors.ts'
import { blank, type Figure, readFigure } from '../report/figure.ts'
import type { Finding, Justification } from '../report/finding.ts'
import { type NarrativePart, partsOfWhole, textParts } from '../report/narrative-parts.ts'
import { shownText, written } from '../report/plain-text.ts'
import type { ReportDefinition } from '../report/report-definition.ts'
import { sliceProblems } from '../words/refusals/slice-problems.ts'
import { readFigures } from './typed-figures.ts'

/** One revision of a slice as sent: what the file store keeps under `submissions/<digest>.json`. Never changed afterwards. */
export type SubmissionDocument = {
  document: 'lianbao/submission/1'
  cycle: string
  unit: string
  definition: { id: string; version: number; digest: string }
  /** The unit declared that it has nothing to report: every count is 0. */
  nil: boolean
  /** Every cell of the slice by id: inputs as sent, totals as computed by the system. */
  figures: Record<string, Figure>
  /** Narrative by part id. */
  texts: Record<string, string>
  justifications: Justification[]
}

export const submissionFile = (digest: string): string => `submissions/${digest}.json`

/** What somebody typed or sent for a slice, before it is known to mean anything. */
export type TypedSlice = {
  nil: boolean
  /** By cell id, exactly as typed. A total may be sent too; it is compared with the computed one. */
  figures: Readonly<Record<string, string>>
  /** By part id. */
  texts: Readonly<Record<string, string>>
  /** By instance of a relation. `figures` is the digest the explanation was written for, where the sender knows it. */
  justifications: Readonly<Record<string, { text: string; figures?: string }>>
}

export type ReadSlice = {
  /** Every cell of the slice that could be read, totals computed (or as sent, where they were sent). */
  figures: Record<string, Figure>
  texts: Record<string, string>
  /** All of them at once. Empty: the slice is complete in itself, whatever the relations say about it. */
  problems: Problem[]
}

/**
 * Reads a slice against what the unit is to fill. Blank is not zero: an empty cell is a problem, never a guess. What cannot be
 * read is blank in `figures`, so that the relations of everything else can still be checked in the same pass.
 */
export function readSlice(compiled: CompiledDefinition, roles: readonly string[], typed: TypedSlice): ReadSlice {
  const shown = new Map(sliceCells(compiled, roles).map((cell) => [cell.id, cell]))
  const problems: Problem[] = []
  for (const id of Object.keys(typed.figures)) {
    if (shown.has(id)) continue
    const foreign = compiled.byId.get(id)
    problems.push(
      foreign
        ? { code: 'figure-unknown', field: id, message: sliceProblems.foreign(foreign) }
        : { code: 'figure-unknown', field: id.slice(0, 100), message: sliceProblems.unknown },
    )
  }
  const { figures: computed, refused } = readFigures(compiled, roles, typed)
  const figures = Object.fromEntries(Object.entries(computed).filter(([id]) => shown.has(id)))
  for (const [id, code] of refused)
    problems.push({ code, field: id, message: sliceProblems.refused(entryOf(compiled.byId, id), code) })
  for (const total of compiled.totals) {
    if (!shown.has(total.id)) continue
    const should = computed[total.id] ?? blank
    figures[total.id] = should
    const sent = typed.figures[total.id]
    if (sent === undefined || sent.trim() === '') continue
    const reading = readFigure(sent, total.kind)
    if ('problem' in reading) {
      problems.push({
        code: reading.problem,
        field: total.id,
        message: sliceProblems.unreadable(total, reading.problem),
      })
    } else if (reading.figure !== should && should !== blank) {
      // Kept as sent, so that the relations say which cell is wrong as they would of a printed report.
      figures[total.id] = reading.figure
      const facts = { sent: reading.figure ?? '', computed: should }
      problems.push({ code: 'total-differs', field: total.id, facts, message: sliceProblems.total(total, facts) })
    }
  }
  const texts = readTexts(compiled.definition, roles, typed, problems)
  return { figures, texts, problems }
}

/**
 * The explanations that stand for these findings, and the warnings that still need one. An explanation falls when the figures
 * it was written for have changed.
 */
export function justify(
  findings: readonly Finding[],
  typed: TypedSlice['justifications'],
): { justifications: Justification[]; problems: Problem[] } {
  const justifications: Justification[] = []
  const problems: Problem[] = []
  for (const finding of findings.filter((f) => f.severity === 'warning')) {
    const given = Object.hasOwn(typed, finding.instance) ? typed[finding.instance] : undefined
    const text = cleanText(given?.text ?? '')
    const stands = text !== '' && (given?.figures === undefined || given.figures === finding.figures)
    const field = `why:${finding.instance}`
    if (text.length > longestExplanation) {
      problems.push({ code: 'text-too-long', field, message: sliceProblems.explanationTooLong(longestExplanation) })
    } else if (stands) justifications.push({ instance: finding.instance, figures: finding.figures, text })
    else {
      const message = text === '' ? sliceProblems.explain(finding.where) : sliceProblems.explainAgain(finding.where)
      problems.push({ code: 'justification-missing', field, message })
    }
  }
  return { justifications, problems }
}

export const receiptNumber = (cycle: string, unit: string, revision: number): string => `${cycle}-${unit}-${revision}`

const longestText = 20_000 // characters, where the definition sets no limit
export const textLimit = ({ body }: NarrativePart): number => body.maxLength ?? longestText

/** How long a text is that is longer than its part may be. */
export function tooLong(part: NarrativePart, typed = ''): { length: number; limit: number } | undefined {
  const { length } = [...cleanText(typed)]
  const limit = textLimit(part)
  return length > limit ? { length, limit } : undefined
}

export const longestExplanation = 1_000 // characters

function readTexts(
  definition: ReportDefinition,
  roles: readonly string[],
  { texts: typed, nil }: TypedSlice,
  problems: Problem[],
): Record<string, string> {
  const parts = textParts(definition, roles)
  const ofWhole = new Set(partsOfWhole(definition, roles).map(({ id }) => id))
  for (const id of Object.keys(typed)) {
    if (!parts.some((part) => part.id === id)) {
      problems.push({ code: 'field-unknown', field: `text:${id.slice(0, 100)}`, message: sliceProblems.unknownPart })
    }
  }
  const texts: Record<string, string> = {}
  for (const part of parts) {
    const text = cleanText(typed[part.id] ?? '')
    const facts = tooLong(part, typed[part.id])
    const field = `text:${part.id}`
    // A unit with nothing to report need not write about it.
    if (text === '' && part.body.required && (ofWhole.has(part.id) || !nil)) {
      problems.push({ code: 'text-missing', field, message: sliceProblems.textMissing(part) })
    } else if (facts) {
      problems.push({ code: 'text-too-long', field, facts, message: sliceProblems.textTooLong(part, facts) })
    }
    if (text !== '') texts[part.id] = text
  }
  return texts
}

/** One form for what a keyboard, a browser or Word makes of the same text; nothing that canonical JSON cannot hold. */
const cleanText = (typed: string): string => written(shownText(typed))
