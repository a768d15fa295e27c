import type { CompiledDefinition } from '../report/cells.ts'
import type { ReportDefinition } from '../report/report-definition.ts'
import type { CycleState } from './reporting-cycle.ts'

/** A cycle as its facts say now, with the definition it is pinned to and that definition's cells: handed on as one. */
export type LoadedCycle = { state: CycleState; definition: ReportDefinition; compiled: CompiledDefinition }

/** The same where nobody looks at cells: a loaded cycle, or one whose definition has not been compiled. */
export type DefinedCycle = Pick<LoadedCycle, 'state' | 'definition'>
