import type { Services } from '../../../functions/services.ts'
import { Refusal } from '../../../shared/report/errors.ts'
import type { Terminal } from '../command.ts'
import type { Target } from '../target.ts'
import type { Operator } from './operator.ts'

/** Runs a command with the operator's services. What is refused is told with its code and field; exit code 1 then. */
export async function withOperator(
  target: Target,
  terminal: Terminal,
  run: (operator: Operator) => Promise<number>,
): Promise<number> {
  let operator: Operator | undefined
  try {
    operator = await operatorServices(target, terminal)
    return await run(operator)
  } catch (error) {
    if (error instanceof Refusal) {
      for (const { code, field, message } of error.problems) {
        terminal.err(`${code}${field ? ` (${field})` : ''}: ${message.zh} / ${message.en}\n`)
      }
      return 1
    }
    throw error
  } finally {
    await operator?.close()
  }
}

/**
 * Somebody at the console, with no front door between: of a deployed stage, whose functions do what is asked, or of a folder of
 * this machine, also beside the system that runs on it: whoever may read the folder may ask it. Only what is asked for is loaded:
 * one machine has no SDK of AWS.
 */
async function operatorServices(target: Target, { err }: Terminal): Promise<Operator> {
  const log: Services['log'] = (code, facts) => {
    if (code === 'mail-not-sent' || code === 'workflow-stuck') err(`${JSON.stringify({ code, ...facts })}\n`)
  }
  if ('stage' in target) return (await import('./stage-operator.ts')).stageOperator(target.stage, log)
  return (await import('./folder-operator.ts')).folderOperator(target.folder, log)
}
