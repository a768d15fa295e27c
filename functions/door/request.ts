import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { routeFor } from '../../shared/contract/routes.ts'
import { cycleNamed } from '../../shared/pages/frame/cycle-address.ts'
import { type Problem, Refusal } from '../../shared/report/errors.ts'
import { isForbiddenName } from '../../shared/report/forbidden-name.ts'
import { withoutPiles } from '../../shared/report/plain-text.ts'
import type { Language } from '../../shared/report/report-definition.ts'
import { parseStrictJson } from '../../shared/report/strict-json.ts'
import { doorRefusals as texts } from '../../shared/words/refusals/door-refusals.ts'
import type { Form, Request } from './exchange.ts'

const megabyte = 1024 * 1024 // bytes
/**
 * More than the largest slice with all its narrative; where a cycle is opened, than the roster of five thousand units, and where files
 * are brought in, than a report without pictures. A function is called with 6 MB at most, in which a form comes as base64.
 */
const largestBody = (path: string): number => (['/cycles', uploadPath].includes(path) ? 4 : 1) * megabyte
const uploadPath = '/board/last-year'
/** The widest table has about 200 cells; a form with thousands of fields is not ours. */
const mostFields = 5000
/** Check boxes that share a name. Of any other field a second value would be dropped unseen, so it is refused. */
const mayRepeat = ['chosen']

/** The event of an API Gateway HTTP API (payload 2.0) read; throws a Refusal for a body that cannot be. */
export function requestOf(event: APIGatewayProxyEventV2): Request {
  const headers = event.headers as Record<string, string>
  const { method } = event.requestContext.http
  const query = new URLSearchParams(event.rawQueryString ?? '')
  const found = routeFor(method, event.rawPath)
  // What no route answers is told first of its path and its method.
  if (found && 'function' in found) refuseUnclearCycle(query.getAll('cycle'))
  const cookies = cookiesOf(event)
  const values = firstValues(query)
  const bytes = method === 'POST' ? bytesOf(event) : new Uint8Array()
  const contentType = headers['content-type'] ?? ''
  const isUpload = event.rawPath === uploadPath && /^multipart\/form-data\s*;/i.test(contentType)
  const body = isUpload ? '' : textOf(bytes)
  return {
    method,
    path: event.rawPath,
    query: values,
    headers,
    cookies,
    ...contentOf(body, headers),
    ...(isUpload && { upload: { bytes, contentType } }),
    body,
    language: languageOf(values, cookies, headers),
    about: {},
  }
}

/** An address that names a cycle nobody could have opened, or two, is not taken for one that names none. */
function refuseUnclearCycle(named: readonly string[]): void {
  if (named.some((cycle) => cycle !== named[0] || cycleNamed({ cycle }) === undefined))
    throw new Refusal({ code: 'cycle-unknown', field: 'cycle', message: texts.cycleUnclear })
}

function bytesOf(event: APIGatewayProxyEventV2): Uint8Array<ArrayBuffer> {
  const sent = event.body ?? ''
  // Four base64 characters hold three bytes; looked at before anything is decoded.
  const atLeast = event.isBase64Encoded ? (sent.length / 4) * 3 - 2 : sent.length
  const limit = largestBody(event.rawPath)
  const bytes = atLeast > limit ? undefined : Buffer.from(sent, event.isBase64Encoded ? 'base64' : 'utf8')
  if (bytes === undefined || bytes.length > limit)
    throw new Refusal({ code: 'body-too-large', facts: { limit }, message: texts.bodyTooLarge(limit / megabyte) })
  return bytes
}

const strictly = new TextDecoder('utf-8', { fatal: true })

function textOf(bytes: Uint8Array): string {
  try {
    return bytes.length === 0 ? '' : strictly.decode(bytes)
  } catch {
    throw new Refusal({ code: 'body-malformed', message: texts.notUtf8 })
  }
}

function contentOf(body: string, headers: Request['headers']): Pick<Request, 'form' | 'json'> {
  if (body === '') return {}
  const contentType = headers['content-type'] ?? ''
  // What says that it is packed, or in other letters, would be read as something else than was meant.
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(contentType)?.[1] ?? 'utf-8'
  const isPlain = /^utf-?8$/i.test(charset) && /^(identity)?$/i.test(headers['content-encoding'] ?? '')
  const mediaType = isPlain ? contentType.split(';')[0]?.trim().toLowerCase() : undefined
  if (mediaType === 'application/x-www-form-urlencoded') return { form: formOf(body) }
  if (mediaType === 'application/json') {
    const read = parseStrictJson(body)
    if ('problems' in read) throw new Refusal(read.problems)
    return { json: read.value }
  }
  throw new Refusal({ code: 'media-type-refused', message: texts.mediaTypeRefused })
}

function formOf(body: string): Form {
  if (!isWholeText(body)) throw new Refusal({ code: 'body-malformed', message: texts.notUtf8 })
  return formOfFields([...new URLSearchParams(body)])
}

export function formOfFields(fields: readonly [string, string][]): Form {
  if (fields.length > mostFields)
    throw new Refusal({ code: 'body-too-large', facts: { fields: mostFields }, message: texts.tooManyFields })
  const forbidden = [...new Set(fields.map(([name]) => name))].filter(isForbiddenName)
  if (forbidden.length > 0)
    throw new Refusal(
      forbidden.map((field): Problem => ({ code: 'field-unknown', field, message: texts.fieldForbidden })),
    )
  const values: Form['values'] = Object.create(null)
  const lists: Form['lists'] = Object.create(null)
  const torn = new Set<string>()
  for (const [name, typed] of fields) {
    const value = withoutPiles(typed)
    values[name] ??= value
    if (mayRepeat.includes(name)) lists[name] = [...(lists[name] ?? []), value]
    else if (values[name] !== value) torn.add(name)
  }
  if (torn.size > 0)
    throw new Refusal([...torn].map((field): Problem => ({ code: 'field-malformed', field, message: texts.twoValues })))
  return { values, lists }
}

/** URLSearchParams puts U+FFFD where percent signs spell no UTF-8: somebody's text would be kept with holes in it. */
function isWholeText(body: string): boolean {
  try {
    decodeURIComponent(body.replaceAll(/%(?![0-9a-f]{2})/gi, ''))
    return true
  } catch {
    return false
  }
}

function firstValues(parameters: URLSearchParams): Record<string, string> {
  const values: Record<string, string> = Object.create(null)
  for (const [name, value] of parameters) values[name] ??= value
  return values
}

function cookiesOf(event: APIGatewayProxyEventV2): Record<string, string> {
  const cookies: Record<string, string> = Object.create(null)
  for (const cookie of event.cookies ?? []) {
    const at = cookie.indexOf('=')
    if (at > 0) cookies[cookie.slice(0, at).trim()] ??= cookie.slice(at + 1).trim()
  }
  return cookies
}

/** Also where the body could not be read: a refusal needs a language too. */
export const preferredLanguage = (event: APIGatewayProxyEventV2): Language =>
  languageOf(firstValues(new URLSearchParams(event.rawQueryString ?? '')), cookiesOf(event), event.headers)

function languageOf(
  query: Request['query'],
  cookies: Request['cookies'],
  headers: APIGatewayProxyEventV2['headers'],
): Language {
  for (const said of [query.lang, cookies.lang]) if (said === 'zh' || said === 'en') return said
  const preferred = (headers['accept-language'] ?? '')
    .split(',')
    .map((range) => {
      const [tag, ...parameters] = range.trim().toLowerCase().split(';')
      const quality = parameters.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find((q) => q !== undefined)
      return { language: tag?.split('-')[0], quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ language, quality }) => (language === 'zh' || language === 'en') && quality > 0)
    .sort((a, b) => b.quality - a.quality)
  return preferred[0]?.language === 'en' ? 'en' : 'zh'
}
