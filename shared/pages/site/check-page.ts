import { html, raw } from 'hono/html'
import type { Language } from '../../report/report-definition.ts'
import { checkPageTexts as texts } from '../../words/public/check-page-texts.ts'
import { wordsIn } from '../../words/words-in.ts'
import { sitePage } from './site-frame.ts'

/** The page's script: beside it, or in it so that the page is one file that opens from anywhere. */
export type CheckScript = { src: string } | { text: string; sha256: string }

/**
 * A page anybody can use: the reader's own browser reads a report and checks it, with the code of the command line. Nothing leaves
 * the computer: as one file the page forbids its browser every connection. `formats` is what `functions/desk/check-page.ts` reads
 * from `#formats`; `pdf` the addresses of what reads PDFs.
 */
export function checkPage(
  {
    script,
    formats,
    pdf,
    other,
  }: { script: CheckScript; formats: string; pdf: { reader: string; library: string } | undefined; other: string },
  language: Language,
): string {
  const t = wordsIn(texts, language)
  const alone = 'text' in script
  const policy = alone
    ? `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${script.sha256}'`
    : undefined
  return sitePage({
    language,
    site: 'tool',
    root: alone ? '' : '../',
    title: t.title,
    other,
    styles: [toolStyle],
    head: html`${policy ? html`<meta http-equiv="Content-Security-Policy" content="${policy}">\n` : ''}${
      alone ? '' : html`<script defer src="${script.src}"></script>\n`
    }`,
    body: html`<p>${t.what}<strong>${t.privacy}</strong></p>
<div id="drop" class="drop"><p><strong>${t.drop}</strong> <label class="choose">${t.choose}<input id="files" type="file" multiple></label> ${t.paste}</p>
<p class="kinds">${t.kinds}</p></div>
<noscript><p>${t.noScript}</p></noscript>
<p id="status" role="status"></p>
<div id="results"></div>
<p id="tools" hidden><button id="print" type="button">${t.print}</button> <button id="clear" type="button">${t.clear}</button></p>
<p class="kinds">${t.truth}</p>
<script type="application/json" id="formats"${pdf ? html` data-pdf="${pdf.reader}" data-pdf-library="${pdf.library}"` : ''}>${raw(formats.replaceAll('<', '\\u003c'))}</script>${
      alone ? html`\n<script>${raw(script.text)}</script>` : ''
    }`,
  })
}

/** Of every page that computes in the reader's browser. */
export const toolStyle = `
.drop{border:2px dashed #767676;padding:1rem;text-align:center;margin:1rem 0}.drop.over{background:#eef4fb}
.choose{display:inline-block;background:#0b4a8f;color:#fff;padding:.35rem .9rem;cursor:pointer}
.choose input{position:absolute;width:1px;height:1px;opacity:0}.choose:focus-within{outline:3px solid #f0a000;outline-offset:2px}
.kinds{color:#595959}
.verdict{border:1px solid;border-left-width:6px;padding:.6rem 1rem;margin:1.5rem 0 1rem}
.verdict h2{margin:0;font-size:1.1rem}.verdict p{margin:.2rem 0 0}
.clean{border-color:#1f6b3b;background:#f1f8f2}.broken{border-color:#9b1c1c;background:#fdf3f2}
.incomplete,.unreadable{border-color:#a65f00;background:#fdf8ea}
table.read{border-collapse:collapse;width:100%;font-size:.92em}.read th,.read td{border:1px solid #767676;padding:.25rem .5rem}
.read td{text-align:right}.read input{box-sizing:border-box;width:100%;min-width:4em;min-height:1.8em;font:inherit;text-align:right}.read th[scope=row]{text-align:left;font-weight:400;min-width:9em}.read .zero{color:#6b6b6b}
.read .marked{outline:2px solid #9b1c1c;outline-offset:-2px;font-weight:700}.read .lost{background:#fdf8ea}
.wide{overflow-x:auto}
.ask{display:flex;flex-wrap:wrap;gap:.3rem .5rem;align-items:stretch}.ask label{width:100%;font-weight:600}
.ask input{flex:1 1 14rem;min-width:0;max-width:30rem;padding:.35rem .6rem;font:inherit;border:1px solid #767676}
.ask button{padding:.35rem 1rem;font:inherit;border:0;background:#0b4a8f;color:#fff;cursor:pointer}
.ask input:focus-visible,.ask button:focus-visible{outline:3px solid #f0a000;outline-offset:2px}
.verdict ul{margin:.4rem 0;padding-left:0;list-style:none}.verdict li{overflow-wrap:anywhere}.verdict ul+h3+ul,.verdict h3+ul{list-style:disc;padding-left:1.2rem}
.lines{overflow-x:auto;background:#f3f5f7;padding:.6rem}
@media print{#drop,#tools,.site,.foot,.skip{display:none}}
`
