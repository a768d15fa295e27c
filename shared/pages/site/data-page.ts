import { html } from 'hono/html'
import { toolFolder } from '../../contract/public-site.ts'
import { licenceOf, type SiteTags } from '../../contract/site-tags.ts'
import type { Language } from '../../report/report-definition.ts'
import { dataTexts as texts } from '../../words/public/site-texts.ts'
import { fileIn, otherLanguage, wordsIn } from '../../words/words-in.ts'
import { indexIn, sitePage, termsSaid } from './site-frame.ts'

/** What there is for programs and for spreadsheets, and what the columns mean. `sizes` in bytes. */
export function dataPage(sizes: { all: number; totals: number }, language: Language, site?: SiteTags): string {
  const t = wordsIn(texts, language)
  const kB = (bytes: number) => Math.ceil(bytes / 1000)
  return sitePage({
    language,
    site,
    root: '../',
    title: t.title,
    other: fileIn('index', otherLanguage[language]),
    trail: [{ name: t.home, at: `../${indexIn(language)}` }, { name: t.title }],
    body: html`<p><a href="../${toolFolder}/${fileIn('data', language)}">${t.choose}</a></p>
<ul class="files">
<li><a href="totals.csv">totals.csv</a>（${kB(sizes.totals)} kB）${t.totals}</li>
<li><a href="all.csv">all.csv</a>（${kB(sizes.all)} kB）${t.all}</li>
<li><a href="datapackage.json">datapackage.json</a> ${t.package}</li>
<li><a href="catalogue.jsonld">catalogue.jsonld</a> ${t.catalogue}</li>
<li><a href="report.schema.json">report.schema.json</a> ${t.schema}</li>
<li><a href="../reports.json">reports.json</a> ${t.list}</li>
<li><a href="../feed.atom">feed.atom</a> ${t.feed}</li>
</ul>
<h2>${t.columns}</h2>
<p>${t.status}</p>
<p>${t.years}</p>
<h2>${t.terms}</h2>
<p>${termsSaid(licenceOf(site), language)}</p>`,
  })
}
