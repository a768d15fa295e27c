import { askedInCorrection, isNewerThan, signedInCorrection } from '../../shared/cycle/correction.ts'
import type { OfficeActFact, Person } from '../../shared/cycle/facts.ts'
import { nameIn, officersOf, partakers, peopleOfUnit, personIn } from '../../shared/cycle/people.ts'
import {
  type AbandonedCorrection,
  type AllUnits,
  type LoadedCycle,
  type ToldCycle,
  unitState,
} from '../../shared/cycle/reporting-cycle.ts'
import { withdrawalOf } from '../../shared/cycle/withdrawal.ts'
import { abandonedMail, cancelledMail, withdrawnMail } from '../../shared/mail/everybody-mails.ts'
import { reportFolder } from '../../shared/published/site-report.ts'
import { reportName } from '../../shared/report/report-name.ts'
import type { Services } from '../services.ts'
import { tellPerson } from './mails.ts'
import { tellEach } from './turn.ts'

/** Whoever had a part in a version hears that it was withdrawn: of the whole everybody, of a unit's report its people and the office. */
export async function tellWithdrawal(
  loaded: LoadedCycle,
  act: OfficeActFact,
  services: Pick<Services, 'clock' | 'store' | 'mailer' | 'settings' | 'log'>,
): Promise<void> {
  if (act.act !== 'withdraw') return
  const { state, definition } = loaded
  const { cycle, year, issuer } = state.opening
  const unit = act.unit === undefined ? undefined : unitState(state, act.unit)?.unit
  await tellEach(peopleOf(state, unit), (person) =>
    tellPerson(
      loaded,
      { duty: { of: 'withdrawn', act: act.id, person: person.id }, person },
      (frame) =>
        withdrawnMail({
          ...frame,
          report: reportName(definition, { issuer: unit ?? issuer, year })[frame.language],
          whose: (unit ?? issuer).name,
          version: act.version,
          by: nameIn(state, act.by, frame.language),
          consentedBy: nameIn(state, act.consent?.by ?? '', frame.language),
          at: act.at,
          reason: act.reason,
          ...(!state.opening.test && {
            url: `${services.settings.publicUrl}/${reportFolder(cycle, act.unit)}/index.html`,
          }),
        }),
      services,
    ),
  )
}

const peopleOf = (state: AllUnits, unit: Parameters<typeof peopleOfUnit>[0] | undefined): Person[] =>
  unit ? [...peopleOfUnit(unit), ...officersOf(state)] : partakers(state)

/** Whoever was asked for anything in a correction hears that it was given up, also where another one was begun since. */
export async function tellAbandoned(
  loaded: LoadedCycle,
  given: AbandonedCorrection,
  services: Pick<Services, 'clock' | 'store' | 'mailer' | 'settings' | 'log'>,
): Promise<void> {
  const { state } = loaded
  const { id, version, by, consent, at, reason } = given.ended
  const anew = state.units.filter((unit) =>
    isNewerThan(state, unit, given.begun.version, unit.submissions.at(-1)?.revision ?? 0),
  )
  await tellEach(askedInCorrection(state, given), (person) =>
    tellPerson(
      loaded,
      { duty: { of: 'abandoned', act: id, person: person.id }, person },
      (frame) =>
        abandonedMail({
          ...frame,
          whose: state.opening.issuer.name,
          version,
          withdrawn: withdrawalOf(state.acts, version) !== undefined,
          by: nameIn(state, by, frame.language),
          ...(consent && { consentedBy: nameIn(state, consent.by, frame.language) }),
          at,
          reason,
          signed: signedInCorrection(given, person.id),
          waits: anew.some(({ unit }) => peopleOfUnit(unit).some((one) => one.id === person.id)),
        }),
      services,
    ),
  )
}

/** Everybody who had a mail of a cycle that was called off. */
export async function tellCancelled(
  { state, definition }: ToldCycle,
  services: Pick<Services, 'clock' | 'store' | 'mailer' | 'settings' | 'log'>,
): Promise<void> {
  const { cancelled } = state
  if (!cancelled) return
  await tellEach(new Set([...state.mails.values()].map(({ to }) => to)), async (id) => {
    const person = personIn(state, id)
    if (!person) return
    await tellPerson(
      { state, definition },
      { duty: { of: 'cancelled', person: id }, person },
      (frame) =>
        cancelledMail({
          ...frame,
          by: nameIn(state, cancelled.by, frame.language),
          at: cancelled.at,
          reason: cancelled.reason,
        }),
      services,
    )
  })
}
