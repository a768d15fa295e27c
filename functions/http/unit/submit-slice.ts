import type { SubmissionFact } from '../../../shared/cycle/facts.ts'
import { foldUnitCycle } from '../../../shared/cycle/fold.ts'
import { sliceWindow } from '../../../shared/cycle/unit/slice-window.ts'
import { wishedChanges } from '../../../shared/draft/form-wishes.ts'
import { type ReadSlice, receiptNumber } from '../../../shared/draft/submission.ts'
import {
  type CopyAsShown,
  changesSince,
  originsOf,
  typedOfFields,
  typistsOf,
} from '../../../shared/draft/working-copy.ts'
import { problemTitle } from '../../../shared/pages/frame/problem-page.ts'
import { closedSlicePage } from '../../../shared/pages/slice/closed-slice-page.ts'
import { keepTypedPage, strayFormPage } from '../../../shared/pages/slice/kept-page.ts'
import { firstOf } from '../../../shared/present.ts'
import { inputCells } from '../../../shared/report/cells.ts'
import { type Problem, problemStatus, Refusal } from '../../../shared/report/errors.ts'
import { sliceRefusals } from '../../../shared/words/clerk/slice-refusals.ts'
import { peopleRefusals } from '../../../shared/words/refusals/people-refusals.ts'
import { htmlResponse, jsonResponse, type Request, type Response, seeOther } from '../../door/exchange.ts'
import { madeInSession, type OpenedUnit, unitBearerOf, unitSessionOf } from '../../door/sessions.ts'
import { type Kept, keepRevision, readAndCheck } from '../../kept/revisions.ts'
import { emptyCopy, fieldProblems, keepChanges, keptCopy } from '../../kept/working-copies.ts'
import type { Services } from '../../services.ts'
import { postedForm } from '../../views/slice/posted-form.ts'
import { conflictWith } from '../../views/slice/slice-conflict.ts'
import { closedProblem, formPage, type ShownOnForm, typedInJson } from '../../views/slice/slice-form.ts'
import { reviewPageOf } from '../../views/slice/slice-review.ts'
import { loadSlice, unitFrame } from '../../views/slice/unit-slice.ts'

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
  const { language } = request
  const posted = postedForm(request.form)
  if (!posted) {
    // A machine that gives no token hears that first.
    await unitSessionOf(request, services, 'slice')
    throw new Refusal({ code: 'body-malformed', message: sliceRefusals.noForm })
  }
  const session = await unitSessionOf(request, services, 'slice').catch((error: unknown) => {
    if (error instanceof Refusal && error.problems[0]?.code === 'session-missing') return undefined
    throw error
  })
  if (!session) return htmlResponse(request, 401, keepTypedPage(language, services.settings.sender, posted.raw))
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
  const { due } = window
  const again = (status: number, shown: Omit<ShownOnForm, 'due'>): Response =>
    htmlResponse(request, status, formPage(session, slice, language, services, { due, ...shown }))
  /** Somebody has submitted since the page was made: both versions, as the facts are now. */
  const overtaken = async (by: SubmissionFact): Promise<Response> => {
    const facts = await services.store.unitFacts(link.cycle, link.subject)
    const now = { ...session, state: foldUnitCycle(facts, link.subject) ?? state }
    const newer = await loadSlice(now, link.subject, services)
    const said = await conflictWith(now, newer, { by, typed }, language, services)
    const shown = {
      due,
      typed,
      copy: await keptCopy(now, newer, services),
      findings: readAndCheck(now, newer, typed).result.findings,
      said,
    }
    return htmlResponse(request, 409, formPage(now, newer, language, services, shown))
  }
  if (!madeInSession(session, posted.raw['form-token'])) {
    return again(409, { typed, copy: await keptCopy(session, slice, services), said: { is: 'mismatch' } })
  }
  const { wish, mark } = posted
  const newest = unit.submissions.at(-1)
  const base = Math.min(posted.revision, newest?.revision ?? 0)
  if (newest && base < newest.revision) {
    // The same content sent again is the same receipt; anything else is looked at first.
    const read = readAndCheck(session, slice, typed)
    if (wish !== 'submit' || read.problems.length > 0) return overtaken(newest)
    return sent(
      await keepRevision(session, slice, read, { ...typed, channel: 'form', madeFrom: base, asItWas: false }, services),
    )
  }

  // Whatever is asked for, what was typed is kept first, and joined with what colleagues typed.
  const changes = changesSince(posted.seen, posted.fields, posted.origins)
  const unkept = new Set(fieldProblems(compiled, unit.unit.roles, changes).map(({ field }) => field))
  const keepable = Object.fromEntries(Object.entries(changes).filter(([name]) => !unkept.has(name)))
  let copy = await keepChanges(session, slice, keepable, { mark, base }, services)
  const wished = copy && wishedChanges(wish, copy, inputCells(compiled, unit.unit.roles))
  if (wished) copy = await keepChanges(session, slice, wished, { mark, base }, services)
  if (!copy) return submitForm(request, services) // submitted in this moment: the facts now say so
  if (wish === 'save') return seeOther('/slice')
  const other = /^lang:(zh|en)$/.exec(wish)?.[1]
  if (other) return seeOther(`/slice?lang=${other}`)
  // What cannot be kept, an unknown field or a text that is too long, is shown as it was sent.
  const fields = Object.entries(posted.fields)
  const joined = typedOfFields({ ...copy.values, ...Object.fromEntries(fields.filter(([name]) => unkept.has(name))) })
  if (wished) return again(200, { typed: joined, copy, ...(wish.startsWith('zero') && { said: { is: 'zeroed' } }) })

  const foreign = fields.filter(([name, value]) => !unkept.has(name) && (copy.values[name] ?? '') !== value).length
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
    return htmlResponse(request, status, reviewPageOf(session, slice, language, services, toRead))
  }
  if (wish === 'review') return review(200, [])
  const barred = barredFromSubmitting(session)
  if (barred) return review(problemStatus[barred.code], [barred])
  if (zerosUnseen(copy, joined.nil) && posted.raw['zeros-seen'] !== 'yes')
    return review(422, [sliceRefusals.zerosNotSeen])
  const asItWas = posted.raw['as-it-was'] === 'yes'
  return sent(
    await keepRevision(
      session,
      slice,
      read,
      { nil: typed.nil, channel: 'form', madeFrom: base, asItWas, typists: typistsOf(copy) },
      services,
    ),
    () => again(422, { ...shown, problems: [sliceRefusals.unchanged] }),
  )

  async function sent(kept: Kept, unchanged = () => seeOther('/receipt')): Promise<Response> {
    if (kept.is === 'overtaken') return overtaken(kept.by)
    if (kept.is === 'unchanged') return unchanged()
    await emptyCopy(kept.fact, services)
    return seeOther('/receipt')
  }
}

/** Whom the lead added types and does not submit. */
function barredFromSubmitting({ state, person }: OpenedUnit): Problem | undefined {
  const { added, unit } = state.own
  const [lead] = unit.contacts
  return lead && added.includes(person.id)
    ? { code: 'person-refused', message: peopleRefusals.leadSubmits(lead.name) }
    : undefined
}

/** Zeros everywhere come from two buttons; that there is nothing to report is for a person to say, with a tick. */
const isAllZero = ({ figures, texts }: ReadSlice): boolean =>
  Object.values(figures).every((figure) => figure === '0') && Object.values(texts).every((text) => !text.trim())

/** A zero that a button put there is nobody's word until a person has read that it is one. */
const zerosUnseen = (copy: CopyAsShown, nil: boolean): boolean =>
  !nil && Object.values(originsOf(copy.fields)).includes('zero')
