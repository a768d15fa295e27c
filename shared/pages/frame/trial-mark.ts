import { html, raw } from 'hono/html'
import { trialTexts } from '../../words/trial-texts.ts'

/** The page with the mark of a trial above everything else, in both languages because a screenshot travels to anybody. */
export const markedAsTrial = (page: string): string => page.replace(/<body[^>]*>/, (body) => `${body}\n${mark}`)

const style =
  '.trial{margin:0;padding:.5rem 1rem;background:#7a2e00;color:#fff;font:600 1rem/1.5 sans-serif;text-align:center}.trial span{font-weight:400}'
const mark = String(html`<style>${raw(style)}</style>
<p class="trial" role="note">${trialTexts.page.zh} <span lang="en">${trialTexts.page.en}</span></p>`)
