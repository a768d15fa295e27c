import { describe, expect, test } from 'vitest'
import { decideClearance } from '../../../shared/cycle/acts/clearance.ts'
import { decideAct } from '../../../shared/cycle/acts/office-act.ts'
import { countedSubmission } from '../../../shared/cycle/draft-standing.ts'
import { factKey } from '../../../shared/cycle/fact-key.ts'
import type { UnitPublicationFact } from '../../../shared/cycle/facts/release-facts.ts'
import type { ClearanceFact, Fact, RecallFact, SubmissionFact } from '../../../shared/cycle/facts.ts'
import { foldCycle } from '../../../shared/cycle/fold.ts'
import { missingUnits, unitStanding, unitState } from '../../../shared/cycle/reporting-cycle.ts'
import { receiptSteps } from '../../../shared/cycle/unit/receipt-steps.ts'
import { sliceWindow } from '../../../shared/cycle/unit/slice-window.ts'
import {
  isStillReady,
  nextUnitRelease,
  reasonOfCorrection,
  unitReportStanding,
} from '../../../shared/cycle/unit-report.ts'
import { compileDefinition } from '../../../shared/report/cells.ts'
import type { ReportDefinition } from '../../../shared/report/report-definition.ts'
import { cycleWith, definition, submissionOf } from '../../fixtures/tongjiang-2020.ts'

const now = '2021-01-28T02:00:00.000Z'
const after: ReportDefinition = { ...definition, unitReports: { ...definition.unitReports!, clearance: 'after' } }
const before: ReportDefinition = { ...definition, unitReports: { ...definition.unitReports!, clearance: 'before' } }
const { facts } = cycleWith()
/** The opening, what the units sent and what their leaders said; no draft yet. */
const collected = facts.filter(({ kind }) => ['opening', 'submission', 'confirmation'].includes(kind))
const submission = facts.find((f): f is SubmissionFact => f.kind === 'submission' && f.unit === 'police')!

const clearance = (more: Partial<ClearanceFact> = {}): ClearanceFact => ({
  ...{ kind: 'clearance', cycle: 'tongjiang-2020', unit: 'police', revision: 1, digest: submission.digest, at: now },
  ...{ by: 'feng', choice: 'clear', reasons: [] },
  ...more,
})
const sentBack = clearance({
  choice: 'return',
  reasons: [{ unit: 'police', cell: 't3.new.natural', text: '漏报一件' }],
})
const recalled: RecallFact = {
  ...{ kind: 'recall', cycle: 'tongjiang-2020', unit: 'police', version: 1, revision: 1, at: now, by: 'feng' },
  reasons: [{ unit: 'police', text: '漏报一件' }],
}
const reports = (extra: Fact[], by: ReportDefinition) => {
  const state = foldCycle([...collected, ...extra])!
  return { state, unit: unitState(state, 'police')!, definition: by }
}
const standing = (extra: Fact[], by: ReportDefinition, without?: Fact['kind']) => {
  const state = foldCycle([
    ...collected.filter((f) => f.kind !== without || !('unit' in f) || f.unit !== 'police'),
    ...extra,
  ])!
  const unit = unitState(state, 'police')!
  return [unitReportStanding(state, by, unit), unitStanding(unit, by)]
}
const released = () => {
  const { state, unit } = reports([], after)
  return nextUnitRelease(state, after, unit, [...collected], now)!
}
const published = (version = 1, revision = 1): UnitPublicationFact => ({
  ...{ kind: 'unit-publication', cycle: 'tongjiang-2020', unit: 'police', version, revision },
  ...{ submission: submission.digest, manifest: 'm', at: now },
})

describe('where a unit’s own report stands', () => {
  test.each<[string, Fact[], ReportDefinition, Fact['kind'] | undefined, string[]]>([
    ['signed by its leader, where that is enough', [], after, undefined, ['ready', 'settled']],
    ['signed, and the office has still to clear it', [], before, undefined, ['to-clear', 'uncleared']],
    ['signed and cleared', [clearance()], before, undefined, ['ready', 'settled']],
    ['sent back by the office', [sentBack], before, undefined, ['awaited', 'returned']],
    ['not signed yet', [], after, 'confirmation', ['awaited', 'unconfirmed']],
    ['not sent', [], before, 'submission', ['awaited', 'open']],
    ['released, its files not out yet', [released()], after, undefined, ['releasing', 'settled']],
    ['public', [released(), published()], after, undefined, ['public', 'settled']],
    [
      'public, then called back',
      [clearance(), released(), published(), recalled],
      after,
      undefined,
      ['corrected', 'returned'],
    ],
  ])('%s', (_, extra, by, without, expected) => {
    expect(standing(extra, by, without)).toEqual(expected)
  })

  test('what the office filed in its place is nobody’s report', () => {
    const filed = collected.map((f): Fact => (f === submission ? { ...submission, channel: 'office' } : f))
    const state = foldCycle(filed)!
    expect(nextUnitRelease(state, after, unitState(state, 'police')!, filed, now)).toBeUndefined()
  })

  test('a report that publishes nothing of its units has no such standing', () => {
    const { unitReports: _, ...whole } = definition
    expect(standing([], whole)[0]).toBe('none')
  })
})

describe('what meets the release of a unit’s own report', () => {
  const departure = (goes: boolean): Fact => ({
    ...({ kind: 'unit-departure', cycle: 'tongjiang-2020', unit: 'police', release: 1, goes, at: now } as const),
  })
  const act = (what: object): Fact =>
    ({ kind: 'act', cycle: 'tongjiang-2020', n: 1, id: 'a', at: now, by: 'feng', reason: 'r', ...what }) as Fact
  const takenBack: Fact = {
    ...({ kind: 'take-back', cycle: 'tongjiang-2020', unit: 'police', revision: 1 } as const),
    ...{ digest: submission.digest, at: now, by: 'he' },
  }
  const newer: Fact = { ...submission, revision: 2, digest: 'b'.repeat(64) }

  test.each<[string, Fact[], boolean]>([
    ['nothing', [], true],
    ['another unit’s take-back', [{ ...takenBack, unit: 'water' } as Fact], true],
    ['a take-back', [takenBack], false],
    ['a hold', [act({ act: 'hold' })], false],
    ['an exemption', [act({ act: 'exempt', unit: 'police' })], false],
    ['a newer revision', [newer], false],
    ['a day for all that is still to come', [act({ act: 'together', from: '2021-03-01T01:00:00.000Z' })], false],
  ])('%s', (_, extra, goes) => {
    const { state, unit } = reports([released(), ...extra], after)
    expect(isStillReady(state, after, unit, unit.releases[0]!)).toBe(goes)
  })

  test('stopped, it is as if it had not been written, and the next has another number', () => {
    const { state, unit } = reports([released(), departure(false)], after)
    expect([unit.releases, unit.releasesWritten]).toEqual([[], 1])
    expect(nextUnitRelease(state, after, unit, collected, now)).toMatchObject({ n: 2, version: 1, revision: 1 })
  })

  test.each([
    ['before it has left counts', [], 1],
    ['when it has left counts for nothing', [departure(true)], 0],
    ['of what was stopped counts', [departure(false)], 1],
  ])('a take-back %s', (_, extra, counted) => {
    expect(reports([released(), takenBack, ...extra], after).unit.takeBacks).toHaveLength(counted)
  })
})

describe('a release of a unit’s report', () => {
  test('names the opening and the unit’s own facts, nobody else’s', () => {
    expect(released()).toMatchObject({ version: 1, revision: 1, submission: submission.digest, at: now })
    expect(released().evidence).toEqual(['confirmation#police#0001', 'opening', 'submission#police#0001'])
  })

  test('a correction’s reason is what was asked for since, by reference and not by time', () => {
    const act: Fact = {
      ...{ kind: 'act', cycle: 'tongjiang-2020', n: 1, id: 'a1', at: '2020-01-01T00:00:00.000Z', by: 'feng' },
      ...{ reason: '漏报一件', act: 'reopen', unit: 'police', until: '2021-03-01', revision: 1 },
    }
    const { state, unit } = reports([act, released(), published()], after)
    const second = { ...released(), version: 2, evidence: [...released().evidence, factKey(act)] }
    expect(reasonOfCorrection(unit, state.acts, second)).toBe('漏报一件')
    const known = { ...unit, releases: [{ ...released(), departed: true, evidence: [factKey(act)] }] }
    expect(reasonOfCorrection(known, state.acts, second)).toBeUndefined()
  })
})

test('after the whole is out, a unit that is called back may send again, and one that is not may not', () => {
  const out = cycleWith({ approved: 4 }).facts
  const release: Fact = {
    ...{ kind: 'release', cycle: 'tongjiang-2020', n: 1, version: 1, round: 1, draft: 'd' },
    ...{ evidence: out.map(factKey), at: '2021-02-03T08:00:00.000Z' },
  }
  const publication: Fact = {
    ...{ kind: 'publication', cycle: 'tongjiang-2020', version: 1, round: 1, draft: 'd', manifest: 'm' },
    at: '2021-02-03T08:00:00.000Z',
  }
  const state = foldCycle([...out, release, publication, released(), published(), recalled])!
  const window = (unit: string) => sliceWindow(state, after, unitState(state, unit)!, '2021-02-24T02:00:00.000Z')
  expect(window('police')).toMatchObject({ open: true })
  expect(window('market')).toMatchObject({ open: false, why: 'published' })
})

describe('clearing', () => {
  const { state } = reports([], before)
  const seen = `1:${submission.digest}`
  const back = { choice: 'return', unit: 'police', revision: '1', digest: submission.digest }
  const decide = (typed: Record<string, string>, person = 'feng', on = state) =>
    decideClearance({ state: on, compiled: compileDefinition(before) }, typed, person, now)
  const codes = (answer: ReturnType<typeof decide>) =>
    'problems' in answer ? answer.problems.map(({ code, field }) => [code, field]) : answer.facts.length

  test('clears every unit that was ticked, as it was seen', () => {
    const market = facts.find((f): f is SubmissionFact => f.kind === 'submission' && f.unit === 'market')!
    const answer = decide({ choice: 'clear', 'clear:police': seen, 'clear:market': `1:${market.digest}` })
    expect(answer).toMatchObject({ facts: [clearance(), { unit: 'market', digest: market.digest }] })
  })

  test('is nothing for who typed in it, in whichever revision', () => {
    const typed = { ...submission, typists: ['feng'] }
    const newer = { ...submission, revision: 2, digest: 'e'.repeat(64) }
    const confirmed = collected.flatMap((f) =>
      f.kind === 'confirmation' && f.unit === 'police' ? [f, { ...f, revision: 2, digest: newer.digest }] : [f],
    )
    const on = foldCycle([...confirmed.map((f) => (f === submission ? typed : f)), newer])!
    expect(codes(decide({ choice: 'clear', 'clear:police': `2:${newer.digest}` }, 'feng', on))).toEqual([
      ['person-not-distinct', 'police'],
    ])
    expect(codes(decide({ choice: 'clear', 'clear:police': `2:${newer.digest}` }, 'other', on))).toBe(1)
  })

  test.each<[string, Record<string, string>, string | undefined, unknown]>([
    ['no choice', { unit: 'police' }, undefined, [['choice-missing', 'choice']]],
    ['nothing ticked', { choice: 'clear' }, undefined, [['field-missing', 'unit']]],
    ['an unknown unit', { choice: 'clear', 'clear:nobody': seen }, undefined, [['unit-unknown', 'nobody']]],
    [
      'another revision than the newest',
      { choice: 'clear', 'clear:police': '2:x' },
      undefined,
      [['slice-changed', 'police']],
    ],
    ['by whom sent it', { choice: 'clear', 'clear:police': seen }, 'police-clerk', [['person-not-distinct', 'police']]],
    [
      'by whom signed it',
      { choice: 'clear', 'clear:police': seen },
      'police-leader',
      [['person-not-distinct', 'police']],
    ],
    ['sent back without a reason', back, undefined, [['reason-missing', 'reason-0']]],
    ['a reason without end', { ...back, 'reason-0': '长'.repeat(1_001) }, undefined, [['text-too-long', 'reason-0']]],
    ['a reason that nobody sees', { ...back, 'reason-0': '\u200b' }, undefined, [['reason-missing', 'reason-0']]],
    [
      'a reason that turns the direction of writing',
      { ...back, 'reason-0': '漏\u202e报' },
      undefined,
      [['field-malformed', 'reason-0']],
    ],
    [
      'a cell that the report has not',
      { ...back, 'reason-0': '漏报', 'cell-0': 'nope' },
      undefined,
      [['figure-unknown', 'cell-0']],
    ],
    [
      'several sent back for what is wrong with one',
      { choice: 'return', 'clear:police': seen, 'clear:market': seen, 'reason-0': '漏报' },
      undefined,
      [['field-missing', 'unit']],
    ],
  ])('is refused: %s', (_, typed, person, expected) => {
    expect(codes(decide(typed, person))).toEqual(expected)
  })

  test('sends back with reasons by cell; not what the whole is being signed on', () => {
    const typed = {
      choice: 'return',
      unit: 'police',
      revision: '1',
      digest: submission.digest,
      'reason-1': '漏报',
      'cell-1': 't3.new.natural',
    }
    expect(decide(typed)).toMatchObject({ facts: [{ reasons: [{ cell: 't3.new.natural', text: '漏报' }] }] })
    const signing = foldCycle([...facts, released(), published()])!
    const out = foldCycle([...collected, released(), published()])!
    expect(decide(typed, 'feng', out)).toMatchObject({ facts: [{ kind: 'recall', version: 1 }] })
    expect(codes(decide(typed, 'feng', signing))).toEqual([['act-refused', 'police']])
  })
})

describe('a unit whose figures its own line counts', () => {
  const above = (f: Fact): Fact =>
    f.kind === 'opening'
      ? { ...f, units: f.units.map((u) => (u.id === 'police' ? { ...u, countedAbove: 'own-line' as const } : u)) }
      : f
  const state = foldCycle(collected.map(above))!
  const police = unitState(state, 'police')!

  test('is not added, and the whole does not wait for it; its own report goes its way', () => {
    expect(countedSubmission(state, after, police)).toBeUndefined()
    expect(countedSubmission(state, after, unitState(state, 'market')!)).toMatchObject({ unit: 'market' })
    const unsent = foldCycle(collected.map(above).filter((f) => !('unit' in f) || f.unit !== 'police'))!
    expect(missingUnits(unsent, after)).toEqual([])
    expect(unitReportStanding(state, after, police)).toBe('ready')
    const steps = receiptSteps(state, after, police, 1)
    expect(steps.map(({ step }) => step)).toEqual(['received', 'confirmed', 'published'])
  })

  test('has no figure that the office could adjust', () => {
    const typed = { act: 'adjust', unit: 'police', cell: 't3.new.natural', from: '8', to: '9', reason: 'r' }
    const figures = submissionOf('police').figures
    const compiled = compileDefinition(after)
    expect(decideAct({ state, compiled, typed, figures, now, person: 'feng' })).toMatchObject({
      problems: [{ code: 'act-refused', field: 'unit' }],
    })
  })
})
