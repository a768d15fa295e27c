import { html, raw } from 'hono/html'
import { civilDate } from '../calendar/civil-date.ts'
import { shownDate } from '../calendar/shown-date.ts'
import type { PublishedVersion } from '../published/published-versions.ts'
import type { Language } from '../report/report-definition.ts'
import { fill, reportListTexts as texts } from '../words/report-page-texts.ts'
import { publicStyle } from './report-style.ts'

type Markup = ReturnType<typeof html>

/** The public list: each report once, in its newest version, newest year first. `cycles`: each one's versions, ascending. */
export function reportListPage(cycles: readonly (readonly PublishedVersion[])[], language: Language): string {
  const years = [...new Set(cycles.map((versions) => versions.at(-1)!.year))].sort((a, b) => b - a)
  const body = html`<p>${texts.lead[language]}</p>
${cycles.length === 0 ? html`<p>${texts.none[language]}</p>` : ''}${years.map(
  (year) => html`<h2>${year}</h2>
<ul class="reports">
${cycles.filter((versions) => versions.at(-1)!.year === year).map((versions) => listEntry(versions, language))}</ul>
`,
)}`
  const other = language === 'zh' ? 'index.en.html' : 'index.html'
  return listDocument(texts.title[language], body, other, language)
}

function listEntry(versions: readonly PublishedVersion[], language: Language): Markup {
  const newest = versions.at(-1)!
  const folder = `r/${newest.cycle}`
  const page = language === 'zh' ? 'index.html' : 'index.en.html'
  return html`<li><a href="${folder}/v${newest.version}/${page}">${newest.title[language]}</a><br><small>${publishedOn(newest, language)}${newest.version > 1 ? html` · ${fill(texts.correction[language], { reason: newest.reason ?? '' })} · <a href="${folder}/${page}">${texts.versions[language]}</a>` : ''} · <a href="${folder}/v${newest.version}/report.json">${texts.data[language]} (JSON)</a></small></li>
`
}

/** The page of one report that always leads to its newest version, and says which ones were superseded, and why. */
export function versionsPage(versions: readonly PublishedVersion[], language: Language): string {
  const newest = versions.at(-1)!
  const page = language === 'zh' ? 'index.html' : 'index.en.html'
  const other = language === 'zh' ? 'index.en.html' : 'index.html'
  const body = html`<p class="lead"><a href="v${newest.version}/${page}">${texts.toNewest[language]}</a></p>
<h2>${texts.versions[language]}</h2>
<ul class="reports">
${[...versions].reverse().map((version) => {
  const mark =
    version === newest
      ? texts.newest[language]
      : fill(texts.superseded[language], { n: versions[versions.indexOf(version) + 1]!.version })
  return html`<li><a href="v${version.version}/${page}">${fill(texts.versionNumber[language], { n: version.version })}</a>（${mark}）<br><small>${publishedOn(version, language)}${version.reason ? html` · ${fill(texts.correction[language], { reason: version.reason })}` : ''}</small></li>
`
})}</ul>`
  return listDocument(newest.title[language], body, other, language)
}

const publishedOn = (version: PublishedVersion, language: Language): string =>
  fill(texts.published[language], { date: shownDate(civilDate(version.publishedAt, version.zone), language) })

function listDocument(title: string, body: Markup, other: string, language: Language): string {
  return String(html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(publicStyle + listStyle)}</style>
</head>
<body>
<header class="masthead">
<p class="tools"><span></span><a href="${other}" lang="${language === 'zh' ? 'en' : 'zh-CN'}">${language === 'zh' ? 'English' : '中文'}</a></p>
<h1>${title}</h1>
</header>
<main>
${body}
</main>
</body>
</html>
`)
}

const listStyle = `
.reports{list-style:none;padding:0}
.reports li{border-bottom:1px solid #ddd;padding:.7rem 0}
.reports li>a{font-weight:600}
.reports small{color:var(--soft)}
.lead a{display:inline-block;background:#0b4a8f;color:#fff;padding:.5rem 1.2rem;text-decoration:none}
`
