import { beforeEach, describe, expect, test } from 'vitest'
import { taskHandler } from '../../../functions/door/handler.ts'
import { keepBrought } from '../../../functions/kept/last-years.ts'
import { keepTime } from '../../../functions/schedule/keep-time.ts'
import { publishUnitReports } from '../../../functions/schedule/publish-unit-reports.ts'
import type { Services } from '../../../functions/services.ts'
import type { Fact, Opening } from '../../../shared/cycle/facts.ts'
import { theCycle } from '../../../shared/cycle/fold.ts'
import { theUnit } from '../../../shared/cycle/reporting-cycle.ts'
import { sealSubmission } from '../../../shared/draft/sealed-submission.ts'
import { submissionFile } from '../../../shared/draft/submission.ts'
import { reportFolder } from '../../../shared/published/site-report.ts'
import { compileDefinition, deriveTotals, inputCells } from '../../../shared/report/cells.ts'
import { trialTexts } from '../../../shared/words/trial-texts.ts'
import { keptServices } from '../../fixtures/kept-services.ts'
import { signing } from '../../fixtures/publication-key.ts'
import { cycleWith, definition, submissionOf } from '../../fixtures/tongjiang-2020.ts'

const base = cycleWith()
const [opening] = base.facts as [Opening]
const { cycle } = opening
let system: ReturnType<typeof keptServices>
let services: Services
let site: Map<string, Uint8Array>
/** Paths that were read or written since it was emptied. */
let touched: string[]

beforeEach(async () => {
  system = keptServices('2021-02-10T03:00:00.000Z')
  site = new Map()
  touched = []
  const put = async (path: string, bytes: Uint8Array) => {
    touched.push(path)
    site.set(path, bytes)
  }
  const get = async (path: string) => {
    touched.push(path)
    return site.get(path)
  }
  services = {
    ...system.services,
    published: { put, get, movePointer: put },
    keys: { ...system.services.keys, sign: signing },
  }
  await services.store.record(opening)
})

/** The unit has sent its slice, and its leader has let it go. */
async function cleared(unit: string, of = cycle): Promise<void> {
  const ofUnit = (fact: Fact) => (fact.kind === 'submission' || fact.kind === 'confirmation') && fact.unit === unit
  for (const fact of base.facts.filter(ofUnit)) await services.store.record({ ...fact, cycle: of })
  for (const document of base.submissions.filter((each) => each.unit === unit)) {
    const { bytes, digest } = sealSubmission(document)
    await services.files.put(submissionFile(digest), bytes)
  }
}

const withdrawn = (unit: string, n = 1) =>
  services.store.record({
    ...{ kind: 'act', cycle, n, id: `withdraw-${unit}`, at: system.kept.now, by: 'feng', reason: '误公开。' },
    ...{ act: 'withdraw', unit, version: 1, consent: { proposal: 1, by: 'qin' } },
  } as Fact)

const text = (path: string) => Buffer.from(site.get(path) ?? []).toString()

const later = (minutes: number) => {
  system.kept.now = new Date(Date.parse(system.kept.now) + minutes * 60_000).toISOString()
}
const turn = () => publishUnitReports({}, services)
const own = (unit: string, name: string) => `${reportFolder(cycle, unit)}/${name}`
const latest = (unit: string) => JSON.parse(Buffer.from(site.get(own(unit, 'latest.json')) ?? '{}').toString())

test('a unit’s report that breaks off on one day and goes out on another bears the day on which it is read', async () => {
  await cleared('police')
  const { sign } = services.keys
  services.keys.sign = () => Promise.reject(new Error('broken'))
  await expect(turn()).rejects.toThrow()
  expect(site.has(own('police', 'v1/report.json'))).toBe(false)
  services.keys.sign = sign
  later(3 * 24 * 60)
  await turn()
  expect(text(own('police', 'v1/index.html')).replace(/<[^>]+>/g, '')).toContain('2021年2月13日公布')
  expect(latest('police').publishedAt).toBe(system.kept.now)
})

describe('the pages of a report', () => {
  test('say that it was withdrawn though another goes out in the same turn; those of the others are left alone', async () => {
    for (const unit of ['police', 'market']) await cleared(unit)
    expect(await turn()).toEqual({ published: 2 })
    expect(latest('police')).not.toHaveProperty('withdrawn')
    await withdrawn('police')
    await cleared('finance')
    touched = []
    expect(await turn()).toEqual({ published: 1 })
    expect(latest('police')).toMatchObject({ withdrawn: { reason: '误公开。' } })
    expect(latest('finance')).toMatchObject({ version: 1 })
    expect(touched).not.toContain(own('market', 'latest.json'))
  })

  test('that could not be written are missed at the next turn, also where another report goes out in it', async () => {
    await cleared('market')
    await turn()
    await cleared('police')
    const { movePointer } = services.published
    services.published.movePointer = () => Promise.reject(new Error('away'))
    await turn().catch(() => undefined)
    services.published.movePointer = movePointer
    await cleared('finance')
    await turn()
    expect(['police', 'finance'].filter((unit) => !site.has(own(unit, 'index.html')))).toEqual([])
    touched = []
    await turn()
    expect(touched).not.toContain(own('police', 'index.html'))
  })
})

describe('a turn in which something failed', () => {
  const codes = () => system.kept.logged.map(({ code }) => code)

  test('breaks when all else was done, so that it is watched: a report that cannot be signed', async () => {
    for (const unit of ['police', 'market']) await cleared(unit)
    const { sign } = services.keys
    let asked = 0
    services.keys.sign = async (bytes) => {
      asked += 1
      if (asked === 1) throw Object.assign(new Error('no'), { name: 'AccessDeniedException', call: 'KMS Sign' })
      return sign(bytes)
    }
    await expect(turn()).rejects.toMatchObject({ name: 'AccessDeniedException', call: 'KMS Sign' })
    expect(codes()).toEqual(expect.arrayContaining(['unit-report-not-published', 'unit-report-published']))
    expect(system.kept.mails.map(({ to }) => to.address)).toContain('market-clerk@tongjiang.example')
    expect(await turn()).toEqual({ published: 1 })
  })

  test('that broke in the middle of a report goes on with the very bytes, whatever the next would make of it', async () => {
    await cleared('police')
    const { put } = services.published
    services.published.put = async (path, ...made) => {
      if (path.endsWith('police/v1/index.html')) throw new Error('a power cut')
      await put(path, ...made)
    }
    await expect(turn()).rejects.toThrow('a power cut')
    const begun = text(`${reportFolder(cycle, 'police')}/v1/report.json`)
    services.settings = { ...services.settings, trial: true }
    services.published.put = put
    expect(await turn()).toEqual({ published: 1 })
    expect(text(`${reportFolder(cycle, 'police')}/v1/report.json`)).toBe(begun)
    expect(text(`${reportFolder(cycle, 'police')}/v1/index.html`)).not.toContain(trialTexts.page.zh)
  })

  test('so does one whose pages cannot be brought up to date', async () => {
    services.published.movePointer = () => Promise.reject(new Error('away'))
    await expect(turn()).rejects.toThrow('away')
    expect(codes()).toContain('site-not-refreshed')
  })
})

test('mails of one cycle that break keep those of another from nobody, and are tried again', async () => {
  const other = 'zz-2020'
  await services.store.record({ ...opening, cycle: other })
  await cleared('police')
  await cleared('police', other)
  const { record } = services.store
  services.store = {
    ...services.store,
    record: async (fact) => {
      if (fact.kind === 'mail' && fact.cycle === cycle) throw new Error('full')
      return record(fact)
    },
  }
  await expect(turn()).rejects.toThrow('full')
  const mailed = async (of: string) => (await services.store.factsOf(of, 'mail')).length
  expect([await mailed(cycle), await mailed(other)]).toEqual([0, 2])
  services.store = { ...services.store, record }
  // Until then the try that broke may be going on.
  later(20)
  await turn()
  expect(await mailed(cycle)).toBe(2)
})

describe('a turn that died when it had found why a report does not go out', () => {
  const brought = async (carriedOut: string, n: number) => {
    const police = { definition: opening.definition.id, figures: { 't3.carried-out.natural': carriedOut } }
    const previous = await keepBrought({ document: 'lianbao/last-year/1', year: 2019, units: { police } }, services)
    await services.store.record({
      ...{ kind: 'act', cycle, n, id: `brought-${n}`, at: system.kept.now, by: 'feng', reason: '更正。' },
      ...{ act: 'last-year', previous, files: [] },
    })
  }
  const dying = async () => {
    const { store } = services
    const record: typeof store.record = async (fact) => {
      const answer = await store.record(fact)
      if (fact.kind === 'unit-departure') throw new Error('killed')
      return answer
    }
    await expect(publishUnitReports({}, { ...services, store: { ...store, record } })).rejects.toThrow('killed')
  }
  const carriedIn = async () => {
    const compiled = compileDefinition(definition)
    const { figures } = submissionOf('police')
    const typed = inputCells(compiled, []).map(({ id }) => [id, figures[id] ?? null])
    const more = { 't3.carried-in.natural': '1', 't3.granted.natural': '5' }
    const filed = deriveTotals(compiled, { ...Object.fromEntries(typed), ...more })
    const { bytes, digest } = sealSubmission(submissionOf('police', { figures: filed }))
    await services.files.put(submissionFile(digest), bytes)
    for (const fact of base.facts)
      if ((fact.kind === 'submission' || fact.kind === 'confirmation') && fact.unit === 'police')
        await services.store.record({ ...fact, revision: 2, digest })
  }

  test.each<[string, () => Promise<unknown>]>([
    ['a revision that followed, which fits', carriedIn],
    ['the same by the figures that were brought in since', () => brought('0', 2)],
  ])('does not send back %s', async (_, does) => {
    await cleared('police')
    await brought('1', 1)
    await dying()
    await does()
    await turn()
    later(5)
    await turn()
    expect(latest('police')).toMatchObject({ version: 1 })
    expect(theUnit(theCycle(await services.store.facts(cycle)), 'police').returns).toEqual([])
  })

  test('sends it back at the next where it still does not fit', async () => {
    await cleared('police')
    await brought('1', 1)
    await dying()
    await turn()
    expect(theUnit(theCycle(await services.store.facts(cycle)), 'police').returns).toMatchObject([{ by: 'check' }])
    expect(latest('police')).toEqual({})
  })
})

describe('a turn ends before it would be killed', () => {
  test('with pages for what it published; the next goes on', async () => {
    const units = opening.units.map(({ id }) => id)
    for (const unit of units) await cleared(unit)
    const { sign } = services.keys
    services.keys.sign = async (bytes) => {
      later(2)
      return sign(bytes)
    }
    expect(await turn()).toEqual({ published: 3 })
    const shown = () => units.filter((unit) => site.has(own(unit, 'index.html')))
    expect(shown()).toHaveLength(3)
    expect(await turn()).toEqual({ published: 2 })
    expect(shown()).toEqual(units)
  })

  test('also while the relay is silent: the pages come before the mails, and mails are tried for as long as it may', async () => {
    for (const unit of ['police', 'market', 'finance']) await cleared(unit)
    await withdrawn('police')
    const began = Date.parse(system.kept.now)
    const { send } = services.mailer
    let shown: string[] = []
    services.mailer.send = async () => {
      shown = ['police', 'market', 'finance'].filter((unit) => site.has(own(unit, 'index.html')))
      later(3)
      throw new Error('silent')
    }
    await turn()
    expect(shown).toEqual(['police', 'market', 'finance'])
    expect(latest('police')).toHaveProperty('withdrawn')
    expect(Date.parse(system.kept.now) - began).toBe(9 * 60_000)
    services.mailer.send = send
    later(5)
    await turn()
    expect(system.kept.mails.map(({ to }) => to.address)).toContain('finance-clerk@tongjiang.example')
  })
})

test('whom a mail did not reach hears at the next turn, though nothing was written in between', async () => {
  await cleared('police')
  const at = system.kept.now
  await services.store.strikeWork(cycle, [], { at, since: at, until: '2021-02-11T00:00:00.000Z' })
  const told = () => system.kept.mails.map(({ to }) => to.address)
  system.kept.refusing = 'police-clerk@tongjiang.example'
  await turn()
  expect(told()).toEqual(['police-leader@tongjiang.example'])
  system.kept.refusing = undefined
  for (const _ of [1, 2]) await turn()
  expect(told()).toEqual(['police-leader@tongjiang.example', 'police-clerk@tongjiang.example'])
})

test('nor is one lost over which a turn died a moment before: the next does not know whether it goes on', async () => {
  await cleared('police')
  const at = system.kept.now
  await services.store.strikeWork(cycle, [], { at, since: at, until: '2021-02-11T00:00:00.000Z' })
  const { send } = services.mailer
  const died: Promise<void> = new Promise((go) => {
    services.mailer.send = () => new Promise(() => go())
  })
  void turn()
  await died
  services.mailer.send = send
  await turn()
  later(3)
  await turn()
  expect(system.kept.mails.map(({ to }) => to.address)).toEqual([
    'police-leader@tongjiang.example',
    'police-clerk@tongjiang.example',
  ])
})

test('nor where the whole has been out for weeks, and the turn that published a report broke before its mails', async () => {
  const published = { round: 1, version: 1, draft: 'a'.repeat(64), manifest: 'b'.repeat(64), at: opening.at }
  await services.store.record({ kind: 'publication', cycle, ...published })
  site.set(`${reportFolder(cycle)}/v1/cells.csv`, new TextEncoder().encode('cell,value\r\n'))
  await cleared('police')
  system.kept.refusing = 'police-clerk@tongjiang.example'
  await turn()
  system.kept.refusing = undefined
  await turn()
  expect(system.kept.mails.map(({ to }) => to.address)).toContain('police-clerk@tongjiang.example')
})

test('whose report is overdue is said so on each day, also where every cycle is at rest, and is read for once a day', async () => {
  const units = opening.units.map((unit) => ({
    ...unit,
    ...(unit.id === 'finance' && { countedAbove: 'own-line' as const }),
  }))
  system = keptServices(opening.at)
  services = { ...system.services, published: services.published, keys: { ...system.services.keys, sign: signing } }
  const at = '2021-01-12T02:00:00.000Z'
  const out = { cycle, version: 1, round: 1, draft: 'd', at }
  for (const fact of [
    { ...opening, units },
    { ...out, kind: 'release', n: 1, evidence: [] },
    { kind: 'departure', cycle, release: 1, goes: true, at },
    { ...out, kind: 'publication', manifest: 'm' },
  ] as Fact[])
    await services.store.record(fact)
  for (const { id } of units) if (id !== 'finance') await cleared(id)
  site.set(`${reportFolder(cycle)}/v1/cells.csv`, new TextEncoder().encode('cell,value\r\n'))
  const read: string[] = []
  const { store } = services
  const counting = new Proxy(store, {
    get: (of, key) => {
      const part = Reflect.get(of, key) as (...given: unknown[]) => unknown
      return (...given: unknown[]) => {
        read.push(String(key))
        return part(...given)
      }
    },
  })
  const finance = () =>
    JSON.parse(text('y/2020/standing.json')).bodies.find(({ unit }: { unit: string }) => unit === 'finance')
  for (let day = 12; day < 62; day++)
    for (const hour of [1, 3, 17]) {
      system.kept.now = new Date(Date.UTC(2021, 0, day, hour)).toISOString()
      await taskHandler('keep-time', keepTime, services)({})
      read.length = 0
      await taskHandler('publish-unit-reports', publishUnitReports, { ...services, store: counting })({})
      const late = day + (hour === 17 ? 1 : 0) - 31
      if (day < 24) continue
      expect({ asOf: JSON.parse(text('site.json')).asOf, late: finance().daysLate }).toEqual({
        asOf: new Date(Date.UTC(2021, 0, day + (hour === 17 ? 1 : 0))).toISOString().slice(0, 10),
        late: late > 0 ? late : null,
      })
      // Its day begins at 16:00. Then the spine is read, and again when it was written by; at each other turn two small reads say that
      // all is as it was.
      const looked = ['timerNote', 'unitFacts', 'hint']
      const shown = hour === 17 ? [...looked, ...looked, ...looked, 'saveHint'] : []
      expect(read.filter((each) => each !== 'cycles')).toEqual(['timerNote', 'hint', ...shown])
    }
})
