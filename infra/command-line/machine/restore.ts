import { parseArgs } from 'node:util'
import { commandLineTexts } from '../../../shared/words/operator/command-line-texts.ts'
import { inBoth } from '../../../shared/words/words-in.ts'
import { BackupDamaged, restoreInto } from '../../local/folder/backup.ts'
import { damageSentence } from '../../local/folder/damage-sentence.ts'
import type { Command } from '../command.ts'

const t = inBoth(commandLineTexts)

/** `lianbao restore --folder DIR --from BACKUP` puts a backup into an empty folder; with `--stage`, restore-stage.ts. */
export const restore: Command = async (args, terminal, target) => {
  if ('stage' in target) return (await import('../stage/restore-stage.ts')).restoreStage(args, terminal, target)
  const { values } = parseArgs({ args, options: { from: { type: 'string' } } })
  const { from = '' } = values
  try {
    const { at, facts } = await restoreInto(target.folder, from)
    terminal.out(`${t.restored(target.folder, at, facts)}\n`)
    return 0
  } catch (error) {
    if (error instanceof BackupDamaged) terminal.err(`${damageSentence(from, error.damages)}\n`)
    else if (error instanceof RangeError) terminal.err(`${error.message}\n`)
    else throw error
    return 1
  }
}
