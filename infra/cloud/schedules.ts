import { Duration } from 'aws-cdk-lib'
import { Rule, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import type { Function as LambdaFunctionResource } from 'aws-cdk-lib/aws-lambda'
import type { IConfigurationSet } from 'aws-cdk-lib/aws-ses'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { acknowledge } from './acknowledgements.ts'

/** Where an event goes that no function could take. Two weeks, the longest there is, so that a holiday loses none. */
export function defineDeadLetters(scope: Construct): Queue {
  const queue = new Queue(scope, 'DeadLetters', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  })
  acknowledge(queue, { 'AwsSolutions-SQS3': 'It is the dead-letter queue.' })
  return queue
}

/** How often deadlines are looked at: a reminder may be a quarter of an hour late, a repair too. */
const timerPeriod = Duration.minutes(15)

/** The timer: reminders, substitutes, lapses, and cycles whose run has stopped. It reads the facts, so a missed turn loses nothing. */
export function defineTimer(scope: Construct, keepTime: LambdaFunctionResource, deadLetters: Queue): Rule {
  return new Rule(scope, 'Timer', {
    description: 'Looks at every open cycle',
    schedule: Schedule.rate(timerPeriod),
    targets: [new LambdaFunction(keepTime, { deadLetterQueue: deadLetters, retryAttempts: 1 })],
  })
}

/** What SES says about mails it took: delivered, delayed, bounced, complained about. SMTP says nothing. */
export function defineDeliveries(
  scope: Construct,
  recordDelivery: LambdaFunctionResource,
  configurationSet: IConfigurationSet,
  deadLetters: Queue,
): void {
  new Rule(scope, 'Deliveries', {
    description: 'What became of the mails of this stage',
    eventPattern: {
      source: ['aws.ses'],
      detailType: [
        'Email Delivered',
        'Email Delivery Delayed',
        'Email Bounced',
        'Email Complaint Received',
        'Email Rejected',
      ],
      detail: { mail: { tags: { 'ses:configuration-set': [configurationSet.configurationSetName] } } },
    },
    targets: [new LambdaFunction(recordDelivery, { deadLetterQueue: deadLetters, retryAttempts: 10 })],
  })
}
