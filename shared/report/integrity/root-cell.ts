import { firstOf, present } from '../../present.ts'
import { filled, inapplicable, numberAt } from '../cell-values.ts'
import { type Cell, type CompiledDefinition, cellScale, type RelationInstance, type Term } from '../cells.ts'
import { unscale } from '../figure.ts'
import type { RootCell } from '../finding.ts'
import { type Sources, sourceOf, weigh } from './weigh.ts'

/**
 * One wrong cell breaks many relations. This looks for the cells behind a set of broken ones: a cell whose change makes
 * them hold again and breaks no other. Totals that agreed with their cells follow a change, as they would on paper. Cells
 * are found one at a time, the one that mends most first; inputs before totals; where several single cells would mend the
 * same, all are named, for the figures alone cannot tell.
 *
 * @param broken equalities of this report (units left out: there the other side is another document)
 * @returns by id of the broken instance, the cell that mends it; nothing where no single cell does
 */
export function findRoots(
  compiled: CompiledDefinition,
  broken: readonly RelationInstance[],
  sources: Sources,
): Map<string, RootCell> {
  const roots = new Map<string, RootCell>()
  if (broken.length === 0 || broken.length > tooManyToExplain || sources.own.digits) return roots
  const relevant = compiled.instances.filter(
    (instance) =>
      instance.relation.operator === '=' &&
      instance.relation.severity === 'blocking' &&
      !instance.needs.units &&
      isComplete(instance, sources),
  )
  const steps = explain(relevant, sources, { detours: true }) ?? explain(relevant, sources, { detours: false }) ?? []
  const wanted = new Set(broken.map((instance) => instance.id))
  for (const root of steps) {
    const mends = root.mends.filter((id) => wanted.has(id))
    for (const id of mends) roots.set(id, { ...root, mends })
  }
  return roots
}

const tooManyToExplain = 60
const mostSteps = 8
const mostAlternatives = 3

type Change = { cell: Cell; to: number; after: Sources; mends: string[]; gain: number }

/** `detours`: whether a step may break what a later one mends: two cells of a row that swapped a figure. The whole is then only an explanation when nothing stays broken that held before. */
function explain(
  relevant: readonly RelationInstance[],
  sources: Sources,
  { detours }: { detours: boolean },
): RootCell[] | undefined {
  const steps: RootCell[] = []
  let now = sources
  const atFirst = new Set(brokenIn(relevant, now).map((instance) => instance.id))
  while (steps.length < mostSteps) {
    const best = bestChanges(relevant, now, { detours })
    const first = best[0]
    if (!first || best.length > mostAlternatives) break
    const describe = ({ cell, to }: Change) => ({
      cell: cell.id,
      label: cell.name,
      actual: unscale(numberAt(now.own.numbers, cell.index), cellScale(cell)),
      expected: unscale(to, cellScale(cell)),
    })
    steps.push({ ...describe(first), mends: first.mends, alternatives: best.slice(1).map(describe) })
    now = first.after
  }
  const left = brokenIn(relevant, now)
  return left.every((instance) => atFirst.has(instance.id)) ? steps : undefined
}

/** The changes of one cell that mend most; several when they mend exactly the same. */
function bestChanges(
  relevant: readonly RelationInstance[],
  sources: Sources,
  { detours }: { detours: boolean },
): Change[] {
  const broken = brokenIn(relevant, sources)
  const wasBroken = new Set(broken.map((instance) => instance.id))
  const tried = new Map<string, Change>()
  for (const instance of broken) {
    for (const cell of new Set(instance.terms.filter(({ source }) => source === 'own').map((term) => term.cell))) {
      const to = mendingValue(instance, cell, sources)
      if (to === undefined) continue
      for (const follow of [true, false]) {
        const after = change(relevant, sources, { cell, to, follow })
        const nowBroken = brokenIn(relevant, after)
        const stays = new Set(nowBroken.map((one) => one.id))
        const breaks = nowBroken.filter((one) => !wasBroken.has(one.id)).length
        const mends = broken.filter((one) => !stays.has(one.id)).map((one) => one.id)
        const gain = mends.length - breaks
        const key = `${cell.id}=${to}`
        if (mends.length === 0 || gain < 1 || (breaks > 0 && !detours)) continue
        if (gain > (tried.get(key)?.gain ?? 0)) tried.set(key, { cell, to, after, mends, gain })
      }
    }
  }
  const most = Math.max(0, ...[...tried.values()].map((one) => one.gain))
  const best = [...tried.values()]
    .filter((one) => one.gain === most)
    .sort((a, b) => isTotal(a) - isTotal(b) || a.cell.index - b.cell.index)
  return best.filter((one) => one.mends.join() === firstOf(best).mends.join())
}

const isTotal = ({ cell }: Change): number => (cell.derived ? 1 : 0)

/** The value of this cell with which this instance holds, where it is one the cell may have. */
function mendingValue(instance: RelationInstance, cell: Cell, sources: Sources): number | undefined {
  const weight = instance.terms
    .filter(isOn(cell))
    .reduce((sum, term) => sum + (term.side === 'left' ? term.weight : -term.weight), 0)
  if (weight === 0) return undefined
  const to = numberAt(sources.own.numbers, cell.index) - imbalance(instance, sources) / weight
  if (!Number.isInteger(to)) return undefined
  return to < 0 && cell.kind.kind !== 'change' ? undefined : to
}

const isOn = (cell: Cell) => (term: Term) => term.source === 'own' && term.cell === cell

/** The values after a change; totals whose relation held follow it. */
function change(
  relevant: readonly RelationInstance[],
  sources: Sources,
  { cell, to, follow }: { cell: Cell; to: number; follow: boolean },
): Sources {
  const numbers = sources.own.numbers.slice()
  const after = { ...sources, own: { ...sources.own, numbers } }
  numbers[cell.index] = to
  if (!follow) return after
  const settled = new Set([cell])
  const queue = [cell]
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const instance of relevant) {
      const total = instance.derives
      if (total === undefined || settled.has(total)) continue
      if (!instance.terms.some(isOn(next)) || imbalance(instance, sources) !== 0) continue
      const own = present(
        instance.terms.find((term) => term.cell === total && term.side === instance.relation.derives),
        'term',
      )
      const off = imbalance(instance, after) / (own.side === 'left' ? own.weight : -own.weight)
      numbers[total.index] = numberAt(numbers, total.index) - off
      settled.add(total)
      queue.push(total)
    }
  }
  return after
}

const brokenIn = (relevant: readonly RelationInstance[], sources: Sources): RelationInstance[] =>
  relevant.filter((instance) => imbalance(instance, sources) !== 0)

function imbalance(instance: RelationInstance, sources: Sources): number {
  const { left, right } = weigh(instance, sources)
  return Number(left) - Number(right)
}

const isComplete = (instance: RelationInstance, sources: Sources): boolean =>
  instance.terms.every((term) => {
    const state = sourceOf(term, sources)?.states[term.cell.index]
    return state === filled || state === inapplicable
  })
