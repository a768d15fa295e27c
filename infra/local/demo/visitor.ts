import { type HTMLElement, parse } from 'node-html-parser'
import { mailCodeButton } from '../../../shared/pages/frame/code-field.ts'
import { itemAt } from '../../../shared/present.ts'
import type { Language } from '../../../shared/report/report-definition.ts'

/** A mail as its reader has it: headers that a person sees, and the plain text. */
export type ReadMail = { id: string; to: string; subject: string; text: string; date: string }

/**
 * What a person has of the system: pages under an address, and a mailbox. The demo and the journeys act through this
 * alone, on the embedded system and on the emulator alike.
 */
export type VisitedDoor = {
  /** No slash at the end. */
  baseUrl: string
  /** How a page is asked for; over the network without it. */
  fetch?: typeof globalThis.fetch
  publicUrl: string
  /** What its visitors read; Chinese without it. */
  language?: Language
  /** All mails that left so far, oldest first. */
  mails(): Promise<ReadMail[]>
  /** Lets time pass until the instant, with whatever falls due on the way. */
  passTime(until: string): Promise<void>
}

/** A page as a browser shows it. */
export type VisitedPage = { status: number; url: string; html: HTMLElement; body: string; headers: Headers }

/** One person's browser: cookies, links from mails, forms filled in and posted with all their fields. */
export class Visitor {
  readonly #cookies = new Map<string, string>()
  readonly #door: VisitedDoor

  constructor(door: VisitedDoor) {
    this.#door = door
  }

  /** Opens the one link of a mail: takes the token out of the fragment, as the page's script does, and presses the button. */
  async openLink(mail: ReadMail): Promise<VisitedPage> {
    const link = linkIn(mail)
    const landing = await this.get(link.path)
    return this.submit(landing, { token: link.token })
  }

  /** Opens the link without scripts: types the paste code from the mail. */
  async openByCode(mail: ReadMail): Promise<VisitedPage> {
    const landing = await this.get(linkIn(mail).path)
    return this.submit(landing, { code: pasteCodeIn(mail) })
  }

  async get(path: string): Promise<VisitedPage> {
    return this.#request('GET', path)
  }

  /**
   * Posts a form of the page with every field as it stands there, and with `values` filled in. A name the form does not have
   * is a mistake of the script and throws. `button` names the button that is pressed.
   */
  async submit(
    page: VisitedPage,
    values: Record<string, string | string[]>,
    {
      form: selector = 'form',
      button,
      having = {},
      also = [],
      files,
    }: {
      form?: string
      button?: { name: string; value: string }
      /** Hidden fields that tell the form from others on the page. */
      having?: Record<string, string>
      /** Fields outside the form that name it as theirs, as a browser sends them when they are ticked. */
      also?: readonly (readonly [string, string])[]
      /** Files that are chosen: the form goes out as one with files. */
      files?: { field: string; chosen: readonly { name: string; bytes: Uint8Array | string }[] }
    } = {},
  ): Promise<VisitedPage> {
    const forms = page.html
      .querySelectorAll(selector)
      .filter((f) =>
        Object.entries(having).every(([name, value]) =>
          fieldsOf(f, name).some((h) => h.getAttribute('value') === value),
        ),
      )
    const form = forms.find((f) => Object.keys(values).every((name) => fieldsOf(f, name).length > 0))
    if (!form) {
      throw new Error(`${page.url} (${page.status}) has no form ${selector} with ${Object.keys(values).join(', ')}`)
    }
    const body = new URLSearchParams()
    for (const field of form.querySelectorAll('input, textarea, select')) {
      const name = field.getAttribute('name')
      if (!name || name in values || field.hasAttribute('disabled')) continue
      for (const value of standing(field)) body.append(name, value)
    }
    for (const [name, value] of Object.entries(values)) {
      for (const one of Array.isArray(value) ? value : [value]) body.append(name, one)
    }
    for (const [name, value] of also) body.append(name, value)
    if (button) body.append(button.name, button.value)
    const pressed = button && fieldsOf(form, button.name).find((each) => each.getAttribute('formaction'))
    const action = pressed?.getAttribute('formaction') ?? form.getAttribute('action') ?? page.url
    if (!files) return this.#request('POST', action, body)
    const upload = new FormData()
    for (const [name, value] of body) upload.append(name, value)
    for (const { name, bytes } of files.chosen)
      upload.append(files.field, new Blob([bytes as Uint8Array<ArrayBuffer> | string]), name)
    return this.#request('POST', action, upload)
  }

  async #request(method: 'GET' | 'POST', path: string, body?: URLSearchParams | FormData): Promise<VisitedPage> {
    const url = new URL(path, `${this.#door.baseUrl}/`)
    // An API behind a path prefix (the emulator's) keeps it.
    const target = path.startsWith('http') ? url : new URL(`${this.#door.baseUrl}${path}`)
    const response = await (this.#door.fetch ?? fetch)(target, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        'accept-language': this.#door.language ?? 'zh',
        ...(this.#cookies.size > 0 && { cookie: [...this.#cookies].map(([n, v]) => `${n}=${v}`).join('; ') }),
        ...(method === 'POST' && { origin: new URL(this.#door.baseUrl).origin, 'sec-fetch-site': 'same-origin' }),
      },
      ...(body && { body }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      const at = pair.indexOf('=')
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    const location = response.headers.get('location')
    if (location && response.status >= 300 && response.status < 400) return this.#request('GET', location)
    const text = await response.text()
    return { status: response.status, url: target.href, html: parse(text), body: text, headers: response.headers }
  }
}

/** Path and token of the one link in a mail. */
export function linkIn(mail: ReadMail): { path: string; token: string; url: string } {
  const found = /(https?:\/\/\S+?)(\/open)#(\S+)/.exec(mail.text)
  if (!found) throw new Error(`No link in “${mail.subject}”`)
  return { path: itemAt(found, 2), token: itemAt(found, 3), url: found[0] }
}

/** Four groups of four letters and digits. */
export function pasteCodeIn(mail: ReadMail): string {
  const found = /\b[0-9A-Z]{4}(-[0-9A-Z]{4}){3}\b/.exec(mail.text.replace(/#\S+/g, ''))
  if (!found) throw new Error(`No paste code in “${mail.subject}”`)
  return found[0]
}

/** The six digits a decision asks for. */
export function decisionCodeIn(mail: ReadMail): string {
  const found = digitsIn(mail)
  if (!found) throw new Error(`No decision code in “${mail.subject}”`)
  return found
}

const digitsIn = (mail: ReadMail): string | undefined =>
  /(?<![\w-])\d{6}(?![\w-])/.exec(mail.text.replace(/#\S+/g, ''))?.[0]

/** The digits of the mail that asked for a decision, or, where it has none, those its reader has mailed by the page's button. */
export async function digitsFor(
  door: VisitedDoor,
  visitor: Visitor,
  page: VisitedPage,
  mail: ReadMail,
): Promise<string> {
  const printed = digitsIn(mail)
  if (printed) return printed
  const isCode = (one: ReadMail) => one.to.includes(mail.to) && /6位数字/.test(one.subject)
  const before = (await door.mails()).filter(isCode).length
  await visitor.submit(
    page,
    { choice: 'approve', meant: 'yes' },
    { form: 'form.decision', button: { name: mailCodeButton, value: 'yes' } },
  )
  // A mail by SMTP takes its time; pressed twice within a minute, the digits of the first mail still stand.
  for (let tries = 0; tries < 50; tries++) {
    if ((await door.mails()).filter(isCode).length > before) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return decisionCodeIn(await newestMail(door, mail.to, /6位数字/))
}

/** The newest mail to an address whose subject has these words. */
export async function newestMail(door: VisitedDoor, address: string, words: string | RegExp): Promise<ReadMail> {
  const mails = (await door.mails()).filter((mail) => mail.to.includes(address))
  const found = mails.findLast((mail) =>
    typeof words === 'string' ? mail.subject.includes(words) : words.test(mail.subject),
  )
  if (!found) {
    throw new Error(
      `${address} has no mail “${words}”; there is: ${mails.map((mail) => mail.subject).join(' | ') || 'nothing'}`,
    )
  }
  return found
}

const fieldsOf = (form: HTMLElement, name: string): HTMLElement[] =>
  form.querySelectorAll('input, textarea, select, button').filter((field) => field.getAttribute('name') === name)

/** What a browser would send of a field nobody touched. */
function standing(field: HTMLElement): string[] {
  const value = field.getAttribute('value')
  if (field.tagName === 'TEXTAREA') return [field.textContent]
  if (field.tagName === 'SELECT') {
    const options = field.querySelectorAll('option')
    const chosen = options.find((option) => option.hasAttribute('selected')) ?? options[0]
    return chosen ? [chosen.getAttribute('value') ?? chosen.textContent] : []
  }
  const type = field.getAttribute('type') ?? 'text'
  if (type === 'submit' || type === 'button' || type === 'image' || type === 'file') return []
  if (type === 'checkbox' || type === 'radio') return field.hasAttribute('checked') ? [value ?? 'on'] : []
  return [value ?? '']
}

/** Throws with what the page says when it refuses. */
export function expectFine(page: VisitedPage, what: string): void {
  if (page.status >= 400) {
    const problems = page.html
      .querySelectorAll('.problems li, .summary li, li.problem, .notice.bad li')
      .map((li) => li.textContent.trim())
    throw new Error(
      `${what}: ${page.status} ${problems.join(' | ') || page.html.querySelector('h1')?.textContent || ''}`,
    )
  }
}
