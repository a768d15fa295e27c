import type { SubmissionFact } from '../../shared/cycle/facts.ts'
import { nameIn } from '../../shared/cycle/people.ts'
import { foldCycle, unitStanding, unitState } from '../../shared/cycle/reporting-cycle.ts'
import { sliceWindow } from '../../shared/cycle/slice-window.ts'
import {
  justify,
  type ReadSlice,
  readSlice,
  receiptNumber,
  type SubmissionDocument,
  sealSubmission,
  submissionFile,
  type TypedSlice,
} from '../../shared/draft/submission.ts'
import { closedSlicePage } from '../../shared/pages/closed-slice-page.ts'
import { keepTypedPage, strayFormPage } from '../../shared/pages/kept-page.ts'
import { problemTitle } from '../../shared/pages/problem-page.ts'
import type { Conflict } from '../../shared/pages/slice-page.ts'
import { inputCells } from '../../shared/report/cells.ts'
import { type Problem, problemStatus, Refusal } from '../../shared/report/errors.ts'
import { blank } from '../../shared/report/figure.ts'
import { blocking, type CheckResult } from '../../shared/report/finding.ts'
import { textParts } from '../../shared/report/narrative-parts.ts'
import { sliceTexts } from '../../shared/words/texts-slice.ts'
import type { Request, Response } from '../door/handler.ts'
import { htmlResponse, jsonResponse, seeOther } from '../door/html-response.ts'
import { bearerOf, madeInSession, type OpenedLink, type OpenedSession, sessionOf } from '../door/sessions.ts'
import { readSubmission } from '../kept/documents.ts'
import type { Services } from '../services.ts'
import { requestConfirmation, sendReceipt } from '../telling/unit-mails.ts'
import { formPage, typedInForm, typedInJson } from '../views/slice-form.ts'
import { checkOfSlice, figuresOfSlice, loadSlice, type UnitSlice, unitFrame } from '../views/unit-slice.ts'
import { resumeCycle } from '../workflow/resume-cycle.ts'

type Submitting = Pick<Services, 'clock' | 'store' | 'files' | 'keys' | 'settings' | 'mailer' | 'workflow' | 'log'>

/** POST /slice: from the form of a session, or as JSON with the link's token as bearer. */
export async function submitSlice(request: Request, services: Submitting): Promise<Response> {
  const machine = await bearerOf(request, services, 'slice')
  return machine ? submitJson(request, machine, services) : submitForm(request, services)
}

async function submitJson(request: Request, opened: OpenedLink, services: Submitting): Promise<Response> {
  const { typed, revision, check } = typedInJson(request.json)
  const { state, definition, link } = opened
  const slice = await loadSlice(opened, link.subject, services)
  const window = sliceWindow(state, definition, slice.unit, services.clock.now())
  if (!window.open) throw new Refusal(closedProblem(window.why, services))
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
        type: `urn:lianbao:problem:${problems[0]!.code}`,
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
    throw new Refusal({ code: 'field-malformed', field: 'revision', message: texts.revisionUnknown })
  }
  const kept = await keep(opened, slice, read, typed.nil, 'json', revision, true, services)
  if (kept.is === 'unchanged') throw new Refusal(unchangedProblem)
  if (kept.is === 'overtaken') throw new Refusal(changedProblem(kept.by))
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
  const { language, form } = request
  const typed = form && typedInForm(form)
  if (!form || !typed) throw new Refusal({ code: 'body-malformed', message: texts.noForm })
  const session = await sessionOf(request, services, 'slice').catch((error: unknown) => {
    if (error instanceof Refusal && error.problems[0]?.code === 'session-missing') return undefined
    throw error
  })
  if (!session) return htmlResponse(request, 401, keepTypedPage(language, services.settings.sender, form.values))
  const { state, definition, compiled, link } = session
  const slice = await loadSlice(session, link.subject, services)
  const { unit } = slice
  const frame = unitFrame(session, unit, language, services)
  if (form.values.cycle !== link.cycle || form.values.unit !== link.subject) {
    return htmlResponse(request, 409, strayFormPage({ ...frame, compiled, typed }))
  }
  const window = sliceWindow(state, definition, unit, services.clock.now())
  if (!window.open) {
    const { document } = slice
    return htmlResponse(
      request,
      409,
      closedSlicePage({ ...frame, window, compiled, roles: unit.unit.roles, typed, ...(document && { document }) }),
    )
  }
  const again = (status: number, shown: Omit<Parameters<typeof formPage>[5], 'typed'>, fill = typed): Response =>
    htmlResponse(request, status, formPage(session, slice, window.due, language, services, { ...shown, typed: fill }))
  if (!madeInSession(session, form.values['form-token'])) return again(409, { said: { is: 'mismatch' } })

  const wish = form.values.do ?? ''
  if (wish.startsWith('zero:')) {
    return again(200, { said: { is: 'zeroed' } }, zeroed(session, slice, typed, wish.slice('zero:'.length)))
  }
  const read = readAndCheck(session, slice, typed)
  const { problems, result } = read
  const shown = { problems: problems.filter((p) => p.code !== 'relation-broken'), findings: result.findings }
  if (wish !== 'submit') {
    return again(200, problems.length > 0 ? shown : { ...shown, said: { is: 'passed', checked: result.checked } })
  }
  if (problems.length > 0) return again(422, shown)
  if (!typed.nil && isAllZero(read)) return again(422, { ...shown, problems: [nilNotSaid] })
  const made = /^\d{1,4}$/.test(form.values.revision ?? '') ? Number(form.values.revision) : 0
  const revision = Math.min(made, unit.submissions.at(-1)?.revision ?? 0)
  const kept = await keep(
    session,
    slice,
    read,
    typed.nil,
    'form',
    revision,
    form.values['as-it-was'] === 'yes',
    services,
  )
  if (kept.is === 'unchanged') return again(422, { ...shown, problems: [unchangedProblem] })
  if (kept.is !== 'overtaken') return seeOther('/receipt')
  return changedMeanwhile(request, session, kept.by, typed, read, window.due, services)
}

type Checked = ReadSlice & { result: CheckResult; document: Pick<SubmissionDocument, 'justifications'> }

/** Everything that is wrong, at once: what cannot be read, what does not add up, what still needs an explanation. */
function readAndCheck({ compiled }: OpenedLink, slice: UnitSlice, typed: TypedSlice): Checked {
  const read = readSlice(compiled, slice.unit.unit.roles, typed)
  const result = checkOfSlice(compiled, slice, read.figures, read.texts)
  const { justifications, problems } = justify(result.findings, typed.justifications)
  const broken = blocking(result.findings).map(
    (finding): Problem => ({
      code: 'relation-broken',
      field: finding.root?.cell ?? finding.cells[0] ?? '',
      facts: { relation: finding.instance },
      message: finding.message,
    }),
  )
  return { ...read, problems: [...read.problems, ...broken, ...problems], result, document: { justifications } }
}

type Kept =
  | { is: 'new' | 'same'; fact: SubmissionFact }
  | { is: 'overtaken'; by: SubmissionFact }
  /** Sent back, and now the same again without a word that it is meant so. */
  | { is: 'unchanged' }

/**
 * Writes the next revision: its body first, then the fact, then whoever must know. The same content sent again is the same
 * receipt (a double click, a retry). What was returned is taken unchanged only from who says so (`asItWas`): the form comes
 * filled in, and a program that presses its button must not answer for the unit. A revision that the sender has not seen is
 * never overwritten.
 */
async function keep(
  opened: OpenedLink,
  { unit }: UnitSlice,
  read: Checked,
  nil: boolean,
  channel: 'form' | 'json',
  madeFrom: number | undefined,
  asItWas: boolean,
  services: Submitting,
): Promise<Kept> {
  const { state, definition, compiled, link, person } = opened
  const { bytes, digest } = sealSubmission({
    document: 'lianbao/submission/1',
    cycle: link.cycle,
    unit: link.subject,
    definition: state.opening.definition,
    nil,
    figures: { ...figuresOfSlice(compiled, unit.unit.roles, read.figures) },
    texts: read.texts,
    justifications: read.document.justifications,
  })
  const newest = unit.submissions.at(-1)
  if (newest?.digest === digest && unitStanding(unit, definition) !== 'returned') {
    await tell(link.cycle, link.subject, services)
    return { is: 'same', fact: newest }
  }
  if (newest?.digest === digest && !asItWas) return { is: 'unchanged' }
  if (madeFrom !== undefined && madeFrom !== (newest?.revision ?? 0)) return { is: 'overtaken', by: newest! }
  await services.files.put(submissionFile(digest), bytes)
  const { recorded, fact } = await services.store.record<SubmissionFact>({
    kind: 'submission',
    cycle: link.cycle,
    unit: link.subject,
    revision: (newest?.revision ?? 0) + 1,
    digest,
    at: services.clock.now(),
    by: person.id,
    channel,
    nil,
  })
  if (!recorded && fact.digest !== digest) return { is: 'overtaken', by: fact }
  await tell(link.cycle, link.subject, services)
  return { is: recorded ? 'new' : 'same', fact }

  /** The slice is in; a mail that cannot go out now is owed still, and the timer sends it. */
  async function tell(cycle: string, unitId: string, { log }: Submitting): Promise<void> {
    const now = foldCycle(await services.store.facts(cycle))
    const sent = now && unitState(now, unitId)
    if (now && sent) {
      let unsent = 0
      // One after the other, so that a crash leaves one mail in doubt at most.
      for (const send of [requestConfirmation, sendReceipt]) {
        await send(services, now, definition, sent).catch(() => {
          unsent += 1
        })
      }
      if (unsent > 0) log('mail-not-sent', { cycle, unit: unitId, mails: unsent })
    }
    await resumeCycle(cycle, services)
  }
}

/** Both versions side by side; the form now carries the newer revision's number, so sending it again means it. */
async function changedMeanwhile(
  request: Request,
  session: OpenedSession,
  by: SubmissionFact,
  typed: TypedSlice,
  read: Checked,
  due: string | undefined,
  services: Submitting,
): Promise<Response> {
  const theirs = await readSubmission(services.files, by.digest)
  const state = foldCycle(await services.store.facts(by.cycle))!
  const fresh = { ...session, state }
  const slice = await loadSlice(fresh, by.unit, services)
  const { compiled, definition } = session
  const { roles } = slice.unit.unit
  const cells = inputCells(compiled, roles).filter(
    (cell) => (theirs.figures[cell.id] ?? blank) !== (read.figures[cell.id] ?? blank),
  )
  const parts = textParts(definition, roles).filter(
    (part) => (theirs.texts[part.id] ?? '') !== (read.texts[part.id] ?? ''),
  )
  const said: Conflict = {
    is: 'changed',
    by: nameIn(state, by.by, request.language),
    at: by.at,
    number: receiptNumber(by.cycle, by.unit, by.revision),
    differences: [
      ...cells.map((cell) => ({
        where: cell.name,
        theirs: theirs.figures[cell.id] ?? '',
        yours: typed.figures[cell.id] ?? '',
      })),
      ...parts.map((part) => ({
        where: part.title,
        theirs: theirs.texts[part.id] ?? '',
        yours: typed.texts[part.id] ?? '',
      })),
    ],
  }
  const { language } = request
  const page = formPage(fresh, slice, due, language, services, { typed, findings: read.result.findings, said })
  return htmlResponse(request, 409, page)
}

/** The empty cells of one table as 0, everything else as typed. */
function zeroed({ compiled }: OpenedLink, { unit }: UnitSlice, typed: TypedSlice, table: string): TypedSlice {
  const empty = inputCells(compiled, unit.unit.roles).filter(
    (cell) => cell.table === table && (typed.figures[cell.id] ?? '').trim() === '',
  )
  return { ...typed, figures: { ...typed.figures, ...Object.fromEntries(empty.map((cell) => [cell.id, '0'])) } }
}

function closedProblem(why: 'late' | 'exempt' | 'published', { settings }: Pick<Services, 'settings'>): Problem {
  const { phone } = settings.sender
  return {
    code: why === 'published' ? 'cycle-closed' : 'slice-locked',
    facts: { phone },
    message: {
      zh: `${sliceTexts.zh.lockedTitle[why]}。需要提交或修改的话，请打电话 ${phone}。`,
      en: `${sliceTexts.en.lockedTitle[why]}. If you have to submit or correct something, please call ${phone}.`,
    },
  }
}

/** Zeros everywhere come from two buttons; that there is nothing to report is for a person to say, with a tick. */
const isAllZero = ({ figures, texts }: ReadSlice): boolean =>
  Object.values(figures).every((figure) => figure === '0') && Object.values(texts).every((text) => !text.trim())

const nilNotSaid: Problem = {
  code: 'attestation-missing',
  field: 'nil',
  message: {
    zh: '所有数字都是 0。如果全年确实没有要报告的内容，请勾选“全年没有任何要报告的内容”，再提交一次。',
    en: 'Every figure is 0. If there is nothing to report for the whole year, please tick the box that says so and submit again.',
  },
}

const unchangedProblem: Problem = {
  code: 'field-missing',
  field: 'as-it-was',
  message: {
    zh: `内容和退回的那一份完全一样。请修改后再提交；确实不用改的话，请勾选“${sliceTexts.zh.asItWas}”再提交。`,
    en: `This is exactly what was sent back. Please change it; or, if nothing has to be changed, tick “${sliceTexts.en.asItWas}” and submit again.`,
  },
}

const changedProblem = (by: SubmissionFact): Problem => ({
  code: 'slice-changed',
  facts: { revision: by.revision, digest: by.digest },
  message: {
    zh: '这期间已经提交了另一个版本，没有覆盖它。请先取回最新版本，再提交。',
    en: 'Another revision was submitted meanwhile and was not overwritten. Please fetch the newest one first, then submit again.',
  },
})

const texts = {
  revisionUnknown: {
    zh: '没有这一版。第一次提交请去掉 revision，或填 0；修改请填最近一份回执上的版次。',
    en: 'There is no such revision. Leave it out or give 0 for the first one; to change one, give that of the latest receipt.',
  },
  noForm: {
    zh: '没有收到表单内容。请从邮件里的链接打开填报页再提交。',
    en: 'No form was received. Please open the form from the link in your mail and submit it there.',
  },
} as const
