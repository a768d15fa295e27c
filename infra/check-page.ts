import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { buildSync } from 'esbuild'
import { toolFolder } from '../shared/contract/public-site.ts'
import { checkPage } from '../shared/pages/site/check-page.ts'
import { shippedDefinition, shippedDefinitionIds } from '../shared/report/definitions/shipped.ts'
import type { Language } from '../shared/report/report-definition.ts'
import { fileIn, otherLanguage } from '../shared/words/language.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Bytes of the page's own script, minified and as it travels; the formats are in the page, the PDF library comes when a PDF does. */
const checkPageBudget = { minified: 113_000, gzip: 46_000 }

/** The script, built the same way as those of the front door (infra/browser-scripts.ts): same sources, same bytes. */
function checkPageScript(): string {
  const { outputFiles } = buildSync({
    entryPoints: ['functions/desk/check-page.ts'],
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
  for (const [kind, most] of Object.entries(checkPageBudget) as [keyof typeof sizes, number][]) {
    if (sizes[kind] > most)
      throw new Error(`the check page's script is ${sizes[kind]} bytes ${kind}, above ${most} (infra/check-page.ts)`)
  }
  return text
}

/** The formats as the page needs them: what only a cycle or a definition's own check reads is left out. */
function formats(): string {
  const documents = shippedDefinitionIds.map((id) => {
    const { signOff: _, timetable: __, parts, relations, ...rest } = shippedDefinition(id)!
    return {
      ...rest,
      parts: parts.map(({ body, ...part }) => ({ ...part, body: body.kind === 'table' ? body : { kind: body.kind } })),
      relations: relations.map(({ examples: _examples, source: _source, ...relation }) => relation),
    }
  })
  return JSON.stringify(documents)
}

/** The page for the public site, in both languages, with its script and the library for PDFs: path → bytes. */
export function checkPageFiles(): Map<string, Uint8Array> {
  const text = checkPageScript()
  const named = (name: string, bytes: string | Uint8Array, end: string) =>
    `${name}-${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.${end}`
  const library = readFileSync(fileURLToPath(import.meta.resolve('unpdf/pdfjs')))
  const [script, pdf] = [named('check', text, 'js'), named('pdf', library, 'js')]
  const page = (language: Language) =>
    utf8(
      checkPage(
        { script: { src: script }, formats: formats(), pdf, other: fileIn('check', otherLanguage[language]) },
        language,
      ),
    )
  return new Map([
    [`${toolFolder}/${fileIn('check', 'zh')}`, page('zh')],
    [`${toolFolder}/${fileIn('check', 'en')}`, page('en')],
    [`${toolFolder}/${script}`, utf8(text)],
    [`${toolFolder}/${pdf}`, library],
    // The address that people are told; pages with a script lie in a folder with a policy of their own.
    [
      'check.html',
      utf8(
        `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=${toolFolder}/check.html"><title>核对一份报告</title><a href="${toolFolder}/check.html">核对一份报告 / Check a report</a>\n`,
      ),
    ],
  ])
}

/** The page as one file that opens from a stick, without PDF; its own policy forbids every connection. */
export function checkPageAlone(language: Language): string {
  const text = checkPageScript()
  const sha256 = createHash('sha256').update(text).digest('base64')
  return checkPage(
    { script: { text, sha256 }, formats: formats(), pdf: undefined, other: aloneIn(otherLanguage[language]) },
    language,
  )
}

/** Its name, by language. */
export const aloneIn = (language: Language): string => fileIn('check-alone', language)
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
