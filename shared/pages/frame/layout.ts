import { html, raw } from 'hono/html'
import type { Script } from '../../contract/browser-scripts.ts'
import type { LinkPurpose } from '../../cycle/facts/link-facts.ts'
import type { Problem } from '../../report/errors.ts'
import type { Language } from '../../report/report-definition.ts'
import { frameTexts as texts } from '../../words/frame-texts.ts'
import { languageTag, otherLanguage } from '../../words/words-in.ts'
import { darkSheet } from './dark-sheet.ts'
import { gapSheet } from './gap-sheet.ts'
import { pressScript } from './press-script.ts'

export type Markup = ReturnType<typeof html>

/** Whom to call. */
export type Contact = { name: string; phone: string }

export type Page = {
  language: Language
  title: string
  /** The line above the title: which report, which unit. */
  context?: string
  /** To whom this page belongs, so that the holder of a forwarded mail notices. */
  holder?: string
  /** Whose session the page belongs to: it can be closed on every page. */
  closes?: LinkPurpose
  contact?: Contact
  body: Markup
  /** Path of a GET page that can be had in the other language; absent where something typed would be lost. */
  languageAt?: string
  /** A button of a form of the page instead: what is typed there goes along and is kept. Enter presses the first button of a form, which this would be. */
  languageButton?: { form: string; value: string; onEnter: string }
  /** For tables. */
  wide?: boolean
  /** Styles of a page of its own, each in its own element; the front door allows them by their hash. */
  styles?: readonly string[]
  /** A script of the page's own, if it has one; must be one the front door knows. */
  script?: string
  /** A script of ours that the browser loads (contract/browser-scripts.ts), and what it is told as JSON in `#page-data`. */
  deferred?: Script
  data?: unknown
}

/** The frame of every page a link leads to: works without script, from 320 px on, loads nothing from anywhere. */
export function pageLayout(page: Page): string {
  const { language } = page
  const other = otherLanguage[language]
  const sends = page.closes !== undefined || String(page.body).includes('<form method="post"')
  return String(html`<!doctype html>
<html lang="${languageTag[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${page.title}${page.context ? ` · ${page.context}` : ''}</title>
<style>${raw(layoutStyle)}</style>
${(page.styles ?? []).map((style) => html`<style>${raw(style)}</style>\n`)}<style>${raw(twinOf(page.styles ?? []))}</style>
</head>
<body>
<a class="skip" href="#main">${texts.skip[language]}</a>
<header class="top"><div class="inner"><span class="brand">${texts.brand[language]}</span><span class="tools">${
    page.languageAt
      ? html`<a href="${page.languageAt}${page.languageAt.includes('?') ? '&' : '?'}lang=${other}" lang="${languageTag[other]}">${texts.other[language]}</a>`
      : page.languageButton
        ? html`<button class="aside" tabindex="-1" aria-hidden="true" form="${page.languageButton.form}" name="do" value="${page.languageButton.onEnter}"></button><button class="link" form="${page.languageButton.form}" name="do" value="${page.languageButton.value}" lang="${languageTag[other]}">${texts.other[language]}</button>`
        : ''
  }${page.closes ? html`<button form="close">${texts.close[language]}</button>` : ''}</span></div></header>
<main id="main" class="${page.wide ? 'inner wide' : 'inner'}">
${page.context ? html`<p class="context">${page.context}</p>\n` : ''}<h1>${page.title}</h1>
${page.holder ? html`<p class="holder">${texts.holder(page.holder)[language]}</p>\n` : ''}${page.body}
</main>
<footer class="bottom"><div class="${page.wide ? 'inner wide' : 'inner'}">${
    page.contact ? html`<p>${texts.contact(page.contact.name, page.contact.phone)[language]}</p>` : ''
  }<p>${texts.brand[language]}</p></div></footer>
${
  page.closes
    ? html`<form method="post" action="/close" id="close"><input type="hidden" name="purpose" value="${page.closes}"></form>
`
    : ''
}${sends ? html`<p class="away" id="away" role="alert" hidden>${texts.away[language]}</p>\n<script type="module">${raw(pressScript)}</script>\n` : ''}${page.script ? html`<script type="module">${raw(page.script)}</script>\n` : ''}${
  page.data === undefined
    ? ''
    : html`<script type="application/json" id="page-data">${raw(inScript(page.data))}</script>\n`
}${page.deferred ? html`<script defer src="${page.deferred.path}" integrity="${page.deferred.integrity}"></script>\n` : ''}</body>
</html>
`)
}

/** For dark systems and for old browsers, made once for each set of sheets: there are as many as kinds of page. */
const twins: { of: readonly string[]; twin: string }[] = []
function twinOf(styles: readonly string[]): string {
  const known = twins.find(({ of }) => of.length === styles.length && of.every((style, n) => style === styles[n]))
  if (known) return known.twin
  const css = [layoutStyle, ...styles].join('')
  const twin = gapSheet(css) + darkSheet(css)
  twins.push({ of: styles, twin })
  return twin
}

/** JSON that cannot end its element, whatever is in it. */
const inScript = (data: unknown): string => JSON.stringify(data).replaceAll('<', '\\u003c')

/** A box that says something first: `good` for done, `bad` for what must be mended, `note` for what to know. */
export const notice = (kind: 'good' | 'bad' | 'note', title: string, body: Markup | string = ''): Markup =>
  html`<section class="notice ${kind}"${kind === 'bad' ? raw(' role="alert"') : ''}><h2>${title}</h2>${body}</section>`

/** What is wrong with what was sent, a line each. */
export const problemsNotice = (title: string, problems: readonly Problem[], language: Language): Markup =>
  notice('bad', title, html`<ul>${problems.map(({ message }) => html`<li>${message[language]}</li>`)}</ul>`)

const layoutStyle = `
:root{--ink:#1b1b1b;--soft:#555;--line:#c4c8cc;--field:#6b7178;--accent:#0b4a8f;--bad:#9b1c1c;--good:#1c6b3c;--tint:#f3f5f7;--paper:#fff}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;color:var(--ink);background:var(--paper);font:17px/1.75 "PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif;overflow-wrap:break-word}
.inner{max-width:44rem;margin:0 auto;padding:0 1rem}
.inner.wide{max-width:76rem}
.top{background:var(--accent);color:#fff}
.top .inner{display:flex;justify-content:space-between;align-items:center;max-width:76rem;min-height:3rem}
.top a{color:#fff;padding:.4rem 0}
.top button.link{border:0;background:none;color:#fff;font-weight:400;text-decoration:underline;text-underline-offset:.2em;padding:.4rem 0;min-height:0}
.brand{font-weight:600;letter-spacing:.1em}
.skip{position:absolute;left:-9999px}.skip:focus{left:1rem;top:.5rem;background:#fff;color:var(--accent);padding:.5rem 1rem;z-index:9}
main{padding-top:1.5rem!important;padding-bottom:2.5rem!important}
h1{font-size:1.6rem;font-size:clamp(1.4rem,4.5vw,1.85rem);line-height:1.4;margin:0 0 .8rem;text-wrap:balance;word-break:keep-all}
h2{font-size:1.25rem;line-height:1.5;margin:2rem 0 .6rem}
h3{font-size:1.05rem;margin:1.4rem 0 .4rem}
p{margin:.5rem 0}
.context{color:var(--soft);margin:0 0 .2rem}
.holder{color:var(--soft);font-size:.9rem;border-left:4px solid var(--line);padding-left:.7rem}
a{color:var(--accent);text-underline-offset:.2em}
:focus-visible{outline:3px solid #b35c00;outline-offset:2px}
.notice{border:1px solid var(--line);border-left:6px solid var(--accent);background:#f4f8fc;padding:.7rem 1rem;margin:1rem 0}
.notice h2{margin:.1rem 0 .3rem;font-size:1.12rem}
.notice p{margin:.3rem 0}
.notice.good{border-left-color:var(--good);background:#f1f8f3}
.notice.bad{border-left-color:var(--bad);background:#fdf4f4}
.notice ul,.notice ol{margin:.3rem 0;padding-left:1.4rem}
.notice li{margin:.25rem 0}
label{font-weight:600}
.hint{color:var(--soft);font-size:.92rem;font-weight:400}
.error{color:var(--bad);font-weight:600;font-size:.95rem}
input[type=text],textarea{font:inherit;color:inherit;background:#fff;border:1px solid var(--field);border-radius:4px;padding:.45rem .6rem;width:100%}
textarea{line-height:1.7;resize:vertical}
input[aria-invalid=true],textarea[aria-invalid=true]{border:2px solid var(--bad);background:#fffafa}
.code{max-width:22rem;letter-spacing:.08em;font-size:1.15rem!important}
.choices{border:0;padding:0;margin:1rem 0}
.choices legend{font-weight:600;padding:0;margin-bottom:.3rem}
.choice{display:flex;gap:.7rem;align-items:flex-start;border:1px solid var(--line);border-radius:4px;padding:.7rem .9rem;margin:.5rem 0;font-weight:400}
.choice:has(:checked){border-color:var(--accent);background:#f4f8fc}
.choice input{width:1.35rem;height:1.35rem;margin:.25rem 0 0;flex:none;accent-color:var(--accent)}
.choice b{font-weight:600}
.buttons{display:flex;flex-wrap:wrap;gap:.8rem;margin:1.3rem 0}
button{font:inherit;font-weight:600;min-height:2.9rem;padding:.45rem 1.4rem;border-radius:4px;border:2px solid var(--accent);background:var(--accent);color:#fff;cursor:pointer}
button:hover{background:#083a70}
button[aria-busy]{opacity:.5;cursor:progress}
button.plain{background:#fff;color:var(--accent)}
button.plain:hover{background:#eef4fa}
button.small{min-height:2.4rem;padding:.2rem .9rem;font-size:.95rem}
dl.facts{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.2rem;margin:1rem 0}
dl.facts dt{color:var(--soft)}
dl.facts dd{margin:0}
.digest{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.9em;word-break:break-all}
blockquote.typed{white-space:pre-line}
blockquote{margin:.8rem 0;padding:.6rem 1rem;border-left:4px solid var(--accent);background:var(--tint)}
.bottom{border-top:1px solid var(--line);color:var(--soft);font-size:.92rem;padding:.8rem 0 1.5rem;background:var(--tint)}
.bottom p{margin:.2rem 0}
.tools{display:flex;gap:1rem;align-items:center}
.tools button{min-height:2rem;padding:.1rem .9rem;font-size:.95rem;border-color:#fff;background:transparent}
.away{position:fixed;top:0;left:0;right:0;z-index:9;margin:0;padding:.7rem 1rem;background:#fdf6e6;border-bottom:4px solid #b67b00;text-align:center}
.aside{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (max-width:34rem){dl.facts{grid-template-columns:1fr;gap:0}dl.facts dd{margin-bottom:.6rem}.buttons button{width:100%}}
@media print{.top,.bottom,.buttons,.holder,.skip,form{display:none}body{font-size:12pt}.inner,.inner.wide{max-width:none;padding:0}}
`
