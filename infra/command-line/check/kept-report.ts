import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { deflateRawSync } from 'node:zlib'
import { inflateSync } from 'fflate'
import type { StandingReport } from '../../../shared/printed/check/together.ts'
import type { PrintedReport } from '../../../shared/printed/printed-report.ts'
import type { CompiledDefinition, Figures } from '../../../shared/report/cells.ts'

/** A report that waits for its turn: what others are compared with, and everything else packed, or where it lies. */
export type KeptReport = { open: StandingReport; packed: Uint8Array | { at: number; length: number } }

/** So many are kept in memory; a command for a handful of files writes nothing. */
const handful = 50

/**
 * Reports that wait for their turn among thousands. Of each there stays one text of its figures; beyond a handful the whole lies
 * packed in a file that has no name any more, so that it goes with the process however that ends. To be closed.
 */
export class WaitingReports {
  #file: number | undefined
  #kept = 0
  #end = 0

  keep({ compiled, ...own }: PrintedReport): KeptReport {
    // What zlib answers lies in a buffer of 16 kB, which would be kept with it.
    const packed = new Uint8Array(deflateRawSync(serialize(own), { level: 1 }))
    const open = new Standing({ ...own, compiled })
    return { open, packed: this.#kept++ < handful ? packed : this.#put(packed) }
  }

  /** The report as it was read. By fflate: zlib's buffers of 16 kB are given back only when all memory is looked through. */
  whole({ open: { compiled }, packed }: KeptReport): PrintedReport {
    return { ...deserialize(inflateSync(packed instanceof Uint8Array ? packed : this.#get(packed))), compiled }
  }

  #put(packed: Uint8Array): { at: number; length: number } {
    this.#file ??= nameless()
    const at = this.#end
    this.#end += writeSync(this.#file, packed, 0, packed.length, at)
    return { at, length: packed.length }
  }

  #get({ at, length }: { at: number; length: number }): Uint8Array {
    const packed = new Uint8Array(length)
    if (this.#file !== undefined) readSync(this.#file, packed, 0, length, at)
    return packed
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file)
  }
}

/** Most figures of most reports are 0, which is written as nothing at all. */
const textOf = (figures: Figures, { cells }: CompiledDefinition): string =>
  cells.map(({ id }) => ((figure) => (figure === '0' ? '' : (figure ?? '-')))(figures[id])).join()

/** What others are compared with, of which thousands wait: of each its figures as one text, and little else. */
class Standing implements StandingReport {
  readonly id: string
  readonly issuer: string
  readonly year: number | undefined
  readonly compiled: CompiledDefinition
  readonly folder: string | undefined
  readonly children: string[] | undefined
  readonly partOf: string | undefined
  readonly unitless: StandingReport['unitless']
  readonly units: StandingReport['units']
  readonly #text: string

  constructor(report: PrintedReport) {
    const { id, issuer, year, compiled, folder, children, partOf, unitless, units } = report
    this.id = id
    this.issuer = issuer === id ? id : issuer
    this.year = year
    this.compiled = compiled
    this.folder = folder
    this.children = children
    this.partOf = partOf
    this.unitless = isEmpty(unitless) ? none : unitless
    this.units = isEmpty(units) ? none : units
    this.#text = textOf(report.figures, compiled)
  }

  get figures(): Figures {
    const figures = this.#text.split(',')
    return Object.fromEntries(
      this.compiled.cells.map(({ id }, n) => [id, figures[n] === '-' ? null : figures[n] || '0']),
    )
  }
}

const none = {}
const isEmpty = (record: object): boolean => Object.keys(record).length === 0

function nameless(): number {
  const folder = mkdtempSync(join(tmpdir(), 'lianbao-check-'))
  try {
    return openSync(join(folder, 'reports'), 'wx+', 0o600)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
