import { html, raw } from 'hono/html'
import { civilDate, clockTime, shownDate, shownMoment } from '../../calendar/civil-date.ts'
import { longestNotice } from '../../cycle/acts/notice.ts'
import { type BoardStage, needsOf, provisionalOn } from '../../cycle/board/board.ts'
import type { OfficeMatter } from '../../cycle/clock/office-matters.ts'
import type { OfficeActFact } from '../../cycle/facts.ts'
import { entryOf } from '../../present.ts'
import { noticeTexts } from '../../words/notice-texts.ts'
import { boardListTexts } from '../../words/office/board-list-texts.ts'
import { boardTexts } from '../../words/office/board-texts.ts'
import { clearanceTexts } from '../../words/office/clearance-texts.ts'
import { boardProposalTexts } from '../../words/office/consent-texts.ts'
import { cycleListTexts } from '../../words/office/cycle-list-texts.ts'
import { previewTexts } from '../../words/office/draft-preview-texts.ts'
import { paperTexts } from '../../words/office/paper-texts.ts'
import { togetherTexts } from '../../words/office/together-texts.ts'
import { versionsTexts } from '../../words/public/site-texts.ts'
import { withdrawalTexts } from '../../words/public/withdrawal-texts.ts'
import { wordsIn } from '../../words/words-in.ts'
import { codeStep, enterSends } from '../frame/code-field.ts'
import { type Markup, notice, problemsNotice } from '../frame/layout.ts'
import { figureListStyle } from '../report/figure-list.ts'
import {
  actForm,
  type BoardView,
  canRemind,
  isOver,
  linkForm,
  nameFields,
  needsSecond,
  reminder,
  saidWhere,
  untilField,
} from './board-forms.ts'
import { boardProposals } from './board-proposals.ts'
import { addressOf, boardUnitsStyle, personLine, unitList } from './board-units.ts'
import { togetherSaid } from './clearance-page.ts'
import { officePage } from './office-frame.ts'
import { doneThroughOffice, unitPanel } from './unit-panel.ts'
/** The office's one page: what needs it first, then the units, the stages, and what happened. */
export function boardPage(view: BoardView): string {
  const { language, board, chosen } = view
  const t = wordsIn(boardTexts, language)
  const unit = chosen && board.units.find(({ id }) => id === chosen.id)
  return officePage(view, {
    title: t.title,
    ...(!view.freshLink &&
      !view.mailedLink &&
      view.problems.length === 0 && { languageAt: unit ? `/board?unit=${unit.id}` : '/board' }),
    styles: [boardStyle, boardUnitsStyle, ...(chosen ? [figureListStyle] : [])],
    body: html`
${answer(view)}
${summary(view)}
<p class="looks"><a href="/board/figures">${previewTexts.figuresTitle[language]}</a><a href="/board/draft">${previewTexts.title[language]}</a><a href="/board/last-year">${t.acts['last-year']}</a><a href="/cycles">${cycleListTexts.title[language]}</a></p>
${unit && chosen ? unitPanel(view, unit, chosen) : ''}
${needs(view)}
${warnings(view)}
${unitList({ language, zone: view.zone, units: board.units, query: view.query, filling: view.filling, ...(canRemind(view) && { reminds: { form: 'remind', ticked: (view.typed.units ?? '').split(',') } }), ...(chosen && { chosen: chosen.id }) })}
${reminder(view)}
${stages(view)}
${boardProposals(view.proposals, language, view.zone)}
${wholeCycle(view)}
${officers(view)}
${history(view)}
${papers(view)}
<p class="ways"><a href="/board/export?format=xlsx">${previewTexts.exportXlsx[language]}</a><a href="/board/export?format=csv">${t.exportCsv}</a><a href="/board/export?format=json">${t.exportJson}</a><a href="/board/export?format=audit">${t.exportAudit}</a>${board.versions.length > 0 && !board.test ? html`<a href="/board/export?format=archive">${t.exportArchive}</a>` : ''}</p>`,
  })
}

/** For which no mail is sent: whoever is to do something because of it hears when it is their turn. */
const toldToNobody: OfficeActFact['act'][] = ['hold', 'release', 'gap', 'correct', 'justify', 'last-year']

function answer(view: BoardView): Markup | string {
  const { language, problems, done, proposed, freshLink, mailedLink } = view
  const t = wordsIn(boardTexts, language)
  if (problems.some(({ field }) => field === 'code')) {
    const act = Object.keys(boardTexts.acts).find((each): each is OfficeActFact['act'] => each === view.typed.act)
    return codeStep({ ...view, title: act ? t.acts[act] : '', action: '/board', button: t.proposeNow })
  }
  const [first] = problems
  // What was read of a notice is no fault: it waits for the tick.
  if (first?.field === 'sure' && view.typed.act === 'notice') return notice('note', first.message[language])
  if (problems.length > 0) {
    return problemsNotice(t.problems, problems, language)
  }
  if (freshLink) {
    return notice(
      'good',
      t.freshTitle(freshLink.name),
      html`<p>${t.freshSays}</p><p><label for="fresh">${t.freshLink}</label><input type="text" id="fresh" readonly value="${freshLink.url}"></p><p>${t.freshCode} <strong class="digest">${freshLink.code}</strong></p>`,
    )
  }
  if (mailedLink)
    return notice('good', t.mailedTitle(mailedLink.name), html`<p>${t.mailedSays(mailedLink.address)}</p>`)
  if (proposed) return notice('good', wordsIn(boardProposalTexts, language).proposed)
  return done
    ? notice(
        'good',
        t.done(t.acts[done.act]),
        html`<p>${t.doneTells[toldToNobody.includes(done.act) ? 'nobody' : 'somebody']} ${t.doneSays[saidWhere(done.act)]}</p>`,
      )
    : ''
}

function summary({ language, board, note, publicUrl, unitReports, together, zone }: BoardView): Markup {
  const t = wordsIn(boardTexts, language)
  const { legal, counts, total } = board
  const there = counts.settled + counts.exempt
  const newest = board.versions.at(-1)
  const forNow = provisionalOn(board)
  return html`<section class="summary${legal.atRisk ? ' risk' : ''}">
<p class="countdown">${board.phase === 'cancelled' ? t.phase.cancelled : newest ? html`${t.published(newest.version, shownDate(civilDate(newest.at, zone), language), newest)}${newest.withdrawn ? html`，${withdrawalTexts.on(shownDate(civilDate(newest.withdrawn, zone), language))[language]}` : ''}` : t.countdown(shownDate(legal.date, language), legal.days, legal.working)}</p>
<p class="phase">${board.phase === 'cancelled' ? '' : html`<strong>${t.phase[board.phase]}</strong>`}${board.phase === 'scheduled' && board.opens ? html`，${t.opens(shownDate(board.opens, language))}` : ''}　${t.progress(there, total)}</p>
<p class="bar" aria-hidden="true"><span class="w${Math.round((20 * there) / Math.max(1, total))}"></span></p>
${board.correctedBelow.map(({ name, used, now }) => html`<p class="below">${versionsTexts.correctedBelow(name[language], now, used)[language]}${t.belowSays}</p>`)}
${publicUrl && newest ? html`<p><a href="${publicUrl}">${board.test ? t.seeTest : t.seeReport}</a></p>` : ''}${unitReports ? html`<p><a href="/clearance">${clearanceTexts.title[language]}</a>${together ? html`　${togetherSaid(together, zone, language)}` : ''}</p>` : ''}${forNow ? html`<p>${noticeTexts.says(forNow)[language]} <a href="#notice">${t.acts.notice}</a></p>` : ''}${note ? html`<p class="hint">${note}</p>` : ''}</section>`
}

function needs(view: BoardView): Markup {
  const { language, board, query } = view
  const t = wordsIn(boardTexts, language)
  const { late, others, count } = needsOf(board)
  if (count === 0) return html`<h2>${t.needs}</h2><p>${t.nothing}</p>`
  const [first] = late
  return html`<h2>${t.needs}</h2>
<ol class="matters">${
    first
      ? html`<li class="unit-late"><strong>${boardListTexts.late(first.name[language], late.length, first.daysLate)[language]}</strong> <a href="${addressOf(query, { show: 'owing', page: 1 })}">${t.see}</a></li>`
      : ''
  }${others.map(
    (matter, i) =>
      html`<li class="${matter.matter}"><strong>${matter.what}</strong>${matter.advice === others[i - 1]?.advice ? '' : html`<br><span class="hint">${matter.advice}</span>`}${
        matter.matter === 'seat-silent'
          ? html` <a href="#stage-${matter.stage}">${t.see}</a>`
          : matter.matter === 'to-clear'
            ? html` <a href="/clearance">${t.see}</a>`
            : matter.matter === 'asked'
              ? answerForms(view, matter)
              : matter.matter === 'untold' && view.canPropose
                ? matter.people.map((person) => readdressForm(view, String(matter.act), person))
                : ''
      }</li>`,
  )}</ol>`
}

/** The notice to one of those it has not reached, to another address. */
function readdressForm(view: BoardView, of: string, { id, name }: { id: string; name: string }): Markup {
  const { language, typed } = view
  const t = wordsIn(boardTexts, language)
  const isTyped = typed.act === 'readdress' && typed.of === of && typed.person === id
  const shown = isTyped ? view : { ...view, typed: {} }
  const fields = html`<p>${t.readdressSays}</p><p><label>${t.address} <input type="text" name="address" value="${shown.typed.address ?? ''}" autocomplete="off" required></label></p>${needsSecond(language)}`
  return html`<details${isTyped ? raw(' open') : ''}><summary>${t.readdress(name)}</summary>${actForm(shown, 'readdress', { of, person: id }, fields)}</details>`
}

/** What a unit asked is answered where it is listed: with a word, and where it is more time, with a date. */
function answerForms(view: BoardView, { unit, n, ask, until }: OfficeMatter & { matter: 'asked' }): Markup {
  const { language, board } = view
  const t = wordsIn(boardTexts, language)
  const target = { unit, ask: String(n) }
  const isTyped = view.typed.unit === unit && view.typed.ask === String(n)
  const shown = isTyped ? view : { ...view, typed: {} }
  const open = (act: OfficeActFact['act']) => (shown.typed.act === act ? raw(' open') : '')
  const asker = board.units.find(({ id }) => id === unit)
  const grant = asker && asker.daysLate > 0 ? 'reopen' : 'extend'
  const grants =
    ask === 'time' && asker && (asker.alone || !isOver(view)) && ['open', 'returned'].includes(asker.standing)
  return html`${grants ? html`<details${open(grant)}><summary>${t.grant}</summary>${actForm(shown, grant, target, untilField(shown, shown.typed.until ?? until ?? ''))}</details>` : ''}<details${open('answer')}><summary>${ask === 'time' ? t.refuse : t.acts.answer}</summary>${actForm(shown, 'answer', target, '', t.answerText)}</details>`
}

function warnings(view: BoardView): Markup | string {
  const { language, board } = view
  const t = wordsIn(boardTexts, language)
  if (board.unexplained.length === 0) return ''
  return html`<h2>${t.explain}</h2><p>${t.explainSays}</p>${board.unexplained.map(({ instance }) => {
    const warning = view.warnings.find((w) => w.instance === instance)
    return html`<div class="card"><p>${warning?.message ?? instance}</p>${warning ? html`<p class="hint">${warning.advice}</p>` : ''}${actForm(
      view,
      'justify',
      { instance },
      '',
      t.explanation,
    )}</div>`
  })}`
}

/** A unit for the roster of a cycle that is open: its name, its people, and until when its slice is due. */
function joinFields(view: BoardView): Markup {
  const { language, typed } = view
  const t = wordsIn(boardTexts, language)
  const value = (name: string) => (typed.act === 'join' ? (typed[name] ?? '') : '')
  const field = (name: string, label: string) =>
    html`<label>${label} <input type="text" name="${name}" value="${value(name)}" autocomplete="off"></label>`
  const kinds = (['department', 'township', 'office'] as const).map(
    (kind) => html`<option value="${kind}"${value('kind') === kind ? raw(' selected') : ''}>${t.kinds[kind]}</option>`,
  )
  return html`<p>${t.joinSays}</p>${nameFields(view, 'join')}
<div class="pair">${field('id', t.unitId)}<label>${t.unitKind} <select name="kind"><option value="">${t.choose}</option>${kinds}</select></label></div>
<div class="pair">${field('contacts.1.name', t.contactName(1))}${field('contacts.1.address', t.address)}</div>
<div class="pair">${field('leader.name', t.leaderName)}${field('leader.address', t.address)}</div>
${untilField(view, value('until'))}`
}

function stages(view: BoardView): Markup {
  const t = wordsIn(boardTexts, view.language)
  return html`<h2 id="stages">${t.stages}</h2><ol class="stage-list">${view.board.stages.map((stage) => stageItem(view, stage))}</ol>`
}

function stageItem(view: BoardView, stage: BoardStage): Markup {
  const { language, zone, board } = view
  const t = wordsIn(boardTexts, language)
  const open = stage.status === 'asked' || stage.status === 'waiting'
  const signing = board.phase === 'signing' && open && !stage.indispensable && view.canPropose
  return html`<li id="stage-${stage.stage}" class="${stage.status}"><strong>${stage.title[language]}</strong> <span class="count ${stage.status}">${t.stageStatus[stage.status]}</span>
<span class="hint">${t.dueBy(shownDate(stage.due, language))}${stage.provisional ? noticeTexts.mark[language] : ''}${stage.seats.length > 1 ? t.need(stage.need, stage.seats.length) : ''}${stage.asked ? t.askedAt(shownMoment(stage.asked, zone, language)) : ''}</span>
${stage.seats.map(
  (seat) =>
    html`<div class="seat">${
      seat.decision
        ? html`${seat.decision.by === seat.name ? '' : html`<strong>${seat.name}</strong> `}${t.decided[seat.decision.choice](seat.decision.by, shownMoment(seat.decision.at, zone, language))}${doneThroughOffice(seat.decision.linkIssuedBy, language)}`
        : seat.forced
          ? html`<strong>${seat.name}</strong> ${t.forced}`
          : html`${seat.people.map(
              (person) =>
                html`<div class="person-row">${personLine(person, language, zone)}${person.owes ? linkForm(view, person, '') : ''}</div>`,
            )}${
              isOver(view) || !view.canPropose
                ? ''
                : html`<details><summary>${t.acts.reassign}</summary>${actForm(view, 'reassign', { stage: stage.stage, seat: seat.seat }, html`${reassignFields(view)}${needsSecond(language)}`)}</details>${
                    stage.status === 'asked' && signing
                      ? html`<details><summary>${t.acts.force}</summary>${actForm(view, 'force', { stage: stage.stage, seat: seat.seat }, html`<p>${t.forceSays}</p>${needsSecond(language)}`)}</details>`
                      : ''
                  }`
            }`
    }</div>`,
)}
${signing ? html`<details><summary>${t.acts.skip}</summary>${actForm(view, 'skip', { stage: stage.stage }, html`<p>${t.skipSays}</p>${needsSecond(language)}`)}</details>` : ''}</li>`
}

function reassignFields({ language }: BoardView): Markup {
  const t = wordsIn(boardTexts, language)
  return html`<p>${t.reassignSays}</p><div class="pair"><label>${t.name} <input type="text" name="name" required></label><label>${t.address} <input type="text" name="address" required></label></div><p><label>${t.personTitle} <input type="text" name="title"></label></p>`
}

/** Before anybody has sent anything. */
const canCancel = ({ board }: BoardView): boolean => board.units.every(({ revision }) => revision === 0)

function wholeCycle(view: BoardView): Markup {
  const t = wordsIn(boardTexts, view.language)
  const { phase } = view.board
  if (phase === 'cancelled') return html``
  const isTyped = (name: OfficeActFact['act']) => (view.typed.act === name ? raw(' open') : '')
  const cancel = canCancel(view)
    ? html`<details${isTyped('cancel')}><summary>${t.acts.cancel}</summary>${actForm(view, 'cancel', {}, html`<p>${t.cancelSays}</p>`, t.cancelReason)}</details>`
    : ''
  const days = html`<details id="notice"${isTyped('notice')}><summary>${t.acts.notice}</summary>${actForm(view, 'notice', {}, noticeFields(view), noticeTexts.reason[view.language])}</details>`
  if (phase === 'scheduled') return html`<h2 id="whole">${t.whole}</h2>${days}${cancel}`
  const act = phase === 'published' ? 'correct' : phase === 'held' ? 'release' : 'hold'
  const open = phase !== 'published'
  const { correcting, waiting } = view.board
  const canAbandon = correcting && (view.canPropose || !correcting.needsSecond)
  const abandon = canAbandon
    ? html`<details${isTyped('abandon')}><summary>${t.acts.abandon}</summary>${actForm(view, 'abandon', { correction: String(correcting.n) }, html`<p>${t.abandonSays(view.board.versions.length)}</p>${correcting.needsSecond ? needsSecond(view.language) : ''}`)}</details>`
    : ''
  const names = waiting.map(({ name }) => name[view.language]).join('、')
  const waits = act === 'correct' && names !== '' ? html`<p>${t.waiting(names)}</p>` : ''
  const withdraw = html`<p>${withdrawalTexts.says[view.language]}</p>${needsSecond(view.language)}`
  const join = html`<details id="join"${isTyped('join')}><summary>${t.acts.join}</summary>${actForm(view, 'join', {}, joinFields(view))}</details>`
  const gap = html`<details${isTyped('gap')}><summary>${t.acts.gap}</summary>${actForm(view, 'gap', {}, html`<p>${t.wholeSays.gap}</p>${needsSecond(view.language)}`)}</details>`
  return html`<h2 id="whole">${t.whole}</h2>${open ? join : ''}${open ? days : ''}${open && view.board.missing === 'hold' && view.canPropose ? gap : ''}<details><summary>${t.acts[act]}</summary>${actForm(view, act, {}, html`<p>${t.wholeSays[act]}</p>${waits}`)}</details>${abandon}${
    view.unitReports && open
      ? html`<details${isTyped('together')}><summary>${t.acts.together}</summary>${actForm(view, 'together', {}, togetherFields(view))}</details>`
      : ''
  }${
    view.canWithdraw && view.canPropose
      ? html`<details><summary>${t.acts.withdraw}</summary>${actForm(view, 'withdraw', {}, withdraw)}</details>`
      : ''
  }${cancel}`
}

/** The newest draft's papers: links and one field, since a GET takes them. */
function papers({ language, board }: BoardView): Markup | string {
  if (board.rounds.length === 0) return ''
  const words = wordsIn(paperTexts, language)
  return html`<h2>${words.heading}</h2><p class="looks"><a href="/board/export?format=report">${words.report}</a><a href="/board/export?format=sheet">${words.sheet}</a></p>
<form method="get" action="/board/export" class="find"><input type="hidden" name="format" value="letter"><label>${words.to} <input type="text" name="to" maxlength="60"></label> <button class="plain small">${words.letter}</button></form>
<p class="hint">${words.says}</p>`
}

/** When the units' own reports go out; what was typed before stands in the fields. */
function togetherFields({ language, zone, together, typed, board }: BoardView): Markup {
  const words = wordsIn(togetherTexts, language)
  const given = typed.act === 'together'
  const [date, time] = together ? [civilDate(together.from, zone), clockTime(together.from, zone)] : ['', '']
  return html`<p>${togetherSaid(together, zone, language)}</p><div class="pair"><label>${words.date} <input type="date" name="date" min="${board.today}" value="${given ? (typed.date ?? '') : date}"></label><label>${words.time} <input type="time" name="time" value="${given ? (typed.time ?? '') : time}"></label></div><p class="hint">${words.empty}</p>`
}

/** The notice's text, and once it was shown what was read, the tick. */
function noticeFields({ language, typed, known }: BoardView): Markup {
  const words = wordsIn(noticeTexts, language)
  return html`${enterSends}<p>${words.intro}${words.here}</p>${known ? html`<p><b>${words.known(known.report[language])}</b></p>` : ''}<p><label>${words.text}<textarea name="text" rows="6" maxlength="${longestNotice}" required>${typed.act === 'notice' ? (typed.text ?? '') : (known?.text ?? '')}</textarea></label></p><p><label>${words.file} <input type="file" name="notice-file"></label> <button name="notice" value="yes" class="plain small" formaction="/board/last-year#notice" formenctype="multipart/form-data" formnovalidate>${words.read}</button></p><p><label class="tick"><input type="checkbox" name="sure" value="yes">${words.sure}</label></p>`
}

/** Who works here; each can be replaced or let go, with a second person's consent. */
function officers(view: BoardView): Markup {
  const { language, board, typed } = view
  const t = wordsIn(boardTexts, language)
  const fields = html`<p>${t.officerSays}</p><div class="pair"><label>${t.name} <input type="text" name="name" maxlength="60"></label><label>${t.address} <input type="text" name="address" maxlength="254"></label></div><p><label>${t.personTitle} <input type="text" name="title" maxlength="60"></label></p>${needsSecond(language)}`
  return html`<h2 id="officers">${t.officers}</h2>
${board.officers.map(
  ({ id, name }) =>
    html`<div class="person-row">${name}${linkForm(view, { id, link: { purpose: 'board', subject: 'office' } }, '')}${board.phase === 'cancelled' ? '' : html`<details${typed.act === 'officer' && typed.person === id ? raw(' open') : ''}><summary>${t.acts.officer}</summary>${actForm(view, 'officer', { person: id }, fields)}</details>`}</div>`,
)}`
}

function history({ language, board, zone, compiled }: BoardView): Markup {
  const t = wordsIn(boardTexts, language)
  return html`${
    board.rounds.length > 0
      ? html`<h2>${t.rounds}</h2><ol>${board.rounds.map(
          (round) =>
            html`<li>${t.round(shownMoment(round.at, zone, language))} <span class="digest">${round.draft.slice(0, 16)}</span>${
              round.ended
                ? html`<br>${round.ended === 'check' ? t.byCheck(round.reasons) : t.byPerson(round.by ?? '', round.reasons)}`
                : ''
            }</li>`,
        )}</ol>`
      : ''
  }${
    board.acts.length > 0
      ? html`<h2>${t.history}</h2><ul class="history">${board.acts
          .toReversed()
          .map(
            (act) =>
              html`<li>${shownMoment(act.at, zone, language)}　<strong>${t.acts[act.act]}</strong>${'unit' in act ? ` ${board.units.find(({ id }) => id === act.unit)?.name[language] ?? ''}` : ''}${act.act === 'adjust' ? ` ${entryOf(compiled.byId, act.cell).name[language]}：${act.from ?? t.blank} → ${act.to ?? t.blank}` : ''}${act.byCommand ? `（${t.byCommand}）` : ''}${act.abandoned ? `（${t.withCorrection}）` : ''}${act.act === 'last-year' ? act.files.map(({ file }) => ` ${file}`) : ''}<br><span class="hint">${act.reason}</span></li>`,
          )}</ul>`
      : ''
  }${board.openedByCommand ? html`<p class="hint">${t.openedByCommand}</p>` : ''}`
}

const widths = Array.from({ length: 21 }, (_, i) => `.w${i}{width:${i * 5}%}`).join('')
const boardStyle = `
.summary{border:1px solid var(--line);border-left:6px solid var(--accent);padding:.6rem 1rem;margin:1rem 0;background:#f4f8fc}
.summary.risk{border-left-color:var(--bad);background:#fdf4f4}
.countdown{font-size:1.25rem;font-weight:600;margin:.2rem 0}
.bar{height:.6rem;background:#dde3e8;border-radius:.3rem;overflow:hidden;max-width:30rem}.bar span{display:block;height:100%;background:var(--good)}${widths}
.matters{padding-left:1.6rem}.matters li{margin:.5rem 0;padding:.3rem .6rem;border-left:4px solid #c77700;background:#fdf8ee}.matters li.at-risk{border-left-color:var(--bad);background:#fdf4f4}
.board{border-collapse:collapse;width:100%;font-size:.97rem;line-height:1.55}
.board th,.board td{border-bottom:1px solid var(--line);padding:.5rem .6rem;text-align:left;vertical-align:top;font-weight:400}
.board thead th{font-weight:600;background:var(--tint)}.board tbody th{font-weight:600}
.board tr.late{background:#fdf6f6}.board tr[aria-current]{outline:2px solid var(--accent)}
.count{display:inline-block;border:1px solid var(--field);border-radius:3px;padding:0 .5rem;font-size:.9rem;margin:0 .3rem .2rem 0;background:#fff;white-space:nowrap}
.count.settled,.count.approved{border-color:var(--good);color:var(--good)}
.count.open,.count.asked{border-color:var(--accent);color:var(--accent)}
.count.returned{border-color:var(--bad);color:var(--bad)}
.count.unconfirmed,.count.uncleared,.owes{border-color:#8a5200;color:#8a5200}
.owes{font-weight:600;font-size:.9rem}
.person{margin:.1rem 0 .4rem}.person .hint{font-size:.88rem}
.delivery{font-size:.88rem;font-weight:600}.delivery.bounced,.delivery.complained,.delivery.suppressed{color:var(--bad)}.delivery.delivered{color:var(--good)}
.person-row{display:flex;flex-wrap:wrap;gap:.2rem 1rem;align-items:center;justify-content:space-between;border-bottom:1px dotted var(--line);padding:.2rem 0;max-width:44rem}
form.inline{margin:0}
.card{border:2px solid var(--accent);border-radius:4px;padding:.3rem 1rem 1rem;margin:1.2rem 0;scroll-margin-top:1rem}.card h2{margin-top:.6rem}
label input[type],label textarea,label select{font-weight:400}
.tick{font-weight:400;display:inline-flex;gap:.4rem;align-items:center;font-size:.92rem}.tick input{width:1.2rem;height:1.2rem}
details{margin:.4rem 0;max-width:44rem}summary{cursor:pointer;color:var(--accent);padding:.45rem 0;font-weight:600}
details[open]{border:1px solid var(--line);padding:0 .9rem .3rem;background:#fff}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:.6rem;margin:.5rem 0}
input[type=date],select{font:inherit;color:inherit;background:#fff;border:1px solid var(--field);border-radius:4px;padding:.4rem .5rem;min-height:2.6rem;max-width:100%}select{width:100%}
.stage-list>li{margin:.8rem 0;padding-left:.3rem;scroll-margin-top:1rem}.seat{margin:.3rem 0 .3rem .2rem}
.history li{margin:.5rem 0}
.looks,.ways{display:flex;flex-wrap:wrap;gap:.4rem 1.6rem}.looks a,.ways a{padding:.3rem 0}
.ways{border-top:1px solid var(--line);margin-top:2.5rem;padding-top:1rem}
@media (max-width:46rem){.board thead{display:none}.board,.board tbody,.board tr,.board th,.board td{display:block;width:100%}.board tr{border:1px solid var(--line);border-radius:4px;margin:.7rem 0;padding:.3rem 0}.board th,.board td{border:0;padding:.2rem .8rem}.pair{grid-template-columns:1fr}}
@media print{details,.ways,form{display:none}}
`
