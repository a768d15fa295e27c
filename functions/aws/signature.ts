import { createHash, createHmac } from 'node:crypto'

export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string }

/** A request as it is signed: its path is written as it travels, and it has no query. */
export type Unsigned = {
  /** As the credential's scope names it. */
  service: string
  region: string
  method: string
  host: string
  path: string
  headers: Readonly<Record<string, string>>
  body: string | Uint8Array
}

/**
 * The headers of a request with AWS's Signature Version 4 among them. S3 takes a path as it travels, everything else encodes it once more;
 * S3 alone wants the body's digest said.
 *
 * @param now ISO 8601
 */
export function signed(request: Unsigned, credentials: Credentials, now: string): Record<string, string> {
  const { service, region, method, host, path, body } = request
  const at = now.replace(/[-:]|\.\d+/g, '')
  const digest = sha256(body)
  const headers: Record<string, string> = {
    ...request.headers,
    host,
    'x-amz-date': at,
    ...(service === 's3' && { 'x-amz-content-sha256': digest }),
    ...(credentials.sessionToken && { 'x-amz-security-token': credentials.sessionToken }),
  }
  const names = Object.keys(headers).sort()
  const canonical = [
    method,
    service === 's3' ? path : path.split('/').map(encoded).join('/'),
    '',
    ...names.map((name) => `${name}:${headers[name]}`),
    '',
    names.join(';'),
    digest,
  ].join('\n')
  const day = at.slice(0, 8)
  const scope = [day, region, service, 'aws4_request']
  const key = scope.reduce<string | Buffer>((key, part) => hmac(key, part), `AWS4${credentials.secretAccessKey}`)
  const text = ['AWS4-HMAC-SHA256', at, scope.join('/'), sha256(canonical)].join('\n')
  const credential = `Credential=${credentials.accessKeyId}/${scope.join('/')}`
  const authorization = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${names.join(';')}, Signature=${hmac(key, text).toString('hex')}`
  return { ...headers, authorization }
}

/** As the signature wants it: what `encodeURIComponent` leaves beyond letters, digits and `-_.~` too. */
export const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
