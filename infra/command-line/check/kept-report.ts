import { deserialize, serialize } from 'node:v8'
import { deflateRawSync } from 'node:zlib'
import { inflateSync } from 'fflate'
import type { PrintedReport } from '../../../shared/printed/printed-report.ts'

/**
 * A report that waits for its turn among thousands: what others are compared with stands open, everything else is packed, some kilobytes of
 * what was a hundred.
 */
export type KeptReport = { open: PrintedReport; packed: Uint8Array }

/** Figures repeat: one text for each there is. */
const figures = new Map<string, string>()
function known(figure: string): string {
  const one = figures.get(figure) ?? figure
  figures.set(figure, one)
  return one
}

export function keepReport({ compiled, ...own }: PrintedReport): KeptReport {
  const open: PrintedReport = {
    ...own,
    compiled,
    figures: Object.fromEntries(
      Object.entries(own.figures).map(([id, figure]) => [id, figure === null ? null : known(figure)]),
    ),
    printed: {},
    unread: [],
    texts: {},
    claims: [],
    notes: [],
  }
  // What zlib answers lies in a buffer of 16 kB, which would be kept with it.
  return { open, packed: new Uint8Array(deflateRawSync(serialize(own), { level: 1 })) }
}

/** The report as it was read. By fflate: zlib's buffers of 16 kB are given back only when all memory is looked through. */
export const wholeReport = ({ open: { compiled }, packed }: KeptReport): PrintedReport => ({
  ...deserialize(inflateSync(packed)),
  compiled,
})
