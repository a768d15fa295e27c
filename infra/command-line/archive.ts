import { writeFile } from 'node:fs/promises'
import { archiveOf } from '../../functions/kept/archives.ts'
import { loadCycle } from '../../functions/kept/load-cycle.ts'
import type { Command } from './command.ts'
import { withOperator } from './with-operator.ts'

/** `lianbao archive CYCLE FILE.zip [VERSION]`: one ZIP of a published version for the archive, the newest one without a number. */
export const archive: Command = async ([cycle = '', file = '', version], terminal, target) =>
  withOperator(target, terminal, async ({ services }) => {
    const wanted = version === undefined ? undefined : Number(version)
    const made = await archiveOf(await loadCycle(cycle, services), wanted, services)
    if (!made) {
      terminal.err('没有公布的这一版 / no such version is published\n')
      return 1
    }
    await writeFile(file, made.bytes)
    terminal.out(`${file} ${made.bytes.length}\n`)
    return 0
  })
