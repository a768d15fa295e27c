import { Worker } from 'node:worker_threads'
import type { FileReader } from '../../../functions/services.ts'
import { entryOf } from '../../../shared/present.ts'
import { printedFormats } from '../../../shared/printed/formats.ts'
import type { UnreadableFile } from '../../../shared/printed/printed-document.ts'
import type { PrintedReport } from '../../../shared/printed/printed-report.ts'
import { commandTexts } from '../../../shared/words/office/command-texts.ts'
import type { FileToRead, ReadingAnswer, ReadingAsked } from './reading-worker.ts'

/** What one file may take: a report takes a tenth of either. Beyond it the worker is stopped and the file refused. */
const mostMegabytes = 64
const mostSeconds = 60
/** After so many files the next has a worker of its own: what a library keeps is given back. */
const filesEach = 100

/**
 * Reads files one after the other in a worker with bounded memory, so that neither a hostile file nor the thousandth takes more
 * than the first. To be closed.
 */
export class WorkerReader implements FileReader {
  readonly #formats = new Map(printedFormats().map((compiled) => [compiled.definition.id, compiled]))
  #worker: Worker | undefined
  #read = 0

  async read(file: FileToRead): Promise<PrintedReport | UnreadableFile> {
    const answer = await this.#ask({ file, text: false })
    if ('problem' in answer) return answer
    if (!('format' in answer)) throw new Error('The worker was asked for a report')
    const { format, ...own } = answer
    return { ...own, compiled: entryOf(this.#formats, format) }
  }

  async text(file: FileToRead): Promise<{ text: string } | UnreadableFile> {
    const answer = await this.#ask({ file, text: true })
    if ('format' in answer) throw new Error('The worker was asked for a text')
    return answer
  }

  async close(): Promise<void> {
    await this.#worker?.terminate()
    this.#worker = undefined
  }

  async #ask(asked: ReadingAsked): Promise<ReadingAnswer> {
    if (this.#read++ % filesEach === 0) await this.close()
    this.#worker ??= new Worker(new URL('./reading-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes, maxYoungGenerationSizeMb: 8 },
    })
    const worker = this.#worker
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer)
        worker.off('message', answered).off('error', failed)
      }
      const refuse = (problem: UnreadableFile) => {
        end()
        this.close().then(() => resolve(problem), reject)
      }
      const answered = (answer: ReadingAnswer) => {
        end()
        resolve(answer)
      }
      const failed = (error: NodeJS.ErrnoException) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return refuse({ problem: commandTexts.tooMuchInside })
        end()
        reject(error)
      }
      const timer = setTimeout(() => refuse({ problem: commandTexts.tooSlow(mostSeconds) }), mostSeconds * 1000)
      worker.on('message', answered).on('error', failed)
      worker.postMessage(asked)
    })
  }
}

/** A worker for each file: what is read is gone with it, and two at once do not wait for each other. */
export const readerOfOne: FileReader = {
  read: (file) => alone((reader) => reader.read(file)),
  text: (file) => alone((reader) => reader.text(file)),
}

async function alone<Read>(reads: (reader: WorkerReader) => Promise<Read>): Promise<Read> {
  const reader = new WorkerReader()
  try {
    return await reads(reader)
  } finally {
    await reader.close()
  }
}
