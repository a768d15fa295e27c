import { parseArgs } from 'node:util'
import { loadTold } from '../../../functions/kept/load-cycle.ts'
import { shownDate } from '../../../shared/calendar/civil-date.ts'
import { boardCsv } from '../../../shared/pages/office/board-csv.ts'
import { boardTexts } from '../../../shared/words/office/board-texts.ts'
import { saidBoard } from '../../../shared/words/office/matter-texts.ts'
import { testTexts } from '../../../shared/words/trial-texts.ts'
import { wordsIn } from '../../../shared/words/words-in.ts'
import { type Command, languageOf } from '../command.ts'
import { withOperator } from './with-operator.ts'

/** `lianbao board [CYCLE] [--json|--csv]`: where a cycle stands; without one, the cycles there are. */
export const board: Command = (args, terminal, target) =>
  withOperator(target, terminal, async ({ services }) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' }, csv: { type: 'boolean' }, lang: { type: 'string' } },
    })
    const language = languageOf(values.lang)
    const [cycle] = positionals
    if (cycle === undefined) {
      for (const each of await services.store.cycles()) terminal.out(`${each}\n`)
      return 0
    }
    const { state, definition } = await loadTold(cycle, services)
    const { zone } = state.opening
    const now = saidBoard(state, definition, services.clock.now(), language)
    if (values.json) terminal.out(`${JSON.stringify(now, null, 2)}\n`)
    else if (values.csv) terminal.out(boardCsv(now, language, zone))
    else {
      const t = wordsIn(boardTexts, language)
      const { legal } = now
      if (now.test) terminal.out(`${testTexts.page[language]}\n`)
      const there = now.counts.settled + now.counts.exempt
      terminal.out(`${now.issuer[language]} ${now.year} · ${t.phase[now.phase]} · ${t.progress(there, now.total)}\n`)
      terminal.out(`${t.countdown(shownDate(legal.date, language), legal.days, legal.working)}\n`)
      for (const { what, advice } of now.matters) terminal.out(`! ${what}。${advice}\n`)
      for (const unit of now.units) {
        const late = unit.daysLate > 0 ? ` ${t.late(unit.daysLate)}` : ''
        terminal.out(`  ${t.standing[unit.standing]}${late}\t${unit.id}\t${unit.name[language]}\n`)
      }
      for (const stage of now.stages) {
        const awaited = stage.seats.flatMap((seat) => seat.people.filter((p) => p.owes).map((p) => p.name))
        terminal.out(
          `  ${t.stageStatus[stage.status]}\t${stage.stage}\t${stage.title[language]} ${awaited.join('、')}\n`,
        )
      }
    }
    return 0
  })
