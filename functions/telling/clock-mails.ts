import { civilDate } from '../../shared/calendar/civil-date.ts'
import type { DueAct } from '../../shared/cycle/clock/due.ts'
import { isBehind } from '../../shared/cycle/clock/office-matters.ts'
import { onDay } from '../../shared/cycle/clock/rhythm.ts'
import { duties } from '../../shared/cycle/duty.ts'
import { called, nameIn } from '../../shared/cycle/people.ts'
import { type LoadedCycle, theUnit } from '../../shared/cycle/reporting-cycle.ts'
import { alarmMail, officeDigestMail } from '../../shared/mail/office/office-mails.ts'
import { escalationMail } from '../../shared/mail/unit/leader-mails.ts'
import { matterSays } from '../../shared/words/office/matter-texts.ts'
import type { MailServices } from '../services.ts'
import { tellPerson, tellWithLink } from './mails.ts'
import { tellOwed } from './tell-duties.ts'

/** The mail of what the clock asks for, where it asks for one. */
export async function tellDue(loaded: LoadedCycle, act: DueAct, services: MailServices): Promise<void> {
  const { state, definition } = loaded
  const { cycle, timetable, zone } = state.opening
  switch (act.act) {
    case 'remind':
      return tellOwed(loaded, act, services)
    case 'escalate': {
      const { name, contacts } = theUnit(state, act.unit).unit
      const { due, days } = act
      return tellPerson(
        loaded,
        act,
        (frame) =>
          escalationMail({
            ...frame,
            unit: name,
            due,
            days,
            contacts: contacts.map((contact) => contact.name),
            legal: timetable.legal,
          }),
        services,
      )
    }
    case 'alarm': {
      const code = act.alarm === 'held' ? 'cycle-held' : 'deadline-at-risk'
      // That the mail did not leave is in the log already; a correction has no date.
      if (act.alarm !== 'untold' && act.alarm !== 'idle')
        services.log(code, { cycle, alarm: act.alarm, missing: act.missing.length, days: act.days })
      const awaited = new Map(duties({ state, definition }).map(({ person }) => [person.id, person]))
      return tellPerson(
        loaded,
        { ...act, template: `alarm-${act.alarm}` },
        (frame) =>
          alarmMail({
            ...frame,
            alarm: act.alarm,
            legal: timetable.legal,
            days: act.days,
            pace: isBehind(onDay(loaded, civilDate(services.clock.now(), zone))) ? 'behind' : 'on plan',
            missing: act.missing.map((unit) => theUnit(state, unit).unit.name),
            awaited: [...awaited.values()].map((person) => called(person, frame.language)),
            untold: (act.people ?? []).map((id) => nameIn(state, id, frame.language)),
          }),
        services,
      )
    }
    case 'digest':
      return tellWithLink(
        loaded,
        { ...act, link: { purpose: 'board', subject: 'office' } },
        (frame) => {
          const matters = act.matters.map((matter) => matterSays(state, definition, matter, frame.language))
          return officeDigestMail({ ...frame, matters })
        },
        services,
      )
    // Facts only: who is asked because of them is told like everybody who was never told.
    case 'substitute':
    case 'lapse':
      return
  }
}
