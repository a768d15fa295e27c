import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import type { SettingName } from '../../../shared/contract/settings.ts'
import { StageNotFound } from '../target.ts'

/** Under which output a stage tells a setting (reporting-stack.ts, `tell`). A stage that mails by SES tells no SMTP account, and the other way round. */
const toldAs = {
  TABLE: 'TableName',
  FILES_BUCKET: 'FilesBucketName',
  PUBLIC_BUCKET: 'PublicBucketName',
  STATE_MACHINE: 'StateMachineArn',
  LINK_SECRETS: 'LinkSecretsArn',
  SIGNING_KEY: 'SigningKeyArn',
  BASE_URL: 'BaseUrl',
  PUBLIC_URL: 'PublicUrl',
  SENDER_NAME: 'SenderName',
  SENDER_ADDRESS: 'SenderAddress',
  SENDER_PHONE: 'SenderPhone',
  MAILS_PER_SECOND: 'MailsPerSecond',
  CONFIGURATION_SET: 'ConfigurationSetName',
  SMTP_SECRET: 'SmtpAccountArn',
} as const satisfies Partial<Record<SettingName, string>>

export type StageSettings = Readonly<Partial<Record<SettingName, string>>>

/** The outputs of a stage's core stack by name, read with the operator's own credentials. */
export async function stageOutputs(stage: string): Promise<ReadonlyMap<string, string>> {
  const client = new CloudFormationClient()
  const region = await client.config.region().catch(() => '?')
  const { Stacks } = await client
    .send(new DescribeStacksCommand({ StackName: `Lianbao-${stage}` }))
    .catch((error: Error) => {
      throw new StageNotFound(stage, region, error.message)
    })
  return new Map(Stacks?.[0]?.Outputs?.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]))
}

/** A stage's settings, as its functions have them, out of its core stack's outputs. */
export const deployedStage = async (stage: string): Promise<StageSettings> => stageSettings(await stageOutputs(stage))

export function stageSettings(outputs: ReadonlyMap<string, string>): StageSettings {
  const settings: Partial<Record<SettingName, string>> = {}
  for (const [setting, output] of Object.entries(toldAs) as [keyof typeof toldAs, string][]) {
    const value = outputs.get(output)
    if (value !== undefined) settings[setting] = setting === 'SENDER_NAME' ? decodeURIComponent(value) : value
  }
  return settings
}
