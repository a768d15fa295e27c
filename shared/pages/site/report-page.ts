import { html, raw } from 'hono/html'
import { civilDate, clockTime, shownDate } from '../../calendar/civil-date.ts'
import { licenceOf, type SiteTags } from '../../contract/site-tags.ts'
import { type DraftDocument, markedGaps } from '../../draft/draft.ts'
import { present } from '../../present.ts'
import type { PublishedReport } from '../../published/published-report.ts'
import { compileDefinition } from '../../report/cells.ts'
import { blank, type Figure, notApplicable, showFigure, subtract } from '../../report/figure.ts'
import type { Language, ReportDefinition } from '../../report/report-definition.ts'
import { tableParts } from '../../report/table-named.ts'
import { gapsSaid } from '../../words/gap-texts.ts'
import { reportTexts as texts } from '../../words/public/report-page-texts.ts'
import { withdrawalTexts } from '../../words/public/withdrawal-texts.ts'
import { colon, fileIn, otherLanguage, partTitle, pause, wordsIn } from '../../words/words-in.ts'
import { type CellMark, shownFigure } from '../report/official-table.ts'
import { cellKinds, reportBody } from '../report/report-body.ts'
import { reportStyle } from '../report/report-style.ts'
import { aboutReport, whoRead } from './report-about.ts'
import { brokenTitle, indexIn, metaTags, sitePage } from './site-frame.ts'

type Markup = ReturnType<typeof html>

/** From a version's folder (r/<cycle>/v<n>, or r/<cycle>/units/<unit>/v<n>) to the root of the site. */
const rootOf = (report: PublishedReport): string => (report.unit === undefined ? '../../../' : '../../../../../')

/** What the site said of itself at the release, and that it is a test: nothing vouches for its files, and no versions stand beside it. */
type Around = { site?: SiteTags | undefined; test?: true | undefined }

/**
 * The published page: the official form, compared with last year, then who signed it and where the numbers come from. Its bytes
 * are signed, so what becomes of the version later is said by a stylesheet beside it (`notice.css`, empty on the first day).
 */
export function reportPage(
  definition: ReportDefinition,
  draft: DraftDocument,
  report: PublishedReport,
  language: Language,
  { site, test }: Around = {},
): string {
  const t = wordsIn(texts, language)
  const root = rootOf(report)
  const published = shownDate(report.timeliness.published, language)
  const title = report.title[language]
  const issuer = report.issuer.name[language]
  const index = indexIn(language)
  const versions = fileIn('versions', language)
  return sitePage({
    language,
    site,
    root,
    title,
    heading: brokenTitle(title, issuer),
    other: fileIn('index', otherLanguage[language]),
    trail: [
      { name: t.home, at: `${root}${index}` },
      { name: t.yearOf(report.year), at: `${root}y/${report.year}/${index}` },
      { name: t.versionNumber(report.version) },
    ],
    styles: [reportStyle],
    version: report.version,
    head: html`${pageTags(report, site)}${
      test
        ? ''
        : html`<link rel="stylesheet" href="../notice.css">
`
    }`,
    meta: html`<p class="meta"><span>${t.issuer}${colon[language]}${issuer}</span> <span>${t.published}${colon[language]}${published}</span> <span>${t.version}${colon[language]}${t.versionNumber(report.version)}</span></p>
<p class="downloads"><a href="report.docx">${t.word}</a> <a href="figures.csv">${t.dataCsv}</a> <a href="report.json">${t.dataJson}</a>${test ? '' : html` <a href="#verify">${t.verify}</a>`}</p>
`,
    body: html`${
      test
        ? ''
        : html`<p class="standing"><a class="versions v${report.version}" href="../${versions}"><span>${t.mayBeCorrected}</span>${t.seeVersions}</a></p>
`
    }${report.note ? html`<p class="notice"><strong>${t.noteTitle}${colon[language]}</strong>${report.note[language]}</p>` : ''}
${report.correction ? correctionNotice(definition, report, language) : ''}
${gapNotice(report, language)}
${tiles(report, language)}
<nav class="contents" aria-label="${t.contents}"><ol>${definition.parts.map((part) => html`<li><a href="#part-${part.id}">${partTitle(part, language)}</a></li>`)}${report.previousYear ? html`<li><a href="#comparison">${t.comparison}</a></li>` : ''}<li><a href="#about">${t.about}</a></li></ol></nav>
${reportBody(definition, draft, language, correctionMarks(definition, report))}
<p class="issuer">${issuer}<br>${published}</p>
${comparison(report, language)}
${aboutReport(definition, report, { language, test })}`,
  })
}

/** The tags that 国办发〔2017〕47号 asks of a page, and what search engines read. */
function pageTags(report: PublishedReport, site: SiteTags | undefined): Markup {
  const { title, issuer, timeliness, publishedAt } = report
  const tags = {
    ArticleTitle: title.zh,
    PubDate: `${civilDate(publishedAt, timeliness.zone)} ${clockTime(publishedAt, timeliness.zone)}`,
    ContentSource: issuer.name.zh,
    Description: title.zh,
  }
  return html`${metaTags(tags)}<script type="application/ld+json">${raw(JSON.stringify(datasetOf(report, site)).replaceAll('<', '\\u003c'))}</script>
`
}

/** schema.org/Dataset; addresses are those beside the page. */
const datasetOf = (report: PublishedReport, site: SiteTags | undefined) => ({
  '@context': 'https://schema.org',
  '@type': 'Dataset',
  name: report.title.zh,
  alternateName: report.title.en,
  description: texts.ofData(report.title, report.version).zh,
  version: String(report.version),
  datePublished: report.publishedAt,
  temporalCoverage: String(report.year),
  creator: { '@type': 'GovernmentOrganization', name: report.issuer.name.zh },
  inLanguage: ['zh-CN', 'en'],
  license: licenceOf(site).url ?? { '@type': 'CreativeWork', name: licenceOf(site).zh },
  distribution: [
    { '@type': 'DataDownload', encodingFormat: 'application/json', contentUrl: 'report.json' },
    { '@type': 'DataDownload', encodingFormat: 'text/csv', contentUrl: 'cells.csv' },
  ],
})

function gapNotice(report: PublishedReport, language: Language): Markup | '' {
  const gaps = markedGaps(report.gaps)
  if (gaps.length === 0) return ''
  return html`<div class="notice gap"><strong>${texts.gapsTitle[language]}${colon[language]}</strong>${texts.gaps(gapsSaid(gaps, language), whoRead(report))[language]}</div>`
}

/** The first four measures, with what they were a year ago. */
function tiles({ measures }: PublishedReport, language: Language): Markup | '' {
  if (measures.length === 0) return ''
  return html`<dl class="tiles">${measures.slice(0, 4).map(
    ({ title, figure, previous }) =>
      html`<div><dt>${title[language]}</dt><dd><b>${shownCount(figure, language)}</b>${previous !== undefined ? html` <small>${texts.lastYear(shownCount(previous, language))[language]}</small>` : ''}</dd></div>
`,
  )}</dl>`
}

const shownCount = (figure: Figure, language: Language): string =>
  figure === blank ? texts.unfilled[language] : showFigure(figure, { kind: 'count' }, language)

/** Last year beside this year, as a section of its own: the statutory tables stay what they are. */
function comparison({ measures, previousYear, year }: PublishedReport, language: Language): Markup | '' {
  if (!previousYear) return ''
  const t = wordsIn(texts, language)
  return html`<section id="comparison" aria-labelledby="comparison-title">
<h2 id="comparison-title">${t.comparison}</h2>
<table class="list figures"><caption class="aside">${t.comparison}</caption>
<thead><tr><th scope="col">${t.cell}</th><th scope="col">${previousYear}</th><th scope="col">${year}</th><th scope="col">${t.change}</th></tr></thead>
<tbody>
${measures.map(
  ({ title, figure, previous }) =>
    html`<tr><th scope="row">${title[language]}</th><td>${previous === undefined ? '—' : shownCount(previous, language)}</td><td>${shownCount(figure, language)}</td><td>${changeOf(previous, figure)}</td></tr>
`,
)}</tbody></table>
<p class="hint">${texts.comparisonNote(previousYear)[language]}</p>
</section>`
}

function changeOf(before: Figure | undefined, now: Figure): string {
  if (!before || !now || before === notApplicable || now === notApplicable) return '—'
  return showFigure(subtract(now, before), { kind: 'change' }, 'zh')
}

/** Corrected cells carry the number of their line in the notice; totals follow from them and are not marked. */
function correctionMarks(definition: ReportDefinition, report: PublishedReport): Record<string, CellMark> {
  return Object.fromEntries(
    listedChanges(definition, report).map(({ cell }, index) => [
      cell,
      { remark: { number: index + 1, anchor: `correction-${index + 1}`, kind: 'correction' as const } },
    ]),
  )
}

const listedChanges = (definition: ReportDefinition, report: PublishedReport) =>
  (report.correction?.figures ?? []).filter(({ cell }) => !compileDefinition(definition).byId.get(cell)?.derived)

function correctionNotice(definition: ReportDefinition, report: PublishedReport, language: Language): Markup {
  const t = wordsIn(texts, language)
  const correction = present(report.correction, 'correction')
  const changes = listedChanges(definition, report)
  const totals = correction.figures.length - changes.length
  const kinds = cellKinds(definition)
  const partOf = (cell: string) => {
    const table = compileDefinition(definition).byId.get(cell)?.table
    return tableParts(definition).find((one) => one.table.id === table)?.part.number[language] ?? ''
  }
  const changedTexts = definition.parts.filter((part) => correction.texts.some((text) => text.part === part.id))
  const names = new Map(report.units.map((unit) => [unit.id, unit.name[language]]))
  const basis = (units: readonly string[]) =>
    units.length === 0 ? '—' : units.map((unit) => names.get(unit) ?? unit).join(pause[language])
  return html`<section class="notice correction" aria-labelledby="correction">
<p><strong id="correction">${t.correctionNote(shownDate(report.timeliness.published, language))}</strong> ${correction.figures.length + changedTexts.length === 0 ? t.correctionSame(correction.of) : counted()}</p>
<p>${t.correction(correction.reason)}</p>
<p>${correction.withdrawn ? withdrawalTexts.correctedAfter(correction.of, shownDate(correction.withdrawn, language))[language] : html`<a href="../v${correction.of}/${indexIn(language)}">${t.correctionOld(correction.of, shownDate(correction.published, language))}</a>`}</p>
${
  changes.length > 0
    ? html`<div class="scroll" role="region" tabindex="0" aria-label="${t.correctionFigures}"><table class="list"><caption class="aside">${t.correctionFigures}</caption><thead><tr><th scope="col">${t.correctionPart}</th><th scope="col">${t.correctionCell}</th><th scope="col">${t.correctionFrom}</th><th scope="col">${t.correctionTo}</th>${report.unit === undefined ? html`<th scope="col">${t.correctionBasis}</th>` : ''}</tr></thead><tbody>
${changes.map((change, index) => html`<tr id="correction-${index + 1}"><td>${partOf(change.cell)}</td><th scope="row">${change.label[language]}</th><td><del>${shownFigure(change.from, kinds(change.cell), language)}</del></td><td><b>${shownFigure(change.to, kinds(change.cell), language)}</b></td>${report.unit === undefined ? html`<td>${basis(change.units)}</td>` : ''}</tr>\n`)}</tbody></table></div>`
    : ''
}
</section>`

  function counted(): string {
    const said = changedTexts.map((part) => part.title[language]).join(pause[language])
    return [
      t.correctionCount(correction.of, changes.length),
      totals > 0 ? t.correctionTotals(totals) : '',
      said ? t.correctionTexts(said) : t.correctionNoText,
    ].join('')
  }
}
