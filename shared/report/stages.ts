import { present } from '../present.ts'
import type { ReportDefinition, StageDefinition } from './report-definition.ts'

/** Without the optional stages for which a cycle's route names nobody: they have no dates, and are not asked. */
export function definitionOfRoute(
  definition: ReportDefinition,
  route: readonly { stage: string; approvers: readonly unknown[] }[],
): ReportDefinition {
  const { signOff, timetable } = definition
  const named = (id: string) => route.some(({ stage, approvers }) => stage === id && approvers.length > 0)
  const stages = signOff.stages.filter(({ id, optional }) => !optional || named(id))
  const left = signOff.stages.filter((stage) => !stages.includes(stage)).map(({ id }) => id)
  const milestones = timetable.milestones.filter(({ id }) => !left.includes(id))
  return { ...definition, signOff: { ...signOff, stages }, timetable: { ...timetable, milestones } }
}

/** The stage of the route that a fact or a timetable names. The definition check refuses one that is not there. */
export const stageOf = ({ signOff }: ReportDefinition, id: string): StageDefinition =>
  present(
    signOff.stages.find((one) => one.id === id),
    `stage ${id}`,
  )

/** It answers for some of the draft alone: what changes beside that leaves its approvals as they are. */
export const isNarrow = ({ confirms, scope }: StageDefinition): boolean => confirms.length > 0 || scope !== 'all'

/** The dates as the signers have their turns, those before any signature first; the definition has the legal date's neighbour first. */
export const datesInTurn = ({ signOff, timetable }: ReportDefinition): ReportDefinition['timetable']['milestones'] => {
  const turn = (id: string) => signOff.stages.findIndex((stage) => stage.id === id)
  return timetable.milestones.toSorted((a, b) => turn(a.id) - turn(b.id))
}
