import { rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { addDays, civilDate, startOfDay } from '../../../shared/calendar/civil-date.ts'
import { entryOf, firstOf, lastOf, present } from '../../../shared/present.ts'
import { add } from '../../../shared/report/figure.ts'
import type { Language } from '../../../shared/report/report-definition.ts'
import { demoTexts } from '../../../shared/words/office/demo-texts.ts'
import { wordsIn } from '../../../shared/words/words-in.ts'
import { holdToUsage } from '../../usage.ts'
import { exampleNames, openExample, placeOfCorrection, readExample } from '../trial/examples.ts'
import { startLocal } from '../trial/local.ts'
import { compareWithPrinted } from './compare.ts'
import { embeddedDoor } from './embedded-door.ts'
import { callBack, clearWaiting, ownTexts } from './own-report.ts'
import {
  type Asked,
  actOnBoard,
  approve,
  askedSince,
  Clerk,
  canDecide,
  confirm,
  explainWarnings,
  returnDraft,
} from './people.ts'
import { expectFine, newestMail } from './visitor.ts'

/**
 * Plays a whole reporting cycle on the embedded system. Its people have a mailbox and a browser and nothing else: they read
 * mails, open links, fill in forms, type codes. Time passes by moving the embedded clock.
 */
holdToUsage('run demo', '[EXAMPLE] [--keep] [--lang zh|en] [--port N]')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { keep: { type: 'boolean' }, lang: { type: 'string' }, port: { type: 'string' } },
})
const language: Language = (values.lang ?? process.env.LANG ?? '').startsWith('zh') ? 'zh' : 'en'
const says = wordsIn(demoTexts, language)
const name = positionals[0] ?? 'tongjiang-2020'
if (!exampleNames.some((known) => known === name)) {
  console.error(says.unknown(name, exampleNames))
  process.exit(2)
}
const began = performance.now()
const folder = join('.lianbao', 'demo', name)
await rm(folder, { recursive: true, force: true })
const example = await readExample(name)
const local = await startLocal({
  folder,
  clock: example.cycle.opens,
  timerEvery: 3_600_000, // the demo moves the clock, and each move runs the timer
  ...(values.port && { port: Number(values.port) }),
})
const { cycle, definition, units, firstAttempts } = example
const door = { ...embeddedDoor(local.baseUrl, local.publicUrl), language }
const unitNamed = (id: string) =>
  present(
    cycle.units.find((unit) => unit.id === id),
    id,
  )
const unitName = (id: string) => unitNamed(id).name[language]
const late = lastOf(cycle.units)
try {
  await play()
  console.log(says.done(((performance.now() - began) / 1000).toFixed(1)))
  if (values.keep) {
    console.log(says.kept(local.baseUrl))
    await new Promise((resolve) => process.once('SIGINT', resolve))
  }
} finally {
  await local.stop()
}

async function play(): Promise<void> {
  say(
    says.title(
      definition.heading[language]
        .replace('{issuer}', cycle.issuer.name[language])
        .replace('{year}', String(cycle.year)),
    ),
  )
  say(cycle.note[language])

  await openExample(local, example)
  await local.settled()
  say(says.opened(await today(), cycle.units.length))

  for (const unit of cycle.units.slice(0, -1)) await file(unit.id)
  await clear()
  await waitUntilLate()
  await file(late.id)
  await clear()

  await signOff()
  await report()
  if (definition.unitReports?.clearance === 'before') await correctOne()
}

/** A unit sends its slice, first as it was printed where that was wrong, and its leader confirms it. */
async function file(id: string): Promise<void> {
  const unit = unitNamed(id)
  const clerk = new Clerk(door, definition, unit.roles, unit.contacts[0].address)
  const texts = { ...cycle.texts[id], ...ownTexts(example, entryOf(units, id)) }
  const first = firstAttempts.get(id)
  if (first) {
    const { status, problems } = await clerk.sendAsPrinted({ slice: first, texts })
    if (status < 400) throw new Error(`${id}: the slice as printed was accepted`)
    say(says.refused(unitName(id), problems.length))
    for (const { message } of problems.slice(0, 3)) detail(message)
    for (const correction of example.corrections.filter((c) => c.unit === id)) {
      detail(
        says.corrected(
          placeOfCorrection(correction, definition)[language],
          String(correction.to),
          correction.why[language],
        ),
      )
    }
  }
  const page = await clerk.submit({ slice: entryOf(units, id), texts, explanation: says.explanation })
  expectFine(page, `${id} submits`)
  if (unit.leader) expectFine(await confirm(door, unit.leader.address), `${id} confirms`)
  say(says.filed(unitName(id), page.html.querySelector('dd b')?.textContent?.trim() ?? ''))
}

/** The office clears what waits for it; the timer publishes it. */
async function clear(): Promise<void> {
  if (definition.unitReports?.clearance !== 'before') return
  const cleared = await clearWaiting(door, cycle.office[0].address)
  if (cleared === 0) return
  await local.keepTime()
  say(says.cleared(cycle.office[0].name, cleared))
}

/** After the whole is out the market bureau finds a request it had not counted; both reports say so. */
async function correctOne(): Promise<void> {
  const unit = unitNamed('mkt')
  await callBack(door, cycle.office[0].address, unit.id, says.calledBackReason)
  say(says.calledBack(cycle.office[0].name, unit.name[language], says.calledBackReason))
  const { figures, amounts } = entryOf(units, unit.id)
  const oneMore = (cell: string) => ({ [cell]: add(figures[cell] ?? '0', '1') })
  const total = { ...oneMore('t3.new.total') }
  const slice = {
    amounts,
    figures: { ...figures, ...oneMore('t3.new.natural'), ...oneMore('t3.granted.natural'), ...total },
  }
  const clerk = new Clerk(door, definition, unit.roles, unit.contacts[0].address)
  const texts = { ...cycle.texts[unit.id], ...ownTexts(example, slice) }
  const mail = /退回/
  expectFine(await clerk.submit({ slice, texts, explanation: says.explanation, mail }), `${unit.id} sends again`)
  if (unit.leader) expectFine(await confirm(door, unit.leader.address), `${unit.id} confirms again`)
  await clear()
  for (const path of [`units/${unit.id}/v2/index.html`, 'notice.css'])
    detail(relative(process.cwd(), join(folder, 'public/r', cycle.cycle, path)))
}

/** Days pass; who has not sent anything is reminded, then locked out, and the office gives one more time. */
async function waitUntilLate(): Promise<void> {
  const unit = late
  const address = unit.contacts[0].address
  say(says.waiting(unit.name[language]))
  const due = await dueDate()
  for (let day = addDays(due, -4); day <= addDays(due, 1); day = addDays(day, 1)) {
    await door.passTime(atTen(day))
  }
  const reminders = (await door.mails()).filter((mail) => mail.to === address && /^催办/.test(mail.subject))
  say(says.reminded(unit.name[language], reminders.length))
  const clerk = new Clerk(door, definition, unit.roles, address)
  const locked = await clerk.look()
  say(says.locked(await today(), locked.html.querySelector('h1')?.textContent?.trim() ?? ''))
  const until = addDays(due, 5)
  expectFine(
    await actOnBoard(door, cycle.office[0].address, ['reopen', 'extend'], {
      unit: unit.id,
      until,
      reason: says.extensionReason,
    }),
    'the office reopens',
  )
  say(says.extended(cycle.office[0].name, unit.name[language], until))
}

/** Whoever is asked decides; one leader sends the draft back once. */
async function signOff(): Promise<void> {
  const answered = new Set<string>()
  const beforeLast = present(definition.signOff.stages.at(-2), 'stage before the last').id
  const returner = firstOf(present(cycle.route[beforeLast], beforeLast)).address
  let returned = false
  for (let turn = 0; turn < 60; turn++) {
    await local.settled()
    if (await isPublished()) return
    const asked = (await askedSince(door, answered)).filter(({ mail }) => !answered.has(mail.id))
    if (asked.length === 0) {
      await clear()
      const explained = await explainWarnings(door, cycle.office[0].address, says.officeExplanation)
      if (explained.length > 0) {
        say(says.explained(cycle.office[0].name, explained.length))
        for (const instance of explained) detail(instance)
        continue
      }
      await door.passTime(atTen(addDays(await today(), 1)))
      continue
    }
    for (const one of asked) {
      answered.add(one.mail.id)
      await decideOne(one, () => {
        if (returned || one.address !== returner) return false
        returned = true
        return true
      })
    }
  }
  throw new Error('Nobody published within sixty turns')
}

async function decideOne(asked: Asked, sendsBack: () => boolean): Promise<void> {
  const person = Object.values(cycle.route)
    .flat()
    .find((p) => p.address === asked.address)
  const who = person ? `${person.name}（${person.title}）` : asked.address
  if (!(await canDecide(door, asked))) return say(says.notNeeded(who))
  if (!sendsBack()) {
    expectFine(await approve(door, asked), `${who} approves`)
    return say(says.approved(who))
  }
  const office = present(
    cycle.units.find((unit) => unit.roles.includes('office')),
    'unit',
  )
  const reason = says.returnReason
  expectFine(await returnDraft(door, asked, { target: `part:${partOfOffice()}`, reason }), `${who} returns`)
  say(says.returned(who, reason))
  await local.settled()
  const clerk = new Clerk(door, definition, office.roles, office.contacts[0].address)
  const texts = {
    ...cycle.texts[office.id],
    ...ownTexts(example, entryOf(units, office.id)),
    [partOfOffice()]: `${cycle.texts[office.id]?.[partOfOffice()]}${says.addition}`,
  }
  expectFine(
    await clerk.submit({ slice: entryOf(units, office.id), texts, explanation: says.explanation }),
    'the office sends again',
  )
  if (office.leader) expectFine(await confirm(door, office.leader.address), 'the office’s leader confirms again')
  say(says.sentAgain(office.name[language]))
}

function partOfOffice(): string {
  const part = definition.parts.find(
    ({ body }) => body.kind === 'narrative' && body.strategy === 'single-owner' && body.required,
  )
  return present(part, 'part').id
}

async function isPublished(): Promise<boolean> {
  return (await fetch(`${door.publicUrl}/r/${cycle.cycle}/latest.json`)).ok
}

/** What came out, where it lies, and where it differs from what was printed. */
async function report(): Promise<void> {
  const latest = (await (await fetch(`${door.publicUrl}/r/${cycle.cycle}/latest.json`)).json()) as {
    path: string
    version: number
    manifest: string
  }
  const manifest = (await (await fetch(`${door.publicUrl}/${latest.path}/manifest.json`)).json()) as {
    draft: string
    files: { path: string; sha256: string }[]
  }
  say(says.published(await today(), latest.version))
  for (const { path, sha256 } of manifest.files) {
    if (path === 'report.json' || path === 'index.html') {
      detail(`${relative(process.cwd(), join(folder, 'public', latest.path, path))}  sha256 ${sha256}`)
    }
  }
  detail(says.draft(manifest.draft, latest.manifest))
  if (example.printed) {
    const published = (await (await fetch(`${door.publicUrl}/${latest.path}/report.json`)).json()) as {
      figures: Record<string, string | null>
    }
    for (const line of compareWithPrinted(example.printed, published.figures, language)) console.log(line)
  }
}

async function today(): Promise<string> {
  const { now } = (await (await fetch(`${door.baseUrl}/clock`)).json()) as { now: string }
  return civilDate(now, definition.timetable.zone)
}

/** By which day the units were asked to send: the first whole date of their invitation. */
async function dueDate(): Promise<string> {
  const mail = await newestMail(door, late.contacts[0].address, /填报/)
  const found = present(/(\d{4})年(\d{1,2})月(\d{1,2})日/.exec(mail.text), 'date in the invitation')
  return found
    .slice(1)
    .map((digits) => digits.padStart(2, '0'))
    .join('-')
}

function atTen(day: string): string {
  return new Date(Date.parse(startOfDay(day, definition.timetable.zone)) + 10 * 3_600_000).toISOString()
}

function say(line: string): void {
  console.log(`• ${line}`)
}

function detail(line: string): void {
  console.log(`    ${line}`)
}
