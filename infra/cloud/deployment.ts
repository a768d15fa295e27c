import * as z from 'zod'
import { siteTags } from '../../shared/contract/site-tags.ts'
import { isZone } from '../../shared/contract/zone.ts'

/**
 * One stage of Lianbao on AWS, as cdk.json's context describes it under `stages`. Everything that may differ between two
 * stages is here and nowhere else.
 */
const email = z.email()
const host = z.string().regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, 'a host name in lower case')

const deploymentSchema = z.strictObject({
  /** `aws` or `aws-cn`: which AWS this is. Says what exists there (docs/deploy.md, "Two partitions"). */
  partition: z.enum(['aws', 'aws-cn']),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region such as cn-northwest-1'),
  account: z
    .string()
    .regex(/^\d{12}$/, '12 digits')
    .optional(),
  /** Time zone in which dates are read when a cycle does not say another. */
  zone: z.string().refine(isZone, 'a zone of the IANA database such as Asia/Shanghai').default('Asia/Shanghai'),
  /** Host of the signed links and of the office's board. Without it links point to API Gateway's own address. */
  domain: host.optional(),
  /** ARN of the ACM certificate for `domain`, in the stage's own region. */
  domainCertificate: z.string().startsWith('arn:').optional(),
  /** Host of the published reports. */
  publicDomain: host.optional(),
  /** For `publicDomain`: in `aws` the ARN of an ACM certificate in us-east-1, in `aws-cn` the id of an IAM server certificate. */
  publicCertificate: z.string().min(10).optional(),
  /** The tags of the published pages and on what terms they may be used (docs/deploy.md, "The public site's tags"). */
  site: siteTags.optional(),
  /** Who mails come from. The phone number is printed in every mail, so that a reader can ask whether it is genuine. */
  sender: z.strictObject({ name: z.string().min(1), address: email, phone: z.string().min(5) }),
  /** `ses`, or `smtp` with the account in a secret that the operator fills (docs/deploy.md). */
  mail: z.enum(['ses', 'smtp']),
  /** With `smtp`: the sender's mailbox is read by IMAP for what came back, with the account in a secret of its own. */
  imap: z.boolean().default(false),
  /** The domain of `sender.address` is verified in SES already, by another stack of the account. */
  senderVerified: z.boolean().default(false),
  mailsPerSecond: z.number().positive().max(100).default(5),
  /** Gets a mail for every alarm, and one from AWS to confirm that it wants them. */
  alarmAddress: email,
  /** Where the runbook is read, in every alarm's text; a section has the alarm's name. */
  runbook: z.string().min(1).default('docs/runbook.md'),
  /** ARNs of IAM users or roles that may use the `lianbao` commands on this stage. */
  operators: z.array(z.string().regex(/^arn:aws[a-z-]*:(iam|sts)::\d{12}:/, 'ARN of a user or role')).default([]),
  architecture: z.enum(['arm64', 'x86_64']).default('arm64'),
  /** Keeps table, buckets and keys when the stack is deleted, and refuses to delete the table. */
  protected: z.boolean().default(true),
  /** S3 Object Lock on what is published and on what it was made from. Only at creation. */
  objectLock: z
    .strictObject({ mode: z.enum(['governance', 'compliance']), days: z.number().int().min(1).max(36_500) })
    .optional(),
  /** X-Ray. Does not exist for Lambda in China. */
  tracing: z.boolean().default(false),
  /** What the front door lets through, requests a second and at once, for everybody together. */
  requests: z.strictObject({ perSecond: z.number().int().min(10), burst: z.number().int().min(20) }).default({
    perSecond: 50, // a city's sixty units on the last day are a few requests a second; this is room for ten cities at once
    burst: 100,
  }),
  /**
   * Runs at once that a function may hold and no more, where abuse would hurt; 0 reserves nothing, which a fresh account with its
   * quota of ten needs.
   */
  reserved: z
    .strictObject({ openLink: z.number().int().min(0), renewLink: z.number().int().min(0) })
    .default({ openLink: 20, renewLink: 5 }),
  /** Megabytes of memory by who calls the function; processor time grows with it. */
  memory: z
    .strictObject({
      http: z.number().int().min(256).max(10_240),
      workflow: z.number().int().min(256).max(10_240),
      schedule: z.number().int().min(256).max(10_240),
      operator: z.number().int().min(256).max(10_240),
    })
    .default({ http: 512, workflow: 1024, schedule: 1024, operator: 1024 }),
  /** Months that logs of functions, requests and readers are kept. China's classified protection asks for six at least. */
  logMonths: z.union([z.literal(6), z.literal(12), z.literal(13), z.literal(18), z.literal(24)]).default(12),
  /**
   * CloudFront with a WAF before the front door, so that one address cannot take everybody's share: `webAcl` is the ARN of a web ACL in us-east-1
   * with a rate-based rule (docs/deploy.md, "One client cannot shut out a city"). `domainCertificate` is then one of us-east-1. Not in China.
   */
  shield: z.strictObject({ webAcl: z.string().startsWith('arn:aws:wafv2:us-east-1:') }).optional(),
  /** Publications, returns and dates at risk as events on the account's default bus (docs/events.md). */
  events: z.boolean().default(false),
  /** Daily copies of table and files by AWS Backup, kept so many days; `copyTo` is the ARN of a vault in another region or account. */
  backup: z
    .strictObject({ days: z.number().int().min(35).max(36_500), copyTo: z.string().startsWith('arn:').optional() })
    .optional(),
  /** Tags of every resource, e.g. a cost centre; beside the two by which the resources of a lost stack are found (docs/deploy.md). */
  tags: z
    .record(z.string().min(1).max(128), z.string().max(256))
    .refine(
      (tags) => !Object.keys(tags).some((name) => /^(product$|stage$|aws:)/.test(name)),
      'product and stage are how a stage is found again, and names that begin with aws: are AWS’s own',
    )
    .default({}),
})

/** A stage's settings with its name, as everything in infra/ takes them. */
export type Deployment = z.output<typeof deploymentSchema> & {
  stage: string
  /**
   * The first deployment of the stage (`-c first=true`): what refuses deletion is switched on by the second, so that a first one
   * that failed can be rolled back and repeated.
   */
  first: boolean
}

/** Runs at once that are kept for a function and are its limit, by its name; none where the stage reserves nothing. */
export function reservedRuns({ reserved, imap }: Deployment): Readonly<Record<string, number>> {
  if (reserved.openLink + reserved.renewLink === 0) return {}
  return {
    // Where abuse would hurt: whoever tries links or asks for new ones can hold this many runs at once and no more.
    'open-link': reserved.openLink,
    'renew-link': reserved.renewLink,
    // One turn of the timer at a time: two at once would do much of their work twice.
    'keep-time': 1,
    ...(imap && { 'read-returned': 1 }),
    'publish-unit-reports': 1,
    // The pace of mails is each run's own: on the last day two at a time, and who waits is a mail.
    'tell-later': 2,
  }
}

/** Thrown at synth with everything that is missing, malformed or contradictory, in one list. */
export class DeploymentProblems extends Error {
  readonly problems: readonly string[]
  constructor(stage: string, problems: string[]) {
    super(`stage ${stage} cannot be deployed:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.name = 'DeploymentProblems'
    this.problems = problems
  }
}

/** The deployment out of cdk.json's context: `-c stage=<name>` picks one of `stages`; `-c first=true` says that it does not stand yet. */
export function readDeployment(context: { stage?: unknown; stages?: unknown; first?: unknown }): Deployment {
  const stages = z.record(z.string(), z.unknown()).safeParse(context.stages)
  const names = stages.success ? Object.keys(stages.data) : []
  const stage = typeof context.stage === 'string' ? context.stage : ''
  if (!/^[a-z][a-z0-9-]{1,20}$/.test(stage) || !names.includes(stage)) {
    throw new DeploymentProblems(stage || '(none)', [
      `the stage (-c stage=… of cdk, --stage of lianbao) must be one of ${names.join(', ') || '(none given)'}`,
    ])
  }
  const parsed = deploymentSchema.safeParse(stages.data?.[stage])
  const problems = parsed.success
    ? contradictions(parsed.data)
    : [
        ...parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the stage'}: ${issue.message}`),
        ...contradictions(stages.data?.[stage] as Partial<Deployment>),
      ]
  if (!parsed.success || problems.length > 0) throw new DeploymentProblems(stage, problems)
  return { ...parsed.data, stage, first: context.first === true || context.first === 'true' }
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? '')

/** Settings that are each well formed and cannot hold together. Takes half a stage too, so that one list says everything. */
function contradictions(stage: Partial<Deployment>): string[] {
  const china = stage.partition === 'aws-cn'
  const rules: [holds: boolean, otherwise: string][] = [
    [
      stage.region === undefined || stage.partition === undefined || stage.region.startsWith('cn-') === china,
      `region ${stage.region} is not in partition ${stage.partition}`,
    ],
    [!(china && stage.mail === 'ses'), 'mail: there is no SES in aws-cn; use smtp'],
    [!(china && stage.tracing), 'tracing: there is no X-Ray for Lambda in aws-cn'],
    [
      !china || stage.publicDomain !== undefined,
      'publicDomain: CloudFront in China serves no address of its own; a domain with an ICP licence is needed',
    ],
    [
      stage.domain === undefined || stage.domainCertificate !== undefined,
      'domainCertificate: domain is given and its certificate is not',
    ],
    [
      stage.domain !== undefined || stage.domainCertificate === undefined,
      'domain: domainCertificate is given and its domain is not',
    ],
    [
      stage.publicDomain === undefined || stage.publicCertificate !== undefined,
      'publicCertificate: publicDomain is given and its certificate is not',
    ],
    [
      stage.publicDomain !== undefined || stage.publicCertificate === undefined,
      'publicDomain: publicCertificate is given and its domain is not',
    ],
    [
      stage.domainCertificate === undefined ||
        stage.region === undefined ||
        stage.domainCertificate.includes(`:acm:${stage.shield ? 'us-east-1' : stage.region}:`),
      stage.shield
        ? 'domainCertificate: with a shield CloudFront answers for the domain and wants an ACM certificate of us-east-1'
        : `domainCertificate: API Gateway wants an ACM certificate of ${stage.region}`,
    ],
    [
      !stage.shield || stage.domain !== undefined,
      'shield: needs a domain; without one the API’s own address stands open',
    ],
    [
      china || stage.publicCertificate === undefined || stage.publicCertificate.includes(':acm:us-east-1:'),
      'publicCertificate: CloudFront wants an ACM certificate of us-east-1',
    ],
    [
      !china || stage.publicCertificate === undefined || !stage.publicCertificate.startsWith('arn:'),
      'publicCertificate: CloudFront in China takes the id of an IAM server certificate, not an ARN',
    ],
    [
      stage.domain === undefined || stage.domain !== stage.publicDomain,
      'publicDomain: must differ from domain, because pages behind a signed link and public pages share no cookies',
    ],
    [
      stage.objectLock?.mode !== 'compliance' || stage.protected !== false,
      'objectLock: what is locked in compliance mode cannot be deleted, so the stage must be protected',
    ],
    // A function's settings may have 4,096 bytes together on AWS, and what else it is told is some 900.
    [bytesOf(stage.site) <= 2_400, 'site: longer than 2,400 bytes together (a Chinese character is three)'],
    [bytesOf(stage.sender) <= 600, 'sender: longer than 600 bytes together (a Chinese character is three)'],
    [!(china && stage.shield), 'shield: there is no WAF for CloudFront in aws-cn'],
    [!(stage.imap && stage.mail === 'ses'), 'imap: SES itself says what came back'],
    [!(stage.senderVerified && stage.mail === 'smtp'), 'senderVerified: is about SES, and this stage sends by SMTP'],
    [
      (stage.operators ?? []).every(
        (arn) => stage.partition === undefined || arn.startsWith(`arn:${stage.partition}:`),
      ),
      `operators: an ARN is not in partition ${stage.partition}`,
    ],
  ]
  return rules.filter(([holds]) => !holds).map(([, otherwise]) => otherwise)
}
