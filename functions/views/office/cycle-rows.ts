import { endOfDay } from '../../../shared/calendar/civil-date.ts'
import { boardOf } from '../../../shared/cycle/board/board.ts'
import { type CycleRow, rowUnderWay } from '../../../shared/cycle/board/cycle-list.ts'
import type { Opening } from '../../../shared/cycle/facts.ts'
import { foldCycle } from '../../../shared/cycle/fold.ts'
import { officersOf } from '../../../shared/cycle/people.ts'
import { type AllUnits, isClosed } from '../../../shared/cycle/reporting-cycle.ts'
import type { LocalizedText } from '../../../shared/report/report-definition.ts'
import { reportName } from '../../../shared/report/report-name.ts'
import { testTexts } from '../../../shared/words/trial-texts.ts'
import { definitionOf } from '../../kept/definitions.ts'
import { cycleOfFacts } from '../../kept/load-cycle.ts'
import type { Services } from '../../services.ts'

type Reading = Pick<Services, 'clock' | 'store' | 'files'>

/** The cycles of which whoever has this mailbox is at the office, each as a row of their list. */
export async function cycleRows(
  address: string,
  openHere: ReadonlySet<string>,
  services: Reading,
): Promise<CycleRow[]> {
  const cycles = await services.store.cycles()
  const rows = await Promise.all(cycles.map((cycle) => cycleRow(cycle, address, openHere, services)))
  return rows.filter((row) => row !== undefined)
}

async function cycleRow(
  cycle: string,
  address: string,
  openHere: ReadonlySet<string>,
  services: Reading,
): Promise<CycleRow | undefined> {
  const state = await outline(cycle, services)
  if (!state || !officersOf(state).some((person) => person.address === address)) return undefined
  const open = openHere.has(cycle)
  const { opening, publications } = state
  const newest = publications.at(-1)
  if (newest && isClosed(state)) {
    const legal = opening.timetable.legal
    return {
      is: 'published',
      cycle,
      report: marked(reportName(await definitionOf(opening, services), opening), opening),
      units: state.units.filter(({ exempt }) => !exempt?.left).length,
      legal,
      open,
      version: newest.version,
      at: newest.at,
      late: newest.at >= endOfDay(legal, opening.zone),
    }
  }
  const loaded = await cycleOfFacts(await services.store.boardFacts(cycle), services)
  const report = marked(reportName(loaded.definition, opening), opening)
  return rowUnderWay(boardOf(loaded, services.clock.now(), 'zh'), { report, open })
}

const marked = ({ zh, en }: LocalizedText, { test }: Pick<Opening, 'test'>): LocalizedText =>
  test ? { zh: `${testTexts.subject.zh}${zh}`, en: `${testTexts.subject.en}${en}` } : { zh, en }

/** What tells whose a cycle is and whether it is over, without what its units filed: of years that are over nothing more is read. */
async function outline(cycle: string, { store }: Pick<Services, 'store'>): Promise<AllUnits | undefined> {
  const kinds = ['opening', 'act', 'release', 'departure', 'publication'] as const
  const facts = await Promise.all(kinds.map((kind) => store.factsOf(cycle, kind)))
  return foldCycle(facts.flat())
}
