import definition from './workflow-definition.json' with { type: 'json' }
import type { StateFunction } from './workflow-states.ts'

/** A state machine as the States Language has it: states by name, with whatever fields they have. */
export type StatesLanguage = { StartAt: string; States: Record<string, StateDefinition> }
export type StateDefinition = { Type: string; [field: string]: unknown }

/**
 * The reporting workflow as CDK synthesizes it, with functions as ARNs that end in their name: what runs where there is no
 * CDK. The file is written by `vitest -u` and held equal to the synthesized template by test/infra/cloud/reporting-workflow.test.ts.
 */
export const workflowDefinition: StatesLanguage = definition

/** The function that a task's resource or a wait's `FunctionName` stands for. */
export const functionOf = (arn: string): StateFunction => arn.split(':').at(-1) as StateFunction
