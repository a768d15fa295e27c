import { parseArgs } from 'node:util'
import type { Command } from '../command.ts'
import { withOperator } from './with-operator.ts'

/**
 * `lianbao rotate-link-secrets --stage NAME [--only-new]`: puts a new secret in front of a deployed stage's ring; it begins to
 * sign when every function has read it. Links that are out keep working until they expire; `--only-new` ends them all, for a
 * ring that leaked. The secret is made where it is kept: nobody at a console sees it.
 */
export const rotateLinkSecrets: Command<{ stage: string }> = async (args, terminal, target) => {
  const { values } = parseArgs({ args, options: { 'only-new': { type: 'boolean', default: false } } })
  return withOperator(target, terminal, async ({ call }) => {
    const ids = await call('rotate-ring', { onlyNew: values['only-new'] })
    terminal.out(`${target.stage}: ${ids.join(', ')}\n`)
    return 0
  })
}
