import { html, raw } from 'hono/html'
import { shownDate } from '../calendar/shown-date.ts'
import { bodyOf, folderOf, type SiteReport } from '../published/site-report.ts'
import { type Standing, standingOf } from '../published/standing.ts'
import type { Language } from '../report/report-definition.ts'
import { fill } from '../words/report-page-texts.ts'
import { standingTexts as texts } from '../words/site-texts.ts'
import { kindTitle, reportsByKind } from './bodies.ts'
import { reportStyle } from './report-style.ts'
import { indexIn, sitePage } from './site-frame.ts'
import { dateOf } from './versions-page.ts'

type Markup = ReturnType<typeof html>

/** 公布情况: which bodies had to publish a report for the year, and when each did. Every number and sentence is computed. */
export function standingPage(reports: readonly SiteReport[], year: number, today: string, language: Language): string {
  const t = (key: keyof typeof texts, values: Record<string, string | number> = {}) =>
    fill(texts[key][language], values)
  const issuers = [...new Map(reports.map((report) => [report.issuer.id, report.issuer.name])).values()]
  const issuer = issuers.length === 1 ? issuers[0]![language] : ''
  const index = indexIn(language)
  return sitePage({
    language,
    root: '../../',
    title: t('title', { issuer, year }),
    heading: html`${t('titleFirst', { issuer, year })}<br>${t('titleSecond')}`,
    other: language === 'zh' ? 'index.en.html' : 'index.html',
    trail: [{ name: t('home'), at: `../../${index}` }, { name: t('yearOf', { year }) }],
    meta: html`<p class="meta"><span>${t('asOf', { date: shownDate(today, language) })}</span> <span>${t('basis')}</span></p>
`,
    styles: [reportStyle],
    body: html`${[...new Set(reports.map(({ cycle }) => cycle))].map((cycle) =>
      ofCycle(
        reports.filter((report) => report.cycle === cycle),
        today,
        language,
      ),
    )}
<p><a href="standing.csv">${t('csv')}</a> · <a href="standing.json">${t('json')}</a> · <a href="bodies${language === 'zh' ? '' : '.en'}.html">${t('compare')}</a></p>
<p class="hint">${t('whatCounts')}</p>`,
  })
}

function ofCycle(reports: readonly SiteReport[], today: string, language: Language): Markup {
  const whole = reports.find(({ unit }) => unit === undefined)
  const units = reports.filter(({ unit }) => unit !== undefined)
  return html`<p>${units.length > 0 ? unitsSentence(units, today, language) : ''}${whole ? wholeSentence(whole, today, language) : ''}</p>
<table class="list"><caption class="aside">${texts.titleSecond[language]}</caption>
<thead><tr><th scope="col">${texts.body[language]}</th><th scope="col">${texts.published[language]}</th><th scope="col">${texts.standing[language]}</th></tr></thead>
${reportsByKind(reports).map(
  ([kind, list]) => html`<tbody>
<tr><th class="rowgroup" scope="rowgroup" colspan="3">${kindTitle(kind, language)} <small>${fill(texts.dueBy[language], { date: shownDate(list[0]!.legal, language) })}</small></th></tr>
${list.map((report) => row(report, today, language))}</tbody>
`,
)}</table>
${whole && units.length > 0 && whole.versions.length > 0 ? html`<p>${addedUp(whole, units, language)}</p>` : ''}`
}

function row(report: SiteReport, today: string, language: Language): Markup {
  const standing = standingOf(report, today)
  const newest = report.versions.at(-1)
  const name = bodyOf(report)[language]
  const said = newest
    ? html`<a href="../../${folderOf(report)}/v${newest.version}/${indexIn(language)}">${name}</a>${newest.version > 1 ? html`<br><small>${fill(texts.correctedOn[language], { date: dateOf(newest, report, language), n: newest.version })}</small>` : ''}`
    : name
  const late = standing.is === 'late' || standing.is === 'missing'
  return html`<tr><td>${said}</td><td>${'published' in standing ? shownDate(standing.published, language) : '—'}</td><td${late ? raw(' class="late"') : ''}>${standingWords(standing, language)}</td></tr>
`
}

/** A sign and a word, never colour alone. */
function standingWords(standing: Standing, language: Language): string {
  if (standing.is === 'late') return fill(texts.late[language], { days: standing.daysLate })
  return texts[standing.is === 'on-time' ? 'onTime' : standing.is][language]
}

function unitsSentence(units: readonly SiteReport[], today: string, language: Language): string {
  const of = (is: Standing['is']) => units.filter((unit) => standingOf(unit, today).is === is)
  const [onTime, late, missing, due] = [of('on-time'), of('late'), of('missing'), of('due')]
  const names = (list: readonly SiteReport[]) =>
    list.map((unit) => bodyOf(unit)[language]).join(language === 'zh' ? '、' : ', ')
  const values = {
    date: shownDate(units[0]!.legal, language),
    n: units.length,
    onTime: onTime.length,
    late: late.length,
    missing: missing.length,
    due: due.length,
    share: share(onTime.length, units.length),
  }
  return [
    fill(texts.units[language], values),
    due.length > 0 ? fill(texts.unitsDue[language], values) : fill(texts.unitsShare[language], values),
    ...(late.length > 0 ? [fill(texts.unitsLate[language], { names: names(late) })] : []),
    ...(missing.length > 0 ? [fill(texts.unitsMissing[language], { names: names(missing) })] : []),
  ].join('')
}

/** In percent with one decimal, rounded down: 100 is said of all and of nothing less. */
const share = (part: number, whole: number): string => {
  const tenths = Math.floor((part * 1000) / whole)
  return tenths % 10 === 0 ? String(tenths / 10) : `${Math.floor(tenths / 10)}.${tenths % 10}`
}

/** The date of the form is a working date; the law's own is said beside it. */
function wholeSentence(whole: SiteReport, today: string, language: Language): string {
  const standing = standingOf(whole, today)
  const values = {
    issuer: whole.issuer.name[language],
    due: shownDate(whole.legal, language),
    statutory: shownDate(whole.statutory ?? whole.legal, language),
    published: 'published' in standing ? shownDate(standing.published, language) : '',
    days: 'daysLate' in standing ? standing.daysLate : 0,
  }
  const sentence = {
    'on-time': texts.wholeOnTime,
    late: texts.wholeLate,
    missing: texts.wholeMissing,
    due: texts.wholeDue,
  }
  return fill(sentence[standing.is][language], values)
}

function addedUp(whole: SiteReport, units: readonly SiteReport[], language: Language): string {
  const missing = units.filter(({ versions }) => versions.length === 0)
  const names = missing.map((unit) => bodyOf(unit)[language]).join(language === 'zh' ? '、' : ', ')
  return fill((missing.length > 0 ? texts.addedUpGap : texts.addedUp)[language], {
    issuer: whole.issuer.name[language],
    n: units.length,
    published: units.length - missing.length,
    names,
  })
}
