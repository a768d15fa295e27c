import { Duration, Stack } from 'aws-cdk-lib'
import type { Table } from 'aws-cdk-lib/aws-dynamodb'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Key } from 'aws-cdk-lib/aws-kms'
import { CfnPipe } from 'aws-cdk-lib/aws-pipes'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { reportTable } from '../../shared/contract/report-table.ts'
import { toldEvents } from '../../shared/contract/told-events.ts'
import { acknowledge } from './acknowledgements.ts'
import type { Deployment } from './deployment.ts'
import { RoleWithRights } from './role-with-rights.ts'

/** So long it is tried again: the stream forgets after a day, and of what it forgot nobody would be told. */
const mostAge = Duration.hours(20)

/** Nothing of a rehearsal is told: it would say that a report is public, or a date at risk. */
const ofNoTest = { test: { BOOL: [{ exists: false }] } }

/**
 * A publication, a return and a date at risk as events on the account's default bus (docs/events.md), straight from the table's
 * stream: no function knows of it, a crash loses none, and none is told of what did not come to stand. Of a fact only its kind,
 * its place and its instant leave; names and reasons stay.
 */
export function defineEvents(
  scope: Construct,
  { stage }: Deployment,
  { table, dataKey, deadLetters }: { table: Table; dataKey: Key; deadLetters: Queue },
): CfnPipe {
  const stream = table.tableStreamArn
  if (!stream) throw new Error('a stage with events has a table with a stream')
  const bus = Stack.of(scope).formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' })
  const conditions = { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } }
  const assumedBy = new ServicePrincipal('pipes.amazonaws.com', { conditions })
  const role = new RoleWithRights(scope, 'EventsRole', { assumedBy })
  const allow = (actions: string[], resource: string) =>
    role.addToPolicy(new PolicyStatement({ actions, resources: [resource] }))
  allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], stream)
  allow(['dynamodb:ListStreams'], '*')
  allow(['kms:Decrypt'], dataKey.keyArn)
  allow(['events:PutEvents'], bus)
  allow(['sqs:SendMessage'], deadLetters.queueArn)
  acknowledge(role, { 'AwsSolutions-IAM5[Resource::*]': 'dynamodb:ListStreams takes no resource.' })

  const fact = `$.dynamodb.NewImage.${reportTable.body}.M`
  const pipe = new CfnPipe(scope, 'Events', {
    description: 'Publications, returns and dates at risk, for whoever integrates',
    roleArn: role.roleArn,
    source: stream,
    sourceParameters: {
      dynamoDbStreamParameters: {
        // From the latest it would miss what is written while it is made or changed; from here an event may come twice.
        startingPosition: 'TRIM_HORIZON',
        batchSize: 10, // a bus takes no more at once, and a stream's own is a hundred
        onPartialBatchItemFailure: 'AUTOMATIC_BISECT',
        maximumRecordAgeInSeconds: mostAge.toSeconds(),
        deadLetterConfig: { arn: deadLetters.queueArn },
      },
      filterCriteria: {
        filters: Object.values(toldEvents).flatMap(({ facts }) =>
          facts.map((pattern) => ({
            pattern: JSON.stringify({
              eventName: ['INSERT'],
              dynamodb: { NewImage: { [reportTable.body]: { M: { ...pattern, ...ofNoTest } } } },
            }),
          })),
        ),
      },
    },
    target: bus,
    targetParameters: {
      eventBridgeEventBusParameters: { source: 'lianbao', detailType: `${fact}.kind.S` },
      inputTemplate: JSON.stringify({
        stage,
        cycle: `<${fact}.cycle.S>`,
        fact: `<$.dynamodb.Keys.${reportTable.sortKey}.S>`,
        at: `<${fact}.at.S>`,
      }),
    },
  })
  // It reads the stream as soon as it is made.
  pipe.node.addDependency(role)
  return pipe
}
