/**
 * How the public site answers, said once for CloudFront and for the embedded site: a page that works on one machine works on AWS.
 * Addresses are those of files; a folder's address stands for the `index.html` in it where the server can do that (CloudFront
 * in China cannot), so every link of ours names the file.
 */

const reading = [
  "default-src 'none'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
]

/** Reports and lists: a style inside or beside the page, no script. A form leads to another page of the site. */
export const readingPolicy = reading.join('; ')

/** Pages that compute in the reader's browser from the site's own files, and send nothing anywhere. */
export const toolPolicy = [...reading, "script-src 'self'", "connect-src 'self'"].join('; ')

/** Where those pages lie, with their scripts. */
export const toolFolder = 'tools'

export const policyOf = (path: string): string =>
  path.replace(/^\/+/, '').startsWith(`${toolFolder}/`) ? toolPolicy : readingPolicy

/** What a wrong address is answered with. */
export const notFoundPage = '404.html'

/** The type of a public file, by the end of its name. */
export function contentType(path: string): string {
  const end = /\.[a-z0-9]+$/.exec(path)?.[0] ?? ''
  return types[end] ?? 'application/octet-stream'
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.jsonld': 'application/ld+json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.atom': 'application/atom+xml; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.pem': 'application/x-pem-file',
  '.zip': 'application/zip',
  '.pdf': 'application/pdf',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}
