import { expect, test } from 'vitest'
import { decideClearance, isSameClearance } from '../../../../shared/cycle/acts/clearance.ts'
import type { Fact, SubmissionFact } from '../../../../shared/cycle/facts.ts'
import { foldCycle } from '../../../../shared/cycle/fold.ts'
import { compileDefinition } from '../../../../shared/report/cells.ts'
import type { ReportDefinition } from '../../../../shared/report/report-definition.ts'
import { cycleWith, definition } from '../../../fixtures/tongjiang-2020.ts'

const now = '2021-01-28T02:00:00.000Z'
const cycle = 'tongjiang-2020'
const cleared: ReportDefinition = { ...definition, unitReports: { ...definition.unitReports!, clearance: 'before' } }
const { facts } = cycleWith()
const collected = facts.filter(({ kind }) => ['opening', 'submission', 'confirmation'].includes(kind))
const submission = facts.find((f): f is SubmissionFact => f.kind === 'submission' && f.unit === 'police')!
const sent = (revision: number): SubmissionFact => ({ ...submission, revision, digest: String(revision).repeat(64) })
const confirmed = (revision: number): Fact[] => [
  sent(revision),
  ...collected.flatMap((f) =>
    f.kind === 'confirmation' && f.unit === 'police' ? [{ ...f, revision, digest: sent(revision).digest }] : [],
  ),
]
const about = { cycle, unit: 'police', at: now, by: 'feng' }
const clearance = (revision: number, digest: string): Fact => {
  return { ...about, kind: 'clearance', revision, digest, choice: 'clear', reasons: [] }
}
const published = (version: number, { revision, digest }: SubmissionFact): Fact[] => [
  clearance(revision, digest),
  {
    ...about,
    kind: 'unit-release',
    n: version,
    version,
    revision,
    submission: digest,
    evidence: [],
  } as unknown as Fact,
  { ...about, kind: 'unit-departure', release: version, goes: true } as Fact,
  { ...about, kind: 'unit-publication', version, revision, submission: digest, manifest: 'm' } as Fact,
]
const recall = (version: number): Fact => ({
  ...about,
  ...{ kind: 'recall', version, revision: version, reasons: [{ unit: 'police', text: '漏报' }] },
})
const decide = (extra: Fact[], typed: Record<string, string>, given: readonly Fact[] = collected) =>
  decideClearance({ state: foldCycle([...given, ...extra])!, compiled: compileDefinition(cleared) }, typed, 'feng', now)
const clear = ({ revision, digest } = submission) => ({ choice: 'clear', 'clear:police': `${revision}:${digest}` })
const back = ({ revision, digest } = submission) => ({
  ...{ choice: 'return', unit: 'police', revision: String(revision), digest },
  'reason-0': '漏报',
})
const without = (change: (fact: Fact) => Fact[]) => collected.flatMap(change)
const leaderless = without((f) =>
  f.kind === 'opening'
    ? [{ ...f, units: f.units.map((u) => (u.id === 'police' ? (({ leader: _, ...rest }) => rest)(u) : u)) }]
    : f.kind === 'confirmation' && f.unit === 'police'
      ? []
      : [f],
)
/** Confirmed by somebody who led the unit; another leads it since. */
const byLeader = (by: string, digest?: string) =>
  without((f) => (f.kind === 'confirmation' && f.unit === 'police' ? [{ ...f, by, ...(digest && { digest }) }] : [f]))
const ledBy = (id: string) =>
  without((f) =>
    f.kind === 'opening' ? [{ ...f, units: f.units.map((u) => ({ ...u, leader: { ...u.leader!, id } })) }] : [f],
  )
const sentBack = without((f) => (f.kind === 'confirmation' ? [{ ...f, choice: 'return', reason: '少' }] : [f]))
const through = (linkIssuedBy: string, given: readonly Fact[] = collected) =>
  given.map((f) => (f.kind === 'submission' && f.unit === 'police' ? { ...f, linkIssuedBy } : f))
const typed = (by: string, given: readonly Fact[]) =>
  given.map((f) => (f.kind === 'submission' && f.unit === 'police' ? { ...f, typedThrough: [by] } : f))
const unsent = without((f) => ('unit' in f && f.unit === 'police' ? [] : [f]))
/** Being signed: the market’s second revision and the first of the police, who have sent a second since. */
const signing: Fact[] = facts
  .filter(({ kind }) => ['draft', 'check', 'request'].includes(kind))
  .map((f) =>
    f.kind === 'draft'
      ? { ...f, submissions: f.submissions.map((s) => (s.unit === 'market' ? { ...s, revision: 2 } : s)) }
      : f,
  )

test.each<[string, () => ReturnType<typeof decide>, unknown]>([
  ['of a unit that has sent nothing', () => decide([], clear(), unsent), [['unit-unknown', 'police']]],
  [
    'of a unit with a name without end',
    () => decide([], { choice: 'clear', [`clear:${'长'.repeat(200)}`]: '1:x' }),
    [['unit-unknown', '长'.repeat(100)]],
  ],
  [
    'of this digest in another revision',
    () => decide([], clear({ ...submission, revision: 2 })),
    [['slice-changed', 'police']],
  ],
  [
    'of another digest of this revision',
    () => decide([], clear({ ...submission, digest: 'x' })),
    [['slice-changed', 'police']],
  ],
  ['of what is cleared', () => decide([clearance(1, submission.digest)], clear()), [['act-refused', 'police']]],
  ['of what is public', () => decide(published(1, submission), clear()), [['act-refused', 'police']]],
  [
    'that sends back what is cleared',
    () => decide([clearance(1, submission.digest)], back()),
    [['act-refused', 'police']],
  ],
  [
    'by who led the unit then, and confirmed it',
    () => decide([], clear(), byLeader('feng')),
    [['person-not-distinct', 'police']],
  ],
  ['by who leads the unit now', () => decide([], clear(), ledBy('feng')), [['person-not-distinct', 'police']]],
  [
    'by who leads the unit now, though another led it then, and confirmed it',
    () =>
      decide(
        [],
        clear(),
        collected.map((f) =>
          f.kind === 'opening'
            ? { ...f, units: f.units.map((u) => (u.id === 'police' ? { ...u, leader: f.office[0]! } : u)) }
            : f,
        ),
      ),
    [['person-not-distinct', 'police']],
  ],
  [
    'by who filed it',
    () =>
      decide(
        [],
        clear(),
        without((f) => (f.kind === 'submission' ? [{ ...f, by: 'feng' }] : [f])),
      ),
    [['person-not-distinct', 'police']],
  ],
  [
    'by who had the link made, where its leader has sent it back',
    () => decide([], clear(), through('feng', sentBack)),
    [
      ['act-refused', 'police'],
      ['person-not-distinct', 'police'],
    ],
  ],
  [
    'by who had the link made that it came through, where nobody else has signed it',
    () => decide([], clear(), through('feng', leaderless)),
    [['person-not-distinct', 'police']],
  ],
  [
    'of what somebody typed by a link that the officer had made, sent by whoever it was',
    () => decide([], clear(), typed('feng', leaderless)),
    [['person-not-distinct', 'police']],
  ],
])('a clearance is refused: %s', (_, decided, expected) => {
  const answer = decided()
  expect('problems' in answer && answer.problems.map(({ code, field }) => [code, field])).toEqual(expected)
})

const reasons = [{ unit: 'police', text: '漏报' }]
test.each<[string, () => ReturnType<typeof decide>, object]>([
  [
    'by who led it, of a revision that another confirmed',
    () => decide(confirmed(2), clear(sent(2)), byLeader('feng', 'old')),
    { revision: 2 },
  ],
  [
    'that came through another officer’s link',
    () => decide([], clear(), through('wei', leaderless)),
    { choice: 'clear' },
  ],
  [
    'that came through one’s own link, and its leader confirmed',
    () => decide([], clear(), through('feng')),
    { choice: 'clear' },
  ],
  [
    'that sends back what came through one’s own link',
    () => decide([], back(), through('feng', leaderless)),
    { choice: 'return' },
  ],
  ['of a unit without a leader', () => decide([], clear(), leaderless), { kind: 'clearance', choice: 'clear' }],
  [
    'of a correction of what is public',
    () => decide([...published(1, submission), ...confirmed(2)], clear(sent(2))),
    { kind: 'clearance', choice: 'clear', revision: 2 },
  ],
  [
    'that sends such a correction back',
    () => decide([...published(1, submission), ...confirmed(2)], back(sent(2))),
    { kind: 'clearance', choice: 'return', revision: 2, reasons },
  ],
  [
    'that calls the second version back, as the first was',
    () => decide([...published(1, submission), recall(1), ...confirmed(2), ...published(2, sent(2))], back(sent(2))),
    { kind: 'recall', version: 2, n: undefined, reasons },
  ],
  [
    'that calls back what is public',
    () => decide(published(1, submission), back()),
    { kind: 'recall', version: 1, n: undefined },
  ],
  [
    'with spaces around the cell, and a reason as long as may be',
    () => decide([], { ...back(), 'reason-0': '长'.repeat(1_000), 'cell-0': ' t3.new.natural ' }),
    { reasons: [{ unit: 'police', cell: 't3.new.natural', text: '长'.repeat(1_000) }] },
  ],
  [
    'that sends back what is not the revision being signed',
    () => decide([...signing, ...confirmed(2)], back(sent(2))),
    { kind: 'clearance', choice: 'return', revision: 2 },
  ],
])('a clearance counts: %s', (_, decided, expected) => {
  const answer = decided()
  const [fact] = 'facts' in answer ? answer.facts : []
  expect({ n: undefined, ...fact }).toMatchObject(expected)
})

test.each<[string, Record<string, string>, Fact[], boolean]>([
  ['cleared', clear(), [], true],
  ['sent back for the same reason', back(), [], true],
  ['sent back for another one', { ...back(), 'reason-0': '错一格' }, [], false],
  ['cleared what was sent back', clear(), [], false],
  ['called back for another reason', { ...back(), 'reason-0': '错一格' }, published(1, submission), false],
  ['called back for the same reason', back(), published(1, submission), true],
])('of two at once the second is done by the first where it says the same: %s', (name, typed, extra, same) => {
  const first = decide(extra, name === 'cleared' ? clear() : back())
  const second = decide(extra, typed)
  if ('problems' in first || 'problems' in second) throw new Error('refused')
  expect(isSameClearance(second.facts[0]!, { ...first.facts[0]!, by: 'he', at: '2021-01-28T01:59:59.000Z' })).toBe(same)
})
