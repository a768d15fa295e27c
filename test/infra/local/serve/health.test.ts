import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Services } from '../../../../functions/services.ts'
import { systemFinding } from '../../../../infra/local/serve/doctor.ts'
import { illnessOf } from '../../../../infra/local/serve/health.ts'
import { type Office, startOffice } from '../../../../infra/local/serve/office.ts'
import { readServeSettings } from '../../../../infra/local/serve/serve-settings.ts'
import { illnessTexts } from '../../../../shared/words/operator/machine-texts.ts'
import { freePort } from '../../../fixtures/free-port.ts'
import { openSmallCycle } from '../../../journeys/embedded.ts'

const now = '2026-12-01T08:00:00.000Z'

it.each([
  ['all is well', {}, []],
  ['the timer stands', { timerRan: '2026-12-01T07:49:00.000Z' }, ['timer-late']],
  ['mails wait', { mail: { count: 2, since: '2026-12-01T07:29:00.000Z' } }, ['mail-waiting']],
  ['mails have just been written', { mail: { count: 2, since: '2026-12-01T07:59:00.000Z' } }, []],
  ['nobody reads what comes back', { unreadSince: '2026-12-01T07:29:00.000Z' }, ['mailbox-unread']],
  ['the disk is full', { disk: 10 }, ['disk-full']],
  [
    'two runs failed and the timer breaks',
    {
      troubles: [
        { what: 'workflow-failed' as const, cycle: 'a' },
        { what: 'workflow-failed' as const, cycle: 'b' },
        { what: 'timer-failed' as const },
      ],
    },
    ['workflow-failed', 'timer-failed'],
  ],
])('a monitor hears that %s', (_, vitals, expected) => {
  expect(illnessOf({ now, timerRan: now, mail: { count: 0 }, disk: 5_000, troubles: [], ...vitals })).toEqual(expected)
})

describe('an office says of itself', () => {
  let folder: string
  let office: Office
  const baseUrl = 'https://report.example'
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lianbao-health-'))
    const settings = JSON.stringify({
      baseUrl,
      listen: { port: await freePort() },
      sender: { name: '政务公开办', address: 'report@office.example', phone: '0454-1' },
      smtp: { host: '127.0.0.1', port: await freePort() },
    })
    await writeFile(join(folder, 'settings.json'), settings)
    office = await startOffice({ folder, settings: readServeSettings(settings) })
  })
  afterEach(async () => {
    await office.stop()
    await rm(folder, { recursive: true, force: true })
  })
  const listen = () => ({ address: '127.0.0.1', port: office.port })
  const health = async (headers: Record<string, string> = {}) => {
    const answer = await fetch(`http://localhost:${office.port}/health`, { headers })
    return { status: answer.status, ...((await answer.json()) as { problems: string[]; says: string[] }) }
  }
  const turns = async (n: number) => {
    for (let turn = 0; turn < n; turn++) await office.keepTime()
  }
  const broken = (how: Partial<Services['store']>): (() => void) => {
    const { store } = office.services
    office.services.store = Object.assign(Object.create(store), how)
    return () => {
      office.services.store = store
    }
  }

  it('that its timer breaks, from the second time on, until it has not for a while', async () => {
    expect(await health()).toEqual(expect.objectContaining({ status: 200, problems: [], says: [] }))
    const mend = broken({ cycles: () => Promise.reject(new Error('no such table')) })
    await turns(1)
    expect((await health()).status, 'once is mended by the next turn').toBe(200)
    await turns(1)
    const { status, problems, says } = await health()
    expect([status, problems]).toEqual([503, ['timer-failed', 'publish-unit-reports-failed']])
    expect(says[0]).toMatch(/^定时器.+ \/ the timer/)
    expect(await systemFinding({ listen: listen(), baseUrl })).toEqual({
      standing: 'bad',
      says: `${says[0]}（timer-failed）; ${says[1]}（publish-unit-reports-failed）`,
    })
    mend()
    await turns(19)
    expect(await health()).toMatchObject({ status: 200, problems: [] })
  })

  it('of which cycle the timer leaves out, to who asks here', async () => {
    await openSmallCycle(office.services, { name: 'odd' })
    const mend = broken({ timerNote: () => Promise.reject(new RangeError('odd')) })
    await turns(2)
    expect(await health()).toMatchObject({
      problems: expect.arrayContaining(['cycle-left-out']),
      troubles: expect.arrayContaining([{ what: 'cycle-left-out', cycle: 'odd' }]),
    })
    expect(await health({ 'x-forwarded-for': '203.0.113.7' })).not.toHaveProperty('troubles')
    mend()
    await turns(20)
    expect(await health()).toMatchObject({ status: 200 })
  })
})

const illnesses = /`([a-z-]+)`/g

it.each(['docs/serve.md', 'docs/serve.zh.md'])(
  '%s says what AWS alarms of, and what is its equal here',
  async (guide) => {
    const text = await readFile(guide, 'utf8')
    const runbook = await readFile('docs/runbook.md', 'utf8')
    const named = [...text.matchAll(illnesses)].map(([, name]) => name)
    const alarms = [...runbook.matchAll(/^## ([a-z-]+)$/gm)].map(([, name]) => name)
    expect(alarms.length).toBeGreaterThan(20)
    expect(named).toEqual(expect.arrayContaining([...alarms, ...Object.keys(illnessTexts)]))
  },
)
