import { parseArgs } from 'node:util'
import { readDraft, readSubmission } from '../../../functions/kept/documents.ts'
import { loadCycle } from '../../../functions/kept/load-cycle.ts'
import { currentRound, unitState } from '../../../shared/cycle/reporting-cycle.ts'
import { provenanceOf } from '../../../shared/draft/provenance.ts'
import { present } from '../../../shared/present.ts'
import { showFigure } from '../../../shared/report/figure.ts'
import { commandLineTexts } from '../../../shared/words/operator/command-line-texts.ts'
import { inBoth } from '../../../shared/words/words-in.ts'
import { type Command, languageOf } from '../command.ts'
import { withOperator } from './with-operator.ts'

const t = inBoth(commandLineTexts)

/** `lianbao explain CYCLE CELL`: where a figure of the newest draft comes from: units, revisions, who sent them, adjustments. */
export const explain: Command = async (args, terminal, target) => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { lang: { type: 'string' } } })
  const language = languageOf(values.lang)
  const [cycle = '', id = ''] = positionals
  return withOperator(target, terminal, async ({ services }) => {
    const { state, compiled } = await loadCycle(cycle, services)
    const cell = compiled.byId.get(id)
    const round = currentRound(state)
    if (!cell || !round) {
      terminal.err(cell ? `${t.nothingMerged}\n` : `${t.noCell(id)}\n`)
      return 1
    }
    const draft = await readDraft(services.files, round.draft.digest)
    const submissions = await Promise.all(draft.slices.map((slice) => readSubmission(services.files, slice.submission)))
    const roles = new Map(state.units.map(({ unit }) => [unit.id, unit.roles]))
    const from = present(provenanceOf(compiled, draft, submissions, roles)[id], `where ${id} comes from`)
    const shown = (figure: string | null | undefined) => showFigure(figure ?? null, cell.kind, language) || '—'
    terminal.out(`${cell.name[language]} = ${shown(draft.figures[id])}    (${from.strategy}, round ${round.round})\n`)
    if (from.strategy === 'computed') {
      terminal.out(`  ${from.relation}\n`)
      for (const term of from.of) {
        const name = term.replace(/^-/, '')
        terminal.out(
          `  ${term.startsWith('-') ? '−' : '+'} ${shown(draft.figures[name])}\t${name}\t${compiled.byId.get(name)?.name[language]}\n`,
        )
      }
      return 0
    }
    for (const [unit, figure] of Object.entries(from.from)) {
      const slice = draft.slices.find((each) => each.unit === unit)
      const sent = unitState(state, unit)?.submissions.find(({ revision }) => revision === slice?.revision)
      const adjusted = draft.adjustments.findLast((each) => each.unit === unit && each.cell === id)
      terminal.out(
        `  ${shown(figure)}\t${slice?.name[language] ?? unit}\trevision ${slice?.revision}, ${sent?.by}, ${sent?.at}\n`,
      )
      if (adjusted) {
        terminal.out(`    ${shown(adjusted.from)} → ${shown(adjusted.to)}  ${adjusted.by}: ${adjusted.reason}\n`)
      }
    }
    for (const gap of draft.gaps) terminal.out(`  —\t${gap.name[language]}\t${gap.reason}\n`)
    return 0
  })
}
