import { compileDefinition } from '../../../shared/report/cells.ts'
import { measured } from '../../../shared/report/measures.ts'
import { textParts } from '../../../shared/report/narrative-parts.ts'
import type { Example, ExampleSlice } from '../trial/examples.ts'
import { withDigits } from './people.ts'
import { expectFine, newestMail, type VisitedDoor, Visitor } from './visitor.ts'

/**
 * What a unit writes for its own report, with the numbers of its own tables: the narrative of the real reports is not in the
 * example, so a sentence made of their figures stands for it.
 */
export function ownTexts({ cycle, definition }: Example, { figures }: ExampleSlice): Record<string, string> {
  const compiled = compileDefinition(definition)
  const of = (id: string) => {
    const measure = definition.measures.find((one) => one.id === id)
    return measure ? (measured(compiled, measure, figures) ?? '0') : '0'
  }
  const says: Record<string, string> = {
    overview: `（一）依申请公开\n${cycle.year}年，本机关收到政府信息公开申请${of('received')}件，结转下年度${of('carried-out')}件。\n（二）主动公开\n作出行政许可决定${of('licensing')}件、行政处罚决定${of('penalties')}件，均已公开。`,
    problems: '主要问题：个别数据报送前核对不细。改进：提交前逐表核对。',
    other: '没有其他需要报告的事项。',
  }
  return Object.fromEntries(
    textParts(definition, [])
      .filter(({ id }) => id.startsWith('own:'))
      .flatMap(({ id }) => {
        const text = says[id.slice('own:'.length)]
        return text ? [[id, text]] : []
      }),
  )
}

/** Somebody at the office ticks every unit whose report waits, and clears them. Answers how many. */
export async function clearWaiting(door: VisitedDoor, address: string): Promise<number> {
  const { visitor, page } = await clearances(door, address)
  const ticks = page.html.querySelectorAll('input[type="checkbox"]')
  if (ticks.length === 0) return 0
  const chosen = Object.fromEntries(
    ticks.map((tick) => [tick.getAttribute('name') ?? '', tick.getAttribute('value') ?? '']),
  )
  const answer = await visitor.submit(page, chosen, { form: 'form[action^="/clearance"]' })
  expectFine(await withDigits(door, visitor, address, answer), 'the office clears')
  return ticks.length
}

/** The office calls a published report back, with a reason. */
export async function callBack(door: VisitedDoor, address: string, unit: string, reason: string): Promise<void> {
  const { visitor } = await clearances(door, address)
  const page = await visitor.get(`/clearance?unit=${unit}`)
  const back = { form: 'form[action^="/clearance"]', having: { choice: 'return' } }
  const answer = await visitor.submit(page, { 'reason-0': reason }, back)
  expectFine(await withDigits(door, visitor, address, answer), 'the office calls back')
}

async function clearances(door: VisitedDoor, address: string) {
  const visitor = new Visitor(door)
  await visitor.openLink(await newestMail(door, address, /工作台/))
  return { visitor, page: await visitor.get('/clearance') }
}
