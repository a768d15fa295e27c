import { html } from 'hono/html'
import type { SubmissionDocument } from '../../draft/submission.ts'
import { type CompiledDefinition, type Figures, sliceCells } from '../../report/cells.ts'
import type { Figure } from '../../report/figure.ts'
import { partsOfSlice, textParts } from '../../report/narrative-parts.ts'
import { cellsOfPowers } from '../../report/powers.ts'
import type { Language } from '../../report/report-definition.ts'
import { tableNamed } from '../../report/table-named.ts'
import { sliceTexts } from '../../words/clerk/slice-texts.ts'
import { partTitle } from '../../words/words-in.ts'
import { type Markup, notice } from '../frame/layout.ts'
import { figureList } from '../report/figure-list.ts'
import { type CellMark, officialTable, shownFigure } from '../report/official-table.ts'
import type { UnitFrame } from './slice-form.ts'

/**
 * A slice to be read on any screen: what says anything as a list that needs no swiping, the rest folded; the official tables one press away, and
 * on paper. `before`: what the reader knew, by cell, where it differs.
 */
export function sliceRead(slice: {
  compiled: CompiledDefinition
  roles: readonly string[]
  language: Language
  document: SubmissionDocument
  /** Empty where there is none. */
  lastYear: Figures
  before: Readonly<Record<string, Figure>>
}): Markup {
  const { compiled, roles, language, document, lastYear, before } = slice
  const { figures, texts } = document
  const own = new Set(sliceCells(compiled, roles).map(({ id }) => id))
  const list = { compiled, language, figures, own, before, ...(Object.keys(lastYear).length > 0 && { lastYear }) }
  const marks = Object.fromEntries(Object.entries(before).map(([id, figure]) => [id, { before: figure }]))
  return html`${partsOfSlice(compiled.definition, roles).map((part) => {
    const title = partTitle(part, language)
    return part.body.kind === 'narrative'
      ? narrative(title, texts[part.id], language)
      : figureList(list, tableNamed(compiled.definition, part.body.table), title)
  })}
<details class="official-form"><summary>${sliceTexts.official[language]}</summary>${sliceView(compiled, roles, { figures, texts }, language, marks)}</details>`
}

const narrative = (title: string, text: string | undefined, language: Language): Markup =>
  html`<h2>${title}</h2><p class="narrative">${text || sliceTexts.nothingWritten[language]}</p>\n`

export const sliceReadStyle = `
.fig{max-width:46rem}
.official-form{margin:1rem 0}
.official-form summary{cursor:pointer;padding:.3rem 0;color:var(--accent)}
@media print{.official-form:not([open])>*{display:block}.official-form::details-content{content-visibility:visible;block-size:auto}}
`

/** A slice in the layout of the report: this unit's tables and texts. */
export function sliceView(
  compiled: CompiledDefinition,
  roles: readonly string[],
  { figures, texts }: { figures: Figures; texts: Readonly<Record<string, string>> },
  language: Language,
  marks: Readonly<Record<string, CellMark>> = {},
): Markup {
  const shown = sliceCells(compiled, roles)
  const powers = cellsOfPowers(compiled.definition)
  const inForm = { ...Object.fromEntries([...powers].map((id) => [id, '0'])), ...figures }
  return html`${partsOfSlice(compiled.definition, roles).map((part) => {
    const title = partTitle(part, language)
    const { body } = part
    if (body.kind === 'narrative') return narrative(title, texts[part.id], language)
    const cells = shown.filter((cell) => cell.table === body.table)
    if (cells.length === 0) return ''
    const table = tableNamed(compiled.definition, body.table)
    const own = new Set(cells.map(({ id }) => id))
    const whole = compiled.cells.every(({ id, table: of }) => of !== table.id || own.has(id) || powers.has(id))
    return html`<h2>${title}</h2>${
      whole
        ? html`<div class="scroll" tabindex="0" role="region" aria-label="${title}">${officialTable(compiled, table, inForm, language, { caption: part.title[language], marks })}</div>`
        : html`<dl class="facts">${cells.map((cell) => html`<dt>${cell.name[language]}</dt><dd>${shownFigure(figures[cell.id], cell.kind, language)}</dd>`)}</dl>`
    }\n`
  })}`
}

/** What was typed and could not be taken, for its writer to copy; nothing that was typed is ever lost. */
export function typedView(
  compiled: CompiledDefinition,
  typed: { figures: Readonly<Record<string, string>>; texts: Readonly<Record<string, string>> },
  language: Language,
): Markup {
  const figures = Object.entries(typed.figures).filter(([, value]) => value.trim() !== '')
  const texts = Object.entries(typed.texts).filter(([, value]) => value.trim() !== '')
  const nameOfPart = (id: string) =>
    textParts(compiled.definition, []).find((part) => part.id === id)?.title[language] ??
    compiled.definition.parts.find((part) => part.id === id)?.title[language] ??
    id
  return html`<dl class="facts">${figures.map(([id, value]) => html`<dt>${compiled.byId.get(id)?.name[language] ?? id}</dt><dd>${value}</dd>`)}</dl>
${texts.map(([id, value]) => html`<h3>${nameOfPart(id)}</h3><p class="narrative">${value}</p>`)}`
}

export const exampleNote = (frame: Pick<UnitFrame, 'note'>): Markup | string =>
  frame.note ? notice('note', frame.note) : ''
