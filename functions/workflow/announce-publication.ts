import { civilDate } from '../../shared/calendar/civil-date.ts'
import type { OutcomeOf, TaskInput } from '../../shared/contract/workflow-states.ts'
import type { Person } from '../../shared/cycle/facts.ts'
import { partakers, peopleOfUnit } from '../../shared/cycle/people.ts'
import { goesOnAlone } from '../../shared/cycle/unit-report.ts'
import { publishedMail } from '../../shared/mail/everybody-mails.ts'
import { reportFolder } from '../../shared/published/site-report.ts'
import { loadTold } from '../kept/load-cycle.ts'
import type { Services } from '../services.ts'
import { tellPerson } from '../telling/mails.ts'
import { sentWithin, tellEach, withinTurn } from '../telling/turn.ts'

/** State "Announce publication": everyone who had a part in the report hears that it is out, and where. */
export async function announcePublication(
  { cycle }: TaskInput,
  services: Pick<Services, 'clock' | 'store' | 'files' | 'mailer' | 'settings' | 'log'>,
): Promise<{ outcome: OutcomeOf<'announce-publication'> }> {
  const turn = withinTurn(services, 'workflow')
  const { state, definition } = await loadTold(cycle, services)
  const publication = state.publications.at(-1)
  if (!publication) return { outcome: 'announced' }
  const { opening } = state
  const owing = state.units.filter((unit) => goesOnAlone(state, definition, unit))
  const going = new Set(owing.flatMap(({ unit }) => peopleOfUnit(unit)).map(({ id }) => id))
  const audit = state.releases.find(({ version }) => version === publication.version)?.audit
  const announce = (person: Person) =>
    tellPerson(
      { state, definition },
      { duty: { of: 'published', version: publication.version, person: person.id }, person },
      (frame) =>
        publishedMail({
          ...frame,
          whose: opening.issuer.name,
          version: publication.version,
          ...(publication.reason && { reason: publication.reason }),
          published: civilDate(publication.at, opening.zone),
          legal: opening.timetable.legal,
          // The address people keep leads to the newest version.
          ...(!opening.test && { url: `${services.settings.publicUrl}/${reportFolder(cycle)}/index.html` }),
          manifest: publication.manifest,
          ...(going.has(person.id) && { ownGoesOn: true }),
          ...(audit && { audit }),
        }),
      turn,
    )
  const sent = await sentWithin(() => tellEach(partakers(state), announce))
  return { outcome: sent === 'more' ? 'more' : 'announced' }
}
