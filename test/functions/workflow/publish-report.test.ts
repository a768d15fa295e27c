import { beforeEach, describe, expect, test } from 'vitest'
import { PublishedOtherwise } from '../../../functions/aws/public-files.ts'
import { taskHandler } from '../../../functions/door/handler.ts'
import { loadCycle } from '../../../functions/kept/load-cycle.ts'
import { publishUnitReports } from '../../../functions/schedule/publish-unit-reports.ts'
import type { Services } from '../../../functions/services.ts'
import { actForOffice, doProposed } from '../../../functions/telling/office-acts.ts'
import { publishReport } from '../../../functions/workflow/publish-report.ts'
import { factKey } from '../../../shared/cycle/fact-key.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'
import { draftFile } from '../../../shared/draft/draft.ts'
import { sealSubmission } from '../../../shared/draft/sealed-submission.ts'
import { submissionFile } from '../../../shared/draft/submission.ts'
import { type FiveSentences, fiveSentences, verifyVersion } from '../../../shared/published/verification.ts'
import { canonicalBytes } from '../../../shared/report/bytes/canonical.ts'
import { trialTexts } from '../../../shared/words/trial-texts.ts'
import { keptServices } from '../../fixtures/kept-services.ts'
import { signing } from '../../fixtures/publication-key.ts'
import { cycleWith, type Variation } from '../../fixtures/tongjiang-2020.ts'

const cycle = 'tongjiang-2020'
let system: ReturnType<typeof keptServices>
let services: Services
let published: Map<string, Uint8Array>

beforeEach(async () => {
  system = keptServices('2021-02-10T03:00:00.000Z')
  published = new Map()
  services = {
    ...system.services,
    published: {
      put: async (path, bytes) => {
        if (Buffer.compare(published.get(path) ?? bytes, bytes) !== 0) throw new PublishedOtherwise(path)
        published.set(path, bytes)
      },
      get: async (path) => published.get(path),
      movePointer: async (path, bytes) => void published.set(path, bytes),
    },
    keys: { ...system.services.keys, sign: signing },
  }
})

async function given(variation: Variation, change = (fact: Fact): Fact => fact): Promise<void> {
  const { facts, submissions, draft, draftDigest } = cycleWith(variation)
  for (const fact of facts) await services.store.record(change(fact))
  for (const document of submissions) {
    const { bytes, digest } = sealSubmission(document)
    await services.files.put(submissionFile(digest), bytes)
  }
  await services.files.put(draftFile(draftDigest), canonicalBytes(draft))
}

const hold = { act: 'hold', reason: '发现重大错误' }
const act = async (typed: Record<string, string>) =>
  actForOffice(await loadCycle(cycle, services), typed, 'feng', services)
const kinds = async (...wanted: Fact['kind'][]) =>
  (await services.store.facts(cycle)).filter(({ kind }) => wanted.includes(kind)).map(factKey)

/** The services, with something done at the moment before a fact of the kind is written. */
const doingBefore = (kind: Fact['kind'], what: () => Promise<unknown>): Services => ({
  ...services,
  store: {
    ...services.store,
    record: async (fact) => {
      if (fact.kind === kind) await what()
      return services.store.record(fact)
    },
  },
})

describe('the last gate', () => {
  test('what every stage has signed goes out', async () => {
    await given({ approved: 4 })
    expect(await publishReport({ cycle }, services)).toEqual({ outcome: 'published' })
    expect(await kinds('release', 'departure', 'publication')).toEqual([
      'departure#0001',
      'publication#0001',
      'release#0001',
    ])
    expect(published.has(`r/${cycle}/v1/manifest.json`)).toBe(true)
  })

  test.each([
    ['that brought it out ends, whose correction is another’s', cycle, 'published'],
    ['of the correction goes on to make a draft', `${cycle}-2`, 'changed'],
    ['of before 0.2, which names itself nowhere, goes on as it did', undefined, 'changed'],
  ])('made again when a correction has begun, the run %s', async (_, execution, outcome) => {
    await given({ approved: 4 })
    const run = { kind: 'execution', cycle, at: '2021-01-04T01:00:00.000Z' } as const
    await services.store.record({ ...run, n: 1, name: cycle, published: 0 })
    expect(await publishReport({ cycle, execution: cycle }, services)).toEqual({ outcome: 'published' })
    expect(await act({ act: 'correct', reason: '有一处错了' })).toHaveProperty('act')
    await services.store.record({ ...run, n: 2, name: `${cycle}-2`, published: 1 })
    expect(await publishReport({ cycle, ...(execution && { execution }) }, services)).toEqual({ outcome })
    expect(await kinds('publication')).toEqual(['publication#0001'])
  })

  test('its figures are read once in the life of a process', async () => {
    await given({ approved: 4 })
    await taskHandler('publish-report', publishReport, services)({ cycle })
    let read = 0
    services.published.get = async (path) => {
      if (path === `r/${cycle}/v1/cells.csv`) read += 1
      return published.get(path)
    }
    for (const turn of ['one', 'another']) {
      published.set('site.json', canonicalBytes({ madeFrom: turn }))
      await taskHandler('publish-unit-reports', publishUnitReports, services)({})
    }
    expect(JSON.parse(new TextDecoder().decode(published.get('site.json'))).madeFrom).toMatch(/^[0-9a-f]{64}$/)
    expect(read).toBe(0)
  })

  test('a file around it that could not be written is written at the next turn', async () => {
    await given({ approved: 4 })
    await publishReport({ cycle }, services)
    for (const path of ['reports.json', 'site.json']) published.delete(path)
    const { movePointer } = services.published
    services.published.movePointer = async (path, ...made) => {
      if (path !== 'reports.json') return movePointer(path, ...made)
      for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate) // everybody else has written by then
      throw new Error('away')
    }
    await expect(publishUnitReports({}, services)).rejects.toThrow('away')
    services.published.movePointer = movePointer
    await publishUnitReports({}, services)
    expect(published.has('reports.json')).toBe(true)
  })

  test('the tags of the page are those of the release: a setting changed after it does not change the bytes', async () => {
    await given({ approved: 4 })
    const site = {
      name: '同江',
      code: '2308810001',
      column: { name: '年报', description: '述', keywords: '词', type: '型' },
    }
    const settings = { ...services.settings, site, publicUrl: 'https://open.example/gk' }
    const cut = doingBefore('publication', () => Promise.reject(new Error('a power cut')))
    await expect(publishReport({ cycle }, { ...cut, settings })).rejects.toThrow('a power cut')
    const before = published.get(`r/${cycle}/v1/index.html`)
    expect(new TextDecoder().decode(before)).toContain('<meta name="SiteDomain" content="open.example">')
    services.settings = { ...settings, site: { ...site, name: '别的' } }
    await publishReport({ cycle }, services)
    expect(published.get(`r/${cycle}/v1/index.html`)).toEqual(before)
    expect(new TextDecoder().decode(published.get('index.html'))).toContain('<meta name="SiteName" content="别的">')
  })

  test.each<[string, Variation, string]>([
    ['one signature is missing', { approved: 3 }, 'changed'],
    ['nobody has signed', {}, 'changed'],
    [
      'the office holds it',
      {
        approved: 4,
        facts: () => [
          { kind: 'act', cycle, n: 1, id: 'a', at: '2021-02-09T00:00:00.000Z', by: 'feng', reason: '停', act: 'hold' },
        ],
      },
      'hold',
    ],
  ])('%s: nothing goes out', async (_, variation, outcome) => {
    await given(variation)
    expect(await publishReport({ cycle }, services)).toEqual({ outcome })
    expect([...published.keys()]).toEqual([])
    expect(await kinds('release')).toEqual([])
  })

  test('an indispensable stage that an act of the office skips or forces is not signed', async () => {
    const at = '2021-02-09T00:00:00.000Z'
    const by = { kind: 'act', cycle, at, by: 'feng', reason: '领导出差' } as const
    await given({
      approved: 3,
      facts: () => [
        { ...by, n: 1, id: 'a', act: 'skip', stage: 'principal-leader', round: 1 },
        { ...by, n: 2, id: 'b', act: 'force', stage: 'principal-leader', round: 1, seat: 'zheng' },
      ],
    })
    expect(await publishReport({ cycle }, services)).toEqual({ outcome: 'changed' })
    expect(await kinds('release')).toEqual([])
  })

  test('a release whose evidence has not every indispensable signature is refused, however it came about', async () => {
    await given({ approved: 4 })
    const at = '2021-02-09T00:00:00.000Z'
    const facts = await services.store.facts(cycle)
    const round = facts.find((fact) => fact.kind === 'draft')!
    const evidence = facts.map(factKey).filter((key) => key !== 'decision#0001#secrecy-review#wu')
    await services.store.record({
      kind: 'release',
      cycle,
      n: 1,
      version: 1,
      round: 1,
      draft: round.digest,
      evidence,
      at,
    })
    await services.store.record({ kind: 'departure', cycle, release: 1, goes: true, at })
    await expect(publishReport({ cycle }, services)).rejects.toThrow('Nobody has signed secrecy-review')
    expect([...published.keys()]).toEqual([])
  })

  test('a signed draft that breaks a relation is refused', async () => {
    const broken = { unit: 'police', cell: 't3.new.natural', from: '8', to: '80', reason: 'r', by: 'feng' }
    await given({ approved: 4, adjustments: [broken] })
    await expect(publishReport({ cycle }, services)).rejects.toThrow(/breaks .*T3\.identity\(natural\)/)
    expect([...published.keys()]).toEqual([])
    expect(await kinds('publication')).toEqual([])
  })

  test('a file that is not read back as it was written stops it', async () => {
    await given({ approved: 4 })
    const get = async (path: string) => (path.endsWith('.csv') ? new Uint8Array([1]) : published.get(path))
    const torn = { ...services, published: { ...services.published, get } }
    await expect(publishReport({ cycle }, torn)).rejects.toThrow(/was not kept as it was written/)
    expect(await kinds('publication')).toEqual([])
    // The run after it finds the same release, and builds the same version.
    expect(await publishReport({ cycle }, services)).toEqual({ outcome: 'published' })
    expect(await kinds('release', 'publication')).toEqual(['publication#0001', 'release#0001'])
  })
})

describe('a version that is half out when another program goes on', () => {
  const folder = `r/${cycle}/v1`
  const vouched = async (): Promise<FiveSentences> => {
    const read = async (path: string) => published.get(`${folder}/${path}`)
    const key = Buffer.from(published.get('publishing-key.pem') ?? []).toString()
    return fiveSentences(await verifyVersion({ read, key, at: folder }))
  }

  const isKept = (key: string) => key.startsWith('releases/')

  /** Ends before a file is written; who goes on makes other pages. */
  async function brokenBefore(file: string): Promise<void> {
    const put: Services['published']['put'] = async (path, ...made) => {
      if (path === `${folder}/${file}`) throw new Error('a power cut')
      await services.published.put(path, ...made)
    }
    const cut = { ...services, published: { ...services.published, put } }
    await expect(publishReport({ cycle }, cut)).rejects.toThrow('a power cut')
    services.settings = { ...services.settings, trial: true }
  }

  test.each(['index.html', 'manifest.json', 'manifest.sig.json'])(
    'goes out as it was begun: %s is left',
    async (file) => {
      await given({ approved: 4 })
      await brokenBefore(file)
      expect(await publishReport({ cycle }, services)).toEqual({ outcome: 'published' })
      expect(Buffer.from(published.get(`${folder}/index.html`)!).toString()).not.toContain(trialTexts.page.zh)
      expect(await vouched()).toMatchObject({ files: 'holds', key: 'holds', draft: 'holds' })
    },
  )

  test.each([
    ['says nothing, as S3', () => {}],
    [
      'breaks, as a folder',
      () => {
        throw new Error('stands with other bytes')
      },
    ],
  ])(
    'of two who make it at once the first is everybody’s, where a second body under its name %s',
    async (_, refuse) => {
      await given({ approved: 4 })
      const { put } = services.files
      services.files.put = async (key, bytes) => (isKept(key) && system.bodies.has(key) ? refuse() : put(key, bytes))
      const [one, other] = [services, { ...services, settings: { ...services.settings, trial: true as const } }]
      const both = await Promise.all([one, other].map((each) => publishReport({ cycle }, each)))
      expect(both).toEqual([{ outcome: 'published' }, { outcome: 'published' }])
      expect(await vouched()).toMatchObject({ files: 'holds', key: 'holds', draft: 'holds' })
    },
  )

  test('begun by a program that kept nothing, it goes out by a program that makes the same pages', async () => {
    await given({ approved: 4 })
    const { settings } = services
    await brokenBefore('manifest.json')
    for (const key of [...system.bodies.keys()].filter(isKept)) system.bodies.delete(key)
    await expect(publishReport({ cycle }, services)).rejects.toThrow(PublishedOtherwise)
    services.settings = settings
    expect(await publishReport({ cycle }, services)).toEqual({ outcome: 'published' })
    expect([...system.bodies.keys()].filter(isKept)).toEqual([])
    expect(await vouched()).toMatchObject({ files: 'holds', key: 'holds', draft: 'holds' })
  })

  test('what is kept and was not signed is not published', async () => {
    await given({ approved: 4 })
    await brokenBefore('report.json')
    const key = [...system.bodies.keys()].find(isKept)!
    const files: [string, string][] = JSON.parse(Buffer.from(system.bodies.get(key)!).toString())
    const other = files.map(([name, body]) => [name, name === 'index.html' ? 'AAAA' : body])
    system.bodies.set(key, canonicalBytes(other))
    await expect(publishReport({ cycle }, services)).rejects.toThrow('is not kept as it was signed')
    expect([...published.keys()]).toEqual(['publishing-key.pem'])
  })
})

describe('a version that breaks off on the last evening and goes out days later', () => {
  const folder = `r/${cycle}/v1`
  const text = (path: string) => Buffer.from(published.get(path) ?? []).toString()
  const [evening, soon, later] = ['2021-02-20T15:50:00.000Z', '2021-02-20T15:55:00.000Z', '2021-02-23T01:00:00.000Z']

  /** `what`: where it broke off, the key or a file. Then somebody goes on. */
  async function brokenAt(what: string, now: string): Promise<void> {
    system.kept.now = evening
    await given({ approved: 4 })
    const broken: Services = {
      ...services,
      keys: what === 'the key' ? { ...services.keys, sign: () => Promise.reject(new Error('broken')) } : services.keys,
      published: {
        ...services.published,
        put: async (path, ...made) => {
          if (path === `${folder}/${what}`) throw new Error('broken')
          await services.published.put(path, ...made)
        },
      },
    }
    await expect(publishReport({ cycle }, broken)).rejects.toThrow('broken')
    system.kept.now = now
  }

  const late = ['2021年2月23日公布，比期限（2021年2月20日）迟3天', '2021-02-23', 'late']
  const inTime = ['2021年2月20日公布，在期限（2021年2月20日）内', '2021-02-20', 'on-time']
  test.each<[string, string, string[]]>([
    ['the key', later, late],
    ['report.json', later, late],
    // Whoever reads has had that file since.
    ['index.html', later, inTime],
    ['manifest.sig.json', later, inTime],
    ['the key', soon, inTime],
    ['report.json', soon, inTime],
  ])('broken at %s, gone on with at %s, says when it could be read', async (what, now, [sentence, day, standing]) => {
    await brokenAt(what, now)
    const both = [services, { ...services, clock: { now: () => `${now.slice(0, 17)}09.000Z` } }]
    const outcomes = await Promise.all(both.map((each) => publishReport({ cycle }, each)))
    expect(outcomes).toEqual([{ outcome: 'published' }, { outcome: 'published' }])

    expect(text(`${folder}/index.html`).replace(/<[^>]+>/g, '')).toContain(sentence)
    const { publishedAt, timeliness } = JSON.parse(text(`${folder}/report.json`))
    expect(timeliness.published).toBe(day)
    const facts = await services.store.facts(cycle)
    expect(facts.find(({ kind }) => kind === 'publication')).toMatchObject({ at: publishedAt })
    expect(JSON.parse(text('y/2020/standing.json')).bodies[0]).toMatchObject({ published: day, standing })
    const read = async (path: string) => published.get(`${folder}/${path}`)
    const verification = await verifyVersion({ read, key: text('publishing-key.pem'), at: folder })
    expect(fiveSentences(verification)).toMatchObject({ files: 'holds', key: 'holds', draft: 'holds' })
  })

  test('of two who publish over midnight, whose first file is public is everybody’s', async () => {
    await brokenAt('report.json', evening)
    const slow: Services = {
      ...services,
      published: {
        ...services.published,
        put: async (path, ...made) => {
          if (path === `${folder}/report.json` && system.kept.now === evening) {
            system.kept.now = later
            await publishReport({ cycle }, services)
          }
          await services.published.put(path, ...made)
        },
      },
    }
    await expect(publishReport({ cycle }, slow)).rejects.toThrow(PublishedOtherwise)
    expect(await publishReport({ cycle }, slow)).toEqual({ outcome: 'published' })
    expect(JSON.parse(text(`${folder}/report.json`)).publishedAt).toBe(later)
    expect(await kinds('publication')).toEqual(['publication#0001'])
  })

  test('broken again on the second day, it is dated the third', async () => {
    await brokenAt('report.json', later)
    const put = () => Promise.reject(new Error('broken'))
    const broken = { ...services, published: { ...services.published, put } }
    await expect(publishReport({ cycle }, broken)).rejects.toThrow('broken')
    system.kept.now = '2021-02-24T01:00:00.000Z'
    await publishReport({ cycle }, services)
    expect(JSON.parse(text(`${folder}/report.json`)).publishedAt).toBe(system.kept.now)
  })
})

const adjust = { act: 'adjust', unit: 'police', cell: 't3.new.natural', from: '8', reason: '核对' }

describe('a hold that overlaps the release', () => {
  test('recorded while the release is being written, it stops it before the first public file', async () => {
    await given({ approved: 4 })
    const answers: unknown[] = []
    const holding = doingBefore('release', async () => answers.push(await act(hold)))
    expect(await publishReport({ cycle }, holding)).toEqual({ outcome: 'changed' })
    expect(answers).toMatchObject([{ act: { act: 'hold' } }])
    expect([...published.keys()]).toEqual([])
    expect(await publishReport({ cycle }, services)).toEqual({ outcome: 'hold' })

    await act({ act: 'release', reason: '核对无误' })
    expect(await publishReport({ cycle }, services)).toEqual({ outcome: 'published' })
    expect(await kinds('release', 'publication')).toEqual(['publication#0001', 'release#0001', 'release#0002'])
  })

  test('recorded between the release and its departure, it stops it too', async () => {
    await given({ approved: 4 })
    const answers: unknown[] = []
    const loaded = await loadCycle(cycle, services)
    const holding = doingBefore('departure', async () => {
      if (answers.length === 0) answers.push(await actForOffice(loaded, hold, 'feng', services))
    })
    expect(await publishReport({ cycle }, holding)).toEqual({ outcome: 'changed' })
    expect(answers).toMatchObject([{ act: { act: 'hold' } }])
    expect([...published.keys()]).toEqual([])
  })

  test('recorded after it left, whoever held is told that it was too late', async () => {
    await given({ approved: 4 })
    const loaded = await loadCycle(cycle, services)
    await publishReport({ cycle }, services)
    const answer = await actForOffice(loaded, hold, 'feng', services)
    expect(answer).toMatchObject({ problems: [{ code: 'act-refused', message: { zh: /开始更正/ } }] })
    const { state } = await loadCycle(cycle, services)
    expect([state.held, state.lateActs.length]).toEqual([false, 1])
  })
})

describe('a release that is written late', () => {
  const people = {
    ...{ act: 'contacts', unit: 'police', reason: '换人' },
    ...{ 'contacts.1.name': '李新', 'contacts.1.address': 'li@tongjiang.example' },
  }

  /** A draft of everything that is recorded now, signed at every stage. */
  async function signAgain(): Promise<void> {
    const facts = await services.store.facts(cycle)
    const acts = facts.filter(({ kind }) => kind === 'act').length
    const made = (fact: Fact): Fact =>
      fact.kind === 'draft'
        ? { ...fact, acts, submissions: fact.submissions.map((one) => ({ ...one, revision: newest(one.unit) })) }
        : fact
    const newest = (unit: string) => facts.filter((fact) => fact.kind === 'submission' && fact.unit === unit).length
    for (const fact of facts)
      if (['draft', 'check', 'request', 'decision'].includes(fact.kind))
        await services.store.record({ ...made(fact), round: 2 } as Fact)
  }

  async function sendAgain(): Promise<void> {
    for (const fact of await services.store.facts(cycle))
      if ((fact.kind === 'submission' || fact.kind === 'confirmation') && fact.unit === 'police')
        await services.store.record({ ...fact, revision: 2 })
  }

  test.each<[string, () => Promise<unknown>, number, number]>([
    ['when a figure was adjusted and that signed', () => act({ ...adjust, to: '9' }).then(signAgain), 1, 2],
    ['when a unit sent another slice and that was signed', () => sendAgain().then(signAgain), 0, 2],
    ['when who fills in for a unit was changed', () => act(people), 1, 1],
  ])('%s, does not leave, and nothing that was answered as done is too late', async (_, does, acts, round) => {
    await given({ approved: 4 })
    expect(await publishReport({ cycle }, doingBefore('release', does))).toEqual({ outcome: 'changed' })
    expect([...published.keys()]).toEqual([])
    expect(await publishReport({ cycle }, services)).toEqual({ outcome: 'published' })
    const { state } = await loadCycle(cycle, services)
    expect([state.acts.length, state.lateActs, state.publications[0]?.round]).toEqual([acts, [], round])
  })
})

describe('acts in the same moment', () => {
  test('follow one another; a form sent twice is one', async () => {
    await given({ approved: 1 })
    const loaded = await loadCycle(cycle, services)
    const typed = [hold, { ...adjust, to: '9' }, { ...adjust, to: '9' }]
    const answers = await Promise.all(typed.map((each) => actForOffice(loaded, each, 'feng', services)))
    expect(answers.filter((answer) => 'problems' in answer)).toEqual([])
    expect(await kinds('act')).toEqual(['act#0001', 'act#0002'])
  })

  test('are decided on what the one before has left', async () => {
    await given({ approved: 1 })
    const loaded = await loadCycle(cycle, services)
    const typed = ['7', '9'].map((to) => ({ ...adjust, to }))
    const answers = await Promise.all(typed.map((each) => actForOffice(loaded, each, 'feng', services)))
    const codes = answers.flatMap((answer) => ('problems' in answer ? answer.problems.map(({ code }) => code) : []))
    expect(codes).toEqual(['slice-changed'])
    expect(await kinds('act')).toEqual(['act#0001'])
  })

  test('whom the one before has let go does nothing more', async () => {
    await given({ approved: 1 })
    const gao = { id: 'gao', name: '高明', address: 'gao@tongjiang.example' }
    const gone = { kind: 'act', cycle, n: 1, id: 'a', at: system.kept.now, by: 'lu', reason: '调离' } as const
    const late = doingBefore('act', async () => {
      await services.store.record({ ...gone, act: 'officer', person: 'feng', to: gao })
    })
    const answer = await actForOffice(await loadCycle(cycle, services), hold, 'feng', late)
    expect(answer).toMatchObject({ problems: [{ code: 'person-refused' }] })
    expect(await kinds('act')).toEqual(['act#0001'])
  })

  test('one that a new revision overtook is refused, and the walk goes on: the next draft has to name it', async () => {
    await given({ approved: 1 })
    await services.store.saveCallback({ cycle, wait: 'sign-off', token: 't', execution: 'e', at: 'x', seen: 0 })
    const again = (await services.store.facts(cycle)).filter(
      (fact) => (fact.kind === 'submission' || fact.kind === 'confirmation') && fact.unit === 'police',
    )
    const late = doingBefore('act', async () => {
      for (const fact of again) await services.store.record({ ...fact, revision: 2 } as Fact)
    })
    const answer = await actForOffice(await loadCycle(cycle, services), { ...adjust, to: '9' }, 'feng', late)
    expect(answer).toMatchObject({ problems: [{ code: 'slice-changed', field: 'cell' }] })
    expect(await kinds('act')).toEqual(['act#0001'])
    expect(system.kept.resumed).toEqual([{ token: 't', output: { outcome: 'changed' } }])
  })
})

describe('a withdrawal of what is public', () => {
  const accountable = { id: 'qin', name: '秦岚', address: 'qin@tongjiang.example' }
  const text = (path: string) => Buffer.from(published.get(path) ?? []).toString()
  const folder = `r/${cycle}`

  test('is told to everybody, and the schedule puts a tombstone in the place of the report; the signed bytes stay', async () => {
    await given({ approved: 4 }, (fact) => (fact.kind === 'opening' ? { ...fact, accountable } : fact))
    await publishReport({ cycle }, services)
    const version = [...published].filter(([path]) => path.startsWith(`${folder}/v1/`))
    expect(text('data/all.csv')).toContain('tongjiang,,2020,1,')
    system.kept.now = '2021-03-01T03:00:00.000Z'
    const taken = { act: 'withdraw', reason: '误公开了个人信息。' }
    expect(await act(taken)).toMatchObject({ proposal: { n: 1 } })
    await publishUnitReports({}, services)
    expect(text(`${folder}/index.html`)).toContain('url=v1/index.html')

    await services.store.record({
      ...{ kind: 'consent', cycle, proposal: 1, at: system.kept.now, by: 'qin', choice: 'consent' },
    })
    await doProposed(cycle, services)
    const mails = system.kept.mails.filter(({ subject }) => subject.startsWith('已撤回：'))
    expect(mails.map(({ to }) => to.address)).toContain('police-clerk@tongjiang.example')
    expect(mails[0]!.text).toContain('冯娟提议，秦岚同意')
    await publishUnitReports({}, services)
    expect(text(`${folder}/index.html`)).toContain('这份报告已撤回')
    expect(text(`${folder}/notice.css`)).toContain('撤回：误公开了个人信息。"')
    expect(text('data/all.csv')).not.toContain('tongjiang,,2020,1,')
    expect(text('data/all.csv')).toContain('tongjiang,police,2020,1,')
    for (const [path, bytes] of version) expect(published.get(path)).toBe(bytes)

    // Nothing has changed since, so nothing is read or written again.
    const before = new Map(published)
    await publishUnitReports({}, services)
    expect(published).toEqual(before)

    // Once the timer has left it so, another day is shown without reading what units did; what is begun is read.
    const look = { at: system.kept.now, until: '2021-03-02T16:00:00.000Z', since: system.kept.now }
    const { store } = services
    await store.strikeWork(cycle, [], look)
    for (const [id] of (await store.timerNote(cycle)).begun) await store.strikeWork(cycle, [id])
    await publishUnitReports({}, services)
    const reads: string[] = []
    const counting: typeof store = {
      ...store,
      factsOf(id, kind, under) {
        reads.push(kind)
        return store.factsOf(id, kind, under)
      },
    }
    system.kept.now = '2021-03-02T03:00:00.000Z'
    await publishUnitReports({}, { ...services, store: counting })
    expect(JSON.parse(text('site.json'))).toMatchObject({ asOf: '2021-03-02' })
    expect(text('data/all.csv')).not.toContain('tongjiang,,2020,1,')
    expect(reads).not.toContain('unit-publication')
    await store.noteWork(cycle, 'somebody', system.kept.now)
    await store.strikeWork(cycle, ['somebody'])
    await publishUnitReports({}, { ...services, store: counting })
    expect(reads).toContain('unit-publication')
  })
})
