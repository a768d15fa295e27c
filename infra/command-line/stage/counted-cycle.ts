import { addDays } from '../../../shared/calendar/civil-date.ts'
import { entryOf, lastOf } from '../../../shared/present.ts'
import { type Counts, countedSystem } from '../../local/counted/counted-system.ts'
import { Clerk, confirm } from '../../local/demo/people.ts'
import { atTen, fileSlice, type Stage, signOff } from '../../local/demo/quiet-cycle.ts'
import { type Example, openExample, readExample } from '../../local/trial/examples.ts'

export type Played = { units: number; days: number; counts: Counts }

/**
 * Plays a whole cycle of so many units in memory, with one return, until a week after its publication, and counts what its functions
 * ask of their services.
 *
 * @param by how units send: by the form of the page, as a person does, or as JSON, as a program does
 */
export async function playCounted(units: number, by: 'form' | 'json'): Promise<Played> {
  const example = withUnits(await readExample('tongjiang-2020'), units)
  const { cycle } = example
  const { services, door, settled, counts } = await countedSystem(cycle.opens)
  const stage: Stage = {
    door,
    now: services.clock.now,
    settled,
    isPublished: async (id) => (await services.store.factsOf(id, 'publication')).length > 0,
  }
  await openExample({ services }, example)
  await settled()
  const prompt = Math.ceil((cycle.units.length * 2) / 3)
  const [opening] = await services.store.factsOf(cycle.cycle, 'opening')
  if (!opening) throw new Error(`${cycle.cycle} was not opened`)
  const due = opening.timetable.submissions ?? ''
  const remindedFrom = addDays(due, -5)
  await door.passTime(atTen(example, addDays(remindedFrom, -3)))
  for (const unit of cycle.units.slice(0, prompt)) await file(unit.id)
  // A third waits for its reminders, as a third does.
  for (let day = remindedFrom; day < due; day = addDays(day, 1)) await door.passTime(atTen(example, day))
  for (const unit of cycle.units.slice(prompt)) await file(unit.id)
  await signOff(stage, example, 'principal-leader')
  // Until the legal date, however early these people are done, and then until it is left alone.
  await door.passTime(atTen(example, addDays(opening.timetable.legal, 8)))
  const days = Math.ceil((Date.parse(services.clock.now()) - Date.parse(cycle.opens)) / 86_400_000)
  return { units, counts: counts(), days }

  async function file(id: string): Promise<void> {
    if (by === 'form') return fileSlice(stage, example, id)
    const unit = cycle.units.find((each) => each.id === id)
    const slice = example.units.get(id)
    if (!unit || !slice) throw new Error(`${example.name} has no unit ${id}`)
    const clerk = new Clerk(door, example.definition, unit.roles, unit.contacts[0].address)
    const { status, problems } = await clerk.sendAsPrinted({ slice, texts: cycle.texts[id] ?? {} })
    if (status >= 400) throw new Error(`${id} submits: ${status} ${problems.map(({ message }) => message).join(' | ')}`)
    if (unit.leader) await confirm(door, unit.leader.address)
  }
}

/** The example with its last unit and what it reports repeated, or with fewer of them. */
export function withUnits(example: Example, wanted: number): Example {
  const { cycle } = example
  const template = lastOf(cycle.units)
  const added = Array.from({ length: Math.max(0, wanted - cycle.units.length) }, (_, n) => {
    const id = `unit-${n + 1}`
    const [contact] = template.contacts
    const contacts: typeof template.contacts = [
      { ...contact, id: `${id}-contact`, address: `contact.${id}@example.org` },
    ]
    const leader = template.leader && { ...template.leader, id: `${id}-leader`, address: `leader.${id}@example.org` }
    const name = { zh: `${template.name.zh}${n + 1}`, en: `${template.name.en} ${n + 1}` }
    return { ...template, id, name, contacts, ...(leader && { leader }) }
  })
  const units = [...cycle.units.slice(0, wanted), ...added]
  const slices = new Map(example.units)
  for (const { id } of added) slices.set(id, entryOf(example.units, template.id))
  const texts = { ...cycle.texts, ...Object.fromEntries(added.map(({ id }) => [id, cycle.texts[template.id] ?? {}])) }
  // The office's text names the figures of the whole city: beside fewer units it would have to explain each of them.
  const said = wanted < cycle.units.length ? withoutFigures(texts) : texts
  return { ...example, cycle: { ...cycle, units, texts: said }, units: slices }
}

const withoutFigures = (texts: Example['cycle']['texts']): Example['cycle']['texts'] =>
  Object.fromEntries(
    Object.entries(texts).map(([unit, parts]) => [
      unit,
      Object.fromEntries(Object.entries(parts).map(([part, text]) => [part, text.replaceAll(/\d+/g, '')])),
    ]),
  )
