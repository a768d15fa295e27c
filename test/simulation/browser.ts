import type { MailMessage } from '../../functions/services.ts'
import type { Answer, World } from './world.ts'

export type Form = {
  /** Where it is sent, and the same without what names the cycle: by that a person knows the form. */
  action: string
  path: string
  /** Fields as they stand, as a browser would send them. */
  fields: Record<string, string>
  /** Every name a person could fill in, fields that are not sent as they stand included. */
  names: Set<string>
  /** What may be chosen: of a select, or of buttons and radios of one name. */
  choices: Map<string, string[]>
}
/** `posted` is the status of the post itself, before a redirect was followed. */
export type Page = Answer & { path: string; forms: Form[]; posted: number }

/** One person's browser over the front door, without a script: cookies, links from mails, forms with all their fields. */
export class Browser {
  readonly #world: World
  readonly #cookies = new Map<string, string>()

  constructor(world: World) {
    this.#world = world
  }

  /** Opens the link of a mail; where it has ended, a fresh one is asked for, and comes by mail. */
  async open(mail: MailMessage): Promise<Page | undefined> {
    const token = tokenIn(mail)
    return token === undefined ? undefined : this.#renewed(await this.post('/open', { token }))
  }

  /** The same, and goes on to another page before the first one has come. */
  async enter(mail: MailMessage): Promise<Page | undefined> {
    const token = tokenIn(mail)
    return token === undefined ? undefined : this.#renewed(await this.#go('POST', '/open', encoded({ token }), false))
  }

  async #renewed(page: Page | undefined): Promise<Page | undefined> {
    const renewing = page?.forms.find(({ path }) => path === '/open/renew')
    if (renewing) await this.submit(renewing, { wanted: 'yes' })
    return page
  }

  get(path: string): Promise<Page | undefined> {
    return this.#go('GET', path)
  }

  post(path: string, fields: Record<string, string>): Promise<Page | undefined> {
    return this.#go('POST', path, encoded(fields))
  }

  /** Follows 退回…, which leads to the page that asks for the reason. */
  async toReturn(page: Page | undefined): Promise<Page | undefined> {
    const [, href] = /href="([^"]*[?&;]return=yes[^"]*)"/.exec(page?.body ?? '') ?? []
    return href === undefined ? undefined : this.get(unescaped(href))
  }

  /** Sends a form with every field as it stands, and with `values` filled in. */
  submit(form: Form, values: Record<string, string>): Promise<Page | undefined> {
    return this.post(form.action, { ...form.fields, ...values })
  }

  /** The form is sent, and its sender looks no further than that it went through. */
  dispatch(form: Form, values: Record<string, string>): Promise<Page | undefined> {
    return this.#go('POST', form.action, encoded({ ...form.fields, ...values }), false)
  }

  async #go(method: 'GET' | 'POST', path: string, body?: string, follows = true): Promise<Page | undefined> {
    const answer = await this.#world.request(method, path, {
      headers: {
        ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...(method === 'POST' && { 'sec-fetch-site': 'same-origin' }),
      },
      cookies: [...this.#cookies].map(([name, value]) => `${name}=${value}`),
      ...(body !== undefined && { body }),
    })
    if (!answer) return undefined
    for (const cookie of answer.cookies) {
      const [pair = ''] = cookie.split(';')
      this.#cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const { location } = answer.headers
    if (location && answer.status >= 300 && answer.status < 400) {
      const next = follows ? await this.#go('GET', location) : undefined
      // What was answered to the post is known even where the page after it does not come.
      return pageOf(next ?? { ...answer, body: '' }, next?.path ?? location, answer.status)
    }
    return pageOf(answer, path, answer.status)
  }
}

/** Most pages are only glanced at: their forms are looked for when somebody wants one. */
function pageOf(answer: Answer, path: string, posted: number): Page {
  let forms: Form[] | undefined
  return {
    ...answer,
    path,
    posted,
    get forms() {
      forms ??= formsIn(answer.body)
      return forms
    },
  }
}

const encoded = (fields: Record<string, string>): string => new URLSearchParams(fields).toString()

export const tokenIn = (mail: MailMessage): string | undefined => /\/open#(\S+)/.exec(mail.text)?.[1]

/** What a link is for stands in its token. */
export const purposeIn = (mail: MailMessage): string | undefined => tokenIn(mail)?.split('.')[4]

/** The six digits a decision asks for. */
export const codeIn = (mail: MailMessage): string | undefined =>
  /(?<![\w-])\d{6}(?![\w-])/.exec(mail.text.replace(/#\S+/g, ''))?.[0]

function formsIn(html: string): Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(
    ([, attributes = '', inner = '']) => new FormOfPage(attributes, inner),
  )
}

/** Of the forms of a page most are passed over for what they send to: their fields are read when somebody wants them. */
class FormOfPage implements Form {
  readonly action: string
  readonly path: string
  readonly #inner: string
  #read: FieldsOfForm | undefined

  constructor(attributes: string, inner: string) {
    this.action = (attributesIn(attributes).action ?? '').replace(/#.*/, '')
    this.path = this.action.replace(/\?.*/, '')
    this.#inner = inner
  }

  get fields() {
    return this.#fieldsRead().fields
  }
  get names() {
    return this.#fieldsRead().names
  }
  get choices() {
    return this.#fieldsRead().choices
  }

  #fieldsRead(): FieldsOfForm {
    this.#read ??= fieldsIn(this.#inner)
    return this.#read
  }
}

type FieldsOfForm = Pick<Form, 'fields' | 'names' | 'choices'>

function fieldsIn(inner: string): FieldsOfForm {
  const form: FieldsOfForm = { fields: {}, names: new Set(), choices: new Map() }
  for (const [, tag, own = ''] of inner.matchAll(/<(input|button)\b([^>]*)>/g)) readField(form, tag!, own)
  for (const [, own = '', text = ''] of inner.matchAll(/<textarea\b([^>]*)>\n?([\s\S]*?)<\/textarea>/g)) {
    readField(form, 'textarea', own, unescaped(text))
  }
  for (const [, own = '', options = ''] of inner.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g))
    readSelect(form, own, options)
  return form
}

function readField(form: FieldsOfForm, tag: string, own: string, text?: string): void {
  const { name, type, value: given = '' } = attributesIn(own)
  if (!name || /\sdisabled\b/.test(own)) return
  form.names.add(name)
  const value = text ?? given
  if (tag === 'button' || type === 'radio' || type === 'submit') {
    form.choices.set(name, [...(form.choices.get(name) ?? []), value])
    if (type === 'radio' && /\schecked\b/.test(own)) form.fields[name] = value
  } else if (type === 'checkbox') {
    form.choices.set(name, [value || 'on'])
    if (/\schecked\b/.test(own)) form.fields[name] = value || 'on'
  } else form.fields[name] ??= value
}

function readSelect(form: FieldsOfForm, own: string, options: string): void {
  const { name } = attributesIn(own)
  if (!name) return
  form.names.add(name)
  const values = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, option = '']) => ({
    value: attributesIn(option).value ?? '',
    selected: /\sselected\b/.test(option),
  }))
  form.choices.set(
    name,
    values.map(({ value }) => value),
  )
  form.fields[name] = (values.find(({ selected }) => selected) ?? values[0])?.value ?? ''
}

/** Those of a tag that say what a field is; the first of a name counts. */
function attributesIn(tag: string): { name?: string; type?: string; value?: string; action?: string } {
  const found: Record<string, string> = {}
  for (const [, name = '', value = ''] of tag.matchAll(/\s(name|type|value|action)="([^"]*)"/g))
    found[name] ??= unescaped(value)
  return found
}

const unescaped = (text: string): string =>
  text.includes('&')
    ? text
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&')
    : text
