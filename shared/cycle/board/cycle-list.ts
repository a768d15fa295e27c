import type { CivilDate } from '../../calendar/civil-date.ts'
import type { LocalizedText } from '../../report/report-definition.ts'
import { type Board, needsOf, provisionalOn } from './board.ts'

/** One cycle as the list of an office's cycles shows it. */
export type CycleRow = CycleUnderWay | PublishedCycle
type OfAnyCycle = {
  cycle: string
  report: LocalizedText
  units: number
  legal: CivilDate
  /** Its board is open in this browser: it can be gone to without a mail. */
  open: boolean
}
export type CycleUnderWay = OfAnyCycle & {
  is: 'under-way'
  phase: Board['phase']
  there: number
  days: number
  working?: number
  needs: number
  /** The year without a notice of its working days that its dates rest on. */
  provisional?: string
}
export type PublishedCycle = OfAnyCycle & { is: 'published'; version: number; at: string; late: boolean }

/** A cycle that is not over, from its board. */
export function rowUnderWay(board: Board, { report, open }: Pick<CycleRow, 'report' | 'open'>): CycleRow {
  const { cycle, total, counts, legal, phase } = board
  const provisional = provisionalOn(board)
  return {
    is: 'under-way',
    cycle,
    report,
    units: total,
    legal: legal.date,
    open,
    phase,
    there: counts.settled + counts.exempt,
    days: legal.days,
    working: legal.working,
    needs: needsOf(board).count,
    ...(provisional && { provisional }),
  }
}

/** Those in hand by the date the law gives them, then the published ones, the newest first. */
export function inOrder(rows: readonly CycleRow[]): { underWay: CycleUnderWay[]; published: PublishedCycle[] } {
  return {
    underWay: rows
      .filter((row) => row.is === 'under-way')
      .toSorted((a, b) => a.legal.localeCompare(b.legal) || a.cycle.localeCompare(b.cycle)),
    published: rows
      .filter((row) => row.is === 'published')
      .toSorted((a, b) => b.legal.localeCompare(a.legal) || a.cycle.localeCompare(b.cycle)),
  }
}
