import { describe, expect, test } from 'vitest'
import { decideClearance } from '../../../shared/cycle/acts/clearance.ts'
import { decideAct } from '../../../shared/cycle/acts/office-act.ts'
import { mayAskForTime } from '../../../shared/cycle/asks.ts'
import { whatIsDue } from '../../../shared/cycle/clock/due.ts'
import { countedSubmission } from '../../../shared/cycle/draft-standing.ts'
import { duties } from '../../../shared/cycle/duty.ts'
import { factKey } from '../../../shared/cycle/fact-key.ts'
import type { UnitPublicationFact } from '../../../shared/cycle/facts/release-facts.ts'
import type { ClearanceFact, ConfirmationFact, Fact, RecallFact, SubmissionFact } from '../../../shared/cycle/facts.ts'
import { foldCycle } from '../../../shared/cycle/fold.ts'
import { missingUnits, unitStanding, unitState } from '../../../shared/cycle/reporting-cycle.ts'
import { receiptSteps } from '../../../shared/cycle/unit/receipt-steps.ts'
import { sliceWindow } from '../../../shared/cycle/unit/slice-window.ts'
import {
  correctedSince,
  goesOnAlone,
  isFarFromPublic,
  isReportStopped,
  isStillReady,
  nextUnitRelease,
  reasonOfCorrection,
  toldOfReport,
  unitReportStanding,
  versionThatSays,
} from '../../../shared/cycle/unit-report.ts'
import { digestOfValue } from '../../../shared/report/bytes/digest.ts'
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
const published = (version = 1, revision = 1, digest = submission.digest): UnitPublicationFact => ({
  ...{ kind: 'unit-publication', cycle: 'tongjiang-2020', unit: 'police', version, revision },
  ...{ submission: digest, manifest: 'm', at: now },
})

/** Where a leader may sign and need not. */
const unasked: ReportDefinition = {
  ...after,
  signOff: { ...after.signOff, unitConfirmation: { ...after.signOff.unitConfirmation, required: false } },
}
const filed = (revision: number, digest: string): Fact => ({ ...submission, revision, digest: digest.repeat(64) })

describe('a report in several versions', () => {
  const release = (n: number, evidence: string[]): Fact =>
    ({ ...released(), n, version: n, revision: n, evidence }) as Fact
  const renamed: Fact = {
    ...({ kind: 'act', cycle: 'tongjiang-2020', n: 1, id: 'a', at: now, by: 'feng', reason: 'r' } as const),
    ...({ act: 'rename', unit: 'police', name: { zh: '公安分局', en: 'Police' } } as const),
  }
  const versions = (named: string[]) => [
    ...[release(1, []), published(), filed(2, 'b'), release(2, named), published(2, 2, 'b'.repeat(64))],
  ]

  test.each<[string, Fact[], string]>([
    ['after the newest, which has the new name already', versions([factKey(renamed)]), 'public'],
    ['after both, which have the old one', versions([]), 'ready'],
  ])('filed again as it was, of a unit that was renamed %s', (_, out, expected) => {
    expect(standing([...out, renamed, filed(3, 'b'), clearance({ revision: 3 })], unasked)[0]).toBe(expected)
  })

  test('the newest of three says what is filed again as it was', () => {
    const three = [...versions([]), filed(3, 'c'), release(3, []), published(3, 3, 'c'.repeat(64)), filed(4, 'c')]
    const state = foldCycle([...collected, ...three, clearance({ revision: 4 })])!
    expect(versionThatSays(state, unasked, unitState(state, 'police')!, 4)?.version).toBe(3)
  })
})

describe('where a unit’s own report stands', () => {
  test.each<[string, Fact[], ReportDefinition, Fact['kind'] | undefined, string[]]>([
    ['signed by its leader, where that is enough', [], after, undefined, ['ready', 'settled']],
    ['signed, and the office has still to clear it', [], before, undefined, ['to-clear', 'uncleared']],
    ['signed and cleared', [clearance()], before, undefined, ['ready', 'settled']],
    ['sent back by the office', [sentBack], before, undefined, ['awaited', 'returned']],
    ['not signed yet', [], after, 'confirmation', ['awaited', 'unconfirmed']],
    ['not sent', [], before, 'submission', ['awaited', 'open']],
    ['signed where nobody has to', [], unasked, undefined, ['ready', 'settled']],
    ['filed again there since it was signed', [filed(2, 'b')], unasked, undefined, ['to-clear', 'settled']],
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

  test('stopped because it broke a relation, it is with the unit again, and none follows before the next revision', () => {
    const reasons = [{ unit: 'police', cell: 't3.carried-in.natural', text: '与去年的结转不同' }]
    const broken = { ...departure(false), reasons } as Fact
    const { state, unit } = reports([released(), broken], after)
    expect(unit.returns.at(-1)).toMatchObject({ by: 'check', revision: 1, reasons })
    expect([unitStanding(unit, after), isReportStopped(unit)]).toEqual(['returned', true])
    expect(nextUnitRelease(state, after, unit, collected, now)).toBeUndefined()
  })

  test('stopped by what was found for another that never was written, it is not with the unit, and the next is looked through', () => {
    const reasons = [{ unit: 'police', text: '与去年的结转不同' }]
    const found = (evidence: string[]) => ({ ...departure(false), reasons, evidence: digestOfValue(evidence) }) as Fact
    const { state, unit } = reports([released(), found(['another'])], after)
    expect([unit.releases, unit.returns]).toEqual([[], []])
    expect(nextUnitRelease(state, after, unit, collected, now)).toMatchObject({ n: 2, version: 1, revision: 1 })
    expect(reports([released(), found(released().evidence)], after).unit.returns).toMatchObject([
      { by: 'check', reasons },
    ])
  })

  test('it rests on every act that its figures were held against, and on none that counts for nothing', () => {
    const lastYear = (n: number) => act({ act: 'last-year', n, id: `a${n}`, previous: 'd'.repeat(64), files: [] })
    const left = act({ act: 'leave', unit: 'water', n: 2, id: 'a2' })
    const gone: Fact[] = [
      {
        ...({ kind: 'release', cycle: 'tongjiang-2020', n: 1, version: 1, round: 1 } as const),
        draft: 'd',
        at: now,
        evidence: [factKey(lastYear(1)), factKey(left)],
      },
      { kind: 'departure', cycle: 'tongjiang-2020', release: 1, goes: true, at: now },
    ]
    const all = [...collected, lastYear(1), left, lastYear(3), ...gone]
    const state = foldCycle(all)!
    const { evidence } = nextUnitRelease(state, after, unitState(state, 'police')!, all, now)!
    expect(evidence.filter((key) => key.startsWith('act'))).toEqual([factKey(lastYear(1)), factKey(left)])
  })

  test.each([
    ['before it has left counts', [], 1],
    ['when it has left counts for nothing', [departure(true)], 0],
    ['of what was stopped counts', [departure(false)], 1],
  ])('a take-back %s', (_, extra, counted) => {
    expect(reports([released(), takenBack, ...extra], after).unit.takeBacks).toHaveLength(counted)
  })
})

const officeAct = (what: object, n = 1): Fact =>
  ({ kind: 'act', cycle: 'tongjiang-2020', n, id: `a${n}`, at: now, by: 'feng', reason: 'r', ...what }) as Fact
const word = facts.find((f) => f.kind === 'confirmation' && f.unit === 'police') as ConfirmationFact
const again = (revision: number, digest = submission.digest): SubmissionFact => ({ ...submission, revision, digest })
const confirmed = (revision: number, digest?: string): Fact[] => [
  again(revision, digest),
  { ...word, revision, digest: digest ?? submission.digest },
]
const other = 'b'.repeat(64)
const out = [released(), published()]

describe('filed again as it was', () => {
  const withdrawn = officeAct({ act: 'withdraw', unit: 'police', version: 1 })
  const renamed = officeAct({ act: 'rename', unit: 'police', name: { zh: '新局', en: 'New' } })
  test.each<[string, Fact[], ReportDefinition, string]>([
    ['and confirmed, it is the version that is public', [...out, ...confirmed(2)], after, 'public'],
    ['after it was called back, too', [...out, recalled, ...confirmed(2)], after, 'public'],
    ['and not confirmed yet, it is on its way', [...out, again(2)], after, 'corrected'],
    ['and sent back, too', [...out, again(2), { ...word, revision: 2, choice: 'return' }], after, 'corrected'],
    ['where it has to be cleared, it is cleared', [...out, clearance(), ...confirmed(2)], before, 'to-clear'],
    ['and cleared, it is public', [...out, clearance(), ...confirmed(2), clearance({ revision: 2 })], before, 'public'],
    ['with another figure, it is a correction', [...out, ...confirmed(2, other)], after, 'ready'],
    ['after its version was withdrawn, it is the next', [...out, withdrawn, ...confirmed(2)], after, 'ready'],
    [
      'after another’s version was, it is not',
      [...out, officeAct({ act: 'withdraw', unit: 'market', version: 1 }), ...confirmed(2)],
      after,
      'public',
    ],
    [
      'after the whole’s was, it is not',
      [...out, officeAct({ act: 'withdraw', version: 1 }), ...confirmed(2)],
      after,
      'public',
    ],
    [
      'under another name, it is the next',
      [...out, officeAct({ act: 'rename', unit: 'police', name: { zh: '新局', en: 'New' } }), ...confirmed(2)],
      after,
      'ready',
    ],
    [
      'under the name it was published under, it is not',
      [renamed, { ...released(), evidence: [...released().evidence, factKey(renamed)] }, published(), ...confirmed(2)],
      after,
      'public',
    ],
    [
      'after something else was done about the unit, it is not',
      [...out, officeAct({ act: 'extend', unit: 'police', until: '2021-03-01' }), ...confirmed(2)],
      after,
      'public',
    ],
    [
      'after an earlier version was withdrawn, it is not',
      [
        ...[...out, withdrawn, ...confirmed(2, other), { ...released(), n: 2, version: 2 }, published(2, 2, other)],
        ...confirmed(3, other),
      ],
      after,
      'public',
    ],
    [
      'while another was renamed, it is not',
      [...out, officeAct({ act: 'rename', unit: 'market', name: { zh: '新局', en: 'New' } }), ...confirmed(2)],
      after,
      'public',
    ],
    [
      'as it was before the version that is public, it is the next',
      [...out, ...confirmed(2, other), { ...released(), n: 2, version: 2 }, published(2, 2, other), ...confirmed(3)],
      after,
      'ready',
    ],
  ])('%s', (_, extra, by, expected) => {
    const { state, unit } = reports(extra, by)
    expect(unitReportStanding(state, by, unit)).toBe(expected)
    const release = nextUnitRelease(state, by, unit, [], now)
    expect(release === undefined).toBe(expected !== 'ready')
  })

  test('it can be called back once more', () => {
    const first = { ...recalled, reasons: [{ unit: 'police', text: '漏报' }] }
    const { state } = reports([...out, first, ...confirmed(2)], after)
    const typed = { choice: 'return', unit: 'police', revision: '2', digest: submission.digest, 'reason-0': '还是漏报' }
    const answer = decideClearance({ state, compiled: compileDefinition(after) }, typed, 'feng', now)
    const [fact] = 'facts' in answer ? answer.facts : []
    expect(fact).toMatchObject({ kind: 'recall', version: 1, revision: 2, n: 2 })
    expect(new Set([factKey(first), factKey(fact!)]).size).toBe(2)
    const back = reports([...out, first, ...confirmed(2), fact!], after)
    expect(unitReportStanding(back.state, after, back.unit)).toBe('corrected')
  })

  test('what the whole added is the newest version that says the same', () => {
    const draft = cycleWith().facts.filter(({ kind }) => kind === 'draft')
    const publication: Fact = {
      ...{ kind: 'publication', cycle: 'tongjiang-2020', version: 1, round: 1, draft: 'd', manifest: 'm' },
      at: '2021-02-03T08:00:00.000Z',
    }
    const since = (versions: UnitPublicationFact[], ...more: Fact[]) =>
      correctedSince(reports([...versions, ...more], after).state).map(({ unit, used, now }) => [unit.id, used, now])
    const later = [published(), published(2, 2, other)]
    expect(since(later, ...draft, publication)).toEqual([['police', 1, 2]])
    expect(since([...later, published(3, 3)], ...draft, publication)).toEqual([])
    expect(since([published()], ...draft, publication)).toEqual([])
    expect(since([published(1, 1, other), published(2, 2, 'c')], ...draft, publication)).toEqual([])
    expect(since(later, ...draft)).toEqual([])
    expect(since(later, publication)).toEqual([])
    expect(since([], ...draft, publication)).toEqual([])
    const second = draft.map((f) => ({ ...f, round: 2, submissions: [] }) as unknown as Fact)
    expect(since(later, ...draft, ...second, publication)).toEqual([['police', 1, 2]])
    expect(since(later, ...draft, ...second, publication, { ...publication, version: 2, round: 2 } as Fact)).toEqual([])
  })
})

describe('what a unit is told of its own report', () => {
  const day = officeAct({ act: 'together', from: '2021-02-01T01:00:00.000Z' })
  const early = '2021-01-31T00:00:00.000Z'
  test.each<[string, Fact[], ReportDefinition, string, unknown]>([
    ['nothing, before it is signed', [officeAct({ act: 'hold' })], after, early, undefined],
    ['that it is to be cleared', [], before, early, { is: 'to-clear' }],
    ['that it goes out', [], after, early, { is: 'releasing' }],
    ['that it is going out', [released()], after, early, { is: 'releasing' }],
    ['for which day it waits', [day], after, early, { is: 'waits', from: '2021-02-01T01:00:00.000Z' }],
    ['that it goes out on the day itself', [day], after, '2021-02-01T01:00:00.000Z', { is: 'releasing' }],
    ['that a correction waits for no day', [day, ...out, ...confirmed(2, other)], after, early, { is: 'releasing' }],
    ['which version is public', out, after, early, { is: 'public', version: 1 }],
    ['nothing, while it is corrected', [...out, recalled], after, early, undefined],
  ])('%s', (_, extra, by, at, expected) => {
    const { state, unit } = reports(extra, by)
    expect(toldOfReport(state, by, unit, at)).toEqual(expected)
  })
})

describe('what has to be said before a report goes out', () => {
  const leaderless = collected.map((f): Fact => {
    if (f.kind !== 'opening') return f
    return { ...f, units: f.units.map((u) => (u.id === 'police' ? (({ leader: _, ...rest }) => rest)(u) : u)) }
  })
  const silent = leaderless.filter((f) => f.kind !== 'confirmation')
  const filed = silent.map((f): Fact => (f === submission ? { ...submission, channel: 'office' } : f))
  test.each<[string, Fact[], ReportDefinition, Fact[], string]>([
    ['a unit without a leader: the office clears it', [], after, silent, 'to-clear'],
    ['cleared, it is ready', [clearance()], after, silent, 'ready'],
    ['a clearance of an earlier revision', [clearance(), again(2)], after, silent, 'to-clear'],
    ['a clearance that sends it back', [sentBack], after, silent, 'awaited'],
    ['a word on an earlier revision is none on this', [again(2)], after, collected, 'awaited'],
    ['a word that sends it back', [again(2), { ...word, revision: 2, choice: 'return' }], after, collected, 'awaited'],
    ['what the office filed is cleared by nobody', [], after, filed, 'awaited'],
    ['signed, but the definition wants it cleared', [], before, collected, 'to-clear'],
    ['signed in each of two revisions', confirmed(2, other), after, collected, 'ready'],
    ['cleared in the second alone', [...confirmed(2, other), clearance({ revision: 2 })], before, collected, 'ready'],
    ['held', [officeAct({ act: 'hold' })], after, collected, 'awaited'],
    [
      'of two versions the second is going out',
      [...out, { ...released(), n: 2, version: 2 }],
      after,
      collected,
      'releasing',
    ],
  ])('%s', (_, extra, by, base, expected) => {
    const state = foldCycle([...base, ...extra])!
    expect(unitReportStanding(state, by, unitState(state, 'police')!)).toBe(expected)
  })
})

describe('a release of a unit’s report', () => {
  test('names the opening and the unit’s own facts, nobody else’s', () => {
    expect(released()).toMatchObject({ version: 1, revision: 1, submission: submission.digest, at: now })
    const named = ['confirmation#police#0001', 'opening', 'submission#police#0001']
    expect(released().evidence).toEqual(named)
    const asked: Fact = {
      ...{ kind: 'ask', cycle: 'tongjiang-2020', unit: 'police', n: 1, id: 'q', at: now, by: 'police-clerk' },
      ...{ text: '请问', ask: 'question' },
    }
    const { state, unit } = reports([asked], after)
    expect(nextUnitRelease(state, after, unit, [...collected, asked], now)?.evidence).toEqual(named)
  })

  test('a correction’s reason is what was asked for since, by reference and not by time', () => {
    const act: Fact = {
      ...{ kind: 'act', cycle: 'tongjiang-2020', n: 1, id: 'a1', at: '2020-01-01T00:00:00.000Z', by: 'feng' },
      ...{ reason: '漏报一件', act: 'reopen', unit: 'police', until: '2021-03-01', revision: 1 },
    }
    const { state, unit } = reports([act, released(), published()], after)
    const second = { ...released(), version: 2, evidence: [...released().evidence, factKey(act)] }
    expect(reasonOfCorrection(unit, state.acts, second)).toBe('漏报一件')
    // Of several the last; others' are none of it; before the office's word a leader's own is none.
    const extend = officeAct({ act: 'extend', unit: 'police', until: '2021-03-02', reason: '再等等' }, 2)
    const others = [
      officeAct({ act: 'reopen', unit: 'market', until: '2021-03-01', revision: 1, reason: '别的单位' }, 3),
      officeAct({ act: 'exempt', unit: 'police', reason: '不是这个' }, 4),
      officeAct({ act: 'withdraw', unit: 'market', version: 1, reason: '也不是' }, 5),
    ]
    const reasonWith = (...more: Fact[]) => {
      const on = reports([...more, released(), published()], after)
      return reasonOfCorrection(on.unit, on.state.acts, second)
    }
    expect(reasonWith(act, extend, ...others)).toBe('再等等')
    expect(reasonWith(...others)).toBeUndefined()
    const two = {
      ...recalled,
      reasons: [
        { unit: 'police', text: '甲' },
        { unit: 'police', text: '乙' },
      ],
    }
    expect(reasonWith(two)).toBe('甲；乙')
    expect(reasonWith(recalled, { ...two, version: 2 })).toBe('甲；乙')
    const gone = officeAct({ act: 'withdraw', unit: 'police', version: 1, reason: '撤回' })
    expect(reasonWith(gone, ...others)).toBe('撤回')
    expect(reasonWith(officeAct({ act: 'withdraw', version: 1, reason: '整份' }))).toBeUndefined()
    expect(reasonOfCorrection(unit, state.acts, { ...second, version: 1 })).toBeUndefined()
    expect(reasonOfCorrection(unit, state.acts, { ...second, version: 3 })).toBeUndefined()
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
  const alone = (by: ReportDefinition, ...facts: Fact[]) => {
    const on = foldCycle(facts)!
    return goesOnAlone(on, by, unitState(on, 'police')!)
  }
  const { unitReports: _, ...whole } = definition
  const calledBack = [...out, released(), published(), recalled]
  expect(alone(after, ...calledBack, release, publication)).toBe(true)
  expect(alone(whole, ...calledBack, release, publication)).toBe(false)
  expect(alone(after, ...calledBack)).toBe(false)
  expect(alone(after, ...calledBack, release, publication, officeAct({ act: 'cancel' }))).toBe(false)
  // Called back before the whole left; of two versions the newer one counts, and what it is made of answers no earlier call.
  const knowing = { ...release, evidence: [...out.map(factKey), factKey(recalled)] } as Fact
  expect(alone(after, ...calledBack, knowing, publication)).toBe(true)
  const drafted = out.find((fact) => fact.kind === 'draft')!
  const again = { ...drafted, round: 2, submissions: drafted.submissions.map((s) => ({ ...s, revision: 2 })) }
  const second = { ...knowing, n: 2, version: 2, round: 2 } as Fact
  const corrected = [again, filed(2, 'b'), second, { ...publication, version: 2, round: 2 } as Fact]
  expect(alone(after, ...calledBack, release, publication, ...corrected)).toBe(false)
})

describe('after the whole is out', () => {
  const at = '2021-01-25T08:00:00.000Z'
  const later = '2021-01-26T02:00:00.000Z'
  const lineOf = (fact: Fact): Fact =>
    fact.kind === 'opening'
      ? {
          ...fact,
          units: fact.units.map((unit) =>
            unit.id === 'police' ? { ...unit, countedAbove: 'own-line' as const } : unit,
          ),
        }
      : fact
  const isOfPolice = (fact: Fact, ...kinds: Fact['kind'][]) =>
    kinds.includes(fact.kind) && 'unit' in fact && fact.unit === 'police'
  const extended = officeAct({ act: 'extend', unit: 'police', until: '2021-01-30' })
  /** The whole as it went out on the 25th; `missing`: what of the police there was not then. */
  const outWith = (missing: Fact['kind'][], ...more: Fact[]): Fact[] => {
    const known: Fact[] = [
      ...cycleWith({ approved: 4 })
        .facts.filter((fact) => !isOfPolice(fact, ...missing))
        .map(lineOf),
      extended,
    ]
    const frame = { cycle: 'tongjiang-2020', version: 1, round: 1, draft: 'd', at } as const
    return [
      ...known,
      { ...frame, kind: 'release', n: 1, evidence: known.map(factKey) },
      { kind: 'departure', cycle: frame.cycle, release: 1, goes: true, at },
      { ...frame, kind: 'publication', manifest: 'm' },
      ...more,
    ]
  }
  const nothing: Fact['kind'][] = ['submission', 'confirmation']
  const on = (facts: Fact[], by = after) => {
    const state = foldCycle(facts)!
    const own = unitState(state, 'police')!
    return { state, own, definition: by, window: sliceWindow(state, by, own, later) }
  }

  test('a unit that the whole does not add fills in, until its own report is public', () => {
    expect(on(outWith(nothing)).window).toEqual({ open: true, due: '2021-01-30' })
    expect(on(outWith([])).window).toMatchObject({ open: true })
    expect(on(outWith([], released(), published())).window).toMatchObject({ open: false, why: 'published' })
    const called = outWith([], released(), published(), recalled)
    expect(on(called).window).toMatchObject({ open: true })
    const { unitReports: _, ...whole } = definition
    expect(on(outWith(nothing), whole).window).toMatchObject({ open: false, why: 'published' })
  })

  test('it owes, is reminded, and its leader confirms; the others owe nothing', () => {
    const owed = (facts: Fact[]) => duties(on(facts)).map((duty) => [duty.what, 'unit' in duty && duty.unit, duty.due])
    expect(owed(outWith(nothing))).toEqual([['submit', 'police', '2021-01-30']])
    expect(owed(outWith(['confirmation']))).toEqual([['confirm', 'police', '2021-01-30']])
    expect(owed(outWith([]))).toEqual([])
    const acts = (now: string) => whatIsDue(on(outWith(nothing)), now).map(({ act }) => act)
    expect(acts('2021-01-27T02:00:00.000Z')).toEqual(['remind'])
    expect(acts('2021-01-27T16:00:00.000Z')).toEqual([])
    expect(acts('2021-02-03T02:00:00.000Z')).toEqual(['remind', 'escalate'])
    // What it has filed is the office's to clear.
    const now = outWith([]).map((fact) => (isOfPolice(fact, 'submission') ? { ...fact, at: later } : fact))
    const others = now.flatMap((fact) =>
      fact.kind === 'submission' && fact.unit !== 'police' ? clearance({ unit: fact.unit, digest: fact.digest }) : [],
    )
    const toClear = whatIsDue(on([...now, ...others], before), later)
    expect(toClear.map((one) => one.act === 'digest' && one.matters)).toEqual([
      [expect.objectContaining({ matter: 'to-clear', units: ['police'] })],
    ])
    const asked = on(outWith(nothing))
    expect(mayAskForTime({ ...asked.state, own: asked.own }, after)).toBe(true)
  })

  test('the office gives it time, and nobody else', () => {
    const answer = (typed: Record<string, string>) => {
      const { state } = on(outWith(nothing))
      const given = decideAct({
        ...{ state, compiled: compileDefinition(after), now: later, person: 'feng' },
        typed: { reason: '它还没有报', ...typed },
      })
      return 'problems' in given ? given.problems.map(({ code }) => code) : given
    }
    const reopened = answer({ act: 'reopen', unit: 'police', until: '2021-01-31' })
    expect(reopened).toMatchObject({ act: { act: 'reopen', unit: 'police' } })
    expect(answer({ act: 'reopen', unit: 'market', until: '2021-01-31' })).toEqual(['cycle-closed'])
    expect(answer({ act: 'hold' })).toEqual(['cycle-closed'])
    if (!('act' in reopened)) throw new Error('no act')
    expect(on(outWith(nothing, reopened.act)).window).toEqual({ open: true, due: '2021-01-31' })
    const withMarket = on(outWith(nothing, { ...reopened.act, unit: 'market' } as Fact))
    expect(unitState(withMarket.state, 'market')!.openUntil).toBeUndefined()
  })

  test('what the office clearing it sends back is open, with its date, and stays so until it is merged', () => {
    const counted = outWith([]).map((fact) =>
      fact.kind === 'opening' ? collected.find(({ kind }) => kind === 'opening')! : fact,
    )
    expect(on(counted, before).window).toMatchObject({ open: false, why: 'published' })
    const back = clearance({ ...sentBack, at: later })
    expect(on([...counted, back], before).window).toMatchObject({ open: true })
    expect(duties(on([...counted, back], before)).map(({ what }) => what)).toEqual(['submit'])
    // Filed again, it waits for its leader.
    const again = on([...counted, back, filed(2, 'b')], before)
    expect(duties(again).map(({ what }) => what)).toEqual(['confirm'])
    // Sent back before the whole was made: what it sent since is in it.
    const merged = counted.map(
      (fact): Fact =>
        fact.kind === 'draft'
          ? { ...fact, submissions: fact.submissions.map((s) => (s.unit === 'police' ? { ...s, revision: 2 } : s)) }
          : fact,
    )
    const done = [
      ...merged,
      back,
      filed(2, 'b'),
      { ...word, revision: 2, digest: 'b'.repeat(64) },
      clearance({ revision: 2 }),
    ]
    expect(on(done, before).window).toMatchObject({ open: false, why: 'published' })
  })

  const byApprover: Fact = {
    ...{ kind: 'decision', cycle: 'tongjiang-2020', round: 1, stage: 'disclosure-office', seat: 'zhou', by: 'zhou' },
    ...{
      choice: 'return',
      draft: 'd',
      scope: 's',
      reasons: recalled.reasons,
      definition: '',
      at,
      attestation: word.attestation,
    },
  } as Fact
  test.each<[string, Fact[]]>([
    ['the office called it back', [recalled]],
    ['the office called it back once more', [{ ...recalled, n: 2 }]],
    ['the office sent it back', [sentBack]],
    ['an approver sent it back', [byApprover]],
  ])('a unit whose public report is with it corrects it, though the whole went out without it: %s', (_, back) => {
    const counted = cycleWith({ approved: 4 }).facts
    const first = counted.find((fact) => fact.kind === 'draft')!
    // The draft that went out has a gap in its place.
    const without = {
      ...first,
      ...{ round: 2, digest: 'd', gaps: ['police'] },
      submissions: first.submissions.filter((slice) => slice.unit !== 'police'),
    }
    const known: Fact[] = [...counted, released(), published(), ...back, without]
    const frame = { cycle: 'tongjiang-2020', version: 1, round: 2, draft: 'd', at } as const
    const out: Fact[] = [
      ...known,
      { ...frame, kind: 'release', n: 1, evidence: known.map(factKey) },
      { kind: 'departure', cycle: frame.cycle, release: 1, goes: true, at },
      { ...frame, kind: 'publication', manifest: 'm' },
    ]
    expect(on(out).window).toMatchObject({ open: true })
    expect(duties(on(out)).map((duty) => [duty.what, 'unit' in duty && duty.unit])).toEqual([['submit', 'police']])
    expect(isFarFromPublic(on(out).state, after, on(out).own)).toBe(true)
    const again = { ...word, revision: 2, digest: 'b'.repeat(64) }
    const ready = on([...out, filed(2, 'b'), again])
    expect(unitReportStanding(ready.state, after, ready.own)).toBe('ready')
  })
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
    // Filed again as it was, it is public already.
    const again = foldCycle([...collected.map(above), ...out, ...confirmed(2), ...confirmed(3, other)])!
    const isOut = (revision: number) => receiptSteps(again, after, unitState(again, 'police')!, revision).at(-1)!.done
    expect([1, 2, 3].map(isOut)).toEqual([true, true, false])
  })

  test('gets no zeros filed by the office: they would go nowhere', () => {
    const unsent = foldCycle(collected.map(above).filter((f) => !('unit' in f) || f.unit !== 'police'))!
    const typed = { act: 'nil', unit: 'police', reason: 'r' }
    const compiled = compileDefinition(after)
    expect(decideAct({ state: unsent, compiled, typed, now, person: 'feng' })).toMatchObject({
      problems: [{ code: 'act-refused', field: 'unit', message: { zh: expect.stringContaining('条线') } }],
    })
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
