import { parse } from 'node-html-parser'
import { linkIn, type ReadMail, type VisitedDoor } from '../../infra/local/demo/visitor.ts'

/** A request as nobody's browser would send it: every part is chosen. */
export type RawRequest = { method?: string; path: string; headers?: Record<string, string>; body?: string }

export type RawAnswer = { status: number; headers: Headers; body: string }

export async function send(
  { baseUrl }: VisitedDoor,
  { method = 'GET', path, headers = {}, body }: RawRequest,
): Promise<RawAnswer> {
  const answer = await fetch(`${baseUrl}${path}`, {
    method,
    headers,
    redirect: 'manual',
    ...(body !== undefined && { body }),
  })
  return { status: answer.status, headers: answer.headers, body: await answer.text() }
}

const formType = 'application/x-www-form-urlencoded'

/** A form as a browser posts it from our own page. */
export const posted = (
  path: string,
  fields: Record<string, string> | string,
  headers: Record<string, string> = {},
): RawRequest => ({
  method: 'POST',
  path,
  headers: { 'content-type': formType, 'sec-fetch-site': 'same-origin', ...headers },
  body: new URLSearchParams(fields).toString(),
})

/** What a machine sends with the token of a link. */
export const byMachine = (path: string, token: string, json: unknown): RawRequest => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
  body: typeof json === 'string' ? json : JSON.stringify(json),
})

/** A session opened from a mail: its cookie, where it leads, and the fields of the page's form as they stand there. */
export type RawSession = { cookie: string; path: string; fields: Record<string, string> }

export async function openSession(door: VisitedDoor, mail: ReadMail): Promise<RawSession> {
  const opened = await send(door, posted('/open', { token: linkIn(mail).token }))
  const [cookie = ''] = (opened.headers.getSetCookie()[0] ?? '').split(';')
  const path = opened.headers.get('location') ?? ''
  const page = await send(door, { path, headers: { cookie, accept: 'text/html' } })
  const fields: Record<string, string> = {}
  for (const field of parse(page.body).querySelectorAll('form input, form textarea')) {
    const name = field.getAttribute('name')
    const type = field.getAttribute('type')
    if (name && type !== 'radio' && type !== 'checkbox') fields[name] ??= field.getAttribute('value') ?? ''
  }
  return { cookie, path, fields }
}
