import { html, raw } from 'hono/html'
import { shownDate, shownMoment } from '../../calendar/civil-date.ts'
import type { Typed } from '../../cycle/acts/act-input.ts'
import { longestAsk } from '../../cycle/acts/asking.ts'
import type { Ask } from '../../cycle/facts.ts'
import type { Problem } from '../../report/errors.ts'
import { askTexts } from '../../words/ask-texts.ts'
import { receiptTexts } from '../../words/clerk/receipt-texts.ts'
import { noticeTexts } from '../../words/notice-texts.ts'
import { colon, wordsIn } from '../../words/words-in.ts'
import { type Markup, notice, pageLayout } from '../frame/layout.ts'
import { type AskSaid, askedList } from '../report/asked-list.ts'
import { frameOf, type UnitFrame } from './slice-form.ts'

export type AskPage = UnitFrame & {
  formToken: string
  /** How many were asked when the page was made. */
  seen: number
  /** The civil date it is due, while more time can be asked for. */
  due?: string
  /** The year without a notice of its working days that the date rests on. */
  provisional?: string
  /** The last civil date it can ask for. */
  latest: string
  adjustments: {
    n: number
    name: string
    from: string
    to: string
    reason: string
    by: string
    at: string
    objected: boolean
  }[]
  asked: readonly AskSaid[]
  /** Something was just sent. */
  sent?: boolean
  problems: readonly Problem[]
  typed: Typed
}

/** What the unit wants of the office, and what the office said: no telephone is needed for it. */
export function askPage(page: AskPage): string {
  const { language, due } = page
  const t = wordsIn(askTexts, language)
  return pageLayout({
    closes: 'slice',
    title: t.title,
    ...frameOf(page),
    ...(page.problems.length === 0 && { languageAt: '/slice/asks' }),
    styles: [askStyle],
    body: html`${page.problems.length > 0 ? notice('bad', t.problems, html`<ul>${page.problems.map(({ message }) => html`<li>${message[language]}</li>`)}</ul>`) : page.sent ? notice('good', t.sent) : ''}
<p>${t.lead}</p>
${adjustments(page)}
${due ? html`<h2 id="time">${t.time}</h2><p>${t.timeLead(`${shownDate(due, language)}${page.provisional ? noticeTexts.mark[language] : ''}`)}</p>${page.provisional ? html`<p class="hint">${noticeTexts.says(page.provisional)[language]}</p>` : ''}${askForm(page, 'time', t.why, html`<p><label>${t.until} <input type="date" name="until" value="${page.typed.until ?? ''}" min="${due}"${page.latest > due ? raw(` max="${page.latest}"`) : ''} required></label></p>`)}` : ''}
<h2 id="question">${t.question}</h2>${askForm(page, 'question', t.questionText)}
${page.asked.length > 0 ? html`<h2 id="asked">${t.asked}</h2>${askedList(page.asked, page.zone, language)}` : ''}
<p><a href="/slice">${receiptTexts.toForm[language]}</a></p>`,
  })
}

function adjustments(page: AskPage): Markup | string {
  const { language, zone } = page
  if (page.adjustments.length === 0) return ''
  const t = wordsIn(askTexts, language)
  return html`<h2 id="adjusted">${t.adjusted}</h2><p>${t.adjustedLead}</p>${page.adjustments.map(
    ({
      n,
      name,
      from,
      to,
      reason,
      by,
      at,
      objected,
    }) => html`<section class="adjusted"><p>${name}${colon[language]}${from} → <b>${to}</b></p>
<blockquote>${reason}</blockquote><p class="hint">${by}，${shownMoment(at, zone, language)}</p>
${objected ? '' : askForm(page, 'objection', t.objection, html`<input type="hidden" name="act" value="${n}">`)}</section>`,
  )}`
}

function askForm(page: AskPage, ask: Ask['ask'], label: string, fields: Markup | string = ''): Markup {
  const t = wordsIn(askTexts, page.language)
  return html`<form method="post" action="/slice/asks"><input type="hidden" name="form-token" value="${page.formToken}"><input type="hidden" name="after" value="${page.seen}"><input type="hidden" name="ask" value="${ask}">${fields}
<p><label>${label}<textarea name="text" rows="3" maxlength="${longestAsk}" required>${page.typed.ask === ask ? (page.typed.text ?? '') : ''}</textarea></label></p>
<p class="buttons"><button class="plain">${t.button[ask]}</button></p></form>`
}

/** Where a unit's pages lead here. */
export const askLink = ({
  adjusted,
  mayAskForTime,
  language,
}: Pick<UnitFrame, 'adjusted' | 'mayAskForTime' | 'language'>): Markup =>
  html`<p class="ask">${adjusted > 0 ? html`<a href="/slice/asks#adjusted">${askTexts.adjustedCount(adjusted)[language]}</a>　` : ''}${mayAskForTime ? html`<a href="/slice/asks#time">${askTexts.time[language]}</a>　` : ''}<a href="/slice/asks#question">${askTexts.question[language]}</a></p>`

const askStyle = `
label textarea,label input[type=date]{font-weight:400}
.asked li{margin:1rem 0}
.adjusted{border:1px solid var(--line);border-left:6px solid var(--accent);padding:.2rem 1rem;margin:1rem 0}
input[type=date]{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--field);border-radius:4px;padding:.4rem .5rem;min-height:2.6rem}
`
