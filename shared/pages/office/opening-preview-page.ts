import { html } from 'hono/html'
import { civilDate, shownDate } from '../../calendar/civil-date.ts'
import { calendarOfZone } from '../../calendar/working-days.ts'
import type { Opening } from '../../cycle/facts.ts'
import type { OpeningTyped } from '../../cycle/opening/opening-form.ts'
import { called } from '../../cycle/people.ts'
import { provisionalYear } from '../../cycle/unit-due.ts'
import type { LastYear } from '../../report/last-year.ts'
import type { ReportDefinition } from '../../report/report-definition.ts'
import { reportName } from '../../report/report-name.ts'
import { datesInTurn, stageOf } from '../../report/stages.ts'
import { noticeTexts } from '../../words/notice-texts.ts'
import { lastYearTexts } from '../../words/office/last-year-texts.ts'
import { openingPreviewTexts as texts } from '../../words/office/opening-preview-texts.ts'
import { testTexts } from '../../words/trial-texts.ts'
import { pause } from '../../words/words-in.ts'
import { type Markup, notice } from '../frame/layout.ts'
import { type OfficeFrame, officePage } from './office-frame.ts'

export type OpeningPreview = Omit<OfficeFrame, 'report'> & {
  formToken: string
  definition: ReportDefinition
  /** What would be opened, planned and checked; nothing of it is kept. */
  opening: Opening
  /** Everything that was typed: the form of this page carries it on. */
  typed: OpeningTyped
  /** The first unit's invitation as it would be sent, but for its link; then other mails. */
  samples: readonly { subject: string; text: string }[]
  /** Where a sample was just mailed, as far as it may be shown. */
  mailedTo?: string
  /** Last year's figures that were read from files and are confirmed with the opening. */
  lastYear?: LastYear
}

/** What pressing the button will do, before anybody gets a mail: what is asked, of whom, until when, and in which words. */
export function openingPreviewPage(page: OpeningPreview): string {
  const { language, opening, definition } = page
  const [invitation, ...others] = page.samples
  const contacts = opening.units.flatMap((unit) => unit.contacts).length
  const forNow = milestones(page).find(([, , year]) => year)?.[2]
  const today = civilDate(opening.at, opening.zone)
  const isPast = (id: string) => (opening.timetable[id] ?? today) < today
  return officePage(page, {
    title: texts.title[language],
    context: reportName(definition, opening)[language],
    styles: [style],
    body: html`${opening.test ? notice('note', testTexts.page[language]) : ''}${page.mailedTo ? notice('good', texts.tried[language], html`<p>${texts.triedSays(page.mailedTo)[language]}</p>`) : ''}<p class="lead">${texts.nothingYet[language]}</p>
<h2>${texts.dates[language]}</h2>
<table class="plan"><tbody>${milestones(page).map(([title, date, forNow]) => html`<tr><th scope="row">${title}</th><td>${shownDate(date, language)}${texts.weekday(weekdayOf(date))[language]}${forNow ? noticeTexts.mark[language] : ''}${date < today ? html`<strong>${texts.past[language]}</strong>` : ''}</td></tr>\n`)}</tbody></table>
${forNow ? html`<p>${noticeTexts.says(forNow)[language]}</p>` : ''}
${isPast('submissions') ? notice('bad', texts.pastSubmissions[language]) : ''}${opening.route.some(({ stage }) => isPast(stage)) ? html`<p>${texts.pastStages[language]}</p>` : ''}
<p>${texts.missing[opening.policy.missing][language]}</p>
<h2>${texts.units(opening.units.length, contacts)[language]}</h2>
<details${opening.units.length <= shownOpen ? html` open` : ''}><summary>${texts.roster[language]}</summary>
<table class="plan people"><thead><tr><th scope="col">${texts.unit[language]}</th><th scope="col">${texts.contacts[language]}</th><th scope="col">${texts.leader[language]}</th></tr></thead>
<tbody>${opening.units.map((unit) => html`<tr><th scope="row">${unit.name[language]}</th><td>${unit.contacts.map((person) => html`<div>${called(person, language)} <span class="hint">${person.address}</span></div>`)}</td><td>${unit.leader ? html`${called(unit.leader, language)} <span class="hint">${unit.leader.address}</span>` : '–'}</td></tr>\n`)}</tbody></table></details>
${lastYearList(page)}<h2>${texts.route[language]}</h2>
<ol>${opening.route.map(
      ({ stage, approvers }) =>
        html`<li>${stageOf(definition, stage).title[language]}：${approvers.map((person) => called(person, language)).join(pause[language])}</li>`,
    )}</ol>
<h2>${texts.sample[language]}</h2>
${invitation ? sample(invitation) : ''}${others.length > 0 ? html`<details><summary>${texts.others[language]}</summary>${others.map(sample)}</details>` : ''}
<form method="post" action="/cycles">${carried(page)}
<div class="buttons"><button name="sure" value="yes">${(opening.opens ? texts.beginOn(shownDate(opening.opens, language), contacts) : texts.begin(contacts))[language]}</button><button name="try" value="yes" class="plain">${texts.tryIt[language]}</button><button name="edit" value="yes" class="plain">${texts.edit[language]}</button></div></form>`,
  })
}

function lastYearList({ lastYear, opening, language }: OpeningPreview): Markup | string {
  if (!lastYear?.sources?.length) return ''
  const nameOf = (id: string) => opening.units.find((unit) => unit.id === id)?.name ?? opening.issuer.name
  return html`<h2>${lastYearTexts.title[language]}</h2><ul>${lastYear.sources.map(({ unit, file, digest }) => html`<li>${nameOf(unit)[language]}<br><span class="hint digest">${lastYearTexts.file(file, digest)[language]}</span></li>`)}</ul>`
}

const sample = ({ subject, text }: { subject: string; text: string }): Markup =>
  html`<p><b>${subject}</b></p><pre class="sample">${text}</pre>`

/** A roster so long is folded. */
const shownOpen = 60

const milestones = ({ opening, definition, language }: OpeningPreview): [string, string, string | undefined][] =>
  [
    ...datesInTurn(definition).map(({ id, title }) => [title[language], opening.timetable[id], id] as const),
    [texts.legal[language], opening.timetable.legal, 'legal'] as const,
  ]
    .flatMap(([title, date, id]): [string, string, string | undefined][] =>
      date ? [[title, date, provisionalYear({ opening, calendars: [calendarOfZone(opening.zone)] }, id)]] : [],
    )
    .toSorted(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0))

const weekdayOf = (date: string): number => new Date(`${date}T00:00:00.000Z`).getUTCDay()

const carried = ({ typed, formToken }: OpeningPreview): Markup[] =>
  Object.entries({ ...typed, 'form-token': formToken })
    .filter(([name]) => !['sure', 'edit', 'try', 'last-year', 'drop'].includes(name))
    .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)

const style = `
.lead{font-weight:600}
.plan{border-collapse:collapse;margin:.4rem 0}.plan th,.plan td{border-bottom:1px solid var(--line);padding:.35rem 1.2rem .35rem 0;text-align:left;vertical-align:top;font-weight:400}
.plan thead th{font-weight:600}
@media (max-width:34rem){.people thead{display:none}.people tr,.people tbody,.people th,.people td{display:block;border:0;padding:.05rem 0}.people tr{border-bottom:1px solid var(--line);padding:.3rem 0}.people th{font-weight:600}}
.sample{white-space:pre-wrap;border:1px solid var(--line);background:var(--tint);padding:.8rem 1rem;font:inherit;max-width:44rem}
`
