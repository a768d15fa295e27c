import { shownDate } from '../../../shared/calendar/civil-date.ts'
import { calendarOfZone } from '../../../shared/calendar/working-days.ts'
import type { Opening } from '../../../shared/cycle/facts.ts'
import { provisionalYear } from '../../../shared/cycle/unit-due.ts'
import type { Mail, MailFrame } from '../../../shared/mail/layout.ts'
import { boardLinkMail } from '../../../shared/mail/office/office-mails.ts'
import { invitationMail } from '../../../shared/mail/unit/clerk-mails.ts'
import { confirmationRequestMail } from '../../../shared/mail/unit/leader-mails.ts'
import type { Language, ReportDefinition } from '../../../shared/report/report-definition.ts'
import { reportName, shortReportName } from '../../../shared/report/report-name.ts'
import { noticeTexts } from '../../../shared/words/notice-texts.ts'
import { knowsLastYear } from '../../kept/last-years.ts'
import type { Services } from '../../services.ts'

/** Mails of a cycle that is not open yet, as its people will get them, but that nothing in them opens or decides anything. */
export async function sampleMails(
  opening: Opening,
  definition: ReportDefinition,
  language: Language,
  services: Pick<Services, 'settings' | 'files'>,
): Promise<{ invitation: Mail; others: Mail[] } | undefined> {
  const { sender, baseUrl } = services.settings
  const [unit] = opening.units
  const [person] = unit?.contacts ?? []
  if (!unit || !person) return undefined
  const due = opening.timetable.submissions ?? opening.timetable.legal
  const forNow = provisionalYear({ opening, calendars: [calendarOfZone(opening.zone)] }, 'submissions')
  const { leader } = unit
  const frame = (to: MailFrame['person']): MailFrame => ({
    language,
    report: reportName(definition, opening)[language],
    short: shortReportName(definition, opening.year, language),
    person: to,
    requester: { name: opening.office[0]?.name ?? sender.name, phone: sender.phone },
    sender: sender.name,
    zone: opening.zone,
    ...(forNow && { provisional: noticeTexts.mailSays(forNow)[language] }),
  })
  // Neither is anybody's: the page it leads to asks for the code of a mail, and this one is none.
  const link = { url: `${baseUrl}/open`, code: '····-····-····-····' }
  const confirms = definition.signOff.unitConfirmation.required ? leader : undefined
  const invitation = invitationMail({
    ...frame(person),
    unit: unit.name,
    due,
    ...(confirms && { leader: confirms.name }),
    lastYear: await knowsLastYear(opening, unit.id, services),
    others: unit.contacts.slice(1).map(({ name }) => name),
    link,
    calendar: { uid: opening.cycle, stamp: opening.at },
  })
  const confirmation =
    confirms &&
    confirmationRequestMail({
      ...frame(confirms),
      unit: unit.name,
      due,
      submitter: person.name,
      revision: 1,
      at: opening.at,
      digest: '················',
      link,
      decisionCode: '······',
    })
  const board = opening.office.slice(0, 1).map((officer) =>
    boardLinkMail({
      ...frame(officer),
      begun: { units: opening.units.length, due: shownDate(due, language) },
      link,
    }),
  )
  return { invitation, others: [...(confirmation ? [confirmation] : []), ...board] }
}
