import { shownMoment } from '../../shared/calendar/civil-date.ts'
import { fillersOf } from '../../shared/cycle/colleagues.ts'
import { returnedBy } from '../../shared/cycle/duty.ts'
import type { ColleagueFact, OfficeActFact, Person, SubmissionFact } from '../../shared/cycle/facts.ts'
import { mailKey } from '../../shared/cycle/mail-duty.ts'
import { called, nameIn, personIn } from '../../shared/cycle/people.ts'
import { type LoadedCycle, type UnitState, unitStanding, unitState } from '../../shared/cycle/reporting-cycle.ts'
import { dueAhead, sliceWindow } from '../../shared/cycle/unit/slice-window.ts'
import { dueToConfirm } from '../../shared/cycle/unit-due.ts'
import { receiptNumber, type SubmissionDocument } from '../../shared/draft/submission.ts'
import type { Mail } from '../../shared/mail/layout.ts'
import { type ActOnUnit, officeActMail } from '../../shared/mail/office/office-mails.ts'
import { colleagueMail, invitationMail, receiptMail, returnedSliceMail } from '../../shared/mail/unit/clerk-mails.ts'
import { confirmationRequestMail, takenBackMail } from '../../shared/mail/unit/leader-mails.ts'
import { officeLinksOf } from '../../shared/pages/frame/office-link.ts'
import { sliceWorkbook } from '../../shared/pages/slice/slice-workbook.ts'
import { entryOf } from '../../shared/present.ts'
import { xlsxType } from '../../shared/report/bytes/xlsx.ts'
import { compileDefinition } from '../../shared/report/cells.ts'
import { type Figure, showFigure } from '../../shared/report/figure.ts'
import type { Language } from '../../shared/report/report-definition.ts'
import { templateTexts } from '../../shared/words/clerk/template-texts.ts'
import { figureTexts } from '../../shared/words/figure-texts.ts'
import { wordsIn } from '../../shared/words/words-in.ts'
import { readSubmission } from '../kept/documents.ts'
import { knowsLastYear } from '../kept/last-years.ts'
import type { MailServices } from '../services.ts'
import { hasGone, type OfCycle, tellPerson, tellWithLink } from './mails.ts'
import { tellEach } from './turn.ts'

/** The invitation of a contact, from the beginning or named later. */
export async function inviteContact(
  loaded: LoadedCycle,
  { unit, ...rest }: UnitState,
  person: Person,
  services: MailServices,
): Promise<void> {
  const { state, definition } = loaded
  const now = services.clock.now()
  const due = dueAhead(state, { unit, ...rest }, now)
  const { open } = sliceWindow(state, definition, { unit, ...rest }, now)
  const lastYear = await knowsLastYear(state.opening, unit.id, services)
  const leader = definition.signOff.unitConfirmation.required ? unit.leader?.name : undefined
  await tellWithLink(
    loaded,
    { duty: { of: 'invite', unit: unit.id, person: person.id }, person, link: { purpose: 'slice', subject: unit.id } },
    (frame) =>
      invitationMail({
        ...frame,
        unit: unit.name,
        ...(due && { due }),
        ...(!open && { locked: true }),
        ...(leader && { leader }),
        lastYear,
        others: unit.contacts.filter((other) => other.id !== person.id).map((other) => other.name),
        calendar: { uid: `${state.opening.cycle}-${unit.id}-submission`, stamp: now },
      }),
    services,
  )
}

/** Whom the lead added gets a link of their own, as long as they are on the list. */
export async function inviteColleague(
  loaded: OfCycle,
  { unit, added, ...rest }: UnitState,
  fact: ColleagueFact,
  services: MailServices,
): Promise<void> {
  const { state } = loaded
  if (!('add' in fact) || !added.includes(fact.add.id)) return
  const { add: person, n } = fact
  const due = dueAhead(state, { unit, added, ...rest }, services.clock.now())
  const lastYear = await knowsLastYear(state.opening, unit.id, services)
  await tellWithLink(
    loaded,
    {
      duty: { of: 'colleague', unit: unit.id, n, person: person.id },
      person,
      link: { purpose: 'slice', subject: unit.id },
    },
    (frame) =>
      colleagueMail({
        ...frame,
        unit: unit.name,
        lead: nameIn(state, fact.by, frame.language),
        ...(due && { due }),
        lastYear,
      }),
    services,
  )
}

/** Asks the unit's leader to confirm the newest revision, where it waits for that. Once a revision; calling it again repairs what was missed. */
export async function requestConfirmation(loaded: OfCycle, unit: UnitState, services: MailServices): Promise<void> {
  const { state, definition } = loaded
  const newest = unit.submissions.at(-1)
  const { leader, id, name } = unit.unit
  if (!newest || !leader || unitStanding(unit, definition) !== 'unconfirmed') return
  const due = dueAhead(state, unit, services.clock.now(), dueToConfirm)
  const through = officeLinksOf(state, newest)
  await tellWithLink(
    loaded,
    {
      duty: { of: 'confirm', unit: id, revision: newest.revision, person: leader.id },
      person: leader,
      link: { purpose: 'confirmation', subject: id },
    },
    ({ decisionCode, ...frame }) => {
      if (!decisionCode) throw new Error('A confirmation is asked for without a revision')
      return confirmationRequestMail({
        ...frame,
        unit: name,
        ...(due && { due }),
        submitter: nameIn(state, newest.by, frame.language),
        ...(through && { through: through[frame.language] }),
        revision: newest.revision,
        at: newest.at,
        digest: newest.digest,
        decisionCode,
      })
    },
    services,
  )
}

/** The receipt of the newest revision, to whom sent it, with what was sent as a file. */
export async function sendReceipt(loaded: OfCycle, unit: UnitState, services: MailServices): Promise<void> {
  const { state, definition } = loaded
  const newest = unit.submissions.at(-1)
  const person = unit.unit.contacts.find((contact) => contact.id === newest?.by)
  if (!newest || !person) return
  const waits = unitStanding(unit, definition) === 'unconfirmed'
  const { cycle } = state.opening
  await tellPerson(
    loaded,
    { duty: { of: 'receipt', unit: unit.unit.id, revision: newest.revision, person: person.id }, person },
    async (frame) =>
      receiptMail({
        ...frame,
        copy: copyOf(loaded, unit, newest, await readSubmission(services.files, newest.digest), frame.language),
        unit: unit.unit.name,
        number: receiptNumber(cycle, unit.unit.id, newest.revision),
        at: newest.at,
        digest: newest.digest,
        ...(waits && unit.unit.leader && { leader: unit.unit.leader.name }),
      }),
    services,
  )
}

/** What was sent, as a spreadsheet; the same revision makes the same bytes. */
function copyOf(
  { state, definition }: OfCycle,
  { unit }: UnitState,
  { revision, at }: SubmissionFact,
  { figures, texts }: SubmissionDocument,
  language: Language,
): NonNullable<Mail['attachment']> {
  const { cycle, year, zone } = state.opening
  const number = receiptNumber(cycle, unit.id, revision)
  const t = wordsIn(templateTexts, language)
  const bytes = sliceWorkbook({
    ...{ language, year, figures, texts, compiled: compileDefinition(definition), roles: unit.roles, unit: unit.name },
    lastYear: {},
    is: { copyOf: t.sent(number, shownMoment(at, zone, language)) },
  })
  return { filename: `${t.copyFile(number)}.xlsx`, contentType: xlsxType, bytes }
}

/** Tells the unit's leader, who was asked about the revision, that it was taken back. */
export async function tellTakenBack(loaded: OfCycle, unit: UnitState, services: MailServices): Promise<void> {
  const taken = unit.takeBacks.at(-1)
  const { id, leader, name } = unit.unit
  if (!taken || !leader) return
  const { revision, at } = taken
  const { state } = loaded
  if (!(await hasGone(state, mailKey({ of: 'confirm', unit: id, revision, person: leader.id }), services))) return
  await tellPerson(
    loaded,
    { duty: { of: 'taken-back', unit: id, revision, person: leader.id }, person: leader },
    (frame) =>
      takenBackMail({
        ...frame,
        unit: name,
        by: nameIn(state, taken.by, frame.language),
        at,
      }),
    services,
  )
}

/** Tells the unit's contacts that their leader, or the office that clears reports, sent the newest revision back, each once. */
export async function tellUnitReturn(loaded: OfCycle, unit: UnitState, services: MailServices): Promise<void> {
  const { state, definition } = loaded
  const returned = unit.returns.at(-1)
  const by = returned && returnedBy(returned)
  if (!returned || !by || unitStanding(unit, definition) !== 'returned') return
  const due = dueAhead(state, unit, services.clock.now())
  const { id, name, contacts } = unit.unit
  // Another may lead the unit by now: whose word it was stays theirs.
  const said = unit.confirmations.find(({ revision }) => revision === returned.revision)
  await tellEach(contacts, (person) =>
    tellWithLink(
      loaded,
      {
        duty: { of: 'returned', unit: id, by, revision: returned.revision, person: person.id },
        person,
        link: { purpose: 'slice', subject: id },
      },
      (frame) =>
        returnedSliceMail({
          ...frame,
          unit: name,
          by:
            typeof returned.by === 'string'
              ? (personIn(state, said?.by ?? '')?.name ?? '')
              : called(returned.by, frame.language),
          reasons: returned.reasons.map(({ text }) => ({ text })),
          ...(due && { due }),
        }),
      services,
    ),
  )
}

/** Tells a unit's contacts what the office did with its slice. Whoever became a contact after the act hears nothing of it, unless nobody else has. */
export async function tellActOnUnit(loaded: LoadedCycle, act: OfficeActFact, services: MailServices): Promise<void> {
  const state = 'unit' in act ? unitState(loaded.state, act.unit) : undefined
  const done = state && actOnUnit(loaded, state, act)
  if (!done) return
  const { unit } = state
  const named = loaded.state.opening.units.find(({ id }) => id === unit.id)
  const thenNamed = named ? fillersOf(named, loaded.state, act.n).contacts : []
  const remain = unit.contacts.filter(({ id }) => thenNamed.some((then) => then.id === id))
  // Where all were replaced before any of them had heard, whoever fills in now does.
  const heard = async ({ id: person }: Person) =>
    hasGone(loaded.state, mailKey({ of: 'act', act: act.id, person }), services)
  const isGone = thenNamed.length > 0 && remain.length === 0
  const contacts = isGone && !(await Promise.all(thenNamed.map(heard))).includes(true) ? unit.contacts : remain
  await tellEach(contacts, async (person) => {
    const telling = { duty: { of: 'act', act: act.id, person: person.id }, person } as const
    const said = { unit: unit.name, done, reason: act.reason }
    if (done.act === 'reopen' || done.act === 'extend' || done.act === 'adjust' || done.act === 'answer') {
      const link = { purpose: 'slice', subject: unit.id } as const
      await tellWithLink(loaded, { ...telling, link }, (frame) => officeActMail({ ...frame, ...said }), services)
    } else await tellPerson(loaded, telling, (frame) => officeActMail({ ...frame, ...said }), services)
  })
}

function actOnUnit({ compiled }: LoadedCycle, { asks }: UnitState, act: OfficeActFact): ActOnUnit | undefined {
  switch (act.act) {
    case 'reopen':
    case 'extend':
      return { act: act.act, until: act.until }
    case 'nil':
    case 'exempt':
    case 'leave':
      return { act: act.act }
    case 'rename':
      return { act: 'rename', name: act.name }
    case 'answer':
      return { act: 'answer', asked: asks.find(({ n }) => n === act.ask)?.text ?? '' }
    case 'adjust': {
      const { name, kind } = entryOf(compiled.byId, act.cell)
      const shown = (figure: Figure) => showFigure(figure, kind, 'zh') || figureTexts.blank.zh
      return { act: 'adjust', cell: name, from: shown(act.from), to: shown(act.to) }
    }
    default:
      return undefined
  }
}
