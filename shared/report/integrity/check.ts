import * as says from '../../words/findings/relation-findings.ts'
import { canonicalText } from '../bytes/canonical.ts'
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

/** Last year's published report of the same issuer; or why there is none to compare with (a new body, a merger). */
export type Previous = { definition: string; figures: Figures } | { none: LocalizedText }

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
  const { findings, checked } = relationsAndTexts(compiled, figures, texts, { previous })
  return { findings, checked }
}

/** The same on a merged draft or a printed report; with `units`, also against the sum of the units' own figures. */
export function checkMerged(
  compiled: CompiledDefinition,
  figures: Figures | Values,
  texts: Texts,
  beside: Beside = {},
): CheckResult {
  const { findings, checked, unsaid, quoted, sources } = relationsAndTexts(compiled, figures, texts, beside)
  const notApplicable = unsaid.map((left) => notApplicableOf(left, beside.previous, sources))
  return { findings, notApplicable: [...notApplicable, ...quoted], checked }
}

/** A relation that says nothing, for the whole family where it is the same for each member. */
type Unsaid = { instance: RelationInstance; why: 'no-previous' | 'other-format' | 'nothing' | Weighing }

function relationsAndTexts(
  compiled: CompiledDefinition,
  figures: Figures | Values,
  texts: Texts,
  { previous, units, year }: Beside,
) {
  const complete = areValues(figures) ? figures : completed(compiled, figures)
  const own = valuesOf(compiled, complete)
  const sources: Sources = {
    own,
    previous: previous && 'figures' in previous ? previousValues(compiled, previous) : undefined,
    units,
  }
  const { broken, unsaid, checked } = weighAll(compiled, sources)
  const findings = findingsOf(compiled, broken, sources)
  const doubtful = new Set(blocking(findings).flatMap(({ cells }) => cells))
  const quoted =
    Object.keys(texts).length === 0
      ? nothing
      : checkQuotes(compiled, areValues(complete) ? figuresOf(compiled, complete) : complete, texts, doubtful, year)
  return {
    findings: [...findings, ...quoted.findings],
    unsaid,
    quoted: quoted.notApplicable,
    checked: checked + quoted.checked,
    sources,
  }
}

function weighAll(compiled: CompiledDefinition, sources: Sources) {
  const broken: { instance: RelationInstance; weighing: Weighing }[] = []
  const unsaid: Unsaid[] = []
  const silent = new Set<string>()
  let checked = 0
  const silence = (instance: RelationInstance, why: Unsaid['why']) => {
    if (!silent.has(instance.relation.id)) unsaid.push({ instance, why })
    silent.add(instance.relation.id)
  }
  for (const instance of compiled.instances) {
    const { relation, needs } = instance
    if (surelyHolds(instance, sources.own)) checked++
    else if (needs.units && !sources.units) continue
    else if (needs.previous && !sources.previous) silence(instance, 'no-previous')
    else {
      const weighing = weigh(instance, sources)
      const { empty, filled } = weighing
      if (weighing.unmapped > 0) silence(instance, 'other-format')
      else if (!holds(relation.operator, weighing)) {
        if (empty > 0) unsaid.push({ instance, why: weighing })
        else {
          checked++
          broken.push({ instance, weighing })
        }
      } else if (empty === 0) {
        if (filled > 0) checked++
        // “Not applicable” on both sides: nothing was compared, so nothing was found right.
        else unsaid.push({ instance, why: 'nothing' })
      }
    }
  }
  return { broken, unsaid, checked }
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

const noPrevious = (previous: Previous | undefined): LocalizedText =>
  previous && 'none' in previous ? previous.none : says.noPrevious

function notApplicableOf({ instance, why }: Unsaid, previous: Previous | undefined, sources: Sources): NotApplicable {
  const { relation, terms } = instance
  const family = { relation: relation.id, instance: relation.id, where: relation.title, cells: cellNames(terms) }
  if (why === 'no-previous') return { ...family, reason: noPrevious(previous) }
  if (why === 'other-format') return { ...family, reason: says.otherFormat }
  const reason = why === 'nothing' ? says.nothingToCount : whyBlank(instance, why, sources)
  return { ...family, instance: instance.id, where: instance.where, reason }
}

function whyBlank({ terms, scale }: RelationInstance, { left, right }: Weighing, sources: Sources): LocalizedText {
  const blanks = terms.filter((term) => figureOf(term, sources) === null)
  return reasonForBlank(blanks, unscale(left, scale), unscale(right, scale))
}

/** In the order of the definition, except that what one cell mends stands together, the most far-reaching cell first. */
function findingsOf(
  compiled: CompiledDefinition,
  broken: { instance: RelationInstance; weighing: Weighing }[],
  sources: Sources,
): Finding[] {
  if (broken.length === 0) return []
  const explainable = broken
    .map(({ instance }) => instance)
    .filter((i) => i.relation.severity === 'blocking' && !i.needs.units)
  const roots = findRoots(compiled, explainable, sources)
  const findings = broken.map(({ instance, weighing }) =>
    findingOf(instance, weighing, sources, roots.get(instance.id)),
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
    figures: canonicalText(figures),
  }
}

const cellName = ({ source, cell }: Term): string => `${source === 'own' ? '' : `${source}:`}${cell.id}`

const cellNames = (terms: readonly Term[]): string[] => terms.map(cellName)
