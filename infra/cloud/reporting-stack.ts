import { ArnFormat, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { type CfnStateMachine, LogLevel } from 'aws-cdk-lib/aws-stepfunctions'
import type { Construct } from 'constructs'
import { constructName, type FunctionName, operatorFunctions } from '../../shared/contract/function-names.ts'
import type { FunctionKind } from '../../shared/contract/function-needs.ts'
import { routes } from '../../shared/contract/routes.ts'
import { type StateFunction, stateFunctions } from '../../shared/contract/workflow-states.ts'
import { acknowledge, acknowledgeWildcard } from './acknowledgements.ts'
import { defineAlarms } from './alarms.ts'
import type { Deployment } from './deployment.ts'
import { defineEvents } from './events.ts'
import { defineFrontDoor, defineHttpRoutes } from './http-routes.ts'
import { defineBackup } from './kept/backup.ts'
import { defineKeys } from './kept/keys.ts'
import { defineStorage, type Storage } from './kept/storage.ts'
import { defineLog, vendedLogName } from './logs.ts'
import { defineMail } from './mail.ts'
import { defineOperators } from './operators.ts'
import { definePublication } from './publication-stack.ts'
import { defineReportFunctions, type StageResources, tellLaterName } from './report-function.ts'
import { ReportingWorkflow } from './reporting-workflow.ts'
import {
  defineDeadLetters,
  defineDeliveries,
  defineReturned,
  defineTimer,
  defineUnitReports,
  keepWhatFails,
} from './schedules.ts'

/** Everything of a stage but the CDN: this is what a cycle runs on. Read as a table of contents. */
export class ReportingStack extends Stack {
  readonly storage: Storage

  constructor(scope: Construct, id: string, deployment: Deployment, props: StackProps) {
    super(scope, id, props)
    this.storage = defineStorage(this, deployment)
    const keys = defineKeys(this, deployment, this.storage.dataKey)
    const mail = defineMail(this, deployment, this.storage.dataKey)
    const deadLetters = defineDeadLetters(this)
    const frontDoor = defineFrontDoor(this, deployment)

    const stateMachineName = `lianbao-${deployment.stage}`
    const resources: StageResources = {
      storage: this.storage,
      keys,
      mail,
      stateMachineArn: this.formatArn({
        service: 'states',
        resource: 'stateMachine',
        resourceName: stateMachineName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
      tellLaterArn: this.formatArn({
        service: 'lambda',
        resource: 'function',
        resourceName: tellLaterName(deployment),
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
      baseUrl: frontDoor.baseUrl,
      ...(frontDoor.shield !== undefined && { shield: frontDoor.shield }),
      publicUrl: `https://${deployment.publicDomain ?? definePublication(this, deployment, this.storage)}`,
    }

    const functionFor = this.defineFunctions(deployment, resources)
    defineHttpRoutes(frontDoor, functionFor)
    const stateMachine = this.defineWorkflow(deployment, stateMachineName, functionFor)
    defineTimer(this, functionFor('keep-time'), deadLetters)
    defineUnitReports(this, functionFor('publish-unit-reports'), deadLetters)
    keepWhatFails(functionFor('tell-later'), deadLetters)
    if (mail.by === 'ses') defineDeliveries(this, functionFor('record-delivery'), mail.configurationSet, deadLetters)
    if (deployment.imap) defineReturned(this, functionFor('read-returned'), deadLetters)
    if (deployment.backup) defineBackup(this, deployment, this.storage)
    const events = deployment.events ? defineEvents(this, deployment, { ...this.storage, deadLetters }) : undefined
    defineAlarms(this, deployment, {
      functionFor,
      stateMachine,
      api: frontDoor.api,
      storage: this.storage,
      deadLetters,
      ...(events && { events }),
      unawaited: ['keep-time', 'publish-unit-reports', 'tell-later', ...hearsBack(deployment)],
    })
    defineOperators(this, deployment, resources, functionFor)
    this.tell(deployment, resources, { deadLetters, functionFor })
  }

  private defineFunctions(deployment: Deployment, resources: StageResources): (name: string) => LambdaFunction {
    const named: [FunctionKind, FunctionName][] = [
      ...[...new Set(routes.map((route) => route.function))].map((name): [FunctionKind, FunctionName] => [
        'http',
        name,
      ]),
      ...stateFunctions.map((name): [FunctionKind, FunctionName] => ['workflow', name]),
      ['schedule', 'keep-time'],
      ['schedule', 'publish-unit-reports'],
      ['schedule', 'tell-later'],
      ...hearsBack(deployment).map((name): [FunctionKind, FunctionName] => ['schedule', name]),
      ...operatorFunctions.map((name): [FunctionKind, FunctionName] => ['operator', name]),
      ['http', 'answer-unknown-route'],
    ]
    const functions = defineReportFunctions(this, named, deployment, resources)
    return (name) => {
      const found = functions.get(name)
      if (!found) throw new Error(`no function is called ${name}`)
      return found
    }
  }

  private defineWorkflow(deployment: Deployment, name: string, functionFor: (name: string) => LambdaFunction) {
    const states = Object.fromEntries(stateFunctions.map((state) => [state, functionFor(state)])) as Record<
      StateFunction,
      LambdaFunction
    >
    const destination = defineLog(this, 'WorkflowLog', deployment, {
      logGroupName: vendedLogName('states', deployment),
    })
    const { stateMachine } = new ReportingWorkflow(this, 'ReportingWorkflow', {
      functions: states,
      logs: { destination, level: LogLevel.ERROR },
      tracing: deployment.tracing,
    })
    const resource = stateMachine.node.defaultChild as CfnStateMachine
    resource.stateMachineName = name
    acknowledge(stateMachine, {
      'AwsSolutions-SF1':
        'Errors only: a log of all events would hold the task token of every wait, and what happened is in the facts.',
      ...(deployment.tracing
        ? {}
        : { 'AwsSolutions-SF2': 'X-Ray is a setting of the stage; it does not exist for Lambda in China.' }),
      'AwsSolutions-IAM5[Resource::*]':
        'Delivery of its log: the logs:…LogDelivery actions take no resource (docs.aws.amazon.com/step-functions, “Logging”).',
    })
    for (const state of stateFunctions)
      acknowledgeWildcard(
        stateMachine,
        `${states[state].functionArn}:*`,
        'Versions of this one function, which the library adds.',
      )
    return stateMachine
  }

  /** What the `lianbao` commands (infra/command-line/stage/deployed-stage.ts) and the smoke test find a stage by. */
  private tell(
    deployment: Deployment,
    { storage, keys, mail, stateMachineArn, baseUrl, publicUrl }: StageResources,
    { deadLetters, functionFor }: { deadLetters: Queue; functionFor: (name: string) => LambdaFunction },
  ): void {
    const outputs = {
      StageName: deployment.stage,
      BaseUrl: baseUrl,
      PublicUrl: publicUrl,
      TableName: storage.table.tableName,
      FilesBucketName: storage.files.bucketName,
      PublicBucketName: storage.published.bucketName,
      StateMachineArn: stateMachineArn,
      DeadLettersUrl: deadLetters.queueUrl,
      KeepTimeName: functionFor('keep-time').functionName,
      ...(mail.by === 'ses' ? { RecordDeliveryName: functionFor('record-delivery').functionName } : {}),
      ...Object.fromEntries(
        operatorFunctions.map((name) => [`${constructName(name)}Name`, functionFor(name).functionName]),
      ),
      LinkSecretsArn: keys.linkSecrets.secretArn,
      SigningKeyArn: keys.signingKey.keyArn,
      // Percent-encoded: CloudFormation tells anything but ASCII as question marks (its roadmap's issue 814).
      SenderName: encodeURIComponent(deployment.sender.name),
      SenderAddress: deployment.sender.address,
      SenderPhone: deployment.sender.phone,
      MailsPerSecond: String(deployment.mailsPerSecond),
      ...(mail.by === 'smtp'
        ? { SmtpAccountArn: mail.account.secretArn, ...(mail.mailbox && { ImapAccountArn: mail.mailbox.secretArn }) }
        : { ConfigurationSetName: mail.configurationSet.configurationSetName }),
    }
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value })
  }
}

/** Who hears what became of mails: by SES's events, or out of the sender's mailbox where the stage reads one. */
const hearsBack = ({ mail, imap }: Deployment): FunctionName[] =>
  mail === 'ses' ? ['record-delivery'] : imap ? ['read-returned'] : []
