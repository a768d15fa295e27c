import { describe, expect, it } from 'vitest'
import type { ReportStore } from '../../../functions/services.ts'
import { resumeAfterUnit } from '../../../functions/workflow/resume-after-unit.ts'
import type { Fact, Opening, SubmissionFact } from '../../../shared/cycle/facts.ts'
import { foldUnitCycle } from '../../../shared/cycle/fold.ts'
import { digestOfValue } from '../../../shared/report/bytes/digest.ts'
import { shippedDefinition, shippedDocument } from '../../../shared/report/definitions/shipped.ts'
import { Random } from '../../simulation/random.ts'

const definition = shippedDefinition('safety-inspection')!
const text = (zh: string) => ({ zh, en: zh })
const cycle = 'c'
const at = '2026-01-06T01:00:00.000Z'

const openingOf = (units: readonly string[]): Opening => ({
  kind: 'opening',
  cycle,
  at,
  by: 'officer',
  definition: { id: 'safety-inspection', version: 1, digest: digestOfValue(shippedDocument('safety-inspection')) },
  issuer: { id: 'i', name: text('区'), level: 'county' },
  year: 2025,
  timetable: { submissions: '2026-01-20', legal: '2026-02-20' },
  zone: 'Asia/Shanghai',
  units: units.map((id) => ({ id, name: text(id), kind: 'department', roles: [], contacts: [] })),
  route: [],
  office: [],
  policy: { missing: 'hold' },
})
const sent = (unit: string): SubmissionFact => ({
  kind: 'submission',
  cycle,
  unit,
  revision: 1,
  digest: unit,
  at,
  by: 'x',
  channel: 'form',
  nil: false,
})

/**
 * The last units of a cycle arrive at once: each writes its fact and looks. `choose` says whose effect is next; between any two of
 * them others may act, and a read of everybody takes two pages. Answers with how many facts there were at each resume.
 */
async function arrive(last: readonly string[], hint: string | undefined, choose: (waiting: number) => number) {
  const opening = openingOf(['z', ...last])
  const facts: Fact[] = [opening, sent('z')]
  const resumes: number[] = []
  const waiting: (() => void)[] = []
  const turn = <T>(happen: () => T): Promise<T> =>
    new Promise<void>((resolve) => void waiting.push(resolve)).then(happen)
  let kept = hint
  const ofUnits = (is: (unit: string) => boolean) => facts.filter((fact) => 'unit' in fact && is(fact.unit))
  const store = {
    unitFacts: (_: string, unit: string) => turn(() => [opening, ...ofUnits((other) => other === unit)]),
    decidingFacts: async () => {
      const first = await turn(() => ofUnits((unit) => unit < 'b'))
      return [opening, ...first, ...(await turn(() => ofUnits((unit) => unit >= 'b')))]
    },
    hint: () => turn(() => kept),
    saveHint: (_: string, __: string, unit: string) =>
      turn(() => {
        kept = unit
      }),
    callback: async (_: string, wait: string) => (wait === 'submissions' ? { token: 't' } : undefined),
  } as unknown as ReportStore
  const services = {
    store,
    clock: { now: () => at },
    files: { put: async () => {}, get: async () => undefined },
    workflow: {
      start: async () => true,
      waitsFor: async () => true,
      running: async () => true,
      resume: async () => {
        resumes.push(facts.length)
        return 'resumed' as const
      },
    },
    log: () => {},
  }
  let over = 0
  const all = last.map(async (unit) => {
    await turn(() => facts.push(sent(unit)))
    const now = foldUnitCycle(await store.unitFacts(cycle, unit), unit)
    if (now) await resumeAfterUnit(now, definition, services)
    over += 1
  })
  while (over < last.length) {
    await new Promise(setImmediate)
    if (waiting.length > 0) waiting.splice(waiting.length === 1 ? 0 : choose(waiting.length), 1)[0]?.()
  }
  await Promise.all(all)
  return { resumes, all: facts.length }
}

const holds = ({ resumes, all }: Awaited<ReturnType<typeof arrive>>) => {
  expect(resumes.length, 'nobody resumed').toBeGreaterThan(0)
  expect(new Set(resumes), 'resumed before all were there').toEqual(new Set([all]))
}

describe('of the last units that arrive at once one ends the wait, and none too early', () => {
  it.each([undefined, 'b', 'z', 'nobody'])('two, in every order, with the hint %s', async (hint) => {
    let orders = 0
    const choices: number[] = []
    do {
      let step = 0
      // As far as the last run was changed, then always the first: the next run counts on from there.
      holds(await arrive(['a', 'b'], hint, () => (choices[step++] ??= 0)))
      choices.length = step
      orders += 1
      while (choices.at(-1) === 1) choices.pop()
      if (choices.length > 0) choices[choices.length - 1] = 1
    } while (choices.length > 0)
    expect(orders).toBeGreaterThan(50)
  })

  it('four, in orders that are drawn', async () => {
    const random = new Random(7)
    for (let n = 0; n < 500; n++)
      holds(
        await arrive(['a', 'b', 'c', 'd'], random.pick([undefined, 'c', 'z']), (waiting) => random.whole(0, waiting)),
      )
  })
})
