import { parseArgs } from 'node:util'
import { BackupDamaged, restoreInto } from '../local/backup.ts'
import { damageSentence } from '../local/damage-texts.ts'
import type { Command } from './command.ts'

/** `lianbao restore --folder DIR --from BACKUP` puts a backup into an empty folder; with `--stage`, restore-stage.ts. */
export const restore: Command = async (args, terminal, target) => {
  if ('stage' in target) return (await import('./restore-stage.ts')).restoreStage(args, terminal, target)
  const { values } = parseArgs({ args, options: { from: { type: 'string' } } })
  const { from = '' } = values
  try {
    const { at, facts } = await restoreInto(target.folder, from)
    terminal.out(`${target.folder}: ${at}，${facts} 条记录 / facts\n`)
    return 0
  } catch (error) {
    if (error instanceof BackupDamaged) terminal.err(`${damageSentence(from, error.damages)}\n`)
    else if (error instanceof RangeError) terminal.err(`${error.message}\n`)
    else throw error
    return 1
  }
}
