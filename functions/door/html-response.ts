import type { Request, Response } from './handler.ts'

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
