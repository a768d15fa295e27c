import { html, raw } from 'hono/html'
import { shownDate } from '../../calendar/civil-date.ts'
import type { SiteTags } from '../../contract/site-tags.ts'
import { firstOf } from '../../present.ts'
import { bodyOf, folderOf, type SiteReport, standingVersion } from '../../published/site-report.ts'
import { type Standing, standingOf } from '../../published/standing.ts'
import type { Language, LocalizedText } from '../../report/report-definition.ts'
import { countedTexts } from '../../words/counted-texts.ts'
import { standingTexts as texts } from '../../words/public/site-texts.ts'
import { withdrawalTexts } from '../../words/public/withdrawal-texts.ts'
import { fileIn, otherLanguage, pause, wordsIn } from '../../words/words-in.ts'
import { reportStyle } from '../report/report-style.ts'
import { kindTitle, reportsByKind } from './bodies.ts'
import { indexIn, sitePage } from './site-frame.ts'
import { dateOf } from './versions-page.ts'

type Markup = ReturnType<typeof html>

/** 公布情况: which bodies had to publish a report for the year, and when each did. Every number and sentence is computed. */
export function standingPage(
  reports: readonly SiteReport[],
  year: number,
  today: string,
  language: Language,
  site?: SiteTags,
): string {
  const t = wordsIn(texts, language)
  const issuers = [...new Map(reports.map((report) => [report.issuer.id, report.issuer.name])).values()]
  const issuer = issuers.length === 1 ? firstOf(issuers)[language] : ''
  const forms = new Map(reports.map(({ form }) => [form.name.zh, form]))
  const form = forms.size === 1 ? firstOf([...forms.values()]) : undefined
  const name = form ? form.name[language] : t.allReports(year)
  const index = indexIn(language)
  return sitePage({
    language,
    site,
    root: '../../',
    title: t.title(issuer, name),
    heading: html`${issuer ? html`${issuer}<br>` : ''}${t.title('', name)}`,
    other: fileIn('index', otherLanguage[language]),
    trail: [{ name: t.home, at: `../../${index}` }, { name: t.yearOf(year) }],
    meta: html`<p class="meta"><span>${t.asOf(shownDate(today, language))}</span>${form ? html` <span>${t.basis(form.basis[language])}</span>` : ''}</p>
`,
    styles: [reportStyle],
    body: html`${[...Map.groupBy(reports, ({ cycle }) => cycle).values()].map(
      (own) => html`${form ? '' : headOf(firstOf(own), language)}${ofCycle(own, today, language)}`,
    )}
<p><a href="standing.csv">${t.csv}</a> · <a href="standing.json">${t.json}</a> · <a href="${fileIn('bodies', language)}">${t.compare}</a></p>
<p class="hint">${t.whatCounts}</p>`,
  })
}

const headOf = ({ form }: SiteReport, language: Language): Markup => html`<h2>${form.name[language]}</h2>
<p class="hint">${texts.basis(form.basis[language])[language]}</p>
`

function ofCycle(reports: readonly SiteReport[], today: string, language: Language): Markup {
  const whole = reports.find(({ unit }) => unit === undefined)
  const units = reports.filter(({ unit }) => unit !== undefined)
  return html`<p>${units.length > 0 ? unitsSentence(units, today, language) : ''}${whole ? wholeSentence(whole, today, language) : ''}</p>
<table class="list"><caption class="aside">${texts.title('', firstOf(reports).form.name[language])[language]}</caption>
<thead><tr><th scope="col">${texts.body[language]}</th><th scope="col">${texts.published[language]}</th><th scope="col">${texts.standing[language]}</th></tr></thead>
${reportsByKind(reports).map(
  ([kind, list]) => html`<tbody>
<tr><th class="rowgroup" scope="rowgroup" colspan="3">${kindTitle(kind, language)} <small>${texts.dueBy(shownDate(firstOf(list).legal, language))[language]}</small></th></tr>
${list.map((report) => row(report, today, language))}</tbody>
`,
)}</table>
${whole && units.length > 0 && standingVersion(whole) ? html`<p>${addedUp(whole, units, language)}</p>` : ''}`
}

function row(report: SiteReport, today: string, language: Language): Markup {
  const standing = standingOf(report, today)
  const newest = report.versions.at(-1)
  const name = bodyOf(report)[language]
  const said = newest
    ? html`<a href="../../${folderOf(report)}/${newest.withdrawn ? '' : `v${newest.version}/`}${indexIn(language)}">${name}</a>${newest.version > 1 ? html`<br><small>${texts.correctedOn(dateOf(newest, report, language), newest.version)[language]}</small>` : ''}`
    : name
  const late = standing.is === 'late' || standing.is === 'missing' || standing.is === 'withdrawn'
  const apart = report.unit?.countedAbove ? html`<br><small>${countedTexts.mark[language]}</small>` : ''
  return html`<tr><td>${said}${apart}</td><td class="day">${'published' in standing ? shownDate(standing.published, language) : '—'}</td><td${late ? raw(' class="late"') : ''}>${standingWords(standing, language)}</td></tr>
`
}

/** A sign and a word, never colour alone. */
export function standingWords(standing: Standing, language: Language): string {
  if (standing.is === 'late') return texts.late(standing.daysLate)[language]
  if (standing.is === 'withdrawn') return `✕ ${withdrawalTexts.on(shownDate(standing.withdrawn, language))[language]}`
  if (standing.is === 'excused') return texts.excused[standing.why][language]
  return texts[standing.is === 'on-time' ? 'onTime' : standing.is][language]
}

function unitsSentence(units: readonly SiteReport[], today: string, language: Language): string {
  const stands = new Map(units.map((unit) => [unit, standingOf(unit, today).is]))
  const of = (is: Standing['is']) => units.filter((unit) => stands.get(unit) === is)
  const excused = of('excused')
  const count = units.length - excused.length
  const [onTime, late, missing, due] = [of('on-time'), of('late'), of('missing'), of('due')]
  const withdrawn = of('withdrawn')
  const names = (some: readonly SiteReport[]) => namesOf(some, language)
  const t = wordsIn(texts, language)
  return [
    t.units(shownDate(firstOf(units).legal, language), count, onTime.length, late.length, missing.length),
    ...(withdrawn.length > 0 ? [withdrawalTexts.counted(withdrawn.length)[language]] : []),
    due.length > 0 ? t.unitsDue(due.length) : t.unitsShare(share(onTime.length, count)),
    ...(late.length > 0 ? [t.unitsLate(names(late))] : []),
    ...(missing.length > 0 ? [t.unitsMissing(names(missing))] : []),
    ...(withdrawn.length > 0 ? [withdrawalTexts.named(names(withdrawn))[language]] : []),
    ...(excused.length > 0 ? [t.unitsExcused(names(excused))] : []),
  ].join('')
}

/** In percent with one decimal, rounded down: 100 is said of all and of nothing less. */
const share = (part: number, whole: number): string => {
  const tenths = whole === 0 ? 0 : Math.floor((part * 1000) / whole)
  return tenths % 10 === 0 ? String(tenths / 10) : `${Math.floor(tenths / 10)}.${tenths % 10}`
}

/** The date of the form is a working date; the law's own is said beside it. */
function wholeSentence(whole: SiteReport, today: string, language: Language): string {
  const standing = standingOf(whole, today)
  return texts.whole[standing.is === 'excused' ? 'due' : standing.is]({
    issuer: whole.issuer.name[language],
    due: shownDate(whole.legal, language),
    statutory: shownDate(whole.statutory ?? whole.legal, language),
    published: 'published' in standing ? shownDate(standing.published, language) : '',
    days: 'daysLate' in standing ? standing.daysLate : 0,
    withdrawn: 'withdrawn' in standing ? shownDate(standing.withdrawn, language) : '',
  })[language]
}

const namesOf = (units: readonly SiteReport[], language: Language): string =>
  units.map((unit) => bodyOf(unit)[language]).join(pause[language])

function addedUp(whole: SiteReport, units: readonly SiteReport[], language: Language): string {
  const apart = units.filter(({ unit }) => unit?.countedAbove)
  const here = units.filter((report) => !apart.includes(report) && !report.unit?.excused)
  const missing = here.filter((unit) => !standingVersion(unit))
  const names = namesOf(missing, language)
  const issuer = whole.issuer.name[language]
  const t = wordsIn(texts, language)
  const list = (names: readonly LocalizedText[]) => names.map((name) => name[language]).join(pause[language])
  const { notAdded = [], correctedBelow = [] } = whole
  const said =
    notAdded.length > 0
      ? t.addedUpWithout(issuer, here.length - notAdded.length, list(notAdded))
      : missing.length > 0
        ? t.addedUpGap(issuer, here.length, here.length - missing.length, names)
        : t.addedUp(issuer, here.length)
  return [
    said,
    ...(correctedBelow.length > 0 ? [t.addedUpBefore(list(correctedBelow.map(({ name }) => name)))] : []),
    ...(apart.length > 0 ? [countedTexts.apart(namesOf(apart, language))[language]] : []),
  ].join('')
}
