import { expect, test } from 'vitest'
import { letGoProblems } from '../../../functions/kept/cycles.ts'
import type { OfficeActFact } from '../../../shared/cycle/facts.ts'
import { memoryServices } from '../../fixtures/memory-services.ts'
import { openingOf, person, text } from '../../fixtures/small-opening.ts'

const at = '2026-01-05T01:00:00.000Z'

const opened = (cycle: string, issuer: string, year: number, office = ['a', 'b']) =>
  openingOf({
    ...{ at, by: 'a', year, cycle, issuer: { id: issuer, name: text(issuer), level: 'county' } },
    ...{ timetable: { submissions: `${year + 1}-01-12`, legal: `${year + 1}-01-20` }, route: [] },
    policy: { missing: 'hold' },
    units: [{ id: 'u', name: text('u'), kind: 'department', roles: [], contacts: [person('c')] }],
    office: office.map((id) => person(id)),
  })
const act = (cycle: string, content: { act: 'cancel' } | { act: 'officer'; person: string }) =>
  ({ kind: 'act', cycle, n: 1, id: cycle, at, by: 'b', reason: '调离', ...content }) as OfficeActFact
const left = (cycle: string) => act(cycle, { act: 'officer', person: 'a' })

const [x2025, y2025, y2026] = [opened('x-2025', 'x', 2025), opened('y-2025', 'y', 2025), opened('y-2026', 'y', 2026)]
const mistaken = opened('mistake', 'x', 2025)

test.each<[string, string, Parameters<typeof facts>[0], boolean]>([
  ['who is at the office', 'x', [x2025], true],
  ['who was let go', 'x', [x2025, left('x-2025')], false],
  ['who was let go, and is at that of one called off', 'x', [x2025, left('x-2025'), mistaken, cancelled()], false],
  ['who opened one by mistake alone', 'x', [mistaken, cancelled()], true],
  ['who was let go by another body', 'x', [x2025, y2026, left('y-2026')], true],
  ['whom another body still has', 'x', [x2025, left('x-2025'), y2026], false],
  ['whom a body still has, of a body that is new', 'z', [x2025, left('x-2025'), y2026], true],
  ['whom every body let go, of a body that is new', 'z', [x2025, left('x-2025'), y2025, left('y-2025')], false],
  ['whom a later year does not name', 'y', [y2025, opened('y-2026', 'y', 2026, ['b'])], true],
  ['who came back since', 'y', [y2025, left('y-2025'), y2026], true],
])('%s opens a cycle of %s', async (_, issuer, given, opens) => {
  expect(await letGoProblems(person('a'), issuer, await facts(given))).toHaveLength(opens ? 0 : 1)
})

async function facts(given: readonly (typeof x2025 | OfficeActFact)[]) {
  const { services } = memoryServices({ clock: { now: () => at } })
  for (const fact of given) await services.store.record(fact)
  return services
}

function cancelled() {
  return act('mistake', { act: 'cancel' })
}
