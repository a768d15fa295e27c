import { rm } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { commandLineTexts } from '../../../shared/words/operator/command-line-texts.ts'
import { inBoth } from '../../../shared/words/words-in.ts'
import { BackupDamaged, backUp, backupsIn } from '../../local/folder/backup.ts'
import { damageSentence } from '../../local/folder/damage-sentence.ts'
import type { Command } from '../command.ts'

const t = inBoth(commandLineTexts)

/**
 * `lianbao backup TO --folder DIR [--keep N]`: a whole copy while the system runs, looked at before it counts. With `--keep` only
 * the newest N stay under TO.
 */
export const backup: Command<{ folder: string }> = async (args, terminal, target) => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { keep: { type: 'string' } } })
  const [to = ''] = positionals
  const keep = Number(values.keep ?? Number.POSITIVE_INFINITY)
  try {
    const { place, facts } = await backUp(target.folder, to, new Date().toISOString())
    terminal.out(`${t.backedUp(place, facts)}\n`)
  } catch (error) {
    if (!(error instanceof BackupDamaged)) throw error
    terminal.err(`${damageSentence(target.folder, error.damages)}\n`)
    return 1
  }
  for (const { place } of (await backupsIn(to)).slice(keep)) await rm(place, { recursive: true })
  return 0
}
