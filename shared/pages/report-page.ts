import { html, raw } from 'hono/html'
import { shownDate, shownMoment } from '../calendar/shown-date.ts'
import { called } from '../cycle/people.ts'
import type { DraftDocument } from '../draft/draft.ts'
import type { PublishedPerson, PublishedReport } from '../published/published-report.ts'
import { compileDefinition } from '../report/cells.ts'
import type { CellKind, Language, ReportDefinition, ReportPart } from '../report/report-definition.ts'
import { colon, fill, reportTexts as texts } from '../words/report-page-texts.ts'
import { type CellMark, officialTable, shownFigure } from './official-table.ts'
import { publicStyle, reportStyle } from './report-style.ts'

type Markup = ReturnType<typeof html>

/** The published page: the official form, then who signed it, how the units reported, and the data. No script, nothing from elsewhere. */
export function reportPage(
  definition: ReportDefinition,
  draft: DraftDocument,
  report: PublishedReport,
  language: Language,
): string {
  const t = (key: keyof typeof texts, values: Record<string, string | number> = {}) =>
    fill(texts[key][language], values)
  const missing = report.gaps.filter((gap) => gap.reason === 'missing')
  const published = shownDate(report.timeliness.published, language)
  const page = html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${report.title[language]}</title>
<style>${raw(publicStyle + reportStyle)}</style>
</head>
<body>
<a class="skip" href="#report">${t('skip')}</a>
<header class="masthead">
<p class="tools"><a href="../../../index.html">${t('allReports')}</a> <a href="${language === 'zh' ? 'index.en.html' : 'index.html'}" lang="${language === 'zh' ? 'en' : 'zh-CN'}">${t('otherLanguage')}</a></p>
<h1>${report.title[language]}</h1>
<p class="meta"><span>${t('issuer')}${colon[language]}${report.issuer.name[language]}</span> <span>${t('published')}${colon[language]}${published}</span> <span>${t('version')}${colon[language]}${t('versionNumber', { n: report.version })}</span></p>
</header>
<main id="report">
${report.note ? html`<p class="notice"><strong>${t('noteTitle')}${colon[language]}</strong>${report.note[language]}</p>` : ''}
${report.correction ? correctionNotice(definition, report, language) : ''}
${missing.length > 0 ? html`<div class="notice gap"><strong>${t('gapsTitle')}${colon[language]}</strong>${t('gaps', { units: unitNames(missing, language) })}</div>` : ''}
<nav class="contents" aria-label="${t('contents')}"><ol>${definition.parts.map((part) => html`<li><a href="#part-${part.id}">${partTitle(part, language)}</a></li>`)}<li><a href="#about">${t('about')}</a></li></ol></nav>
${reportBody(definition, draft, language)}
<p class="issuer">${report.issuer.name[language]}<br>${published}</p>
<section class="about" id="about" aria-labelledby="about-title">
<h2 id="about-title">${t('about')}</h2>
${signatures(report, language)}
${timeliness(report, language)}
${unitTable(report, language)}
${adjustments(definition, report, language)}
${justified(report, language)}
${dataAndVerification(report, language)}
</section>
</main>
</body>
</html>
`
  return String(page)
}

/**
 * The six parts as they will be published. The approver's page shows this very markup: what is signed is what is published.
 * `marks` says more about single cells; cells that a missing unit would have added to are marked here already.
 */
export function reportBody(
  definition: ReportDefinition,
  draft: DraftDocument,
  language: Language,
  marks: Readonly<Record<string, CellMark>> = {},
): Markup {
  return html`<article class="report">
${definition.parts.map(
  (part) => html`<section id="part-${part.id}" aria-labelledby="part-${part.id}-title">
<h2 id="part-${part.id}-title">${partTitle(part, language)}</h2>
${part.body.kind === 'table' ? tablePart(definition, draft, part, part.body.table, language, marks) : narrativePart(draft, part, language)}
</section>
`,
)}</article>`
}

/** 一、总体情况 / I. Overview */
export const partTitle = ({ number, title }: ReportPart, language: Language): string =>
  `${number[language]}${language === 'zh' ? '、' : '. '}${title[language]}`

function tablePart(
  definition: ReportDefinition,
  draft: DraftDocument,
  part: ReportPart,
  id: string,
  language: Language,
  marks: Readonly<Record<string, CellMark>>,
): Markup {
  const table = definition.tables.find((table) => table.id === id)!
  const missing = draft.gaps.filter((gap) => gap.reason === 'missing')
  const all = missing.length > 0 ? withGaps(definition, draft, marks) : marks
  const title = part.title[language]
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${fill(texts.scroll[language], { table: title })}">
${officialTable(compileDefinition(definition), table, draft.figures, language, title, all)}
</div>
${missing.length > 0 ? html`<p class="gap-note">※ ${fill(texts.tableGap[language], { units: unitNames(missing, language) })}</p>` : ''}`
}

/** Cells that every unit fills are incomplete as soon as one of them is missing. */
function withGaps(
  definition: ReportDefinition,
  draft: DraftDocument,
  marks: Readonly<Record<string, CellMark>>,
): Record<string, CellMark> {
  const all: Record<string, CellMark> = { ...marks }
  for (const { id, owner } of compileDefinition(definition).cells) {
    if (owner === 'each' && draft.figures[id] !== null) all[id] = { ...all[id], incomplete: true }
  }
  return all
}

function narrativePart(draft: DraftDocument, part: ReportPart, language: Language): Markup | Markup[] {
  const written = draft.texts[part.id] ?? []
  if (written.length === 0) {
    const missing = draft.gaps.filter((gap) => gap.reason === 'missing')
    const owed = part.body.kind === 'narrative' && part.body.required && missing.length > 0
    return owed
      ? html`<p class="blank">${fill(texts.notReported[language], { unit: unitNames(missing, language) })}</p>`
      : html`<p>${texts.none[language]}</p>`
  }
  const names = new Map([...draft.slices, ...draft.gaps].map(({ unit, name }) => [unit, name]))
  const several = part.body.kind === 'narrative' && part.body.strategy === 'concatenate'
  return written.map(
    ({ by, text }) => html`${several ? html`<h3>${names.get(by)?.[language] ?? by}</h3>` : ''}${paragraphs(text)}`,
  )
}

/** A line is a paragraph; a line that is only a numbered heading, as （一）工作落实情况, is set as one. */
function paragraphs(text: string): Markup[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^[\s\u3000]+|[\s\u3000]+$/g, ''))
    .filter((line) => line !== '')
    .map((line) =>
      /^([（(][一二三四五六七八九十]+[）)]|\d+[.．、]).{1,28}$/.test(line) && !/[。；：]$/.test(line)
        ? html`<p class="heading">${line}</p>\n`
        : html`<p>${line}</p>\n`,
    )
}

export const unitNames = (units: readonly { name: { zh: string; en: string } }[], language: Language): string =>
  units.map(({ name }) => name[language]).join(language === 'zh' ? '、' : ', ')

function correctionNotice(definition: ReportDefinition, report: PublishedReport, language: Language): Markup {
  const correction = report.correction!
  const kinds = cellKinds(definition)
  const changedTexts = definition.parts.filter((part) => correction.texts.some((text) => text.part === part.id))
  return html`<div class="notice correction">
<p><strong>${texts.correctionTitle[language]}。</strong>${fill(texts.correction[language], { reason: correction.reason })} <a href="../v${correction.of}/index${language === 'en' ? '.en' : ''}.html">${fill(texts.correctionOld[language], { n: correction.of })}</a></p>
${
  correction.figures.length > 0
    ? html`<div class="scroll" role="region" tabindex="0" aria-label="${texts.correctionFigures[language]}"><table class="list"><caption>${texts.correctionFigures[language]}</caption><thead><tr><th scope="col">${texts.correctionCell[language]}</th><th scope="col">${texts.correctionFrom[language]}</th><th scope="col">${texts.correctionTo[language]}</th></tr></thead><tbody>
${correction.figures.map((change) => html`<tr><th scope="row">${change.label[language]}</th><td>${shownFigure(change.from, kinds(change.cell), language)}</td><td>${shownFigure(change.to, kinds(change.cell), language)}</td></tr>\n`)}</tbody></table></div>`
    : ''
}
${changedTexts.length > 0 ? html`<p>${fill(texts.correctionTexts[language], { parts: changedTexts.map((part) => part.title[language]).join(language === 'zh' ? '、' : ', ') })}</p>` : ''}
</div>`
}

/** The kind of a cell by its id. */
export const cellKinds =
  (definition: ReportDefinition) =>
  (cell: string): CellKind =>
    compileDefinition(definition).byId.get(cell)?.kind ?? { kind: 'count' }

function signatures(report: PublishedReport, language: Language): Markup {
  const t = (key: keyof typeof texts, values: Record<string, string | number> = {}) =>
    fill(texts[key][language], values)
  const { zone } = report.timeliness
  const name = (person: PublishedPerson) => called(person, language)
  const seatRow = (stage: PublishedReport['signatures'][number], seat: (typeof stage)['seats'][number]) => {
    const { decision, forced, reassigned } = seat
    if (!decision) {
      const text = forced
        ? t('forced', { seat: name(seat.seat), by: name(forced.by), reason: forced.reason })
        : t('unsigned', { seat: name(seat.seat), need: stage.need })
      return html`<tr><th scope="row">${stage.title[language]}</th><td colspan="3">${text}</td></tr>\n`
    }
    const capacity =
      decision.capacity === 'delegate'
        ? t('delegate', { seat: name(seat.seat), reason: decision.delegation ?? '' })
        : decision.capacity === 'substitute'
          ? t('substitute', { seat: name(seat.seat) })
          : reassigned
            ? t('reassigned', { seat: name(seat.seat), by: name(reassigned.by), reason: reassigned.reason })
            : ''
    const carried = decision.draft !== report.draft ? t('signaturesCarried') : ''
    return html`<tr><th scope="row">${stage.title[language]}</th><td>${name(decision.by)}${capacity ? html`<br><small>${capacity}</small>` : ''}</td><td>${shownMoment(decision.at, zone, language)}${carried ? html`<br><small>${carried}</small>` : ''}</td><td>${decision.attestation}</td></tr>\n`
  }
  return html`<h3>${t('signatures')}</h3>
<p>${t('signaturesLead')}</p>
<div class="scroll" role="region" tabindex="0" aria-label="${t('signatures')}">
<table class="list signatures"><caption class="aside">${t('signatures')}</caption>
<thead><tr><th scope="col">${t('stage')}</th><th scope="col">${t('signatory')}</th><th scope="col">${t('signedAt')}</th><th scope="col">${t('attestation')}</th></tr></thead>
<tbody>
${report.signatures.map((stage) =>
  stage.skipped
    ? html`<tr><th scope="row">${stage.title[language]}</th><td colspan="3">${t('skipped', { by: name(stage.skipped.by), reason: stage.skipped.reason })}</td></tr>\n`
    : stage.seats.map((seat) => seatRow(stage, seat)),
)}</tbody></table>
</div>
${report.rounds > 1 ? html`<p>${t('rounds', { n: report.rounds })}</p>` : ''}`
}

function timeliness(report: PublishedReport, language: Language): Markup {
  const { legal, published, daysLate } = report.timeliness
  const values = { legal: shownDate(legal, language), published: shownDate(published, language) }
  return html`<h3>${texts.timeliness[language]}</h3>
<p>${daysLate ? fill(texts.tooLate[language], { ...values, days: daysLate }) : fill(texts.inTime[language], values)}</p>`
}

function unitTable(report: PublishedReport, language: Language): Markup {
  const t = (key: keyof typeof texts, values: Record<string, string | number> = {}) =>
    fill(texts[key][language], values)
  const count = (standing: PublishedReport['units'][number]['standing']) =>
    report.units.filter((unit) => unit.standing === standing).length
  const standing = (unit: PublishedReport['units'][number]) => {
    if (unit.standing === 'late') return t('late', { days: unit.daysLate ?? 1 })
    return t(unit.standing === 'on-time' ? 'onTime' : unit.standing)
  }
  const remarks = (unit: PublishedReport['units'][number]) => [
    ...(unit.nil ? [t('nil')] : []),
    ...unit.reopened.map((act) => t(act.act, { until: shownDate(act.until, language), reason: act.reason })),
    ...(unit.exemption ? [t('exemption', { reason: unit.exemption.reason })] : []),
  ]
  return html`<h3>${t('units')}</h3>
<p>${t('unitsLead', {
    total: report.units.length,
    onTime: count('on-time'),
    late: count('late'),
    missing: count('missing'),
    exempt: count('exempt'),
    nil: report.units.filter((unit) => unit.nil).length,
  })}</p>
<div class="scroll" role="region" tabindex="0" aria-label="${t('units')}">
<table class="list"><caption class="aside">${t('units')}</caption>
<thead><tr><th scope="col">${t('unit')}</th><th scope="col">${t('standing')}</th><th scope="col">${t('due')}</th><th scope="col">${t('filed')}</th><th scope="col">${t('revision')}</th></tr></thead>
<tbody>
${report.units.map(
  (unit) =>
    html`<tr><th scope="row">${unit.name[language]}</th><td class="${unit.standing}">${standing(unit)}${remarks(unit).map((remark) => html`<br><small>${remark}</small>`)}</td><td>${shownDate(unit.due, language)}</td><td>${unit.filed ? shownDate(unit.filed, language) : '—'}</td><td>${unit.revision ?? '—'}</td></tr>\n`,
)}</tbody></table>
</div>`
}

function adjustments(definition: ReportDefinition, report: PublishedReport, language: Language): Markup | string {
  if (report.adjustments.length === 0) return ''
  const t = (key: keyof typeof texts) => texts[key][language]
  const kinds = cellKinds(definition)
  const names = new Map(report.units.map((unit) => [unit.id, unit.name[language]]))
  return html`<h3>${t('adjustments')}</h3>
<div class="scroll" role="region" tabindex="0" aria-label="${t('adjustments')}">
<table class="list"><caption class="aside">${t('adjustments')}</caption>
<thead><tr><th scope="col">${t('unit')}</th><th scope="col">${t('cell')}</th><th scope="col">${t('adjustedFrom')}</th><th scope="col">${t('adjustedTo')}</th><th scope="col">${t('reason')}</th></tr></thead>
<tbody>
${report.adjustments.map((a) => html`<tr><th scope="row">${names.get(a.unit) ?? a.unit}</th><td>${a.label[language]}</td><td>${shownFigure(a.from, kinds(a.cell), language)}</td><td>${shownFigure(a.to, kinds(a.cell), language)}</td><td>${a.reason}（${called(a.by, language)}）</td></tr>\n`)}</tbody></table>
</div>`
}

function justified(report: PublishedReport, language: Language): Markup | string {
  if (report.justified.length === 0) return ''
  const names = new Map(report.units.map((unit) => [unit.id, unit.name[language]]))
  return html`<h3>${texts.justified[language]}</h3>
<p>${texts.justifiedLead[language]}</p>
<ul class="justified">
${report.justified.map((j) => html`<li>${j.unit === '' ? texts.office[language] : (names.get(j.unit) ?? j.unit)}${colon[language]}${j.message?.[language] ?? j.instance}<br><strong>${texts.explanation[language]}${colon[language]}</strong>${j.explanation}</li>\n`)}</ul>`
}

function dataAndVerification(report: PublishedReport, language: Language): Markup {
  const t = (key: keyof typeof texts) => texts[key][language]
  return html`<h3>${t('data')}</h3>
<ul class="downloads">
<li><a href="report.json">${t('dataJson')}</a></li>
<li><a href="figures.csv">${t('dataCsv')}</a></li>
<li><a href="report.schema.json">${t('dataSchema')}</a></li>
<li><a href="manifest.json">${t('dataManifest')}</a></li>
<li><a href="manifest.sig.json">${t('dataSignature')}</a></li>
</ul>
<dl class="digests">
<dt>${t('draftDigest')}</dt><dd><code>${report.draft}</code></dd>
<dt>${t('definitionUsed')}</dt><dd>${report.definition.title[language]} · ${fill(texts.versionNumber[language], { n: report.definition.version })}<br><code>${report.definition.digest}</code></dd>
<dt>${t('basis')}</dt><dd>${report.definition.basis[language]}</dd>
</dl>`
}
