import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verifyFolder } from '../../infra/command-line/verify.ts'
import { approve, askedSince, Clerk, canDecide, confirm, returnDraft } from '../../infra/local/demo/people.ts'
import type { Page } from '../../infra/local/demo/visitor.ts'
import { type Example, openExample, readExample } from '../../infra/local/examples.ts'
import { addDays, civilDate, startOfDay } from '../../shared/civil-date.ts'
import type { Fact } from '../../shared/facts.ts'
import { deployedSystem } from './deployed-system.ts'

const { door, services, clock, settled, stopRuns } = deployedSystem()

// One deployed stage and one clock: the cycles follow each other in time, 2021 before 2026.
describe('a whole cycle on the deployed stage', () => {
  it('the city’s annual report: twelve units, a leader who sends it back, a run that is killed, publication', async () => {
    const example = await readExample('tongjiang-2020')
    await open(example)
    expect(await kinds(example, 'mail')).toBeGreaterThanOrEqual(example.cycle.units.length)

    const [last, ...others] = [...example.cycle.units].reverse()
    for (const unit of others) await file(example, unit.id)

    // Nobody waits any more: whoever runs the stage has stopped the execution, or the region did. The timer begins it again.
    expect(await stopRuns()).toEqual([example.cycle.cycle])
    await door.passTime(new Date(Date.parse(clock.now()) + 60 * 60_000).toISOString())
    expect(await kinds(example, 'execution')).toBe(2)
    expect(await kinds(example, 'draft')).toBe(0)

    await file(example, last!.id)
    await signOff(example, { sendsBack: 'principal-leader' })
    await verifyPublication(example)
    expect(await kinds(example, 'draft')).toBe(2)
  }, 600_000)

  it('another report: a unit is reminded, two approvers make a quorum, publication', async () => {
    const example = await readExample('safety-inspection')
    await open(example)
    const [last, ...others] = [...example.cycle.units].reverse()
    for (const unit of others) await file(example, unit.id)

    const before = (await door.mails()).length
    const due = await dueDate(example)
    for (let day = addDays(due, -4); day <= due; day = addDays(day, 1)) await door.passTime(atTen(example, day))
    const reminders = (await door.mails()).slice(before).filter((mail) => mail.to === last!.contacts[0]!.address)
    expect(reminders.length).toBeGreaterThan(0)

    await file(example, last!.id)
    await signOff(example, {})
    await verifyPublication(example)
  }, 600_000)
})

async function open(example: Example): Promise<void> {
  clock.moveTo(example.cycle.opens)
  await openExample({ services }, example)
  await settled()
}

/** A unit's clerk sends its slice; its leader confirms it. */
async function file({ cycle, definition, units }: Example, id: string, addition = ''): Promise<void> {
  const unit = cycle.units.find((u) => u.id === id)!
  const clerk = new Clerk(door, definition, unit.roles, unit.contacts[0]!.address)
  const texts = Object.fromEntries(Object.entries(cycle.texts[id] ?? {}).map(([part, text]) => [part, text + addition]))
  const explanation = '经核对，数字无误。'
  fine(await clerk.submit({ slice: units.get(id)!, texts, explanation }), `${id} submits`)
  if (unit.leader) fine(await confirm(door, unit.leader.address), `${id} confirms`)
}

/** Whoever is asked decides, day after day, until the report is out. The first of the stage `sendsBack` returns it once. */
async function signOff(example: Example, { sendsBack }: { sendsBack?: string }): Promise<void> {
  const { cycle, definition } = example
  const answered = new Set((await door.mails()).filter((mail) => Date.parse(mail.date) === 0).map((mail) => mail.id))
  const office = cycle.units.find((unit) => unit.roles.includes('office'))!
  let returner = sendsBack && cycle.route[sendsBack]?.[0]?.address
  for (let turn = 0; turn < 40; turn++) {
    await settled()
    if ((await kinds(example, 'publication')) > 0) return
    const people = new Set(Object.values(cycle.route).flatMap((approvers) => approvers.map((p) => p.address)))
    const asked = (await askedSince(door, answered)).filter(({ address }) => people.has(address))
    if (asked.length === 0) await door.passTime(atTen(example, addDays(civilDate(clock.now(), zone(example)), 1)))
    for (const one of asked) {
      answered.add(one.mail.id)
      if (!(await canDecide(door, one))) continue
      if (one.address !== returner) {
        fine(await approve(door, one), `${one.address} approves`)
        continue
      }
      returner = undefined
      const part = definition.parts.find(({ body }) => body.kind === 'narrative' && body.strategy === 'single-owner')!
      const reason = '请补充一句说明。'
      fine(await returnDraft(door, one, { target: `part:${part.id}`, reason }), `${one.address} returns`)
      await settled()
      await file(example, office.id, '补充说明。')
    }
  }
  throw new Error(`not published: ${JSON.stringify((await services.store.facts(cycle.cycle)).map(({ kind }) => kind))}`)
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
  expect(verifyFolder(folder).faults).toEqual([])
}

const kinds = async ({ cycle }: Example, kind: Fact['kind']): Promise<number> =>
  (await services.store.facts(cycle.cycle)).filter((fact) => fact.kind === kind).length

async function dueDate(example: Example): Promise<string> {
  const opening = (await services.store.facts(example.cycle.cycle)).find((fact) => fact.kind === 'opening')
  return opening!.timetable.submissions!
}

const zone = ({ definition }: Example): string => definition.timetable.zone

const atTen = (example: Example, day: string): string =>
  new Date(Date.parse(startOfDay(day, zone(example))) + 10 * 3_600_000).toISOString()

function fine(page: Page, what: string): void {
  if (page.status < 400) return
  const problems = page.html.querySelectorAll('li').map((li) => li.textContent.trim())
  throw new Error(`${what}: ${page.status} ${page.html.querySelector('h1')?.textContent ?? ''} ${problems.join(' | ')}`)
}
