import { html, raw } from 'hono/html'
import { civilDate, shownDate } from '../../calendar/civil-date.ts'
import { toolFolder } from '../../contract/public-site.ts'
import { called } from '../../cycle/people.ts'
import type { PublishedPerson, PublishedReport } from '../../published/published-report.ts'
import { hasSignedEarlier, type PublishedSeat } from '../../published/signature.ts'
import { reportFolder } from '../../published/site-report.ts'
import type { Language, LocalizedText, ReportDefinition } from '../../report/report-definition.ts'
import { countedTexts } from '../../words/counted-texts.ts'
import { gapLabels } from '../../words/gap-texts.ts'
import { confirmedByOfficeLink, throughOfficeLink, typedByOfficeLink } from '../../words/office-link-texts.ts'
import { reportTexts as texts } from '../../words/public/report-page-texts.ts'
import { colon, fileIn, pause, semicolon, wordsIn } from '../../words/words-in.ts'
import {
  actorSaid,
  capacitySaid,
  decidersSaid,
  forcedSaid,
  givenSaid,
  skippedSaid,
  unsignedSaid,
} from '../frame/seat-said.ts'
import { shownFigure } from '../report/official-table.ts'
import { cellKinds } from '../report/report-body.ts'
import { indexIn } from './site-frame.ts'

type Markup = ReturnType<typeof html>

/** What the report says of itself: two sentences, and five folds that each say in their heading what is in them; a `test` cannot be verified. */
export function aboutReport(
  definition: ReportDefinition,
  report: PublishedReport,
  { language, test }: { language: Language; test: true | undefined },
): Markup {
  const t = wordsIn(texts, language)
  const { legal, published, daysLate, zone } = report.timeliness
  const signed = report.signatures.flatMap(({ seats }) => seats.flatMap(({ decision }) => decision ?? []))
  const lastSigned = signed
    .map(({ at }) => at)
    .sort()
    .at(-1)
  const added = report.units.filter(({ revision }) => revision !== undefined).length
  const dates = { legal: shownDate(legal, language), published: shownDate(published, language), days: daysLate ?? 0 }
  const remarks = report.justified.length + report.adjustments.length
  return html`<section class="about" id="about" aria-labelledby="about-title">
<h2 id="about-title">${t.about}</h2>
<p>${report.unit === undefined ? t.madeOf(added) : ''}${report.countedAbove ? countedTexts.ownReport[language] : ''}${t.signedBy(signed.length)}${report.version > 1 ? t.correctedThen(dates.published, dates.legal) : daysLate ? t.tooLate(dates.published, dates.legal, dates.days) : t.inTime(dates.published, dates.legal)}</p>
${report.linkIssuedBy || report.typedThrough ? html`<p>${t.filedBy(linksSaid({ linkIssuedBy: report.linkIssuedBy, typedThrough: report.typedThrough }, language).join(semicolon[language]))}</p>` : ''}
${fold(t.signatures, lastSigned ? t.signaturesIn(signed.length, shownDate(civilDate(lastSigned, zone), language)) : '', signatures(report, language))}
${report.unit === undefined ? fold(t.sources, t.sourcesIn(added), sources(report, { language, test })) : ''}
${remarks > 0 ? fold(t.justified, t.justifiedIn(remarks), html`${justified(report, language)}${adjustments(definition, report, language)}`) : ''}
${fold(t.data, 'CSV, JSON', data(report, language))}
${
  test
    ? ''
    : html`<div id="verify">${fold(t.howToVerify, t.howToVerifyIn, verification(report, language))}</div>
`
}</section>`
}

const fold = (title: string, inside: string, body: Markup): Markup =>
  html`<details><summary><b>${title}</b> <small>${inside}</small></summary>
${body}
</details>`

type PublishedStage = PublishedReport['signatures'][number]

function signatures(report: PublishedReport, language: Language): Markup {
  const t = wordsIn(texts, language)
  const { zone } = report.timeliness
  const small = (lines: readonly string[]) => lines.map((line) => html`<br><small>${line}</small>`)
  const seatRow = (stage: PublishedStage, seat: PublishedSeat) => {
    const { decision } = seat
    if (!decision) {
      const text = forcedSaid(seat, language) ?? unsignedSaid(seat, stage.need, language)
      return html`<tr><th scope="row">${stage.title[language]}</th><td colspan="3">${text}${small(givenSaid(seat, language))}</td></tr>\n`
    }
    const carried = decision.draft !== report.draft ? t.signaturesCarried : ''
    return html`<tr><th scope="row">${stage.title[language]}</th><td>${called(decision.by, language)}${small(capacitySaid(seat, language))}${decision.linkIssuedBy ? html`<br><small>${through(decision.linkIssuedBy, language)}</small>` : ''}</td><td>${shownDate(civilDate(decision.at, zone), language)}${carried ? html`<br><small>${carried}</small>` : ''}</td><td>${decision.attestation[language]}</td></tr>\n`
  }
  // Of a stage that was skipped, those who had signed before; who had not stands with it.
  const heard = ({ seats, skipped }: PublishedStage) =>
    skipped ? seats.filter(({ decision, forced }) => decision || forced) : seats
  const skipRow = (stage: PublishedStage) => {
    const { skipped, seats } = stage
    if (!skipped) return ''
    const given = seats.filter((seat) => !heard(stage).includes(seat)).flatMap((seat) => givenSaid(seat, language))
    return html`<tr><th scope="row">${stage.title[language]}</th><td colspan="3">${skippedSaid(skipped, seats, language)}${small(given)}</td></tr>\n`
  }
  const allSigned = report.signatures.every(
    ({ skipped, seats, need }) => !skipped && seats.filter(({ decision }) => decision).length >= need,
  )
  return html`<p>${t[allSigned ? 'signaturesLead' : 'signaturesSome']}</p>
<div class="scroll" role="region" tabindex="0" aria-label="${t.signatures}">
<table class="list signatures"><caption class="aside">${t.signatures}</caption>
<thead><tr><th scope="col">${t.stage}</th><th scope="col">${t.signatory}</th><th scope="col">${t.signedAt}</th><th scope="col">${t.attestation}</th></tr></thead>
<tbody>
${report.signatures.map((stage) => [skipRow(stage), ...heard(stage).map((seat) => seatRow(stage, seat))])}</tbody></table>
</div>
${report.rounds > 1 ? html`<p>${t.rounds(report.rounds)}</p>` : ''}`
}

const calledIn = (by: PublishedPerson) => ({ zh: called(by, 'zh'), en: called(by, 'en') })

/** That somebody of the office had made the link it was done through. */
const through = (by: PublishedPerson, language: Language): string => throughOfficeLink(calledIn(by))[language]

/** The same of a slice: how it was sent, typed in and confirmed. */
const linksSaid = (
  { linkIssuedBy, typedThrough: by, confirmedThrough }: Partial<PublishedReport['units'][number]>,
  language: Language,
): string[] => [
  ...(linkIssuedBy ? [through(linkIssuedBy, language)] : []),
  ...(by ? [typedThrough(by, language)] : []),
  ...(confirmedThrough ? [confirmedByOfficeLink(calledIn(confirmedThrough))[language]] : []),
]

const typedThrough = (by: readonly PublishedPerson[], language: Language): string => {
  const names = (read: Language) => by.map((one) => called(one, read)).join(pause[read])
  return typedByOfficeLink({ zh: names('zh'), en: names('en') })[language]
}

/** Which units' slices were added, in which version of their own reports, and who is missing. */
function sources(report: PublishedReport, { language, test }: { language: Language; test: true | undefined }): Markup {
  const t = wordsIn(texts, language)
  const used = (unit: PublishedReport['units'][number]) => {
    if (unit.standing === 'own-line') return countedTexts.used[language]
    if (unit.standing === 'unconfirmed' || unit.standing === 'uncleared') return gapLabels[unit.standing][language]
    if (!unit.revision) return unit.standing === 'exempt' ? t.exempt : gapLabels.missing[language]
    if (!unit.report) return t.revisionUsed(unit.revision)
    const number = t.versionNumber(unit.report.version)
    const version = test ? number : html`<a href="../../../${unit.report.path}/${indexIn(language)}">${number}</a>`
    return unit.report.current ? version : html`${version}<br><small>${t.notCurrent}</small>`
  }
  return html`<p>${t.sourcesLead}${confirmations(report, language)}</p>
<div class="scroll" role="region" tabindex="0" aria-label="${t.units}">
<table class="list"><caption class="aside">${t.units}</caption>
<thead><tr><th scope="col">${t.unit}</th><th scope="col">${t.used}</th></tr></thead>
<tbody>
${report.units.map(
  (unit) =>
    html`<tr><th scope="row">${unit.name[language]}</th><td${unit.revision || unit.standing === 'own-line' ? '' : raw(' class="missing"')}>${used(unit)}${unit.nil ? html`<br><small>${t.nil}</small>` : ''}${linksSaid(unit, language).map((line) => html`<br><small>${line}</small>`)}${unit.exemption ? html`<br><small>${(unit.exemption.left ? t.left : t.exemption)(unit.exemption.reason)}</small>` : ''}${unit.filedByOffice ? html`<br><small>${t.filedByOffice(decidersSaid(unit.filedByOffice, language), unit.filedByOffice.reason)}</small>` : ''}${unit.joined ? html`<br><small>${t.joined(unit.joined.reason)}</small>` : ''}</td></tr>\n`,
)}</tbody></table>
</div>`
}

/** What a second contributor has confirmed, beside the body that filed it. */
function confirmations({ signatures, provenance }: PublishedReport, language: Language): string[] {
  const of = (stage: string) => Object.values(provenance).filter(({ confirmed }) => confirmed === stage).length
  return signatures
    .filter(({ stage }) => of(stage) > 0)
    .map(({ stage, title }) => texts.confirmed(of(stage), title[language])[language])
}

function adjustments(definition: ReportDefinition, report: PublishedReport, language: Language): Markup | string {
  if (report.adjustments.length === 0) return ''
  const t = wordsIn(texts, language)
  const kinds = cellKinds(definition)
  const names = new Map(report.units.map((unit) => [unit.id, unit.name[language]]))
  return html`<h3>${t.adjustments}</h3>
<div class="scroll" role="region" tabindex="0" aria-label="${t.adjustments}">
<table class="list"><caption class="aside">${t.adjustments}</caption>
<thead><tr><th scope="col">${t.unit}</th><th scope="col">${t.cell}</th><th scope="col">${t.adjustedFrom}</th><th scope="col">${t.adjustedTo}</th><th scope="col">${t.reason}</th></tr></thead>
<tbody>
${report.adjustments.map((a) => html`<tr><th scope="row">${names.get(a.unit) ?? a.unit}</th><td>${a.label[language]}</td><td>${shownFigure(a.from, kinds(a.cell), language)}</td><td>${shownFigure(a.to, kinds(a.cell), language)}</td><td>${a.reason}（${actorSaid(a, language)}）</td></tr>\n`)}</tbody></table>
</div>`
}

/** Who had what is said of the whole draft before them when they signed. */
export const whoRead = (report: PublishedReport): LocalizedText =>
  texts[hasSignedEarlier(report) ? 'signatoriesOfThis' : 'signatories']

function justified(report: PublishedReport, language: Language): Markup | string {
  if (report.justified.length === 0) return ''
  const names = new Map(report.units.map((unit) => [unit.id, unit.name[language]]))
  return html`<p>${texts.justifiedLead(whoRead(report))[language]}</p>
<ul class="justified">
${report.justified.map((j) => html`<li>${j.unit === '' ? texts.office[language] : (names.get(j.unit) ?? j.unit)}${colon[language]}${j.message?.[language] ?? j.instance}<br><strong>${texts.explanation[language]}${colon[language]}</strong>${j.explanation}</li>\n`)}</ul>`
}

function data(report: PublishedReport, language: Language): Markup {
  const t = wordsIn(texts, language)
  return html`<ul class="files">
<li><a href="figures.csv">${t.dataExcel}</a></li>
<li><a href="cells.csv">${t.dataCells}</a></li>
<li><a href="report.json">${t.dataAll}</a></li>
<li><a href="report.schema.json">${t.dataSchema}</a></li>
</ul>
<dl class="digests">
<dt>${t.definitionUsed}</dt><dd>${report.definition.title[language]} · ${texts.versionNumber(report.definition.version)[language]}<br><code>${report.definition.digest}</code></dd>
<dt>${t.basis}</dt><dd>${report.definition.basis[language]}</dd>
</dl>`
}

function verification(report: PublishedReport, language: Language): Markup {
  const t = wordsIn(texts, language)
  return html`<ul class="files">
<li><a href="manifest.json">${t.dataManifest}</a></li>
<li><a href="manifest.sig.json">${t.dataSignature}</a></li>
</ul>
<p><a href="${report.unit === undefined ? '../../../' : '../../../../../'}${toolFolder}/${fileIn('verify', language)}?at=${reportFolder(report.cycle, report.unit)}/v${report.version}/">${t.verifyOnPage}</a></p>
<p>${t.verifyByCommand}</p>
<p><code>lianbao verify https://…</code></p>
<p>${t.verifyMeans}</p>
<dl class="digests"><dt>${t.draftDigest}</dt><dd><code>${report.draft}</code></dd></dl>`
}
