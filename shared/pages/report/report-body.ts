import { html } from 'hono/html'
import { type DraftDocument, markedGaps } from '../../draft/draft.ts'
import { compileDefinition } from '../../report/cells.ts'
import type { CellKind, Language, ReportDefinition, ReportPart } from '../../report/report-definition.ts'
import { tableNamed } from '../../report/table-named.ts'
import { gapsListed } from '../../words/gap-texts.ts'
import { reportTexts as texts } from '../../words/public/report-page-texts.ts'
import { partTitle, pause } from '../../words/words-in.ts'
import { type CellMark, officialTable } from './official-table.ts'

type Markup = ReturnType<typeof html>

/**
 * The six parts as they will be published. The approver's page shows this very markup: what is signed is what is published.
 * `marks` says more about single cells; cells that a missing unit would have added to are marked here already.
 */
export function reportBody(
  definition: ReportDefinition,
  draft: DraftDocument,
  language: Language,
  marks: Readonly<Record<string, CellMark>> = {},
): Markup {
  return html`<article class="report">
${definition.parts.map(
  (part) => html`<section id="part-${part.id}" aria-labelledby="part-${part.id}-title">
<h2 id="part-${part.id}-title">${partTitle(part, language)}</h2>
${part.body.kind === 'table' ? tablePart(definition, draft, { part, id: part.body.table }, language, marks) : narrativePart(draft, part, language)}
</section>
`,
)}</article>`
}

/** 一、总体情况 / I. Overview */
function tablePart(
  definition: ReportDefinition,
  draft: DraftDocument,
  { part, id }: { part: ReportPart; id: string },
  language: Language,
  marks: Readonly<Record<string, CellMark>>,
): Markup {
  const table = tableNamed(definition, id)
  const all: Record<string, CellMark> = { ...marks }
  for (const cell of incompleteCells(definition, draft)) all[cell] = { ...all[cell], incomplete: true }
  const note = tableGap(draft, language)
  const title = part.title[language]
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${texts.scroll(title)[language]}">
${officialTable(compileDefinition(definition), table, draft.figures, language, { caption: title, marks: all })}
</div>
${note ? html`<p class="gap-note">${note}</p>` : ''}`
}

function narrativePart(draft: DraftDocument, part: ReportPart, language: Language): Markup | Markup[] {
  const owed = notReceived(draft, part, language)
  if (owed) return html`<p class="blank">${owed}</p>`
  const written = writtenBy(draft, part, language)
  if (written.length === 0) return html`<p>${texts.none[language]}</p>`
  return written.map(({ name, text }) => html`${name ? html`<h3>${name}</h3>` : ''}${paragraphs(text)}`)
}

type Gaps = Pick<DraftDocument, 'gaps'>

/** Cells that every unit fills are incomplete as soon as one of them is missing. */
export function incompleteCells(definition: ReportDefinition, draft: DraftDocument): string[] {
  if (markedGaps(draft.gaps).length === 0) return []
  const { cells } = compileDefinition(definition)
  return cells.flatMap(({ id, owner }) => (owner === 'each' && draft.figures[id] !== null ? [id] : []))
}

/** Whose figures a table leaves out. */
export function tableGap(draft: Gaps, language: Language): string | undefined {
  const missing = markedGaps(draft.gaps)
  return missing.length > 0 ? `※ ${texts.tableGap(gapsListed(missing, language))[language]}` : undefined
}

/** Where a part that somebody owes was not received: who owes it. */
export function notReceived(draft: DraftDocument, { id, body }: ReportPart, language: Language): string | undefined {
  const missing = markedGaps(draft.gaps)
  const owed = body.kind === 'narrative' && body.required && missing.length > 0 && !draft.texts[id]?.length
  return owed ? texts.notReported(unitNames(missing, language))[language] : undefined
}

/** What was written in a part; with the names of those who wrote it, where each unit does. */
export function writtenBy(
  draft: DraftDocument,
  { id, body }: ReportPart,
  language: Language,
): { name?: string; text: string }[] {
  const names = new Map([...draft.slices, ...draft.gaps].map(({ unit, name }) => [unit, name]))
  const several = body.kind === 'narrative' && body.strategy === 'concatenate'
  return (draft.texts[id] ?? []).map(({ by, text }) => ({
    ...(several && { name: names.get(by)?.[language] ?? by }),
    text,
  }))
}

/** A line is a paragraph; empty ones are none. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** A line that is only a numbered heading, as （一）工作落实情况. */
export const isHeading = (line: string): boolean =>
  /^([（(][一二三四五六七八九十]+[）)]|\d+[.．、]).{1,28}$/.test(line) && !/[。；：]$/.test(line)

const paragraphs = (text: string): Markup[] =>
  linesOf(text).map((line) => (isHeading(line) ? html`<p class="heading">${line}</p>\n` : html`<p>${line}</p>\n`))

export const unitNames = (units: readonly { name: { zh: string; en: string } }[], language: Language): string =>
  units.map(({ name }) => name[language]).join(pause[language])

export const cellKinds =
  (definition: ReportDefinition) =>
  (cell: string): CellKind =>
    compileDefinition(definition).byId.get(cell)?.kind ?? { kind: 'count' }
