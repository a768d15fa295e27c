import type { Command } from './command.ts'
import { withOperator } from './with-operator.ts'

/** `lianbao repair CYCLE`: what the schedule does for every cycle, for one and now. Exit code 1 when it is still stuck. */
export const repair: Command = async ([cycle = ''], terminal, target) =>
  withOperator(target, terminal, async ({ call, remark }) => {
    const { done, unsent, run, stuck } = await call('repair-cycle', { cycle })
    for (const each of done) terminal.out(`${each}\n`)
    if (run) terminal.out(`run ${run}\n`)
    if (unsent > 0) terminal.err(`没有发出的邮件 / mails not sent: ${unsent}\n`)
    if (stuck) terminal.err('没有等任何人，也没有往下走 / waits on nobody and does not go on\n')
    if (remark) terminal.err(`${remark}\n`)
    return unsent > 0 || stuck ? 1 : 0
  })
