import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { toolFolder } from '../shared/contract/public-site.ts'
import { checkPage } from '../shared/pages/site/check-page.ts'
import { shippedDefinitions } from '../shared/report/definitions/shipped.ts'
import type { Language } from '../shared/report/report-definition.ts'
import { checkPageTexts } from '../shared/words/public/check-page-texts.ts'
import { fileIn, otherLanguage } from '../shared/words/words-in.ts'
import { namedByDigest, told, toolScript } from './tool-script.ts'

/** The formats as the page needs them: what only a cycle or a definition's own check reads is left out. */
function formats(): string {
  const documents = shippedDefinitions().map(({ signOff: _, timetable: __, parts, relations, ...rest }) => {
    return {
      ...rest,
      parts: parts.map(({ body, ...part }) => ({ ...part, body: body.kind === 'table' ? body : { kind: body.kind } })),
      relations: relations.map(({ examples: _examples, source: _source, ...relation }) => relation),
    }
  })
  return JSON.stringify(documents)
}

/** The page for the public site, in both languages, with its script and, loaded when one is met, what reads PDFs: path → bytes. */
export function checkPageFiles(): Map<string, Uint8Array> {
  const text = toolScript('check-page')
  const library = readFileSync(fileURLToPath(import.meta.resolve('unpdf/pdfjs')))
  const reader = toolScript('pdf-script')
  const script = namedByDigest('check', text)
  const pdf = { reader: namedByDigest('pdf-reader', reader), library: namedByDigest('pdf', library) }
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
    [`${toolFolder}/${pdf.reader}`, utf8(reader)],
    [`${toolFolder}/${pdf.library}`, library],
    ['check.html', told('check', checkPageTexts.title)],
  ])
}

/** The page as one file that opens from a stick, without PDF; its own policy forbids every connection. */
export function checkPageAlone(language: Language): string {
  const text = toolScript('check-page')
  const sha256 = createHash('sha256').update(text).digest('base64')
  return checkPage(
    { script: { text, sha256 }, formats: formats(), pdf: undefined, other: aloneIn(otherLanguage[language]) },
    language,
  )
}

export const aloneIn = (language: Language): string => fileIn('check-alone', language)
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
