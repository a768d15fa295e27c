import { html, raw } from 'hono/html'
import { shortDate } from '../../calendar/civil-date.ts'
import { itemAt } from '../../present.ts'
import type { Language, LocalizedText } from '../../report/report-definition.ts'
import { comparisonTexts as texts } from '../../words/public/site-texts.ts'
import { colon, comma, semicolon, wordsIn } from '../../words/words-in.ts'

type Markup = ReturnType<typeof html>

/**
 * Charts of few values, as SVG 340 wide: readable on a phone, on grey paper, without script. Every value stands in the
 * description too. No two fills of a chart are told apart by colour alone.
 */

export type Fill = 'dark' | 'grey' | 'white' | 'hatch' | 'dots' | 'cross'
/** What one colour of a column stands for; `mark` is the character written into it. */
export type Series = { title: LocalizedText; mark: LocalizedText; fill: Fill }
/** A value for each series, undefined where the report left it blank; without values there is no report. */
export type Column = { name: string; values?: readonly (number | undefined)[] }

const width = 340
const [top, base] = [30, 130]

/** Columns from zero, one for each name, the sum above. All zero is a sentence, nothing known is nothing. */
export function columnChart(
  title: string,
  series: readonly Series[],
  columns: readonly Column[],
  language: Language,
): Markup | '' {
  const t = wordsIn(texts, language)
  const sums = columns.map(({ values }) => sumOf(values))
  const most = Math.max(...sums.map((sum) => sum ?? -1))
  if (most < 0) return ''
  const shown = columns.map((column) => `${column.name}${colon[language]}${saidOf(column, series, language)}`)
  if (most === 0 && columns.every(({ values }, n) => !values || sums[n] === 0)) return html`<p>${t.allZero(title)}</p>`
  const step = width / Math.max(columns.length, 4)
  const wide = Math.min(48, step * 0.7)
  const present = series.filter((_, n) => columns.some(({ values }) => (values?.[n] ?? 0) > 0))
  return html`<figure><figcaption>${title}</figcaption>
<svg viewBox="0 0 ${width} 152" role="img"><title>${title}</title><desc>${shown.join(semicolon[language])}</desc>
<line x1="0" y1="${base}" x2="${width}" y2="${base}" stroke="#1b1b1b"/>
${columns.map((column, n) => {
  const middle = round(step * (n + 0.5))
  const name = html`<text x="${middle}" y="148">${column.name}</text>\n`
  const sum = sums[n]
  if (sum === undefined)
    return html`<rect x="${round(middle - wide / 2)}" y="100" width="${round(wide)}" height="30" fill="none" stroke="#555" stroke-dasharray="3 3"/><text x="${middle}" y="120">${column.values ? t.unfilled : t.noReport}</text>${name}`
  const parts = (column.values ?? []).map((value = 0) => ({
    value,
    high: most > 0 ? (value / most) * (base - top) : 0,
  }))
  let y = base
  return html`${parts.map(({ value, high }, at) => {
    if (value === 0) return ''
    y -= high
    const { fill, mark } = itemAt(series, at)
    const inside = series.length > 1 && high >= 13 && columns.length <= 6
    return html`<rect x="${round(middle - wide / 2)}" y="${round(y)}" width="${round(wide)}" height="${round(high)}" fill="${fills[fill]}" stroke="#1b1b1b"/>${inside ? written(`${mark[language]}${value}`, fill, middle, round(y + high / 2 + 4)) : ''}`
  })}<text x="${middle}" y="${round(base - parts.reduce((all, { high }) => all + high, 0) - 5)}">${sum}</text>${name}`
})}</svg>${series.length > 1 ? legend(present, language) : ''}</figure>`
}

/** Into a column; a white edge keeps it readable on a pattern. */
function written(label: string, fill: Fill, x: number, y: number): Markup {
  const on = (kind: string) => html`<text class="in ${kind}" x="${round(x)}" y="${y}">${label}</text>`
  return fill === 'dark' ? on('light') : html`${on('edge')}${on('plain')}`
}

export type Day = { name: string; published: string; legal: string; days: number; legalDays: number; late: boolean }

/** A line for each name: the day on which it was published against the date by which it had to be. Days count from 1 January. */
export function dayChart(title: string, rows: readonly Day[], language: Language): Markup | '' {
  if (rows.length === 0) return ''
  const t = wordsIn(texts, language)
  const last = Math.max(...rows.flatMap(({ days, legalDays }) => [days, legalDays])) + 12
  const at = (days: number) => round(44 + (Math.max(days, 0) / last) * (width - 50))
  const high = rows.length * 26 + 4
  const said = rows.map(({ name, published, legal }) => t.publishedAndDue(name, published, legal))
  return html`<figure><figcaption>${title} <small>${t.dueLine}</small></figcaption>
<svg viewBox="0 0 ${width} ${high}" role="img"><title>${title}</title><desc>${said.join(semicolon[language])}</desc>
${rows.map(({ name, published, days, legalDays, late }, n) => {
  const y = n * 26 + 16
  const x = at(days)
  const left = x > width / 2
  return html`<text class="start" x="0" y="${y + 4}">${name}</text><line x1="44" y1="${y}" x2="${width}" y2="${y}" stroke="#ccc"/><line x1="${at(legalDays)}" y1="${y - 11}" x2="${at(legalDays)}" y2="${y + 11}" stroke="#1b1b1b" stroke-dasharray="3 3"/><circle cx="${x}" cy="${y}" r="5" fill="${late ? '#fff' : fills.dark}" stroke="#1b1b1b" stroke-width="${late ? 2 : 1}"/><text class="${left ? 'end' : 'start'} in" x="${left ? x - 9 : x + 9}" y="${y - 3}">${late ? '△ ' : ''}${shortDate(published, language)}</text>
`
})}</svg></figure>`
}

/** What each mark stands for. */
export const legend = (series: readonly Series[], language: Language): Markup =>
  html`<p class="key">${series.map(({ title, mark, fill }) => html`<span><svg viewBox="0 0 14 14" aria-hidden="true"><rect x=".5" y=".5" width="13" height="13" fill="${fills[fill]}" stroke="#1b1b1b"/></svg>${mark[language]} ${title[language]}</span> `)}</p>`

/** A share as a bar, for more requests than squares can show. */
export function shareBar(parts: readonly { series: Series; n: number }[]): Markup {
  const all = parts.reduce((sum, { n }) => sum + n, 0)
  let x = 0
  return html`<svg class="share" viewBox="0 0 ${width} 16" preserveAspectRatio="none" aria-hidden="true">${parts.map(
    ({ series, n }) => {
      const long = (n / all) * width
      x += long
      return html`<rect x="${round(x - long)}" y="1" width="${round(long)}" height="14" fill="${fills[series.fill]}" stroke="#1b1b1b"/>`
    },
  )}</svg>`
}

const sumOf = (values: Column['values']): number | undefined =>
  values?.reduce<number | undefined>(
    (sum, value) => (sum === undefined || value === undefined ? undefined : sum + value),
    0,
  )

function saidOf({ values }: Column, series: readonly Series[], language: Language): string {
  if (!values) return texts.noReport[language]
  return series
    .map(({ title }, n) => `${title[language]} ${values[n] ?? texts.unfilled[language]}`)
    .join(comma[language])
}

const round = (n: number): number => Math.round(n * 10) / 10

const fills: Readonly<Record<Fill, string>> = {
  dark: '#33506e',
  grey: '#b9c4d0',
  white: '#fff',
  hatch: 'url(#hatch)',
  dots: 'url(#dots)',
  cross: 'url(#cross)',
}

/** The patterns that charts of a page are filled with; stands once, before the first of them. */
export const chartPatterns: Markup = html`<svg class="aside" aria-hidden="true"><defs>${raw(
  [
    ['hatch', 5, '<path d="M0 5L5 0" stroke="#1b1b1b"/>'],
    ['dots', 5, '<circle cx="2.5" cy="2.5" r="1" fill="#1b1b1b"/>'],
    ['cross', 6, '<path d="M0 6L6 0M0 0L6 6" stroke="#1b1b1b" stroke-width=".7"/>'],
  ]
    .map(
      ([id, size, drawn]) =>
        `<pattern id="${id}" width="${size}" height="${size}" patternUnits="userSpaceOnUse"><rect width="${size}" height="${size}" fill="#fff"/>${drawn}</pattern>`,
    )
    .join(''),
)}</defs></svg>`

export const chartStyle = `
figure{margin:1.4rem 0;max-width:32rem;break-inside:avoid}
figcaption{font-weight:600}
figcaption small{color:var(--soft);font-weight:400}
figure>svg,.share{width:100%;height:auto;print-color-adjust:exact}
figure text{font-size:13px;text-anchor:middle}
figure text.in{font-size:11px}
figure text.edge{stroke:#fff;stroke-width:3px}
figure text.light{fill:#fff}
figure text.start{text-anchor:start}figure text.end{text-anchor:end}
.key{display:flex;flex-wrap:wrap;gap:.1rem 1rem;font-size:.85rem;margin:.2rem 0}
.key svg{width:.85em;height:.85em;margin-right:.35em;vertical-align:-.05em;print-color-adjust:exact}
`
