import { html } from 'hono/html'
import { shownMoment } from '../../calendar/civil-date.ts'
import type { SliceWindow } from '../../cycle/unit/slice-window.ts'
import type { SubmissionDocument, TypedSlice } from '../../draft/submission.ts'
import type { CompiledDefinition } from '../../report/cells.ts'
import { sliceTexts } from '../../words/clerk/slice-texts.ts'
import { wordsIn } from '../../words/words-in.ts'
import { abandonedNotice } from '../frame/abandoned-notice.ts'
import { notice, pageLayout } from '../frame/layout.ts'
import { figureListStyle } from '../report/figure-list.ts'
import { askLink } from './ask-page.ts'
import { frameOf, type UnitFrame } from './slice-form.ts'
import { sliceStyle } from './slice-style.ts'
import { exampleNote, sliceRead, sliceReadStyle, typedView } from './slice-view.ts'

/** The slice is closed: since when, whom to call, what was sent, and what somebody typed too late. */
export function closedSlicePage(
  page: UnitFrame & {
    window: Extract<SliceWindow, { open: false }>
    compiled: CompiledDefinition
    roles: readonly string[]
    document?: SubmissionDocument
    typed?: TypedSlice
  },
): string {
  const { language, window, document, typed, compiled } = page
  const t = wordsIn(sliceTexts, language)
  const since = window.since ? shownMoment(window.since, page.zone, language) : ''
  return pageLayout({
    closes: 'slice',
    title: t.lockedTitle[window.why],
    ...frameOf(page),
    wide: true,
    ...(typed ? {} : { languageAt: '/slice' }),
    styles: [sliceStyle, figureListStyle, sliceReadStyle],
    body: html`${page.abandoned && window.why === 'abandoned' ? abandonedNotice(page.abandoned, page) : ''}<p>${t.locked[window.why](since, page.contact.phone)}</p>
${window.why === 'cancelled' ? '' : askLink(page)}
${typed ? notice('note', t.lockedKept, typedView(compiled, typed, language)) : ''}${exampleNote(page)}
${
  document
    ? html`<p><a href="/receipt">${t.toReceipt}</a></p><h2>${t.whatWasSent}</h2>${sliceRead({ ...page, document, lastYear: {}, before: {} })}`
    : window.why === 'exempt'
      ? ''
      : html`<p>${t.notSent}</p>`
}`,
  })
}
