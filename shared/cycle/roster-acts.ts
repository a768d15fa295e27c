import type { OfficeActFact, Opening, Unit } from './facts.ts'

/**
 * The opening as it stands: with the units that joined since, under the names they have now, by the dates that notices of working
 * days left, going on without missing slices where the office and a second person chose so, and with last year's figures as they
 * were brought in. A unit that left stays in it, for what it filed and what was said of it.
 */
export function openingNow(opening: Opening, acts: readonly OfficeActFact[]): Opening {
  if (acts.length === 0) return opening
  const joined = acts.flatMap((act) => (act.act === 'join' ? [act.joining] : []))
  const names = new Map(acts.flatMap((act) => (act.act === 'rename' ? [[act.unit, act.name]] : [])))
  const units = [...opening.units, ...joined].map((unit): Unit => ({ ...unit, name: names.get(unit.id) ?? unit.name }))
  const missing = acts.some(({ act }) => act === 'gap') ? 'gap' : opening.policy.missing
  const brought = acts.findLast((act) => act.act === 'last-year')
  const moved = acts.flatMap((act) =>
    act.act === 'notice' ? act.moved.map(({ milestone, to }) => [milestone, to]) : [],
  )
  const timetable = { ...opening.timetable, ...Object.fromEntries(moved) }
  return { ...opening, units, timetable, policy: { missing }, ...(brought && { previous: brought.previous }) }
}
