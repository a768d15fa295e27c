import { html } from 'hono/html'
import { type Problem, problemStatus } from '../../report/errors.ts'
import type { Language } from '../../report/report-definition.ts'
import { problemTexts as texts, problemTitles as titles } from '../../words/frame-texts.ts'
import { pageLayout } from './layout.ts'

/** What somebody had typed, so that it can be copied; the page it came from. */
type Shown = { typed: readonly string[]; back?: string | undefined }

/** Every problem with a request on one page, each as a sentence that says what to do. */
export function problemPage(problems: readonly Problem[], language: Language, shown: Shown = { typed: [] }): string {
  const sentences = [...new Set(problems.map((p) => p.message[language]))]
  return frame(problemTitle(problems, language), language, sentences, shown)
}

/** Where something of ours broke, or a service was not reached for a moment: short, without any detail. */
export function brokenPage(language: Language, { busy, ...shown }: { busy: boolean } & Shown): string {
  const [title, says] = busy ? [texts.busy, texts.lookAgain] : [texts.broken, texts.tryAgain]
  return frame(title[language], language, [says[language]], shown)
}

/** The one line that says what kind of problem it is; also the title of problem+json. */
export function problemTitle(problems: readonly Problem[], language: Language): string {
  const status = Math.max(...problems.map((p) => problemStatus[p.code]))
  return (titles[status] ?? titles[422])[language]
}

function frame(title: string, language: Language, sentences: string[], { typed, back }: Shown): string {
  const body =
    sentences.length === 1
      ? html`<p>${sentences[0]}</p>`
      : html`<ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>`
  const kept =
    typed.length > 0 &&
    html`<h2>${texts.typed[language]}</h2>${typed.map((text) => html`<blockquote class="typed">${text}</blockquote>`)}`
  const leading = back === undefined ? '' : html`<p><a href="${back}">${texts.back[language]}</a></p>`
  return pageLayout({ language, title, body: html`${body}${kept || ''}${leading}` })
}
