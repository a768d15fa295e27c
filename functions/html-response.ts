import type { Request, Response } from './handler.ts'

export const htmlResponse = (request: Pick<Request, 'language'>, status: number, page: string): Response => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', 'content-language': request.language },
  body: page,
})

/** After a POST has done its work: the browser goes on with a GET, so that reloading does not send it again. */
export const seeOther = (path: string, cookies?: string[]): Response => ({
  status: 303,
  headers: { location: path },
  body: '',
  ...(cookies && { cookies }),
})

/** Whether a page is wanted rather than JSON. */
export const wantsHtml = (request: Pick<Request, 'headers'>): boolean =>
  (request.headers.accept ?? '').includes('text/html')
