import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'

/** What a deployed stage tells about itself (reporting-stack.ts, `tell`). */
const told = [
  'BaseUrl',
  'PublicUrl',
  'TableName',
  'FilesBucketName',
  'PublicBucketName',
  'StateMachineArn',
  'LinkSecretsArn',
  'SigningKeyArn',
] as const

export type DeployedStage = { region: string; outputs: Record<(typeof told)[number], string> }

/** The outputs of a stage's core stack, read with the operator's own credentials. */
export async function deployedStage(stage: string, region?: string): Promise<DeployedStage> {
  const client = new CloudFormationClient(region ? { region } : {})
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: `Lianbao-${stage}` }))
  const outputs = Object.fromEntries((Stacks?.[0]?.Outputs ?? []).map((o) => [o.OutputKey ?? '', o.OutputValue ?? '']))
  const missing = told.filter((name) => !outputs[name])
  if (missing.length > 0) throw new Error(`Lianbao-${stage} tells no ${missing.join(', ')}: is it deployed whole?`)
  return { region: await client.config.region(), outputs: outputs as DeployedStage['outputs'] }
}
