import { present } from '../../../shared/present.ts'
import { compileDefinition, inputCells } from '../../../shared/report/cells.ts'
import type { ReportDefinition } from '../../../shared/report/report-definition.ts'
import type { ExampleSlice } from '../trial/examples.ts'
import {
  decisionCodeIn,
  digitsFor,
  linkIn,
  newestMail,
  type ReadMail,
  type VisitedDoor,
  type VisitedPage,
  Visitor,
} from './visitor.ts'

/** What a unit's clerk writes into the form: figures with their units, narrative, explanations of warnings. */
export type FilledSlice = {
  slice: ExampleSlice
  texts?: Record<string, string>
  explanation?: string
  /** Words in the subject of the mail whose link is opened; that of the invitation without it. */
  mail?: RegExp
}

/** The clerk of a unit, with nothing but the mail and a browser. */
export class Clerk {
  readonly #door: VisitedDoor
  readonly #definition: ReportDefinition
  readonly #roles: readonly string[]
  readonly address: string

  constructor(door: VisitedDoor, definition: ReportDefinition, roles: readonly string[], address: string) {
    this.#door = door
    this.#definition = definition
    this.#roles = roles
    this.address = address
  }

  /** Sends the slice as a machine would, with totals as they were printed. Answers status and problems. */
  async sendAsPrinted({ slice, texts = {} }: FilledSlice): Promise<{ status: number; problems: SentProblem[] }> {
    const mail = await newestMail(this.#door, this.address, /填报/)
    const response = await (this.#door.fetch ?? fetch)(`${this.#door.baseUrl}/slice`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': this.#door.language ?? 'zh',
        authorization: `Bearer ${linkIn(mail).token}`,
      },
      body: JSON.stringify({ figures: { ...slice.figures, ...slice.amounts }, texts }),
    })
    const body = (await response.json()) as { problems?: SentProblem[] }
    return { status: response.status, problems: body.problems ?? [] }
  }

  /** Opens the newest link, fills the form in and submits; explains warnings when asked to. Answers the page that comes. */
  async submit(filled: FilledSlice): Promise<VisitedPage> {
    const visitor = new Visitor(this.#door)
    const form = await visitor.openLink(await newestMail(this.#door, this.address, filled.mail ?? /填报/))
    const page = await this.#send(visitor, form, this.#fields(filled))
    if (page.status !== 422 || !filled.explanation) return page
    const whys = namesIn(page, 'why:')
    if (whys.length === 0) return page
    return this.#send(
      visitor,
      page,
      Object.fromEntries(whys.map((name) => [name, present(filled.explanation, 'explanation')])),
    )
  }

  /** The form as it stands, without sending anything. */
  async look(): Promise<VisitedPage> {
    return new Visitor(this.#door).openLink(await newestMail(this.#door, this.address, /填报/))
  }

  #send(visitor: Visitor, page: VisitedPage, fields: Record<string, string>): Promise<VisitedPage> {
    return visitor.submit(page, fields, { form: 'form[action^="/slice"]', button: { name: 'do', value: 'submit' } })
  }

  #fields({ slice, texts = {} }: FilledSlice): Record<string, string> {
    const cells = inputCells(compileDefinition(this.#definition), this.#roles)
    return {
      ...Object.fromEntries(cells.map(({ id }) => [`cell:${id}`, slice.amounts[id] ?? slice.figures[id] ?? '0'])),
      ...Object.fromEntries(Object.entries(texts).map(([part, text]) => [`text:${part}`, text])),
    }
  }
}

export type SentProblem = { code: string; field?: string; message: string }

const namesIn = (page: VisitedPage, prefix: string): string[] =>
  page.html
    .querySelectorAll('textarea, input')
    .map((field) => field.getAttribute('name') ?? '')
    .filter((name) => name.startsWith(prefix))

/** A unit's leader confirms the slice, with the code from the mail. */
export async function confirm(door: VisitedDoor, address: string): Promise<VisitedPage> {
  const mail = await newestMail(door, address, /确认/)
  const visitor = new Visitor(door)
  const page = await visitor.openLink(mail)
  return visitor.submit(page, { choice: 'confirm', code: decisionCodeIn(mail) })
}

/** The page behind 退回…, which asks for the reason. */
export const toReturn = (visitor: Visitor, page: VisitedPage): Promise<VisitedPage> =>
  visitor.get(present(page.html.querySelector('#decide a.bad')?.getAttribute('href'), '退回…'))

/** The leader sends it back to their own clerk. */
export async function returnSlice(door: VisitedDoor, address: string, reason: string): Promise<VisitedPage> {
  const mail = await newestMail(door, address, /确认/)
  const visitor = new Visitor(door)
  const page = await toReturn(visitor, await visitor.openLink(mail))
  return visitor.submit(page, { choice: 'return', reason, code: decisionCodeIn(mail) })
}

/** A request for sign-off that its reader has not answered yet. */
export type Asked = { mail: ReadMail; address: string }

/** Requests that came after the mails already answered. */
export async function askedSince(door: VisitedDoor, answered: ReadonlySet<string>): Promise<Asked[]> {
  const mails = await door.mails()
  return mails
    .filter((mail) => /审签/.test(mail.subject) && !/确认/.test(mail.subject) && !answered.has(mail.id))
    .map((mail) => ({ mail, address: mail.to }))
}

/** Whether the link still leads to something to decide: somebody else may have signed, or the draft may be another by now. */
export async function canDecide(door: VisitedDoor, { mail }: Asked): Promise<boolean> {
  const page = await new Visitor(door).openLink(mail)
  return page.html.querySelector('input[name="choice"]') !== null
}

export async function approve(door: VisitedDoor, { mail }: Asked): Promise<VisitedPage> {
  const visitor = new Visitor(door)
  const page = await visitor.openLink(mail)
  const code = await digitsFor(door, visitor, page, mail)
  return visitor.submit(page, { choice: 'approve', attestation: 'agreed', code })
}

/** Sends one narrative part or unit back, with a reason. */
export async function returnDraft(
  door: VisitedDoor,
  { mail }: Asked,
  { target, cell, reason }: { target: string; cell?: string; reason: string },
): Promise<VisitedPage> {
  const visitor = new Visitor(door)
  const page = await visitor.openLink(mail)
  const code = await digitsFor(door, visitor, page, mail)
  return visitor.submit(await toReturn(visitor, page), {
    choice: 'return',
    code,
    'target-0': target,
    ...(cell && { 'cell-0': cell }),
    'reason-0': reason,
  })
}

/** Somebody at the office acts on the board, as the form there asks: with a reason. Of several acts the first that the page offers. */
export async function actOnBoard(
  door: VisitedDoor,
  address: string,
  acts: string[],
  { unit, ...fields }: { unit?: string; reason: string } & Record<string, string>,
): Promise<VisitedPage> {
  const visitor = new Visitor(door)
  const board = await visitor.openLink(await newestMail(door, address, /工作台/))
  const page = unit ? await visitor.get(`/board?unit=${unit}`) : board
  const offered = page.html.querySelectorAll('input[name="act"]').map((field) => field.getAttribute('value'))
  const act = acts.find((wanted) => offered.includes(wanted))
  if (!act) throw new Error(`The board offers ${offered.join(', ')}, not ${acts.join(', ')}`)
  const answer = await visitor.submit(page, fields, { having: { act, ...(unit && { unit }) } })
  return withDigits(door, visitor, address, answer)
}

/** Where a page asks for the digits that it has just had mailed, they are typed. */
export async function withDigits(
  door: VisitedDoor,
  visitor: Visitor,
  address: string,
  answer: VisitedPage,
): Promise<VisitedPage> {
  if (!answer.html.querySelector('#code-step')) return answer
  const code = decisionCodeIn(await newestMail(door, address, /6位数字/))
  return visitor.submit(answer, { code }, { form: '#code-step form' })
}

/** Somebody at the office explains every warning on the merged draft that the board shows. Answers what each warning said. */
export async function explainWarnings(door: VisitedDoor, address: string, reason: string): Promise<string[]> {
  const visitor = new Visitor(door)
  let board = await visitor.openLink(await newestMail(door, address, /工作台/))
  const explained: string[] = []
  for (;;) {
    const form = board.html
      .querySelectorAll('form')
      .find((f) => f.querySelector('input[name="act"]')?.getAttribute('value') === 'justify')
    const instance = form?.querySelector('input[name="instance"]')?.getAttribute('value')
    if (!form || !instance || explained.includes(instance)) return explained
    explained.push(instance)
    await visitor.submit(board, { reason }, { having: { act: 'justify', instance } })
    board = await visitor.get('/board')
  }
}
