import { Duration, Stack } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type IMetric,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import type { CfnPipe } from 'aws-cdk-lib/aws-pipes'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import type { Construct } from 'constructs'
import { constructName } from '../../shared/contract/function-names.ts'
import { type LogCode, metricNamespace } from '../../shared/contract/log-messages.ts'
import { newestIndex } from '../../shared/contract/report-table.ts'
import type { Deployment } from './deployment.ts'
import type { Storage } from './kept/storage.ts'

export type Watched = {
  functionFor: (name: string) => LambdaFunction
  stateMachine: StateMachine
  api: HttpApi
  storage: Storage
  deadLetters: Queue
  /** What tells of facts on the account's bus, where the stage does. */
  events?: CfnPipe
  /** Functions that nobody waits for: nobody sees their errors but an alarm. */
  unawaited: readonly string[]
}

type Watch = {
  /** Name of the alarm and of its section in docs/runbook.md. */
  name: string
  says: string
  metric: IMetric
  /** Alarms at this many and above. */
  from: number
  /** Of how many periods, how many must be so. */
  periods?: { of: number; bad: number }
  /** What silence means: usually that all is well. */
  silence?: TreatMissingData
  /** Alarms below instead of above. */
  below?: true
}

/** An alarm for everything that needs a person. Each has a section in the runbook under its very name. */
export function defineAlarms(scope: Construct, deployment: Deployment, watched: Watched): void {
  const topic = new Topic(scope, 'Alarms', { displayName: `Lianbao ${deployment.stage}`, enforceSSL: true })
  // Alarms only, never mail to people of a cycle: whoever unsubscribes here hears no alarms and loses nothing else.
  topic.addSubscription(new EmailSubscription(deployment.alarmAddress))
  letAlarmsPublish(topic)
  const action = new SnsAction(topic)

  const watches = watchesOf(deployment, watched)
  for (const watch of watches) {
    const alarm = new Alarm(scope, `${constructName(watch.name)}Alarm`, {
      alarmName: `lianbao-${deployment.stage}-${watch.name}`,
      alarmDescription: `${watch.says} → ${deployment.runbook}#${watch.name}`,
      metric: watch.metric,
      threshold: watch.from,
      comparisonOperator: watch.below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: watch.periods?.of ?? 1,
      datapointsToAlarm: watch.periods?.bad ?? 1,
      treatMissingData: watch.silence ?? TreatMissingData.NOT_BREACHING,
    })
    alarm.addAlarmAction(action)
    alarm.addOkAction(action) // who was called out hears that it is over
  }
  defineDashboard(scope, deployment, watches)
}

/**
 * A topic policy of one's own (TLS only, above) replaces the one a topic is born with, and that one let CloudWatch in. Without this
 * every alarm is silent: "not authorized to perform: SNS:Publish … no resource-based policy allows".
 */
function letAlarmsPublish(topic: Topic): void {
  const { account, partition, region } = Stack.of(topic)
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'LetAlarmsPublish',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: {
        StringEquals: { 'aws:SourceAccount': account },
        ArnLike: { 'aws:SourceArn': `arn:${partition}:cloudwatch:${region}:${account}:alarm:*` },
      },
    }),
  )
}

/** In the order of the runbook. */
const watchesOf = (deployment: Deployment, watched: Watched): readonly Watch[] => [
  ...watchesOfRuns(watched, loggedIn(deployment)),
  ...watchesOfPeople(loggedIn(deployment)),
  ...watchesOfRequests(watched),
]

const sum = { statistic: Stats.SUM, period: Duration.minutes(5) }
type Logged = (code: LogCode, period?: Duration) => Metric
const loggedIn =
  ({ stage }: Deployment): Logged =>
  (code, period = Duration.minutes(15)) =>
    new Metric({
      ...{ namespace: metricNamespace, metricName: code, dimensionsMap: { stage } },
      ...{ statistic: Stats.SUM, period },
    })

/** The workflow, the timer, and what nobody waits for. */
function watchesOfRuns(
  { functionFor, stateMachine, deadLetters, events, unawaited }: Watched,
  logged: Logged,
): Watch[] {
  const keepTime = functionFor('keep-time')
  return [
    {
      name: 'workflow-failed',
      says: 'A run of the workflow failed for good. The timer starts the cycle again from its facts.',
      metric: stateMachine.metricFailed(sum),
      from: 1,
    },
    {
      name: 'workflow-stuck',
      says: 'The timer could not bring an unfinished cycle forward.',
      metric: logged('workflow-stuck'),
      from: 1,
      // Once is mended by the next turn of the timer, a quarter of an hour later.
      periods: { of: 3, bad: 2 },
    },
    {
      name: 'timer-silent',
      says: 'The timer has not run for an hour: no reminders, no lapses, no repairs.',
      metric: keepTime.metricInvocations({ statistic: Stats.SUM, period: Duration.hours(1) }),
      from: 1,
      below: true as const,
      silence: TreatMissingData.BREACHING,
    },
    {
      name: 'timer-failed',
      says: 'The timer broke as a whole.',
      metric: keepTime.metricErrors({ ...sum, period: Duration.minutes(15) }),
      from: 1,
      periods: { of: 2, bad: 2 },
    },
    {
      name: 'cycle-left-out',
      says: 'The timer could not look after one cycle; it went on with the others.',
      metric: logged('cycle-left-out'),
      from: 1,
      periods: { of: 3, bad: 2 },
    },
    ...unawaited
      .filter((name) => name !== 'keep-time') // timer-failed
      .map((name) => ({
        name: `${name}-failed`,
        says: 'A function that nobody waits for broke; its event is tried again, then kept in the queue.',
        metric: functionFor(name).metricErrors(sum),
        from: 1,
        periods: { of: 3, bad: 2 },
      })),
    {
      name: 'dead-letters',
      says: 'An event was given up: by EventBridge, by its function, or on its way to the account’s bus.',
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ ...sum, statistic: Stats.MAXIMUM }),
      from: 1,
    },
    ...(events ? [watchOfEvents(events)] : []),
  ]
}

/** What is refused of a batch is halved until it fails alone, so the failed runs are enough. */
const watchOfEvents = ({ ref }: CfnPipe): Watch => ({
  name: 'events-failed',
  says: 'Events for other systems do not reach the bus; they are tried for twenty hours.',
  metric: new Metric({
    ...{ namespace: 'AWS/EventBridge/Pipes', metricName: 'ExecutionFailed', dimensionsMap: { PipeName: ref } },
    ...sum,
  }),
  from: 1,
  periods: { of: 3, bad: 2 },
})

/** Who does not hear what they owe, and what is near its date. */
const watchesOfPeople = (logged: Logged): Watch[] => [
  {
    name: 'mail-not-leaving',
    says: 'Mails could not be handed to SES or to the SMTP relay; people do not hear what they owe.',
    metric: logged('mail-not-sent'),
    from: 1,
    periods: { of: 2, bad: 2 },
  },
  {
    name: 'mail-bounced',
    says: 'A mail came back: somebody does not know what they owe.',
    metric: logged('mail-bounced', Duration.minutes(5)),
    from: 1,
  },
  {
    name: 'deadline-at-risk',
    says: 'A milestone is near or past and somebody still owes something.',
    metric: logged('deadline-at-risk', Duration.hours(1)),
    from: 1,
  },
  {
    name: 'cycle-held',
    says: 'A cycle is held: without a person it will miss its legal date.',
    metric: logged('cycle-held', Duration.hours(1)),
    from: 1,
  },
]

/** What is refused, turned away or answered with a fault. */
const watchesOfRequests = ({ functionFor, api, storage }: Watched): Watch[] => [
  {
    name: 'server-errors',
    says: 'Requests are answered with 5xx.',
    metric: api.metricServerError(sum),
    from: 3,
  },
  {
    name: 'client-errors',
    says: 'Very many requests are refused: somebody tries links by machine, or a client has gone wrong.',
    metric: api.metricClientError(sum),
    from: 500,
  },
  ...['open-link', 'renew-link'].map((name) => ({
    name: `${name}-throttled`,
    says: 'More people, or machines, open links or ask for new ones than this function may serve at once.',
    metric: functionFor(name).metricThrottles(sum),
    from: 10,
  })),
  ...(['Read', 'Write'] as const).map((kind) => ({
    name: `table-${kind.toLowerCase()}s-throttled`,
    says: `The table turned ${kind.toLowerCase()}s away.`,
    metric: storage.table.metric(`${kind}ThrottleEvents`, sum),
    from: 10,
  })),
  // A full index turns the table's own writes away; CloudWatch counts both under the index's name alone.
  ...(['Read', 'Write'] as const).map((kind) => ({
    name: `index-${kind.toLowerCase()}s-throttled`,
    says: `The index of the board turned ${kind.toLowerCase()}s away.`,
    metric: storage.table.metric(`${kind}ThrottleEvents`, {
      ...sum,
      dimensionsMap: { TableName: storage.table.tableName, GlobalSecondaryIndexName: newestIndex },
    }),
    from: 10,
  })),
]

/** The alarms' own metrics, one graph each, in the order of the runbook. */
function defineDashboard(scope: Construct, deployment: Deployment, watches: readonly Watch[]): void {
  const dashboard = new Dashboard(scope, 'Dashboard', { dashboardName: `lianbao-${deployment.stage}` })
  for (let row = 0; row < watches.length; row += 3) {
    dashboard.addWidgets(
      ...watches.slice(row, row + 3).map(
        ({ name, metric, from }) =>
          new GraphWidget({
            title: name,
            left: [metric],
            leftAnnotations: [{ value: from, label: 'alarm' }],
            width: 8,
            height: 5,
          }),
      ),
    )
  }
}
