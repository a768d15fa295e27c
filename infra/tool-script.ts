import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { buildSync } from 'esbuild'
import { toolFolder } from '../shared/contract/public-site.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Bytes a script may have, minified and as it travels. The check page's has every kind of file and table in it. */
const budgets = {
  'check-page': { minified: 124_000, gzip: 50_000 },
  'verify-page': { minified: 24_000, gzip: 9_500 },
  chooser: { minified: 12_000, gzip: 5_500 },
}
type ToolName = keyof typeof budgets

/**
 * The script of a page that computes in the reader's browser (`functions/desk/<name>.ts`), built the same way as those of the front
 * door (infra/browser-scripts.ts): same sources, same bytes.
 */
export function toolScript(name: ToolName): string {
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
  return outputFiles[0]!.text
}

/** What is above its budget. For a test, never at a start: an office must not stand still because a script has grown. */
export function heavyTools(): string[] {
  return (Object.keys(budgets) as ToolName[]).flatMap((name) => {
    const text = toolScript(name)
    const sizes = { minified: Buffer.byteLength(text), gzip: gzipSync(text, { level: 9 }).length }
    return (['minified', 'gzip'] as const).flatMap((kind) =>
      sizes[kind] > budgets[name][kind] ? [`${name} is ${sizes[kind]} bytes ${kind}`] : [],
    )
  })
}

/** Other bytes have another name, so a browser may keep them. */
export const namedByDigest = (name: string, bytes: string | Uint8Array): string =>
  `${name}-${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.js`

/** The address that people are told leads on to the page: pages with a script lie in a folder with a policy of their own. */
export const told = (page: string, zh: string, en: string): Uint8Array =>
  new TextEncoder().encode(
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=${toolFolder}/${page}.html"><title>${zh}</title><a href="${toolFolder}/${page}.html">${zh} / ${en}</a></html>\n`,
  )
