import { readFile, stat } from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import { readPdf } from '../../../functions/reading/pdf-pages.ts'
import { largestFile, readFileText, readReportFile } from '../../../shared/printed/files/read-file.ts'
import { printedFormats } from '../../../shared/printed/formats.ts'
import type { UnreadableFile } from '../../../shared/printed/printed-document.ts'
import type { PrintedReport } from '../../../shared/printed/printed-report.ts'
import { commandTexts } from '../../../shared/words/office/command-texts.ts'

/** A file by its path, or what came in by itself; the name tells its id and, where it says so, its kind. */
export type FileToRead = { name: string; path: string | Uint8Array } | { name: string; bytes: Uint8Array }
/** What a worker answers: a report without its compiled format, which is told by its id. */
export type ReportRead = Omit<PrintedReport, 'compiled'> & { format: string }
/** What is asked of a worker: a report, or all that is written in a file that is none. */
export type ReadingAsked = { file: FileToRead; text: boolean }
export type ReadingAnswer = ReportRead | { text: string } | UnreadableFile

const definitions = printedFormats()

parentPort?.on('message', async (asked: ReadingAsked) => parentPort?.postMessage(await readOne(asked)))

async function readOne({ file, text }: ReadingAsked): Promise<ReadingAnswer> {
  try {
    const bytes = 'bytes' in file ? file.bytes : await bytesAt(file.path)
    if (bytes === undefined) return { problem: commandTexts.noFile }
    if (text) return await readFileText(bytes, file.name, readPdf)
    const result = await readReportFile(bytes, file.name, { definitions, readPdf })
    if ('problem' in result) return result
    const { compiled, ...own } = result
    return { ...own, format: compiled.definition.id }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === undefined) throw error
    return { problem: commandTexts.notOpened(code) }
  }
}

/** Undefined of a device or a pipe, which has no end that could be known. */
async function bytesAt(path: string | Uint8Array): Promise<Uint8Array | undefined> {
  const where = typeof path === 'string' ? path : Buffer.from(path)
  const there = await stat(where)
  if (!there.isFile()) return undefined
  // What is too large is not even taken into memory; the reader says so by its size.
  return there.size > largestFile ? new Uint8Array(largestFile + 1) : new Uint8Array(await readFile(where))
}
