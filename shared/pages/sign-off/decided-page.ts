import { html } from 'hono/html'
import { shownMoment } from '../../calendar/civil-date.ts'
import { signedWith } from '../../cycle/asks.ts'
import { draftIsStale } from '../../cycle/draft-standing.ts'
import type { DecisionFact } from '../../cycle/facts/draft-facts.ts'
import type { Person } from '../../cycle/facts.ts'
import { called, nameIn } from '../../cycle/people.ts'
import { type AllUnits, currentRound, isBeingCorrected, returnOf } from '../../cycle/reporting-cycle.ts'
import { type StageStanding, stageStandings } from '../../cycle/stage-standing.ts'
import type { Situation } from '../../draft/sign-off.ts'
import { signatureOf } from '../../published/signature.ts'
import { reportFolder } from '../../published/site-report.ts'
import type { CompiledDefinition } from '../../report/cells.ts'
import type { Language } from '../../report/report-definition.ts'
import { reportName } from '../../report/report-name.ts'
import { stageOf } from '../../report/stages.ts'
import { signOffPageTexts as texts } from '../../words/approver/sign-off-page-texts.ts'
import { askWhat } from '../../words/ask-what.ts'
import { correctionTexts } from '../../words/correction-texts.ts'
import { signerMails } from '../../words/mails/signer-mails.ts'
import { colon, fileIn, wordsIn } from '../../words/words-in.ts'
import { abandonedNotice, abandonedSaid } from '../frame/abandoned-notice.ts'
import { type Contact, type Markup, notice, pageLayout } from '../frame/layout.ts'
import { officeLinkOf } from '../frame/office-link.ts'
import { capacitySaid } from '../frame/seat-said.ts'
import { shownHolder } from './sign-off-page.ts'

export type DecidedPage = {
  language: Language
  state: AllUnits
  compiled: CompiledDefinition
  person: Person
  situation: Exclude<Situation, { is: 'asked' | 'barred' }>
  contact: Contact
  /** Where the public reads reports. */
  publicUrl: string
}

/** How a seat stands where there is nothing to decide; also the answer to a decision, the first time and every time after. */
export function decidedPage(page: DecidedPage): string {
  const { title, body } = told(page)
  const { situation } = page
  return framed(
    page,
    title,
    situation.is === 'decided' ? notice('good', headline(page, situation.decision), body) : body,
    {
      languageAt: '/sign-off',
    },
  )
}

/** After a delegation: whom the mail went to. */
export function delegatedPage(page: Omit<DecidedPage, 'situation'>, name: string, maskedAddress: string): string {
  const { language } = page
  const title = texts.delegatedTitle(name)[language]
  const said = notice('good', title, html`<p>${texts.delegatedBody(name, maskedAddress)[language]}</p>`)
  return framed(
    page,
    title,
    html`${said}
<p><a href="/sign-off">${texts.back[language]}</a></p>`,
  )
}

const framed = (
  { language, state, compiled, person, contact }: Omit<DecidedPage, 'situation'>,
  title: string,
  body: Markup,
  at: { languageAt?: string } = {},
): string =>
  pageLayout({
    ...{ language, closes: 'sign-off', title, contact, body, ...at },
    context: reportName(compiled.definition, state.opening)[language],
    holder: shownHolder(person),
  })

function told(page: DecidedPage): { title: string; body: Markup } {
  const { language, state, situation } = page
  const t = wordsIn(texts, language)
  const simple = (title: string, said: string) => ({ title, body: html`<p>${said}</p>` })
  switch (situation.is) {
    case 'decided':
      return { title: t.decidedTitle, body: decisionFacts(page, situation.decision) }
    case 'published':
    case 'abandoned': {
      const { cycle, version } = situation.publication
      const abandoned = situation.is === 'abandoned' ? abandonedSaid(state, language) : undefined
      const about = situation.decision?.choice === 'approve' ? ('signed' as const) : undefined
      const file = `${reportFolder(cycle)}/${fileIn('index', language)}`
      return {
        title: abandoned ? correctionTexts.title[language] : t.publishedTitle,
        body: html`${abandoned ? abandonedNotice(abandoned, { language, contact: page.contact, about }) : ''}${state.opening.test ? '' : html`<p><a href="${page.publicUrl}/${file}">${t.published(version)}</a></p>`}
${situation.decision ? decisionFacts(page, situation.decision) : ''}`,
      }
    }
    case 'waiting': {
      const asked = stageStandings(state, page.compiled.definition).find(({ status }) => status === 'asked')
      const body = asked ? t.waitingFor(stageTitle(page, asked.stage), awaited(asked, language)) : t.waitingSoon
      return { title: t.waitingTitle, body: html`<p>${body}</p>` }
    }
    case 'returned': {
      if (situation.by === 'check') return simple(t.returnedTitle, t.returnedByCheck)
      const when = shownMoment(situation.by.at, state.opening.zone, language)
      const name = nameIn(state, situation.by.by, language)
      return { title: t.returnedTitle, body: html`<p>${t.returnedBy(name, when)}</p>` }
    }
    case 'not-needed':
      return simple(t.notNeededTitle, t.notNeeded)
    case 'not-in-draft':
      return simple(t.notNeededTitle, t.notInDraft)
    case 'changed':
      return simple(t.changedTitle, t.changed)
    case 'merging':
      return simple(t.mergingTitle, t.merging)
    case 'held':
      return simple(t.heldTitle, t.held)
    case 'not-yours':
      return simple(t.notYoursTitle, t.notYours)
  }
}

const headline = ({ language }: DecidedPage, { choice }: DecisionFact): string =>
  texts[choice === 'approve' ? 'decidedApproved' : 'decidedReturned'][language]

const stageTitle = ({ compiled, language }: DecidedPage, id: string): string =>
  stageOf(compiled.definition, id).title[language]

function decisionFacts(page: DecidedPage, decision: DecisionFact): Markup {
  const { language, state, compiled, situation } = page
  const t = wordsIn(texts, language)
  const unit = (id: string) => state.units.find((u) => u.unit.id === id)?.unit.name[language] ?? id
  const place = ({ cell, part }: DecisionFact['reasons'][number]) =>
    cell
      ? (compiled.byId.get(cell)?.name[language] ?? cell)
      : (compiled.definition.parts.find(({ id }) => id === part)?.title[language] ?? '')
  return html`<dl class="facts">
${decision.choice === 'approve' ? '' : html`<dt>${t.decidedReasons}</dt><dd><ul>${decision.reasons.map((reason) => html`<li>${unit(reason.unit)}${place(reason) ? ` · ${place(reason)}` : ''}${colon[language]}${reason.text}</li>`)}</ul></dd>`}
<dt>${t.decidedBy}</dt><dd>${nameIn(state, decision.by, language)}${capacitySaid(signatureOf(state, decision.stage, { seat: decision.seat, decision }), language).map((said) => html`<br>${said}`)}${decision.linkIssuedBy ? html`<br><b>${officeLinkOf(state, decision.linkIssuedBy)[language]}</b>` : ''}</dd>
<dt>${t.decidedWhen}</dt><dd>${shownMoment(decision.at, state.opening.zone, language)}</dd>
<dt>${t.decidedAttestation}</dt><dd>${decision.attestation[language]}</dd>
<dt>${t.digest}</dt><dd class="digest">${decision.draft.slice(0, 16)}</dd>
${situation.is === 'decided' ? html`<dt>${t.decidedNext}</dt><dd>${next(page, decision)}</dd>` : ''}
</dl>
${situation.is === 'decided' && situation.carried ? html`<p class="hint">${t.carried(decision.round)}</p>` : ''}${objections(page, decision)}`
}

/** What a unit has said against a figure in the draft, and that the signature stands. */
function objections({ state, compiled, language }: DecidedPage, decision: DecisionFact): Markup | string {
  const t = wordsIn(signerMails.objected, language)
  const since = state.units.flatMap(({ unit, asks }) =>
    asks
      .filter((ask) => !ask.answer && signedWith(state, compiled.definition, ask).includes(decision))
      .map((ask) => ({ ask, unit })),
  )
  if (since.length === 0) return ''
  return html`${since.map(
    ({ ask, unit }) =>
      html`<p>${t.lead(reportName(compiled.definition, state.opening)[language], unit.name[language], askWhat(ask, state, compiled, language))}</p><blockquote>${ask.text}</blockquote>`,
  )}<p>${t.stands}</p>`
}

function next(page: DecidedPage, decision: DecisionFact): string {
  const { language, state, compiled } = page
  const t = wordsIn(texts, language)
  const round = currentRound(state)
  if (round && round.round > decision.round && !(page.situation.is === 'decided' && page.situation.carried)) {
    return t.nextNewer
  }
  if (round && returnOf(round)) return t.nextReturned
  if (state.held) return t.nextHeld
  if (round && isBeingCorrected(state, round)) return t.nextCorrection
  if (round && draftIsStale(state, compiled.definition, round)) return t.nextChanged
  const asked = stageStandings(state, compiled.definition).find(({ status }) => status === 'asked')
  if (!asked) return t.nextPublish
  const names = awaited(asked, language)
  return asked.stage === decision.stage ? t.nextSame(names) : t.nextStage(stageTitle(page, asked.stage), names)
}

const awaited = ({ seats }: StageStanding, language: Language): string =>
  seats
    .filter(({ decision, forced }) => !decision && !forced)
    .map(({ holder }) => called(holder, language))
    .join('、')
