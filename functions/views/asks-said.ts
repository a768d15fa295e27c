import { nameIn } from '../../shared/cycle/people.ts'
import type { Spine, UnitState } from '../../shared/cycle/reporting-cycle.ts'
import type { AskSaid } from '../../shared/pages/report/asked-list.ts'
import type { CompiledDefinition } from '../../shared/report/cells.ts'
import type { Language } from '../../shared/report/report-definition.ts'
import { askWhat } from '../../shared/words/ask-what.ts'

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
