import { shownDate } from '../calendar/civil-date.ts'
import type { Ask, OfficeActFact } from '../cycle/facts.ts'
import type { CompiledDefinition } from '../report/cells.ts'
import type { Language } from '../report/report-definition.ts'
import { askTexts } from './ask-texts.ts'
import { wordsIn } from './words-in.ts'

/** What was asked, in a few words: the unit's page, the office's board and its mail say the same. */
export function askWhat(
  ask: Ask,
  { acts }: { acts: readonly OfficeActFact[] },
  compiled: Pick<CompiledDefinition, 'byId'>,
  language: Language,
): string {
  const t = wordsIn(askTexts.what, language)
  if (ask.ask === 'question') return t.question
  if (ask.ask === 'time') return t.time(shownDate(ask.until, language))
  const act = acts.find(({ n }) => n === ask.act)
  const cell = act?.act === 'adjust' ? act.cell : ''
  return t.objection(compiled.byId.get(cell)?.name[language] ?? cell)
}
