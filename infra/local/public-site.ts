import { readFile, stat } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { type Answer, plain } from './front-door.ts'

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** What CloudFront adds on AWS: published pages need no script and load nothing from elsewhere. */
const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
}

/** A file of the public folder, or a folder's index.html. `path` begins with a slash. */
export async function publicFile(folder: string, path: string): Promise<Answer> {
  const parts = decoded(path)?.split('/').filter(Boolean)
  if (parts === undefined || parts.some((part) => part.startsWith('.') || part.includes(sep) || part.includes('\0')))
    return plain(404, 'not found\n')
  const place = join(folder, ...parts)
  const kind = await stat(place).catch(() => undefined)
  if (kind?.isDirectory()) {
    // Without the slash the page's relative links would lead astray.
    if (!path.endsWith('/')) return { status: 308, headers: { location: `/public${path}/` }, body: '' }
    return publicFile(folder, `${path}index.html`)
  }
  if (!kind?.isFile()) return plain(404, 'not found\n')
  const contentType = contentTypes[extname(place)] ?? 'application/octet-stream'
  return { status: 200, headers: { ...headers, 'content-type': contentType }, body: await readFile(place) }
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}
