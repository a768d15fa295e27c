import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verifyFolder } from '../../infra/command-line/check/verify.ts'
import { atTen, fileSlice, type Stage, signOff } from '../../infra/local/demo/quiet-cycle.ts'
import { type Example, openExample, readExample } from '../../infra/local/trial/examples.ts'
import { addDays } from '../../shared/calendar/civil-date.ts'
import type { Fact } from '../../shared/cycle/facts.ts'
import { deployedSystem } from './deployed-system.ts'

const { door, services, clock, invoke, settled, stopRuns } = deployedSystem()
const stage: Stage = {
  door,
  now: clock.now,
  settled,
  isPublished: async (cycle) => (await services.store.facts(cycle)).some(({ kind }) => kind === 'publication'),
}

// One deployed stage and one clock: the cycles follow each other in time, 2021 before 2026.
describe('a whole cycle on the deployed stage', () => {
  it('the city’s annual report: twelve units, a leader who sends it back, a run that is killed, publication', async () => {
    const example = await readExample('tongjiang-2020')
    await open(example)
    expect(await kinds(example, 'mail')).toBeGreaterThanOrEqual(example.cycle.units.length)

    const [last, ...others] = [...example.cycle.units].reverse()
    for (const unit of others) await fileSlice(stage, example, unit.id)

    // Nobody waits any more: whoever runs the stage has stopped the execution, or the region did. The timer begins it again.
    expect(await stopRuns(example.cycle.cycle)).toEqual([example.cycle.cycle])
    await door.passTime(new Date(Date.parse(clock.now()) + 60 * 60_000).toISOString())
    expect(await kinds(example, 'execution')).toBe(2)
    expect(await kinds(example, 'draft')).toBe(0)

    await fileSlice(stage, example, last!.id)
    await signOff(stage, example, 'principal-leader')
    await verifyPublication(example)
    expect(await kinds(example, 'draft')).toBe(2)
  }, 600_000)

  it('another report: a unit is reminded, a mail comes back, two approvers make a quorum, publication', async () => {
    const example = await readExample('safety-inspection')
    await open(example)
    const [last, ...others] = [...example.cycle.units].reverse()
    for (const unit of others) await fileSlice(stage, example, unit.id)

    const before = (await door.mails()).length
    const due = await dueDate(example)
    for (let day = addDays(due, -4); day <= due; day = addDays(day, 1)) await door.passTime(atTen(example, day))
    const reminders = (await door.mails()).slice(before).filter((mail) => mail.to === last!.contacts[0]!.address)
    expect(reminders.length).toBeGreaterThan(0)

    await fileSlice(stage, example, last!.id)
    // SES tells what became of a mail, as EventBridge would bring it: the emulator itself never does.
    const facts = await services.store.facts(example.cycle.cycle)
    const mail = facts.find((fact) => fact.kind === 'mail')!
    const bounce = {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [{ emailAddress: 'bounce@simulator.amazonses.com', action: 'failed', status: '5.1.1' }],
    }
    const told = {
      eventType: 'Bounce',
      mail: { tags: { cycle: [mail.cycle], message: [mail.messageId.split('@')[0]] } },
      bounce,
    }
    const event = { source: 'aws.ses', 'detail-type': 'Email Bounced', time: clock.now(), detail: told }
    for (const _ of ['once', 'twice']) expect((await invoke('RecordDelivery', event)).FunctionError).toBeUndefined()
    expect(await kinds(example, 'delivery')).toBe(1)

    await signOff(stage, example)
    await verifyPublication(example)
  }, 600_000)
})

async function open(example: Example): Promise<void> {
  clock.moveTo(example.cycle.opens)
  await openExample({ services }, example)
  await settled()
}

/** What the public reads, checked by the small program that shares no code with what wrote it. */
async function verifyPublication({ cycle }: Example): Promise<void> {
  const read = async (path: string): Promise<Uint8Array> => {
    const answer = await fetch(`${door.publicUrl}/${path}`)
    expect([path, answer.status]).toEqual([path, 200])
    return answer.bytes()
  }
  const json = async (path: string) => JSON.parse(new TextDecoder().decode(await read(path)))
  const { path } = (await json(`r/${cycle.cycle}/latest.json`)) as { path: string }
  const { files } = (await json(`${path}/manifest.json`)) as { files: { path: string }[] }
  const folder = mkdtempSync(join(tmpdir(), 'lianbao-published-'))
  for (const name of [...files.map((file) => file.path), 'manifest.json', 'manifest.sig.json']) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), await read(`${path}/${name}`))
  }
  expect((await verifyFolder(folder)).faults).toEqual([])
}

const kinds = async ({ cycle }: Example, kind: Fact['kind']): Promise<number> =>
  (await services.store.facts(cycle.cycle)).filter((fact) => fact.kind === kind).length

async function dueDate(example: Example): Promise<string> {
  const opening = (await services.store.facts(example.cycle.cycle)).find((fact) => fact.kind === 'opening')
  return opening!.timetable.submissions!
}
