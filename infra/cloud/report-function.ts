import { Duration, Stack } from 'aws-cdk-lib'
import { Effect, PolicyStatement, type Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda'
import type { ILogGroup } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import { constructName, type FunctionName, functionNeeds } from '../../shared/contract/function-names.ts'
import type { FunctionKind, Need } from '../../shared/contract/function-needs.ts'
import { newestIndex, sessionPartition } from '../../shared/contract/report-table.ts'
import type { SettingName } from '../../shared/contract/settings.ts'
import { longestTurn } from '../../shared/contract/turns.ts'
import { acknowledge, acknowledgeWildcard } from './acknowledgements.ts'
import { type Deployment, reservedRuns } from './deployment.ts'
import { type Bundled, bundleFunctions } from './function-bundle.ts'
import type { StageKeys } from './kept/keys.ts'
import type { Storage } from './kept/storage.ts'
import { defineLog } from './logs.ts'
import type { MailTransport } from './mail.ts'
import { RoleWithRights } from './role-with-rights.ts'

/** What a stage has that a function may be given. */
export type StageResources = {
  storage: Storage
  keys: StageKeys
  mail: MailTransport
  /** By name: the state machine names its functions, so they cannot refer to it. */
  stateMachineArn: string
  /** By name too: who hands something on to it is granted that before it is there. */
  tellLaterArn: string
  baseUrl: string
  publicUrl: string
  /** What the front door's functions ask of a request, where CloudFront stands before them. */
  shield?: string
}

export const tellLaterName = ({ stage }: Pick<Deployment, 'stage'>): string => `lianbao-${stage}-tell-later`

const timeouts: Record<FunctionKind, Duration> = {
  // API Gateway gives up after 30 s.
  http: Duration.seconds(29),
  // A minute more than it goes on sending mails.
  workflow: Duration.millis(longestTurn.workflow + 60_000),
  schedule: Duration.millis(longestTurn.schedule + 60_000),
  operator: Duration.millis(longestTurn.workflow + 60_000),
}

/** Functions `functions/<kind>/<name>.ts`, each with the rights, settings and clients of its needs and no others. */
export function defineReportFunctions(
  scope: Construct,
  named: readonly (readonly [FunctionKind, FunctionName])[],
  deployment: Deployment,
  resources: StageResources,
): ReadonlyMap<string, LambdaFunction> {
  const granted = named.map(([kind, name]) => grantNeeds(scope, kind, name, deployment, resources))
  const folders = Stack.of(scope).bundlingRequired
    ? bundleFunctions(scope, granted, deployment.mail)
    : new Map<string, string>()
  return new Map(granted.map((one) => [one.name, defineFunction(scope, one, deployment, folders.get(one.name))]))
}

type Granted = Bundled & { name: FunctionName; role: Role; logGroup: ILogGroup; environment: Record<string, string> }

function grantNeeds(
  scope: Construct,
  kind: FunctionKind,
  name: FunctionName,
  deployment: Deployment,
  resources: StageResources,
): Granted {
  const needs = functionNeeds[name]
  const construct = constructName(name)

  const logGroup = defineLog(scope, `${construct}Log`, deployment)
  const role = new RoleWithRights(scope, `${construct}Role`, {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
  })
  logGroup.grantWrite(role)
  if (deployment.tracing) {
    acknowledge(role, {
      'AwsSolutions-IAM5[Resource::*]': 'X-Ray takes no resource for xray:PutTraceSegments and PutTelemetryRecords.',
    })
  }

  const settings: Partial<Record<SettingName, string>> = {
    STAGE: deployment.stage,
    BASE_URL: resources.baseUrl,
    PUBLIC_URL: resources.publicUrl,
    SENDER_NAME: deployment.sender.name,
    SENDER_ADDRESS: deployment.sender.address,
    SENDER_PHONE: deployment.sender.phone,
  }
  if (kind === 'http' && resources.shield) settings.SHIELD = resources.shield
  for (const need of needs) Object.assign(settings, grant(need, role, deployment, resources))
  const read = Object.keys(settings) as SettingName[]
  return { kind, name, needs, settings: read, environment: settings, role, logGroup }
}

function defineFunction(
  scope: Construct,
  { kind, name, role, logGroup, environment }: Granted,
  deployment: Deployment,
  folder: string | undefined,
): LambdaFunction {
  const runs = reservedRuns(deployment)[name]
  return new LambdaFunction(scope, constructName(name), {
    ...(name === 'tell-later' && { functionName: tellLaterName(deployment) }),
    description: `${deployment.stage}: ${kind}/${name}`,
    runtime: Runtime.NODEJS_24_X,
    architecture: deployment.architecture === 'arm64' ? Architecture.ARM_64 : Architecture.X86_64,
    handler: 'index.handler',
    code: folder ? Code.fromAsset(folder) : Code.fromInline('export const handler = async () => {}'), // for tests of the template
    role,
    logGroup,
    // The service's own lines as JSON too, so that one query reads both by the invocation's id.
    loggingFormat: LoggingFormat.JSON,
    memorySize: deployment.memory[kind],
    timeout: timeouts[kind],
    tracing: deployment.tracing ? Tracing.ACTIVE : Tracing.DISABLED,
    environment,
    ...(runs && { reservedConcurrentExecutions: runs }),
  })
}

/** Gives the permission a need stands for and answers with the settings that belong to it. */
export function grant(
  need: Need,
  role: Role,
  deployment: Deployment,
  { storage, keys, mail, stateMachineArn, tellLaterArn }: StageResources,
): Partial<Record<SettingName, string>> {
  const allow = (actions: string[], ...resources: string[]) =>
    role.addToPolicy(new PolicyStatement({ effect: Effect.ALLOW, actions, resources }))
  const useDataKey = (...actions: string[]) => allow(actions, storage.dataKey.keyArn)

  switch (need) {
    case 'store:read':
      allow(['dynamodb:GetItem', 'dynamodb:Query'], storage.table.tableArn)
      readNewest()
      useDataKey('kms:Decrypt', 'kms:DescribeKey')
      return { TABLE: storage.table.tableName }
    case 'store':
      // No DeleteItem and no BatchWriteItem: nothing is ever deleted, and every write has its condition.
      allow(['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], storage.table.tableArn)
      readNewest()
      useDataKey('kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey')
      return { TABLE: storage.table.tableName }
    case 'sessions':
      role.addToPolicy(
        new PolicyStatement({
          actions: ['dynamodb:UpdateItem'],
          resources: [storage.table.tableArn],
          conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [sessionPartition('*')] } },
        }),
      )
      useDataKey('kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey')
      return { TABLE: storage.table.tableName }
    case 'files:read':
      allowObjects('FILES_BUCKET', ['s3:GetObject'])
      useDataKey('kms:Decrypt')
      return { FILES_BUCKET: storage.files.bucketName }
    case 'files':
      allowObjects('FILES_BUCKET', ['s3:GetObject', 's3:PutObject'])
      useDataKey('kms:Decrypt', 'kms:GenerateDataKey')
      return { FILES_BUCKET: storage.files.bucketName }
    case 'published:read':
      allowObjects('PUBLIC_BUCKET', ['s3:GetObject'])
      return { PUBLIC_BUCKET: storage.published.bucketName }
    case 'published':
      allowObjects('PUBLIC_BUCKET', ['s3:GetObject', 's3:PutObject'])
      return {
        PUBLIC_BUCKET: storage.published.bucketName,
        ...(deployment.site && { SITE: JSON.stringify(deployment.site) }),
      }
    case 'mailer':
      return { ...grantMail(), MAILS_PER_SECOND: String(deployment.mailsPerSecond) }
    case 'mailbox':
      if (mail.by !== 'smtp' || !mail.mailbox) throw new Error('this stage reads no mailbox')
      allow(['secretsmanager:GetSecretValue'], mail.mailbox.secretArn)
      useDataKey('kms:Decrypt')
      return { IMAP_SECRET: mail.mailbox.secretArn }
    case 'workflow': {
      const executions = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:*`
      allow(['states:StartExecution', 'states:SendTaskSuccess', 'states:SendTaskHeartbeat'], stateMachineArn)
      allow(['states:DescribeExecution'], executions)
      acknowledgeWildcard(role, executions, 'Executions are made while it runs; all belong to the one state machine.')
      return { STATE_MACHINE: stateMachineArn }
    }
    case 'later':
      allow(['lambda:InvokeFunction'], tellLaterArn)
      return { TELL_LATER: tellLaterArn }
    case 'link secrets':
      allow(['secretsmanager:GetSecretValue'], keys.linkSecrets.secretArn)
      useDataKey('kms:Decrypt')
      return { LINK_SECRETS: keys.linkSecrets.secretArn }
    case 'link ring':
      allow(
        ['GetSecretValue', 'PutSecretValue', 'UpdateSecretVersionStage'].map((call) => `secretsmanager:${call}`),
        keys.linkSecrets.secretArn,
      )
      useDataKey('kms:Decrypt', 'kms:GenerateDataKey')
      return { LINK_SECRETS: keys.linkSecrets.secretArn }
    case 'scripts':
    case 'tools':
    case 'reader':
      return {} // they lie in the bundle itself
    case 'signing key':
      allow(['kms:Sign', 'kms:GetPublicKey'], keys.signingKey.keyArn)
      return { SIGNING_KEY: keys.signingKey.keyArn }
  }

  function readNewest(): void {
    allow(['dynamodb:Query'], `${storage.table.tableArn}/index/${newestIndex}`)
  }

  function allowObjects(which: 'FILES_BUCKET' | 'PUBLIC_BUCKET', actions: string[]): void {
    const bucket = which === 'FILES_BUCKET' ? storage.files : storage.published
    allow(actions, bucket.arnForObjects('*'))
    allow(['s3:ListBucket'], bucket.bucketArn) // without it S3 answers 403 for what is not there
    acknowledgeWildcard(
      role,
      bucket.arnForObjects('*'),
      'Objects are named by digest or version and made while it runs.',
    )
  }

  function grantMail(): Partial<Record<SettingName, string>> {
    if (mail.by === 'smtp') {
      allow(['secretsmanager:GetSecretValue'], mail.account.secretArn)
      useDataKey('kms:Decrypt')
      return { SMTP_SECRET: mail.account.secretArn }
    }
    role.addToPolicy(
      new PolicyStatement({
        actions: ['ses:SendEmail', 'ses:SendRawEmail'],
        resources: [mail.senderIdentityArn, mail.configurationSetArn],
        conditions: { StringEquals: { 'ses:FromAddress': deployment.sender.address } },
      }),
    )
    return { CONFIGURATION_SET: mail.configurationSet.configurationSetName }
  }
}
