import { readFile } from 'node:fs/promises'
import { exportAudit } from '../../../functions/kept/audits.ts'
import { firstOf } from '../../../shared/present.ts'
import { commandLineTexts } from '../../../shared/words/operator/command-line-texts.ts'
import { inBoth } from '../../../shared/words/words-in.ts'
import type { Command } from '../command.ts'
import { verifyAudit } from '../verify-audit.ts'
import { withOperator } from './with-operator.ts'

const t = inBoth(commandLineTexts)

/** `lianbao audit CYCLE > FILE`: every fact of the cycle, hash-chained; nothing is changed by exporting it. */
export const audit: Command = async ([cycle = ''], terminal, target) =>
  withOperator(target, terminal, async ({ services }) => {
    const facts = await services.store.facts(cycle)
    if (facts.length === 0) {
      terminal.err(`${t.noCycle(cycle)}\n`)
      return 1
    }
    terminal.out(await exportAudit(facts, services))
    return 0
  })

/** `lianbao verify-audit FILE [OLDER | manifest.json | MAIL.txt]…`: the separate verifier, for who has the repository at hand. */
export const verifyAuditCommand: Command = async (files, terminal) => {
  const texts = await Promise.all(files.map((path) => readFile(path, 'utf8')))
  const { sound, lines } = verifyAudit(firstOf(texts), ...texts.slice(1))
  for (const line of lines) terminal.out(`${line}\n`)
  return sound ? 0 : 1
}
