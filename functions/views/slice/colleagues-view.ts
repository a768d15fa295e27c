import { isLead } from '../../../shared/cycle/acts/colleague.ts'
import { called } from '../../../shared/cycle/people.ts'
import { mayStillOwe } from '../../../shared/cycle/unit-report.ts'
import { maskedAddress } from '../../../shared/pages/frame/link-page.ts'
import type { ColleaguesPage } from '../../../shared/pages/slice/colleagues-page.ts'
import type { Language } from '../../../shared/report/report-definition.ts'
import type { OpenedUnit, OpenedUnitSession } from '../../door/sessions.ts'
import type { Services } from '../../services.ts'
import { unitFrame } from './unit-slice.ts'

/** Who fills in for the unit, for a machine. */
export function colleaguesAsJson({ state }: OpenedUnit) {
  const { own } = state
  return {
    seen: state.colleagues.filter(({ unit }) => unit === own.unit.id).length,
    people: own.unit.contacts.map(({ id, name }) => ({ id, name, added: own.added.includes(id) })),
  }
}

/** Who fills in for the unit, as its page shows them. */
export function colleaguesView(
  { state, formToken, ...opened }: OpenedUnitSession,
  language: Language,
  services: Pick<Services, 'settings'>,
): ColleaguesPage {
  const { own } = state
  const lead = isLead(state, opened.person.id)
  return {
    ...unitFrame({ state, ...opened }, own, language, services),
    formToken,
    seen: state.colleagues.filter(({ unit }) => unit === own.unit.id).length,
    mayChange: lead && mayStillOwe(state, opened.definition, own),
    people: own.unit.contacts.map((person, i) => ({
      id: person.id,
      name: called(person, language),
      address: maskedAddress(person.address),
      part: own.added.includes(person.id) ? 'added' : i === 0 ? 'lead' : 'contact',
    })),
    problems: [],
    typed: {},
  }
}
