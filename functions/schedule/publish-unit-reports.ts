import { civilDate } from '../../shared/calendar/civil-date.ts'
import { longestTurn } from '../../shared/contract/turns.ts'
import { stampOf } from '../../shared/cycle/clock/timer-note.ts'
import type { UnitPublicationFact } from '../../shared/cycle/facts/release-facts.ts'
import type { Person } from '../../shared/cycle/facts.ts'
import { officersOf, peopleOfUnit } from '../../shared/cycle/people.ts'
import { type ToldCycle, theUnit } from '../../shared/cycle/reporting-cycle.ts'
import { correctedSince, toldOfReport } from '../../shared/cycle/unit-report.ts'
import { publishedMail } from '../../shared/mail/everybody-mails.ts'
import { reportWaitsMail } from '../../shared/mail/unit/clerk-mails.ts'
import { lastOf } from '../../shared/present.ts'
import { reportFolder } from '../../shared/published/site-report.ts'
import { unitLegalDate } from '../../shared/published/unit-publication.ts'
import { reportName } from '../../shared/report/report-name.ts'
import { isAtRest, weekBefore } from '../kept/at-rest.ts'
import { refreshSiteWhenDue, showTools } from '../kept/published/public-site.ts'
import { publishReportsOfUnits } from '../kept/published/unit-reports.ts'
import type { Services } from '../services.ts'
import { tellPerson } from '../telling/mails.ts'
import { MailNotSent, TurnOver, tellEach, withLastTries } from '../telling/turn.ts'

type PublishingReports = Pick<
  Services,
  'clock' | 'store' | 'files' | 'published' | 'keys' | 'mailer' | 'settings' | 'tools' | 'log'
>

/**
 * The schedule of the units' own reports: publishes those whose turn it is, brings the pages around all reports up to date (once a day,
 * and when something was published or withdrawn), then mails whom it concerns: the address they read is there. Whatever a crash, or the
 * end of its time, left undone is found in the facts at the next turn. A cycle in which nothing was written since it was left, and no
 * day has begun, is two small reads. A release brings its own pages along. What failed keeps nothing else from being done, and is
 * thrown at the end: nobody waits for a schedule, and what is thrown is watched.
 */
export async function publishUnitReports(_: unknown, services: PublishingReports): Promise<{ published: number }> {
  const { store, clock } = services
  const { turn, lastTries } = withLastTries(services, 'schedule')
  const end = new Date(Date.parse(clock.now()) + longestTurn.publishing).toISOString()
  const failures: unknown[] = []
  const siteFailed = (error: unknown) => {
    failures.push(error)
    services.log('site-not-refreshed', {})
  }
  // No report waits for a page of the release.
  await showTools(services).catch(siteFailed)
  let published = 0
  const toTell: ToldCycle[] = []
  const quiet: { cycle: string; left: Left }[] = []
  let isQuiet = true
  for (const cycle of await store.cycles()) {
    try {
      const note = await store.timerNote(cycle)
      const stamp = stampOf(note)
      const left = readLeft(await store.hint(cycle, 'reports'))
      if (left && left.stamp === stamp && clock.now() < left.until) {
        if (left.site !== undefined && clock.now() < left.site) continue
        // No report is due because a day begins; what the site says of those that are overdue is.
        isQuiet = false
        quiet.push({ cycle, left })
        continue
      }
      isQuiet = false
      if ((await isAtRest(cycle, services)) && (await areAllOut(cycle, services))) {
        if (stamp !== undefined) quiet.push({ cycle, left: { stamp, until: never } })
        continue
      }
      const reports = await publishReportsOfUnits(cycle, end, services)
      published += reports.published.length
      failures.push(...reports.failures)
      const { state, definition, compiled } = reports
      if (state && definition && compiled) toTell.push({ state, definition, compiled })
      if (stamp !== undefined && reports.isWhole) quiet.push({ cycle, left: { stamp, until: reports.until ?? never } })
    } catch (error) {
      failures.push(error)
      services.log('cycle-left-out', { cycle, error: error instanceof Error ? error.name : 'unknown' })
    }
  }
  if (!isQuiet) {
    try {
      const site = await refreshSiteWhenDue(services)
      const owing = new Set<string>()
      for (const loaded of toTell)
        await tellEach([...waitingMails(loaded, turn), ...mailsOfReports(loaded, turn)], (tell) => tell()).catch(
          (error: unknown) => {
            owing.add(loaded.state.opening.cycle)
            if (!(error instanceof MailNotSent || error instanceof TurnOver)) failures.push(error)
          },
        )
      await lastTries()
      // Where a mail is owed the next turn looks again, though nothing was written.
      for (const { cycle, left } of quiet)
        if (!owing.has(cycle) && !turn.mailer.isOver?.())
          await store.saveHint(cycle, 'reports', JSON.stringify({ ...left, site }))
    } catch (error) {
      siteFailed(error)
    }
  }
  if (failures.length > 0) throw failures[0]
  return { published }
}

/** How a cycle was left, with instants: for `until` reports wait to be published together, at `site` the site says another day. */
type Left = { stamp: string; until: string; site?: string }
const never = '9999'

function readLeft(hint: string | undefined): Left | undefined {
  return hint?.startsWith('{') ? JSON.parse(hint) : undefined
}

/**
 * Whether the newest revision of every unit is public, and has been for a week, so that its mails are out: three small reads. A unit may
 * correct its report long after the whole is out.
 */
async function areAllOut(cycle: string, { store, clock }: Pick<Services, 'store' | 'clock'>): Promise<boolean> {
  const published = await store.factsOf(cycle, 'unit-publication')
  const weekAgo = weekBefore(clock.now())
  if (published.some(({ at }) => at > weekAgo)) return false
  const isOut = ({ unit, revision }: { unit: string; revision: number }) =>
    published.some((report) => report.unit === unit && report.revision >= revision)
  if (!(await store.factsOf(cycle, 'unit-release')).every(isOut)) return false
  return (await store.factsOf(cycle, 'submission')).every(isOut)
}

/** A mail that is owed; one that cannot go out now is tried again at the next turn. */
type Mailing = () => Promise<void>

/** Whose report is cleared and waits for all the others hears when it goes out; anew where the office sets another instant. */
function waitingMails(loaded: ToldCycle, services: PublishingReports): Mailing[] {
  const { state, definition } = loaded
  const { year } = state.opening
  return state.units.flatMap((one) => {
    const told = toldOfReport(state, definition, one, services.clock.now())
    if (told?.is !== 'waits') return []
    const { unit } = one
    const { from } = told
    const { revision } = lastOf(one.submissions)
    return peopleOfUnit(unit).map(
      (person) => () =>
        tellPerson(
          loaded,
          { duty: { of: 'unit-waits', unit: unit.id, revision, from, person: person.id }, person },
          (frame) =>
            reportWaitsMail({
              ...frame,
              report: reportName(definition, { issuer: unit, year })[frame.language],
              from,
            }),
          services,
        ),
    )
  })
}

/** The unit hears that its report is public; of a correction the office hears too, because the whole may have added the version before. */
function mailsOfReports(loaded: ToldCycle, services: PublishingReports): Mailing[] {
  const { state, definition } = loaded
  const { cycle, year, zone } = state.opening
  const office = officersOf(state)
  const corrected = correctedSince(state)
  const reports = state.units.flatMap((one) => one.reports)
  return reports.flatMap((report) => {
    const { unit } = theUnit(state, report.unit)
    const people = peopleOfUnit(unit)
    const added = corrected.find((one) => one.unit.id === unit.id)
    return (report.version > 1 ? [...people, ...office] : people).map(
      (person) => () =>
        tellPerson(
          loaded,
          { duty: { of: 'unit-published', unit: unit.id, version: report.version, person: person.id }, person },
          (frame) =>
            publishedMail({
              ...frame,
              report: reportName(definition, { issuer: unit, year })[frame.language],
              whose: unit.name,
              ...saidOf(report, zone),
              ...(added?.now === report.version && office.includes(person) && { addedBefore: added.used }),
              ...(isOf(office, person) ? { mayStill: 'run' } : isOf(unit.contacts, person) && { mayStill: 'ask' }),
              goesOn: state.publications.length === 0,
              legal: unitLegalDate(definition, year),
              ...(!state.opening.test && {
                url: `${services.settings.publicUrl}/${reportFolder(cycle, unit.id)}/index.html`,
              }),
            }),
          services,
        ),
    )
  })
}

const isOf = (people: readonly Person[], { id }: Person): boolean => people.some((one) => one.id === id)

const saidOf = ({ version, reason, at, manifest }: UnitPublicationFact, zone: string) => ({
  version,
  ...(reason && { reason }),
  published: civilDate(at, zone),
  manifest,
})
