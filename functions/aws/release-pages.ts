import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ToolFiles } from '../services.ts'

/** They lie beside the function in its bundle (infra/cloud/function-bundle.ts). */
export const releasePages =
  (folder = fileURLToPath(new URL('./site/', import.meta.url))): ToolFiles =>
  async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    return new Map(
      await Promise.all(
        paths.map(async (path): Promise<[string, Uint8Array]> => [relative(folder, path), await readFile(path)]),
      ),
    )
  }
