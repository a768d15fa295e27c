import { commandLineTexts } from '../../../shared/words/operator/command-line-texts.ts'
import { inBoth } from '../../../shared/words/words-in.ts'
import type { Command } from '../command.ts'
import { withOperator } from './with-operator.ts'

const t = inBoth(commandLineTexts)

/** `lianbao repair CYCLE`: what the schedule does for every cycle, for one and now. Exit code 1 when it is still stuck. */
export const repair: Command = async ([cycle = ''], terminal, target) =>
  withOperator(target, terminal, async ({ call, remark }) => {
    const { done, unsent, run, stuck } = await call('repair-cycle', { cycle })
    for (const each of done) terminal.out(`${each}\n`)
    if (run) terminal.out(`run ${run}\n`)
    if (unsent > 0) terminal.err(`${t.notSent(unsent)}\n`)
    if (stuck) terminal.err(`${t.stuck}\n`)
    if (remark) terminal.err(`${remark}\n`)
    return unsent > 0 || stuck ? 1 : 0
  })
