import { readFile } from 'node:fs/promises'
import { Refusal } from '../../shared/report/errors.ts'
import { parseStrictJson } from '../../shared/report/strict-json.ts'

/** What somebody wrote as JSON, read as strictly as what comes to the door; a byte order mark, as Windows' editor writes one, is passed over. */
export async function readJsonFile(file: string): Promise<unknown> {
  const read = parseStrictJson((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''))
  if ('problems' in read) throw new Refusal(read.problems)
  return read.value
}
