import { html } from 'hono/html'
import type { Typed } from '../../cycle/acts/act-input.ts'
import type { Problem } from '../../report/errors.ts'
import { colleagueTexts } from '../../words/clerk/colleague-texts.ts'
import { receiptTexts } from '../../words/clerk/receipt-texts.ts'
import { boardTexts } from '../../words/office/board-texts.ts'
import { wordsIn } from '../../words/words-in.ts'
import { type Markup, notice, pageLayout } from '../frame/layout.ts'
import { frameOf, type UnitFrame } from './slice-form.ts'

export type ColleaguesPage = UnitFrame & {
  formToken: string
  /** How many changes there were when the page was made. */
  seen: number
  /** The reader leads the slice, and the cycle goes on. */
  mayChange: boolean
  /** The lead first; addresses as far as they may be read. */
  people: { id: string; name: string; address: string; part: 'lead' | 'contact' | 'added' }[]
  done?: boolean
  problems: readonly Problem[]
  typed: Typed
}

/** Who types in the slice; its lead adds colleagues and takes them off. */
export function colleaguesPage(page: ColleaguesPage): string {
  const { language, people, problems } = page
  const t = wordsIn(colleagueTexts, language)
  return pageLayout({
    closes: 'slice',
    title: t.title,
    ...frameOf(page),
    ...(problems.length === 0 && { languageAt: '/slice/colleagues' }),
    styles: [style],
    body: html`${problems.length > 0 ? notice('bad', t.problems, html`<ul>${problems.map(({ message }) => html`<li>${message[language]}</li>`)}</ul>`) : page.done ? notice('good', t.done) : ''}
<p>${t.lead}</p>
<ul class="people">${people.map(({ id, name, address, part }) => html`<li><b>${name}</b> <span class="hint">${address}</span><br><span class="hint">${t.part[part]}</span>${page.mayChange && part === 'added' ? removeForm(page, id) : ''}</li>`)}</ul>
${page.mayChange ? addForm(page) : html`<p>${t.onlyLead(people[0]?.name ?? '')}</p>`}
<p><a href="/slice">${receiptTexts.toForm[language]}</a></p>`,
  })
}

const hidden = ({ formToken, seen }: ColleaguesPage): Markup =>
  html`<input type="hidden" name="form-token" value="${formToken}"><input type="hidden" name="after" value="${seen}">`

function removeForm(page: ColleaguesPage, id: string): Markup {
  const t = wordsIn(colleagueTexts, page.language)
  return html`<form method="post" action="/slice/colleagues">${hidden(page)}<input type="hidden" name="remove" value="${id}">
<label class="tick"><input type="checkbox" name="sure" value="yes" required> ${t.removeSure}</label> <button class="plain small">${t.remove}</button></form>`
}

function addForm(page: ColleaguesPage): Markup {
  const { language, typed } = page
  const t = wordsIn(colleagueTexts, language)
  const said = wordsIn(boardTexts, language)
  return html`<h2 id="add">${t.add}</h2><p>${t.addSays}</p><form method="post" action="/slice/colleagues">${hidden(page)}
<p><label>${said.name} <input type="text" name="name" value="${typed.name ?? ''}" maxlength="60" autocomplete="off" required></label></p>
<p><label>${said.address} <input type="text" name="address" value="${typed.address ?? ''}" maxlength="254" inputmode="email" autocomplete="off" required></label></p>
<p class="buttons"><button>${t.addButton}</button></p></form>`
}

const style = `
.people{padding-left:1.2rem}.people li{margin:.7rem 0}
.tick{font-weight:400;display:inline-flex;gap:.4rem;align-items:center}.tick input{width:1.35rem;height:1.35rem}
label input[type=text]{font-weight:400}
`
