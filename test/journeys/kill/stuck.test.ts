import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { Services } from '../../../functions/services.ts'
import { approve, confirm, returnDraft } from '../../../infra/local/demo/people.ts'
import { newestMail } from '../../../infra/local/demo/visitor.ts'
import { startLocal } from '../../../infra/local/trial/local.ts'
import { clerkOf, cycle, people, type SmallCycle, sliceOf, smallCycle, startSmallCycle } from '../races/small-cycle.ts'
import { giveUpRuns } from './life.ts'

/** What is stuck without anybody's doing is found and mended by one run of the schedule, and by `lianbao repair` the same. */

let small: SmallCycle
afterEach(() => small.local.stop())

describe('one run of the schedule', () => {
  test('goes on with a cycle whose run has failed for good', async () => {
    small = await failedAfter(async () => {
      await clerkOf(small.door, 'office').sendAsPrinted(sliceOf('office'))
      await clerkOf(small.door, 'housing').sendAsPrinted(sliceOf('housing'))
    })
    expect((await confirm(small.door, people.chief.address)).status).toBe(200)
    await small.local.settled()
    expect((await small.state()).rounds).toEqual([]) // nobody is there to merge
    await small.pass(5)
    const { executions } = await small.state()
    expect(executions.map(({ name }) => name)).toEqual([cycle, `${cycle}-2`])
    expect(await asked(people.ding)).toBe(1)
    await finish()
  })

  test('a run that has failed for good is a trouble until another goes on, not merely runs', async () => {
    small = await failedAfter(async () => {
      await clerkOf(small.door, 'office').sendAsPrinted(sliceOf('office'))
      await clerkOf(small.door, 'housing').sendAsPrinted(sliceOf('housing'))
      broken('workflow', { resume: async () => 'gone' })
      await confirm(small.door, people.chief.address)
    })
    const troubles = () => small.local.troubles()
    const restore = broken('files', { put: () => Promise.reject(new Error('no room')) })
    await small.local.clock.moveTo('2026-01-05T01:10:00.000Z')
    for (let turn = 0; turn < 2; turn++) await small.local.keepTime()
    expect((await small.state()).executions.map(({ name }) => name)).toEqual([cycle, `${cycle}-2`])
    expect(troubles()).toContainEqual({ what: 'workflow-failed', cycle })
    restore()
    await expect.poll(() => small.local.settled(), { timeout: 30_000 }).toBe(true)
    await small.pass(5)
    expect(troubles()).not.toContainEqual({ what: 'workflow-failed', cycle })
    await finish()
  }, 60_000)

  test('a run that failed is no trouble of a cycle that was called off', async () => {
    small = await failedAfter(async () => {})
    const { clock, store } = small.local.services
    await small.local.keepTime()
    expect(small.local.troubles()).toEqual([{ what: 'workflow-failed', cycle }])
    await store.record({
      kind: 'act',
      act: 'cancel',
      cycle,
      id: 'off',
      n: 1,
      by: people.officer.id,
      at: clock.now(),
      reason: '不办了。',
    })
    await small.local.keepTime()
    expect(small.local.troubles()).toEqual([])
  })

  test('resumes a wait whose resume was lost', async () => {
    small = await askedCycle()
    await approve(small.door, await requestTo(people.ding))
    const restore = broken('workflow', { resume: async () => 'gone' })
    expect((await approve(small.door, await requestTo(people.ren))).status).toBe(200)
    await small.local.settled()
    restore()
    expect(await asked(people.shao)).toBe(0)
    await small.pass(5)
    expect(await asked(people.shao)).toBe(1)
    await finish()
  })

  test('sends a mail that never left', async () => {
    small = await startSmallCycle()
    const restore = broken('mailer', { send: () => Promise.reject(new Error('no transport')) })
    expect((await clerkOf(small.door, 'housing').sendAsPrinted(sliceOf('housing'))).status).toBe(201)
    restore()
    expect(await mailsTo(people.chief.address)).toEqual([])
    await small.pass(5)
    expect(await mailsTo(people.chief.address)).toEqual([expect.stringContaining('确认')])
    expect(await mailsTo(people.builder.address)).toContainEqual(expect.stringContaining('回执'))
    // Whose answer was lost, too, sends it again; nobody hears of it twice.
    expect((await clerkOf(small.door, 'housing').sendAsPrinted(sliceOf('housing'))).status).toBe(200)
    expect(await mailsTo(people.chief.address)).toHaveLength(1)
  })

  test('tells of a return that the workflow did not live to tell of', async () => {
    small = await askedCycle()
    const restore = broken('workflow', { resume: async () => 'gone' })
    await approve(small.door, await requestTo(people.ding))
    await returnDraft(small.door, await requestTo(people.ren), { target: 'housing', reason: '请核对在建工地的数。' })
    await small.local.stop()
    await giveUpRuns(small.local.folder)
    restore()
    small = await again(small.local.folder)
    await small.pass(5)
    expect((await newestMail(small.door, people.builder.address, /退回/)).text).toContain('请核对在建工地的数。')
    expect((await mailsTo(people.ding.address)).length).toBe(2) // asked, and told that it no longer counts
    await small.pass(5)
    expect((await mailsTo(people.ding.address)).length).toBe(2)
  })
})

test('a run that starts again with the system, and again, is no run in circles: it waits where it stood', async () => {
  small = await askedCycle()
  for (const _ of ['a restart', 'another, with no new fact']) {
    await small.local.stop()
    small = await again(small.local.folder)
    expect(await small.local.settled()).toBe(true)
  }
  expect(await readFile(join(small.local.folder, 'lianbao.log'), 'utf8')).not.toContain('workflow-stuck')
  await finish() // without the schedule
})

describe('lianbao repair', () => {
  test('does it by hand, beside the running system', { timeout: 180_000 }, async () => {
    small = await startSmallCycle()
    const restore = broken('mailer', { send: () => Promise.reject(new Error('no transport')) })
    await clerkOf(small.door, 'housing').sendAsPrinted(sliceOf('housing'))
    restore()
    await small.local.clock.moveTo('2026-01-05T01:10:00.000Z')
    expect(await repair(small)).toBe(0)
    expect(await mailsTo(people.chief.address)).toEqual([expect.stringContaining('确认')])
    expect(await repair(small)).toBe(0)
    expect(await mailsTo(people.chief.address)).toHaveLength(1)
  })

  test('on a stopped system mends what is left to mend, and the next start goes on', async () => {
    small = await failedAfter(async () => {
      await clerkOf(small.door, 'office').sendAsPrinted(sliceOf('office'))
      await clerkOf(small.door, 'housing').sendAsPrinted(sliceOf('housing'))
      broken('workflow', { resume: async () => 'gone' })
      await confirm(small.door, people.chief.address)
    })
    await small.local.clock.moveTo('2026-01-05T01:10:00.000Z')
    await small.local.stop()
    expect(await repair(small)).toBe(0)
    small = await again(small.local.folder)
    await small.pass(5)
    expect(await asked(people.ding)).toBe(1)
    await finish()
  })
})

/** Both slices are in and confirmed, the first stage is asked. */
async function askedCycle(): Promise<SmallCycle> {
  small = await startSmallCycle()
  await clerkOf(small.door, 'office').sendAsPrinted(sliceOf('office'))
  await clerkOf(small.door, 'housing').sendAsPrinted(sliceOf('housing'))
  await confirm(small.door, people.chief.address)
  await small.local.settled()
  return small
}

/** The system again on its folder, after its run ended in “Needs repair”. */
async function failedAfter(happened: () => Promise<void>): Promise<SmallCycle> {
  small = await startSmallCycle({}, { folder: await mkdtemp(join(tmpdir(), 'lianbao-stuck-')) })
  await happened()
  await small.local.stop()
  await giveUpRuns(small.local.folder)
  return again(small.local.folder)
}

async function again(folder: string): Promise<SmallCycle> {
  return smallCycle(await startLocal({ folder, clockStands: true, timerEvery: 3_600_000 }))
}

/** A service that fails until it is mended. */
function broken<K extends 'workflow' | 'mailer' | 'files'>(name: K, how: Partial<Services[K]>): () => void {
  const { services } = small.local
  const whole = services[name]
  services[name] = { ...whole, ...how }
  return () => {
    services[name] = whole
  }
}

const mailsTo = async (address: string): Promise<string[]> =>
  (await small.door.mails()).filter(({ to }) => to === address).map(({ subject }) => subject)
const asked = async ({ address }: { address: string }): Promise<number> =>
  (await mailsTo(address)).filter((subject) => /审签/.test(subject)).length
const requestTo = async ({ address }: { address: string }) => ({
  mail: await newestMail(small.door, address, /审签/),
  address,
})

/** Whoever has not decided yet does; then it is published. */
async function finish(): Promise<void> {
  for (const person of [people.ding, people.ren, people.shao]) {
    await approve(small.door, await requestTo(person)).catch(() => undefined) // had decided before
    await small.local.settled()
  }
  expect((await small.state()).publications).toHaveLength(1)
}

async function repair({ local }: SmallCycle): Promise<number> {
  const command = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../../infra/command-line/lianbao.ts'), 'repair', cycle],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { PATH: process.env.PATH, LIANBAO_FOLDER: local.folder, PORT: new URL(local.baseUrl).port },
    },
  )
  const [code] = (await once(command, 'exit')) as [number]
  return code
}
