import { commandLineTexts } from '../../shared/words/operator/command-line-texts.ts'
import { inBoth } from '../../shared/words/words-in.ts'

const t = inBoth(commandLineTexts)
/** What a command works on: a deployed stage of AWS, or the folder of an embedded system. */
export type Target = { stage: string } | { folder: string }

/**
 * Takes `--stage NAME` or `--folder DIR` out of the arguments, wherever they stand, the same for every command. Without either
 * it is the folder that `npm start` uses too. Undefined for both at once, or for a name that is missing.
 */
export function readTarget(
  args: readonly string[],
  usual = process.env.LIANBAO_FOLDER ?? '.lianbao',
): { target: Target; given?: Target; rest: string[] } | undefined {
  const rest: string[] = []
  const targets: Target[] = []
  const left = [...args]
  for (let arg = left.shift(); arg !== undefined; arg = left.shift()) {
    const [, option, given] = /^--(stage|folder)(?:=(.*))?$/.exec(arg) ?? []
    if (!option) {
      rest.push(arg)
      continue
    }
    const name = given ?? left.shift()
    if (!name || name.startsWith('-')) return undefined
    targets.push(option === 'stage' ? { stage: name } : { folder: name })
  }
  if (targets.length > 1) return undefined
  const [given] = targets
  return { target: given ?? { folder: usual }, ...(given && { given }), rest }
}

/** There is no such stage for these credentials, in this region. */
export class StageNotFound extends Error {
  constructor(stage: string, region: string, why: string) {
    super(t.noStage(stage, region, why))
    this.name = 'StageNotFound'
  }
}
