import { readFile, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { contentType, notFoundPage, policyOf } from '../../../shared/contract/public-site.ts'
import { type Answer, plain } from './front-door.ts'

/** What CloudFront adds on AWS. */
const headersOf = (path: string): Record<string, string> => ({
  'content-security-policy': policyOf(path),
  'content-type': contentType(path),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
})

/** A file of the public folder, or a folder's index.html. `path` begins with a slash. */
export async function publicFile(folder: string, path: string): Promise<Answer> {
  const parts = decoded(path)?.split('/').filter(Boolean)
  if (parts === undefined || parts.some((part) => part.startsWith('.') || part.includes(sep) || part.includes('\0')))
    return notFound(folder)
  const place = join(folder, ...parts)
  const kind = await stat(place).catch(() => undefined)
  if (kind?.isDirectory()) {
    // Without the slash the page's relative links would lead astray.
    if (!path.endsWith('/')) return { status: 308, headers: { location: `/public${path}/` }, body: '' }
    return publicFile(folder, `${path}index.html`)
  }
  if (!kind?.isFile()) return notFound(folder)
  return { status: 200, headers: headersOf(path), body: await readFile(place) }
}

/** The site's own page for it; before the first publication there is none. */
async function notFound(folder: string): Promise<Answer> {
  const page = await readFile(join(folder, notFoundPage)).catch(() => undefined)
  return page ? { status: 404, headers: headersOf(notFoundPage), body: page } : plain(404, 'not found\n')
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}
