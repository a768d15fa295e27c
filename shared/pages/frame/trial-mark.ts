import { html, raw } from 'hono/html'
import type { LocalizedText } from '../../report/report-definition.ts'

/** The page with a mark above everything else, once, in both languages because a screenshot travels to anybody. */
export const markedPage = (page: string, said: LocalizedText): string =>
  page.includes(String(mark(said))) ? page : page.replace(/<body[^>]*>/, (body) => `${body}\n${mark(said)}`)

const style =
  '.trial{margin:0;padding:.5rem 1rem;background:#7a2e00;color:#fff;font:600 1rem/1.5 sans-serif;text-align:center}.trial span{font-weight:400}@media print{.trial{padding:0;background:none;color:#7a2e00;font-size:7pt;line-height:1.2;border-bottom:1px solid}}'
const mark = ({ zh, en }: LocalizedText) => html`<style>${raw(style)}</style>
<aside class="trial" aria-label="${zh}">${zh} <span lang="en">${en}</span></aside>`
