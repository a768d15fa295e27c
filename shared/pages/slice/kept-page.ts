import { html } from 'hono/html'
import type { TypedSlice } from '../../draft/submission.ts'
import type { CompiledDefinition } from '../../report/cells.ts'
import type { Problem } from '../../report/errors.ts'
import type { Language } from '../../report/report-definition.ts'
import { sliceTexts } from '../../words/clerk/slice-texts.ts'
import { wordsIn } from '../../words/words-in.ts'
import { pageLayout } from '../frame/layout.ts'
import type { UnitFrame } from './slice-form.ts'
import { typedView } from './slice-view.ts'

/** The session, or its link, ended while somebody was typing: the page keeps all of it and says how to go on. */
export function keepTypedPage(
  language: Language,
  contact: { name: string; phone: string },
  values: Readonly<Record<string, string>>,
  why: Pick<Problem, 'code' | 'message'>,
): string {
  const t = wordsIn(sliceTexts, language)
  const isOver = why.code === 'session-missing'
  const { stay, open, newest, back } = t.keepSteps
  return pageLayout({
    language,
    title: isOver ? t.keepTitle : t.keepLinkTitle,
    contact,
    body: html`${isOver ? '' : html`<p>${why.message[language]}</p>`}<p>${t.keep}</p>
<ol>${[stay, isOver ? open : newest, back].map((step) => html`<li>${step}</li>`)}</ol>
<form method="post" action="/slice">
${Object.entries(values)
  .filter(([name]) => name !== 'do')
  .map(([name, value]) => html`<textarea name="${name}" hidden>\n${value}</textarea>`)}
<div class="buttons"><button name="do" value="check">${t.keepButton}</button></div>
</form>`,
  })
}

/** A form of one unit, sent in the session of another: nothing goes out under the wrong name, and nothing is lost. */
export function strayFormPage(page: UnitFrame & { compiled: CompiledDefinition; typed: TypedSlice }): string {
  const { language } = page
  const t = wordsIn(sliceTexts, language)
  return pageLayout({
    language,
    title: t.strayTitle,
    closes: 'slice',
    contact: page.contact,
    wide: true,
    body: html`<p>${t.stray(page.unit[language])}</p><h2>${t.keptTitle}</h2>${typedView(page.compiled, page.typed, language)}`,
  })
}
