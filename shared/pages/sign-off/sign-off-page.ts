import { html } from 'hono/html'
import { shownDate, shownMoment } from '../../calendar/civil-date.ts'
import { adjustmentsOf, objectionTo } from '../../cycle/asks.ts'
import type { Person } from '../../cycle/facts.ts'
import { type Lent, lentOf } from '../../cycle/hand-in-draft.ts'
import { called, nameIn } from '../../cycle/people.ts'
import {
  type AllUnits,
  correctionUnderWay,
  isCountedHere,
  knownUnit,
  unitStanding,
} from '../../cycle/reporting-cycle.ts'
import { type SeatStanding, type StageStanding, stageStandings } from '../../cycle/stage-standing.ts'
import { dueOfStage, provisionalYear } from '../../cycle/unit-due.ts'
import { leftOutOf, markedGaps } from '../../draft/draft.ts'
import { diffDrafts, type FigureChange, isEmptyDiff } from '../../draft/draft-diff.ts'
import { type Provenance, provenanceOf } from '../../draft/provenance.ts'
import { cellsConfirmed } from '../../draft/sign-off-route.ts'
import { entryOf } from '../../present.ts'
import { publishedAct, signatureOf } from '../../published/signature.ts'
import type { CompiledDefinition } from '../../report/cells.ts'
import { blank, type Figure, notApplicable } from '../../report/figure.ts'
import { blocking, type Finding } from '../../report/finding.ts'
import { instanceTitle } from '../../report/integrity/instance-title.ts'
import type { Language } from '../../report/report-definition.ts'
import { reportName } from '../../report/report-name.ts'
import { stageOf } from '../../report/stages.ts'
import { relationsSaid } from '../../words/approver/relations-texts.ts'
import { signOffPageTexts as texts } from '../../words/approver/sign-off-page-texts.ts'
import { gapsListed, gapsSaid } from '../../words/gap-texts.ts'
import { noticeTexts } from '../../words/notice-texts.ts'
import { reportTexts } from '../../words/public/report-page-texts.ts'
import { colon, partTitle, pause, semicolon, wordsIn } from '../../words/words-in.ts'
import { decisionBarStyle } from '../frame/decision-bar.ts'
import { keptScript } from '../frame/kept-script.ts'
import { type Markup, notice, pageLayout } from '../frame/layout.ts'
import { maskedAddress } from '../frame/link-page.ts'
import { officeLinkOf } from '../frame/office-link.ts'
import { capacitySaid, forcedSaid, givenSaid, skippedSaid } from '../frame/seat-said.ts'
import { figureListStyle, figureLists } from '../report/figure-list.ts'
import { type CellMark, shownFigure } from '../report/official-table.ts'
import { cellKinds, reportBody, unitNames } from '../report/report-body.ts'
import { reportStyle } from '../report/report-style.ts'
import { agreeBar, delegationForm, returnForm, returns, type SignOffPage } from './sign-off-forms.ts'
import { signOffStyle } from './sign-off-style.ts'

/**
 * What an approver needs in order to decide, on a phone: the matter in short, what changed for this very person, the whole draft
 * as it will be published, where its figures come from, who has signed. Nothing is chosen beforehand; showing it changes nothing.
 */
export function signOffPage(page: SignOffPage): string {
  const { language, state, compiled, draft, situation, lastSeen } = page
  const t = wordsIn(texts, language)
  if (returns(page))
    return pageLayout({ ...frameOf(page), title: t.returnTitle, body: html`${problemBox(page)}${returnForm(page)}` })
  const changes = lastSeen && diffDrafts(compiled.definition, lastSeen.draft, draft)
  const remarks = remarksOf(page)
  const asked = confirmedIn(page, situation.stage.stage)
  return pageLayout({
    ...frameOf(page),
    title: (asked.length > 0 ? t.confirms.heading : t.title)(`${page.person.title ?? ''}${page.person.name}`),
    languageAt: '/sign-off',
    styles: [reportStyle, figureListStyle, decisionBarStyle, signOffStyle],
    // What was typed of a deputy stays with the answer; besides it nothing was written here.
    ...(!page.delegation && { script: keptScript }),
    body: html`${problemBox(page)}
${situation.is === 'barred' ? notice('bad', t.barredTitle, html`<p>${situation.why[language]}</p>`) : ''}
${correctionNotice(page)}
${summary(page)}
${state.opening.note ? html`<p class="hint">${reportTexts.noteTitle[language]}${colon[language]}${state.opening.note[language]}</p>` : ''}
${gapNotice(page)}
${confirmList(page)}
<section id="changes">
${lastSeen && changes ? html`<h2>${t.changes}</h2>${sinceLastSeen(page, lastSeen, changes)}` : asked.length > 0 ? '' : html`<p>${t.firstTime}</p>`}
${page.lastYear ? '' : html`<p class="hint">${t.lastYearNone}</p>`}
</section>
${remarkList(page, remarks)}
${adjustmentList(page)}
<section id="figures">${figuresOf(page, remarks, changes?.figures ?? [])}</section>
<section id="report"><details><summary><h2>${t.report}</h2></summary>
${changes && changes.figures.length > 0 ? html`<p class="hint">${t.reportChangedHint}</p>` : ''}
${reportBody(compiled.definition, draft, language, marksOf(changes?.figures ?? [], remarks))}
</details></section>
<p class="hint">${t.digest}${colon[language]}<span class="digest">${situation.round.draft.digest.slice(0, 16)}</span></p>
${provenanceList(page)}
<section id="signed"><details><summary><h2>${t.signed}</h2></summary>
${stageList(page)}
</details></section>
${situation.is === 'asked' ? agreeBar(page) : ''}
${delegationForm(page)}`,
  })
}

const frameOf = ({ language, compiled, draft, person, contact }: SignOffPage) => ({
  ...{ language, contact, wide: true, holder: shownHolder(person) },
  closes: 'sign-off' as const,
  context: reportName(compiled.definition, draft)[language],
  styles: [decisionBarStyle, signOffStyle],
})

export const shownHolder = (person: Person): string => `${called(person, 'zh')}（${maskedAddress(person.address)}）`

function problemBox({ problems = [], language }: SignOffPage): Markup | string {
  if (problems.length === 0) return ''
  return notice(
    'bad',
    texts.problems[language],
    html`<ul>${problems.map(({ message, field }) => {
      const at = field && anchorOf(field)
      return html`<li>${at ? html`<a href="#${at}">${message[language]}</a>` : message[language]}</li>`
    })}</ul>`,
  )
}

/** The element a problem is about. */
const anchorOf = (field: string): string => {
  const row = /^reasons\.(\d+)$/.exec(field)?.[1]
  if (field === 'choice' || field === 'attestation') return 'decide'
  return row ? `row-${row}` : `field-${field}`
}

/** Who signs a correction reads so before anything else: of which version, and why. */
function correctionNotice({ state, language }: SignOffPage): Markup | string {
  const correcting = correctionUnderWay(state)
  if (!correcting) return ''
  const t = wordsIn(texts, language)
  const { version } = correcting.published
  return notice(
    'bad',
    t.correction(version),
    html`<blockquote>${correcting.begun.reason}</blockquote><p>${t.correctionNext(version + 1)} <a href="#changes">${t.changes}</a></p>`,
  )
}

/** The first screen: until when, who has agreed and who comes next, and what the check says in three lines. */
function summary(page: SignOffPage): Markup {
  const { state, situation, language } = page
  const t = wordsIn(texts, language)
  const { opening } = state
  const due = dueOfStage(state, situation.stage.stage, page.person.id)
  const forNow = provisionalYear(state, situation.stage.stage)
  const round = situation.round.round
  return html`<section class="ask">
<p>${t.dueBy} <strong>${shownDate(due, language)}</strong>${forNow ? noticeTexts.mark[language] : ''}${round > 1 ? html` <span class="nowrap">· ${t.roundNumber(round)}</span>` : ''}<br><span class="hint">${t.legal} ${shownDate(opening.timetable.legal, language)}</span></p>${forNow ? html`<p class="hint">${noticeTexts.says(forNow)[language]}</p>` : ''}
<p class="hint">${wayOf(page)}</p>
</section>
<ul class="verdicts">
${verdicts(page).map(
  ({
    kind,
    text,
    at,
  }) => html`<li class="${kind}"><span aria-hidden="true">${kind === 'good' ? '✓' : '!'}</span> <span>${text}${at ? html` <a href="#${at}">${t.see}</a>` : ''}</span></li>
`,
)}</ul>`
}

/** Who has agreed so far, and where the draft goes after this stage. */
function wayOf({ state, compiled, situation, language }: SignOffPage): string {
  const t = wordsIn(texts, language)
  const standings = stageStandings(state, compiled.definition)
  const here = standings.findIndex(({ stage }) => stage === situation.stage.stage)
  const join = (names: string[]) => names.join(pause[language])
  const agreed = standings.flatMap(({ seats }) =>
    seats.flatMap(({ decision }) => (decision?.choice === 'approve' ? nameIn(state, decision.by, language) : [])),
  )
  const next = standings.slice(here + 1).find(({ status }) => status === 'waiting')
  const after = next
    ? t.wayNext(join(next.seats.map(({ holder }) => `${holder.title ?? ''}${holder.name}`)))
    : t.wayLast
  return agreed.length > 0 ? `${t.wayAgreed(join(agreed))}${after}` : after
}

type Verdict = { kind: 'good' | 'note' | 'bad'; text: string; at?: string }

/** The submission that a slice of the draft was made of. */
const submissionIn = (state: AllUnits, { unit, revision }: { unit: string; revision: number }) =>
  knownUnit(state, unit)?.submissions.find((sent) => sent.revision === revision)

/** What the units filed, what the check says, what the office changed: only what is true of this draft. */
function verdicts(page: SignOffPage): Verdict[] {
  const { state, compiled, draft, findings, language } = page
  const t = wordsIn(texts, language)
  const gaps = markedGaps(draft.gaps)
  const exempt = draft.gaps.filter((gap) => gap.reason === 'exempt')
  const used = draft.slices.map((slice) => ({ slice, sent: submissionIn(state, slice) }))
  const byOffice = used.flatMap(({ slice, sent }) => (sent?.channel === 'office' ? [slice] : []))
  const nil = draft.slices.filter((slice) => slice.nil && !byOffice.includes(slice))
  const lent = (by: (lent: Lent) => readonly string[], said: typeof t.unitsByLink): Verdict[] => {
    const each = draft.slices.flatMap((slice) => {
      const unit = knownUnit(state, slice.unit)
      return unit ? by(lentOf(unit, slice.revision)).map((officer) => ({ officer, slice })) : []
    })
    return [...Map.groupBy(each, ({ officer }) => officer)].map(([officer, lines]) => {
      const names = unitNames(
        lines.map(({ slice }) => slice),
        language,
      )
      return { kind: 'note', text: said(nameIn(state, officer, language), names) }
    })
  }
  const total = state.units.filter(
    (unit) => isCountedHere(unit) && unitStanding(unit, compiled.definition) !== 'exempt',
  ).length
  const broken = blocking(findings).length
  const remarks = remarksOf(page).length - broken
  const leftOut = leftOutOf(draft)
  const units: Verdict =
    gaps.length > 0
      ? { kind: 'bad', text: t.unitsMissing(total, draft.slices.length, gapsListed(gaps, language)) }
      : { kind: 'good', text: t.unitsAll(total) }
  const relations: Verdict =
    broken > 0
      ? { kind: 'bad', text: t.checksBad(broken), at: 'remark-1' }
      : {
          kind: leftOut.open > 0 || leftOut.missing ? 'note' : 'good',
          text: relationsSaid(leftOut)[language],
        }
  return [
    units,
    ...(byOffice.length > 0 ? [{ kind: 'note', text: t.unitsByOffice(unitNames(byOffice, language)) } as const] : []),
    ...lent(({ linkIssuedBy }) => (linkIssuedBy ? [linkIssuedBy] : []), t.unitsByLink),
    ...lent(({ typedThrough = [] }) => typedThrough, t.unitsTypedByLink),
    ...lent(({ confirmedThrough }) => (confirmedThrough ? [confirmedThrough] : []), t.unitsConfirmedByLink),
    ...(nil.length > 0 ? [{ kind: 'note', text: t.unitsNil(nil.length, unitNames(nil, language)) } as const] : []),
    ...(exempt.length > 0 ? [{ kind: 'note', text: t.unitsExempt(unitNames(exempt, language)) } as const] : []),
    relations,
    ...confirmations(page),
    ...(remarks > 0 ? [{ kind: 'note', text: t.checksWarn(remarks), at: `remark-${broken + 1}` } as const] : []),
    ...(draft.adjustments.length > 0
      ? [{ kind: 'note', text: t.adjustedCount(draft.adjustments.length), at: 'adjustments' } as const]
      : []),
  ]
}

/** Before everything else, what a second contributor is asked about: each cell, and what every unit gave for it. */
function confirmList(page: SignOffPage): Markup | string {
  const { compiled, draft, situation, language } = page
  const cells = confirmedIn(page, situation.stage.stage)
  if (cells.length === 0) return ''
  const t = wordsIn(texts, language)
  const given = givenFor(page)
  const show = (cell: string, figure: Figure | undefined) =>
    shownFigure(figure, cellKinds(compiled.definition)(cell), language)
  return html`<section id="confirms"><h2>${t.confirms.title(cells.length)}</h2><p>${t.confirms.lead}</p>
<table class="changes"><thead><tr><th scope="col">${t.cell}</th><th scope="col">${t.confirms.figure}</th><th scope="col">${t.confirms.from}</th></tr></thead>
<tbody>
${cells.map((cell) => {
  const from = given(cell)
  return html`<tr><th scope="row">${entryOf(compiled.byId, cell).name[language]}</th><td><b>${show(cell, draft.figures[cell])}</b></td><td>${from.length === 0 ? t.confirms.zero : from.map(([name, figure]) => `${name} ${show(cell, figure)}`).join(semicolon[language])}</td></tr>\n`
})}</tbody></table></section>`
}

/** What the units gave for a cell, by name; of a unit that gave 0 there is nothing to read. */
function givenFor({
  compiled,
  draft,
  submissions,
  state,
  language,
}: SignOffPage): (cell: string) => [string, Figure][] {
  const roles = new Map(state.opening.units.map(({ id, roles }) => [id, roles]))
  const names = new Map(state.units.map(({ unit }) => [unit.id, unit.name[language]]))
  const provenance = provenanceOf(compiled, draft, submissions, roles)
  return (cell) =>
    Object.entries(provenance[cell]?.from ?? {})
      .filter(([, figure]) => figure !== '0')
      .map(([unit, figure]) => [names.get(unit) ?? unit, figure])
}

/** What second contributors have confirmed by now. */
const confirmations = (page: SignOffPage): Verdict[] =>
  stageStandings(page.state, page.compiled.definition).flatMap(({ stage, status, seats }) => {
    const cells = confirmedIn(page, stage)
    const by = seats.flatMap(({ decision }) => (decision ? nameIn(page.state, decision.by, page.language) : []))
    if (status !== 'approved' || cells.length === 0 || by.length === 0) return []
    const rows = new Set(cells.map((cell) => entryOf(page.compiled.byId, cell).rowName[page.language]))
    const t = wordsIn(texts, page.language)
    const [names, what] = [by, [...rows]].map((list) => list.join(pause[page.language])) as [string, string]
    return [{ kind: 'good', text: t.confirms.by(stageTitle(page, stage), names, cells.length, what) }]
  })

/** The cells that a stage confirms, where it is a second contributor. */
const confirmedIn = ({ compiled }: Pick<SignOffPage, 'compiled'>, stage: string): string[] =>
  cellsConfirmed(compiled.definition, stageOf(compiled.definition, stage))

/** Every table as a list of figures, with what is explained or adjusted under the very figure. */
function figuresOf(page: SignOffPage, remarks: readonly Remark[], changes: readonly FigureChange[]): Markup[] {
  const { compiled, draft, language, lastYear } = page
  const t = wordsIn(texts, language)
  const notes = new Map<string, Markup>()
  const add = (cell: string | undefined, note: Markup) => {
    const known = cell === undefined ? undefined : notes.get(cell)
    if (cell !== undefined) notes.set(cell, known ? html`${known}<br>${note}` : note)
  }
  for (const [index, remark] of remarks.entries()) add(remark.cell, remarkTold(page, remark, index))
  for (const adjustment of draft.adjustments) {
    const { cell, from, reason } = adjustment
    const was = t.adjustedHere(shownFigure(from, cellKinds(compiled.definition)(cell), language))
    add(cell, html`<b>${was}</b> ${reason}${objection(page, adjustment)}`)
  }
  const before = Object.fromEntries(changes.map(({ cell, from }) => [cell, from ?? blank]))
  return figureLists({ compiled, language, figures: draft.figures, before, notes, ...(lastYear && { lastYear }) })
}

const stageTitle = ({ compiled, language }: Pick<SignOffPage, 'compiled' | 'language'>, id: string): string =>
  stageOf(compiled.definition, id).title[language]

function gapNotice({ draft, language }: SignOffPage): Markup | string {
  const gaps = markedGaps(draft.gaps)
  if (gaps.length === 0) return ''
  const sentence = reportTexts.gapsInDraft(gapsSaid(gaps, language))[language]
  return notice('bad', reportTexts.gapsTitle[language], html`<p>${sentence}</p>`)
}

function sinceLastSeen(
  { compiled, language, draft }: SignOffPage,
  { decision }: NonNullable<SignOffPage['lastSeen']>,
  changes: ReturnType<typeof diffDrafts>,
): Markup {
  const t = wordsIn(texts, language)
  const choice = t[decision.choice === 'approve' ? 'youApproved' : 'youReturned']
  const slices = changes.slices
    .map(({ unit }) => draft.slices.find((slice) => slice.unit === unit))
    .filter((s) => s !== undefined)
  return html`<p>${t.sinceYours(decision.round, choice)}</p>
${decision.reasons.length > 0 ? html`<p class="hint">${t.yourReasons}${colon[language]}${[...new Set(decision.reasons.map(({ text }) => text))].join(semicolon[language])}</p>` : ''}
${isEmptyDiff(changes) ? html`<p>${t.nothingChanged}</p>` : ''}
${slices.length > 0 ? html`<p>${t.changedSlices(unitNames(slices, language))}</p>` : ''}
${changes.figures.length > 0 ? changeTable(compiled, changes.figures, [t.changedFigures, t.before, t.now], language) : ''}
${
  changes.texts.length > 0
    ? html`<h3>${t.changedTexts}</h3>${changes.texts.map(({ part, lines }) => {
        const title = compiled.definition.parts.find(({ id }) => id === part)
        return html`<h4>${title ? partTitle(title, language) : part}</h4>
${lines
  .filter(({ kind }) => kind !== 'same')
  .map(({ kind, text }) =>
    kind === 'added'
      ? html`<p class="line"><b>${t.added}</b> <ins>${text}</ins></p>`
      : html`<p class="line"><b>${t.removed}</b> <del>${text}</del></p>`,
  )}`
      })}`
    : ''
}`
}

function changeTable(
  compiled: CompiledDefinition,
  changes: readonly FigureChange[],
  [caption, before, now]: [string, string, string],
  language: Language,
): Markup {
  const kindOf = cellKinds(compiled.definition)
  const show = (cell: string, figure: Figure | undefined) =>
    figure === undefined ? '—' : shownFigure(figure, kindOf(cell), language)
  return html`<table class="changes"><caption>${caption}</caption>
<thead><tr><th scope="col">${texts.cell[language]}</th><th scope="col">${before}</th><th scope="col">${now}</th></tr></thead>
<tbody>
${changes.map(({ cell, from, to }) => html`<tr><th scope="row">${compiled.byId.get(cell)?.name[language] ?? cell}</th><td>${show(cell, from)}</td><td>${show(cell, to)}</td></tr>\n`)}</tbody></table>`
}

/** `cell`: the figure it stands under; a remark about none of the form stands in a list of its own. */
type Remark = { finding?: Finding; cell?: string; instance: string; unit?: string; text?: string }

/** What the check says about the draft, and the explanations given: blocking ones first, then in the order of the check. */
function remarksOf({ findings, draft, compiled }: SignOffPage): Remark[] {
  const told = findings.filter((finding) => finding.severity !== 'info')
  const explained = new Set<string>()
  const remarks = [...blocking(told), ...told.filter((f) => f.severity === 'warning')].map((finding): Remark => {
    const given = draft.justifications.find((j) => j.instance === finding.instance && j.figures === finding.figures)
    if (given) explained.add(`${given.unit} ${given.instance}`)
    const cell = [finding.root?.cell, ...finding.cells].find((id) => id !== undefined && compiled.byId.has(id))
    return {
      ...{ finding, instance: finding.instance },
      ...(cell !== undefined && { cell }),
      ...(given && { unit: given.unit, text: given.text }),
    }
  })
  const others = draft.justifications.filter(({ unit, instance }) => !explained.has(`${unit} ${instance}`))
  return [...remarks, ...others.map(({ unit, instance, text }): Remark => ({ unit, instance, text }))]
}

/** What the check says, and what was answered to it. */
function remarkTold({ draft, compiled, language }: SignOffPage, remark: Remark, index: number): Markup {
  const { finding, instance, unit, text } = remark
  const t = wordsIn(texts, language)
  const told = finding?.message[language] ?? instanceTitle(compiled, instance)?.[language] ?? instance
  const who = draft.slices.find((slice) => slice.unit === unit)?.name[language] ?? t.office
  const answered = unit === undefined ? t.explained : t.explainedBy(who)
  return html`<span id="remark-${index + 1}"><b>${t.remarkNumber(index + 1)}</b> ${finding?.severity === 'blocking' ? html`<strong class="error">${t.broken}</strong> ` : ''}${told}<br>${
    text ? html`<b>${answered}${colon[language]}</b>${text}` : t.unexplained
  }</span>`
}

function remarkList(page: SignOffPage, remarks: readonly Remark[]): Markup | string {
  const others = [...remarks.entries()].filter(([, { cell }]) => cell === undefined)
  if (others.length === 0) return ''
  return html`<section id="remarks"><h2>${texts.remarks[page.language]}</h2>
<ul class="remarks">${others.map(([index, remark]) => html`<li>${remarkTold(page, remark, index)}</li>`)}</ul></section>`
}

/** Cells the reader should look at: what changed for them, and what a remark is about. */
function marksOf(changes: readonly FigureChange[], remarks: readonly Remark[]): Record<string, CellMark> {
  const marks: Record<string, CellMark> = {}
  for (const { cell, from } of changes) marks[cell] = { before: from ?? blank }
  for (const [index, { cell }] of remarks.entries()) {
    if (cell) marks[cell] = { ...marks[cell], remark: { number: index + 1, anchor: `remark-${index + 1}` } }
  }
  return marks
}

function adjustmentList(page: SignOffPage): Markup | string {
  const { compiled, draft, state, language } = page
  if (draft.adjustments.length === 0) return ''
  const t = wordsIn(texts, language)
  const kindOf = cellKinds(compiled.definition)
  const names = new Map(state.units.map(({ unit }) => [unit.id, unit.name[language]]))
  return html`<section id="adjustments"><h2>${t.adjustments}</h2><ul>${draft.adjustments.map(
    ({ unit, cell, from, to, reason, by }) =>
      html`<li>${names.get(unit) ?? unit} · ${compiled.byId.get(cell)?.name[language] ?? cell}${colon[language]}${shownFigure(from, kindOf(cell), language)} → <b>${shownFigure(to, kindOf(cell), language)}</b>（${reason}；${nameIn(state, by, language)}）${objection(page, { unit, cell, to })}</li>`,
  )}</ul></section>`
}

/** What the unit has to say against an adjustment, and the office's word on that: whoever signs sees both. */
function objection(
  { state, language }: SignOffPage,
  { unit: id, cell, to }: Pick<SignOffPage['draft']['adjustments'][number], 'unit' | 'cell' | 'to'>,
): Markup | string {
  const unit = state.units.find(({ unit }) => unit.id === id)
  const act = unit && adjustmentsOf(state, unit).findLast((each) => each.cell === cell && each.to === to)
  const said = act && objectionTo(unit, act)
  if (!said) return ''
  const t = wordsIn(texts, language)
  return html`<br><b class="error">${t.objection(unit.unit.name[language])}${colon[language]}</b>${said.text}<br>${said.answer ? html`<b>${t.objectionAnswered}${colon[language]}</b>${said.answer.reason}` : t.objectionOpen}`
}

function provenanceList({ compiled, draft, submissions, state, language, situation }: SignOffPage): Markup {
  const t = wordsIn(texts, language)
  const roles = new Map(state.opening.units.map(({ id, roles }) => [id, roles]))
  const names = new Map(state.units.map(({ unit }) => [unit.id, unit.name[language]]))
  const kindOf = cellKinds(compiled.definition)
  const provenance = Object.entries(provenanceOf(compiled, draft, submissions, roles))
  const tells = (figure: Figure) => figure !== '0' && figure !== blank && figure !== notApplicable
  const entry = ([cell, source]: [string, Provenance]) => {
    if (source.strategy === 'computed' || !tells(draft.figures[cell] ?? blank)) return ''
    const given = Object.entries(source.from).filter(([, figure]) => tells(figure))
    return html`<dt>${entryOf(compiled.byId, cell).name[language]}${colon[language]}<b>${shownFigure(draft.figures[cell], kindOf(cell), language)}</b></dt>
<dd>${given.map(
      ([unit, figure]) =>
        html`<span class="from">${names.get(unit) ?? unit} ${shownFigure(figure, kindOf(cell), language)}${situation.is === 'asked' ? html` <a href="/sign-off?return=yes&amp;rows=${unit}~${cell}" aria-label="${t.returnThis}${colon[language]}${names.get(unit) ?? unit}，${entryOf(compiled.byId, cell).name[language]}">${t.returnThis}</a>` : ''}</span> `,
    )}</dd>
`
  }
  return html`<section id="provenance"><details><summary><h2>${t.provenance}</h2></summary>
<p class="hint">${t.provenanceLead}</p>
<dl class="provenance">${provenance.map(entry)}</dl>
</details></section>`
}

/** Every stage with its seats: who has signed, who is awaited, whose turn comes later. */
function stageList(page: SignOffPage): Markup {
  const { state, compiled, language } = page
  const t = wordsIn(texts, language)
  const standings = stageStandings(state, compiled.definition)
  const status = ({ status, seats, skipped }: StageStanding) =>
    status === 'approved'
      ? t.stageApproved
      : status === 'asked'
        ? t.stageAsked
        : status === 'returned'
          ? t.stageReturned
          : status === 'skipped' && skipped
            ? skippedSaid(publishedAct(state, skipped), seats, language)
            : t.stageWaiting
  return html`<ol class="stages">${standings.map(
    (standing) =>
      html`<li class="${standing.status}"><b>${stageTitle(page, standing.stage)}</b> <span class="status">${status(standing)}</span>
<ul>${standing.seats.map((seat) => html`<li>${seatLine(page, standing.stage, seat)}</li>`)}</ul></li>`,
  )}</ol>`
}

function seatLine(page: SignOffPage, stage: string, standing: SeatStanding): string {
  const { state, person, language } = page
  const t = wordsIn(texts, language)
  const nameOf = (someone: Person) => `${called(someone, language)}${someone.id === person.id ? t.you : ''}`
  const { decision, carried } = standing
  const seat = signatureOf(state, stage, standing)
  if (!decision)
    return [
      forcedSaid(seat, language) ?? standing.deciders.map(nameOf).join(pause[language]),
      ...givenSaid(seat, language),
    ].join(semicolon[language])
  const name = `${nameIn(state, decision.by, language)}${decision.by === person.id ? t.you : ''}`
  const why = capacitySaid(seat, language).map((said) => `（${said}）`)
  const when = shownMoment(decision.at, state.opening.zone, language)
  const key = decision.choice === 'return' ? 'seatReturned' : carried ? 'seatCarried' : 'seatSigned'
  const through = decision.linkIssuedBy ? `（${officeLinkOf(state, decision.linkIssuedBy)[language]}）` : ''
  return `${name}${why.join('')}${colon[language]}${t[key](when, decision.round)}${through}`
}
