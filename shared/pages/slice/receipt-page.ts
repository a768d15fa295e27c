import { html, raw } from 'hono/html'
import { shownMoment } from '../../calendar/civil-date.ts'
import type { ReceiptStep } from '../../cycle/unit/receipt-steps.ts'
import type { ToldOfReport } from '../../cycle/unit-report.ts'
import type { SubmissionDocument } from '../../draft/submission.ts'
import type { CompiledDefinition, Figures } from '../../report/cells.ts'
import type { Language, LocalizedText } from '../../report/report-definition.ts'
import { historyTexts } from '../../words/clerk/history-texts.ts'
import { receiptTexts } from '../../words/clerk/receipt-texts.ts'
import { wordsIn } from '../../words/words-in.ts'
import { abandonedNotice } from '../frame/abandoned-notice.ts'
import { type Markup, notice, pageLayout } from '../frame/layout.ts'
import { figureListStyle } from '../report/figure-list.ts'
import { askLink } from './ask-page.ts'
import { frameOf, type UnitFrame } from './slice-form.ts'
import { sliceStyle } from './slice-style.ts'
import { exampleNote, sliceRead, sliceReadStyle } from './slice-view.ts'

/** What was received, as the unit keeps it: number, time, digest, how far it has come, and the content. Prints on paper. */
export function receiptPage(
  page: UnitFrame & {
    number: string
    revision: number
    /** All revisions, ascending. */
    revisions: { revision: number; at: string }[]
    at: string
    by: string
    /** That it came through a link of the office. */
    through?: string
    digest: string
    steps: ReceiptStep[]
    /** Versions that say these figures and were withdrawn. */
    withdrawn: readonly { version: number; at: string; own: boolean }[]
    /** How the unit's own report stands; nothing where there is none, or nothing to say. */
    own?: ToldOfReport
    /** Where the unit's own report is read; nothing of a test. */
    reportAt?: string
    /** Set when this revision was sent back. */
    returned?: { by: LocalizedText; taken: boolean; at: string }
    /** Set while the unit may take it back. */
    takeBack?: { formToken: string }
    /** It is in no version, since the correction it was sent for was given up. */
    waits?: true
    /** Why it was not taken back. */
    problem?: LocalizedText
    /** Who is to confirm, and whether the mail that asks for it has gone. */
    leader?: { name: string; asked: boolean }
    compiled: CompiledDefinition
    roles: readonly string[]
    document: SubmissionDocument
    /** Empty where there is none. */
    lastYear: Figures
  },
): string {
  const { language, zone, document } = page
  const t = wordsIn(receiptTexts, language)
  const next = page.steps.find((step) => !step.done)
  return pageLayout({
    closes: 'slice',
    title: titleOf(page),
    ...frameOf(page),
    wide: true,
    languageAt: `/receipt?revision=${page.revision}`,
    styles: [sliceStyle, figureListStyle, sliceReadStyle, stepsStyle],
    body: html`${page.problem ? notice('bad', page.problem[language]) : ''}${
      page.abandoned && page.waits
        ? abandonedNotice(page.abandoned, { language, contact: page.contact, about: 'waits' })
        : page.returned
          ? notice(
              page.returned.taken ? 'note' : 'bad',
              (page.returned.taken ? t.taken : t.returned)(
                page.returned.by[language],
                shownMoment(page.returned.at, zone, language),
              ),
              html`<p><a href="/slice">${t.toForm}</a></p>`,
            )
          : notice(
              'good',
              t.received,
              html`<p>${next?.step === 'confirmed' && page.leader ? (page.leader.asked ? t.waitsForLeader : t.asksLeader)(page.leader.name) : t.nothingToDo}</p>`,
            )
    }
<dl class="facts">
<dt>${t.number}</dt><dd><b>${page.number}</b></dd>
<dt>${t.at}</dt><dd>${shownMoment(page.at, zone, language)}</dd>
<dt>${t.by}</dt><dd>${page.by}${page.through ? html`<br><b>${page.through}</b>` : ''}</dd>
<dt>${t.digest}</dt><dd><span class="digest"><b>${page.digest.slice(0, 16)}</b>${page.digest.slice(16)}</span><br><span class="hint">${t.digestHint}</span></dd>
</dl>
<h2>${t.progress}</h2>
<ol class="steps">${page.steps.map(
      (step) =>
        html`<li class="${step.done ? 'done' : ''}"${step === next ? raw(' aria-current="step"') : ''}><span class="mark" aria-hidden="true">${step.done ? '✓' : '○'}</span> <b>${t.steps[step.step]}</b>${
          step.done
            ? step.at
              ? html` <span class="hint">${shownMoment(step.at, zone, language)}</span>`
              : ''
            : html` <span class="hint">${t.notYet}</span>`
        }</li>`,
    )}</ol>
${page.withdrawn.map(({ version, at, own }) => html`<p><b>${t.withdrawn[own ? 'own' : 'whole'](version, shownMoment(at, zone, language))}</b></p>`)}${ownReport(page)}${
  page.revisions.length > 1
    ? html`<h2>${t.revisions}</h2><ul>${page.revisions.map(({ revision, at }) => html`<li>${revision === page.revision ? html`<b>${t.nth(revision)}</b>` : html`<a href="/receipt?revision=${revision}">${t.nth(revision)}</a>`} <span class="hint">${shownMoment(at, zone, language)}</span></li>`)}</ul>`
    : ''
}
${page.returned ? '' : page.takeBack ? takeBackForm(page.takeBack.formToken, page.revision, language) : html`<p><a href="/slice">${t.toForm}</a></p>`}
<p class="ask"><a href="/slice/history">${historyTexts.link[language]}</a></p>${askLink(page)}${exampleNote(page)}${document.nil ? html`<p>${t.nil}</p>` : ''}
${sliceRead({ ...page, before: {} })}
${
  document.justifications.length > 0
    ? html`<h2>${t.explanations}</h2><ul>${document.justifications.map((j) => html`<li>${j.text}</li>`)}</ul>`
    : ''
}`,
  })
}

function titleOf({ returned, abandoned, waits, language }: Parameters<typeof receiptPage>[0]): string {
  const t = wordsIn(receiptTexts, language)
  if (abandoned && waits) return t.abandonedTitle
  return returned?.taken ? t.takenTitle : returned ? t.returnedTitle : t.title
}

function ownReport({ own, reportAt, language, zone }: Parameters<typeof receiptPage>[0]): Markup | '' {
  if (!own) return ''
  const t = wordsIn(receiptTexts.own, language)
  const says =
    own.is === 'waits'
      ? t.waits(shownMoment(own.from, zone, language))
      : own.is === 'public'
        ? t.public(own.version)
        : t[own.is]
  return html`<p>${own.is === 'public' && reportAt ? html`<a href="${reportAt}">${says}</a>` : says}</p>`
}

function takeBackForm(formToken: string, revision: number, language: Language): Markup {
  const t = wordsIn(receiptTexts.takeBack, language)
  return html`<details class="take-back"><summary>${t.title}</summary><p>${t.lead}</p>
<form method="post" action="/receipt"><input type="hidden" name="form-token" value="${formToken}"><input type="hidden" name="revision" value="${revision}">
<p class="choice"><input type="checkbox" id="take-back" name="take-back" value="yes"> <label for="take-back">${t.meant}</label></p>
<p><button class="plain">${t.button}</button></p></form></details>`
}

const stepsStyle = `
.steps{list-style:none;padding:0;margin:.5rem 0;display:flex;flex-wrap:wrap;gap:.3rem 1.6rem}
.steps li{padding:.2rem 0}
.steps .mark{color:var(--soft)}
.steps .done .mark{color:var(--good);font-weight:700}
@media (max-width:34rem){.steps{flex-direction:column}}
`
