import type { BoardUnit } from '../../../shared/cycle/board/board.ts'
import { type LoadedCycle, unitState } from '../../../shared/cycle/reporting-cycle.ts'
import { begunFields } from '../../../shared/draft/begun-slice.ts'
import { copyAsShown } from '../../../shared/draft/working-copy.ts'
import type { Filling } from '../../../shared/pages/office/board-units.ts'
import { inputCells } from '../../../shared/report/cells.ts'
import { previousFigures } from '../../../shared/report/integrity/check.ts'
import { readLastYear } from '../../kept/documents.ts'
import type { Services } from '../../services.ts'

/** How far the units have got whose slice is open and being typed. Counts alone leave the working copy: what is typed is its unit's own. */
export async function fillingsOf(
  { state, compiled }: Pick<LoadedCycle, 'state' | 'compiled'>,
  units: readonly Pick<BoardUnit, 'id' | 'standing' | 'revision'>[],
  { store, files }: Pick<Services, 'store' | 'files'>,
): Promise<ReadonlyMap<string, Filling>> {
  // A slice that was sent before begins from what was sent: how much of it has been looked at, no count can say.
  const open = units.filter(({ standing, revision }) => standing === 'open' && revision === 0)
  const [lastYear, copies] = await Promise.all([
    readLastYear(files, state.opening.previous),
    Promise.all(open.map(({ id }) => store.workingCopy(state.opening.cycle, id))),
  ])
  return new Map(
    copies.flatMap((copy): [string, Filling][] => {
      const unit = copy && unitState(state, copy.unit)?.unit
      if (!copy || !unit) return []
      const before = lastYear?.units[unit.id]
      const begun = begunFields(compiled, unit.roles, undefined, before ? previousFigures(compiled, before) : {})
      const { at, values } = copyAsShown(begun, 0, copy)
      const cells = inputCells(compiled, unit.roles)
      const filled = cells.filter(({ id }) => values[`cell:${id}`]?.trim()).length
      return at === undefined ? [] : [[unit.id, { filled, all: cells.length, at }]]
    }),
  )
}
