import { writeFile } from 'node:fs/promises'
import { loadCycle } from '../../../functions/kept/load-cycle.ts'
import { markIn } from '../../../functions/kept/published/published-version.ts'
import { signOffSheet } from '../../../shared/pages/sign-off/sign-off-sheet.ts'
import { versionFolder } from '../../../shared/published/site-report.ts'
import { commandLineTexts } from '../../../shared/words/operator/command-line-texts.ts'
import { testTexts } from '../../../shared/words/trial-texts.ts'
import { inBoth } from '../../../shared/words/words-in.ts'
import type { Command } from '../command.ts'
import { withOperator } from './with-operator.ts'

const t = inBoth(commandLineTexts)

/** `lianbao sheet CYCLE FILE.docx`: the sign-off sheet of the newest draft, as Word; marked while it is not published. */
export const sheet: Command = async ([cycle = '', file = ''], terminal, target) =>
  withOperator(target, terminal, async ({ services }) => {
    const { state, definition } = await loadCycle(cycle, services)
    const newest = state.publications.at(-1)?.version
    const report = newest ? await services.published.get(`${versionFolder(cycle, newest)}/report.json`) : undefined
    const bytes = signOffSheet(state, definition, state.opening.test ? { trial: testTexts.page } : markIn(report))
    if (!bytes) {
      terminal.err(`${t.nothingMerged}\n`)
      return 1
    }
    await writeFile(file, bytes)
    terminal.out(`${file}\n`)
    return 0
  })
