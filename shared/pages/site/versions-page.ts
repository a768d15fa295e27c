import { html } from 'hono/html'
import { civilDate, shownDate } from '../../calendar/civil-date.ts'
import type { SiteTags } from '../../contract/site-tags.ts'
import { lastOf } from '../../present.ts'
import { bodyOf, type ListedVersion, type SiteReport, standingVersion } from '../../published/site-report.ts'
import type { Language } from '../../report/report-definition.ts'
import { versionsTexts as texts } from '../../words/public/site-texts.ts'
import { withdrawalTexts } from '../../words/public/withdrawal-texts.ts'
import { fileIn, otherLanguage, wordsIn } from '../../words/words-in.ts'
import { brokenTitle, indexIn, sitePage } from './site-frame.ts'

/** From a report's folder to the root of the site. */
const rootOf = ({ unit }: SiteReport): string => (unit ? '../../../../' : '../../')

/** All versions of one report: which one counts, which were superseded, when and why. */
export function versionsPage(report: SiteReport, language: Language, site?: SiteTags): string {
  const newest = lastOf(report.versions)
  const index = indexIn(language)
  const mark = ({ version, withdrawn }: ListedVersion) =>
    withdrawn
      ? withdrawalTexts.mark[language]
      : version === newest.version
        ? texts.newest[language]
        : texts.superseded(version + 1)[language]
  return sitePage({
    language,
    site,
    root: rootOf(report),
    title: texts.title(report.title[language])[language],
    heading: html`${report.title[language]}<br>${texts.versions[language]}`,
    other: fileIn('versions', otherLanguage[language]),
    body: html`${newest.withdrawn ? '' : html`<p><a href="v${newest.version}/${index}">${texts.toNewest[language]}</a></p>`}
<ul class="reports">
${report.versions.toReversed().map(
  (version) =>
    html`<li><a href="v${version.version}/${index}">${texts.versionNumber(version.version)[language]}</a>（${mark(version)}）<br><small>${texts.published(dateOf(version, report, language))[language]}${version.reason ? html` · ${texts.correction(version.reason)[language]}` : ''}${version.withdrawn ? html` · ${withdrawalTexts.on(withdrawnOn(version.withdrawn, report, language))[language]}：${version.withdrawn.reason}` : ''}</small></li>
`,
)}</ul>
<p class="hint">${texts.stay[language]}</p>`,
  })
}

/** The address people hold: leads to the newest version at once, and by a link where that is not wanted. */
export function newestPage(report: SiteReport, language: Language, site?: SiteTags): string {
  const newest = lastOf(report.versions)
  if (newest.withdrawn) return tombstone(report, newest, newest.withdrawn, language, site)
  const at = `v${newest.version}/${indexIn(language)}`
  return sitePage({
    language,
    site,
    root: rootOf(report),
    title: report.title[language],
    head: html`<meta http-equiv="refresh" content="0; url=${at}">
<link rel="canonical" href="${at}">
`,
    body: html`<p><a href="${at}">${texts.toNewest[language]}</a></p>
<p><a href="${fileIn('versions', language)}">${texts.versions[language]}</a></p>`,
  })
}

/** What stands at the address people hold while nothing is public there any more. No way to the figures but the list of versions. */
function tombstone(
  report: SiteReport,
  version: ListedVersion,
  withdrawn: NonNullable<ListedVersion['withdrawn']>,
  language: Language,
  site: SiteTags | undefined,
): string {
  const t = wordsIn(withdrawalTexts, language)
  const date = withdrawnOn(withdrawn, report, language)
  return sitePage({
    language,
    site,
    root: rootOf(report),
    title: `${report.title[language]}（${t.mark}）`,
    heading: html`${brokenTitle(report.title[language], bodyOf(report)[language])}<br>${t.title}`,
    other: fileIn('index', otherLanguage[language]),
    body: html`<p>${t.lead(version.version, dateOf(version, report, language), date)}</p>
<h2>${t.reason}</h2>
<blockquote>${withdrawn.reason}</blockquote>
<p>${t.next}</p>
<p><a href="${fileIn('versions', language)}">${texts.versions[language]}</a></p>`,
  })
}

/**
 * What is said above a version later, without touching its signed bytes: each version links this stylesheet from its first day. Empty
 * until there is something to say.
 */
export function noticeCss(report: SiteReport): string {
  const { versions, correctedBelow = [] } = report
  const over = versions.flatMap(({ version, withdrawn }, index) => {
    if (withdrawn)
      return (
        noticeRule(
          version,
          (language) => withdrawalTexts.notice(withdrawnOn(withdrawn, report, language), withdrawn.reason)[language],
        ) + coverRule(version)
      )
    const by = versions[index + 1]
    if (!by) return []
    return noticeRule(version, (language) => texts.supersededOn(dateOf(by, report, language), by.version)[language])
  })
  if (correctedBelow.length === 0 || !standingVersion(report)) return over.join('')
  const below = noticeRule(lastOf(versions).version, (language) =>
    correctedBelow
      .map(({ name, used, now, withdrawn }) =>
        withdrawn
          ? withdrawalTexts.below(name[language], used)[language]
          : texts.correctedBelow(name[language], now, used)[language],
      )
      .join(' '),
  )
  return [...over, below].join('')
}

function noticeRule(version: number, says: (language: Language) => string): string {
  const link = `.versions.v${version}`
  return `${link}{display:block;border:1px solid #9b1c1c;border-left-width:6px;background:#fcf3f3;padding:.6rem 1rem;font-weight:600}
${link} span{display:none}
${link}::before{content:"${inCss(says('zh'))}"}
:lang(en) ${link}::before{content:"${inCss(says('en'))} "}
`
}

/** Of a withdrawn version's page only the notice is left to see; the signed bytes are what they were. */
const coverRule = (version: number): string =>
  `body.v${version} main>:not(.standing),body.v${version} .downloads{display:none}\n`

/** Names come from people: what could end the string, or the stylesheet, is written by its number. */
const inCss = (text: string): string =>
  text.replace(/["\\<\p{Cc}]/gu, (character) => `\\${character.charCodeAt(0).toString(16)} `)

const withdrawnOn = (
  { at }: NonNullable<ListedVersion['withdrawn']>,
  { zone }: SiteReport,
  language: Language,
): string => shownDate(civilDate(at, zone), language)

export const dateOf = (version: ListedVersion, { zone }: SiteReport, language: Language): string =>
  shownDate(civilDate(version.publishedAt, zone), language)
