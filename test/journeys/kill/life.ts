import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { embeddedDoor } from '../../../infra/local/demo/embedded-door.ts'
import type { VisitedDoor } from '../../../infra/local/demo/visitor.ts'
import { type LocalSystem, startLocal } from '../../../infra/local/trial/local.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'
import { foldCycle } from '../../../shared/cycle/fold.ts'
import { cycle, openSmallCycle, opens } from '../races/small-cycle.ts'
import { type Diary, doTheirPart, newDiary } from './cast.ts'
import { type Death, type Mortality, makeMortal } from './mortal.ts'

/**
 * How a system comes back after its death.
 * - `restarted`: the workflow's run goes on from its start, as a restart of the embedded system does.
 * - `given-up`: the run ended in “Needs repair”, and nobody but the schedule starts another.
 * - `call-lost`: no restart; only what was under way is gone, as when one Lambda dies. The workflow waits on where it waited.
 */
export const revivals = ['restarted', 'given-up', 'call-lost'] as const
export type Revival = (typeof revivals)[number]

export type Life = Pick<Diary, 'acknowledged' | 'posted' | 'refused'> & {
  /** Every effect until the end, or until death. */
  effects: string[]
  questions: string[]
  /** Message ids as the transport took them, before and after death. */
  sent: string[]
  /** Whether it came to its death, or to the call that failed. */
  died: boolean
  facts: Fact[]
  /** Mails as their readers have them, `<address> <subject>`. */
  inboxes: string[]
  /** Files the public can read. */
  published: string[]
  turns: number
}

/** Minutes that pass when nobody can do anything; the schedule looks then. */
const idle = 5
const patience = 25 // turns

/**
 * Lives a small cycle from its opening to the announcement of its publication. People do what their mails ask them to, and do it
 * again when no answer comes. At its death the system stops as it is; another starts on the same folder, and beside the people only
 * the schedule acts.
 */
export async function live(death?: Death, revival: Revival = 'restarted'): Promise<Life> {
  const folder = await mkdtemp(join(tmpdir(), 'lianbao-kill-'))
  const diary = newDiary()
  let system = await begin(death)
  const first = system.mortality
  const sent: string[][] = [first.sent]
  try {
    for (let turn = 1; turn <= patience; turn++) {
      await opened()
      await doTheirPart(system.door, diary, { isGone: () => system.mortality.dead, quiet: () => quiet(system) })
      if (system.mortality.dead) {
        if (revival === 'call-lost') {
          await pause(50) // for whatever was under way to find out that it is dead
          system.mortality.dead = false
          continue // people try again at once; the schedule comes later
        }
        await system.local.stop()
        if (revival === 'given-up') await giveUpRuns(folder)
        system = await begin()
        sent.push(system.mortality.sent)
      }
      if (await isOver(system)) return await told(turn)
      await passTime(system, idle)
    }
    throw new Error(`Not over after ${patience} turns: ${(await factsOf(system)).map(({ kind }) => kind).join(' ')}`)
  } finally {
    await system.local.stop()
    await rm(folder, { recursive: true, force: true })
  }

  async function begin(death?: Death): Promise<Living> {
    const local = await startLocal({ folder, clock: opens, clockStands: true, timerEvery: 3_600_000 })
    const mortality = makeMortal(local.services, death)
    await local.settled()
    const door = embeddedDoor(local.baseUrl, local.publicUrl)
    return { local, mortality, door: { ...door, fetch: noting(diary) } }
  }

  async function opened(): Promise<void> {
    if (diary.acknowledged.has('open')) return
    await openSmallCycle(system.local).then(
      () => !system.mortality.dead && diary.acknowledged.add('open'),
      () => undefined,
    )
    await quiet(system)
  }

  async function told(turns: number): Promise<Life> {
    const mails = await system.door.mails()
    return {
      effects: first.effects,
      questions: first.questions,
      sent: sent.flat(),
      died: first.met,
      facts: await factsOf(system),
      ...diary,
      inboxes: mails.map(({ to, subject }) => `${to} ${subject}`),
      published: await publishedIn(folder),
      turns,
    }
  }
}

/** Looks at every page on its way to its reader. */
const noting =
  ({ refused }: Diary): typeof fetch =>
  async (...asked) => {
    const answer = await fetch(...asked)
    if (answer.status >= 400)
      refused.push(
        `${answer.url.replace(/^.*\/\/[^/]*/, '').replace(/[?#].*/, '')}: ${answer.status} ${answer.headers.get('retry-after')}`,
      )
    return answer
  }

type Living = { local: LocalSystem; mortality: Mortality; door: VisitedDoor }

const factsOf = ({ local }: Living): Promise<Fact[]> => local.services.store.facts(cycle)

/** Published, and everyone who had a part in it has heard of it. */
async function isOver(system: Living): Promise<boolean> {
  const state = foldCycle(await factsOf(system).catch(() => []))
  const announced = [...(state?.mails.keys() ?? [])].filter((duty) => duty.startsWith('published/'))
  return announced.length === toldOfPublication
}
/** The office, two contacts, one unit's leader, three approvers, an observer, the accountable person. */
export const toldOfPublication = 9

async function passTime(system: Living, minutes: number): Promise<void> {
  const { local } = system
  await local.clock.moveTo(new Date(Date.parse(local.clock.now()) + minutes * 60_000).toISOString())
  await local.keepTime()
  await quiet(system)
}

/** Until nothing moves any more, or never will. */
async function quiet({ local, mortality }: Living): Promise<void> {
  for (let tries = 0; tries < 200 && !mortality.dead; tries++) if (await local.settled(25)) return
}

/** Paths of what the public can read. */
export async function publishedIn(folder: string): Promise<string[]> {
  const site = join(folder, 'public')
  return (await readdir(site, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(site.length + 1))
    .sort()
}

/** As if every run had ended in “Needs repair”. */
export async function giveUpRuns(folder: string): Promise<void> {
  for (const name of await readdir(join(folder, 'executions'))) {
    const path = join(folder, 'executions', name)
    const execution = JSON.parse(await readFile(path, 'utf8'))
    if (execution.status === 'running') await writeFile(path, JSON.stringify({ ...execution, status: 'failed' }))
  }
}
