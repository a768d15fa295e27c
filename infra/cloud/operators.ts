import { CfnOutput, Stack } from 'aws-cdk-lib'
import { ArnPrincipal, CompositePrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import { type OperatorFunction, operatorFunctions } from '../../shared/contract/function-names.ts'
import type { Need } from '../../shared/contract/function-needs.ts'
import { acknowledgeWildcard } from './acknowledgements.ts'
import type { Deployment } from './deployment.ts'
import { grant, type StageResources } from './report-function.ts'
import { RoleWithRights } from './role-with-rights.ts'

/** What the `lianbao` commands read on a stage, in the words the functions' needs are in. They write through functions alone. */
const operatorNeeds: readonly Need[] = ['store:read', 'files:read', 'published:read']

/**
 * Who may use the `lianbao` commands on this stage: people assume one role with their own credentials, so that CloudTrail
 * says who did what. May read, and invoke the functions that do what the office's commands do: writes no fact, reads no link secret.
 */
export function defineOperators(
  scope: Construct,
  deployment: Deployment,
  resources: StageResources,
  functionFor: (name: OperatorFunction) => LambdaFunction,
): void {
  if (deployment.operators.length === 0) return
  const { stateMachineArn } = resources
  const role = new RoleWithRights(scope, 'Operator', {
    description: `Lianbao ${deployment.stage}: the lianbao commands`,
    assumedBy: new CompositePrincipal(...deployment.operators.map((arn) => new ArnPrincipal(arn))),
  })
  const allow = (actions: string[], ...where: string[]) =>
    role.addToPolicy(new PolicyStatement({ actions, resources: where }))

  // Where the stage is, told by its outputs (infra/command-line/stage/deployed-stage.ts).
  // By the name: of who asks by name AWS may want the right to every stack of it, whose ids nobody knows before the answer.
  const stack = Stack.of(scope)
  const stacks = stack.formatArn({ service: 'cloudformation', resource: 'stack', resourceName: `${stack.stackName}/*` })
  allow(['cloudformation:DescribeStacks'], stacks)
  acknowledgeWildcard(role, stacks, 'The one stack of this name, whichever id it has.')
  for (const need of operatorNeeds) grant(need, role, deployment, resources)
  allow(['lambda:InvokeFunction'], ...operatorFunctions.map((name) => functionFor(name).functionArn))
  // A run is looked at and stopped by hand when a cycle moves to a new workflow definition (docs/deploy.md, “Upgrade”).
  allow(['states:ListExecutions'], stateMachineArn)
  const executions = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:*`
  allow(['states:StopExecution', 'states:DescribeExecution', 'states:GetExecutionHistory'], executions)
  acknowledgeWildcard(role, executions, 'Executions are made while it runs; all belong to the one state machine.')
  new CfnOutput(scope, 'OperatorRoleArn', { value: role.roleArn })
}
