import { html } from 'hono/html'
import type { Language } from '../../report/report-definition.ts'
import { verifyTexts } from '../../words/public/verify-texts.ts'
import { fileIn, otherLanguage, wordsIn } from '../../words/words-in.ts'
import { toolStyle } from './check-page.ts'
import { sitePage } from './site-frame.ts'

/** The lines that need nothing of ours; docs/security.md has the same. */
export const opensslLines = `(printf 'DSSEv1 37 application/vnd.lianbao.manifest+json %d ' "$(wc -c < manifest.json)"; cat manifest.json) > signed.bin
sed 's/.*"sig":"\\([^"]*\\)".*/\\1/' manifest.sig.json | base64 -d > signature.der
keys=$(mktemp -d); awk -v to="$keys/" '/BEGIN/{n++} n{print > (to n)}' publishing-key.pem
for key in "$keys"/*; do openssl dgst -sha256 -verify "$key" -signature signature.der signed.bin; done | grep OK || echo NOT VERIFIED
grep -o '"path":"[^"]*","sha256":"[^"]*"' manifest.json | sed 's/"path":"\\(.*\\)","sha256":"\\(.*\\)"/\\2  \\1/' | sha256sum -c`

/** A page on which anybody verifies a published version, of this site by its address or as downloaded. `script` lies beside it. */
export function verifyPage(script: string, language: Language): string {
  const t = wordsIn(verifyTexts, language)
  return sitePage({
    language,
    site: 'tool',
    root: '../',
    title: t.title,
    other: fileIn('verify', otherLanguage[language]),
    styles: [toolStyle],
    head: html`<script defer src="${script}"></script>
`,
    body: html`<form id="ask" class="ask"><label for="at">${t.address}</label> <input id="at" name="at" type="text" autocomplete="off" placeholder="r/…/v1/"> <button>${t.go}</button></form>
<div id="drop" class="drop"><p>${t.drop} <label class="choose">${t.choose}<input id="files" type="file" multiple></label></p>
<p class="kinds">${t.more}</p></div>
<noscript><p>${t.noScript}</p></noscript>
<p id="status" role="status"></p>
<div id="results"></div>
<details><summary>${t.means.title}</summary><p>${t.means.proves}</p><p>${t.means.not}</p><p>${t.means.page}</p></details>
<h2>${t.lines}</h2>
<p>${t.linesHow}</p>
<pre class="lines" tabindex="0"><code>${opensslLines}</code></pre>`,
  })
}
