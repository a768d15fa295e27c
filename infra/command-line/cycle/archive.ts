import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { loadWhole } from '../../../functions/kept/load-cycle.ts'
import { archiveOf, archiveOfUnit } from '../../../functions/kept/published/archives.ts'
import { commandLineTexts } from '../../../shared/words/operator/command-line-texts.ts'
import { inBoth } from '../../../shared/words/words-in.ts'
import type { Command } from '../command.ts'
import { withOperator } from './with-operator.ts'

const t = inBoth(commandLineTexts)

/** `lianbao archive CYCLE FILE.zip [N] [--unit ID]`: one ZIP of a published version for the archive, the newest one without a number. */
export const archive: Command = async (args, terminal, target) => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { unit: { type: 'string' } } })
  const { unit } = values
  const [cycle = '', file = '', version] = positionals
  return withOperator(target, terminal, async ({ services }) => {
    const wanted = version === undefined ? undefined : Number(version)
    const loaded = await loadWhole(cycle, services)
    const made = unit
      ? await archiveOfUnit(loaded, { unit, version: wanted }, services)
      : await archiveOf(loaded, wanted, services)
    if (!made) {
      terminal.err(`${t.noVersion}\n`)
      return 1
    }
    await writeFile(file, made.bytes)
    terminal.out(`${file} ${made.bytes.length}\n`)
    return 0
  })
}
