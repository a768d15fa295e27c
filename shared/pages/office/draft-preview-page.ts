import { html } from 'hono/html'
import { type DraftDocument, markedGaps } from '../../draft/draft.ts'
import type { CompiledDefinition, Figures } from '../../report/cells.ts'
import type { Finding } from '../../report/finding.ts'
import { gapsListed } from '../../words/gap-texts.ts'
import { previewTexts as texts } from '../../words/office/draft-preview-texts.ts'
import { type Markup, notice } from '../frame/layout.ts'
import { figureListStyle, figureLists } from '../report/figure-list.ts'
import { unitNames } from '../report/report-body.ts'
import { type OfficeFrame, officePage } from './office-frame.ts'

export type DraftPreviewPage = OfficeFrame & {
  compiled: CompiledDefinition
  draft: DraftDocument
  findings: readonly Finding[]
  lastYear?: Figures
}

/** What the settled slices would make, long before they are merged: who is in it, what would not hold, and the figures. */
export function draftPreviewPage(page: DraftPreviewPage): string {
  const { language, compiled, draft, lastYear } = page
  const gaps = markedGaps(draft.gaps)
  const exempt = draft.gaps.filter((gap) => gap.reason === 'exempt')
  return officePage(page, {
    title: texts.title[language],
    languageAt: '/board/draft',
    styles: [figureListStyle, previewStyle],
    body: html`${notice('note', texts.only[language])}
<ul><li>${texts.included(draft.slices.length)[language]}</li>${gaps.length > 0 ? html`<li>${texts.missing(gaps.length, gapsListed(gaps, language))[language]}</li>` : ''}${exempt.length > 0 ? html`<li>${texts.exempt(unitNames(exempt, language))[language]}</li>` : ''}</ul>
<h2>${texts.findings[language]}</h2>
${findingList(page)}
<section class="figures">${figureLists({ compiled, language, figures: draft.figures, ...(lastYear && { lastYear }) })}</section>
<p><a href="/board/export?format=xlsx">${texts.exportXlsx[language]}</a><span class="hint">${texts.exportSays[language]}</span></p>
<p><a href="/board">${texts.back[language]}</a></p>`,
  })
}

function findingList({ draft, findings, language }: DraftPreviewPage): Markup {
  if (draft.slices.length === 0) return html`<p>${texts.nothing[language]}</p>`
  const told = findings.filter(({ severity }) => severity !== 'info')
  if (told.length === 0) return html`<p>${texts.none[language]}</p>`
  const ordered = [...told.filter((f) => f.severity === 'blocking'), ...told.filter((f) => f.severity === 'warning')]
  return html`<ol class="told">${ordered.map(
    ({ severity, message, advice }) =>
      html`<li class="${severity}"><b>${severity === 'blocking' ? texts.blocking[language] : texts.warning[language]}</b>　${message[language]}<br><span class="hint">${advice[language]}</span></li>`,
  )}</ol>`
}

const previewStyle = `
.figures{max-width:46rem}
.told{padding-left:1.4rem;max-width:60rem}.told li{margin:.5rem 0;border-left:4px solid #b67b00;background:#fdf6e6;padding:.4rem .8rem}.told li.blocking{border-left-color:var(--bad);background:#fdf1f1}
`
