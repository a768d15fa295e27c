import { App, Stack } from 'aws-cdk-lib'
import { type IFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import type { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import cdkJson from '../../../cdk.json' with { type: 'json' }
import { ReportingWorkflow } from '../../../infra/cloud/reporting-workflow.ts'
import type { StatesLanguage } from '../../../shared/contract/workflow-definition.ts'
import { type StateFunction, stateFunctions } from '../../../shared/contract/workflow-states.ts'

const partition = 'aws'
const arnOf = (name: string): string => `arn:${partition}:lambda:local:000000000000:function:${name}`

/**
 * The reporting workflow as CDK synthesizes it, with functions as ARNs that end in their name. Only the one resource is resolved,
 * without writing a cloud assembly; a test proves it the same as a whole synth.
 */
export function synthesizedWorkflow(): StatesLanguage {
  const stack = plainStack()
  const workflow = new ReportingWorkflow(stack, 'ReportingWorkflow', { functions: namedFunctions(stack) })
  const machine = workflow.stateMachine.node.defaultChild as CfnStateMachine
  return plainDefinition(stack.resolve(machine.definitionString))
}

/** A stack under the project's feature flags, which change what is synthesized. */
export function plainStack(): Stack {
  const { stages: _, ...flags } = cdkJson.context
  const context = { ...flags, 'aws:cdk:bundling-stacks': [] }
  return new Stack(new App({ context, analyticsReporting: false }), 'Plain')
}

export const namedFunctions = (stack: Stack): Record<StateFunction, IFunction> =>
  Object.fromEntries(
    stateFunctions.map((name) => [name, LambdaFunction.fromFunctionArn(stack, name, arnOf(name))]),
  ) as Record<StateFunction, IFunction>

/** A synthesized `DefinitionString` with its references resolved; `functionNamed` names the function of a logical id. */
export function plainDefinition(
  definitionString: unknown,
  functionNamed?: (logicalId: string) => string,
): StatesLanguage {
  const text = (value: unknown): string => {
    const part = value as Intrinsic
    if (typeof part === 'string') return part
    if ('Fn::Join' in part) return part['Fn::Join'][1].map(text).join(part['Fn::Join'][0])
    if ('Ref' in part && part.Ref === 'AWS::Partition') return partition
    if ('Fn::GetAtt' in part && functionNamed !== undefined) return arnOf(functionNamed(part['Fn::GetAtt'][0]))
    throw new Error(`the definition refers to ${JSON.stringify(part)}`)
  }
  return JSON.parse(text(definitionString))
}

type Intrinsic = string | { 'Fn::Join': [string, Intrinsic[]] } | { 'Fn::GetAtt': [string, string] } | { Ref: string }
