import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { embeddedDoor } from '../../infra/local/demo/embedded-door.ts'
import { confirm } from '../../infra/local/demo/people.ts'
import type { VisitedDoor } from '../../infra/local/demo/visitor.ts'
import { accepted, approveStage, file, type JourneySystem, publishedJson, submit } from './journey.ts'
import { castOf, unitIds } from './small-cycle.ts'
import { verifiedVersion } from './verified.ts'

const name = 'restart'
let folder: string
let child: ChildProcess
let port = '0'
let journey: JourneySystem

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianbao-restart-'))
  await start()
  const baseUrl = `http://localhost:${port}`
  const door = embeddedDoor(baseUrl, `${baseUrl}/public`)
  journey = {
    door,
    cast: castOf({ name }),
    settled: () => aSecondPasses(door),
    facts: () => Promise.reject(new Error('they are another process’s')),
    stop: async () => {},
  }
  await journey.settled()
})
afterAll(async () => {
  child?.kill('SIGKILL')
  if (folder) await rm(folder, { recursive: true, force: true })
})

it('killed at either wait, and between an answer and what follows from it, a cycle goes on where it stood', async () => {
  const { door, cast } = journey
  await file(journey, 'office')
  await killAndStart() // the workflow waits for two units
  await file(journey, 'finance')
  accepted(await submit(journey, 'qingquan'))
  accepted(await confirm(door, cast.units.qingquan.leader.address)) // the last one: the merge begins …
  await killAndStart() // … and is cut off
  await journey.settled()
  await approveStage(journey, 'disclosure-office')
  await killAndStart() // the workflow waits for the second signature
  await approveStage(journey, 'secrecy-review')
  await approveStage(journey, 'responsible-leader')
  await approveStage({ ...journey, settled: async () => {} }, 'principal-leader') // the publication begins …
  await killAndStart() // … and is cut off
  await journey.settled()

  expect(await publishedJson(journey, `r/${name}/latest.json`)).toMatchObject({ version: 1 })
  const { exit, report } = await verifiedVersion(journey, 1)
  expect([exit, report.rounds, report.figures['t3.new.total']]).toEqual([0, 1, '9'])

  // The units' own reports go out and are announced with the timer, however often it has run by now.
  const ofUnits = ({ subject }: { subject: string }) => /已公布/.test(subject) && !/青禾县人民政府2020年/.test(subject)
  const mails = (await door.mails()).filter((mail) => !ofUnits(mail))
  const received = mails.map(({ to, subject }) => `${to} ${subject}`)
  expect(received.length).toBe(new Set(received).size)
  // Board, three invitations, receipts and confirmations, four requests, the digits of two of them, twelve announcements.
  expect(received).toHaveLength(1 + 3 * unitIds.length + 4 + 2 + 12)
})

async function start(): Promise<void> {
  const program = join(import.meta.dirname, 'embedded-process.ts')
  child = spawn(process.execPath, [program, folder, port, name], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(child.stdout!, 'data')) as [Buffer]
  port = new URL(String(line).trim()).port
}

async function killAndStart(): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  await start()
}

/** The clock of the system goes on by a second, which waits for whatever is going on. */
async function aSecondPasses(door: VisitedDoor): Promise<void> {
  const { now } = (await (await fetch(`${door.baseUrl}/clock`)).json()) as { now: string }
  await door.passTime(new Date(Date.parse(now) + 1000).toISOString())
}
