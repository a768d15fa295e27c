import { cyclePartition, cyclesPartition, linkPartition, reportTable } from '../../../shared/contract/report-table.ts'
import { factKey, placeOfFact } from '../../../shared/cycle/fact-key.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'
import type { FileStore, Recorded } from '../../services.ts'
import { marshal, unmarshal } from './attribute-values.ts'
import { isShownOnBoard } from './board-copy.ts'
import { bodyIn, type Item, type Items, type Key, type Range } from './items.ts'
import { longLists } from './long-lists.ts'

const { body, lists, written } = reportTable

/** What a pointer holds: the partition's cycle and the sort key of a fact. */
export type FactPlace = { cycle: string; key: string }

/**
 * Facts as items: each is one put on the condition that its key is free; no transaction is needed because what must be found (a link by
 * its hash, a cycle in the list) gets its pointer before the fact that counts.
 */
export function factItems({ partition, putIfFree }: Items, files: FileStore | undefined, now: () => number) {
  const apart = longLists(files)
  return { record, factsIn, factOf }

  async function record<F extends Fact>(fact: F): Promise<Recorded<F>> {
    const whole = marshal(fact) // refuses what a fact cannot hold, in its long lists too
    const kept = await apart.of(fact)
    const attributes = {
      ...(kept ? { [body]: marshal(kept.fact), [lists]: marshal(kept.lists) } : { [body]: whole }),
      ...(isShownOnBoard(fact) && { [written]: { N: String(now()) } }),
    }
    await Promise.all(pointersTo(fact).map(({ key, to }) => putIfFree(key, { [body]: marshal(to) })))
    const stood = await putIfFree({ pk: cyclePartition(fact.cycle), sk: sortKeyOf(fact) }, attributes)
    return stood === undefined ? { recorded: true, fact } : { recorded: false, fact: (await factOf(stood)) as F }
  }

  /** The facts of a cycle whose sort keys begin so, in the order of those. */
  async function factsIn(cycle: string, within?: string | Range, age?: 'a moment old'): Promise<Fact[]> {
    return Promise.all((await partition(cyclePartition(cycle), within, age)).map(factOf))
  }

  async function factOf(found: Item): Promise<Fact> {
    const fact = bodyIn(found) as Fact
    return found[lists] === undefined ? fact : apart.whole(fact, unmarshal(found[lists]) as Record<string, string>)
  }
}

const sortKeyOf = (fact: Fact): string => `${placeOfFact(fact)}#${factKey(fact)}`

/** What must be found by another key than its own; written first, so that a fact which counts can always be found. */
function pointersTo(fact: Fact): { key: Key; to: FactPlace }[] {
  const to = { cycle: fact.cycle, key: sortKeyOf(fact) }
  if (fact.kind === 'opening') return [{ key: { pk: cyclesPartition, sk: fact.cycle }, to }]
  if (fact.kind === 'link')
    return [fact.hash, fact.codeHash].map((h) => ({ key: { pk: linkPartition(h), sk: 'link' }, to }))
  return []
}
