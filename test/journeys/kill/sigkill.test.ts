import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { test } from 'vitest'
import { openStore } from '../../../functions/sqlite/open-store.ts'
import { embeddedDoor } from '../../../infra/local/demo/embedded-door.ts'
import type { VisitedDoor } from '../../../infra/local/demo/visitor.ts'
import { outbox } from '../../../infra/local/trial/outbox.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'
import { cycle } from '../races/small-cycle.ts'
import { type Diary, doTheirPart, newDiary } from './cast.ts'
import { expectWhole } from './invariants.ts'
import { live, publishedIn, toldOfPublication } from './life.ts'

/**
 * Real processes, killed with SIGKILL at moments nobody chose, between two system calls or in the middle of one, and started again
 * on the same folder. By default a few; LIANBAO_KILLS=<n> for that many, LIANBAO_KILLS=all for thirty. The moments are random and
 * are printed: what holds must hold at any.
 */
const asked = process.env.LIANBAO_KILLS ?? '3'
const kills = asked === 'all' ? 30 : Number(asked)
/** A cycle that nobody disturbs takes about this long, in milliseconds. */
const lifetime = 1000

test('a process killed at random moments loses nothing that was answered, and does nothing twice', async () => {
  const whole = await live()
  const moments: number[] = []
  while (moments.length < kills) {
    const folder = await mkdtemp(join(tmpdir(), 'lianbao-sigkill-'))
    const diary = newDiary()
    try {
      for (let over = false; !over; ) {
        const moment = moments.length < kills ? Math.round(Math.random() * lifetime) : undefined
        if (moment !== undefined) moments.push(moment)
        over = await liveUntil(folder, diary, moment)
      }
      expectWhole({ ...whole, ...diary, ...(await whatIsLeft(folder)), sent: [] }, whole)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  console.log(`Killed ${moments.length} processes, ${moments.join(', ')} ms after they were there`)
}, 600_000)

/** A process that lives until the cycle is over, or until it is killed. Answers whether the cycle is over. */
async function liveUntil(folder: string, diary: Diary, killedAfter?: number): Promise<boolean> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'child.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  try {
    const [line] = (await once(child.stdout!, 'data')) as [Buffer]
    diary.acknowledged.add('open')
    const baseUrl = line.toString().trim()
    const door = embeddedDoor(baseUrl, `${baseUrl}/public`)
    let isGone = false
    void exited.then(() => {
      isGone = true
    })
    if (killedAfter !== undefined) void pause(killedAfter).then(() => child.kill('SIGKILL'))
    try {
      while (!isGone) {
        await doTheirPart(door, diary, { isGone: () => isGone, quiet: () => pause(10) })
        if (await isOver(door)) return true
        await letTimePass(door)
      }
    } catch (error) {
      // A line breaks before it is known here that the process at its other end is gone.
      if (child.killed) await exited
      if (!isGone) throw error
    }
    return false
  } finally {
    child.kill('SIGKILL')
    await exited
  }
}

async function isOver(door: VisitedDoor): Promise<boolean> {
  return (await door.mails()).filter(({ subject }) => /已公布/.test(subject)).length === toldOfPublication
}

/** Five minutes on the system's clock, so that the schedule takes for lost what is lost. */
async function letTimePass(door: VisitedDoor): Promise<void> {
  const { now } = (await (await fetch(`${door.baseUrl}/clock`)).json()) as { now: string }
  await door.passTime(new Date(Date.parse(now) + 5 * 60_000).toISOString())
}

async function whatIsLeft(folder: string): Promise<{ facts: Fact[]; inboxes: string[]; published: string[] }> {
  const { store, close } = openStore(join(folder, 'store')) // refuses when a fact is missing or changed
  const sender = { name: '', address: 'nobody@races.example', phone: '' }
  try {
    return {
      facts: await store.facts(cycle),
      inboxes: (await (await outbox(join(folder, 'outbox'), sender)).mails()).map(
        ({ to, subject }) => `${to.address} ${subject}`,
      ),
      published: await publishedIn(folder),
    }
  } finally {
    close()
  }
}
