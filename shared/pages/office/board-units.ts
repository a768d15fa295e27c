import { html, raw } from 'hono/html'
import { shownDate, shownMoment } from '../../calendar/civil-date.ts'
import type { BoardPerson, BoardUnit } from '../../cycle/board/board.ts'
import { type BoardQuery, boardFilters, listUnits } from '../../cycle/board/board-list.ts'
import type { Language } from '../../report/report-definition.ts'
import { countedTexts } from '../../words/counted-texts.ts'
import { noticeTexts } from '../../words/notice-texts.ts'
import { boardListTexts as texts } from '../../words/office/board-list-texts.ts'
import { boardTexts } from '../../words/office/board-texts.ts'
import { wordsIn } from '../../words/words-in.ts'
import type { Markup } from '../frame/layout.ts'

/** Of a working copy: cells with something in them, of how many, and when it was saved last. */
export type Filling = { filled: number; all: number; at: string }

export type UnitListPage = {
  language: Language
  zone: string
  units: readonly BoardUnit[]
  query: BoardQuery
  /** How far those that are filling in have got, by unit: counts, never figures. */
  filling: ReadonlyMap<string, Filling>
  /** The id of the form that reminds whoever is ticked, where anybody can be reminded; and who is ticked. */
  reminds?: { form: string; ticked: readonly string[] }
  /** The unit whose panel is open. */
  chosen?: string
}

/** The units as a list one can use with three hundred of them: filtered, searched, grouped by why they are not done, fifty a page. */
export function unitList(page: UnitListPage): Markup {
  const { language, query } = page
  const t = wordsIn(boardTexts, language)
  const { counts, groups, page: number, pages } = listUnits(page.units, query, language)
  return html`<h2 id="units">${t.units}</h2>
<form method="get" action="/board#units" class="find" role="search"><input type="text" name="q" value="${query.q}" aria-label="${texts.search[language]}" placeholder="${texts.search[language]}">${query.show === 'all' ? '' : html`<input type="hidden" name="show" value="${query.show}">`}<button class="plain small">${texts.find[language]}</button>
<nav class="filters" aria-label="${t.stands}">${boardFilters.map((show) => html`<a href="${addressOf(query, { show, page: 1 })}"${show === query.show ? raw(' aria-current="true"') : ''}>${texts.filter[show][language]} ${counts[show]}</a>`)}</nav></form>
${
  groups.length === 0
    ? html`<p>${texts.none[language]}</p>`
    : html`<table class="board"><thead><tr><th scope="col">${t.unit}</th><th scope="col">${t.since}</th><th scope="col">${t.people}</th></tr></thead>
${groups.map(
  ({
    group,
    units,
    total,
  }) => html`<tbody class="${group}"><tr class="group"><th scope="rowgroup" colspan="3">${texts.group[group][language]} <span class="hint">${texts.units(total)[language]}</span></th></tr>
${units.map((unit) => unitRow(page, unit))}</tbody>
`,
)}</table>`
}
${
  pages > 1
    ? html`<nav class="pages" aria-label="${texts.pages[language]}">${number > 1 ? html`<a href="${addressOf(query, { page: number - 1 })}">${texts.before[language]}</a>` : ''}<span>${texts.page(number, pages)[language]}</span>${number < pages ? html`<a href="${addressOf(query, { page: number + 1 })}">${texts.next[language]}</a>` : ''}</nav>`
    : ''
}`
}

/** The list's address with something else chosen; what is as usual is left out. */
export function addressOf(query: BoardQuery, change: Partial<BoardQuery> & { unit?: string } = {}): string {
  const { show, q, page, unit } = { ...query, ...change }
  const said = new URLSearchParams({
    ...(show !== 'all' && { show }),
    ...(q && { q }),
    ...(page > 1 && { page: String(page) }),
    ...(unit && { unit }),
  }).toString()
  return `/board${said ? `?${said}` : ''}${unit ? '#unit' : '#units'}`
}

function unitRow(page: UnitListPage, unit: BoardUnit): Markup {
  const { language, zone, chosen, query, reminds } = page
  const t = wordsIn(boardTexts, language)
  const filling = page.filling.get(unit.id)
  const tick =
    reminds && unit.people.some(({ owes }) => owes)
      ? html`<input type="checkbox" name="chosen" value="${unit.id}" form="${reminds.form}" aria-label="${texts.choose(unit.name[language])[language]}"${reminds.ticked.includes(unit.id) ? raw(' checked') : ''}> `
      : ''
  return html`<tr${chosen === unit.id ? raw(' aria-current="true"') : ''}>
<th scope="row">${tick}<a href="${addressOf(query, { unit: unit.id })}">${unit.name[language]}</a>${unit.nil ? html` <span class="count">${t.nil}</span>` : ''}${unit.left ? html` <span class="count">${t.left}</span>` : ''}${unit.countedAbove ? html` <span class="count">${countedTexts.mark[language]}</span>` : ''}</th>
<td data-label="${t.since}">${unit.daysLate > 0 ? html`<strong class="error">${t.late(unit.daysLate)}</strong> ` : ''}${
    unit.since
      ? html`${t.dueBy(shownDate(unit.due, language))}${unit.provisional ? noticeTexts.mark[language] : ''}`
      : unit.sentAt
        ? t.sent(unit.revision, shownMoment(unit.sentAt, zone, language))
        : ''
  }${unit.openUntil ? html` <span class="count">${t.openUntil(shownDate(unit.openUntil, language))}</span>` : ''}${filling ? html`<br><span class="filling">${texts.filling(filling.filled, filling.all, shownMoment(filling.at, zone, language))[language]}</span>` : ''}</td>
<td data-label="${t.people}">${unit.people.filter((person) => person.owes || person.part === 'contact').map((person) => personLine(person, language, zone))}</td></tr>`
}

export function personLine(person: BoardPerson, language: Language, zone: string): Markup {
  const t = wordsIn(boardTexts, language)
  const { lastMail, opened } = person
  const visit = opened
    ? html`<span class="hint">，${texts.openedAt(shownMoment(opened, zone, language))[language]}</span>`
    : person.owes && lastMail
      ? html` <span class="owes">${texts.unopened[language]}</span>`
      : ''
  return html`<div class="person">${person.name}<span class="hint">（${person.added ? t.part.added : t.part[person.part]}）</span>${person.owes ? html` <span class="owes">${t.owes}</span>` : ''}<br><span class="hint">${
    lastMail ? t.lastMail(t.template(lastMail.template), shownMoment(lastMail.at, zone, language)) : t.noMail
  }</span>${visit}${lastMail?.delivery ? html` <span class="delivery ${lastMail.delivery}">${t.delivery[lastMail.delivery]}</span>` : ''}</div>`
}

export const boardUnitsStyle = `
.find{display:flex;flex-wrap:wrap;gap:.5rem .8rem;align-items:center;margin:.6rem 0}
.find input[type=text]{width:14rem}
.board th input[type=checkbox]{width:1.25rem;height:1.25rem;vertical-align:-.2rem;margin:0 .35rem 0 0}
.filling{color:var(--good);font-size:.9rem}
.filters{display:flex;flex-wrap:wrap}
.filters a{border:1px solid var(--field);margin-left:-1px;padding:.35rem .8rem;text-decoration:none}
.filters a[aria-current]{background:var(--accent);border-color:var(--accent);color:#fff}
.board .group th{background:var(--tint);font-weight:600}
.board .late .group th{color:var(--bad)}
.pages{display:flex;gap:1.4rem;align-items:center;margin:1rem 0}.pages a{padding:.4rem 0}
`
