import type { OfficeFrame } from '../../../shared/pages/office/office-frame.ts'
import type { Language } from '../../../shared/report/report-definition.ts'
import { reportName } from '../../../shared/report/report-name.ts'
import type { OpenedLink } from '../../door/sessions.ts'
import type { Services } from '../../services.ts'

/** What frames a page of the office: the report of its cycle, and whose session it is. */
export const officeFrame = (
  { state, definition, person }: Pick<OpenedLink, 'state' | 'definition' | 'person'>,
  language: Language,
  { settings }: Pick<Services, 'settings'>,
): OfficeFrame => ({
  language,
  report: reportName(definition, state.opening)[language],
  holder: person.name,
  contact: settings.sender,
})
