import { html } from 'hono/html'
import type { Language } from '../../report/report-definition.ts'
import { chooserTexts } from '../../words/public/chooser-texts.ts'
import { fileIn, otherLanguage, wordsIn } from '../../words/words-in.ts'
import { indexIn, sitePage } from './site-frame.ts'

/** A table of one's own: an item, years, bodies. `script` lies beside the page and reads data/totals.csv. */
export function chooserPage(script: string, language: Language): string {
  const t = wordsIn(chooserTexts, language)
  return sitePage({
    language,
    site: 'tool',
    root: '../',
    title: t.title,
    other: fileIn('data', otherLanguage[language]),
    styles: [style],
    head: html`<script defer src="${script}"></script>
`,
    body: html`<p>${t.what}</p>
<noscript><p>${t.noScript}<a href="../data/totals.csv">${t.totals}</a>、<a href="../${indexIn(language)}">${t.home}</a></p></noscript>
<p id="status" role="status"></p>
<form id="choice" class="choice" hidden>
<p><label for="measure">${t.measure}</label> <select id="measure"></select></p>
<fieldset><legend>${t.years}</legend><div id="years"></div></fieldset>
<fieldset><legend>${t.bodies}</legend><p><button type="button" id="all">${t.all}</button> <button type="button" id="none">${t.none}</button></p><div id="bodies"></div></fieldset>
</form>
<div id="table"></div>
<p id="tools" hidden><button type="button" id="csv">${t.csv}</button> ${t.link}</p>
<p class="kinds">${t.signs}</p>`,
  })
}

const style = `
.choice fieldset{border:1px solid #c4c8cc;margin:.6rem 0;padding:.3rem .8rem}.choice label{display:inline-block;margin-right:1rem}
.choice select{max-width:100%;padding:.25rem}.choice button,#csv{padding:.25rem .8rem}
#bodies{max-height:14rem;overflow-y:auto;columns:14rem}#bodies label{display:block}
.chosen{overflow-x:auto}.chosen table{border-collapse:collapse;min-width:50%}
.chosen th,.chosen td{border:1px solid #767676;padding:.25rem .6rem}.chosen td{text-align:right;font-variant-numeric:tabular-nums}
.chosen th[scope=row]{text-align:left;font-weight:400;min-width:6.5em}
@media print{#choice,#tools,.site,.foot,.skip{display:none}}
`
