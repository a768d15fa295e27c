import type { Script } from '../contract/browser-scripts.ts'
import type { Previous } from '../report/integrity/check.ts'
import type { Language, LocalizedText, ReportDefinition } from '../report/report-definition.ts'

/** What the page tells its script: the rules it checks by and what it stands on. All of it is the unit's own or public. */
export type DeskData = {
  language: Language
  definition: DeskDefinition
  roles: readonly string[]
  previous?: Previous
  cycle: string
  year: number
  unit: string
  unitName: LocalizedText
  revision: number
  /** Version of the working copy. */
  version: number
  /** The script that reads what is pasted and dropped; loaded when it is needed. */
  files?: Script
}

/** Where this browser keeps what is not saved yet of a cycle begins with this. */
export const placesOf = (cycle: string): string => `lianbao/${cycle}/`

/** What the page after a closed session tells the script: where it is to take things out. */
export type ForgetData = { forget: string }

/** The definition without what only the office and the approvers need. */
export type DeskDefinition = Omit<ReportDefinition, 'signOff' | 'timetable' | '$schema'>

export function deskDefinition(definition: ReportDefinition, previous: Previous | undefined): DeskDefinition {
  const { signOff, timetable, $schema, ...rest } = definition
  const from = previous && 'definition' in previous ? previous.definition : undefined
  return { ...rest, previous: rest.previous.filter((entry) => entry.definition === from) }
}
