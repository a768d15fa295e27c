import type { CompiledDefinition } from '../report/cells.ts'
import type { ReportDefinition } from '../report/report-definition.ts'
import type { AllUnits, CycleState } from './reporting-cycle.ts'

/** A cycle as its facts say now, with the definition it is pinned to: for whoever looks at no cells. */
export type DefinedCycle<State extends AllUnits = AllUnits> = { state: State; definition: ReportDefinition }

/** The same with that definition's cells: handed on as one. */
export type LoadedCycle<State extends AllUnits = AllUnits> = DefinedCycle<State> & { compiled: CompiledDefinition }

/** The same with what everybody was told: whoever looks after many mails takes it. */
export type ToldCycle = LoadedCycle<CycleState>
