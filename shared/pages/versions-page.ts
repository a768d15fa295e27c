import { html } from 'hono/html'
import { civilDate } from '../calendar/civil-date.ts'
import { shownDate } from '../calendar/shown-date.ts'
import type { ListedVersion, SiteReport } from '../published/site-report.ts'
import type { Language } from '../report/report-definition.ts'
import { versionsTexts as texts } from '../words/site-texts.ts'
import { indexIn, sitePage } from './site-frame.ts'

/** From a report's folder to the root of the site. */
const rootOf = ({ unit }: SiteReport): string => (unit ? '../../../../' : '../../')

/** All versions of one report: which one counts, which were superseded, when and why. */
export function versionsPage(report: SiteReport, language: Language): string {
  const newest = report.versions.at(-1)!
  const index = indexIn(language)
  const mark = ({ version }: ListedVersion) =>
    version === newest.version ? texts.newest[language] : texts.superseded(version + 1)[language]
  return sitePage({
    language,
    root: rootOf(report),
    title: texts.title(report.title[language])[language],
    heading: html`${report.title[language]}<br>${texts.versions[language]}`,
    other: language === 'zh' ? 'versions.en.html' : 'versions.html',
    body: html`<p><a href="v${newest.version}/${index}">${texts.toNewest[language]}</a></p>
<ul class="reports">
${report.versions.toReversed().map(
  (version) =>
    html`<li><a href="v${version.version}/${index}">${texts.versionNumber(version.version)[language]}</a>（${mark(version)}）<br><small>${texts.published(dateOf(version, report, language))[language]}${version.reason ? html` · ${texts.correction(version.reason)[language]}` : ''}</small></li>
`,
)}</ul>
<p class="hint">${texts.stay[language]}</p>`,
  })
}

/** The address people hold: leads to the newest version at once, and by a link where that is not wanted. */
export function newestPage(report: SiteReport, language: Language): string {
  const at = `v${report.versions.at(-1)!.version}/${indexIn(language)}`
  return sitePage({
    language,
    root: rootOf(report),
    title: report.title[language],
    head: html`<meta http-equiv="refresh" content="0; url=${at}">
<link rel="canonical" href="${at}">
`,
    body: html`<p><a href="${at}">${texts.toNewest[language]}</a></p>
<p><a href="${language === 'zh' ? 'versions.html' : 'versions.en.html'}">${texts.versions[language]}</a></p>`,
  })
}

/**
 * What is said above a version later, without touching its signed bytes: each version links this stylesheet from its first day. Empty
 * until there is something to say.
 */
export function noticeCss(report: SiteReport): string {
  const { versions, correctedBelow = [] } = report
  const superseded = versions.slice(0, -1).map(({ version }, index) => {
    const by = versions[index + 1]!
    return noticeRule(version, (language) => texts.supersededOn(dateOf(by, report, language), by.version)[language])
  })
  if (correctedBelow.length === 0) return superseded.join('')
  const below = noticeRule(versions.at(-1)!.version, (language) =>
    correctedBelow.map(({ name, used, now }) => texts.correctedBelow(name[language], now, used)[language]).join(' '),
  )
  return [...superseded, below].join('')
}

function noticeRule(version: number, says: (language: Language) => string): string {
  const link = `.versions.v${version}`
  return `${link}{display:block;border:1px solid #9b1c1c;border-left-width:6px;background:#fcf3f3;padding:.6rem 1rem;font-weight:600}
${link} span{display:none}
${link}::before{content:"${inCss(says('zh'))}"}
:lang(en) ${link}::before{content:"${inCss(says('en'))} "}
`
}

/** Names come from people: what could end the string, or the stylesheet, is written by its number. */
const inCss = (text: string): string =>
  text.replace(/["\\<\p{Cc}]/gu, (character) => `\\${character.codePointAt(0)!.toString(16)} `)

export const dateOf = (version: ListedVersion, { zone }: SiteReport, language: Language): string =>
  shownDate(civilDate(version.publishedAt, zone), language)
