import { Refusal } from '../../shared/errors.ts'
import type { Terminal } from './command.ts'
import { type Operator, operatorServices } from './operator.ts'

/** Runs a command with the operator's services. What is refused is told with its code and field; exit code 1 then, 2 for wrong use. */
export async function withOperator(terminal: Terminal, run: (operator: Operator) => Promise<number>): Promise<number> {
  let operator: Operator | undefined
  try {
    operator = await operatorServices(process.env, terminal)
    return await run(operator)
  } catch (error) {
    if (error instanceof Refusal) {
      for (const { code, field, message } of error.problems) {
        terminal.err(`${code}${field ? ` (${field})` : ''}: ${message.zh} / ${message.en}\n`)
      }
      return 1
    }
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
      terminal.err(`${error.message}\n`)
      return 2
    }
    throw error
  } finally {
    await operator?.close()
  }
}
