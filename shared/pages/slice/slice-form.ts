import type { Script } from '../../contract/browser-scripts.ts'
import type { DeskData } from '../../draft/desk-data.ts'
import type { TypedSlice } from '../../draft/submission.ts'
import type { Origin } from '../../draft/working-copy.ts'
import type { CompiledDefinition, Figures } from '../../report/cells.ts'
import type { Problem } from '../../report/errors.ts'
import type { Finding } from '../../report/finding.ts'
import type { Language, LocalizedText } from '../../report/report-definition.ts'
import type { Side } from '../../words/clerk/desk.ts'
import type { AbandonedSaid } from '../frame/abandoned-notice.ts'

/** What frames a unit's page. */
export type UnitFrame = {
  language: Language
  report: string
  unit: LocalizedText
  /** The person of the link, with title. */
  holder: string
  contact: { name: string; phone: string }
  zone: string
  note?: string
  /** The correction that was given up last, while no other one was begun. */
  abandoned?: AbandonedSaid
  /** The unit's figures go up its own line; the whole does not add them. */
  countedAbove?: 'own-line'
  /** It owes its slice still, and may ask for more time. */
  mayAskForTime: boolean
  /** So many of its figures the office adjusted since. */
  adjusted: number
}

/** Above and below every page of a unit: whose report, whose page, whom to call. */
export const frameOf = ({ language, report, unit, holder, contact }: UnitFrame) => ({
  ...{ language, holder, contact },
  context: `${report} · ${unit[language]}`,
})

export type SliceForm = UnitFrame & {
  compiled: CompiledDefinition
  roles: readonly string[]
  /** Civil date; absent when it is past and the slice is open because it was returned. */
  due?: string
  /** The year without a notice of its working days that the date rests on. */
  provisional?: string
  /** Goes out with the form and comes back with it. `revision` is the one the form was made from, 0 for none. */
  hidden: { formToken: string; revision: number; cycle: string; unit: string }
  copy: CopyOnPage
  /** The script that helps, and what it must know; a page without it is complete. */
  script?: { script: Script; data: DeskData }
  /** Exactly as typed. */
  typed: TypedSlice
  /** Totals as far as the typed figures give them. */
  totals: Figures
  /** Under this definition's cell ids; empty when there is none. */
  lastYear: Figures
  /** Cells prefilled from last year's report. */
  suggested: ReadonlySet<string>
  problems: readonly Problem[]
  findings: readonly Finding[]
  returned?: {
    by: LocalizedText
    taken: boolean
    at: string
    reasons: { cell?: string; part?: string; text: string }[]
  }
  newest?: { number: string; at: string; by: string }
  /** What is said first, after a POST that submitted nothing. */
  said?:
    | { is: 'passed'; checked: number }
    | { is: 'zeroed' }
    | { is: 'mismatch' }
    | { is: 'joined'; count: number }
    | Conflict
}

/** The working copy as its page shows it, persons by name. */
export type CopyOnPage = {
  version: number
  /** Time of day of the last save; absent while nobody has typed. */
  saved?: string
  /** Who saved last, if it was not the reader. */
  by?: string
  /** Every field of the form by its name: what the page is made from. */
  values: Readonly<Record<string, string>>
  /** Cells that nobody typed, by where their figure comes from. */
  origins: Readonly<Record<string, Origin>>
  /** Fields that two people filled differently: what stands, and what gave way. */
  contested: readonly { field: string; stands: Side; gave: Side }[]
}

export type Conflict = {
  is: 'changed'
  by: string
  at: string
  number: string
  differences: { where: LocalizedText; theirs: string; yours: string }[]
}
