import { endOfDay } from '../../calendar/civil-date.ts'
import { lastOf } from '../../present.ts'
import type { ReportDefinition } from '../../report/report-definition.ts'
import { standsAgainSince } from '../correction.ts'
import { type Spine, type UnitState, unitStanding } from '../reporting-cycle.ts'
import { dueOf } from '../unit-due.ts'
import { mayStillOwe } from '../unit-report.ts'

/** Whether a unit may send its slice now. `due` is the civil date it is due; an open slice without one was returned after it. */
export type SliceWindow =
  | { open: true; due?: string }
  /** `since`: the instant from which it is closed, where there is one. */
  | { open: false; why: 'late' | 'exempt' | 'published' | 'abandoned' | 'cancelled'; due: string; since?: string }

/**
 * A slice is open until the end of the day it is due, by the cycle's timetable or by the office's act. What was returned is
 * open whatever the date: the report waits for it.
 */
export function sliceWindow(state: Spine, definition: ReportDefinition, unit: UnitState, now: string): SliceWindow {
  const due = dueOf(state, unit)
  if (state.cancelled) return { open: false, why: 'cancelled', due, since: state.cancelled.at }
  if (unit.exempt) return { open: false, why: 'exempt', due, since: unit.exempt.at }
  if (!mayStillOwe(state, definition, unit)) {
    const abandoned = standsAgainSince(state)?.ended.at
    if (abandoned) return { open: false, why: 'abandoned', due, since: abandoned }
    return { open: false, why: 'published', due, since: lastOf(state.publications).at }
  }
  const end = endOfDay(due, state.opening.zone)
  if (now < end) return { open: true, due }
  if (unitStanding(unit, definition) === 'returned') return { open: true }
  return { open: false, why: 'late', due, since: end }
}

/** The civil date to name when somebody is asked for something; undefined when it is past, since nobody can keep it. */
export const dueAhead = (state: Spine, unit: UnitState, now: string, by = dueOf): string | undefined => {
  const due = by(state, unit)
  return now < endOfDay(due, state.opening.zone) ? due : undefined
}
