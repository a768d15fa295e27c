import { type Problem, problemStatus, Refusal } from '../../shared/report/errors.ts'
import type { Language } from '../../shared/report/report-definition.ts'

/** A request as a function sees it. Records have no prototype and hold the first value of each name. */
export type Request = {
  method: string
  path: string
  query: Record<string, string>
  /** Names in lower case. */
  headers: Record<string, string>
  cookies: Record<string, string>
  form?: Form
  /** Of a JSON post: numbers are exact, names are unique. */
  json?: unknown
  /** Of a form with files, which is read by who takes them (door/upload.ts). */
  upload?: { bytes: Uint8Array<ArrayBuffer>; contentType: string }
  body: string
  /** `?lang=`, else the cookie `lang`, else Accept-Language; Chinese where nothing says otherwise. */
  language: Language
  /** What is found out on the way to the answer: that it is about a test cycle, which every answer then says. */
  about: { test?: boolean | undefined }
}

export type Form = {
  /** The value of each field; of one that may repeat, its first. */
  values: Record<string, string>
  /** All values of a field that may repeat. */
  lists: Record<string, string[]>
}

/** Header names in lower case. A page is `content-type: text/html; charset=utf-8`. */
export type Response = {
  status: number
  headers: Record<string, string>
  /** Text, or the bytes of a file. */
  body: string | Uint8Array
  /** Whole `Set-Cookie` values. */
  cookies?: string[]
}

/** A page; a language chosen by `?lang=` stays chosen in this browser. */
export function htmlResponse(request: Pick<Request, 'language' | 'query'>, status: number, page: string): Response {
  const { language, query } = request
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-language': language },
    body: page,
    ...(query.lang === language && { cookies: [`lang=${language}; Path=/; Max-Age=31536000; SameSite=Lax`] }),
  }
}

/** The status of a page that says what is wrong with what was sent; 200 where nothing is. */
export const statusOf = (problems: readonly Problem[]): number =>
  Math.max(200, ...problems.map((p) => problemStatus[p.code]))

/** What a machine hears that had digits mailed: that they are on their way, or why not. */
export function mailedToMachine(problems: readonly Problem[]): Response {
  if (problems.length > 0) throw new Refusal(problems)
  return jsonResponse(200, { mailed: true })
}

/** After a POST has done its work: the browser goes on with a GET, so that reloading does not send it again. */
export const seeOther = (path: string, cookies?: string[]): Response => ({
  status: 303,
  headers: { location: path },
  body: '',
  ...(cookies && { cookies }),
})

export const jsonResponse = (status: number, value: unknown, type = 'application/json'): Response => ({
  status,
  headers: { 'content-type': type },
  body: JSON.stringify(value),
})

/** A file to be kept. Its name may have any letters. */
export const download = (name: string, type: string, body: string | Uint8Array): Response => ({
  status: 200,
  headers: {
    'content-type': type,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  },
  body,
})
