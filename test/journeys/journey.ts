import { Clerk, confirm, toReturn } from '../../infra/local/demo/people.ts'
import {
  digitsFor,
  newestMail,
  type ReadMail,
  type VisitedDoor,
  type VisitedPage,
  Visitor,
} from '../../infra/local/demo/visitor.ts'
import type { Fact } from '../../shared/cycle/facts.ts'
import {
  type Cast,
  definition,
  type Figures,
  filled,
  type Stage,
  stages,
  textsOf,
  type UnitId,
  unitIds,
  type Wanted,
} from './small-cycle.ts'

/** A system with one small cycle open, as its people have it. */
export type JourneySystem = {
  door: VisitedDoor
  cast: Cast
  /** When nothing goes on by itself any more. */
  settled(): Promise<void>
  /** What happened so far. A journey looks at it to see that nothing did. */
  facts(): Promise<Fact[]>
  stop(): Promise<void>
}

export type OpenJourney = (wanted: Wanted) => Promise<JourneySystem>

/** What a person reads on a page, without the spaces between. */
export const textOf = (page: VisitedPage): string =>
  (page.html.querySelector('main') ?? page.html).textContent.replace(/\s+/g, '')
export const headingOf = (page: VisitedPage): string => page.html.querySelector('h1')?.textContent.trim() ?? ''

export function clerkOf({ door, cast }: JourneySystem, id: UnitId): Clerk {
  const unit = cast.units[id]
  return new Clerk(door, definition, unit.roles, unit.contact.address)
}

export type Sending = { figures?: Figures; texts?: Record<string, string>; explanation?: string }

/** The unit's clerk fills the form in and sends it. Answers the page that comes. */
export async function submit(journey: JourneySystem, id: UnitId, sending: Sending = {}): Promise<VisitedPage> {
  const { figures, texts = textsOf[id], explanation } = sending
  const slice = { figures: filled(id, figures), amounts: {} }
  const page = await clerkOf(journey, id).submit({ slice, texts, ...(explanation && { explanation }) })
  await journey.settled()
  return page
}

/** The same, and the leader confirms it. */
export async function file(journey: JourneySystem, id: UnitId, sending: Sending = {}): Promise<void> {
  accepted(await submit(journey, id, sending))
  accepted(await confirm(journey.door, journey.cast.units[id].leader.address))
  await journey.settled()
}

export async function fileAll(journey: JourneySystem): Promise<void> {
  for (const id of unitIds) await file(journey, id)
}

/** The newest request to the approver of a stage. */
export const requestTo = ({ door, cast }: JourneySystem, stage: Stage): Promise<ReadMail> =>
  newestMail(door, cast.approver[stage].address, /审签/)

/** An approver with the draft open before them. */
export async function atTheDraft(journey: JourneySystem, stage: Stage) {
  const mail = await requestTo(journey, stage)
  const visitor = new Visitor(journey.door)
  const page = await visitor.openLink(mail)
  const code = await digitsFor(journey.door, visitor, page, mail)
  return {
    mail,
    visitor,
    page,
    code,
    decide: async (fields: Record<string, string>): Promise<VisitedPage> => {
      const isReturn = fields.choice === 'return'
      const filled = isReturn ? { code, ...fields } : { attestation: 'agreed', code, ...fields }
      const form = isReturn ? await toReturn(visitor, page) : page
      const answer = await visitor.submit(form, filled, { form: 'form.decision' })
      await journey.settled()
      return answer
    },
  }
}

export async function approveStage(journey: JourneySystem, stage: Stage): Promise<VisitedPage> {
  const approver = await atTheDraft(journey, stage)
  return accepted(await approver.decide({ choice: 'approve' }))
}

/** Everybody signs, from this stage on, in the order they are asked. */
export async function signFrom(journey: JourneySystem, first: (typeof stages)[number] = stages[0]): Promise<void> {
  for (const stage of stages.slice(stages.indexOf(first))) await approveStage(journey, stage)
}

export function accepted(page: VisitedPage): VisitedPage {
  if (page.status >= 400) throw new Error(`${page.status} ${headingOf(page)}: ${textOf(page).slice(0, 600)}`)
  return page
}

export async function mailsTo({ door }: JourneySystem, address: string): Promise<ReadMail[]> {
  return (await door.mails()).filter((mail) => mail.to === address)
}

/** Every mail that comes while something is done. */
export async function mailsDuring(journey: JourneySystem, act: () => Promise<unknown>): Promise<ReadMail[]> {
  const before = (await journey.door.mails()).length
  await act()
  await journey.settled()
  return (await journey.door.mails()).slice(before)
}

/** Ten in the morning of a day in Shanghai. */
export const atTen = (day: string): string => `${day}T02:00:00.000Z`

/** What the public reads under a path; undefined where nothing is. */
export async function published({ door }: JourneySystem, path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const answer = await fetch(`${door.publicUrl}/${path}`)
  return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined
}

export async function publishedText(journey: JourneySystem, path: string): Promise<string> {
  const bytes = await published(journey, path)
  if (!bytes) throw new Error(`nothing is published at ${path}`)
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
}

export const publishedJson = async (journey: JourneySystem, path: string) =>
  JSON.parse(await publishedText(journey, path))
