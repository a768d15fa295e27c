import { html, raw } from 'hono/html'
import type { DecisionFact } from '../../cycle/facts/draft-facts.ts'
import type { Person } from '../../cycle/facts.ts'
import type { AllUnits } from '../../cycle/reporting-cycle.ts'
import type { DelegationForm } from '../../draft/delegation.ts'
import type { DraftDocument } from '../../draft/draft.ts'
import { type DecisionForm, longestText, type ReasonRow, type Situation } from '../../draft/sign-off.ts'
import type { SubmissionDocument } from '../../draft/submission.ts'
import type { CompiledDefinition, Figures } from '../../report/cells.ts'
import type { Problem } from '../../report/errors.ts'
import type { Finding } from '../../report/finding.ts'
import type { Language } from '../../report/report-definition.ts'
import { stageOf } from '../../report/stages.ts'
import { tableParts } from '../../report/table-named.ts'
import { decisionBarTexts } from '../../words/approver/decision-bar-texts.ts'
import { signOffPageTexts as texts } from '../../words/approver/sign-off-page-texts.ts'
import { partTitle, wordsIn } from '../../words/words-in.ts'
import { type CodeAsked, codeField, enterSends } from '../frame/code-field.ts'
import { decisionBar } from '../frame/decision-bar.ts'
import type { Contact, Markup } from '../frame/layout.ts'

/** What the approver's page is made of. */
export type SignOffPage = {
  language: Language
  state: AllUnits
  compiled: CompiledDefinition
  person: Person
  situation: Extract<Situation, { is: 'asked' | 'barred' }>
  draft: DraftDocument
  /** The slices in the draft. */
  submissions: readonly SubmissionDocument[]
  findings: readonly Finding[]
  /** What this person decided last on this report, and the draft they saw then. */
  lastSeen?: { decision: DecisionFact; draft: DraftDocument }
  /** Last year's published figures under this definition's cell ids. */
  lastYear?: Figures
  formToken: string
  code: CodeAsked
  contact: Contact
  /** What was typed, when it comes back with problems. */
  form?: DecisionForm
  delegation?: DelegationForm
  /** The page of a return, with the rows that a link asked to fill in. */
  returning?: { rows: readonly ReasonRow[] }
  problems?: readonly Problem[]
}

const fewestRows = 3

/** To agree, at the foot of the screen. */
export function agreeBar(page: SignOffPage): Markup {
  const { compiled, language, situation, formToken, code, delegation, problems = [] } = page
  const here = !delegation
  return decisionBar({
    ...{ language, action: '/sign-off', agree: texts.approve[language] },
    attested: stageOf(compiled.definition, situation.stage.stage).attestation[language],
    code: here ? code : { fresh: code.fresh },
    problem: here ? problems.find(({ field }) => field === 'code') : undefined,
    hidden: html`
<input type="hidden" name="form-token" value="${formToken}">
<input type="hidden" name="draft" value="${situation.round.draft.digest}">
<input type="hidden" name="choice" value="approve"><input type="hidden" name="attestation" value="agreed">`,
  })
}

/** Whether the page is the one on which the approver says what goes back, and why. */
export const returns = ({ returning, form, situation }: SignOffPage): boolean =>
  situation.is === 'asked' && (returning !== undefined || form?.choice === 'return')

/** A return: which units or parts, and why. The focus stands where something is missing. */
export function returnForm(page: SignOffPage): Markup {
  const { language, situation, form, formToken, code, problems = [], returning } = page
  const t = wordsIn(texts, language)
  const typed = form?.reasons ?? returning?.rows ?? []
  const count = Math.max(fewestRows, typed.length)
  const wrong = (field: string) => problems.some((problem) => problem.field === field)
  return html`<form method="post" action="/sign-off" class="decision">${enterSends}
<input type="hidden" name="form-token" value="${formToken}">
<input type="hidden" name="draft" value="${situation.round.draft.digest}">
<input type="hidden" name="choice" value="return"><input type="hidden" name="attestation" value="">
<p class="hint" id="field-reasons">${t.reasonsHint}</p>
${Array.from({ length: count }, (_, index) => reasonRow(page, typed[index] ?? {}, { index, isWrong: wrong(`reasons.${index}`) }))}
<p><button name="more" value="1" class="plain small" formnovalidate>${t.more}</button></p>
<p id="field-comment"><label for="comment">${t.comment}</label><textarea id="comment" name="comment" rows="2" maxlength="${longestText}">${form?.comment ?? ''}</textarea></p>
${codeField({ language, code, id: 'code', action: '/sign-off', problem: problems.find(({ field }) => field === 'code') })}
<div class="buttons"><button class="bad">${t.returnSubmit}</button></div>
</form>
<p><a class="back" href="/sign-off">${decisionBarTexts.noReturn[language]}</a></p>`
}

function reasonRow(
  { compiled, state, language, form }: SignOffPage,
  row: ReasonRow,
  { index, isWrong }: { index: number; isWrong: boolean },
): Markup {
  const t = wordsIn(texts, language)
  const { definition, cells } = compiled
  const chosen = row.part ? `part:${row.part}` : (row.unit ?? '')
  const option = (value: string, label: string, selected: string | undefined) =>
    html`<option value="${value}"${value === selected ? raw(' selected') : ''}>${label}</option>`
  const narrative = definition.parts.filter(({ body }) => body.kind === 'narrative')
  const first = chosen === '' ? 'target' : 'reason'
  const focus = (field: 'target' | 'reason') => (field === first && index === 0 && !form ? raw(' autofocus') : '')
  const units = state.units.filter(({ exempt }) => !exempt).map(({ unit }) => unit)
  return html`<fieldset class="row" id="row-${index}"><legend>${t.row(index + 1)}</legend>
<p><label for="target-${index}">${t.target}</label><select id="target-${index}" name="target-${index}"${isWrong ? raw(' aria-invalid="true"') : ''}${focus('target')}>${option('', index === 0 ? t.targetChoose : t.targetNone, chosen)}<optgroup label="${t.targetUnits}">${units.map(({ id, name }) => option(id, name[language], chosen))}</optgroup><optgroup label="${t.targetParts}">${narrative.map((part) => option(`part:${part.id}`, partTitle(part, language), chosen))}</optgroup></select></p>
<p><label for="cell-${index}">${t.item}</label><select id="cell-${index}" name="cell-${index}">${option('', t.targetNone, row.cell ?? '')}${tableParts(definition).map(({ part, table }) => html`<optgroup label="${partTitle(part, language)}">${cells.filter((cell) => cell.table === table.id && !cell.derived).map((cell) => option(cell.id, cell.name[language], row.cell))}</optgroup>`)}</select></p>
<p><label for="reason-${index}">${t.why}</label><textarea id="reason-${index}" name="reason-${index}" rows="2" maxlength="${longestText}"${focus('reason')}>${row.text ?? ''}</textarea></p>
</fieldset>`
}

export function delegationForm(page: SignOffPage): Markup | string {
  const { situation, person, delegation, language, formToken, code, problems = [] } = page
  if (situation.seat.holder.id !== person.id) return ''
  const t = wordsIn(texts, language)
  const named = situation.round.delegations.find(
    (d) => d.stage === situation.stage.stage && d.seat === situation.seat.seat && d.by === person.id,
  )
  if (named) return html`<p class="hint" id="delegate">${t.delegated(named.to.name, named.reason)}</p>`
  const invalid = (field: string) =>
    delegation && problems.some((problem) => problem.field === field) ? raw(' aria-invalid="true"') : ''
  const field = (name: 'name' | 'title' | 'address' | 'reason', label: string) =>
    html`<p id="field-${name}"><label for="delegate-${name}">${label}</label><input type="text" id="delegate-${name}" name="${name}" value="${delegation?.[name] ?? ''}" maxlength="300" autocomplete="off"${invalid(name)}></p>\n`
  return html`<section id="delegate"><details${delegation || situation.is === 'barred' ? raw(' open') : ''}><summary><b>${t.delegate}</b></summary>
<p class="hint">${t.delegateLead}</p>
<form method="post" action="/delegation">${enterSends}
<input type="hidden" name="form-token" value="${formToken}">
<input type="hidden" name="draft" value="${situation.round.draft.digest}">
${field('name', t.delegateName)}${field('title', t.delegateTitle)}${field('address', t.delegateAddress)}${field('reason', t.delegateReason)}
${codeField({ language, code: delegation ? code : { fresh: code.fresh }, id: 'delegate-code', action: '/delegation', problem: delegation ? problems.find(({ field }) => field === 'code') : undefined })}
<div class="buttons"><button class="plain">${t.delegateSubmit}</button></div>
</form></details></section>`
}
