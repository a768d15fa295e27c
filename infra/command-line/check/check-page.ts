import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { aloneIn, checkPageAlone } from '../../check-page.ts'
import { toolFiles } from '../../tool-pages.ts'
import type { Command } from '../command.ts'

/**
 * `lianbao check-page FOLDER`: writes the public pages that compute in a browser, to check and to verify, for a site of one's own (`tools/…`), and the check as one file without PDF
 * that opens from anywhere (`check-alone.html`).
 */
export const writeCheckPage: Command = async ([folder = ''], terminal) => {
  const alone = new Map(
    (['zh', 'en'] as const).map((language) => [aloneIn(language), new TextEncoder().encode(checkPageAlone(language))]),
  )
  for (const [path, bytes] of [...toolFiles(), ...alone]) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), bytes)
    terminal.out(`${join(folder, path)} ${bytes.length}\n`)
  }
  return 0
}
