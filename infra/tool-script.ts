import { createHash } from 'node:crypto'
import { toolFolder } from '../shared/contract/public-site.ts'
import type { LocalizedText } from '../shared/report/report-definition.ts'
import { bundleForBrowser, excessOf, type ScriptBudget } from './browser-bundle.ts'

/** Bytes a script may have, minified and as it travels. The check page's has every kind of table in it, and every kind of file but PDFs. */
const budgets = {
  'check-page': { minified: 161_500, gzip: 66_700 },
  // Loaded when a PDF is met, with a library of half a megabyte.
  'pdf-script': { minified: 31_200, gzip: 14_200 },
  // 2.8 kB of it are a digest and a signature of our own, for pages that came by http.
  'verify-page': { minified: 29_300, gzip: 12_850 },
  chooser: { minified: 12_000, gzip: 5_500 },
} satisfies Record<string, ScriptBudget>
type ToolName = keyof typeof budgets

/** The script of a page that computes in the reader's browser. */
export const toolScript = (name: ToolName): string => bundleForBrowser(name).text

/** What is above its budget. For a test, never at a start: an office must not stand still because a script has grown. */
export const heavyTools = (): string[] =>
  (Object.keys(budgets) as ToolName[]).flatMap((name) => excessOf(name, toolScript(name), budgets[name]))

/** Other bytes have another name, so a browser may keep them. */
export const namedByDigest = (name: string, bytes: string | Uint8Array): string =>
  `${name}-${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.js`

/** The address that people are told leads on to the page: pages with a script lie in a folder with a policy of their own. */
export const told = (page: string, { zh, en }: LocalizedText): Uint8Array =>
  new TextEncoder().encode(
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=${toolFolder}/${page}.html"><title>${zh}</title><a href="${toolFolder}/${page}.html">${zh} / ${en}</a></html>\n`,
  )
