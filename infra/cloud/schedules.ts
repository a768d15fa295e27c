import { Duration, Stack } from 'aws-cdk-lib'
import { Rule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Function as LambdaFunctionResource } from 'aws-cdk-lib/aws-lambda'
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations'
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler'
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets'
import type { IConfigurationSet } from 'aws-cdk-lib/aws-ses'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { acknowledge, acknowledgeWildcard } from './acknowledgements.ts'
import { RoleWithRights } from './role-with-rights.ts'

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

/**
 * What a function is given without anybody waiting is lost in two places: where it cannot be handed over (the rule's or the
 * schedule's own dead letters), and where the function takes it and breaks, three times. This is the second.
 */
export function keepWhatFails(taker: LambdaFunctionResource, deadLetters: Queue): void {
  taker.configureAsyncInvoke({ onFailure: new SqsDestination(deadLetters), retryAttempts: 2 })
}

/** The timer: reminders, substitutes, lapses, and cycles whose run has stopped. It reads the facts, so a missed turn loses nothing. */
export function defineTimer(scope: Construct, keepTime: LambdaFunctionResource, deadLetters: Queue): Schedule {
  keepWhatFails(keepTime, deadLetters)
  return defineSchedule(scope, 'Timer', 'Looks at every open cycle', timerPeriod, { taker: keepTime, deadLetters })
}

/** How soon a unit's report is public once its leader, or the office, has let it go. */
const unitReportsPeriod = Duration.minutes(5)

/** Publishes units' own reports: apart from the timer, because few functions may write what is public. */
export function defineUnitReports(scope: Construct, publish: LambdaFunctionResource, deadLetters: Queue): Schedule {
  const says = 'Publishes the reports of units whose turn it is'
  keepWhatFails(publish, deadLetters)
  return defineSchedule(scope, 'UnitReports', says, unitReportsPeriod, { taker: publish, deadLetters })
}

/** How soon the board shows that a mail came back. */
const mailboxPeriod = Duration.minutes(5)

/** Where mails leave by SMTP nobody tells us what came back: the sender's mailbox is looked into. */
export function defineReturned(scope: Construct, readReturned: LambdaFunctionResource, deadLetters: Queue): Schedule {
  const says = 'Reads what came back to the sender'
  // While the account is wrong every turn fails, and the next one reads on from the same place: the alarm says so once, the queue need not.
  readReturned.configureAsyncInvoke({ retryAttempts: 0 })
  return defineSchedule(scope, 'Returned', says, mailboxPeriod, { taker: readReturned, deadLetters })
}

function defineSchedule(
  scope: Construct,
  name: string,
  description: string,
  period: Duration,
  { taker, deadLetters }: { taker: LambdaFunctionResource; deadLetters: Queue },
): Schedule {
  // Only for schedules of this account, which lie in its default group: the library says so of roles that it makes itself.
  const { account } = Stack.of(scope)
  const group = Stack.of(scope).formatArn({ service: 'scheduler', resource: 'schedule-group', resourceName: 'default' })
  const assumedBy = new ServicePrincipal('scheduler.amazonaws.com', {
    conditions: { StringEquals: { 'aws:SourceAccount': account, 'aws:SourceArn': group } },
  })
  const role = new RoleWithRights(scope, `${name}Role`, { assumedBy })
  acknowledgeWildcard(role, `${taker.functionArn}:*`, 'Versions of this one function, which the library adds.')
  return new Schedule(scope, name, {
    description,
    schedule: ScheduleExpression.rate(period),
    target: new LambdaInvoke(taker, { deadLetterQueue: deadLetters, retryAttempts: 1, role }),
  })
}

/** What SES says about mails it took: delivered, delayed, bounced, complained about. SMTP says nothing. */
export function defineDeliveries(
  scope: Construct,
  recordDelivery: LambdaFunctionResource,
  configurationSet: IConfigurationSet,
  deadLetters: Queue,
): void {
  keepWhatFails(recordDelivery, deadLetters)
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
