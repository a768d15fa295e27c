import { html } from 'hono/html'
import { civilDate, shownDate } from '../../calendar/civil-date.ts'
import { type CycleRow, type CycleUnderWay, inOrder, type PublishedCycle } from '../../cycle/board/cycle-list.ts'
import { noticeTexts } from '../../words/notice-texts.ts'
import { boardListTexts } from '../../words/office/board-list-texts.ts'
import { cycleListTexts } from '../../words/office/cycle-list-texts.ts'
import { colon, wordsIn } from '../../words/words-in.ts'
import { type Markup, notice } from '../frame/layout.ts'
import { type OfficeFrame, officePage } from './office-frame.ts'

export type CycleListPage = Omit<OfficeFrame, 'report'> & {
  formToken: string
  zone: string
  rows: readonly CycleRow[]
  /** What is looked for among them. */
  q?: string
  opened?: string
  /** Where a link was just mailed, as far as it may be shown. */
  mailedTo?: string
}

/** Every cycle of which the reader is at the office: where it is, and how to get there. */
export function cycleListPage(page: CycleListPage): string {
  const { language } = page
  const t = wordsIn(cycleListTexts, language)
  const { underWay, published } = inOrder(page.rows.filter((row) => isFound(row, page.q ?? '')))
  return officePage(page, {
    title: t.title,
    languageAt: '/cycles',
    styles: [style],
    body: html`${page.opened ? openedNotice(page, page.opened) : ''}${page.mailedTo ? notice('good', t.mailed, html`<p>${t.mailedSays(page.mailedTo)}</p>`) : ''}
<p class="lead">${t.counts(underWay.length, published.length)}　<a class="button" href="/cycles/new">${t.open}</a></p>
${page.rows.length > 1 ? html`<form method="get" action="/cycles" class="find"><label>${t.find} <input type="text" name="q" value="${page.q ?? ''}" maxlength="60"></label> <button class="plain small">${boardListTexts.find[language]}</button>${page.q ? html` <a href="/cycles">${t.all}</a>` : ''}</form>` : ''}${page.q && underWay.length + published.length === 0 ? html`<p>${t.noneFound(page.q)}</p>` : ''}
<table class="cycles"><thead><tr><th scope="col">${t.report}</th><th scope="col">${t.phase}</th><th scope="col">${t.progress}</th><th scope="col">${t.legal}</th><th scope="col">${t.needs}</th></tr></thead>
<tbody>${underWay.map((row) => underWayRow(page, row))}</tbody>
${published.length > 0 ? html`<tbody><tr class="group"><th scope="rowgroup" colspan="5">${t.published}</th></tr>${published.map((row) => publishedRow(page, row))}</tbody>` : ''}</table>
${page.rows.some(({ open }) => !open) ? html`<p class="hint">${t.mailMeSays}</p>` : ''}
<p><a href="/board">${t.back}</a></p>`,
  })
}

/** By the report's name in either language, whose year and issuer it holds, or the cycle's own. */
const isFound = ({ report, cycle }: CycleRow, q: string): boolean =>
  [report.zh, report.en, cycle].some((name) => name.toLowerCase().includes(q.trim().toLowerCase()))

function openedNotice({ language, rows }: CycleListPage, opened: string): Markup {
  const t = wordsIn(cycleListTexts, language)
  const row = rows.find(({ cycle }) => cycle === opened)
  const waits = row?.is === 'under-way' && row.phase === 'scheduled'
  return waits
    ? notice('good', t.waits, html`<p>${t.waitsSays(opened)}</p>`)
    : notice('good', t.opened, html`<p>${t.openedSays(opened)}</p>`)
}

function underWayRow(page: CycleListPage, row: CycleUnderWay): Markup {
  const { language } = page
  const t = wordsIn(cycleListTexts, language)
  return html`<tr>${nameCell(page, row)}
<td data-label="${t.phase}"><span class="tag">${t.phases[row.phase]}</span></td>
<td data-label="${t.progress}"><progress max="${Math.max(1, row.units)}" value="${row.there}" aria-label="${t.progress}"></progress> ${t.there(row.there, row.units)}</td>
<td data-label="${t.legal}">${shownDate(row.legal, language)}<br><span class="${row.days < 0 ? 'bad' : 'hint'}">${t.left(row.days, row.working)}</span>${row.provisional ? html`<br><span class="hint">${noticeTexts.lacks(row.provisional)[language]}</span>` : ''}</td>
<td data-label="${t.needs}" class="${row.needs > 0 ? 'needs' : 'hint'}">${t.matters(row.needs)}</td></tr>
`
}

function publishedRow(page: CycleListPage, row: PublishedCycle): Markup {
  const { language, zone } = page
  const t = wordsIn(cycleListTexts, language)
  return html`<tr>${nameCell(page, row)}
<td data-label="${t.phase}"><span class="tag good">${t.version(row.version)}</span></td>
<td data-label="${t.published}">${shownDate(civilDate(row.at, zone), language)}</td>
<td data-label="${t.legal}">${row.late ? t.late : t.onTime}</td><td></td></tr>
`
}

/** The name leads there where this browser has it open; elsewhere its link is to be had by mail. */
function nameCell({ language, formToken }: CycleListPage, { cycle, report, units, open }: CycleRow): Markup {
  const t = wordsIn(cycleListTexts, language)
  const name = report[language]
  return html`<th scope="row">${
    open
      ? html`<a href="/board?cycle=${cycle}">${name}</a>`
      : html`${name}<form method="post" action="/cycles/link" class="inline"><input type="hidden" name="form-token" value="${formToken}"><input type="hidden" name="of" value="${cycle}"><button name="wanted" value="yes" class="plain small" aria-label="${t.mailMe}${colon[language]}${name}">${t.mailMe}</button></form>`
  }<br><span class="hint">${t.units(units)}　${cycle}</span></th>`
}

const style = `
.find{display:flex;flex-wrap:wrap;gap:.5rem .8rem;align-items:center;margin:.6rem 0}.find input[type=text]{width:14rem;font-weight:400}
.lead{display:flex;flex-wrap:wrap;gap:.6rem 1.6rem;align-items:center;justify-content:space-between;max-width:none}
.button{display:inline-block;background:var(--accent);color:#fff;border-radius:4px;padding:.5rem 1.4rem;font-weight:600;text-decoration:none}
.cycles{border-collapse:collapse;width:100%;font-size:.97rem;line-height:1.55}
.cycles th,.cycles td{border-bottom:1px solid var(--line);padding:.55rem .7rem;text-align:left;vertical-align:top;font-weight:400}
.cycles thead th,.cycles .group th{background:var(--tint);font-weight:600}.cycles tbody th a{font-weight:600}
.tag{border:1px solid var(--accent);border-radius:3px;color:var(--accent);padding:0 .5rem;font-size:.9rem;white-space:nowrap}.tag.good{border-color:var(--good);color:var(--good)}
.cycles progress{width:6rem;height:.6rem;accent-color:var(--accent)}
.needs{color:#774700;font-weight:600}.bad{color:var(--bad);font-weight:600}
.cycles form{margin:.3rem 0 0}
@media (max-width:46rem){.cycles thead{display:none}.cycles,.cycles tbody,.cycles tr,.cycles th,.cycles td{display:block;width:100%}.cycles tr{border:1px solid var(--line);border-radius:4px;margin:.7rem 0;padding:.4rem 0}.cycles th,.cycles td{border:0;padding:.15rem .8rem}.cycles td[data-label]::before{content:attr(data-label) "　";color:#555b61}.cycles td:empty{display:none}.cycles .group{border:0;margin:0}.cycles thead th,.cycles .group th{background:none}}
`
