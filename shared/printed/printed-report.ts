import type { CompiledDefinition } from '../report/cells.ts'
import type { Texts } from '../report/quotes.ts'
import type { LocalizedText } from '../report/report-definition.ts'
import type { TablesRead } from './placed-lines.ts'

/**
 * A report as somebody published it, in whatever kind of file: its figures by cell of the format it was printed in, what stood
 * in each cell, what was not read and why. Nothing is mended and nothing is computed.
 */
export type PrintedReport = TablesRead & {
  id: string
  issuer: string
  /** Undefined where neither the file nor its name says it. */
  year: number | undefined
  compiled: CompiledDefinition
  /** The narrative by part, where the file has it. */
  texts: Texts
  /** What of the first part's text stands before any heading: a title, a greeting. */
  preface?: string
  /** Numbers of the text that somebody transcribed with the cells they speak of. */
  claims: TextClaim[]
  /** Ids of the reports whose figures add up to this one's. */
  children: string[] | undefined
  childrenNote: string | undefined
  partOf: string | undefined
  /** The folder the file lay in: what lies together belongs together. */
  folder?: string
  notes: LocalizedText[]
}

/** A number that the report's text quotes, and the cells it speaks of, as the transcriber wrote them. */
export type TextClaim = { claim: string; number: string; ref: string; tableValue: string | undefined }
