import { describe, expect, test } from 'vitest'
import type { Typed } from '../../../../shared/cycle/acts/act-input.ts'
import { decideAct } from '../../../../shared/cycle/acts/office-act.ts'
import { draftIsStale } from '../../../../shared/cycle/draft-standing.ts'
import type { Fact } from '../../../../shared/cycle/facts.ts'
import { theCycle } from '../../../../shared/cycle/fold.ts'
import { theRound } from '../../../../shared/cycle/reporting-cycle.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import type { LastYear } from '../../../../shared/report/last-year.ts'
import { cycleWith, definition } from '../../../fixtures/tongjiang-2020.ts'

const now = '2021-01-27T02:00:00.000Z'
const digest = 'b'.repeat(64)
const compiled = compileDefinition(definition)
const file = (unit: string, n: string, by = 'feng') => ({ unit, file: `${unit}.docx`, digest: n.repeat(64), by })
const lastYear = (change: Partial<LastYear> = {}): LastYear => ({
  document: 'lianbao/last-year/1',
  year: 2019,
  units: { police: { definition: 'gid-2019', figures: {} } },
  sources: [file('police', 'e')],
  ...change,
})
const act = (n: number, previous: string): Fact => ({
  ...{ kind: 'act', cycle: 'tongjiang-2020', n, id: `a${n}`, at: now, by: 'feng', reason: '据年报' },
  ...{ act: 'last-year', previous, files: [file('police', 'e')] },
})
const opened = cycleWith().facts.filter(({ kind }) => ['opening', 'submission', 'confirmation'].includes(kind))

describe('last year’s reports brought in during a cycle', () => {
  test.each<[string, Typed, { brought?: LastYear; now?: LastYear }, readonly Fact[], unknown]>([
    [
      'read, shown and confirmed',
      {},
      { brought: lastYear() },
      [],
      { act: { act: 'last-year', previous: digest, files: [{ unit: 'police', digest: 'e'.repeat(64) }] } },
    ],
    [
      'a second file beside the first: only the new one is named, and what it takes the place of',
      { before: 'c'.repeat(64) },
      { brought: lastYear({ sources: [file('police', 'e', 'lin'), file('', 'f')] }), now: lastYear() },
      [act(1, 'c'.repeat(64))],
      { act: { before: 'c'.repeat(64), files: [{ unit: '', file: '.docx', digest: 'f'.repeat(64) }] } },
    ],
    ['nothing that was read', {}, {}, [], { problems: [{ code: 'act-refused', field: 'previous' }] }],
    [
      'another brought something in meanwhile',
      {},
      { brought: lastYear() },
      [act(1, 'c'.repeat(64))],
      { problems: [{ code: 'act-refused', field: 'before' }] },
    ],
    [
      'the same once more',
      { before: digest },
      { brought: lastYear(), now: lastYear() },
      [act(1, digest)],
      { problems: [{ code: 'act-refused', field: 'previous' }] },
    ],
    [
      'what another had read',
      {},
      { brought: lastYear({ sources: [file('police', 'e', 'lin')] }) },
      [],
      { problems: [{ code: 'act-refused', field: 'previous' }] },
    ],
    [
      'of another year',
      {},
      { brought: lastYear({ year: 2018 }) },
      [],
      { problems: [{ code: 'field-malformed', field: 'previous' }] },
    ],
    [
      'of another year, of a unit that is not here, overtaken, and what another had read: all is said',
      {},
      {
        brought: lastYear({
          year: 2018,
          units: { elsewhere: { definition: 'gid-2019', figures: {} } },
          sources: [file('police', 'e', 'lin')],
        }),
      },
      [act(1, 'c'.repeat(64))],
      { problems: [{ field: 'previous' }, { field: 'previous' }, { field: 'before' }, { field: 'previous' }] },
    ],
    [
      'of a unit that is not here',
      {},
      { brought: lastYear({ units: { elsewhere: { definition: 'gid-2019', figures: {} } } }) },
      [],
      { problems: [{ code: 'field-malformed', field: 'previous' }] },
    ],
  ])('%s', (_, typed, years, extra, answer) => {
    const decided = decideAct({
      state: theCycle([...opened, ...extra]),
      compiled,
      typed: { act: 'last-year', reason: '据年报', previous: digest, ...typed },
      lastYear: years,
      now,
      person: 'feng',
    })
    expect(decided).toMatchObject(answer as object)
  })

  test('the newest counts; a draft that did not know it is made again', () => {
    expect(theCycle([...opened, act(1, 'c'.repeat(64)), act(2, digest)]).opening.previous).toBe(digest)
    const { facts } = cycleWith()
    const acts = theCycle(facts).acts.length
    const released = facts.filter(({ kind }) => !['release', 'departure', 'publication'].includes(kind))
    const stale = (more: Fact[]) => {
      const state = theCycle([...released, ...more])
      return draftIsStale(state, definition, theRound(state))
    }
    expect([stale([]), stale([act(acts + 1, digest)])]).toEqual([false, true])
  })
})
