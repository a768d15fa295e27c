/** A rule of somebody else's that our templates break with reason. One that nothing breaks any more fails the test. */
export type Argued = { tool: 'cfn-lint' | 'checkov' | 'nist-800-53'; rule: string; where?: RegExp; why: string }

/** All of them, in one place; what cdk-nag's AwsSolutions pack says is argued beside the construct instead. */
export const arguedFindings: readonly Argued[] = [
  {
    tool: 'cfn-lint',
    rule: 'W3005',
    why: 'CDK writes a DependsOn for a role and its policy; that a GetAtt says half of it again does no harm.',
  },
  ...both(['CKV_AWS_117'], ['LambdaInsideVPC'], {
    why: 'Functions reach nothing but AWS by signed calls (and, by SMTP, one mail server): a VPC would add a way out to keep and pay for, and close none.',
  }),
  ...both(['CKV_AWS_115'], ['LambdaConcurrency'], {
    why: 'Reserved where anybody without a link may call (opening, renewing); reserving for each would take the account’s concurrency from whoever files on the last day.',
  }),
  ...both(['CKV_AWS_116'], ['LambdaDLQ'], {
    why: 'Whoever waits for an answer gets it as an error; the functions nobody waits for have a destination on failure, which keeps more than this older setting (reporting-stack.test.ts holds it).',
  }),
  {
    tool: 'checkov',
    rule: 'CKV_AWS_173',
    why: 'Environment variables hold names, addresses and no secret; Lambda encrypts them by a key of its own.',
  },
  ...both(['CKV_AWS_158'], ['CloudWatchLogGroupEncrypted'], {
    why: 'Logs hold no token, text or figure (a test greps them); CloudWatch encrypts them by a key of its own, and a lost customer key would take the logs with it.',
  }),
  ...both(['CKV_AWS_18'], ['S3BucketLoggingEnabled'], {
    why: 'Argued beside the buckets for AwsSolutions-S1: only functions and CloudFront read them, CloudFront keeps its log, data events are CloudTrail’s; the third is that log.',
  }),
  {
    tool: 'nist-800-53',
    rule: 'S3BucketReplicationEnabled',
    why: '`backup` of a stage copies table and files to another region or account by AWS Backup (docs/deploy.md).',
  },
  {
    tool: 'nist-800-53',
    rule: 'DynamoDBInBackupPlan',
    where: /ReportTable/,
    why: 'Point-in-time recovery of 35 days is always on; the plan comes with `backup` of the stage, which the stages of cdk.json leave to whoever has a second account.',
  },
  {
    tool: 'nist-800-53',
    rule: 'S3DefaultEncryptionKMS',
    where: /Published|ReadersLog/,
    why: 'What is published is for everybody, and neither CloudFront’s identity in China nor its log writer can use a customer key.',
  },
  ...both(['CKV_AWS_21'], ['S3BucketVersioningEnabled'], {
    where: /ReadersLog/,
    why: 'A log is written once and ends by its date.',
  }),
  {
    tool: 'nist-800-53',
    rule: 'SecretsManagerRotationEnabled',
    why: 'A new link secret ends links that are out (`lianbao rotate-link-secrets` does it when there is a reason); a mail account’s password is changed at its provider.',
  },
  {
    tool: 'nist-800-53',
    rule: 'IAMNoInlinePolicy',
    why: 'One role a function, with what this one may do: nothing is shared that a managed policy would keep in one place.',
  },
  ...both(['CKV_AWS_26'], ['SNSEncryptedKMS'], {
    where: /Alarms/,
    why: 'CloudWatch may not publish to a topic under the service’s own key; an alarm names a metric and a page of the runbook, and leaves as plain mail anyway.',
  }),
  {
    tool: 'checkov',
    rule: 'CKV_AWS_27',
    where: /DeadLetters/,
    why: 'Encrypted by SQS’s own key, which the rule does not know.',
  },
  {
    tool: 'checkov',
    rule: 'CKV_AWS_68',
    where: /Distribution/,
    why: 'Public files on a cache, nothing to attack behind it; `shield` of a stage puts a web ACL where people log in. China’s CloudFront has none.',
  },
  {
    tool: 'checkov',
    rule: 'CKV_AWS_174',
    where: /Distribution/,
    why: 'Without a domain of its own a stage answers under CloudFront’s name and certificate, whose oldest TLS cannot be chosen; with one it is 1.2.',
  },
]

function both(checkov: string[], nist: string[], argued: Pick<Argued, 'where' | 'why'>): Argued[] {
  return [
    ...checkov.map((rule): Argued => ({ tool: 'checkov', rule, ...argued })),
    ...nist.map((rule): Argued => ({ tool: 'nist-800-53', rule, ...argued })),
  ]
}
