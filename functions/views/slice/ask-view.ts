import { adjustmentsOf, mayAskForTime, objectionTo } from '../../../shared/cycle/asks.ts'
import { nameIn } from '../../../shared/cycle/people.ts'
import type { Spine, UnitState } from '../../../shared/cycle/reporting-cycle.ts'
import { dueOf, provisionalDue } from '../../../shared/cycle/unit-due.ts'
import type { AskSaid } from '../../../shared/pages/report/asked-list.ts'
import type { AskPage } from '../../../shared/pages/slice/ask-page.ts'
import type { CompiledDefinition } from '../../../shared/report/cells.ts'
import { type Figure, showFigure } from '../../../shared/report/figure.ts'
import type { Language } from '../../../shared/report/report-definition.ts'
import { askWhat } from '../../../shared/words/ask-what.ts'
import type { OpenedUnit, OpenedUnitSession } from '../../door/sessions.ts'
import type { Services } from '../../services.ts'
import { unitFrame } from './unit-slice.ts'

/** The unit's page of what it asks the office; as it is before anything is typed. */
export function askView(session: OpenedUnitSession, language: Language, services: Pick<Services, 'settings'>): AskPage {
  const { state, definition, compiled, formToken } = session
  const { own: unit } = state
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
    legal: state.opening.timetable.legal,
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

/** What a unit asked, and the office's word on each, as they are read. */
export const asksSaid = (
  state: Spine,
  { asks }: UnitState,
  compiled: Pick<CompiledDefinition, 'byId'>,
  language: Language,
): AskSaid[] =>
  asks.map((ask) => {
    const { answer } = ask
    return {
      what: askWhat(ask, state, compiled, language),
      by: nameIn(state, ask.by, language),
      at: ask.at,
      text: ask.text,
      ...(answer && {
        answer: {
          by: nameIn(state, answer.by, language),
          at: answer.at,
          text: answer.reason,
          ...('until' in answer && { until: answer.until }),
        },
      }),
    }
  })
