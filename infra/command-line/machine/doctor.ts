import { examine } from '../../local/serve/doctor.ts'
import { readSettingsOf } from '../../local/serve/office.ts'
import type { Command } from '../command.ts'

const marks = { good: '✓', warn: '!', bad: '✗' }

/** `lianbao doctor --folder DIR`: clock, disk, data, mail, certificate, backups. Exit code 1 when a person must act. */
export const doctor: Command<{ folder: string }> = async (_args, terminal, target) => {
  const findings = await examine(target.folder, await readSettingsOf(target.folder), new Date().toISOString())
  for (const { what, standing, says } of findings) terminal.out(`${marks[standing]} ${what}: ${says}\n`)
  return findings.some(({ standing }) => standing === 'bad') ? 1 : 0
}
