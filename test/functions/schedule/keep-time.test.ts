import { beforeEach, describe, expect, test } from 'vitest'
import { taskHandler } from '../../../functions/door/handler.ts'
import { notedWork } from '../../../functions/door/noted-work.ts'
import { recordOpening } from '../../../functions/kept/cycles.ts'
import { loadCycle } from '../../../functions/kept/load-cycle.ts'
import { keepTime } from '../../../functions/schedule/keep-time.ts'
import { tellLater } from '../../../functions/schedule/tell-later.ts'
import { type MailMessage, MailRefused, type ToldLater } from '../../../functions/services.ts'
import { tellAct } from '../../../functions/telling/act-mails.ts'
import { actForOffice } from '../../../functions/telling/office-acts.ts'
import { announcePublication } from '../../../functions/workflow/announce-publication.ts'
import { inviteUnits } from '../../../functions/workflow/invite-units.ts'
import { mergeSlices } from '../../../functions/workflow/merge-slices.ts'
import type { Fact, OfficeAct, OfficeActFact, Opening } from '../../../shared/cycle/facts.ts'
import { theCycle } from '../../../shared/cycle/fold.ts'
import { partakers } from '../../../shared/cycle/people.ts'
import { sealSubmission } from '../../../shared/draft/sealed-submission.ts'
import { submissionFile } from '../../../shared/draft/submission.ts'
import { keptServices } from '../../fixtures/kept-services.ts'
import { cycleWith, definition } from '../../fixtures/tongjiang-2020.ts'

const base = cycleWith({ missing: ['finance'] })
const opening = base.facts[0] as Opening
const cycle = opening.cycle
const local = (day: string, hour = 10) => new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`).toISOString()
/** What units sent, with its receipts, and their leaders' words. */
const filedIn = (facts: readonly Fact[]): Fact[] =>
  facts.flatMap((f): Fact[] => {
    if (f.kind === 'confirmation') return [f]
    if (f.kind !== 'submission') return []
    const duty = `receipt/${f.unit}/${f.revision}/${f.by}`
    return [f, { kind: 'mail', cycle, duty, to: f.by, template: 'receipt', at: f.at, messageId: duty }]
  })
const settledUnits = filedIn(base.facts)

let system: ReturnType<typeof keptServices>
const keep = async (at: string) => {
  system.kept.now = at
  return keepTime({}, system.services)
}
const record = async (facts: readonly Fact[]) => {
  for (const fact of facts) await system.services.store.record(fact)
}
const sentSince = (count: number) => system.kept.mails.slice(count).map((mail) => `${mail.to.address} ${mail.subject}`)

beforeEach(async () => {
  system = keptServices(opening.at)
  await recordOpening(opening, definition, system.services)
  await inviteUnits({ cycle }, system.services)
})

test('who owes something is reminded, once, however often and however many timers run', async () => {
  await record(settledUnits)
  const before = system.kept.mails.length
  await keep(local('2021-01-19'))
  expect(sentSince(before)).toEqual([
    expect.stringMatching(/^finance-clerk@.*催办：2020年信息公开年报待填报，还有3天$/),
  ])
  await keep(local('2021-01-19', 11))
  await keep(local('2021-01-20'))
  expect(sentSince(before)).toHaveLength(1)
})

test('two timers at once: what goes out twice is the same message, and the facts are one', async () => {
  await record(settledUnits)
  const before = system.kept.mails.length
  system.kept.now = local('2021-01-19')
  await Promise.all([keepTime({}, system.services), keepTime({}, system.services)])
  const ids = system.kept.mails.slice(before).map((mail) => mail.messageId)
  expect(new Set(ids).size).toBe(1)
  const facts = await system.services.store.facts(cycle)
  expect(facts.filter((f) => f.kind === 'mail' && f.duty.startsWith('remind/'))).toHaveLength(1)
})

test('a late unit: the leader, then the office’s digest, then the lapse that resumes the wait', async () => {
  await record(settledUnits)
  await system.services.store.saveCallback({
    cycle,
    wait: 'submissions',
    token: 'waiting',
    execution: cycle,
    at: opening.at,
    seen: 0,
  })
  for (const day of ['2021-01-22', '2021-01-25', '2021-01-26']) await keep(local(day))
  expect(system.kept.resumed).toEqual([])
  await keep(local('2021-01-27'))
  const templates = (await system.services.store.facts(cycle)).flatMap((f) => (f.kind === 'mail' ? [f.template] : []))
  expect(templates).toContain('escalation')
  expect(templates).toContain('office-digest')
  expect(system.kept.resumed).toEqual([{ token: 'waiting', output: { outcome: 'complete' } }])
})

test('an address that does not work keeps nobody else from their mail, and is tried again', async () => {
  await record(settledUnits.filter((f) => !('unit' in f) || f.unit !== 'police'))
  const before = system.kept.mails.length
  system.kept.refusing = 'finance-clerk@tongjiang.example'
  await keep(local('2021-01-19'))
  expect(sentSince(before)).toHaveLength(1)
  system.kept.refusing = undefined
  await keep(local('2021-01-19', 11))
  expect(sentSince(before).map((line) => line.split('@')[0])).toEqual(['police-clerk', 'finance-clerk'])
})

test('an invitation that a crash swallowed is sent, at any hour, but not while it is being sent', async () => {
  await system.services.store.record({
    kind: 'act',
    cycle,
    n: 1,
    id: '1',
    at: local('2021-01-05', 20),
    by: 'feng',
    reason: '换人',
    act: 'contacts',
    unit: 'police',
    contacts: [{ id: 'police-1', name: '新人', address: 'new@tongjiang.example' }],
  })
  const before = system.kept.mails.length
  await keep(local('2021-01-05', 21))
  expect(sentSince(before)).toEqual([
    expect.stringMatching(/^new@tongjiang\.example 请填报：2020年信息公开年报，1月22日前$/),
    'police-clerk@tongjiang.example 请知悉：您不再办理同江市公安局',
  ])
  await keep(local('2021-01-05', 22))
  expect(sentSince(before)).toHaveLength(2)
})

test('a run that stopped is started again under the next name, by two timers as one', async () => {
  system.kept.runs.set(cycle, 'stopped')
  system.kept.now = local('2021-01-05')
  await Promise.all([keepTime({}, system.services), keepTime({}, system.services)])
  expect([...system.kept.runs]).toEqual([
    [cycle, 'stopped'],
    [`${cycle}-2`, 'running'],
  ])
  await keep(local('2021-01-06'))
  expect(system.kept.runs.size).toBe(2)
})

test('a run that was recorded but never started is left to who recorded it for a minute, then another is started', async () => {
  system.kept.runs.clear()
  await keep(new Date(Date.parse(opening.at) + 30_000).toISOString())
  expect(system.kept.runs.size).toBe(0)
  await keep(new Date(Date.parse(opening.at) + 90_000).toISOString())
  expect([...system.kept.runs.keys()]).toEqual([`${cycle}-2`])
})

test('a run that cannot be started is said to be stuck, at every run, until it can', async () => {
  system.kept.runs.set(cycle, 'stopped')
  const { workflow } = system.services
  const broken = { ...system.services, workflow: { ...workflow, start: () => Promise.reject(new Error('throttled')) } }
  system.kept.now = local('2021-01-05')
  expect(await keepTime({}, broken)).toEqual({ cycles: 1, failed: 1 })
  expect(system.kept.logged.map(({ code }) => code)).toContain('workflow-stuck')
  await keep(local('2021-01-05', 11))
  expect(system.kept.runs.get(`${cycle}-3`)).toBe('running')
})

test('one cycle that cannot be looked after does not keep the others waiting', async () => {
  const other: Opening = { ...opening, cycle: 'another', definition: { ...opening.definition, digest: 'f'.repeat(64) } }
  await system.services.store.record(other)
  await record(settledUnits)
  const before = system.kept.mails.length
  expect(await keep(local('2021-01-19'))).toEqual({ cycles: 2, failed: 1 })
  expect(sentSince(before)).toHaveLength(1)
  expect(system.kept.logged.filter(({ code }) => code === 'cycle-left-out')).toHaveLength(1)
})

test('opening again does what was left undone; another cycle of the name is refused', async () => {
  system.kept.runs.clear()
  expect(await recordOpening({ ...opening, at: local('2021-01-05') }, definition, system.services)).toMatchObject({
    opened: false,
    opening: { at: opening.at },
  })
  expect([...system.kept.runs.keys()]).toEqual([cycle])
  const second = { ...opening, cycle: 'tongjiang-2020-b' }
  await expect(recordOpening(second, definition, system.services)).rejects.toMatchObject({
    problems: [{ code: 'act-refused', field: 'year', facts: { cycle } }],
  })
  expect(await system.services.store.cycles()).toEqual([cycle])
  // A rehearsal of the same stands in nobody's way.
  expect(await recordOpening({ ...second, test: true }, definition, system.services)).toMatchObject({ opened: true })
  await expect(recordOpening({ ...opening, year: 2019 }, definition, system.services)).rejects.toMatchObject({
    status: 409,
  })
})

test('what the office did with a slice is told by the timer, where a crash swallowed the mail', async () => {
  const act = (n: number, more: OfficeAct): OfficeActFact => ({
    kind: 'act',
    cycle,
    n,
    id: `000${n}-act`,
    at: local('2021-01-18'),
    by: 'feng',
    reason: '等上级口径',
    ...more,
  })
  const finance = opening.units.find(({ id }) => id === 'finance')!
  const newcomer = { id: 'finance-2', name: '后来人', address: 'later@tongjiang.example' }
  await record([
    ...settledUnits,
    act(1, { act: 'extend', unit: 'finance', until: '2021-01-29' }),
    act(2, { act: 'contacts', unit: 'finance', contacts: [...finance.contacts, newcomer] }),
  ])
  await keep(local('2021-01-18', 11))
  const told = (await system.services.store.factsOf(cycle, 'mail')).filter(({ template }) => template === 'office-act')
  // Who became a contact afterwards is invited, with the new date; of the act itself they hear nothing.
  expect(told.map(({ duty }) => duty)).toEqual(['act/0001-act/finance-clerk'])
  await keep(local('2021-01-18', 12))
  expect((await system.services.store.factsOf(cycle, 'mail')).filter((m) => m.duty.startsWith('act/'))).toHaveLength(1)
})

test('a cycle with a day waits for it: no run, no mail, and the timer begins it that morning', async () => {
  const later = { ...opening, cycle: 'later', issuer: { ...opening.issuer, id: 'later' }, opens: '2021-01-25' }
  await recordOpening(later, definition, system.services)
  await record(settledUnits)
  await keep(local('2021-01-25', 8))
  expect([...system.kept.runs.keys()]).toEqual([cycle])
  expect((await system.services.store.facts('later')).map(({ kind }) => kind)).toEqual(['opening'])
  await keep(local('2021-01-25', 9))
  expect([...system.kept.runs.keys()]).toEqual([cycle, 'later'])
})

test('a cycle opened by mistake: all who had a mail are told once, its run ends, its place is free again', async () => {
  const before = system.kept.mails.length
  const invited = new Set(system.kept.mails.map(({ to }) => to.address))
  await system.services.store.saveCallback({
    cycle,
    wait: 'submissions',
    token: 't',
    execution: cycle,
    at: opening.at,
    seen: 0,
  })
  const answer = await actForOffice(
    await loadCycle(cycle, system.services),
    { act: 'cancel', reason: '开错了年度。' },
    opening.office[0]!.id,
    system.services,
  )
  expect(answer).toMatchObject({ act: { act: 'cancel' } })
  const told = system.kept.mails.slice(before)
  expect(new Set(told.map(({ to }) => to.address))).toEqual(invited)
  expect(
    told.every(({ subject, text }) => subject.startsWith('已撤回，不用填报') && text.includes('开错了年度。')),
  ).toBe(true)
  expect(system.kept.resumed).toEqual([{ token: 't', output: { outcome: 'complete' } }])
  expect(await mergeSlices({ cycle }, system.services)).toEqual({ outcome: 'cancelled' })
  system.kept.runs.set(cycle, 'stopped')
  await keep(local('2021-01-19'))
  expect([system.kept.mails.length, [...system.kept.runs.keys()]]).toEqual([before + invited.size, [cycle]])
  await expect(recordOpening({ ...opening, cycle: 'again' }, definition, system.services)).resolves.toMatchObject({
    opened: true,
  })
})

test('who was not told that it was called off, because of a crash, is told by the timer', async () => {
  const { address } = system.kept.mails[0]!.to
  system.kept.refusing = address
  await actForOffice(
    await loadCycle(cycle, system.services),
    { act: 'cancel', reason: '开错了。' },
    opening.office[0]!.id,
    system.services,
  )
  const before = system.kept.mails.length
  system.kept.refusing = undefined
  await keep(local('2021-01-19'))
  expect(sentSince(before)).toEqual([expect.stringMatching(`^${address} 已撤回`)])
})

test('what needs no look gets none, and what does gets one: a date, what was left behind, a run that is over', async () => {
  let whole = 0
  const { store } = system.services
  const counting: typeof store = {
    ...store,
    toldFacts(id) {
      whole += 1
      return store.toldFacts(id)
    },
  }
  const looks = async (at: string) => {
    system.kept.now = at
    const before = whole
    await keepTime({}, { ...system.services, store: counting })
    return whole > before
  }
  // Nothing is known of what was noted before the first look, so there is a second.
  expect(await looks(local('2021-01-05', 9))).toBe(true)
  expect(await looks(local('2021-01-05', 10))).toBe(true)
  expect(await looks(local('2021-01-05', 17))).toBe(false)
  // Over night what decides is enough, and in the morning mails may be due.
  expect(await looks(local('2021-01-06', 1))).toBe(false)
  expect(await looks(local('2021-01-06', 8))).toBe(true)
  await store.noteWork(cycle, 'somebody', local('2021-01-06', 9))
  expect(await looks(local('2021-01-06', 10))).toBe(true)
  expect(await looks(local('2021-01-06', 11))).toBe(false)
  system.kept.runs.set(cycle, 'stopped')
  expect(await looks(local('2021-01-06', 12))).toBe(true)
  expect([...system.kept.runs.keys()]).toEqual([cycle, `${cycle}-2`])
})

test('a lapse is written in the night it is due, though nothing but the date has changed', async () => {
  await record(settledUnits)
  for (const day of ['2021-01-22', '2021-01-25', '2021-01-26']) await keep(local(day))
  await keep(local('2021-01-27', 1))
  const { state } = await loadCycle(cycle, system.services)
  expect(state.lapses.map(({ what }) => what)).toEqual(['submissions'])
})

test('what a turn wrote before it broke is brought to its end by the next, in the night too', async () => {
  await record(settledUnits)
  const waiting = { token: 'waiting', execution: cycle, at: opening.at, seen: 0 }
  await system.services.store.saveCallback({ cycle, wait: 'submissions', ...waiting })
  for (const day of ['2021-01-22', '2021-01-25', '2021-01-26']) await keep(local(day))
  const { store } = system.services
  const unheard: typeof store = {
    ...store,
    async record(fact) {
      await store.record(fact)
      throw new Error('no answer')
    },
  }
  system.kept.now = local('2021-01-27', 1)
  const turn = taskHandler('keep-time', keepTime, { ...system.services, store: unheard })
  expect(await turn({})).toEqual({ cycles: 1, failed: 1 })
  expect(system.kept.resumed).toEqual([])
  await keep(local('2021-01-27', 2))
  expect(system.kept.resumed).toEqual([{ token: 'waiting', output: { outcome: 'complete' } }])
})

test('of what is over a date alone makes nothing due, and nobody is read; what was left behind is looked after', async () => {
  const cancelled: OfficeActFact = {
    ...{ kind: 'act', cycle, n: 1, id: '1', by: 'feng', reason: 'r', at: opening.at },
    act: 'cancel',
  }
  await record([cancelled])
  for (const hour of [9, 10]) await keep(local('2021-01-05', hour))
  const { store } = system.services
  const nobody = {
    toldFacts: () => Promise.reject(new Error('read')),
    decidingFacts: () => Promise.reject(new Error('read')),
  }
  const spineAlone = { ...system.services, store: { ...store, ...nobody } }
  system.kept.now = local('2021-01-06', 8)
  expect(await keepTime({}, spineAlone)).toEqual({ cycles: 1, failed: 0 })
  await store.noteWork(cycle, 'somebody', local('2021-01-06', 9))
  system.kept.now = local('2021-01-06', 10)
  expect(await keepTime({}, spineAlone)).toEqual({ cycles: 1, failed: 1 })
})

test('a unit that the whole does not add is told that its own report goes on, and reminded of it when the rest is over', async () => {
  const units = opening.units.map((unit) => ({
    ...unit,
    ...(unit.id === 'finance' && { countedAbove: 'own-line' as const }),
  }))
  system = keptServices(opening.at)
  await recordOpening({ ...opening, units }, definition, system.services)
  await inviteUnits({ cycle }, system.services)
  const out = { cycle, version: 1, round: 1, draft: 'd', at: local('2021-01-25') }
  await record([
    ...settledUnits,
    {
      ...{ kind: 'act', cycle, n: 1, id: '1', by: 'feng', reason: 'r', at: local('2021-01-20') },
      ...{ act: 'extend', unit: 'finance', until: '2021-02-10' },
    },
    { ...out, kind: 'release', n: 1, evidence: [`act/1`] },
    { kind: 'departure', cycle, release: 1, goes: true, at: out.at },
    { ...out, kind: 'publication', manifest: 'm' },
  ])
  system.kept.now = local('2021-01-25', 11)
  await announcePublication({ cycle }, system.services)
  const told = (unit: string) => system.kept.mails.findLast(({ to }) => to.address.startsWith(`${unit}-clerk@`))?.text
  expect(told('finance')).toContain('您单位自己的年度报告还没有公布')
  expect(told('police')).toContain('本期不再需要您填什么')
  for (const hour of [9, 10]) await keep(local('2021-02-06', hour))
  const before = system.kept.mails.length
  await keep(local('2021-02-07', 1))
  await keep(local('2021-02-07', 8))
  expect(sentSince(before)).toEqual([expect.stringMatching(/^finance-clerk@.*催办：.*待填报，还有3天$/)])
})

test('a unit whose report was called back when the whole has long been out is reminded of it', async () => {
  const finance = filedIn(cycleWith({}).facts.filter((f) => 'unit' in f && f.unit === 'finance'))
  const at = local('2021-01-25')
  const [sent] = finance.filter((f) => f.kind === 'submission')
  const out = { cycle, version: 1, round: 1, draft: 'd', at }
  const own = { cycle, unit: 'finance', version: 1, revision: 1, submission: sent!.digest, at }
  await record([
    ...settledUnits,
    ...finance,
    { ...own, kind: 'unit-release', n: 1, evidence: [] },
    { kind: 'unit-departure', cycle, unit: 'finance', release: 1, goes: true, at },
    { ...own, kind: 'unit-publication', manifest: 'm' },
    { ...out, kind: 'release', n: 1, evidence: [] },
    { kind: 'departure', cycle, release: 1, goes: true, at },
    { ...out, kind: 'publication', manifest: 'm' },
  ])
  for (const day of ['2021-01-25', '2021-01-26', '2021-02-01', '2021-02-05']) await keep(local(day))
  const recall = { cycle, unit: 'finance', revision: 1, version: 1, at: local('2021-02-05', 11), by: 'feng', n: 1 }
  system.kept.now = recall.at
  await notedWork(system.services, (noting) =>
    noting.store.record({ kind: 'recall', ...recall, reasons: [{ unit: 'finance', text: '请更正' }] } as Fact),
  )
  await keep(local('2021-02-05', 12))
  const before = system.kept.mails.length
  for (let day = 6; day < 20; day++)
    for (const hour of [1, 8, 10]) await keep(local(`2021-02-${String(day).padStart(2, '0')}`, hour))
  expect(sentSince(before).filter((mail) => /^finance-clerk@.*催办/.test(mail)).length).toBeGreaterThan(1)
})

test('before its day a proposal is told and what was consented to is done, and nobody is asked for a report', async () => {
  const { store } = system.services
  const accountable = { id: 'mayor', name: '市长', address: 'mayor@tongjiang.example' }
  const later = {
    ...opening,
    cycle: 'later',
    issuer: { ...opening.issuer, id: 'later' },
    opens: '2021-01-25',
    accountable,
  }
  await recordOpening(later, definition, system.services)
  const at = local('2021-01-11')
  const to = { id: 'newcomer', name: '后来人', address: 'later@tongjiang.example' }
  const proposed = {
    cycle: 'later',
    kind: 'proposal',
    by: 'feng',
    reason: '调离',
    until: '2021-01-13',
    acts: 0,
    at,
  } as const
  const officer = opening.office[0]!.id
  await store.record({ ...proposed, n: 1, id: 'p1', act: { act: 'officer', person: officer, to } } as Fact)
  const asked = () => system.kept.mails.filter(({ duty }) => duty?.startsWith('consent/1/')).length
  await keep(local('2021-01-11', 11))
  expect(asked()).toBeGreaterThan(0)
  await store.record({ kind: 'consent', cycle: 'later', proposal: 1, by: 'mayor', at, choice: 'consent' } as Fact)
  const before = system.kept.mails.length
  await keep(local('2021-01-11', 12))
  expect(await store.factsOf('later', 'act')).toMatchObject([{ act: 'officer', consent: { by: 'mayor' } }])
  const mailed = system.kept.mails.slice(before).filter((mail) => mail.cycle === 'later')
  expect(mailed.filter(({ duty }) => duty?.startsWith('invite'))).toEqual([])
})

test('while a mail cannot be sent every turn looks', async () => {
  await record(settledUnits)
  system.kept.refusing = 'finance-clerk@tongjiang.example'
  await keep(local('2021-01-19'))
  await keep(local('2021-01-19', 11))
  expect((await system.services.store.timerNote(cycle)).look).toBeUndefined()
  system.kept.refusing = undefined
  await keep(local('2021-01-19', 12))
  expect((await system.services.store.timerNote(cycle)).look).toBeDefined()
})

test('however long no mail leaves, little is noted of a cycle; then everybody is told', async () => {
  const { services, kept } = system
  const { send } = services.mailer
  services.mailer.send = () => Promise.reject(new Error('the relay is down'))
  const turn = taskHandler('keep-time', keepTime, services)
  const later = taskHandler('tell-later', tellLater, services)
  const submissions = settledUnits.filter((fact) => fact.kind === 'submission')
  for (const document of base.submissions) {
    const { bytes, digest } = sealSubmission(document)
    await services.files.put(submissionFile(digest), bytes)
  }
  // Whatever an earlier version noted of mails that failed.
  for (const n of [1, 2, 3]) await services.store.noteWork(cycle, `${n}@zwgk.example`, local('2021-01-12'))
  for (const [n, fact] of submissions.entries()) {
    kept.now = new Date(Date.parse(local('2021-01-12', 11)) + n * 20 * 60_000).toISOString()
    await notedWork(
      { ...services, later: { tell: async (what: ToldLater) => void later(what) } },
      async ({ store, later }) => {
        await store.record({ ...fact, at: kept.now })
        await later.tell({ cycle, unit: fact.unit })
      },
    )
    kept.now = new Date(Date.parse(kept.now) + 15 * 60_000).toISOString()
    await turn({})
    const { begun, look } = await services.store.timerNote(cycle)
    expect([begun.size, look]).toEqual([0, undefined])
  }
  expect(submissions.length).toBeGreaterThan(3)
  services.mailer.send = send
  await keep(local('2021-01-12', 20))
  const told = new Set(kept.mails.map(({ duty }) => duty))
  for (const { unit, by } of submissions) expect(told).toContain(`receipt/${unit}/1/${by}`)
})

test('that whoever is replaced was told is a fact only when the mail has left, whoever sends it', async () => {
  const [stage] = opening.route
  const seat = stage!.approvers[0]!
  const to = { id: 'newcomer', name: '后来人', address: 'later@tongjiang.example' }
  const consent = { proposal: 1, by: 'accountable' }
  await record([
    ...settledUnits,
    {
      ...{ kind: 'act', cycle, n: 1, id: 'proposal-1', at: local('2021-01-18'), by: 'feng', reason: '出差' },
      ...{ act: 'reassign', stage: stage!.stage, seat: seat.id, to, consent },
    } as Fact,
  ])
  const told = () => system.services.store.factsOf(cycle, 'told')
  system.kept.refusing = seat.address
  await keep(local('2021-01-18', 11))
  expect(await told()).toEqual([])
  system.kept.refusing = undefined
  await keep(local('2021-01-18', 12))
  expect(await told()).toMatchObject([{ act: 1 }])
  await keep(local('2021-01-18', 13))
  expect(await told()).toHaveLength(1)
})

test('whom an act could not be told hears of it at the next turn', async () => {
  const told = () => system.kept.mails.filter(({ subject }) => subject.startsWith('已撤回')).map(({ to }) => to.address)
  await record([
    {
      ...{ kind: 'act', cycle, n: 1, id: 'cancel-1', by: 'feng', reason: '开错了', at: local('2021-01-05') },
      act: 'cancel',
    } as OfficeActFact,
  ])
  system.kept.refusing = 'police-clerk@tongjiang.example'
  expect(await tellAct(cycle, 'cancel-1', system.services)).toEqual({ unsent: 1 })
  await keep(local('2021-01-05', 11))
  expect(told()).toContain('office-clerk@tongjiang.example')
  expect(told()).not.toContain('police-clerk@tongjiang.example')
  system.kept.refusing = undefined
  await keep(local('2021-01-05', 12))
  expect(told()).toContain('police-clerk@tongjiang.example')
})

test('of a report that has been at rest for weeks too, what was consented to is done', async () => {
  const { store } = system.services
  await store.record({
    ...{ kind: 'publication', cycle, version: 1, round: 1, at: opening.at },
    ...{ draft: 'd', manifest: 'm', report: 'r' },
  } as Fact)
  const later = local('2021-02-01')
  await keep(later)
  const reason = { by: 'feng', reason: '误公开', at: later }
  await store.record({
    ...{ kind: 'proposal', cycle, n: 1, id: 'p', until: '2021-02-04', acts: 0, ...reason },
    act: { act: 'withdraw', version: 1 },
  })
  await store.record({ ...{ kind: 'consent', cycle, proposal: 1, by: 'sun', at: later }, choice: 'consent' } as Fact)
  await store.noteWork(cycle, 'whoever consented', later)
  await keep(local('2021-02-01', 11))
  expect(await store.factsOf(cycle, 'act')).toMatchObject([{ act: 'withdraw', consent: { by: 'sun' } }])
  // What was left behind is done with: nobody looks again.
  expect((await store.timerNote(cycle)).begun.size).toBe(0)
})

test('whose first link to the board could not be mailed has it at the next turn, in the same words', async () => {
  const to = { id: 'later', name: '后来人', address: 'later@tongjiang.example' }
  const act = {
    ...{ kind: 'act', cycle, n: 1, id: 'officer-1', by: 'feng', reason: '调离', at: local('2021-01-05') },
    ...{ act: 'officer', person: opening.office[0]!.id, to },
  } as OfficeActFact
  await record([act])
  system.kept.refusing = to.address
  expect(await tellAct(cycle, act.id, system.services)).toEqual({ unsent: 1 })
  system.kept.refusing = undefined
  for (const hour of [11, 12]) await keep(local('2021-01-05', hour))
  const mails = system.kept.mails.filter((mail) => mail.to.address === to.address)
  expect(mails.map(({ text }) => text)).toEqual([expect.not.stringContaining('已开始')])
})

test.each<[string, Fact[], boolean]>([
  ['everybody hears that the report is out', [], true],
  [
    'nobody does once it is withdrawn',
    [
      {
        ...{ kind: 'act', cycle, n: 1, id: 'w', by: 'feng', at: local('2021-01-28', 16), reason: '有误' },
        ...{ act: 'withdraw', version: 1, consent: { proposal: 1, by: 'qin' } },
      },
    ],
    false,
  ],
])('an hour after a publication, and three runs of which none could tell anybody: %s', async (_, acts, expected) => {
  const at = local('2021-01-28', 16)
  const runs = [1, 2, 3].map((n): Fact => ({ kind: 'execution', cycle, n, name: `run-${n}`, published: 1, at }))
  const version = { round: 1, version: 1, draft: 'a'.repeat(64), manifest: 'b'.repeat(64), at }
  await record([...settledUnits, { kind: 'publication', cycle, ...version }, ...runs, ...acts])
  const told = () =>
    system.kept.mails.filter(({ duty }) => duty?.startsWith('published/1/')).map(({ to }) => to.address)
  await keep(at)
  expect(told()).toEqual([])
  await keep(local('2021-01-28', 18))
  expect(told().length > opening.units.length).toBe(expected)
  expect(told()).toHaveLength(new Set(told()).size)
})

describe('a publication that nobody could be told of, mail being down', () => {
  const published = local('2021-01-28', 10)
  const minute = (n: number) => new Date(Date.parse(published) + n * 60_000).toISOString()
  const told = () =>
    system.kept.mails.filter(({ duty }) => duty?.startsWith('published/1/')).map(({ to }) => to.address)
  /** The state machine's state, with its tries; the run ends whether or not it could tell anybody. */
  async function announce(name: string): Promise<void> {
    const state = taskHandler('announce-publication', announcePublication, system.services)
    for (const seconds of [0, 2, 4, 8, 16, 32]) {
      system.kept.now = new Date(Date.parse(system.kept.now) + seconds * 1000).toISOString()
      const outcome = await state({ cycle }).catch(() => 'failed')
      if (outcome !== 'failed') break
    }
    system.kept.runs.set(name, 'stopped')
  }
  /** `down`: whether the transport fails so many minutes after the publication, for whom; `gives`: whether it gives the mail up. */
  async function twelveDays(
    down: (minutes: number, address: string) => boolean,
    first = 5,
    gives: (mail: MailMessage) => boolean = () => false,
  ): Promise<void> {
    await record(settledUnits)
    for (const hour of [8, 9]) await keep(local('2021-01-28', hour))
    const { send } = system.services.mailer
    system.services.mailer.send = async (message) => {
      const minutes = (Date.parse(system.kept.now) - Date.parse(published)) / 60_000
      if (down(minutes, message.to.address)) throw gives(message) ? new MailRefused() : new Error('the relay is down')
      await send(message)
    }
    const out = { cycle, version: 1, round: 1, draft: 'd', at: published }
    await record([
      { ...out, kind: 'release', n: 1, evidence: [] },
      { kind: 'departure', cycle, release: 1, goes: true, at: published },
      { ...out, kind: 'publication', manifest: 'm' },
    ])
    system.kept.now = published
    await announce(cycle)
    const turn = taskHandler('keep-time', keepTime, system.services)
    for (let n = first; n < 12 * 24 * 60; n += n < 300 ? 15 : 60) {
      system.kept.now = minute(n)
      await turn({})
      for (const [name, standing] of system.kept.runs) if (standing === 'running') await announce(name)
    }
  }

  test.each([
    [20, 5],
    [40, 5],
    [55, 5],
    [90, 5],
    [120, 12],
    [9 * 24 * 60, 5],
  ])('for %i minutes, looked at first after %i, is told to everybody once mail works again', async (down, first) => {
    await twelveDays((minutes) => minutes < down, first)
    expect(new Set(told())).toEqual(new Set(partakers(theCycle(base.facts)).map(({ address }) => address)))
    expect(told()).toHaveLength(new Set(told()).size)
    // Then it is at rest as any other.
    expect((await system.services.store.timerNote(cycle)).begun.size).toBe(0)
  })

  test('to one of them is told to the others at once, and to that one as soon as it can be', async () => {
    const late = 'police-clerk@tongjiang.example'
    await twelveDays((minutes, address) => address === late && minutes < 200)
    expect(told()).toContain(late)
  })

  test('to one whose mailbox puts it off for days: the transport knows since when, and what it gives up is looked for no more', async () => {
    const full = 'police-clerk@tongjiang.example'
    const firstTries = new Set<string | undefined>()
    await twelveDays(
      (_, address) => address === full,
      5,
      ({ since, date }) => {
        firstTries.add(since)
        return Date.parse(date) - Date.parse(since ?? date) >= 5 * 24 * 3_600_000
      },
    )
    expect([...firstTries]).toEqual([published])
    expect(told()).not.toContain(full)
    const { store } = system.services
    expect(await store.factsOf(cycle, 'delivery')).toMatchObject([{ event: 'bounced', at: minute(5 * 24 * 60 + 5) }])
    expect((await store.timerNote(cycle)).begun.size).toBe(0)
  })

  test('is looked at by nobody any more once it is withdrawn, nor is a run started for it', async () => {
    const at = local('2021-01-28', 10)
    const withdrawn = { act: 'withdraw', version: 1, consent: { proposal: 1, by: 'qin' } } as const
    await record([
      ...settledUnits,
      { kind: 'publication', cycle, version: 1, round: 1, draft: 'd', manifest: 'm', at },
      { kind: 'act', cycle, n: 1, id: 'w', by: 'feng', at, reason: '有误', ...withdrawn },
    ])
    system.kept.runs.set(cycle, 'stopped')
    for (const hour of [11, 12]) await keep(local('2021-01-28', hour))
    expect([...system.kept.runs.keys()]).toEqual([cycle])
    expect((await system.services.store.timerNote(cycle)).look).toMatchObject({ at: local('2021-01-28', 12) })
  })
})
