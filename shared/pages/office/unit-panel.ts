import { html, raw } from 'hono/html'
import { shownMoment } from '../../calendar/civil-date.ts'
import { contactRows } from '../../cycle/acts/unit-people.ts'
import type { BoardUnit } from '../../cycle/board/board.ts'
import type { OfficeActFact } from '../../cycle/facts.ts'
import type { Language } from '../../report/report-definition.ts'
import { askTexts } from '../../words/ask-texts.ts'
import { boardListTexts } from '../../words/office/board-list-texts.ts'
import { boardTexts } from '../../words/office/board-texts.ts'
import { confirmedByOfficeLink, throughOfficeLink, typedByOfficeLink } from '../../words/office-link-texts.ts'
import { withdrawalTexts } from '../../words/public/withdrawal-texts.ts'
import { partTitle, pause, wordsIn } from '../../words/words-in.ts'
import type { Markup } from '../frame/layout.ts'
import { askedList } from '../report/asked-list.ts'
import { figureLists } from '../report/figure-list.ts'
import {
  actForm,
  type BoardView,
  type ChosenUnit,
  isOver,
  linkForm,
  nameFields,
  needsSecond,
  reminder,
  untilField,
} from './board-forms.ts'
import { addressOf, personLine } from './board-units.ts'

export function unitPanel(view: BoardView, unit: BoardUnit, chosen: ChosenUnit): Markup {
  const { language } = view
  const t = wordsIn(boardTexts, language)
  const open = !isOver(view) && view.board.phase !== 'scheduled'
  const dated = open || unit.alone === true
  const sent = ['settled', 'uncleared', 'unconfirmed'].includes(unit.standing)
  const date = (name: string) => untilField(view, name === view.typed.act ? (view.typed.until ?? '') : '')
  const acts: [boolean, OfficeActFact['act'], Markup | string][] = [
    [dated && sent, 'reopen', date('reopen')],
    [
      dated && !sent && unit.standing !== 'exempt',
      unit.standing === 'open' && unit.daysLate > 0 ? 'reopen' : 'extend',
      date('extend'),
    ],
    [open && chosen.cells.length > 0, 'adjust', adjustFields(view, chosen)],
    [
      open &&
        unit.revision === 0 &&
        unit.standing !== 'exempt' &&
        !unit.countedAbove &&
        (!unit.needsSecond || view.canPropose),
      'nil',
      html`<p>${t.nilSays}</p>${unit.needsSecond ? needsSecond(language) : ''}`,
    ],
    [
      open && unit.standing !== 'exempt' && (!unit.needsSecond || view.canPropose),
      'exempt',
      html`<p>${t.exemptSays}</p>${unit.needsSecond ? needsSecond(language) : ''}`,
    ],
    [
      open && unit.standing !== 'exempt' && (!unit.needsSecond || view.canPropose),
      'leave',
      html`<p>${t.leaveSays}</p>${unit.needsSecond ? needsSecond(language) : ''}`,
    ],
    [open && unit.standing !== 'exempt', 'rename', renameFields(view, unit)],
    [dated, 'contacts', contactFields(view, unit, chosen)],
    [
      open && chosen.leader !== undefined && unit.revision > 0 && unit.standing !== 'exempt' && view.canPropose,
      'leader',
      html`<p>${t.leaderSays}</p><div class="pair">${nameAndAddress(view, 'leader', 'leader', t.leaderName, undefined)}</div>${needsSecond(language)}`,
    ],
    [
      chosen.canWithdraw && view.canPropose,
      'withdraw',
      html`<p>${withdrawalTexts.says[language]}${withdrawalTexts.unitNext[language]}</p>${needsSecond(language)}`,
    ],
  ]
  return html`<section class="card" id="unit"><h2>${unit.name[language]}</h2>
${unit.people.some(({ owes }) => owes) ? reminder(view, unit.id) : ''}
${unit.people.map((person) => html`<div class="person-row">${personLine(person, language, view.zone)}${linkForm(view, person, unit.id)}</div>`)}
${acts
  .filter(([shown]) => shown)
  .map(
    ([, act, fields]) =>
      html`<details${view.typed.act === act ? raw(' open') : ''}><summary>${t.acts[act]}</summary>${actForm(view, act, { unit: unit.id }, fields)}</details>`,
  )}
${chosen.asked.length > 0 ? html`<details><summary>${askTexts.asked[language]}</summary>${askedList(chosen.asked, view.zone, language)}</details>` : ''}
${filed(view, unit, chosen)}
<p><a href="/board/last-year?unit=${unit.id}">${t.acts['last-year']}</a></p><p><a href="${addressOf(view.query)}">${t.close}</a></p></section>`
}

/** In small print after what was done through a link of the office. */
export const doneThroughOffice = (by: string | undefined, language: Language): Markup | string =>
  by === undefined ? '' : html` <b>${throughOfficeLink({ zh: by, en: by })[language]}</b>`

function typedThroughOffice(names: readonly string[] | undefined, language: Language): Markup | string {
  const by = names?.join(pause[language])
  return by === undefined ? '' : html` <b>${typedByOfficeLink({ zh: by, en: by })[language]}</b>`
}

function confirmedThroughOffice(by: string | undefined, language: Language): Markup | string {
  return by === undefined ? '' : html` <b>${confirmedByOfficeLink({ zh: by, en: by })[language]}</b>`
}

/** What the unit filed, to be read and not only to be counted. */
function filed(
  { language, zone }: BoardView,
  { revision, sentAt, linkIssuedBy, typedThrough, confirmedThrough }: BoardUnit,
  { filed }: ChosenUnit,
): Markup {
  const said = boardListTexts
  if (!filed || !sentAt)
    return html`<details><summary>${said.figures[language]}</summary><p>${said.figuresNone[language]}</p></details>`
  const { compiled, texts, ...list } = filed
  return html`<details><summary>${said.figures[language]}</summary><p class="hint">${said.figuresOf(revision, shownMoment(sentAt, zone, language))[language]}${doneThroughOffice(linkIssuedBy, language)}${typedThroughOffice(typedThrough, language)}${confirmedThroughOffice(confirmedThrough, language)}</p>
${figureLists({ compiled, language, ...list })}
${texts.map(({ part, text }) => html`<h3>${partTitle(part, language)}</h3>${text.split('\n').map((line) => html`<p>${line}</p>`)}`)}</details>`
}

function adjustFields({ language, typed }: BoardView, chosen: ChosenUnit): Markup {
  const t = wordsIn(boardTexts, language)
  return html`<p><label>${t.cell}<select name="cell" required><option value="">${t.choose}</option>${chosen.cells.map(
    ({ id, name, figure }) =>
      html`<option value="${id}=${figure}"${typed.cell === id ? raw(' selected') : ''}>${name[language]}：${figure || t.blank}</option>`,
  )}</select></label></p>
<p><label>${t.to} <input type="text" name="to" inputmode="decimal" value="${typed.act === 'adjust' ? (typed.to ?? '') : ''}" required></label></p>`
}

function nameAndAddress(
  { language, typed }: BoardView,
  act: 'contacts' | 'leader',
  prefix: string,
  label: string,
  person: { name: string; address: string } | undefined,
): Markup {
  const field = (name: string, label: string, value = '') =>
    html`<label>${label} <input type="text" name="${name}" value="${typed.act === act ? (typed[name] ?? '') : value}" autocomplete="off"></label>`
  return html`${field(`${prefix}.name`, label, person?.name)}${field(`${prefix}.address`, boardTexts.address[language], person?.address)}`
}

/** Of a unit that has sent something the leader is exchanged by two persons, in a form of its own. */
function contactFields(view: BoardView, { revision }: BoardUnit, chosen: ChosenUnit): Markup {
  const t = wordsIn(boardTexts, view.language)
  const rows = Array.from({ length: Math.min(contactRows, chosen.contacts.length + 2) }, (_, i) => i + 1)
  return html`<p>${t.contactsSays}</p>${rows.map((row) => {
    const contact = chosen.contacts[row - 1]
    return html`<div class="pair">${nameAndAddress(view, 'contacts', `contacts.${row}`, t.contactName(row), contact)}</div>`
  })}${chosen.leader && revision > 0 ? '' : html`<div class="pair">${nameAndAddress(view, 'contacts', 'leader', t.leaderName, chosen.leader)}</div>`}`
}

function renameFields(view: BoardView, { name }: BoardUnit): Markup {
  return html`<p>${wordsIn(boardTexts, view.language).renameSays}</p>${nameFields(view, 'rename', name)}`
}
