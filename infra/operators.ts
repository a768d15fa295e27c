import { CfnOutput, Stack } from 'aws-cdk-lib'
import { ArnPrincipal, CompositePrincipal, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import { acknowledgeWildcard } from './acknowledgements.ts'
import type { Deployment } from './deployment.ts'
import type { StageResources } from './report-function.ts'

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
  const executions = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:*`

  allow(['cloudformation:DescribeStacks'], Stack.of(scope).stackId)
  allow(['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], storage.table.tableArn)
  allow(['s3:GetObject', 's3:PutObject'], storage.files.arnForObjects('*'))
  allow(['s3:GetObject'], storage.published.arnForObjects('*'))
  allow(['s3:ListBucket'], storage.files.bucketArn, storage.published.bucketArn)
  allow(['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'], storage.dataKey.keyArn)
  allow(['states:StartExecution', 'states:SendTaskSuccess'], stateMachineArn)
  allow(['states:DescribeExecution', 'states:StopExecution', 'states:GetExecutionHistory'], executions)
  // Rotation of the link secrets is an operator's command.
  allow(['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'], keys.linkSecrets.secretArn)
  for (const arn of [storage.files.arnForObjects('*'), storage.published.arnForObjects('*'), executions])
    acknowledgeWildcard(role, arn, 'Objects and executions of this stage alone, which are made while it runs.')
  new CfnOutput(scope, 'OperatorRoleArn', { value: role.roleArn })
}
