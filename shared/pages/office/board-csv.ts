import { shownMoment } from '../../calendar/civil-date.ts'
import type { Board } from '../../cycle/board/board.ts'
import { csvLine, plainCell } from '../../report/bytes/csv.ts'
import type { Language } from '../../report/report-definition.ts'
import { boardTexts } from '../../words/office/board-texts.ts'
import { pause, wordsIn } from '../../words/words-in.ts'

/** The units and stages of a board, a line each, under a head. */
export function boardLines(board: Pick<Board, 'units' | 'stages'>, language: Language, zone: string): string[][] {
  const t = wordsIn(boardTexts, language)
  const moment = (at: string | undefined) => (at ? shownMoment(at, zone, language) : '')
  const people = (list: { name: string }[]) => list.map(({ name }) => name).join(pause[language])
  const units = board.units.map((unit) => [
    unit.id,
    unit.name[language],
    unit.left ? t.left : t.standing[unit.standing],
    unit.due,
    String(unit.daysLate),
    moment(unit.since),
    String(unit.revision),
    moment(unit.sentAt),
    people(unit.people.filter((person) => person.owes)),
  ])
  const stages = board.stages.map((stage) => [
    stage.stage,
    stage.title[language],
    t.stageStatus[stage.status],
    stage.due,
    '',
    moment(stage.asked),
    '',
    '',
    people(stage.seats.flatMap((seat) => seat.people.filter((person) => person.owes))),
  ])
  return [Object.values(t.columns), ...units, ...stages]
}

/** The same for a spreadsheet: with a byte order mark, lines ended with CRLF, and nothing a spreadsheet takes for a formula. */
export const boardCsv = (board: Pick<Board, 'units' | 'stages'>, language: Language, zone: string): string =>
  `\uFEFF${boardLines(board, language, zone)
    .map((line) => csvLine(line.map(plainCell)))
    .join('')}`
