import { html, raw } from 'hono/html'
import { toolFolder } from '../../contract/public-site.ts'
import { licenceOf, type SiteTags, tagsOf } from '../../contract/site-tags.ts'
import type { Language } from '../../report/report-definition.ts'
import { siteTexts as texts } from '../../words/public/site-texts.ts'
import { fileIn, languageTag, otherLanguage } from '../../words/words-in.ts'
import { gapSheet } from '../frame/gap-sheet.ts'
import { publicStyle } from '../report/report-style.ts'

type Markup = ReturnType<typeof html>

export type SitePage = {
  language: Language
  /** What the site says of itself; a tool is a file of the release, and says nothing of where it stands. */
  site?: SiteTags | 'tool' | undefined
  /** From this page to the site's root, e.g. `../../../`; empty at the root, an address ending in a slash where the page may stand anywhere. */
  root: string
  title: string
  /** The title as it stands on the page, where it is to break at a certain place. */
  heading?: Markup
  /** The file that has this page in the other language. */
  other?: string
  /** Where the page stands, outermost first; the last one is the page itself. */
  trail?: { name: string; at?: string }[]
  /** In the head: what machines read, a stylesheet beside the page. */
  head?: Markup
  /** Below the title, above the rule. */
  meta?: Markup
  body: Markup
  styles?: readonly string[]
  /** Of a version's page: the stylesheet beside it says later what became of this one. */
  version?: number
  script?: string
}

/** A report's title with the body on a line of its own: a phone would break the year in two. */
export const brokenTitle = (title: string, body: string): Markup =>
  title.startsWith(body) ? html`${body}<br>${title.slice(body.length)}` : html`${title}`

/** The page of a folder in a language. */
export const indexIn = (language: Language): string => fileIn('index', language)

const sheet = publicStyle + gapSheet(publicStyle)

/**
 * The frame of every page the public reads. Links name files, never folders; everything needed is in the page or beside it, and
 * nothing comes from elsewhere. Works without script unless the page is a tool.
 */
export function sitePage(page: SitePage): string {
  const { language, root } = page
  const site = page.site === 'tool' ? undefined : { tags: tagsOf(page.site), terms: licenceOf(page.site) }
  const index = indexIn(language)
  return String(html`<!doctype html>
<html lang="${languageTag[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
${site ? metaTags(site.tags) : ''}<link rel="alternate" type="application/atom+xml" href="${root}feed.atom" title="${texts.feed[language]}">
<style>${raw(sheet)}</style>
${(page.styles ?? []).map((style) => html`<style>${raw(style)}</style>\n`)}${page.head ?? ''}</head>
<body${page.version === undefined ? '' : raw(` class="v${page.version}"`)}>
<a class="skip" href="#main">${texts.skip[language]}</a>
<header class="masthead">
<nav class="site" aria-label="${texts.site[language]}"><a href="${root}${index}">${texts.home[language]}</a><span class="places"><a href="${root}data/${index}">${texts.data[language]}</a>${page.other ? html` <a href="${page.other}" lang="${languageTag[otherLanguage[language]]}">${texts.otherLanguage[language]}</a>` : ''}</span></nav>
${page.trail ? html`<p class="trail">${page.trail.map(({ name, at }, n) => html`${n > 0 ? ' › ' : ''}${at ? html`<a href="${at}">${name}</a>` : name}`)}</p>\n` : ''}<h1>${page.heading ?? page.title}</h1>
${page.meta ?? ''}</header>
<main id="main">
${page.body}
</main>
<footer class="foot"><p><a href="${root}feed.atom">${texts.feed[language]}</a> · <a href="${root}data/${index}">${texts.allData[language]}</a> · <a href="${root}${toolFolder}/${fileIn('verify', language)}">${texts.verify[language]}</a> · <a href="${root}${toolFolder}/${fileIn('check', language)}">${texts.check[language]}</a></p>
<p>${site ? html`${termsSaid(site.terms, language)}<br>` : ''}${texts.visitors[language]}</p></footer>
${page.script ? html`<script type="module" src="${page.script}"></script>\n` : ''}</body>
</html>
`)
}

export const metaTags = (tags: Readonly<Record<string, string>>): Markup =>
  html`${Object.entries(tags).map(([name, content]) => html`<meta name="${name}" content="${content}">\n`)}`

/** On what terms the site's content may be used, as a link where more is said about it. */
export const termsSaid = (terms: ReturnType<typeof licenceOf>, language: Language): Markup =>
  terms.url ? html`<a href="${terms.url}">${terms[language]}</a>` : html`${terms[language]}`
