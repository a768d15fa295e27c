import { civilDate } from '../../../shared/calendar/civil-date.ts'
import { latestDay } from '../../../shared/cycle/acts/act-input.ts'
import { adjustmentsOf, mayAskForTime, objectionTo } from '../../../shared/cycle/asks.ts'
import { nameIn } from '../../../shared/cycle/people.ts'
import { dueOf, provisionalDue } from '../../../shared/cycle/unit-due.ts'
import type { AskPage } from '../../../shared/pages/slice/ask-page.ts'
import { type Figure, showFigure } from '../../../shared/report/figure.ts'
import type { Language } from '../../../shared/report/report-definition.ts'
import type { OpenedUnit, OpenedUnitSession } from '../../door/sessions.ts'
import type { Services } from '../../services.ts'
import { asksSaid } from '../asks-said.ts'
import { unitFrame } from './unit-slice.ts'

/** The unit's page of what it asks the office; as it is before anything is typed. */
export function askView(
  session: OpenedUnitSession,
  language: Language,
  services: Pick<Services, 'settings' | 'clock'>,
): AskPage {
  const { state, definition, compiled, formToken } = session
  const { own: unit, opening } = state
  const forNow = provisionalDue(state, unit)
  const shown = (cell: string, figure: Figure) => {
    const known = compiled.byId.get(cell)
    return (known && showFigure(figure, known.kind, language)) || '—'
  }
  return {
    ...unitFrame(session, unit, language, services),
    formToken,
    seen: unit.asks.length,
    ...(mayAskForTime(state, definition) && { due: dueOf(state, unit) }),
    ...(forNow && { provisional: forNow }),
    latest: latestDay(civilDate(services.clock.now(), opening.zone), opening.timetable.legal),
    adjustments: adjustmentsOf(state, unit).map((act) => ({
      n: act.n,
      name: compiled.byId.get(act.cell)?.name[language] ?? act.cell,
      from: shown(act.cell, act.from),
      to: shown(act.cell, act.to),
      reason: act.reason,
      by: nameIn(state, act.by, language),
      at: act.at,
      objected: objectionTo(unit, act) !== undefined,
    })),
    asked: asksSaid(state, unit, compiled, language),
    problems: [],
    typed: {},
  }
}

/** What the unit asked, and what it may object to, for a machine. */
export function asksAsJson({ state }: OpenedUnit) {
  const { own: unit } = state
  return {
    seen: unit.asks.length,
    asks: unit.asks.map(({ n, ask, at, text, answer }) => ({
      n,
      ask,
      at,
      text,
      ...(answer && { answer: answer.reason }),
    })),
    adjustments: adjustmentsOf(state, unit).map(({ n, cell, from, to, reason }) => ({ n, cell, from, to, reason })),
  }
}
