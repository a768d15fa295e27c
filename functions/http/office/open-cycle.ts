import { calendarOfZone } from '../../../shared/calendar/working-days.ts'
import { planRead, rehearsalProblems } from '../../../shared/cycle/opening/opening.ts'
import { readOpeningDocument, readOpeningForm } from '../../../shared/cycle/opening/opening-form.ts'
import type { Mail } from '../../../shared/mail/layout.ts'
import { maskedAddress } from '../../../shared/pages/frame/link-page.ts'
import { openingPage } from '../../../shared/pages/office/opening-page.ts'
import { openingPreviewPage } from '../../../shared/pages/office/opening-preview-page.ts'
import { Refusal } from '../../../shared/report/errors.ts'
import { openingPreviewTexts } from '../../../shared/words/office/opening-preview-texts.ts'
import { lastYearRefusals } from '../../../shared/words/refusals/last-year-refusals.ts'
import { htmlResponse, type Request, type Response } from '../../door/exchange.ts'
import { bearerOf, type OpenedSession, requireOwnForm, sessionOf } from '../../door/sessions.ts'
import { letGoProblems, recordOpening } from '../../kept/cycles.ts'
import { yearNamed } from '../../kept/last-years.ts'
import { shippedReport } from '../../kept/shipped-report.ts'
import { keepYearBefore } from '../../kept/year-before.ts'
import type { MailServices, Services } from '../../services.ts'
import { sentOrSaid } from '../../telling/mails.ts'
import { messageIdOf } from '../../telling/message-id.ts'
import { MailNotSent } from '../../telling/turn.ts'
import { sampleMails } from '../../views/office/sample-mails.ts'
import { openingView } from './show-opening.ts'

/** POST /cycles: the office opens a cycle; by the page's form, or as JSON with the office's link as bearer. Safe to repeat. */
export async function openCycle(
  request: Request,
  services: MailServices & Pick<Services, 'workflow'>,
): Promise<Response> {
  const now = services.clock.now()
  const machine = await bearerOf(request, services, 'board')
  if (machine) {
    const read = readOpeningDocument(request.json)
    const { definition, document } = shippedReport(read.definition)
    const problems = [
      ...read.problems,
      ...(await yearNamed(read.wanted, services)).problems,
      ...rehearsalProblems(machine.state.opening, read.wanted),
      ...(await letGoProblems(machine.person, read.wanted.issuer.id, services)),
    ]
    const calendar = calendarOfZone(definition.timetable.zone)
    const plan = planRead({ ...read, problems }, definition, calendar, now, machine.person.id)
    const { opening } = await recordOpening(plan, document, services)
    return {
      status: 201,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ cycle: opening.cycle }),
    }
  }

  const session = await sessionOf(request, services, 'board')
  request.about.test = request.form?.values.test === 'yes'
  requireOwnForm(session, request)
  const typed = { ...request.form?.values }
  const { definition, document } = shippedReport(typed.definition ?? '')
  const { wanted, roster, problems } = readOpeningForm(typed, definition)
  if (typed.drop === 'yes') delete typed.previous
  if (typed.edit === 'yes' || typed.change === 'yes' || typed.drop === 'yes') {
    return htmlResponse(
      request,
      200,
      openingPage({ ...openingView(session, request.language, definition.id, services), typed }),
    )
  }
  try {
    // Without files of last year's what this system published itself is found.
    const brought = typed.previous ? await yearNamed({ ...wanted, previous: typed.previous }, services) : undefined
    const previous = brought ? typed.previous : await keepYearBefore(wanted, services)
    if (typed['last-year'])
      problems.push({ code: 'field-malformed', field: 'last-year', message: lastYearRefusals.unread })
    const read = {
      wanted: { ...wanted, ...(previous && { previous }) },
      problems: [
        ...problems,
        ...(brought?.problems ?? []),
        ...rehearsalProblems(session.state.opening, wanted),
        ...(await letGoProblems(session.person, wanted.issuer.id, services)),
      ],
    }
    const plan = planRead(read, definition, calendarOfZone(definition.timetable.zone), now, session.person.id)
    // Nobody gets a mail before its words, dates and people were read through.
    if (typed.sure !== 'yes') {
      const page = {
        language: request.language,
        holder: session.person.name,
        formToken: session.formToken,
        definition,
        typed,
      }
      const { sender: contact } = services.settings
      const samples = await sampleMails(plan, definition, request.language, services)
      const tried = typed.try === 'yes' && samples !== undefined
      if (tried) await sentOrSaid(mailSample(samples.invitation, plan.cycle, session, services))
      return htmlResponse(
        request,
        200,
        openingPreviewPage({
          ...page,
          contact,
          opening: plan,
          samples: samples ? [samples.invitation, ...samples.others] : [],
          ...(brought?.lastYear && { lastYear: brought.lastYear }),
          ...(tried && { mailedTo: maskedAddress(session.person.address) }),
        }),
      )
    }
    const { opening } = await recordOpening(plan, document, services)
    return { status: 303, headers: { location: `/cycles?opened=${opening.cycle}` }, body: '' }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const view = openingView(session, request.language, definition.id, services)
    const { errorFile } = roster
    const { problems } = error
    return htmlResponse(
      request,
      error.status,
      openingPage({ ...view, typed, problems, ...(errorFile && { errorFile }) }),
    )
  }
}

/** The invitation as a unit will get it, to whoever is about to send it, marked as a sample. Nothing in it opens anything. */
async function mailSample(
  invitation: Mail,
  cycle: string,
  { person, state }: OpenedSession,
  { mailer, clock, settings, log }: Pick<Services, 'mailer' | 'clock' | 'settings' | 'log'>,
): Promise<void> {
  const { language = 'zh' } = person
  const date = clock.now()
  const { calendar: _, ...mail } = invitation
  const sample = {
    messageId: messageIdOf(cycle, `sample/${person.id}/${date}`, settings.sender.address),
    cycle: state.opening.cycle,
    to: { name: person.name, address: person.address },
    ...mail,
    subject: openingPreviewTexts.sampleSubject(mail.subject)[language],
    date,
  }
  await mailer.send(sample).catch((error: unknown) => {
    throw new MailNotSent(error)
  })
  log('sample-mailed', { cycle: state.opening.cycle, person: person.id })
}
