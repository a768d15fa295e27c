import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { reportStore } from '../../../functions/aws/report-store.ts'
import { tableItems } from '../../../functions/aws/table/items.ts'
import { prices } from '../../../infra/command-line/stage/cost.ts'
import { countedTable } from '../../../infra/local/counted/counted-table.ts'
import {
  constructName,
  type FunctionName,
  functionNeeds,
  operatorFunctions,
} from '../../../shared/contract/function-names.ts'
import { cyclePartition, newestIndex, reportTable } from '../../../shared/contract/report-table.ts'
import { routes } from '../../../shared/contract/routes.ts'
import { readSettings } from '../../../shared/contract/settings.ts'
import { stateFunctions } from '../../../shared/contract/workflow-states.ts'
import type { Fact } from '../../../shared/cycle/facts.ts'
import { keptFiles } from '../../functions/aws/report-store-cases.ts'
import { type Resource, synthesized, type Template } from './synthesized.ts'

const site = {
  ...{ name: '同江市人民政府', code: '2308810001' },
  column: { name: '年报', description: '年度报告', keywords: '年报', type: '信息公开年报' },
}

let global: ReturnType<typeof synthesized>
let china: ReturnType<typeof synthesized>
let guarded: ReturnType<typeof synthesized>
let begun: ReturnType<typeof synthesized>
beforeAll(() => {
  global = synthesized('trial')
  china = synthesized('china-trial')
  guarded = synthesized('trial', {
    protected: true,
    tracing: true,
    architecture: 'x86_64',
    objectLock: { mode: 'compliance', days: 3650 },
    operators: ['arn:aws:iam::111111111111:role/office'],
    domain: 'report.example.org',
    domainCertificate: 'arn:aws:acm:eu-west-1:111111111111:certificate/a',
    publicDomain: 'open.example.org',
    publicCertificate: 'arn:aws:acm:us-east-1:111111111111:certificate/b',
    events: true,
    site,
    backup: { days: 365, copyTo: 'arn:aws:backup:eu-central-1:222222222222:backup-vault:lianbao' },
  })
  begun = synthesized('trial', { protected: true, first: true })
})

it('what costs by the month stands in the table of prices as often as the stage has it', async () => {
  const { fixed = [] } = (await prices()).global
  const has = (type: string) => Object.values(global.core.Resources).filter(({ Type }) => Type === type).length
  expect(fixed.map(({ type, count }) => [type, count])).toEqual(fixed.map(({ type }) => [type, has(type)]))
  expect(fixed.length).toBeGreaterThan(0)
})

const both = () => [global.core, china.core]
const all = (template: Template, type: string): Resource[] =>
  Object.values(template.Resources).filter((resource) => resource.Type === type)
const properties = (template: Template, type: string): Record<string, never>[] =>
  all(template, type).map((resource) => resource.Properties as Record<string, never>)

/** What roles may do whose logical id begins so. */
const rightsOf = (template: Template, id = ''): Statement[] =>
  Object.entries(template.Resources)
    .filter(([name, { Type }]) => Type === 'AWS::IAM::Role' && name.startsWith(id))
    .flatMap(([, { Properties }]) => (Properties.Policies ?? []) as { PolicyDocument: { Statement: Statement[] } }[])
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)

/** Actions a function's role may do on a resource whose ARN mentions `on`, without their service's name. */
function actionsOf(template: Template, name: string, on: string): string[] {
  const actions = rightsOf(template, `${constructName(name)}Role`)
    .filter((statement) => JSON.stringify(statement.Resource).includes(on))
    .flatMap(({ Action }) => [Action].flat())
  return [...new Set(actions.map((action) => action.replace(/^.*:/, '')))].sort()
}
type Statement = { Condition?: unknown; Action: string | string[]; Resource: unknown }

describe('both partitions', () => {
  it('what the site says of itself is given to the functions that publish, as they read it, and to no other', () => {
    const given = (template: Template) =>
      all(template, 'AWS::Lambda::Function').flatMap(({ Properties }) => {
        const { Environment, Description } = Properties as {
          Environment: { Variables: Record<string, string> }
          Description: string
        }
        if (!Environment.Variables.SITE) return []
        return [[Description.replace(/.*: /, ''), readSettings(['SITE'], Environment.Variables).SITE]]
      })
    expect(given(guarded.core)).toEqual([
      ['workflow/publish-report', site],
      ['schedule/publish-unit-reports', site],
    ])
    expect(given(global.core)).toEqual([])
  })

  it.each([
    ['aws', () => global],
    ['aws-cn', () => china],
    ['aws, with every option', () => guarded],
  ])('%s: the offline validator and cdk-nag have nothing to say', (_name, stage) => {
    expect(stage().violations).toEqual([])
  })

  it('China’s template names nothing that China does not have, and no ARN of the other partition', () => {
    const types = new Set(Object.values({ ...china.core.Resources, ...china.publication.Resources }).map((r) => r.Type))
    for (const absent of [
      'AWS::SES::',
      'AWS::CloudFront::OriginAccessControl',
      'AWS::CloudFront::CachePolicy',
      'AWS::CloudFront::Function',
      'AWS::Lambda::Url',
      'AWS::XRay::',
      'AWS::Cognito::',
    ])
      expect([...types].filter((type) => type.startsWith(absent))).toEqual([])
    expect(JSON.stringify([china.core, china.publication])).not.toContain('arn:aws:')
    expect(properties(china.core, 'AWS::Lambda::Function').filter((f) => f.TracingConfig)).toEqual([])
  })

  it('leaves room for routes: CloudFormation takes 500 resources in a stack, and one route is six', () => {
    for (const { core } of [global, china, guarded]) expect(Object.keys(core.Resources).length).toBeLessThanOrEqual(350)
  })

  it('has no custom resource, and nothing that empties a bucket', () => {
    for (const template of both())
      expect(
        Object.values(template.Resources).filter(
          (r) => r.Type.startsWith('Custom::') || r.Type.includes('CustomResource'),
        ),
      ).toEqual([])
  })
})

describe('what must not be lost', () => {
  it('the table: on demand, restorable for 35 days, customer key, sessions expire', () => {
    for (const template of both()) {
      const [table] = properties(template, 'AWS::DynamoDB::Table')
      expect(table).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
        TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
      })
    }
  })

  it('a protected stage keeps table, buckets, keys and secrets, and refuses to delete the table', () => {
    expect(properties(guarded.core, 'AWS::DynamoDB::Table')[0]).toMatchObject({ DeletionProtectionEnabled: true })
    for (const type of ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::KMS::Key', 'AWS::SecretsManager::Secret'])
      expect(all(guarded.core, type).map((resource) => resource.DeletionPolicy)).not.toContain('Delete')
    expect(all(global.core, 'AWS::DynamoDB::Table')[0]?.DeletionPolicy).toBe('Delete')
  })

  it('a first deployment that failed can be repeated: nothing it made is kept, refuses deletion, or has a fixed name', () => {
    expect(properties(begun.core, 'AWS::DynamoDB::Table')[0]).toMatchObject({ DeletionProtectionEnabled: false })
    for (const template of [begun.core, begun.publication, guarded.core, guarded.publication]) {
      const kept = Object.entries(template.Resources).filter(([, { DeletionPolicy }]) =>
        DeletionPolicy?.startsWith('Retain'),
      )
      expect(kept.filter(([, { DeletionPolicy }]) => DeletionPolicy !== 'RetainExceptOnCreate')).toEqual([])
      const named = kept.filter(([, { Properties }]) =>
        Object.entries(Properties).some(([key, value]) => key.endsWith('Name') && typeof value === 'string'),
      )
      expect(named.map(([id]) => id)).toEqual([])
    }
  })

  it('buckets are private, versioned, TLS only; locked where the stage asks for it', () => {
    for (const template of both()) {
      const buckets = properties(template, 'AWS::S3::Bucket')
      expect(buckets.length).toBeGreaterThanOrEqual(2)
      for (const bucket of buckets.filter((b) => !JSON.stringify(b).includes('BucketOwnerPreferred')))
        expect(bucket).toMatchObject({
          VersioningConfiguration: { Status: 'Enabled' },
          PublicAccessBlockConfiguration: {
            BlockPublicAcls: true,
            BlockPublicPolicy: true,
            IgnorePublicAcls: true,
            RestrictPublicBuckets: true,
          },
        })
      for (const policy of properties(template, 'AWS::S3::BucketPolicy'))
        expect(JSON.stringify(policy)).toContain('"aws:SecureTransport":"false"')
    }
    for (const bucket of properties(guarded.core, 'AWS::S3::Bucket'))
      expect(bucket).toMatchObject({
        ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 3650 } } },
      })
  })
})

describe('who may do what', () => {
  const writers = Object.entries(functionNeeds)
    .filter(([name, needs]) => needs.includes('store') && name !== 'read-returned') // it is on the stage without SES
    .map(([name]) => name)
  const readers = Object.entries(functionNeeds)
    .filter(([, needs]) => needs.includes('store:read'))
    .map(([name]) => name)

  it('only these write the table, none deletes from it', () => {
    for (const name of writers)
      expect([name, actionsOf(global.core, name, 'ReportTable')]).toEqual([
        name,
        ['GetItem', 'PutItem', 'Query', 'UpdateItem'],
      ])
    for (const name of readers)
      expect([name, actionsOf(global.core, name, 'ReportTable')]).toEqual([
        name,
        functionNeeds[name as FunctionName].includes('sessions')
          ? ['GetItem', 'Query', 'UpdateItem']
          : ['GetItem', 'Query'],
      ])
  })

  it('by an index it is read, never written, and by the one there is', () => {
    const ofIndex = rightsOf(global.core).filter(({ Resource }) => JSON.stringify(Resource).includes('/index/'))
    expect(ofIndex.length).toBeGreaterThan(readers.length)
    for (const { Action, Resource } of ofIndex) {
      expect(Action).toBe('dynamodb:Query')
      expect(JSON.stringify(Resource)).toContain(`/index/${newestIndex}`)
    }
    const [{ GlobalSecondaryIndexes: indexes } = {}] = properties(global.core, 'AWS::DynamoDB::Table')
    expect(indexes).toMatchObject([{ IndexName: newestIndex, Projection: { ProjectionType: 'ALL' } }])
  })

  it('who only notes that a session was used may update sessions and nothing else', () => {
    const updating = readers
      .flatMap((name) => rightsOf(global.core, `${constructName(name)}Role`))
      .filter(({ Action }) => [Action].flat().includes('dynamodb:UpdateItem'))
    expect(updating.length).toBeGreaterThan(5)
    for (const { Action, Condition } of updating) {
      expect(Action).toBe('dynamodb:UpdateItem')
      expect(Condition).toEqual({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['SESSION#*'] } })
    }
  })

  it('an operator reads, and invokes what the commands do: writes no fact, deletes nothing, reads no secret, signs nothing', () => {
    const actions = rightsOf(guarded.core, 'Operator').flatMap(({ Action }) => [Action].flat())
    expect([...new Set(actions)].sort()).toEqual([
      'cloudformation:DescribeStacks',
      'dynamodb:GetItem',
      'dynamodb:Query',
      'kms:Decrypt',
      'kms:DescribeKey',
      'lambda:InvokeFunction',
      's3:GetObject',
      's3:ListBucket',
      'states:DescribeExecution',
      'states:GetExecutionHistory',
      'states:ListExecutions',
      'states:StopExecution',
    ])
  })

  it('an operator may ask for the stage by its name, before the id of its stack is known', () => {
    const asks = rightsOf(guarded.core).filter(({ Action }) => Action === 'cloudformation:DescribeStacks')
    expect(JSON.stringify(asks.map(({ Resource }) => Resource))).toContain(':stack/Lianbao-trial/*"')
  })

  it('no service acts for another account by a role of ours', () => {
    const unbound = both().flatMap((template) =>
      Object.entries({ ...template.Resources, ...guarded.core.Resources })
        .filter(([, { Type }]) => Type === 'AWS::IAM::Role')
        .filter(([, { Properties }]) => {
          const trust = JSON.stringify(Properties.AssumeRolePolicyDocument)
          // Lambda and AWS Backup name no such condition in their documentation.
          return /(scheduler|pipes|states)\.amazonaws/.test(trust) && !trust.includes('aws:SourceAccount')
        })
        .map(([id]) => id),
    )
    expect(unbound).toEqual([])
  })

  it('what answers a GET reads only', () => {
    const shows = routes.filter((route) => route.method === 'GET').map((route) => route.function)
    for (const name of shows)
      expect([
        name,
        (functionNeeds[name] ?? []).filter(
          (need) => !need.endsWith(':read') && need !== 'link secrets' && need !== 'sessions' && need !== 'scripts',
        ),
      ]).toEqual([name, []])
  })

  it('what signs and publishes: the report’s state, and the units’ reports', () => {
    const may = (on: string, action: string) =>
      Object.keys(functionNeeds).filter((name) => actionsOf(global.core, name, on).includes(action))
    expect(may('SigningKey', 'Sign')).toEqual(['publish-report', 'publish-unit-reports'])
    expect(may('Published', 'PutObject')).toEqual(['publish-report', 'publish-unit-reports'])
  })

  it('the landing page touches nothing', () => {
    for (const on of ['ReportTable', 'Files', 'Published', 'LinkSecrets', 'DataKey'])
      expect(actionsOf(global.core, 'show-link', on)).toEqual([])
  })
})

describe('functions', () => {
  it('Node 24, the stage’s processor, a log that ends', () => {
    for (const f of properties(global.core, 'AWS::Lambda::Function'))
      expect(f).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] })
    for (const f of properties(guarded.core, 'AWS::Lambda::Function'))
      expect(f).toMatchObject({ Architectures: ['x86_64'], TracingConfig: { Mode: 'Active' } })
    for (const log of properties(global.core, 'AWS::Logs::LogGroup')) expect(log.RetentionInDays).toBe(365)
  })

  it('there is one a route, a state and a schedule, and each has a line of needs', () => {
    const named = [
      ...new Set(routes.map((route) => route.function)),
      ...stateFunctions,
      'keep-time',
      'publish-unit-reports',
      'record-delivery',
      'tell-later',
      ...operatorFunctions,
      'answer-unknown-route',
    ]
    expect([...named, 'read-returned'].sort()).toEqual(Object.keys(functionNeeds).sort())
    expect(all(global.core, 'AWS::Lambda::Function')).toHaveLength(named.length)
  })

  it('whoever tries links can hold only so many runs, and the timer one', () => {
    const limited = properties(china.core, 'AWS::Lambda::Function').filter((f) => f.ReservedConcurrentExecutions)
    expect(limited.map((f) => [f.Description, f.ReservedConcurrentExecutions])).toEqual([
      ['china-trial: http/open-link', 20],
      ['china-trial: http/renew-link', 5],
      ['china-trial: schedule/keep-time', 1],
      ['china-trial: schedule/publish-unit-reports', 1],
      ['china-trial: schedule/tell-later', 2],
      ['china-trial: schedule/read-returned', 1],
    ])
  })

  it('a stage that reserves nothing deploys into a fresh account with its quota of ten', () => {
    expect(properties(global.core, 'AWS::Lambda::Function').filter((f) => f.ReservedConcurrentExecutions)).toEqual([])
  })
})

describe('the front door', () => {
  it('has the routes of shared/contract/routes.ts and an answer for everything else', () => {
    const keys = properties(global.core, 'AWS::ApiGatewayV2::Route').map((route) => String(route.RouteKey))
    // GET and HEAD are one route; what no other function of the path takes comes with them, and is refused by the door.
    const wanted = routes.map(({ method, path }) => `${method === 'GET' ? 'ANY' : method} ${path}`)
    expect(keys.sort()).toEqual([...wanted, '$default'].sort())
  })

  it('may call each function by its own path alone, and by $default the one that answers everything else', () => {
    const paths = properties(global.core, 'AWS::Lambda::Permission')
      .filter(({ Principal }) => String(Principal) === 'apigateway.amazonaws.com')
      .map(({ SourceArn }) => JSON.stringify(SourceArn).match(/"\/\*\/\*([^"]*)"/)?.[1])
    // AWS names $default by one segment fewer: by a third it would answer 500 (serverless-application-model#1860).
    expect(paths.sort()).toEqual([...routes.map(({ path }) => path), ''].sort())
  })

  it('is throttled, and its log has the route and never the path or the query', () => {
    const [stage] = properties(global.core, 'AWS::ApiGatewayV2::Stage')
    expect(stage?.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 })
    const { Format } = (stage?.AccessLogSettings ?? {}) as { Format?: string }
    expect(Format).toContain('$context.routeKey')
    expect(Format).toContain('$context.httpMethod')
    expect(Format).not.toMatch(/\$context\.(path|http(?!Method)|domain|query)/)
    expect(Format).toContain('$context.identity.sourceIp')
    expect(Format).toContain('$context.identity.userAgent')
  })
})

describe('a shield', () => {
  it('stands before the API with the stage’s web ACL, caches nothing and tells its address', () => {
    const webAcl = 'arn:aws:wafv2:us-east-1:111111111111:global/webacl/lianbao/a'
    const shielded = synthesized('trial', {
      shield: { webAcl },
      domain: 'report.example.org',
      domainCertificate: 'arn:aws:acm:us-east-1:111111111111:certificate/a',
    })
    expect(shielded.violations).toEqual([])
    const shields = properties(shielded.core, 'AWS::CloudFront::Distribution').map(
      (d) => d.DistributionConfig as unknown,
    )
    expect(shields).toContainEqual(
      expect.objectContaining({
        Aliases: ['report.example.org'],
        WebACLId: webAcl,
        DefaultCacheBehavior: expect.objectContaining({
          CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
          // AllViewerExceptHostHeader: with CloudFront-Viewer-Address among the viewer location headers it adds.
          OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
        }),
        // By itself it keeps these for ten seconds, whatever their headers say, for everybody who asks for the path.
        CustomErrorResponses: [500, 502, 503, 504].map((ErrorCode) => ({ ErrorCode, ErrorCachingMinTTL: 0 })),
      }),
    )
    expect(shielded.core.Outputs?.BaseUrl?.Value).toBe('https://report.example.org')
    // Past it nobody is answered: it shows a secret, by name in the template, to all functions of the door and to no other.
    const said = JSON.stringify(shields).match(/"lianbao-shield","HeaderValue":(\{.*?\]\}|"[^"]*")/)?.[1]
    expect(said).toContain('{{resolve:secretsmanager:')
    const settings = properties(shielded.core, 'AWS::Lambda::Function').map(({ Description, Environment }) => ({
      door: / http\//.test(String(Description)),
      shield: (Environment as { Variables: Record<string, unknown> } | undefined)?.Variables.SHIELD,
    }))
    for (const { door, shield } of settings) expect(shield && JSON.stringify(shield)).toBe(door ? said : undefined)
  })

  it('has a web ACL to copy, whose page WAF takes and both languages read', () => {
    const { CustomResponseBodies, Rules } = JSON.parse(readFileSync('docs/web-acl.json', 'utf8'))
    const [{ Action }] = Rules
    const { ResponseCode, CustomResponseBodyKey } = Action.Block.CustomResponse
    const { Content, ContentType } = CustomResponseBodies[CustomResponseBodyKey]
    expect([ResponseCode, ContentType]).toEqual([429, 'TEXT_HTML'])
    expect(Buffer.byteLength(Content)).toBeLessThan(4_096)
    for (const says of ['请稍等几分钟', 'Please wait some minutes']) expect(Content).toContain(says)
  })

  it('is not needed where a domain of ours is the only way in, in both partitions', () => {
    for (const { core } of [guarded, china]) {
      expect(properties(core, 'AWS::ApiGatewayV2::Api')[0]?.DisableExecuteApiEndpoint).toBe(true)
      expect(JSON.stringify(core)).not.toContain('SHIELD')
    }
  })
})

describe('operations', () => {
  it('the workflow logs errors and never what goes through it', () => {
    expect(properties(global.core, 'AWS::StepFunctions::StateMachine')[0]).toMatchObject({
      StateMachineName: 'lianbao-trial',
      LoggingConfiguration: { Level: 'ERROR', IncludeExecutionData: false },
    })
  })

  it('the timer looks every quarter of an hour, and an event nobody took is kept', () => {
    const [timer] = properties(global.core, 'AWS::Scheduler::Schedule')
    expect(timer).toMatchObject({ ScheduleExpression: 'rate(15 minutes)', State: 'ENABLED' })
    for (const asks of [timer, ...properties(global.core, 'AWS::Events::Rule')])
      expect(JSON.stringify(asks)).toContain('DeadLetterConfig')
  })

  it('what comes back to a sender without SES is read out of the mailbox, where the settings say so and nowhere else', () => {
    const secrets = (template: Template) =>
      properties(template, 'AWS::SecretsManager::Secret').map((secret) => JSON.stringify(secret.GenerateSecretString))
    expect(secrets(china.core).filter((said) => said.includes('imap.invalid'))).toHaveLength(1)
    const ofMailbox = properties(china.core, 'AWS::Scheduler::Schedule').filter(({ Target }) =>
      JSON.stringify(Target).includes('"ReadReturned'),
    )
    expect(ofMailbox).toMatchObject([{ ScheduleExpression: 'rate(5 minutes)', State: 'ENABLED' }])
    expect(JSON.stringify(ofMailbox)).toContain('DeadLetterConfig')
    const broken = properties(china.core, 'AWS::Lambda::EventInvokeConfig').filter(({ FunctionName }) =>
      JSON.stringify(FunctionName).includes('"ReadReturned'),
    )
    expect(broken).toEqual([expect.objectContaining({ MaximumRetryAttempts: 0 })])
    expect(JSON.stringify(broken)).not.toContain('DeadLetters')
    const given = (setting: string) =>
      Object.entries(china.core.Resources)
        .filter(
          ([, { Type, Properties }]) =>
            Type === 'AWS::Lambda::Function' && JSON.stringify(Properties).includes(`"${setting}"`),
        )
        .map(([id]) => id.replace(/[0-9A-F]{8}$/, ''))
    expect(given('IMAP_SECRET')).toEqual(['ReadReturned'])
    expect(given('SMTP_SECRET')).not.toContain('ReadReturned')
    expect(actionsOf(china.core, 'read-returned', 'ReportTable')).toEqual(['GetItem', 'PutItem', 'Query', 'UpdateItem'])
    expect(JSON.stringify(global.core)).not.toMatch(/imap|ReadReturned/i)
  })

  it('a function that nobody waits for keeps what it broke on, and its errors have an alarm', () => {
    const alarms = JSON.stringify(
      properties(global.core, 'AWS::CloudWatch::Alarm').filter((a) => a.MetricName === 'Errors'),
    )
    for (const name of ['KeepTime', 'RecordDelivery', 'TellLater', 'PublishUnitReports']) {
      const kept = properties(global.core, 'AWS::Lambda::EventInvokeConfig').find((config) =>
        JSON.stringify(config.FunctionName).includes(`"${name}`),
      )
      expect([name, JSON.stringify(kept?.DestinationConfig)]).toEqual([name, expect.stringContaining('DeadLetters')])
      expect(alarms).toContain(`"${name}`)
    }
  })

  it('the topic of every alarm lets this account’s CloudWatch in, and says when it is over', () => {
    for (const template of both()) {
      const admitted = properties(template, 'AWS::SNS::TopicPolicy')
        .flatMap(
          ({ PolicyDocument }) => (PolicyDocument as unknown as { Statement: Record<string, unknown>[] }).Statement,
        )
        .filter(({ Effect, Action }) => Effect === 'Allow' && Action === 'sns:Publish')
      expect(admitted).toEqual([
        expect.objectContaining({
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Condition: expect.objectContaining({ StringEquals: { 'aws:SourceAccount': expect.anything() } }),
        }),
      ])
      const topics = new Set(admitted.map(({ Resource }) => JSON.stringify(Resource)))
      for (const { AlarmActions, OKActions } of properties(template, 'AWS::CloudWatch::Alarm'))
        for (const action of [AlarmActions, OKActions].flat()) expect(topics).toContain(JSON.stringify(action))
    }
  })

  it('what the table and its index turn away is watched apart: an index that is full stops the table’s writes', () => {
    const watched = properties(global.core, 'AWS::CloudWatch::Alarm')
      .filter(({ MetricName }) => /ThrottleEvents$/.test(String(MetricName)))
      .map(({ MetricName, Dimensions }) =>
        [MetricName, ...(Dimensions ?? []).map(({ Name }: { Name: string }) => Name)].join(' '),
      )
    expect(watched.sort()).toEqual([
      'ReadThrottleEvents GlobalSecondaryIndexName TableName',
      'ReadThrottleEvents TableName',
      'WriteThrottleEvents GlobalSecondaryIndexName TableName',
      'WriteThrottleEvents TableName',
    ])
    expect(JSON.stringify(properties(global.core, 'AWS::CloudWatch::Alarm'))).toContain(`"Value":"${newestIndex}"`)
  })

  it('every alarm tells somebody and has its section in the runbook', () => {
    const runbook = readFileSync('docs/runbook.md', 'utf8')
    const alarms = properties(guarded.core, 'AWS::CloudWatch::Alarm')
    expect(alarms.length).toBeGreaterThan(8)
    for (const alarm of alarms) {
      expect(alarm.AlarmActions).toHaveLength(1)
      const section = /#([a-z-]+)$/.exec(String(alarm.AlarmDescription))?.[1]
      expect(alarm.AlarmName).toBe(`lianbao-trial-${section}`)
      expect(runbook).toContain(`\n## ${section}\n`)
    }
  })

  it('SES says what became of each mail; where there is none, nothing listens', () => {
    expect(properties(global.core, 'AWS::SES::ConfigurationSetEventDestination')).toHaveLength(1)
    expect(properties(china.core, 'AWS::Events::Rule')).toHaveLength(0)
    expect(properties(china.core, 'AWS::SecretsManager::Secret')).toHaveLength(3)
  })
})

describe('publication', () => {
  it('is told to everybody at an address that answers, on a stage without a domain too', () => {
    expect(global.core.Outputs?.PublicUrl?.Value).toEqual({
      'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [expect.stringContaining('Distribution'), 'DomainName'] }]],
    })
    expect(guarded.core.Outputs?.PublicUrl?.Value).toBe('https://open.example.org')
  })

  it('answers a mistyped address with a page', () => {
    for (const { publication } of [global, china]) {
      const [distribution] = properties(publication, 'AWS::CloudFront::Distribution')
      expect(distribution?.DistributionConfig).toMatchObject({
        CustomErrorResponses: expect.arrayContaining([
          expect.objectContaining({ ErrorCode: 404, ResponseCode: 404, ResponsePagePath: '/404.html' }),
        ]),
      })
    }
    expect(JSON.stringify(properties(global.core, 'AWS::S3::BucketPolicy'))).toContain('s3:ListBucket')
  })

  it('reads by origin access control, and in China by an identity, a CNAME and a server certificate', () => {
    expect(properties(global.publication, 'AWS::CloudFront::OriginAccessControl')).toHaveLength(1)
    const [distribution] = properties(china.publication, 'AWS::CloudFront::Distribution')
    expect(distribution?.DistributionConfig).toMatchObject({
      Aliases: ['open.office.example.cn'],
      ViewerCertificate: { IamCertificateId: 'ASCAEXAMPLECERTIFICATE', SslSupportMethod: 'sni-only' },
    })
    expect(JSON.stringify(distribution)).toContain('origin-access-identity/cloudfront/')
  })

  it('lets CloudFront in by its distribution’s ARN, the one condition that its documentation names', () => {
    const admitted = properties(global.core, 'AWS::S3::BucketPolicy')
      .flatMap(
        ({ PolicyDocument }) => (PolicyDocument as unknown as { Statement: Record<string, unknown>[] }).Statement,
      )
      .filter(({ Principal }) => JSON.stringify(Principal).includes('cloudfront.'))
    expect(admitted).toHaveLength(1)
    expect(Object.keys(admitted[0]?.Condition as object)).toEqual(['ArnLike'])
    expect(JSON.stringify(admitted[0]?.Condition)).toMatch(
      /^\{"ArnLike":\{"AWS:SourceArn":.*AWS::AccountId.*distribution/,
    )
  })

  it('keeps the readers’ log where CloudFront writes one, and no empty bucket where it does not', () => {
    const logged = (template: Template) =>
      properties(template, 'AWS::CloudFront::Distribution').map(({ DistributionConfig }) =>
        Object.keys(DistributionConfig ?? {}).includes('Logging'),
      )
    expect([logged(global.publication), logged(china.publication)]).toEqual([[true], [true]])
    const { publication, violations } = synthesized('trial', { region: 'ap-east-1', mail: 'smtp' })
    expect([logged(publication), violations]).toEqual([[false], []])
    expect(Object.keys(publication.Resources).filter((id) => id.startsWith('ReadersLog'))).toEqual([])
  })

  it('believes each object’s own Cache-Control and adds security headers', () => {
    const lives = { MinTTL: 0, DefaultTTL: 60, MaxTTL: 31_536_000 }
    expect(properties(global.publication, 'AWS::CloudFront::CachePolicy')[0]).toMatchObject({
      CachePolicyConfig: lives,
    })
    for (const { publication } of [global, china])
      expect(JSON.stringify(properties(publication, 'AWS::CloudFront::ResponseHeadersPolicy'))).toContain(
        "default-src 'none'",
      )
    // CloudFront in China answers "The parameter CachePolicyId can't be set for this region" (aws-cdk#31033).
    const [{ DistributionConfig: inChina } = {}] = properties(china.publication, 'AWS::CloudFront::Distribution')
    const { DefaultCacheBehavior, CacheBehaviors } = inChina as unknown as Record<string, object> & {
      CacheBehaviors: object[]
    }
    for (const behavior of [DefaultCacheBehavior, ...CacheBehaviors]) {
      expect(behavior).toMatchObject({
        ...lives,
        ForwardedValues: { QueryString: false, Cookies: { Forward: 'none' } },
      })
      expect(behavior).not.toHaveProperty('CachePolicyId')
    }
    expect(CacheBehaviors).toHaveLength(1)
  })
})

describe('events for whoever integrates', () => {
  const patterns = (): Pattern[] =>
    all(guarded.core, 'AWS::Pipes::Pipe')
      .flatMap(({ Properties }) => (Properties.SourceParameters as Source).FilterCriteria.Filters)
      .map(({ Pattern }) => JSON.parse(Pattern))
  type Source = { FilterCriteria: { Filters: { Pattern: string }[] } }
  type Pattern = { eventName: string[]; dynamodb: unknown }

  const at = '2026-01-30T09:00:00.000Z'
  // As they come where several relations break: longer than what stays in an item.
  const text = '第（一）行各列之和应等于总计，请先看“自然人”一格。'.repeat(2)
  const reasons = Array.from({ length: 8 }, (_, n) => ({ unit: `unit-${n}`, cell: 't3.new.natural', text }))
  const check = { kind: 'check', round: 1, warnings: 0, unexplained: [] }
  const ofUnit = { unit: 'finance', revision: 1, version: 1 }
  const ofDraft = { round: 1, stage: 'leader', seat: 'mayor' }
  it.each<[string, Record<string, unknown>, boolean]>([
    ['a publication', { kind: 'publication', version: 1 }, true],
    ['a unit’s publication', { kind: 'unit-publication', ...ofUnit }, true],
    ['a leader’s return', { kind: 'confirmation', ...ofUnit, choice: 'return' }, true],
    ['a confirmation', { kind: 'confirmation', ...ofUnit, choice: 'confirm' }, false],
    ['the office’s return', { kind: 'clearance', ...ofUnit, choice: 'return', reasons }, true],
    ['a clearance', { kind: 'clearance', ...ofUnit, choice: 'clear', reasons: [] }, false],
    ['a report called back', { kind: 'recall', ...ofUnit, reasons }, true],
    ['an approver’s return', { kind: 'decision', ...ofDraft, choice: 'return', reasons }, true],
    ['an approval', { kind: 'decision', ...ofDraft, choice: 'approve', reasons: [] }, false],
    ['a check that returns for one reason', { ...check, blocking: 1, returns: reasons.slice(0, 1) }, true],
    ['a check that returns for many', { ...check, blocking: 8, returns: reasons }, true],
    ['a check that does not', { ...check, blocking: 0, returns: [] }, false],
    ['an alarm', { kind: 'mail', duty: 'alarm', template: 'alarm-at-risk' }, true],
    ['another mail', { kind: 'mail', duty: 'invite', template: 'invitation' }, false],
    ['a publication of a rehearsal', { kind: 'publication', version: 1, test: true }, false],
    ['and its alarm', { kind: 'mail', duty: 'alarm', template: 'alarm-at-risk', test: true }, false],
    ['a submission', { kind: 'submission', ...ofUnit }, false],
  ])('%s', async (_name, body, heard) => {
    const { client } = countedTable()
    await reportStore(client, 'counted', keptFiles()).record({ cycle: 'a', at, ...body } as unknown as Fact)
    const [NewImage, ...others] = await tableItems(client, 'counted').partition(cyclePartition('a'))
    expect([NewImage?.[reportTable.body], others]).toEqual([{ M: expect.anything() }, []])
    const record = { eventName: 'INSERT', dynamodb: { NewImage } }
    expect(patterns().some((pattern) => matches(pattern, record))).toBe(heard)
  })

  it('are tried until shortly before the stream forgets them, ten at once, and then kept as a letter; somebody hears', () => {
    const [pipe] = properties(guarded.core, 'AWS::Pipes::Pipe')
    const [queue] = Object.entries(guarded.core.Resources).find(([, { Type }]) => Type === 'AWS::SQS::Queue') ?? []
    expect(pipe?.SourceParameters).toMatchObject({
      DynamoDBStreamParameters: {
        StartingPosition: 'TRIM_HORIZON', // from LATEST a pipe misses what is written while it is made or changed
        BatchSize: 10, // what a bus takes at most; of a stream the default is 100
        MaximumRecordAgeInSeconds: 72_000,
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': [queue, 'Arn'] } },
      },
    })
    expect(actionsOf(guarded.core, 'events', String(queue))).toEqual(['SendMessage'])
    const [pipeName] = Object.keys(guarded.core.Resources).filter((id) => /^Events(?!Role|Failed)/.test(id))
    expect(properties(guarded.core, 'AWS::CloudWatch::Alarm')).toContainEqual(
      expect.objectContaining({
        ...{
          AlarmName: 'lianbao-trial-events-failed',
          Namespace: 'AWS/EventBridge/Pipes',
          MetricName: 'ExecutionFailed',
        },
        Dimensions: [{ Name: 'PipeName', Value: { Ref: pipeName } }],
      }),
    )
    expect(JSON.stringify(global.core)).not.toContain('AWS/EventBridge/Pipes')
  })

  it('are read by a role of their own that writes nothing but them, and only where the stage asks', () => {
    expect(patterns()).toHaveLength(5) // five at most
    expect(all(global.core, 'AWS::Pipes::Pipe')).toEqual([])
    expect(properties(global.core, 'AWS::DynamoDB::Table')[0]).not.toHaveProperty('StreamSpecification')
    expect(properties(guarded.core, 'AWS::DynamoDB::Table')[0]).toMatchObject({
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    })
    expect(actionsOf(guarded.core, 'events', 'event-bus')).toEqual(['PutEvents'])
  })

  /** Of EventBridge's patterns what these use: a value of a list, a prefix, any other value, existence; a list matches when one of it does. */
  function matches(pattern: unknown, value: unknown): boolean {
    if (Array.isArray(pattern)) {
      return pattern.some((one) => {
        if (typeof one !== 'object') return one === value
        if ('prefix' in one) return typeof value === 'string' && value.startsWith(one.prefix)
        if ('anything-but' in one) return value !== undefined && !one['anything-but'].includes(value)
        return one.exists === (value !== undefined)
      })
    }
    if (Array.isArray(value)) return value.some((one) => matches(pattern, one))
    return Object.entries(pattern as object).every(([name, inner]) =>
      matches(inner, (value as Record<string, unknown> | undefined)?.[name]),
    )
  }
})
