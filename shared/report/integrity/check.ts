import * as says from '../../words/findings/relation-findings.ts'
import { areValues, figuresOf, unmapped, type Values, valuesOf } from '../cell-values.ts'
import { type CompiledDefinition, deriveTotals, type Figures, type RelationInstance, type Term } from '../cells.ts'
import { subtract, unscale } from '../figure.ts'
import {
  blocking,
  type CheckResult,
  type Finding,
  type NotApplicable,
  type RootCell,
  type SliceCheck,
} from '../finding.ts'
import { checkQuotes, type Texts } from '../quotes.ts'
import type { LocalizedText } from '../report-definition.ts'
import { findRoots } from './root-cell.ts'
import { reasonForBlank, rootSentence, sentenceOf } from './sentences.ts'
import { figureOf, holds, type Sources, surelyHolds, type Weighing, weigh } from './weigh.ts'

/**
 * Last year's published report of the same issuer; or why there is none to compare with (a new body, a merger). `otherBodies`: why the
 * figures of then need not be those of now, so that what they break is to be explained and does not block.
 */
export type Previous =
  | { definition: string; figures: Figures; otherBodies?: LocalizedText | undefined }
  | { none: LocalizedText }

export type Beside = {
  /** The year reported on: what a text says of another is not compared. */
  year?: number | undefined
  previous?: Previous | undefined
  /** The units' own figures added up (`sumOfUnits`), where they are to be this report's. */
  units?: Values | undefined
}

/**
 * Every relation of the definition on one slice: within it, against last year, and the numbers quoted in its texts. Totals
 * that are not given are computed; totals that are given are compared with the computed ones. What cannot be compared yet is
 * nobody's question here: its words are no part of the browser's script.
 */
export function checkSlice(
  compiled: CompiledDefinition,
  figures: Figures | Values,
  texts: Texts,
  { previous }: Pick<Beside, 'previous'> = {},
): SliceCheck {
  const { findings, checked } = checkAll(compiled, figures, texts, { previous }, () => undefined)
  return { findings, checked }
}

/** The same on a merged draft or a printed report; with `units`, also against the sum of the units' own figures. */
export function checkMerged(
  compiled: CompiledDefinition,
  figures: Figures | Values,
  texts: Texts,
  beside: Beside = {},
): CheckResult {
  const unsaid: NotApplicable[] = []
  const silent = new Set<unknown>()
  const { findings, checked, notApplicable } = checkAll(compiled, figures, texts, beside, (instance, why, sources) => {
    const { relation, terms } = instance
    const family = why === 'previous' || why === 'format'
    if (family && silent.has(relation)) return
    if (family) silent.add(relation)
    const { id, where } = family ? { id: relation.id, where: relation.title } : instance
    const reason = reasonOf(instance, why, beside.previous, sources)
    unsaid.push({ relation: relation.id, instance: id, where, reason, cells: terms.map(cellName) })
  })
  return { findings, notApplicable: [...unsaid, ...notApplicable], checked }
}

/** Why a relation says nothing: the same for its whole family, or of this one alone, with what was weighed where a cell is blank. */
type Unsaid = 'previous' | 'format' | 'nothing' | Weighing

function checkAll(
  compiled: CompiledDefinition,
  figures: Figures | Values,
  texts: Texts,
  { previous, units, year }: Beside,
  leave: (instance: RelationInstance, why: Unsaid, sources: Sources) => void,
): CheckResult {
  const complete = areValues(figures) ? figures : completed(compiled, figures)
  const own = valuesOf(compiled, complete)
  const sources: Sources = {
    own,
    previous: previous && 'figures' in previous ? previousValues(compiled, previous) : undefined,
    units,
  }
  const broken: { instance: RelationInstance; weighing: Weighing }[] = []
  let checked = 0
  for (const instance of compiled.instances) {
    const { relation, needs } = instance
    if (surelyHolds(instance, own)) {
      checked++
      continue
    }
    if (needs.units && !units) continue
    if (needs.previous && !sources.previous) {
      leave(instance, 'previous', sources)
      continue
    }
    const weighing = weigh(instance, sources)
    const { empty, filled } = weighing
    if (weighing.unmapped > 0) leave(instance, 'format', sources)
    else if (!holds(relation.operator, weighing)) {
      if (empty > 0) leave(instance, weighing, sources)
      else broken.push({ instance, weighing })
    } else if (empty === 0) {
      if (filled > 0) checked++
      // “Not applicable” on both sides: nothing was compared, so nothing was found right.
      else leave(instance, 'nothing', sources)
    }
  }
  const eased = previous && 'figures' in previous ? previous.otherBodies : undefined
  const findings = findingsOf(compiled, broken, sources, eased)
  const doubtful = new Set(blocking(findings).flatMap(({ cells }) => cells))
  const quoted =
    Object.keys(texts).length === 0
      ? nothing
      : checkQuotes(compiled, areValues(complete) ? figuresOf(compiled, complete) : complete, texts, doubtful, year)
  return { ...quoted, findings: [...findings, ...quoted.findings], checked: checked + broken.length + quoted.checked }
}

const nothing: CheckResult = { findings: [], notApplicable: [], checked: 0 }

/** With every total; as they are when all of them are there, which is so of every slice that was sent. */
const completed = (compiled: CompiledDefinition, figures: Figures): Figures =>
  compiled.totals.every((total) => figures[total.id] !== undefined) ? figures : deriveTotals(compiled, figures)

/** Last year's figures under this definition's cell ids; cells that the older format does not have are unmapped. */
export function previousFigures(compiled: CompiledDefinition, previous: Exclude<Previous, { none: unknown }>): Figures {
  const source = compiled.definition.previous.find((entry) => entry.definition === previous.definition)
  if (!source) return {}
  if (source.cells === 'same') return previous.figures
  return Object.fromEntries(
    Object.entries(source.cells).map(([here, there]) => [here, previous.figures[there] ?? null]),
  )
}

function previousValues(compiled: CompiledDefinition, previous: Exclude<Previous, { none: unknown }>): Values {
  return valuesOf(compiled, previousFigures(compiled, previous), unmapped)
}

function reasonOf(
  { terms, scale }: RelationInstance,
  why: Unsaid,
  previous: Previous | undefined,
  sources: Sources,
): LocalizedText {
  if (why === 'previous') return previous && 'none' in previous ? previous.none : says.noPrevious
  if (why === 'format') return says.otherFormat
  if (why === 'nothing') return says.nothingToCount
  const blanks = terms.filter((term) => figureOf(term, sources) === null)
  return reasonForBlank(blanks, unscale(why.left, scale), unscale(why.right, scale))
}

/** In the order of the definition, except that what one cell mends stands together, the most far-reaching cell first. */
function findingsOf(
  compiled: CompiledDefinition,
  broken: { instance: RelationInstance; weighing: Weighing }[],
  sources: Sources,
  eased: LocalizedText | undefined,
): Finding[] {
  if (broken.length === 0) return []
  const explainable = broken
    .map(({ instance }) => instance)
    .filter((i) => i.relation.severity === 'blocking' && !i.needs.units && !(eased && i.needs.previous))
  const roots = findRoots(compiled, explainable, sources)
  const findings = broken.map(({ instance, weighing }) =>
    easedBy(eased, instance, findingOf(instance, weighing, sources, roots.get(instance.id))),
  )
  const groups = [...Map.groupBy(findings, (finding) => finding.root?.cell ?? finding.instance).values()]
  const reach = ([first]: Finding[]) => first?.root?.mends.length ?? 0
  return leadWithRoots(groups.sort((a, b) => reach(b) - reach(a)).flat())
}

/** The first finding of a group says which cell to look at; the others say what it also mends. */
function leadWithRoots(findings: Finding[]): Finding[] {
  const led = new Set<string>()
  return findings.map((finding) => {
    const { root } = finding
    if (!root || led.has(root.cell)) return finding
    led.add(root.cell)
    const lead = rootSentence(root)
    return {
      ...finding,
      message: { zh: `${lead.zh}${finding.message.zh}`, en: `${lead.en} ${finding.message.en}` },
    }
  })
}

function easedBy(why: LocalizedText | undefined, { needs }: RelationInstance, finding: Finding): Finding {
  if (!why || !needs.previous || finding.severity !== 'blocking') return finding
  const { zh, en } = finding.message
  return { ...finding, severity: 'warning', message: { zh: `${zh}${why.zh}`, en: `${en} ${why.en}` } }
}

function findingOf(
  instance: RelationInstance,
  weighing: Weighing,
  sources: Sources,
  root: RootCell | undefined,
): Finding {
  const { relation, terms, scale } = instance
  const left = unscale(weighing.left, scale)
  const right = unscale(weighing.right, scale)
  const figures = terms.map((term) => [cellName(term), figureOf(term, sources)] as const)
  return {
    relation: relation.id,
    instance: instance.id,
    severity: relation.severity,
    where: instance.where,
    cells: figures.map(([name]) => name),
    left,
    right,
    operator: relation.operator,
    leftIs: relation.leftIs,
    rightIs: relation.rightIs,
    difference: subtract(left, right),
    message: sentenceOf(instance, left, right, (term) => figureOf(term, sources)),
    advice: relation.advice,
    ...(root && { root }),
    figures: JSON.stringify(figures),
  }
}

const cellName = ({ source, cell }: Term): string => `${source === 'own' ? '' : `${source}:`}${cell.id}`
