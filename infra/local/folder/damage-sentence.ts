import type { Damage } from '../../../functions/sqlite/integrity.ts'
import { damageTexts } from '../../../shared/words/operator/machine-texts.ts'
import { inBoth, onTwoLines } from '../../../shared/words/words-in.ts'

const says: Record<Damage['what'], string> = inBoth(damageTexts.of)
const most = 20

/** What is damaged and what to do: for the console, before anything is built on it. */
export function damageSentence(folder: string, damages: readonly Damage[]): string {
  return [
    onTwoLines(damageTexts.whole(folder)),
    ...damages.slice(0, most).map(({ what, where }) => `  ${says[what]}: ${where}`),
    ...(damages.length > most ? [`  … (${damages.length})`] : []),
  ].join('\n')
}
