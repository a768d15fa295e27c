import { html, raw } from 'hono/html'
import { latestDay, longestReason, type Typed } from '../../cycle/acts/act-input.ts'
import type { BoardPerson } from '../../cycle/board/board.ts'
import type { BoardQuery } from '../../cycle/board/board-list.ts'
import type { OfficeActFact } from '../../cycle/facts.ts'
import { actsWithPublicReason } from '../../published/public-reasons.ts'
import type { CompiledDefinition, Figures } from '../../report/cells.ts'
import type { Problem } from '../../report/errors.ts'
import type { Language, LocalizedText, ReportPart } from '../../report/report-definition.ts'
import { boardListTexts } from '../../words/office/board-list-texts.ts'
import { boardTexts } from '../../words/office/board-texts.ts'
import { boardProposalTexts } from '../../words/office/consent-texts.ts'
import type { SaidBoard } from '../../words/office/matter-texts.ts'
import { wordsIn } from '../../words/words-in.ts'
import type { Markup } from '../frame/layout.ts'
import type { AskSaid } from '../report/asked-list.ts'
import type { BoardProposal } from './board-proposals.ts'
import type { Filling } from './board-units.ts'
import type { OfficeFrame } from './office-frame.ts'

export type BoardView = OfficeFrame & {
  compiled: CompiledDefinition
  board: SaidBoard
  zone: string
  formToken: string
  /** Where the public reads the report, once there is one. */
  publicUrl?: string
  /** The newest version is public and can be withdrawn. */
  canWithdraw: boolean
  /** Whether the units publish reports of their own. */
  unitReports: boolean
  /** The instant that was set for publishing those together, and how many wait for it. */
  together?: { from: string; ready?: number }
  note?: string
  /** What of the list of units was asked for. */
  query: BoardQuery
  /** How far the units of the list have got that are filling in. */
  filling: ReadonlyMap<string, Filling>
  /** The unit whose forms are shown, with what they need. */
  chosen?: ChosenUnit
  /** The warnings to be explained, as sentences, by instance. */
  warnings: { instance: string; message: string; advice: string }[]
  proposals: readonly BoardProposal[]
  /** The notice of working days that it lacks, as another cycle of the office has it. */
  known?: { report: LocalizedText; text: string; reason: string }
  /** There is a second person who could consent. */
  canPropose: boolean
  /** Something was just proposed. */
  proposed?: boolean
  /** The act that was just recorded. */
  done?: OfficeActFact
  /** A link that was just made: shown this once. */
  freshLink?: { name: string; url: string; code: string }
  /** A link was ended, and its holder mailed another. */
  mailedLink?: { name: string; address: string }
  /** What was typed, and what is wrong with it. */
  problems: readonly Problem[]
  typed: Typed
}

export type ChosenUnit = {
  id: string
  contacts: { name: string; address: string }[]
  leader?: { name: string; address: string }
  /** Cells that may be adjusted, in the order of the actForm, with their figures as shown; empty while nothing counts. */
  cells: { id: string; name: LocalizedText; figure: string }[]
  /** A version of its own report is public and can be withdrawn. */
  canWithdraw: boolean
  asked: readonly AskSaid[]
  /** The newest revision as it counts; absent while nothing was sent. */
  filed?: {
    compiled: CompiledDefinition
    figures: Figures
    own: ReadonlySet<string>
    lastYear?: Figures
    texts: { part: ReportPart; text: string }[]
  }
}

export const untilField = ({ language, board }: BoardView, value: string): Markup =>
  html`<p><label>${boardTexts.until[language]} <input type="date" name="until" value="${value}" min="${board.today}" max="${latestDay(board.today, board.legal.date)}" required></label></p>`

export function nameFields({ language, typed }: BoardView, act: OfficeActFact['act'], name?: LocalizedText): Markup {
  const t = wordsIn(boardTexts, language)
  const shown = (field: 'zh' | 'en') => (typed.act === act ? (typed[`name.${field}`] ?? '') : (name?.[field] ?? ''))
  return html`<div class="pair"><label>${t.unitName} <input type="text" name="name.zh" value="${shown('zh')}" maxlength="60" autocomplete="off" required></label><label>${t.unitNameEn} <input type="text" name="name.en" value="${shown('en')}" maxlength="200" autocomplete="off"></label></div>`
}

/** A link that is read out, or one that goes to its holder's mailbox alone: of the office's own board the second only. */
export function linkForm(view: BoardView, person: Pick<BoardPerson, 'id' | 'link'>, unit: string): Markup {
  const t = wordsIn(boardTexts, view.language)
  const readOut =
    person.link.purpose === 'board' ? '' : html` <button class="plain small" title="${t.freshHint}">${t.fresh}</button>`
  return html`<form method="post" action="/board" class="inline">${hiddenFields({
    'form-token': view.formToken,
    act: 'fresh-link',
    purpose: person.link.purpose,
    subject: person.link.subject,
    person: person.id,
    ...(unit && { unit }),
  })}<label class="tick"><input type="checkbox" name="confirm" value="yes" required>${t.freshConfirm}</label>${readOut} <button class="plain small" name="mail" value="yes" title="${t.freshMailHint}">${t.freshMail}</button></form>`
}

export const needsSecond = (language: Language): Markup =>
  html`<p class="hint">${wordsIn(boardProposalTexts, language).needsSecond}</p>`

export const isOver = ({ board }: BoardView): boolean => board.phase === 'published' || board.phase === 'cancelled'

const owingUnits = ({ board }: BoardView): number =>
  board.units.filter(({ people, standing }) => people.some(({ owes }) => owes) && standing !== 'exempt').length

export const canRemind = (view: BoardView): boolean =>
  view.board.phase !== 'held' && view.board.phase !== 'scheduled' && owingUnits(view) > 0

/** For those ticked in the list, or all who owe; a unit's own panel has the same for it alone. Without script too: the ticks name this form. */
export function reminder(view: BoardView, unit?: string): Markup | string {
  if (!canRemind(view)) return ''
  const { language, board, typed, formToken, proposals } = view
  const said = wordsIn(boardListTexts, language)
  const all = said.remindAll(owingUnits(view))
  const reason = typed.act === 'remind' ? (typed.reason ?? '') : said.remindDefault
  return html`<details${typed.act === 'remind' ? raw(' open') : ''}><summary>${unit === undefined ? said.remindTitle : wordsIn(boardTexts, language).acts.remind}</summary><form method="post" action="/board"${unit === undefined ? raw(' id="remind"') : ''}>${hiddenFields({ 'form-token': formToken, after: String(board.recorded + proposals.length), act: 'remind', ...(unit !== undefined && { units: unit, unit }) })}
<p><label>${said.remindWord}<textarea name="reason" rows="2" maxlength="${longestReason}" required>${reason}</textarea></label></p><p class="hint">${said.remindOnce}</p>
<p><label class="tick"><input type="checkbox" name="sure" value="yes" required>${said.remindSure}</label></p>
<p class="buttons">${unit === undefined ? html`<button class="small" name="units" value="chosen">${said.remindChosen}</button><button class="small plain" name="units" value="owing">${all}</button>` : html`<button class="small">${said.remindTitle}</button>`}</p></form></details>`
}

/** Whether the public reads the reason of an act. */
export const saidWhere = (act: OfficeActFact['act']): 'public' | 'inside' =>
  actsWithPublicReason.includes(act) ? 'public' : 'inside'

export function actForm(
  { language, formToken, board, typed, proposals, known }: BoardView,
  act: OfficeActFact['act'],
  target: Record<string, string>,
  fields: Markup | string,
  label?: string,
): Markup {
  const t = wordsIn(boardTexts, language)
  return html`<form method="post" action="/board">${hiddenFields({ 'form-token': formToken, after: String(board.recorded + proposals.length), act, ...target })}${fields}
<p><label>${label ?? t.reason[saidWhere(act)]}<textarea name="reason" rows="2" maxlength="${longestReason}" required>${typed.act === act ? (typed.reason ?? '') : act === 'notice' ? (known?.reason ?? '') : ''}</textarea></label></p>
<p class="buttons"><button class="small">${act === 'justify' ? t.sendExplanation : t.acts[act]}</button></p></form>`
}

const hiddenFields = (fields: Record<string, string>): Markup[] =>
  Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)
