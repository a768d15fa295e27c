import { isOutgrown } from './draft-standing.ts'
import type { LinkPurpose } from './facts/link-facts.ts'
import type { Person } from './facts.ts'
import { opensAt } from './opening-day.ts'
import {
  currentRound,
  type DefinedCycle,
  isClosed,
  returnOf,
  type UnitState,
  unexplained,
  unitStanding,
} from './reporting-cycle.ts'
import { stageStandings } from './stage-standing.ts'
import { answerBy, dueOf, dueOfStage, dueToConfirm } from './unit-due.ts'
import { mayStillOwe } from './unit-report.ts'

/** What somebody owes now. Mails, reminders, links and the board all follow from this list. */
export type Duty = {
  person: Person
  /** Instant since when it is owed. */
  since: string
  /** Civil date by which it is due; late on the day after. */
  due: string
} & (
  | { what: 'submit' | 'confirm'; unit: string; revision: number }
  | { what: 'decide'; round: number; stage: string; seat: string }
  | { what: 'justify'; round: number }
)

/** Stable as long as the same is owed by the same person. */
export function dutyKey(duty: Duty): string {
  switch (duty.what) {
    case 'submit':
    case 'confirm':
      return `${duty.what}/${duty.unit}/${duty.revision}/${duty.person.id}`
    case 'decide':
      return `decide/${duty.round}/${duty.stage}/${duty.seat}/${duty.person.id}`
    case 'justify':
      return `justify/${duty.round}/${duty.person.id}`
  }
}

export function linkOfDuty(duty: Duty): { purpose: LinkPurpose; subject: string } {
  switch (duty.what) {
    case 'submit':
      return { purpose: 'slice', subject: duty.unit }
    case 'confirm':
      return { purpose: 'confirmation', subject: duty.unit }
    case 'decide':
      return { purpose: 'sign-off', subject: `${duty.stage}/${duty.seat}` }
    case 'justify':
      return { purpose: 'board', subject: 'office' }
  }
}

/** Who sent a slice back outside a round: the unit's leader, or the office that clears its report. */
export const returnedBy = ({ by, round }: UnitState['returns'][number]): 'leader' | 'office' | undefined =>
  by === 'check' || by === 'unit' || round > 0 ? undefined : by === 'leader' ? 'leader' : 'office'

/** What is owed now, by whom, since when, until when. */
export function duties(loaded: DefinedCycle): Duty[] {
  const { state, definition } = loaded
  if (state.held) return []
  const owing = state.units.filter((unit) => mayStillOwe(state, definition, unit))
  return [...owing.flatMap((unit) => dutiesOfUnit(loaded, unit)), ...(isClosed(state) ? [] : dutiesOfRound(loaded))]
}

function dutiesOfUnit({ state, definition }: DefinedCycle, unit: UnitState): Duty[] {
  const standing = unitStanding(unit, definition)
  const newest = unit.submissions.at(-1)
  const { id, contacts, leader } = unit.unit
  if (standing === 'open' || standing === 'returned') {
    const since = (standing === 'returned' && unit.returns.at(-1)?.at) || (unit.joined ?? opensAt(state.opening))
    const revision = (newest?.revision ?? 0) + 1
    const submitting = contacts.filter(({ id }) => !unit.added.includes(id))
    const due = dueOf(state, unit)
    return submitting.map((person) => ({ what: 'submit', person, unit: id, revision, since, due }))
  }
  if (standing !== 'unconfirmed' || !leader || !newest) return []
  const due = dueToConfirm(state, unit)
  return [{ what: 'confirm', person: leader, unit: id, revision: newest.revision, since: newest.at, due }]
}

function dutiesOfRound({ state, definition }: DefinedCycle): Duty[] {
  const round = currentRound(state)
  if (!round || returnOf(round) || isOutgrown(state, definition, round)) return []
  const { timetable, office } = state.opening
  if (round.check && unexplained(state, round).length > 0) {
    const since = round.check.at
    const due = answerBy(state, timetable.submissions ?? timetable.legal, [since])
    return office.map((person) => ({ what: 'justify', person, round: round.round, since, due }))
  }
  return stageStandings(state, definition).flatMap(({ stage, status, request, seats }) =>
    status === 'asked' && request
      ? seats
          .filter((seat) => !seat.decision && !seat.forced)
          .flatMap(({ seat, deciders }) =>
            deciders.map((person): Duty => {
              const { at: since } = request
              const due = dueOfStage(state, stage, person.id)
              return { what: 'decide', person, stage, seat, round: round.round, since, due }
            }),
          )
      : [],
  )
}
