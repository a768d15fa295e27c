import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { LocalizedText } from '../../../shared/report/report-definition.ts'
import { commandTexts } from '../../../shared/words/office/command-texts.ts'

/** A name as its bytes where they are no UTF-8: a folder from an old Windows has names in GBK. */
type Path = string | Buffer
/** A file to read, by the name it is shown under; the folder where the folder was asked for, for only then its files belong together. */
export type GivenFile = { path: Path; file: string; folder?: string; problem?: LocalizedText }

/** A folder stands for the files in it and below, where links lead too; what programs leave in folders is none of them. */
export async function filesIn(given: string): Promise<GivenFile[]> {
  if (given === '-') return [{ path: '-', file: '-' }]
  const there = await stat(given).catch(() => undefined)
  if (!there && given.includes('\ufffd')) return [{ path: given, file: given, problem: commandTexts.nameNotUtf8 }]
  if (!there?.isDirectory()) return [{ path: given, file: given }]
  const found: GivenFile[] = []
  await walk(given, { found, seen: new Set() })
  return found.sort((a, b) => (a.file < b.file ? -1 : 1))
}

async function walk(folder: Path, into: { found: GivenFile[]; seen: Set<string> }): Promise<void> {
  const file = shown(folder)
  const here = await stat(folder).catch(() => undefined)
  const id = `${here?.dev}:${here?.ino}`
  if (into.seen.has(id)) return
  into.seen.add(id)
  let entries: Dirent<Buffer>[]
  try {
    entries = await readdir(folder, { withFileTypes: true, encoding: 'buffer' })
  } catch {
    into.found.push({ path: folder, file, problem: commandTexts.closedFolder })
    return
  }
  for (const entry of entries) {
    const name = shown(entry.name)
    if (leftovers.test(name)) continue
    const path = below(folder, entry.name)
    const kind = entry.isSymbolicLink() ? await stat(path).catch(() => undefined) : entry
    if (kind?.isDirectory()) await walk(path, into)
    else if (!kind || kind.isFile()) into.found.push({ path, file: join(file, name), folder: file })
  }
}

/** Hidden files, an open Word file's shadow, and what Windows and macOS keep of a folder. */
const leftovers = /^(?:\.|~\$|thumbs\.db$|desktop\.ini$)/i

const below = (folder: Path, name: Buffer): Path =>
  typeof folder === 'string' && isUtf8(name)
    ? join(folder, name.toString())
    : Buffer.concat([Buffer.from(folder as Buffer), Buffer.from('/'), name])

const isUtf8 = (name: Buffer): boolean => Buffer.from(name.toString()).equals(name)

/** How a name is shown: as UTF-8, or as the GBK it then is. */
const shown = (path: Path): string =>
  typeof path === 'string' ? path : isUtf8(path) ? path.toString() : new TextDecoder('gb18030').decode(path)
