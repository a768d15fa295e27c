import { civilDate } from '../../shared/calendar/civil-date.ts'
import { stillToHear } from '../../shared/cycle/announcement.ts'
import { officersOf, peopleOfUnit } from '../../shared/cycle/people.ts'
import type { ToldCycle } from '../../shared/cycle/reporting-cycle.ts'
import { goesOnAlone } from '../../shared/cycle/unit-report.ts'
import { publishedMail } from '../../shared/mail/everybody-mails.ts'
import { reportFolder } from '../../shared/published/site-report.ts'
import type { Services } from '../services.ts'
import { tellPerson } from './mails.ts'
import { tellEach } from './turn.ts'

/** Everyone who had a part in the report hears that its newest version is out, and where; nobody does any more once it is withdrawn. */
export async function tellPublished(
  { state, definition }: Pick<ToldCycle, 'state' | 'definition'>,
  services: Pick<Services, 'clock' | 'store' | 'mailer' | 'settings' | 'log'>,
): Promise<void> {
  const publication = state.publications.at(-1)
  if (!publication) return
  const { opening } = state
  const owing = state.units.filter((unit) => goesOnAlone(state, definition, unit))
  const going = new Set(owing.flatMap(({ unit }) => peopleOfUnit(unit)).map(({ id }) => id))
  const office = new Set(officersOf(state).map(({ id }) => id))
  const filling = new Set(state.units.flatMap(({ unit }) => unit.contacts).map(({ id }) => id))
  const audit = state.releases.find(({ version }) => version === publication.version)?.audit
  await tellEach(stillToHear(state), ({ person, duty }) =>
    tellPerson(
      { state, definition },
      { duty, person },
      (frame) =>
        publishedMail({
          ...frame,
          whose: opening.issuer.name,
          version: publication.version,
          ...(publication.reason && { reason: publication.reason }),
          published: civilDate(publication.at, opening.zone),
          legal: opening.timetable.legal,
          // The address people keep leads to the newest version.
          ...(!opening.test && { url: `${services.settings.publicUrl}/${reportFolder(opening.cycle)}/index.html` }),
          manifest: publication.manifest,
          ...(going.has(person.id) && { ownGoesOn: true }),
          ...(office.has(person.id) ? { mayStill: 'run' } : filling.has(person.id) && { mayStill: 'ask' }),
          ...(audit && { audit }),
        }),
      services,
    ),
  )
}
