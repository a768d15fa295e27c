import { foldCycle } from '../../../shared/cycle/fold.ts'
import { officersOf } from '../../../shared/cycle/people.ts'
import type { BoardView } from '../../../shared/pages/office/board-forms.ts'
import { reportName } from '../../../shared/report/report-name.ts'
import { definitionOf } from '../../kept/definitions.ts'
import type { Services } from '../../services.ts'

/**
 * The year's notice of working days as another cycle of the same mailbox has it. A link opens one cycle, so being at one board
 * changes no other; but what was brought in once need not be looked for again.
 */
export async function noticeElsewhere(
  year: string,
  here: string,
  address: string,
  services: Pick<Services, 'store' | 'files'>,
): Promise<BoardView['known']> {
  for (const cycle of await services.store.cycles()) {
    if (cycle === here) continue
    const acts = await services.store.factsOf(cycle, 'act')
    const notice = acts.findLast((act) => act.act === 'notice' && act.year === year)
    if (notice?.act !== 'notice') continue
    const state = foldCycle([...(await services.store.factsOf(cycle, 'opening')), ...acts])
    // What a rehearsal was played with is nobody's notice.
    if (!state || state.opening.test || !officersOf(state).some((person) => person.address === address)) continue
    const { daysOff, makeUpDays, reason } = notice
    return {
      report: reportName(await definitionOf(state.opening, services), state.opening),
      text: JSON.stringify({ year, daysOff, makeUpDays }),
      reason,
    }
  }
  return undefined
}
