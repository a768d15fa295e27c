import type { Language } from '../../shared/report/report-definition.ts'
import type { Target } from './target.ts'

/** Where a command writes: standard output, and standard error for what is not the answer. */
export type Terminal = { out: (text: string) => void; err: (text: string) => void }

/** Runs with its own arguments on a target (most need none) and answers with the exit code: 0 well, 1 something was found, 2 wrong use or unreadable input. */
export type Command<On extends Target = Target> = (args: string[], terminal: Terminal, target: On) => Promise<number>

/** `--lang en` anywhere among the arguments; Chinese otherwise. */
export function languageOf(option: string | undefined): Language {
  return option === 'en' ? 'en' : 'zh'
}
