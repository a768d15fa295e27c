import { describe, expect, it } from 'vitest'
import { recordOpening } from '../../functions/kept/cycles.ts'
import { loadFunctions } from '../../infra/local/engine/load-functions.ts'
import { workflowDefinition } from '../../shared/contract/workflow-definition.ts'
import type { Fact } from '../../shared/cycle/facts.ts'
import { foldCycle } from '../../shared/cycle/fold.ts'
import { type CycleState, unitState } from '../../shared/cycle/reporting-cycle.ts'
import { Browser, type Form, type Page } from './browser.ts'
import { Cast } from './cast.ts'
import { checkSeason } from './invariants.ts'
import { Office } from './office.ts'
import { Random } from './random.ts'
import { cycle, scenarioOf } from './scenario.ts'
import type { Weather } from './scheduler.ts'
import { World } from './world.ts'

/**
 * Races that seasons have found, kept as scripts: a seed names another season after any change of effects, a script does not.
 * The script holds one effect back, or makes it the last of its call; everything else takes its time in fair weather.
 */
const functions = await loadFunctions()
const hour = 3_600_000

/** Of 2019 each unit publishes its own report, once its leader has signed it. */
const townIsLate = { effect: /record submission#town/, late: hour }
const ofUnits = 'gid-2019, need any, confirmed, hold'

async function play(
  scripted: NonNullable<Weather['scripted']>,
  provoked: (fact: Fact, cast: Cast) => void = () => {},
  report = 'safety-inspection, need all, confirmed, hold',
  hours = 6,
) {
  const weather: Weather = { die: 0, fail: 0, skew: [0], priorities: false, scripted }
  const scenario = [...Array(200).keys()]
    .map((seed) => scenarioOf(new Random(seed)))
    .find(({ name }) => name === report)!
  const world = new World(1, scenario.opens, weather, workflowDefinition, functions)
  const cast = new Cast(world, scenario)
  const office = new Office(cast)
  cast.calm = true
  const pass = (milliseconds: number) => world.scheduler.runUntil(world.scheduler.now + milliseconds)
  /** Lets somebody do something and everything follow from it. */
  const letting = async (does: Promise<unknown>): Promise<void> => {
    await pass(hour)
    await does
  }
  world.onFact = (fact) => provoked(fact, cast)
  // Within so few hours nobody has read anything.
  world.onMail = (mail) => world.scheduler.after(Math.max(60_000, (6 - hours) * 5 * hour), () => void cast.react(mail))
  await letting(world.invoke('open-cycle', (services) => recordOpening(scenario.opening, scenario.document, services)))
  for (let n = 0; n < hours; n++) await pass(hour)
  const state = () => foldCycle(world.kept.facts(cycle))!
  const runs = () => [...world.machine.runs.values()].map(({ status }) => status)
  const findings = async () => {
    await checkSeason(world, cast)
    return world.findings
  }
  return { world, cast, office, state, runs, findings, pass, letting }
}

describe('interleavings that seasons have found', () => {
  it('a correction that the timer begins as well has one run', async () => {
    const { world, office, state, runs, pass, findings } = await play([
      { after: /record act/, effect: /^POST \/board.* facts/, late: 2 * 60_000 },
    ])
    expect(state().publications).toHaveLength(1)
    const begun = office.act({ act: 'correct' })
    await pass(60_000)
    const tick = world.keepTime()
    await pass(hour)
    await Promise.all([begun, tick])
    expect(runs().filter((status) => status === 'running')).toHaveLength(1)
    expect(await findings()).toEqual([])
  })

  it('what began a correction of long ago, sent again, begins no second run beside the one of now', async () => {
    const { world, cast, office, state, runs, pass, letting, findings } = await play([])
    const browser = new Browser(world)
    const mail = cast.mailsOf(cast.scenario.opening.office[0]!.address, 'board')[0]!
    const onBoard = async (act: (page: Page) => Promise<unknown>) =>
      letting(browser.open(mail).then((page) => act(page!)))
    const values = { reason: '更正' }
    let form: Form | undefined
    await onBoard(async ({ forms }) => {
      form = forms.find(({ fields }) => fields.act === 'correct')!
      await browser.submit(form, values)
    })
    while (!state().acts.some(({ act }) => act === 'adjust')) await letting(office.act({ act: 'adjust', unit: 'town' }))
    for (let n = 0; n < 8; n++) await pass(hour)
    expect(state().publications).toHaveLength(2)
    await letting(office.act({ act: 'correct' }))
    await onBoard(({ forms }) => {
      const token = forms.find(({ fields }) => fields['form-token'])!.fields['form-token']!
      return browser.submit({ ...form!, fields: { ...form!.fields, 'form-token': token } }, values)
    })
    expect(state().acts.filter(({ act }) => act === 'correct')).toHaveLength(2)
    expect(runs().filter((status) => status === 'running')).toHaveLength(1)
    expect(await findings()).toEqual([])
  })

  it('of two runs that two turns of the timer have started at once the older ends', async () => {
    const { world, state, runs, pass, findings } = await play(
      [{ effect: /start season-1-2/, late: 3 * 60_000 }],
      undefined,
      'safety-inspection, need all, confirmed, hold',
      1,
    )
    for (const run of world.machine.runs.keys()) world.machine.stop(run)
    const first = world.keepTime()
    await pass(2 * 60_000)
    const second = world.keepTime()
    await Promise.all([first, second, pass(hour)])
    expect(runs().toSorted()).toEqual(['running', 'stopped', 'succeeded'])
    for (let n = 0; n < 200 && state().publications.length === 0; n++) await pass(hour)
    await pass(hour)
    expect(runs().toSorted()).toEqual(['stopped', 'succeeded', 'succeeded'])
    expect(state().publications).toHaveLength(1)
    expect(await findings()).toEqual([])
  })

  it('a draft that is made again after last year’s report was brought in has a check of its own', async () => {
    const bringing = (fact: Fact, cast: Cast) => {
      if (fact.kind === 'draft' && fact.round === 1) void new Office(cast).bringLastYear('')
    }
    const { world, state, letting, findings } = await play([], bringing, ofUnits)
    const [first, second] = state().rounds
    expect(second?.draft.digest).toBe(first?.draft.digest)
    expect(second?.check?.body).not.toBe(first?.check?.body)
    await letting(world.keepTime())
    expect(await findings()).toEqual([])
  })

  it('a nil return whose process died before it was filed is filed by the timer', async () => {
    const { world, office, state, pass, letting } = await play(
      [{ effect: /record act/, dies: true }],
      undefined,
      ofUnits,
      1,
    )
    const nil = () => state().acts.find(({ act }) => act === 'nil')
    while (!nil()) {
      void office.act({ act: 'nil', unit: 'harbour' })
      await pass(hour)
    }
    expect(unitState(state(), 'harbour')?.submissions).toEqual([])
    await letting(world.keepTime())
    expect(unitState(state(), 'harbour')?.submissions).toMatchObject([{ nil: true, channel: 'office' }])
  })

  it('a wait whose function died after it had kept its token is entered once: the attempt that follows ends it', async () => {
    const stopped: string[] = []
    const { world, state, findings, pass, letting } = await play(
      [{ after: /record draft/, effect: /save callback submissions/, dies: true }],
      (fact, { world }) => {
        if (fact.kind !== 'draft' || stopped.length > 0) return
        stopped.push(...world.machine.runs.keys())
        for (const run of stopped) world.machine.stop(run)
      },
    )
    await letting(world.keepTime()) // another run, which finds every slice there
    await pass(hour)
    expect(world.scheduler.trace().filter((line) => /dies after save callback/.test(line))).toHaveLength(1)
    expect(world.counters.counts.get('log workflow-stuck')).toBeUndefined()
    expect(state().publications).toHaveLength(1)
    expect(await findings()).toEqual([])
  })

  it.each([
    ['before', { effect: /record submission#town/, late: 40_000 }, false],
    ['after', { effect: /^POST \/board.* record act/, late: 20_000 }, true],
  ])(
    'a cycle called off %s a submission that was on its way is over: there is no receipt of it then',
    async (_, late, has) => {
      const done: Promise<unknown>[] = []
      // Its clerk presses twice.
      const { world, cast, state, findings } = await play([late, { ...late }], (fact, cast) => {
        const [town] = cast.units().find(({ id }) => id === 'town')!.contacts
        if (fact.kind !== 'mail' || fact.to !== town!.id || done.length > 0) return
        const { scheduler } = patient(cast).world
        const fills = () => cast.fillIn(cast.sliceMailOf(town!, 'town')!)
        const off = () => new Office(cast).act({ act: 'cancel' })
        done.push(scheduler.sleep(10_000).then<unknown>(has ? off : fills))
        done.push(scheduler.sleep(11_000).then<unknown>(has ? fills : off))
      })
      await Promise.all(done)
      expect(state().cancelled).toBeDefined()
      expect(world.kept.factsOf(cycle, 'submission')).toHaveLength(1)
      expect(cast.claims.filter(({ what }) => what.includes('town'))).toHaveLength(has ? 1 : 0)
      expect(await findings()).toEqual([])
    },
  )

  it('a hold that is written when the version has left is refused', async () => {
    const answers: Promise<Page | undefined>[] = []
    const { state, findings } = await play([{ effect: /^POST \/board.* record act/, late: hour / 2 }], (fact, cast) => {
      if (fact.kind !== 'draft') return
      answers.push(new Office(patient(cast)).act({ act: 'hold' }))
    })
    const [answer] = await Promise.all(answers)
    expect(answer?.posted).toBe(409)
    expect(answer?.body).toContain('没有赶上')
    expect(state().lateActs).toMatchObject([{ act: 'hold' }])
    expect(state().publications).toHaveLength(1)
    expect(await findings()).toEqual([])
  })

  it('a signature that is written when the seat was given to another counts for nothing, and who has it now signs', async () => {
    const seat = 'safety-office-1'
    const { world, state, findings } = await play(
      [{ effect: /^POST \/sign-off.* record decision#0001#safety-office#safety-office-1/, late: 8 * 60_000 }],
      (fact, cast) => {
        if (fact.kind !== 'request' || fact.stage !== 'safety-office') return
        const office = new Office(patient(cast))
        const gives = () => office.act({ act: 'reassign', choose: ({ fields }) => fields.seat === seat })
        void cast.world.scheduler.sleep(40_000).then(gives)
      },
    )
    const written = world.kept
      .facts(cycle)
      .flatMap((one) => (one.kind === 'decision' && one.seat === seat ? [one] : []))
    expect(written.map(({ by, given }) => [by === seat, given])).toEqual([
      [true, undefined],
      [false, 1],
    ])
    expect(state().rounds[0]?.decisions.filter((one) => one.seat === seat)).toMatchObject([{ given: 1 }])
    expect(state().publications).toHaveLength(1)
    expect(await findings()).toEqual([])
  })

  it('a take-back that is written when a draft of it was sent to be signed ends that sign-off at once', async () => {
    const answers: Promise<Page | undefined>[] = []
    const waits: string[] = []
    const { findings } = await play(
      [
        { effect: /record draft/, late: 5_000 },
        { effect: /^POST \/receipt.* record take-back/, late: 20_000 },
      ],
      (fact, cast) => {
        const { scheduler, machine, kept } = cast.world
        const isLast = kept.factsOf(cycle, 'submission').length === cast.units().length
        if (fact.kind === 'submission' && isLast) answers.push(patient(cast).takeBack(fact.unit))
        if (fact.kind !== 'take-back') return
        waits.push(...machine.parked())
        void scheduler.sleep(10_000).then(() => waits.push(...machine.parked()))
      },
      'safety-inspection, need all, unconfirmed, hold',
    )
    const [answer] = await Promise.all(answers)
    expect(answer?.posted).toBe(303)
    expect(waits).toEqual(['Request sign-off', 'Await submissions'])
    expect(await findings()).toEqual([])
  })

  it('a recall that is written when a draft of it was sent to be signed ends that sign-off at once, and the unit answers', async () => {
    const answers: Promise<Page | undefined>[] = []
    const waits: string[] = []
    const { state, findings } = await play(
      [
        townIsLate,
        { effect: /record draft/, late: 60_000 },
        { effect: /^POST \/clearance.* record recall/, late: 2 * 60_000 },
      ],
      (fact, cast) => {
        const { scheduler, machine } = cast.world
        if (fact.kind === 'confirmation' && fact.unit === 'housing')
          void scheduler.sleep(60_000).then(() => cast.world.keepTime())
        if (fact.kind === 'submission' && fact.unit === 'town')
          answers.push(new Office(patient(cast)).sendBack('housing'))
        if (fact.kind !== 'recall') return
        waits.push(...machine.parked())
        void scheduler.sleep(10_000).then(() => waits.push(...machine.parked()))
      },
      ofUnits,
    )
    const [answer] = await Promise.all(answers)
    expect(answer?.posted).toBe(303)
    expect(waits).toEqual(['Request sign-off', 'Await submissions'])
    const [called] = unitState(state(), 'housing')?.recalls ?? []
    expect(publishedOf(state(), 'housing')).toBeGreaterThan(called!.revision)
    expect(await findings()).toEqual([])
  })

  it('a return that is written when another draft of the same slice is being signed ends that sign-off, and the unit answers', async () => {
    const waits: [number, string[]][] = []
    const { world, state, findings } = await play(
      [{ effect: /^POST \/sign-off.* record decision#0001/, late: 40_000 }],
      (fact, cast) => {
        const { scheduler, machine, kept } = patient(cast).world
        const look = () => waits.push([kept.factsOf(cycle, 'draft').length, machine.parked()])
        if (fact.kind === 'decision' && fact.choice === 'return') {
          look()
          void scheduler.sleep(10_000).then(look)
        }
        if (fact.kind !== 'request' || fact.round > 1 || fact.stage !== 'safety-office') return
        const mail = () => cast.mailsOf('safety-office-1@season.example', 'sign-off')[0]!
        void scheduler.sleep(30_000).then(() => cast.decide(mail(), 'return'))
        void scheduler.sleep(40_000).then(() => new Office(cast).act({ act: 'adjust', unit: 'office' }))
      },
      'safety-inspection, need any, confirmed, hold',
    )
    const sent = world.kept
      .facts(cycle)
      .flatMap((one) => (one.kind === 'decision' && one.choice === 'return' ? one : []))
    expect(sent).toMatchObject([{ round: 1 }])
    expect(waits).toEqual([
      [2, ['Request sign-off']],
      [2, ['Await submissions']],
    ])
    const [reason] = sent[0]!.reasons
    const seen = state().rounds[0]!.draft.submissions.find(({ unit }) => unit === reason!.unit)
    expect(state().publications).toHaveLength(1)
    expect(publishedOf(state(), reason!.unit)).toBeGreaterThan(seen!.revision)
    expect(await findings()).toEqual([])
  })

  it('a take-back that is written when the version has left is refused', async () => {
    const answers: Promise<Page | undefined>[] = []
    const { world, state, findings } = await play(
      [{ effect: /^POST \/receipt.* record take-back/, late: 4 * hour }],
      (fact, cast) => {
        if (fact.kind === 'submission' && fact.unit === 'town') answers.push(patient(cast).takeBack('town'))
      },
    )
    const [answer] = await Promise.all(answers)
    expect(answer?.posted).toBe(409)
    expect(answer?.body).toContain('已进入发布')
    expect(world.kept.factsOf(cycle, 'take-back')).toHaveLength(1)
    expect(state().publications).toHaveLength(1)
    expect(await findings()).toEqual([])
  })

  it('a take-back that is written when the unit’s own report has left is refused', async () => {
    const answers: Promise<Page | undefined>[] = []
    const { state, findings } = await play(
      [townIsLate, { effect: /^POST \/receipt.* record take-back/, late: 2 * 60_000 }],
      (fact, cast) => {
        if (fact.kind !== 'confirmation' || fact.unit !== 'housing') return
        answers.push(patient(cast).takeBack('housing'))
        void cast.world.scheduler.sleep(60_000).then(() => cast.world.keepTime())
      },
      ofUnits,
    )
    const [answer] = await Promise.all(answers)
    expect(answer?.posted).toBe(409)
    expect(answer?.body).toContain('已进入发布')
    const housing = unitState(state(), 'housing')
    expect(housing).toMatchObject({ takeBacks: [], reports: [{ version: 1 }] })
    expect(housing?.reports[0]?.revision).toBe(housing?.confirmations.at(-1)?.revision)
    expect(await findings()).toEqual([])
  })

  const stranger = { name: 'stranger', address: 'stranger@season.example' }
  const asContact = { 'contacts.1.name': stranger.name, 'contacts.1.address': stranger.address }
  const asOfficer = { ...stranger, address: 'Stranger+1@season.example' }
  const ofDirector = ({ fields }: Form) => fields.stage === 'director'
  it.each<[string, Parameters<Office['act']>[0], string]>([
    ['a contact', { act: 'contacts', unit: 'town', fields: asContact }, 'director'],
    ['somebody of the office', { act: 'officer', fields: asOfficer }, 'director'],
    ['who signs at the next stage', { act: 'reassign', fields: stranger, choose: ofDirector }, 'safety-office'],
  ])('whom the office names as %s while an approver names them is one person', async (_, wish, stage) => {
    const named: Promise<unknown>[] = []
    const { state, findings } = await play([{ effect: /record delegation/, late: 30_000 }], (fact, cast) => {
      const { scheduler } = cast.world
      if (fact.kind !== 'request' || fact.stage !== stage) return
      named.push(scheduler.sleep(10_000).then(() => names(patient(cast), stage, stranger.address)))
      named.push(scheduler.sleep(15_000).then(() => new Office(cast).act(wish)))
    })
    await Promise.all(named)
    const { rounds, acts, proposals } = state()
    const people = [...acts, ...proposals.map(({ act }) => act)].flatMap((act) =>
      act.act === 'contacts' ? act.contacts : act.act === 'officer' || act.act === 'reassign' ? (act.to ?? []) : [],
    )
    const [deputy] = rounds[0]?.delegations ?? []
    expect(people.map(({ id }) => id)).toEqual([deputy?.to.id])
    // What bars them from the second part is found when it is consented to.
    expect(proposals.map(({ consent }) => consent)).toEqual(wish.act === 'contacts' ? [] : [undefined])
    expect(await findings()).toEqual([])
  })

  it('two who are named beside each other for one unit are two persons', async () => {
    const named: Promise<unknown>[] = []
    const { state, findings } = await play([{ effect: /record proposal/, late: 30_000 }], (fact, cast) => {
      if (fact.kind === 'confirmation' && named.length === 0)
        named.push(new Office(patient(cast)).act({ act: 'leader', unit: 'housing' }))
      if (fact.kind !== 'code' || named.length !== 1) return
      const does = () => new Office(cast).act({ act: 'contacts', unit: 'housing' })
      named.push(cast.world.scheduler.sleep(5_000).then(does))
    })
    await Promise.all(named)
    expect(state().acts.map(({ act }) => act)).toEqual(['contacts', 'leader'])
    expect(await findings()).toEqual([])
  })

  /** The report is out, its correction begun, and a figure adjusted, so that a draft of it is made and signed. */
  async function correcting(played: Awaited<ReturnType<typeof play>>): Promise<void> {
    await played.letting(played.office.act({ act: 'correct' }))
    await played.letting(played.office.act({ act: 'adjust', unit: 'town' }))
    await played.pass(12 * hour)
  }

  it('a run whose last step is made again when a correction was begun meanwhile ends, and waits for nothing of it', async () => {
    const begun: Promise<unknown>[] = []
    const played = await play([{ effect: /publish-report.* point r\/season-1\/latest/, dies: true }], (fact, cast) => {
      if (fact.kind === 'publication') begun.push(new Office(patient(cast)).act({ act: 'correct' }))
    })
    await Promise.all(begun)
    expect(played.runs()).toEqual(['succeeded', 'running'])
    await played.letting(played.office.act({ act: 'abandon' }))
    expect(played.runs()).toEqual(['succeeded', 'succeeded'])
    expect(await played.findings()).toEqual([])
  })

  it('a correction that is given up when its version has left is too late, and that version is public', async () => {
    const answers: Promise<Page | undefined>[] = []
    const played = await play([{ effect: /^POST \/board.* record act#0003/, late: hour / 2 }], (fact, cast) => {
      if (fact.kind !== 'draft' || fact.round !== 2) return
      answers.push(new Office(patient(cast)).act({ act: 'abandon' }))
    })
    await correcting(played)
    const [answer] = await Promise.all(answers)
    expect(answer?.posted).toBe(409)
    expect(answer?.body).toContain('没有赶上')
    const { lateActs, abandoned, publications } = played.state()
    expect([lateActs.map(({ act }) => act), abandoned, publications.length]).toEqual([['abandon'], [], 2])
    expect(await played.findings()).toEqual([])
  })

  const signs = { effect: /^POST \/sign-off.* record decision#0002/, late: 5 * 60_000 }
  it.each<[string, NonNullable<Weather['scripted']>, number]>([
    ['before it is written', [{ effect: /^POST \/board.* record act#0003/, late: 90_000 }], 0],
    ['after it', [signs, { ...signs }], 90_000],
  ])(
    'a correction that one gives up who saw no signature is over, and who signed %s is told',
    async (_, late, since) => {
      const answers: Promise<Page | undefined>[] = []
      const played = await play(late, (fact, cast) => {
        if (fact.kind !== 'draft' || fact.round !== 2) return
        const gives = () => new Office(patient(cast)).act({ act: 'abandon' })
        answers.push(cast.world.scheduler.sleep(since).then(gives))
      })
      await correcting(played)
      const [answer] = await Promise.all(answers)
      expect(answer?.posted).toBe(303)
      const [given] = played.state().abandoned
      const signed = given?.rounds.flatMap(({ decisions }) => decisions) ?? []
      expect([given?.ended.consent, signed.length > 0]).toEqual([undefined, true])
      const told = played.world.kept.factsOf(cycle, 'mail').map(({ duty }) => duty)
      for (const { by } of signed) expect(told).toContain(`abandoned/${given!.ended.id}/${by}`)
      expect(played.state().publications).toHaveLength(1)
      expect(played.runs()).not.toContain('running')
      expect(await played.findings()).toEqual([])
    },
  )

  it('a correction that two give up beside its release stops it, and its run ends', async () => {
    const late = [
      { effect: /record act#0003/, late: hour / 2 },
      { effect: /record release#0002/, late: hour },
    ]
    const played = await play(late, (fact, cast) => {
      if (fact.kind === 'decision' && fact.round > 1) void new Office(patient(cast)).act({ act: 'abandon' })
    })
    await correcting(played)
    const { abandoned, publications, releases, releasesWritten } = played.state()
    expect([abandoned.length, publications.length, releases.length, releasesWritten]).toEqual([1, 1, 1, 2])
    expect(abandoned[0]?.ended.consent).toBeDefined()
    expect(played.runs()).not.toContain('running')
    expect(await played.findings()).toEqual([])
  })

  it('more time that a unit is given while its time is found to be over counts, and is over in its turn', async () => {
    const played = await play(
      [
        { effect: /record submission#town/, late: 100 * 24 * hour },
        { effect: /record lapse/, late: hour / 2 },
      ],
      () => {},
      'safety-inspection, need all, unconfirmed, gap',
    )
    const { world, office, state, pass, findings } = played
    world.onMail = (mail) => {
      if (!mail.to.address.startsWith('town')) void played.cast.react(mail)
    }
    const until = (instant: string) => pass(Date.parse(instant) - world.scheduler.now)
    const lapses = () => world.kept.factsOf(cycle, 'lapse').length
    await until('2026-01-14T16:00:00.000Z') // the night in which the days of grace are over
    const tick = world.keepTime()
    await pass(60_000)
    await played.letting(office.act({ act: 'reopen', unit: 'town', fields: { until: '2026-01-19' } }))
    await tick
    expect([lapses(), state().acts.map(({ act }) => act), state().rounds]).toEqual([1, ['reopen'], []])
    await until('2026-01-19T15:00:00.000Z')
    await played.letting(world.keepTime())
    expect([lapses(), state().rounds]).toEqual([1, []])
    await played.letting(world.keepTime())
    await pass(6 * hour)
    expect([lapses(), state().publications.length, state().rounds[0]?.draft.gaps]).toEqual([2, 1, ['town']])
    expect(await findings()).toEqual([])
  })

  it.each([
    ['a take-back', (cast: Cast) => patient(cast).takeBack('housing')],
    ['a hold', (cast: Cast) => new Office(patient(cast)).act({ act: 'hold' })],
  ])('%s that is written beside the release of the unit’s own report stops it', async (_, does) => {
    const answers: Promise<Page | undefined>[] = []
    let confirmed = 0
    const { world, state, findings, letting } = await play(
      [townIsLate, { effect: /record unit-release#housing#0001/, late: 2 * 60_000 }],
      (fact, cast) => {
        if (fact.kind !== 'confirmation' || fact.unit !== 'housing' || answers.length > 0) return
        confirmed = fact.revision
        answers.push(cast.world.scheduler.sleep(30_000).then(() => does(cast)))
        void cast.world.keepTime()
      },
      ofUnits,
    )
    const [answer] = await Promise.all(answers)
    expect(answer?.posted).toBe(303)
    expect(confirmed).toBeGreaterThan(0)
    // Whoever was signed since has its turn.
    for (let n = 0; n < 4; n++) await letting(world.keepTime())
    expect(unitState(state(), 'housing')?.reports.map(({ revision }) => revision)).not.toContain(confirmed)
    expect(await findings()).toEqual([])
  })

  it('two turns that publish a unit’s own report publish the one that was signed first', async () => {
    const played = await play(
      [
        { effect: /record submission#town/, late: 1000 * hour },
        { effect: /publish r.*housing.*manifest.sig/, late: 60_000 },
      ],
      () => {},
      ofUnits,
    )
    const { world, state } = played
    await played.letting(Promise.all([world.keepTime(), world.keepTime()]))
    expect(unitState(state(), 'housing')?.reports).toMatchObject([{ version: 1 }])
    expect(world.counters.counts.get('log unit-report-not-published')).toBeUndefined()
    expect(await played.findings()).toEqual([])
  })
})

/** Which revision of the unit the first version is made of. */
function publishedOf({ rounds, publications }: CycleState, id: string): number | undefined {
  const draft = rounds.find(({ round }) => round === publications[0]?.round)?.draft
  return draft?.submissions.find(({ unit }) => unit === id)?.revision
}

/** The approver of a stage names whoever reads this mailbox. */
async function names(cast: Cast, stage: string, address: string): Promise<void> {
  const browser = new Browser(cast.world)
  const mail = cast.mailsOf(`${stage}-1@season.example`, 'sign-off')[0]!
  const form = (await browser.open(mail))?.forms.find(({ path }) => path === '/delegation')
  await cast.delegate(browser, form!, { mail, link: cast.linkOf(mail)!, address })
}

/** Waits for an answer however long it takes. */
function patient(cast: Cast): Cast {
  cast.world.patience = Number.POSITIVE_INFINITY
  return cast
}
