import { nameIn } from '../../cycle/people.ts'
import type { Spine } from '../../cycle/reporting-cycle.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { throughOfficeLink } from '../../words/office-link-texts.ts'

/** The sentence for a fact that was made through a link of the office, by the id of who had it made. */
export const officeLinkOf = (state: Spine, issuedBy: string): LocalizedText =>
  throughOfficeLink({ zh: nameIn(state, issuedBy, 'zh'), en: nameIn(state, issuedBy, 'en') })
