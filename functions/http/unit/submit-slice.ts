import { leadFor } from '../../../shared/cycle/acts/colleague.ts'
import type { SubmissionFact } from '../../../shared/cycle/facts.ts'
import { foldUnitCycle } from '../../../shared/cycle/fold.ts'
import { sliceWindow } from '../../../shared/cycle/unit/slice-window.ts'
import { wishedChanges } from '../../../shared/draft/form-wishes.ts'
import { type ReadSlice, receiptNumber } from '../../../shared/draft/submission.ts'
import { type CopyAsShown, changesSince, originsOf, typedOfFields } from '../../../shared/draft/working-copy.ts'
import { problemTitle } from '../../../shared/pages/frame/problem-page.ts'
import { closedSlicePage } from '../../../shared/pages/slice/closed-slice-page.ts'
import { keepTypedPage, strayFormPage } from '../../../shared/pages/slice/kept-page.ts'
import { firstOf, present } from '../../../shared/present.ts'
import { inputCells } from '../../../shared/report/cells.ts'
import { type Problem, type ProblemCode, problemStatus, Refusal } from '../../../shared/report/errors.ts'
import { sliceRefusals } from '../../../shared/words/clerk/slice-refusals.ts'
import { peopleRefusals } from '../../../shared/words/refusals/people-refusals.ts'
import { htmlResponse, jsonResponse, type Request, type Response, seeOther } from '../../door/exchange.ts'
import {
  madeInSession,
  type OpenedUnit,
  type OpenedUnitSession,
  unitBearerOf,
  unitSessionOf,
} from '../../door/sessions.ts'
import { type Kept, keepRevision, readAndCheck } from '../../kept/revisions.ts'
import { fieldProblems, keepChanges, keptCopy } from '../../kept/working-copies.ts'
import type { Services } from '../../services.ts'
import { type PostedForm, postedForm } from '../../views/slice/posted-form.ts'
import { conflictWith } from '../../views/slice/slice-conflict.ts'
import { closedProblem, formPage, type ShownOnForm, typedInJson } from '../../views/slice/slice-form.ts'
import { reviewPageOf } from '../../views/slice/slice-review.ts'
import { loadSlice, type UnitSlice, unitFrame } from '../../views/slice/unit-slice.ts'

type Submitting = Pick<Services, 'clock' | 'store' | 'files' | 'keys' | 'settings' | 'later' | 'workflow' | 'log'>

/** POST /slice: from the form of a session, or as JSON with the link's token as bearer. */
export async function submitSlice(request: Request, services: Submitting): Promise<Response> {
  const machine = await unitBearerOf(request, services, 'slice')
  return machine ? submitJson(request, machine, services) : submitForm(request, services)
}

async function submitJson(request: Request, opened: OpenedUnit, services: Submitting): Promise<Response> {
  const { typed, revision, check } = await typedInJson(request.json)
  const { state, definition, link } = opened
  const slice = await loadSlice(opened, link.subject, services)
  const window = sliceWindow(state, definition, slice.unit, services.clock.now())
  if (!window.open) throw new Refusal(closedProblem(window.why, services))
  const barred = barredFromSubmitting(opened)
  if (barred && !check) throw new Refusal(barred)
  const read = readAndCheck(opened, slice, typed)
  if (read.problems.length > 0 || check) {
    const { problems, result } = read
    const { language } = request
    if (problems.length === 0)
      return jsonResponse(200, { problems: [], findings: result.findings, checked: result.checked })
    const status = Math.max(...problems.map((p) => problemStatus[p.code]))
    return jsonResponse(
      check ? 200 : status,
      {
        type: `urn:lianbao:problem:${firstOf(problems).code}`,
        title: problemTitle(problems, language),
        status,
        problems: problems.map((p) => ({ ...p, message: p.message[language] })),
        findings: result.findings,
      },
      check ? 'application/json' : 'application/problem+json',
    )
  }
  // Refused rather than taken: who names a revision that never was has mixed something up.
  if (revision !== undefined && revision > (slice.unit.submissions.at(-1)?.revision ?? 0)) {
    throw new Refusal({ code: 'field-malformed', field: 'revision', message: sliceRefusals.revisionUnknown })
  }
  const sent = { nil: typed.nil, channel: 'json' as const, madeFrom: revision, asItWas: true }
  const kept = await keepRevision(opened, slice, read, sent, services)
  if (kept.is === 'unchanged') throw new Refusal(sliceRefusals.unchanged)
  if (kept.is === 'overtaken') throw new Refusal(sliceRefusals.changed(kept.by))
  if (kept.is === 'cancelled') throw new Refusal(closedProblem('cancelled', services))
  const { fact } = kept
  return jsonResponse(kept.is === 'new' ? 201 : 200, {
    receipt: receiptNumber(fact.cycle, fact.unit, fact.revision),
    revision: fact.revision,
    digest: fact.digest,
    at: fact.at,
    findings: read.result.findings,
  })
}

async function submitForm(request: Request, services: Submitting): Promise<Response> {
  const posting = await postingOf(request, services)
  if ('status' in posting) return posting
  const { posted, slice, base } = posting
  const newest = slice.unit.submissions.at(-1)
  if (newest && base < newest.revision) return sendAgain(posting, newest, services)
  // Whatever is asked for, what was typed is kept first, and joined with what colleagues typed.
  const kept = await keepPosted(posting, services)
  if (!kept) return submitForm(request, services) // submitted in this moment: the facts now say so
  const { wish } = posted
  const other = /^lang:(zh|en)$/.exec(wish)?.[1]
  const leads = wish === 'save' ? '/slice' : other && `/slice?lang=${other}`
  if (!leads && !kept.filled) return checkPosted(posting, kept, services)
  const { joined, copy, unkept } = kept
  if (unkept.length > 0) {
    // It lies nowhere else: with the findings, whose explanations have their places there.
    const { findings } = readAndCheck(posting.session, slice, joined).result
    return shownAgain(posting, 422, { typed: joined, copy, problems: unkept, findings }, services)
  }
  if (leads) return seeOther(leads)
  const shown = { typed: joined, copy, ...(wish.startsWith('zero') && { said: { is: 'zeroed' as const } }) }
  return shownAgain(posting, 200, shown, services)
}

/** A form of the session's own slice, which is open. */
type Posting = {
  request: Request
  posted: PostedForm
  session: OpenedUnitSession
  slice: UnitSlice
  typed: ReturnType<typeof typedOfFields>
  due: ShownOnForm['due']
  /** The newest revision that whoever typed it had seen. */
  base: number
}

/** The session is over, or the link it was opened from: whoever typed opens it, or the newest, and goes on. */
const endings: readonly ProblemCode[] = ['session-missing', 'link-superseded', 'link-expired']

/** What was posted, or the answer where it cannot be taken: in each, what was typed is shown again. */
async function postingOf(request: Request, services: Submitting): Promise<Posting | Response> {
  const { language } = request
  const posted = postedForm(request.form)
  if (!posted) {
    // A machine that gives no token hears that first.
    await unitSessionOf(request, services, 'slice')
    throw new Refusal({ code: 'body-malformed', message: sliceRefusals.noForm })
  }
  const session = await unitSessionOf(request, services, 'slice').catch((error: unknown) => {
    const ended = error instanceof Refusal ? error.problems.find(({ code }) => endings.includes(code)) : undefined
    if (ended) return ended
    throw error
  })
  if ('code' in session) {
    const kept = keepTypedPage(language, services.settings.sender, posted.raw, session)
    return htmlResponse(request, problemStatus[session.code], kept)
  }
  const { state, definition, compiled, link } = session
  const slice = await loadSlice(session, link.subject, services)
  const { unit } = slice
  const frame = unitFrame(session, unit, language, services)
  const typed = typedOfFields(posted.fields)
  if (posted.raw.cycle !== link.cycle || posted.raw.unit !== link.subject) {
    return htmlResponse(request, 409, strayFormPage({ ...frame, compiled, typed }))
  }
  const window = sliceWindow(state, definition, unit, services.clock.now())
  if (!window.open) {
    const { document } = slice
    const closed = { ...frame, window, compiled, roles: unit.unit.roles, typed, ...(document && { document }) }
    return htmlResponse(request, 409, closedSlicePage(closed))
  }
  const base = Math.min(posted.revision, unit.submissions.at(-1)?.revision ?? 0)
  const posting = { request, posted, session, slice, typed, due: window.due, base }
  if (madeInSession(session, posted.raw['form-token'])) return posting
  const copy = await keptCopy(session, slice, services)
  return shownAgain(posting, 409, { typed, copy, said: { is: 'mismatch' } }, services)
}

function shownAgain(
  { request, session, slice, due }: Posting,
  status: number,
  shown: Omit<ShownOnForm, 'due'>,
  services: Submitting,
): Response {
  return htmlResponse(request, status, formPage(session, slice, request.language, services, { due, ...shown }))
}

/** The same content sent again is the same receipt; anything else is looked at first. */
async function sendAgain(posting: Posting, newest: SubmissionFact, services: Submitting): Promise<Response> {
  const { posted, session, slice, typed, base } = posting
  const read = readAndCheck(session, slice, typed)
  if (posted.wish !== 'submit' || read.problems.length > 0) return overtaken(posting, newest, services)
  const copy = { fields: {}, values: posted.fields }
  const sent = { ...typed, channel: 'form', madeFrom: base, asItWas: false, copy } as const
  return answerKept(posting, await keepRevision(session, slice, read, sent, services), services)
}

/** Somebody has submitted since the page was made: both versions, as the facts are now. */
async function overtaken(
  { request, session, typed, due }: Posting,
  by: SubmissionFact,
  services: Submitting,
): Promise<Response> {
  const { state, link } = session
  const { language } = request
  const facts = await services.store.unitFacts(link.cycle, link.subject)
  const now = { ...session, state: foldUnitCycle(facts, link.subject) ?? state }
  const newer = await loadSlice(now, link.subject, services)
  const said = await conflictWith(now, newer, { by, typed }, language, services)
  const copy = await keptCopy(now, newer, services)
  const { findings } = readAndCheck(now, newer, typed).result
  return htmlResponse(request, 409, formPage(now, newer, language, services, { due, typed, copy, findings, said }))
}

type KeptPosting = {
  copy: CopyAsShown
  /** What was posted with what colleagues typed; what cannot be kept, an unknown field or a text that is too long, as it was sent. */
  joined: Posting['typed']
  /** Why that is not kept, by the places of the form. */
  unkept: Problem[]
  /** A button of the form filled something in. */
  filled: boolean
  /** How many fields a colleague has typed otherwise meanwhile. */
  foreign: number
}

async function keepPosted(
  { posted, session, slice, base }: Posting,
  services: Submitting,
): Promise<KeptPosting | undefined> {
  const { compiled } = session
  const { wish, mark } = posted
  const { roles } = slice.unit.unit
  const changes = changesSince(posted.seen, posted.fields, posted.origins)
  const problems = fieldProblems(compiled, roles, changes)
  const left = new Set(problems.map(({ field }) => field))
  const keepable = Object.fromEntries(Object.entries(changes).filter(([name]) => !left.has(name)))
  let copy = await keepChanges(session, slice, keepable, { mark, base }, services)
  const wished = copy && wishedChanges(wish, copy, inputCells(compiled, roles))
  if (wished) copy = await keepChanges(session, slice, wished, { mark, base }, services)
  if (!copy) return undefined
  const { values } = copy
  const fields = Object.entries(posted.fields)
  const shown = Object.fromEntries(fields.filter(([name]) => left.has(name)))
  const foreign = fields.filter(([name, value]) => !left.has(name) && (values[name] ?? '') !== value)
  const joined = typedOfFields({ ...values, ...shown })
  const unkept = problems.map((p) => ({ ...p, field: present(p.field, 'field').replace(/^cell:/, '') }))
  return { copy, joined, unkept, filled: wished !== undefined, foreign: foreign.length }
}

/** Checks it, and submits it where that is asked for and nothing stands against it. */
async function checkPosted(
  posting: Posting,
  { copy, joined, foreign }: KeptPosting,
  services: Submitting,
): Promise<Response> {
  const { request, posted, session, slice, typed, base } = posting
  const { wish } = posted
  const again = (status: number, shown: Omit<ShownOnForm, 'due'>) => shownAgain(posting, status, shown, services)
  // What is submitted is the form as it was posted, and nothing that its sender has not seen.
  const read = readAndCheck(session, slice, foreign === 0 ? typed : joined)
  const { result } = read
  const problems = read.problems.filter((p) => p.code !== 'relation-broken')
  const shown = { typed: joined, copy, problems, findings: result.findings }
  if (wish === 'submit' && foreign > 0) return again(409, { ...shown, said: { is: 'joined', count: foreign } })
  const passed = read.problems.length === 0
  if (wish !== 'submit' && wish !== 'review')
    return again(200, passed ? { ...shown, said: { is: 'passed', checked: result.checked } } : shown)
  if (!passed) return again(422, shown)
  if (!joined.nil && isAllZero(read)) return again(422, { ...shown, problems: [sliceRefusals.nilNotSaid] })
  const review = (status: number, missing: Problem[]): Response => {
    const toRead = { ...shown, posted, checked: result.checked, problems: missing }
    return htmlResponse(request, status, reviewPageOf(session, slice, request.language, services, toRead))
  }
  if (wish === 'review') return review(200, [])
  const barred = barredFromSubmitting(session)
  if (barred) return review(problemStatus[barred.code], [barred])
  if (!joined.nil && hasZerosOfButton(copy) && posted.raw['zeros-seen'] !== 'yes')
    return review(422, [sliceRefusals.zerosNotSeen])
  const asItWas = posted.raw['as-it-was'] === 'yes'
  const sent = { nil: typed.nil, channel: 'form', madeFrom: base, asItWas, copy } as const
  const kept = await keepRevision(session, slice, read, sent, services)
  if (kept.is === 'unchanged') return again(422, { ...shown, problems: [sliceRefusals.unchanged] })
  return answerKept(posting, kept, services)
}

async function answerKept(posting: Posting, kept: Kept, services: Submitting): Promise<Response> {
  if (kept.is === 'overtaken') return overtaken(posting, kept.by, services)
  if (kept.is === 'cancelled') return submitForm(posting.request, services) // the facts now say so
  return seeOther('/receipt')
}

/** Whom the lead added types and does not submit. */
function barredFromSubmitting({ state, person }: OpenedUnit): Problem | undefined {
  const lead = leadFor(state.own, person.id)
  return lead && { code: 'person-refused', message: peopleRefusals.leadSubmits(lead.name) }
}

/** Zeros everywhere come from two buttons; that there is nothing to report is for a person to say, with a tick. */
const isAllZero = ({ figures, texts }: ReadSlice): boolean =>
  Object.values(figures).every((figure) => figure === '0') && Object.values(texts).every((text) => !text.trim())

/** A zero that a button put there is nobody's word until a person has read that it is one. */
const hasZerosOfButton = (copy: CopyAsShown): boolean => Object.values(originsOf(copy.fields)).includes('zero')
