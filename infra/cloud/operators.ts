import { CfnOutput, Stack } from 'aws-cdk-lib'
import { ArnPrincipal, CompositePrincipal, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import type { Deployment } from './deployment.ts'
import type { Need } from './function-needs.ts'
import { grant, type StageResources } from './report-function.ts'

/** What the `lianbao` commands do on a stage, in the words the functions' needs are in: the office's acts and the timer's repairs. */
const operatorNeeds: readonly Need[] = ['store', 'files', 'published:read', 'mailer', 'workflow', 'link secrets']

/**
 * Who may use the `lianbao` commands on this stage: people assume one role with their own credentials, so that CloudTrail
 * says who did what. May do what the office's commands do, and nothing to the stack.
 */
export function defineOperators(scope: Construct, deployment: Deployment, resources: StageResources): void {
  if (deployment.operators.length === 0) return
  const { storage, keys, stateMachineArn } = resources
  const role = new Role(scope, 'Operator', {
    description: `Lianbao ${deployment.stage}: the lianbao commands`,
    assumedBy: new CompositePrincipal(...deployment.operators.map((arn) => new ArnPrincipal(arn))),
  })
  const allow = (actions: string[], ...where: string[]) =>
    role.addToPolicy(new PolicyStatement({ actions, resources: where }))

  // Where the stage is, told by its outputs (infra/command-line/deployed-stage.ts).
  allow(['cloudformation:DescribeStacks'], Stack.of(scope).stackId)
  for (const need of operatorNeeds) grant(need, role, deployment, resources)
  // A run is looked at and stopped by hand when a cycle moves to a new workflow definition (docs/deploy.md, “Upgrade”).
  allow(['states:ListExecutions'], stateMachineArn)
  allow(
    ['states:StopExecution', 'states:GetExecutionHistory'],
    `${stateMachineArn.replace(':stateMachine:', ':execution:')}:*`,
  )
  // `lianbao rotate-link-secrets` reads the ring and writes it with one more.
  allow(['secretsmanager:PutSecretValue'], keys.linkSecrets.secretArn)
  allow(['kms:GenerateDataKey'], storage.dataKey.keyArn)
  new CfnOutput(scope, 'OperatorRoleArn', { value: role.roleArn })
}
