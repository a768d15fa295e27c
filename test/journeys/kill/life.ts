import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { embeddedDoor } from '../../../infra/local/demo/embedded-door.ts'
import { approve, askedSince, confirm } from '../../../infra/local/demo/people.ts'
import type { FrontDoor } from '../../../infra/local/demo/visitor.ts'
import { type LocalSystem, startLocal } from '../../../infra/local/local.ts'
import type { Fact } from '../../../shared/facts.ts'
import { foldCycle } from '../../../shared/reporting-cycle.ts'
import { clerkOf, cycle, openSmallCycle, opens, people, sliceOf } from '../races/small-cycle.ts'
import { type Death, type Mortality, makeMortal } from './mortal.ts'

/**
 * How a system comes back after its death.
 * - `restarted`: the workflow's run goes on from its start, as a restart of the embedded system does.
 * - `given-up`: the run ended in “Needs repair”, and nobody but the schedule starts another.
 * - `call-lost`: no restart; only what was under way is gone, as when one Lambda dies. The workflow waits on where it waited.
 */
export const revivals = ['restarted', 'given-up', 'call-lost'] as const
export type Revival = (typeof revivals)[number]

export type Life = {
  /** Every effect until the end, or until death. */
  effects: string[]
  /** Message ids as the transport took them, before and after death. */
  sent: string[]
  /** Those taken at the very moment of death. */
  died: boolean
  facts: Fact[]
  /** What people were told is done: `submit office`, `confirm`, `approve ding`, … */
  acknowledged: Set<string>
  /** What people posted, whatever came back. */
  posted: Set<string>
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
  const acknowledged = new Set<string>()
  const posted = new Set<string>()
  const answered = new Set<string>()
  let died = false
  let system = await begin(death)
  const first = system.mortality
  const sent: string[][] = [first.sent]
  try {
    for (let turn = 1; turn <= patience; turn++) {
      await people_()
      if (system.mortality.dead) {
        died = true
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
    return { local, mortality, door: embeddedDoor(local.baseUrl, local.publicUrl) }
  }

  /** One after the other does what their mails ask for, until nothing is left to do or nobody answers any more. */
  async function people_(): Promise<void> {
    const { local, mortality, door } = system
    const act = async (what: string, does: () => Promise<{ status: number }>) => {
      if (mortality.dead || acknowledged.has(what)) return
      posted.add(what)
      const status = await does().then(
        (page) => page.status,
        // A page without the form to fill in: what was wanted is done already.
        (error: Error) => (/has no form/.test(error.message) ? 200 : 0),
      )
      if (mortality.dead) return
      if (status >= 200 && status < 300) acknowledged.add(what)
      await quiet(system)
    }
    await act('open', async () => {
      await openSmallCycle(local)
      return { status: 200 }
    })
    for (const unit of ['office', 'housing'] as const) {
      if (await hasMail(door, unit === 'office' ? people.clerk.address : people.builder.address, /填报/)) {
        await act(`submit ${unit}`, () => clerkOf(door, unit).sendAsPrinted(sliceOf(unit)))
      }
    }
    if (await hasMail(door, people.chief.address, /确认/)) {
      await act('confirm', () => confirm(door, people.chief.address))
    }
    for (let more = true; more && !mortality.dead; ) {
      const asked = (await askedSince(door, answered)).filter(({ address }) => !acknowledged.has(`approve ${address}`))
      more = asked.length > 0
      for (const one of asked) {
        await act(`approve ${one.address}`, () => approve(door, one))
        if (mortality.dead) return
        answered.add(one.mail.id)
      }
    }
  }

  async function told(turns: number): Promise<Life> {
    const mails = await system.door.mails()
    return {
      effects: first.effects,
      sent: sent.flat(),
      died,
      facts: await factsOf(system),
      acknowledged,
      posted,
      inboxes: mails.map(({ to, subject }) => `${to} ${subject}`),
      published: (await readdir(join(folder, 'public'), { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, 'public').length + 1))
        .sort(),
      turns,
    }
  }
}

type Living = { local: LocalSystem; mortality: Mortality; door: FrontDoor }

const factsOf = ({ local }: Living): Promise<Fact[]> => local.services.store.facts(cycle)

async function hasMail(door: FrontDoor, address: string, words: RegExp): Promise<boolean> {
  return (await door.mails()).some((mail) => mail.to === address && words.test(mail.subject))
}

/** Published, and everyone who had a part in it has heard of it. */
async function isOver(system: Living): Promise<boolean> {
  const state = foldCycle(await factsOf(system).catch(() => []))
  const announced = [...(state?.mails.keys() ?? [])].filter((duty) => duty.startsWith('published/'))
  return announced.length === toldOfPublication
}
/** The office, two contacts, one unit's leader, three approvers. */
const toldOfPublication = 7

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

async function giveUpRuns(folder: string): Promise<void> {
  for (const name of await readdir(join(folder, 'executions'))) {
    const path = join(folder, 'executions', name)
    const execution = JSON.parse(await readFile(path, 'utf8'))
    if (execution.status === 'running') await writeFile(path, JSON.stringify({ ...execution, status: 'failed' }))
  }
}
