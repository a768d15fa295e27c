import { describe, expect, test } from 'vitest'
import type { Fact, OfficeAct, OfficeActFact, Opening, SubmissionFact } from '../../../shared/cycle/facts.ts'
import { foldCycle } from '../../../shared/cycle/fold.ts'
import { cellLabels, type Publication, publishedReportOf, withdrawnOn } from '../../../shared/published/publication.ts'
import { versionFolder } from '../../../shared/published/site-report.ts'
import { digestOfValue } from '../../../shared/report/bytes/digest.ts'
import { compileDefinition } from '../../../shared/report/cells.ts'
import type { Finding } from '../../../shared/report/finding.ts'
import { instanceTitle } from '../../../shared/report/integrity/instance-title.ts'
import type { ReportDefinition } from '../../../shared/report/report-definition.ts'
import { cycleWith, decisionOf, definition, submissionOf, type Variation } from '../../fixtures/tongjiang-2020.ts'

const cycle = 'tongjiang-2020'
const at = '2021-01-24T16:30:00.000Z' // the 25th in Shanghai
let n = 0
const act = (what: OfficeAct, more: Partial<OfficeActFact> = {}): Fact => {
  n += 1
  return { kind: 'act', cycle, n, id: `act-${n}`, by: 'feng', reason: `理由 ${what.act}`, at, ...what, ...more } as Fact
}
type Given = Variation & { opening?: Partial<Opening>; drop?: (fact: Fact) => boolean }
/** The report of a cycle that all four stages signed, unless the case says otherwise. */
function report({ opening, drop = () => false, ...variation }: Given, changes: Partial<Publication> = {}) {
  const made = cycleWith({ approved: 4, ...variation })
  const facts = made.facts
    .filter((fact) => !drop(fact))
    .map((fact) => (fact.kind === 'opening' ? { ...fact, ...opening } : fact))
  const publishedAt = '2021-02-19T08:00:00.000Z'
  return publishedReportOf({
    ...made,
    state: foldCycle(facts)!,
    definition,
    findings: [],
    version: 1,
    publishedAt,
    ...changes,
  })
}
const unitOf = (given: Given, id: string) => report(given).units.find((unit) => unit.id === id)!
const facts = (...list: Fact[]): Variation => ({ facts: () => list })
const feng = { name: '冯娟', title: '政务公开办' }
const said = (what: string) => ({ by: feng, reason: `理由 ${what}`, at })

describe('how a unit filed', () => {
  const extend = (unit: string, until: string, more: Partial<OfficeActFact> = {}) =>
    act({ act: 'extend', unit, until }, more)
  const joining = cycleWith().state.opening.units.find(({ id }) => id === 'finance')!
  const again = (unit: string, more: object = {}): Fact =>
    ({
      kind: 'submission',
      cycle,
      unit,
      revision: 2,
      digest: 'second',
      at: '2021-02-15T03:00:00.000Z',
      by: `${unit}-clerk`,
      channel: 'form',
      nil: false,
      ...more,
    }) as Fact
  test.each<[string, Given, string, object]>([
    ['in time', {}, 'police', { standing: 'on-time', due: '2021-01-22', filed: '2021-01-16' }],
    ['late', {}, 'finance', { standing: 'late', due: '2021-01-22', filed: '2021-01-25', daysLate: 3 }],
    [
      'on the very day it was due',
      facts(extend('finance', '2021-01-25')),
      'finance',
      { standing: 'on-time', due: '2021-01-25' },
    ],
    [
      'by the last of two dates',
      facts(extend('finance', '2021-02-01'), extend('finance', '2021-01-24')),
      'finance',
      { due: '2021-01-24', daysLate: 1 },
    ],
    [
      'by the general date, where its own is earlier',
      facts(extend('finance', '2021-01-10')),
      'finance',
      { due: '2021-01-22', daysLate: 3 },
    ],
    [
      'by the general date, whatever another got',
      facts(extend('police', '2021-01-25')),
      'finance',
      { due: '2021-01-22', standing: 'late' },
    ],
    [
      'by the date it joined with',
      facts(act({ act: 'join', unit: 'finance', joining, until: '2021-01-26' })),
      'finance',
      { due: '2021-01-26', standing: 'on-time', joined: said('join') },
    ],
    [
      'not by a reopening, which is no more time',
      facts(act({ act: 'reopen', unit: 'finance', until: '2021-01-26', revision: 1 })),
      'finance',
      { due: '2021-01-22', standing: 'late' },
    ],
    [
      'by the legal date, where no other is set',
      { opening: { timetable: { legal: '2021-01-24' } } },
      'finance',
      { due: '2021-01-24', daysLate: 1 },
    ],
    [
      'by its first revision, not by a later one',
      facts(again('police')),
      'police',
      { standing: 'on-time', filed: '2021-01-16', revision: 1 },
    ],
  ])('%s', (_, given, unit, wanted) => {
    expect(unitOf(given, unit)).toMatchObject(wanted)
  })

  test.each<[string, Given, string, string[]]>([
    [
      'who sent nothing',
      { missing: ['market'] },
      'market',
      ['id', 'name', 'kind', 'standing', 'due', 'nil', 'reopened'],
    ],
    [
      'who was in time',
      {},
      'police',
      ['id', 'name', 'kind', 'standing', 'due', 'filed', 'nil', 'revision', 'submission', 'reopened'],
    ],
  ])('nothing is said that does not hold: %s', (_, given, unit, keys) => {
    expect(Object.keys(unitOf(given, unit))).toEqual(keys)
  })

  test.each<[string, Given, string, string]>([
    ['missing', { missing: ['market'] }, 'market', 'missing'],
    ['sent, and not confirmed', { unmerged: { market: 'unconfirmed' } }, 'market', 'unconfirmed'],
    ['sent, and not cleared', { unmerged: { market: 'uncleared' } }, 'market', 'uncleared'],
    [
      'sent, but not in the draft',
      { missing: ['market'], facts: () => [again('market', { revision: 1 })] },
      'market',
      'missing',
    ],
    [
      'in the draft, and its facts are not at hand',
      { drop: (f) => f.kind === 'submission' && f.unit === 'market' },
      'market',
      'missing',
    ],
    ['exempt', facts(act({ act: 'exempt', unit: 'market' })), 'market', 'exempt'],
    ['gone', facts(act({ act: 'leave', unit: 'market' })), 'market', 'exempt'],
  ])('stands as %s', (_, given, unit, standing) => {
    expect(unitOf(given, unit).standing).toBe(standing)
  })

  test('goes up its own line whatever it sent', () => {
    const { opening } = cycleWith().state
    const units = opening.units.map((unit) => ({
      ...unit,
      ...(unit.id === 'police' && { countedAbove: 'own-line' as const }),
    }))
    expect(unitOf({ opening: { units } }, 'police').standing).toBe('own-line')
  })

  test.each<[string, Fact[], object]>([
    ['the office let it off', [act({ act: 'exempt', unit: 'market' })], said('exempt')],
    ['it left', [act({ act: 'leave', unit: 'market' })], { ...said('leave'), left: true }],
    [
      'it was let off and left',
      [act({ act: 'exempt', unit: 'market' }), act({ act: 'leave', unit: 'market' })],
      { ...said('leave'), left: true },
    ],
    [
      'with a second person',
      [act({ act: 'exempt', unit: 'market' }, { consent: { proposal: 1, by: 'zheng' } })],
      { ...said('exempt'), consentedBy: { name: '郑国强', title: '市长' } },
    ],
    [
      'by a command',
      [act({ act: 'exempt', unit: 'market' }, { byCommand: true })],
      { ...said('exempt'), byCommand: true },
    ],
    [
      'by somebody nobody knows',
      [act({ act: 'exempt', unit: 'market' }, { by: 'ghost' })],
      { ...said('exempt'), by: { name: 'ghost' } },
    ],
  ])('%s, and it says who and why', (_, list, exemption) => {
    const unit = unitOf(facts(...list), 'market')
    expect(unit.exemption).toEqual(exemption)
    expect(unit.filed).toBeUndefined()
  })
  test.each<[string, SubmissionFact['channel'], object | undefined]>([
    ['the office filed it', 'office', { ...said('nil'), consentedBy: { name: '郑国强', title: '市长' } }],
    ['the unit was first', 'form', undefined],
  ])('zeros that the office declared are told with who and why: %s', (_, channel, wanted) => {
    const { facts: all } = cycleWith()
    const first = all.find((f) => f.kind === 'submission' && f.unit === 'market')! as SubmissionFact
    const mine = [{ ...first, channel }, act({ act: 'nil', unit: 'market' }, { consent: { proposal: 1, by: 'zheng' } })]
    const drop = (f: Fact) => f.kind === 'submission' && f.unit === 'market' && f !== mine[0]
    expect(unitOf({ drop, facts: () => mine }, 'market').filedByOffice).toEqual(wanted)
  })
  test('what the office did with the unit since is not how its zeros were declared, nor lets it off', () => {
    const { facts: all } = cycleWith()
    const first = all.find((f) => f.kind === 'submission' && f.unit === 'market')! as SubmissionFact
    const filed: Fact = { ...first, channel: 'office' }
    const renamed = act({ act: 'rename', unit: 'market', name: { zh: '市监局', en: 'M' } })
    const list = [filed, act({ act: 'nil', unit: 'market' }), renamed]
    const unit = unitOf(
      {
        drop: (f) => f === first || (f.kind === 'submission' && f.unit === 'market' && f !== filed),
        facts: () => list,
      },
      'market',
    )
    expect(unit.filedByOffice).toEqual(said('nil'))
    expect(unit).not.toHaveProperty('exemption')
  })

  test('zeros are told of the slice that was added, and of no unit without one', () => {
    const { draft } = cycleWith({ approved: 4, missing: ['market'] })
    const slices = draft.slices.map((slice) => ({ ...slice, nil: slice.unit === 'police' }))
    const { units } = report({ missing: ['market'] }, { draft: { ...draft, slices } })
    const nil = Object.fromEntries(units.map((unit) => [unit.id, unit.nil]))
    expect(nil).toMatchObject({ police: true, finance: false, market: false })
  })

  test('another is not let off with it', () => {
    expect(unitOf(facts(act({ act: 'exempt', unit: 'market' })), 'police')).toMatchObject({ standing: 'on-time' })
    expect(unitOf(facts(act({ act: 'exempt', unit: 'market' })), 'police')).not.toHaveProperty('exemption')
  })

  test('its own reopenings and extensions stand in their order, and nothing else', () => {
    const list = [
      act({ act: 'extend', unit: 'police', until: '2021-01-26' }, { at: '2021-01-22T02:00:00.000Z' }),
      act({ act: 'reopen', unit: 'police', until: '2021-01-25', revision: 1 }, { at: '2021-01-21T02:00:00.000Z' }),
      act({ act: 'nil', unit: 'police' }),
      act({ act: 'reopen', unit: 'market', until: '2021-01-27', revision: 1 }),
    ]
    expect(unitOf(facts(...list), 'police').reopened).toEqual([
      { ...said('reopen'), act: 'reopen', until: '2021-01-25', at: '2021-01-21T02:00:00.000Z' },
      { ...said('extend'), act: 'extend', until: '2021-01-26', at: '2021-01-22T02:00:00.000Z' },
    ])
  })

  test.each<[string, number, object | undefined]>([
    ['of the revision that counts', 1, feng],
    ['not of another one', 2, undefined],
  ])('a link of the office is told %s', (_, through, wanted) => {
    const { facts: all } = cycleWith()
    const first = all.find((f) => f.kind === 'submission' && f.unit === 'police')!
    const mine = [
      { ...first, ...(through === 1 && { linkIssuedBy: 'feng' }) } as Fact,
      again('police', through === 2 ? { linkIssuedBy: 'feng' } : {}),
    ]
    const unit = unitOf(
      { drop: (f) => f.kind === 'submission' && f.unit === 'police' && !mine.includes(f), facts: () => mine },
      'police',
    )
    expect(unit.linkIssuedBy).toEqual(wanted)
  })

  test('so are those by which some of it was typed, whoever sent it', () => {
    const isMine = (f: Fact) => f.kind === 'submission' && f.unit === 'police'
    const lent = cycleWith()
      .facts.filter(isMine)
      .map((f) => ({ ...f, typedThrough: ['feng'] }) as Fact)
    const unit = unitOf({ drop: (f) => isMine(f) && !lent.includes(f), facts: () => lent }, 'police')
    expect(unit).toMatchObject({ typedThrough: [feng] })
    expect(unit).not.toHaveProperty('linkIssuedBy')
  })

  const own = (version: number, submission: string): Fact => ({
    kind: 'unit-publication',
    cycle,
    unit: 'police',
    version,
    revision: version,
    submission,
    manifest: `m${version}`,
    at,
  })
  const used = cycleWith().draft.slices.find(({ unit }) => unit === 'police')!.submission
  test.each<[string, Fact[], object | undefined]>([
    ['none', [], undefined],
    [
      'the one whose figures were added',
      [own(1, used)],
      { version: 1, path: 'r/tongjiang-2020/units/police/v1', manifest: 'm1', current: true },
    ],
    ['the newest, which has others', [own(1, used), own(2, 'other')], { version: 2, manifest: 'm2', current: false }],
    ['none that was withdrawn', [own(1, used), act({ act: 'withdraw', version: 1, unit: 'police' })], undefined],
    [
      'one of which an older version was withdrawn',
      [own(1, used), own(2, 'other'), act({ act: 'withdraw', version: 1, unit: 'police' })],
      { version: 2 },
    ],
    ['one while the whole was withdrawn', [own(1, used), act({ act: 'withdraw', version: 1 })], { version: 1 }],
  ])('its own report: %s', (_, list, wanted) => {
    const { report } = unitOf(facts(...list), 'police')
    if (wanted) expect(report).toMatchObject(wanted)
    else expect(report).toBeUndefined()
    if (wanted) expect(report!.path).toBe(versionFolder(cycle, report!.version, 'police'))
  })
})

describe('who signed', () => {
  const signatureOf = (given: Given, stage: string) => report(given).signatures.find((each) => each.stage === stage)!
  const seatOf = (given: Given, stage: string) => signatureOf(given, stage).seats[0]!
  const sun = { name: '孙丽华', title: '副市长' }
  const deputy = (kind: 'delegation' | 'substitution', stage: string, seat: string, to: object, more: object = {}) =>
    ({
      kind,
      cycle,
      round: 1,
      stage,
      seat,
      to,
      at,
      ...(kind === 'delegation' && { by: seat, reason: '出差' }),
      ...more,
    }) as unknown as Fact
  const liang = { id: 'liang', name: '梁文', title: '市政府党组成员', address: 'liang@tongjiang.example' }
  const he = { id: 'he', name: '何志远', title: '常务副市长', address: 'he@tongjiang.example' }
  const by = (who: string) => (draft: string) => decisionOf('responsible-leader', 'sun', draft, 2, who)
  const upTo = (list: (draft: string) => Fact[]): Variation => ({ approved: 2, facts: list })

  test('the seat, what was signed, when and with what words', () => {
    const { draftDigest, facts: all } = cycleWith({ approved: 4 })
    const decision = all.find((f) => f.kind === 'decision' && f.seat === 'sun')!
    expect(signatureOf({}, 'responsible-leader')).toEqual({
      stage: 'responsible-leader',
      title: definition.signOff.stages.find(({ id }) => id === 'responsible-leader')!.title,
      need: 1,
      seats: [
        {
          seat: sun,
          decision: {
            by: sun,
            capacity: 'approver',
            draft: draftDigest,
            scope: draftDigest,
            attestation: definition.signOff.stages.find(({ id }) => id === 'responsible-leader')!.attestation,
            at: '2021-01-28T02:10:00.000Z',
            digest: digestOfValue(decision),
          },
        },
      ],
    })
    expect(report({}).signatures.map(({ stage }) => stage)).toEqual(
      cycleWith().state.opening.route.map(({ stage }) => stage),
    )
  })

  test.each<[string, (draft: string) => Fact[], object]>([
    [
      'a delegate, with the reason',
      (d) => [deputy('delegation', 'responsible-leader', 'sun', liang), by('liang')(d)],
      { by: { name: '梁文', title: '市政府党组成员' }, capacity: 'delegate', delegation: '出差' },
    ],
    [
      'a delegate, when the other stage has another one',
      (d) => [
        deputy('delegation', 'principal-leader', 'zheng', he),
        deputy('delegation', 'responsible-leader', 'sun', liang),
        by('liang')(d),
      ],
      { capacity: 'delegate' },
    ],
    [
      'a substitute',
      (d) => [deputy('substitution', 'responsible-leader', 'sun', he), by('he')(d)],
      { by: { name: '何志远', title: '常务副市长' }, capacity: 'substitute' },
    ],
    [
      'whom the office gave the seat',
      (d) => [act({ act: 'reassign', stage: 'responsible-leader', seat: 'sun', to: liang }), by('liang')(d)],
      { by: { name: '梁文', title: '市政府党组成员' }, capacity: 'reassigned' },
    ],
  ])('%s', (_, list, wanted) => {
    expect(seatOf(upTo(list), 'responsible-leader').decision).toMatchObject(wanted)
  })

  test('somebody deputizes for one seat of one stage in one round alone', () => {
    const elsewhere = [
      deputy('delegation', 'principal-leader', 'sun', liang),
      deputy('delegation', 'responsible-leader', 'zheng', liang),
      deputy('substitution', 'principal-leader', 'sun', liang),
      deputy('substitution', 'responsible-leader', 'zheng', liang),
      deputy('substitution', 'responsible-leader', 'sun', he),
    ]
    const given = act({ act: 'reassign', stage: 'responsible-leader', seat: 'sun', to: liang })
    const { decision } = seatOf(
      upTo((d) => [...elsewhere, given, by('liang')(d)]),
      'responsible-leader',
    )
    expect(decision).toMatchObject({ capacity: 'reassigned' })
    expect(decision).not.toHaveProperty('delegation')
  })

  test.each<[string, Fact[], object | undefined]>([
    ['nobody', [], undefined],
    [
      'the last to whom it was given',
      [
        act({ act: 'reassign', stage: 'responsible-leader', seat: 'sun', to: he }),
        act({ act: 'reassign', stage: 'responsible-leader', seat: 'sun', to: liang }),
      ],
      { ...said('reassign'), to: { name: '梁文', title: '市政府党组成员' } },
    ],
    [
      'nobody, when the seat of another stage was given',
      [act({ act: 'reassign', stage: 'principal-leader', seat: 'sun', to: liang })],
      undefined,
    ],
    [
      'nobody, when another seat was given',
      [act({ act: 'reassign', stage: 'responsible-leader', seat: 'zheng', to: liang })],
      undefined,
    ],
  ])('in whose place: %s', (_, list, reassigned) => {
    expect(seatOf({ approved: 2, ...facts(...list) }, 'responsible-leader').reassigned).toEqual(reassigned)
  })

  test.each<[string, Fact, object]>([
    [
      'forced',
      act(
        { act: 'force', stage: 'responsible-leader', seat: 'sun', round: 1 },
        { consent: { proposal: 1, by: 'zheng' } },
      ),
      { seats: [{ seat: sun, forced: { ...said('force'), consentedBy: { name: '郑国强', title: '市长' } } }] },
    ],
    [
      'skipped',
      act({ act: 'skip', stage: 'responsible-leader', round: 1 }),
      { skipped: said('skip'), seats: [{ seat: sun }] },
    ],
  ])('a stage that was %s says so, and of nobody that they decided', (_, fact, wanted) => {
    const stage = signatureOf({ approved: 2, facts: () => [fact] }, 'responsible-leader')
    expect(stage).toMatchObject(wanted)
    expect(stage.seats[0]).not.toHaveProperty('decision')
    expect(stage.seats[0]).not.toHaveProperty('reassigned')
  })
  test('nobody was skipped, forced or replaced where nothing says so', () => {
    expect(Object.keys(signatureOf({}, 'responsible-leader'))).toEqual(['stage', 'title', 'need', 'seats'])
    expect(Object.keys(seatOf({}, 'responsible-leader'))).toEqual(['seat', 'decision'])
  })

  test('through a link of the office, which is told', () => {
    const through = (d: string): Fact[] => [{ ...by('sun')(d), linkIssuedBy: 'feng' }]
    expect(seatOf(upTo(through), 'responsible-leader').decision).toMatchObject({ linkIssuedBy: feng })
  })
})

describe('cells that a second contributor confirms', () => {
  const confirming = (stages: string[]): ReportDefinition => ({
    ...definition,
    signOff: {
      ...definition.signOff,
      stages: definition.signOff.stages.map((stage) =>
        stages.includes(stage.id) ? { ...stage, confirms: ['t2.rules.made', 't2.rules.disclosed'] } : stage,
      ),
    },
  })
  const confirmedIn = (given: Given, stages: string[]) => {
    const { provenance, signatures } = report(given, { definition: confirming(stages) })
    const by = Object.entries(provenance).flatMap(([cell, { confirmed }]) => (confirmed ? [[cell, confirmed]] : []))
    return { by, confirms: signatures.flatMap(({ stage, confirms }) => (confirms ? [[stage, ...confirms]] : [])) }
  }
  const cells = ['t2.rules.made', 't2.rules.disclosed']
  test.each<[string, Given, string[], string[][]]>([
    ['say who', {}, ['secrecy-review'], cells.map((cell) => [cell, 'secrecy-review'])],
    [
      'say the first of two',
      {},
      ['responsible-leader', 'secrecy-review'],
      cells.map((cell) => [cell, 'secrecy-review']),
    ],
    ['say nobody who has not decided', { approved: 1 }, ['secrecy-review'], []],
    [
      'say nobody who was skipped',
      {
        approved: 2,
        facts: (d) => [
          decisionOf('responsible-leader', 'sun', d, 2),
          act({ act: 'skip', stage: 'responsible-leader', round: 1 }),
        ],
      },
      ['responsible-leader'],
      [],
    ],
    [
      'say nobody who was forced',
      { approved: 2, facts: () => [act({ act: 'force', stage: 'responsible-leader', seat: 'sun', round: 1 })] },
      ['responsible-leader'],
      [],
    ],
  ])('%s', (_, given, stages, wanted) => {
    const { by, confirms: asked } = confirmedIn(given, stages)
    expect(by).toEqual(wanted)
    const inOrder = definition.signOff.stages.filter(({ id }) => stages.includes(id))
    expect(asked).toEqual(inOrder.map(({ id }) => [id, ...cells]))
  })
  test('nothing is said where nobody is asked', () => {
    expect(confirmedIn({}, [])).toEqual({ by: [], confirms: [] })
  })
})

describe('a correction', () => {
  const before = cycleWith({ approved: 4 })
  const corrected = (changes: Partial<Publication> = {}, given: Variation = {}) => {
    const figures = { ...submissionOf('police').figures, 't2.penalties.decisions': '401' }
    const submissions = before.submissions.map((each) => (each.unit === 'police' ? { ...each, figures } : each))
    const draft = {
      ...before.draft,
      figures: { ...before.draft.figures, 't2.penalties.decisions': '643' },
      texts: { ...before.draft.texts, problems: [{ by: 'office', text: '一行。\n二行。' }] },
    }
    return report(given, {
      draft,
      submissions,
      version: 2,
      reason: '写错一个数',
      previous: {
        version: 1,
        publishedAt: '2021-02-03T17:00:00.000Z',
        draft: before.draft,
        manifest: 'm1',
        submissions: before.submissions,
      },
      ...changes,
    }).correction!
  }
  test('says of which version, why, which cells and whose', () => {
    const { figures, texts, ...said } = corrected()
    expect(said).toEqual({ of: 1, published: '2021-02-04', manifest: 'm1', reason: '写错一个数' })
    expect(figures).toEqual([
      {
        cell: 't2.penalties.decisions',
        label: cellLabels(definition)('t2.penalties.decisions'),
        from: '642',
        to: '643',
        units: ['police'],
      },
    ])
    const old = before.draft.texts.problems![0]!.text.split('\n')
    expect(texts).toEqual([{ part: 'problems', removed: old, added: ['一行。', '二行。'] }])
  })
  test('names every unit whose figure is another, also one that is new or gone, in their order', () => {
    const others = before.submissions
      .filter(({ unit }) => unit !== 'office')
      .map((each) =>
        each.unit === 'police' ? { ...each, figures: { ...each.figures, 't2.penalties.decisions': '9' } } : each,
      )
    expect(corrected({ submissions: others }).figures[0]!.units).toEqual(['office', 'police'])
  })
  test('blames nobody for a total', () => {
    const total = compileDefinition(definition).cells.find(({ derived }) => derived)!.id
    const draft = { ...before.draft, figures: { ...before.draft.figures, [total]: '77' } }
    const submissions = before.submissions.map((each) => ({ ...each, figures: { ...each.figures, [total]: '5' } }))
    expect(corrected({ draft, submissions }).figures).toMatchObject([{ cell: total, to: '77', units: [] }])
  })
  test('says blank where a side does not know the cell', () => {
    const { 't2.penalties.decisions': _, ...rest } = before.draft.figures
    expect(corrected({ draft: { ...before.draft, figures: rest } }).figures[0]).toMatchObject({ from: '642', to: null })
    const previous = {
      version: 1,
      publishedAt: at,
      draft: { ...before.draft, figures: rest },
      manifest: 'm',
      submissions: before.submissions,
    }
    expect(corrected({ draft: before.draft, previous }).figures[0]).toMatchObject({ from: null, to: '642' })
  })
  test('without a reason has an empty one', () => {
    const { draft, submissions } = before
    const previous = { version: 1, publishedAt: at, draft, manifest: 'm', submissions }
    expect(report({}, { previous }).correction!.reason).toBe('')
  })
  test('is not there in a first version', () => expect(report({})).not.toHaveProperty('correction'))
  test.each<[string, Fact[], string | undefined]>([
    ['what it replaces was withdrawn', [act({ act: 'withdraw', version: 1 })], '2021-01-25'],
    ['another version was', [act({ act: 'withdraw', version: 3 })], undefined],
    ['a unit’s version was', [act({ act: 'withdraw', version: 1, unit: 'police' })], undefined],
  ])('%s', (_, list, withdrawn) => {
    expect(corrected({}, facts(...list)).withdrawn).toBe(withdrawn)
  })
  test('of a unit is told by the unit’s own withdrawals', () => {
    const { state } = cycleWith(facts(act({ act: 'withdraw', version: 1, unit: 'police' })))
    expect(withdrawnOn(state, 1, 'police')).toEqual({ withdrawn: '2021-01-25' })
    expect(withdrawnOn(state, 1)).toEqual({})
  })
})

describe('the report', () => {
  test.each<[string, string, object]>([
    [
      'in time, on the last day',
      '2021-02-20T15:59:00.000Z',
      { legal: '2021-02-20', published: '2021-02-20', zone: 'Asia/Shanghai' },
    ],
    [
      'late by the civil date of its zone',
      '2021-02-20T16:00:00.000Z',
      { legal: '2021-02-20', published: '2021-02-21', zone: 'Asia/Shanghai', daysLate: 1 },
    ],
  ])('is %s', (_, publishedAt, timeliness) => {
    expect(report({}, { publishedAt })).toMatchObject({ publishedAt })
    expect(report({}, { publishedAt }).timeliness).toEqual(timeliness)
  })

  test('says by what definition, from which draft, in how many rounds', () => {
    const { draft, draftDigest } = cycleWith()
    const made = report({})
    expect(made).toMatchObject({
      cycle,
      version: 1,
      rounds: 1,
      draft: draftDigest,
      issuer: draft.issuer,
      year: 2020,
      definition: { ...draft.definition, title: definition.title, basis: definition.basis },
      note: { zh: expect.stringContaining('虚构') },
    })
    const second = cycleWith().facts.find(({ kind }) => kind === 'draft')!
    expect(report(facts({ ...second, round: 2 } as Fact)).rounds).toBe(2)
    expect(report({ drop: ({ kind }) => kind === 'draft' }).rounds).toBe(1)
    for (const absent of ['trial', 'correction', 'previousYear', 'openedByCommand'])
      expect(made).not.toHaveProperty(absent)
  })

  test.each<[string, () => object, object]>([
    ['without a note', () => report({ opening: { note: undefined as never } }), { note: undefined }],
    ['of a trial', () => report({}, { trial: { zh: '试用', en: 'trial' } }), { trial: { zh: '试用', en: 'trial' } }],
    ['opened by a command', () => report({ opening: { byCommand: true } }), { openedByCommand: true }],
    [
      'on the terms of its site',
      () => report({}, { site: { licence: { zh: '甲', en: 'A' } } as never }),
      { licence: { zh: '甲', en: 'A' } },
    ],
  ])('%s', (_, made, wanted) => {
    const { note, trial, openedByCommand, licence } = made() as Record<string, unknown>
    expect({ note, trial, openedByCommand, licence }).toMatchObject(wanted)
  })

  test('has each table as it is printed, and each text beside whose it is', () => {
    const { draft } = cycleWith()
    const made = report({})
    const printed = made.tables.flatMap(({ id, blocks }) =>
      blocks.flatMap(({ rows, columns }) =>
        rows.flatMap((row) => row.figures.map((figure, i) => [`${id}.${row.id}.${columns[i]!.id}`, figure] as const)),
      ),
    )
    const known = new Set(compileDefinition(definition).cells.map(({ id }) => id))
    for (const [cell, figure] of printed)
      expect([cell, figure]).toEqual([cell, known.has(cell) ? (draft.figures[cell] ?? null) : null])
    expect([...known].filter((cell) => !printed.some(([other]) => other === cell))).toEqual([])
    expect(made.tables.map(({ id, part }) => [id, part])).toEqual([
      ['t2', 'disclosure'],
      ['t3', 'requests'],
      ['t4', 'disputes'],
    ])
    for (const [i, table] of definition.tables.entries()) {
      expect(made.tables[i]!.note).toEqual(table.note)
      expect('note' in made.tables[i]!).toBe(table.note !== undefined)
      expect(made.tables[i]!.blocks.map(({ id, label }) => [id, label])).toEqual(
        table.blocks.map(({ id, label }) => [id, label]),
      )
      expect(made.tables[i]!.blocks.map((block) => 'label' in block)).toEqual(
        table.blocks.map(({ label }) => label !== undefined),
      )
      expect(made.tables[i]!.blocks.map(({ rows }) => rows.map(({ groups, label }) => [groups, label]))).toEqual(
        table.blocks.map(({ rows }) => rows.map(({ groups, label }) => [groups, label])),
      )
      expect(made.tables[i]!.blocks.map(({ columns }) => columns.map(({ groups, label }) => [groups, label]))).toEqual(
        table.blocks.map(({ columns }) => columns.map(({ groups, label }) => [groups, label])),
      )
    }
    expect(made.texts.map(({ part, texts }) => [part, texts])).toEqual(
      ['overview', 'problems', 'other'].map((part) => [
        part,
        draft.texts[part]!.map(({ text }) => ({ unit: 'office', text })),
      ]),
    )
    expect(made.texts.every(({ title, number }) => title.zh.length > 0 && number.zh.length > 0)).toBe(true)
    expect(report({}, { draft: { ...draft, texts: {} } }).texts.map(({ texts }) => texts)).toEqual([[], [], []])
  })

  test('a table that no part prints stands under none', () => {
    const parts = definition.parts.filter(({ id }) => id !== 'requests')
    const tables = report({}, { definition: { ...definition, parts } }).tables
    expect(tables.map((table) => 'part' in table)).toEqual([true, false, true])
  })

  test('compares each measure with what its own form measured the year before', () => {
    const figures = { 't3.new.natural': '7', 't3.new.legal': '1' }
    const made = report({}, { lastYear: { year: 2019, definition: 'gid-2019', figures } })
    expect(made.previousYear).toBe(2019)
    expect(made.measures.map(({ id }) => id)).toEqual(definition.measures.map(({ id }) => id))
    expect(made.measures.every((measure) => 'previous' in measure)).toBe(true)
    const now = new Map(report({}).measures.map(({ id, figure }) => [id, figure]))
    const same = report({}, { lastYear: { year: 2019, definition: 'gid-2019', figures: cycleWith().draft.figures } })
    for (const { id, figure, previous } of same.measures)
      expect([id, figure, previous]).toEqual([id, now.get(id), now.get(id)])
    expect([...now.values()].some((figure) => figure !== null && figure !== '0')).toBe(true)
  })
  test('compares with nothing where the year before has no such measure, form or figures', () => {
    const [first, ...others] = definition.measures
    const renamed = { ...definition, measures: [{ ...first!, id: 'new-one' }, ...others] }
    const of = (changes: Partial<Publication>) => report({}, changes).measures.map((measure) => 'previous' in measure)
    const lastYear = { year: 2019, definition: 'gid-2019', figures: {} }
    expect(of({ definition: renamed, lastYear })).toEqual(definition.measures.map((_, i) => i > 0))
    expect(of({ lastYear: { ...lastYear, definition: 'unknown' } }).some(Boolean)).toBe(false)
    expect(of({}).some(Boolean)).toBe(false)
  })

  test('compares with a year whose form was loaded: the same one, or one whose cells it says stand for its own', () => {
    const { figures } = cycleWith().draft
    const loaded = { ...definition, id: 'our-own', previous: [{ definition: 'our-older', cells: 'same' as const }] }
    const of = (id: string) =>
      report({}, { definition: loaded, lastYear: { year: 2019, definition: id, figures } }).measures
    for (const id of ['our-own', 'our-older'])
      expect(of(id).map(({ figure, previous }) => [figure, previous])).toEqual(
        of(id).map(({ figure }) => [figure, figure]),
      )
    expect(of('nobodys').some((measure) => 'previous' in measure)).toBe(false)
  })

  test('lists gaps, adjustments and explanations in their order, whatever the draft’s', () => {
    const { draft } = cycleWith()
    const adjusted = (unit: string, cell: string) => ({ unit, cell, from: '1', to: '2', reason: 'r', by: 'feng' })
    const made = report(
      facts(
        act(
          { act: 'adjust', unit: 'market', cell: 't3.new.natural', from: '1', to: '2', revision: 1 },
          { byCommand: true },
        ),
        act(
          { act: 'adjust', unit: 'market', cell: 't2.fees.prior', from: '1', to: '3', revision: 1 },
          { byCommand: true },
        ),
        act(
          { act: 'adjust', unit: 'police', cell: 't2.fees.prior', from: '0', to: '2', revision: 1 },
          { byCommand: true },
        ),
        act({ act: 'adjust', unit: 'police', cell: 't2.fees.prior', from: '1', to: '2', revision: 1 }),
      ),
      {
        draft: {
          ...draft,
          gaps: ['police', 'market'].map((unit) => ({
            unit,
            name: { zh: unit, en: unit },
            reason: 'missing',
            note: 'x',
          })) as never,
          adjustments: [
            adjusted('police', 't2.fees.prior'),
            adjusted('market', 't3.new.natural'),
            adjusted('market', 't2.fees.prior'),
          ],
          justifications: ['b', 'a'].flatMap((instance) =>
            ['police', ''].map((unit) => ({ unit, instance, figures: 'f', text: `${unit}${instance}` })),
          ),
        },
      },
    )
    expect(made.gaps).toEqual(
      ['market', 'police'].map((unit) => ({ unit, name: { zh: unit, en: unit }, reason: 'missing' })),
    )
    expect(made.adjustments.map(({ unit, cell, byCommand, by }) => [unit, cell, byCommand, by])).toEqual([
      ['market', 't2.fees.prior', undefined, feng],
      ['market', 't3.new.natural', true, feng],
      ['police', 't2.fees.prior', undefined, feng],
    ])
    expect(made.adjustments[0]!.label).toEqual(cellLabels(definition)('t2.fees.prior'))
    expect(made.justified.map(({ explanation }) => explanation)).toEqual(['a', 'policea', 'b', 'policeb'])
  })

  test.each<[string, string, string, object | undefined]>([
    ['what it was said about', 'T3.identity(natural)', 'f', { zh: '那时的话', en: 'then' }],
    ['the title of the relation, when the figures are others', 'T3.identity(natural)', 'g', undefined],
    [
      'the title of the quoted sentence',
      'text-vs-table(new-requests:overview)',
      'f',
      { zh: definition.quotes.find(({ id }) => id === 'new-requests')!.title.zh },
    ],
    ['nothing, of a relation nobody knows', 'T9.none', 'f', undefined],
  ])('an explanation says %s', (_, instance, figures, message) => {
    const { draft } = cycleWith()
    const findings = [
      { instance: 'T3.identity(legal)', figures: 'f', message: { zh: '别的', en: 'another' } },
      { instance: 'T3.identity(natural)', figures: 'f', message: { zh: '那时的话', en: 'then' } },
    ] as Finding[]
    const [justified] = report(
      {},
      { findings, draft: { ...draft, justifications: [{ unit: 'police', instance, figures, text: '因为' }] } as never },
    ).justified
    expect(justified).toMatchObject({ unit: 'police', instance, explanation: '因为' })
    if (message) expect(justified!.message).toMatchObject(message)
    else expect(justified!.message).toEqual(instanceTitle(compileDefinition(definition), instance))
    expect('message' in justified!).toBe(instance !== 'T9.none')
  })

  test('a relation is named by title and place, a cell by its whole name', () => {
    const compiled = compileDefinition(definition)
    const { id, relation, where } = compiled.instances.at(-1)!
    expect(instanceTitle(compiled, id)).toEqual({
      zh: `${relation.title.zh}（${where.zh}）`,
      en: `${relation.title.en} (${where.en})`,
    })
    expect(instanceTitle(compiled, 'xtext-vs-table(new-requests)')).toBeUndefined()
    expect(instanceTitle(compiled, 'text-vs-table(no-such)')).toBeUndefined()
    expect(cellLabels(definition)('t3.new.natural').zh).toContain('自然人')
    expect(cellLabels(definition)('gone')).toEqual({ zh: 'gone', en: 'gone' })
  })
})
