import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { buildSync } from 'esbuild'
import { toolFolder } from '../shared/contract/public-site.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * The script of a page that computes in the reader's browser (`functions/desk/<name>.ts`), built the same way as those of the front
 * door (infra/browser-scripts.ts): same sources, same bytes. `most` is in bytes, minified and as it travels.
 */
export function toolScript(name: string, most: { minified: number; gzip: number }): string {
  const { outputFiles } = buildSync({
    entryPoints: [`functions/desk/${name}.ts`],
    absWorkingDir: root,
    bundle: true,
    platform: 'browser',
    target: 'chrome69',
    format: 'iife',
    minify: true,
    charset: 'utf8',
    sourcemap: false,
    legalComments: 'none',
    write: false,
    logLevel: 'error',
  })
  const { contents, text } = outputFiles[0]!
  const sizes = { minified: contents.length, gzip: gzipSync(contents, { level: 9 }).length }
  for (const kind of ['minified', 'gzip'] as const) {
    if (sizes[kind] > most[kind])
      throw new Error(`the script of ${name} is ${sizes[kind]} bytes ${kind}, above ${most[kind]}`)
  }
  return text
}

/** Other bytes have another name, so a browser may keep them. */
export const namedByDigest = (name: string, bytes: string | Uint8Array): string =>
  `${name}-${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.js`

/** The address that people are told leads on to the page: pages with a script lie in a folder with a policy of their own. */
export const told = (page: string, zh: string, en: string): Uint8Array =>
  new TextEncoder().encode(
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=${toolFolder}/${page}.html"><title>${zh}</title><a href="${toolFolder}/${page}.html">${zh} / ${en}</a></html>\n`,
  )
