import { basename } from 'node:path'
import { largestFile } from '../../../shared/printed/files/read-file.ts'
import type { UnreadableFile } from '../../../shared/printed/printed-document.ts'
import type { PrintedReport } from '../../../shared/printed/printed-report.ts'
import { WorkerReader } from '../../local/engine/worker-reader.ts'
import type { GivenFile } from './files-given.ts'

/** Reads what a command was given, one after the other. To be closed. */
export class ReportReader {
  readonly #reader = new WorkerReader()

  async read({ path, file, problem }: GivenFile): Promise<PrintedReport | UnreadableFile> {
    if (problem) return { problem }
    return this.#reader.read(
      path === '-' ? { name: 'stdin', bytes: await standardInput() } : { name: basename(file), path },
    )
  }

  close(): Promise<void> {
    return this.#reader.close()
  }
}

/** No further than what is refused as too large. */
async function standardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of process.stdin) {
    chunks.push(chunk)
    size += chunk.length
    if (size > largestFile) break
  }
  return new Uint8Array(Buffer.concat(chunks))
}
