import { addDays, civilDate, startOfDay } from '../../../shared/calendar/civil-date.ts'
import type { Example } from '../trial/examples.ts'
import { approve, askedSince, Clerk, canDecide, confirm, returnDraft } from './people.ts'
import type { VisitedDoor, VisitedPage } from './visitor.ts'

/** A system with its people's door, and what a script needs to know of it to go on. */
export type Stage = {
  door: VisitedDoor
  now(): string
  /** When everything that was started has come to rest. */
  settled(): Promise<unknown>
  isPublished(cycle: string): Promise<boolean>
}

/** A unit's clerk sends its slice; its leader confirms it. Throws with what the page says when one of them is refused. */
export async function fileSlice({ door }: Stage, example: Example, id: string, addition = ''): Promise<void> {
  const { cycle, definition, units } = example
  const unit = cycle.units.find((u) => u.id === id)
  const slice = units.get(id)
  if (!unit || !slice) throw new Error(`${example.name} has no unit ${id}`)
  const clerk = new Clerk(door, definition, unit.roles, unit.contacts[0].address)
  const texts = Object.fromEntries(Object.entries(cycle.texts[id] ?? {}).map(([part, text]) => [part, text + addition]))
  fine(await clerk.submit({ slice, texts, explanation: '经核对，数字无误。' }), `${id} submits`)
  if (unit.leader) fine(await confirm(door, unit.leader.address), `${id} confirms`)
}

/** Whoever is asked decides, day after day, until the report is out. The first approver of `sendsBack` returns it once. */
export async function signOff(stage: Stage, example: Example, sendsBack?: string): Promise<void> {
  const { cycle, definition } = example
  const { door } = stage
  const people = new Set(Object.values(cycle.route).flatMap((approvers) => approvers.map((p) => p.address)))
  const answered = new Set<string>()
  let returner = sendsBack && cycle.route[sendsBack]?.[0]?.address
  for (let turn = 0; turn < 40; turn++) {
    await stage.settled()
    if (await stage.isPublished(cycle.cycle)) return
    const asked = (await askedSince(door, answered)).filter(({ address }) => people.has(address))
    if (asked.length === 0) await door.passTime(atTen(example, addDays(civilDate(stage.now(), zoneOf(example)), 1)))
    for (const one of asked) {
      answered.add(one.mail.id)
      if (!(await canDecide(door, one))) continue
      if (one.address !== returner) {
        fine(await approve(door, one), `${one.address} approves`)
        continue
      }
      returner = undefined
      const part = definition.parts.find(({ body }) => body.kind === 'narrative' && body.strategy === 'single-owner')
      const office = cycle.units.find((unit) => unit.roles.includes('office'))
      if (!part || !office) throw new Error(`${example.name} has nothing to send back to an office`)
      const returned = { target: `part:${part.id}`, reason: '请补充一句说明。' }
      fine(await returnDraft(door, one, returned), `${one.address} returns`)
      await stage.settled()
      await fileSlice(stage, example, office.id, '补充说明。')
    }
  }
  throw new Error(`${cycle.cycle} was not published within forty turns`)
}

/** Ten in the morning of a civil day, where the report is due. */
export const atTen = (example: Example, day: string): string =>
  new Date(Date.parse(startOfDay(day, zoneOf(example))) + 10 * 3_600_000).toISOString()

const zoneOf = ({ definition }: Example): string => definition.timetable.zone

function fine(page: VisitedPage, what: string): void {
  if (page.status < 400) return
  const problems = page.html.querySelectorAll('li').map((li) => li.textContent.trim())
  throw new Error(`${what}: ${page.status} ${page.html.querySelector('h1')?.textContent ?? ''} ${problems.join(' | ')}`)
}
