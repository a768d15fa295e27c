import { entryOf, firstOf } from '../../present.ts'
import type { CompiledDefinition, Figures, Term } from '../../report/cells.ts'
import type { Figure } from '../../report/figure.ts'
import { blocking, type CheckResult, type Finding, type NotApplicable } from '../../report/finding.ts'
import { checkMerged, type Previous } from '../../report/integrity/check.ts'
import { sumOfUnits } from '../../report/integrity/weigh.ts'
import { compareQuote, quoteFinding, textVsTable } from '../../report/quotes.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { printedNotes } from '../../words/printed/printed-findings.ts'
import { inferZeros } from '../inferred-zeros.ts'
import type { PrintedReport, TextClaim } from '../printed-report.ts'
import { cellsOfTableRef } from '../printed-table-ref.ts'
import { readInUnit } from '../printed-values.ts'
import { formFindings } from './form-findings.ts'
import { outliers } from './outliers.ts'
import {
  comparable,
  fewOfFolder,
  largestOfSiblings,
  roundedAlike,
  supposed,
  tableOf,
  unitsOf,
} from './printed-units.ts'
import { slips } from './slips.ts'
import { type StandingReport, Together } from './together.ts'
import { type Extent, extentOf, type Verdict, verdictOf } from './verdict.ts'

export type PrintedCheck = CheckResult & {
  report: PrintedReport
  verdict: Verdict
  extent: Extent
  /** Blank cells that can only be 0, and were checked as such. */
  inferred: string[]
  notes: LocalizedText[]
}

/**
 * Every relation on each of the reports, beside each other: with last year's report of the same issuer where that is among
 * them, and a report that names its units with the sum of theirs.
 */
export function checkPrintedReports(reports: readonly PrintedReport[]): PrintedCheck[] {
  const together = new Together(reports)
  return reports.map((report) => checkPrintedReport(report, together))
}

/** One of them beside all: for many files, one after the other. `self`: what stands for it among them. */
export function checkPrintedReport(report: PrintedReport, all: Together, self: StandingReport = report): PrintedCheck {
  const { compiled } = report
  const notes = [...report.notes]
  const { figures, inferred } = inferZeros(report, withUnit(report, all.parentOf(report), notes))
  if (inferred.length > 0) notes.push(printedNotes.inferredZeros(inferred.length))
  const units = unitsOf(report, all, self)
  const comparison = units && comparable(report, figures, units)
  const compared = comparison && comparison.tables.length > 0 ? units : undefined
  notes.push(...(comparison?.notes ?? []))
  const previous = previousOf(report, all)
  const result = checkMerged(compiled, figures, report.texts, {
    year: report.year,
    previous,
    units:
      compared &&
      sumOfUnits(
        compiled,
        compared.found.map((unit) => withUnit(unit, report, [])),
      ),
  })
  const outside = (cells: readonly string[]) =>
    cells.some((cell) => cell.startsWith('units:')) && !cells.some((cell) => comparison?.tables.includes(tableOf(cell)))
  const doubtful = new Set(blocking(result.findings).flatMap(({ cells }) => cells))
  const claims = report.claims.map((claim, n) => checkClaim(compiled, figures, claim, n, doubtful))
  const findings = [
    ...(units?.byFolder ? fewOfFolder(result.findings) : result.findings)
      .filter((finding) => !outside(finding.cells))
      .map(roundedAlike)
      .map((one) => (units?.byFolder ? supposed(one) : one))
      .map((one) => inPrint(compiled, one)),
    ...claims.filter((claim): claim is Finding => claim !== 'agrees' && 'severity' in claim),
    ...formFindings(report, figures),
    ...slips(compiled, figures, result.findings),
    ...outliers(report, figures, previous, largestOfSiblings(report, all, self)),
  ]
  const complete = {
    findings: byTable(compiled, findings),
    notApplicable: [
      ...result.notApplicable.filter(({ cells }) => !outside(cells) && !isCovered(report, cells)),
      ...(comparison?.notApplicable ?? []),
      ...claims.filter((claim): claim is NotApplicable => claim !== 'agrees' && 'reason' in claim),
    ],
    checked: result.checked + claims.length,
  }
  const extent = extentOf(report, inferred)
  return { report, ...complete, extent, inferred, verdict: verdictOf(report, extent, complete), notes }
}

/** Rows that another row stands for have no relation of their own. */
const isCovered = ({ covered }: PrintedReport, cells: readonly string[]): boolean =>
  cells.length > 0 && cells.every((cell) => covered.includes(cell))

/** Findings on one table stand together, in the order of the form; within one they keep their order. */
function byTable({ definition }: CompiledDefinition, findings: readonly Finding[]): Finding[] {
  const order = definition.tables.map(({ id }) => id)
  const place = ({ cells, relation }: Finding) =>
    relation === textVsTable ? order.length : cells.length === 0 ? -1 : order.indexOf(tableOf(firstOf(cells)))
  return findings.toSorted((a, b) => place(a) - place(b))
}

/** Advice for a report that was typed and published. */
function inPrint({ definition }: CompiledDefinition, finding: Finding): Finding {
  const advice = definition.relations.find(({ id }) => id === finding.relation)?.adviceInPrint
  return advice ? { ...finding, advice } : finding
}

function previousOf(report: PrintedReport, all: Together): Previous | undefined {
  const previous = all.yearBefore(report)
  return previous && { definition: previous.compiled.definition.id, figures: withUnit(previous, undefined, []) }
}

/** The figures, with amounts that were printed without a unit read in the one their parent prints. */
function withUnit(report: StandingReport, parent: StandingReport | undefined, notes: LocalizedText[]): Figures {
  const figures: Record<string, Figure> = { ...report.figures }
  for (const [id, number] of Object.entries(report.unitless)) {
    const cell = entryOf(report.compiled.byId, id)
    const unit = parent?.units[id]
    if (unit) {
      figures[id] = readInUnit(number, unit, cell.kind)
      notes.push(printedNotes.parentsUnit(cell.name, number, unit))
    } else {
      notes.push(printedNotes.noUnit(cell.name, number))
    }
  }
  return figures
}

/** A quoted number against the cells the transcriber bound it to, with the other readings of that quote. */
function checkClaim(
  compiled: CompiledDefinition,
  figures: Figures,
  { claim, number, ref, tableValue }: TextClaim,
  n: number,
  doubtful: ReadonlySet<string>,
): Finding | NotApplicable | 'agrees' {
  const where = { zh: ref, en: ref }
  const quoted = { number, sentence: claim, where, instance: `${textVsTable}(${n}:${ref})`, doubtful }
  const terms = cellsOfTableRef(compiled, ref)
  if (terms) return compareQuote(figures, { readings: readingsFor(compiled, terms) }, quoted)
  if (tableValue !== undefined) {
    return tableValue === number ? 'agrees' : quoteFinding(quoted, tableValue, [], undefined)
  }
  const reason = printedNotes.unknownClaim(claim)
  return { relation: textVsTable, instance: quoted.instance, where, reason, cells: [] }
}

/** The readings of the definition's quote whose usual one is these cells; otherwise only these cells. */
function readingsFor(compiled: CompiledDefinition, terms: readonly Term[]) {
  const key = (list: readonly Term[]) =>
    list
      .map(({ cell, sign }) => `${sign}${cell.id}`)
      .sort()
      .join()
  const quote = compiled.quotes.find((one) =>
    one.readings.some((reading) => reading.usual && key(reading.terms) === key(terms)),
  )
  return quote?.readings ?? [{ id: 'cells', label: printedNotes.figuresOfTable, usual: true, terms: [...terms] }]
}
