import { randomUUID } from 'node:crypto'
import { link, mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { FileStore, PublicFiles } from '../../../functions/services.ts'

/** Bodies under their digests, in a folder. */
export function folderFiles(folder: string): FileStore {
  return {
    put: async (key, bytes) => writeOnce(placeOf(folder, key), bytes),
    get: async (key) => readIfThere(placeOf(folder, key)),
  }
}

/** What the public fetches, in a folder any web server can serve. */
export function folderPublicFiles(folder: string): PublicFiles {
  return {
    put: async (path, bytes) => writeOnce(placeOf(folder, path), bytes),
    get: async (path) => readIfThere(placeOf(folder, path)),
    movePointer: async (path, bytes) => writeWhole(placeOf(folder, path), bytes),
  }
}

/** Replaces a file as a whole: after a kill at any moment there is the old one or the new one, never half of one. */
export async function writeWhole(path: string, bytes: Uint8Array | string, mode = 0o644): Promise<void> {
  const written = await writeBeside(path, bytes, mode)
  await rename(written, path)
  await syncFolder(dirname(path))
}

/** Writes a file that is never changed. The same bytes again are no error; others are. */
export async function writeOnce(path: string, bytes: Uint8Array, mode = 0o644): Promise<void> {
  const written = await writeBeside(path, bytes, mode)
  try {
    await link(written, path) // unlike rename, refuses a name that is taken
    await syncFolder(dirname(path))
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
    if (!Buffer.from(bytes).equals(await readFile(path))) throw new Error(`stands with other bytes: ${path}`)
  } finally {
    await unlink(written)
  }
}

export async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'EISDIR') || isCode(error, 'ENOTDIR')) return undefined
    throw error
  }
}

export const isCode = (error: unknown, code: string): boolean => (error as { code?: unknown })?.code === code

/** Removes what a kill left of files that were being written. Only while nobody else writes into the folder. */
export async function sweepParts(folder: string): Promise<number> {
  const left = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isFile() && /^\..+\.part$/.test(entry.name),
  )
  for (const { parentPath, name } of left) await unlink(join(parentPath, name))
  return left.length
}

async function writeBeside(path: string, bytes: Uint8Array | string, mode: number): Promise<string> {
  await mkdir(dirname(path), { recursive: true })
  const beside = join(dirname(path), `.${randomUUID()}.part`)
  const file = await open(beside, 'wx', mode)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  return beside
}

async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder)
  try {
    await opened.sync()
  } finally {
    await opened.close()
  }
}

/** Keys are paths of ours, but a key that left the folder would write anywhere. */
function placeOf(folder: string, key: string): string {
  const parts = key.replace(/^\//, '').split('/')
  if (parts.some((part) => part === '' || part.startsWith('.') || /[\\\0:]/.test(part)))
    throw new Error(`not a key for a file: ${key}`)
  return join(folder, ...parts)
}
