import { join } from 'node:path'
import { LayoutUnknown } from '../../../functions/sqlite/fact-database.ts'
import { StoreDamaged } from '../../../functions/sqlite/open-store.ts'
import { faultTexts } from '../../../shared/words/operator/machine-texts.ts'
import { inBoth, onTwoLines } from '../../../shared/words/words-in.ts'
import { damageSentence } from '../folder/damage-sentence.ts'
import { isCode } from '../folder/folder-files.ts'
import { FolderInUse } from '../folder/folder-lock.ts'
import { settingsFile } from './office.ts'
import { ServeSettingsProblem } from './serve-settings.ts'

const t = inBoth(faultTexts)

/** What a person at the console is told of an error that is theirs to mend; undefined for one that is ours. */
export function faultSentence(folder: string, error: unknown): string | undefined {
  const settings = join(folder, settingsFile)
  if (error instanceof ServeSettingsProblem) return `${settings}:\n${error.problems.join('\n')}`
  if (error instanceof FolderInUse) return `${error.message}\n${faultTexts.inUse.zh}`
  if (error instanceof StoreDamaged) return damageSentence(folder, error.damages)
  if (error instanceof LayoutUnknown) return `${error.message}\n${t.newerLayout}`
  if (error instanceof RangeError) return error.message
  if (error instanceof SyntaxError) return `${t.notJson}: ${error.message}`
  if (!(error instanceof Error)) return undefined
  if (isCode(error, 'ERR_MODULE_NOT_FOUND') && error.message.startsWith('Cannot find package'))
    return t.packageMissing(error.message)
  const { path } = error as NodeJS.ErrnoException
  if (isCode(error, 'ENOENT') && path === settings) return onTwoLines(faultTexts.noSettings(settings))
  const said = Object.entries(t.ofSystem).find(([code]) => isCode(error, code))
  if (said) return `${said[1]}${path ? `: ${path}` : ''}`
  return error.name === 'CredentialsProviderError' || '$metadata' in error ? `AWS: ${error.message}` : undefined
}

/**
 * What no further start would mend waits for a person under a code of its own (machine/lianbao.service); anything else is tried again,
 * a full disk among it.
 */
export const exitCodeOf = (error: unknown): number =>
  [StoreDamaged, LayoutUnknown, ServeSettingsProblem, RangeError, SyntaxError].some((kind) => error instanceof kind)
    ? 78
    : 1
