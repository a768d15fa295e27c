import { Duration } from 'aws-cdk-lib'
import { CfnCloudFrontOriginAccessIdentity } from 'aws-cdk-lib/aws-cloudfront'
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb'
import { CanonicalUserPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  ObjectLockRetention,
  ObjectOwnership,
  StorageClass,
} from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import { newestIndex, reportTable } from '../../../shared/contract/report-table.ts'
import { acknowledge } from '../acknowledgements.ts'
import type { Deployment } from '../deployment.ts'
import { removalOf } from './removal.ts'

export type Storage = {
  table: Table
  files: Bucket
  published: Bucket
  dataKey: Key
  /** China only: who CloudFront reads the public bucket as. */
  originAccessIdentity?: CfnCloudFrontOriginAccessIdentity
}

/** Where facts, bodies and published files lie. One customer key for what is not public. */
export function defineStorage(scope: Construct, deployment: Deployment): Storage {
  const removalPolicy = removalOf(deployment)
  const dataKey = new Key(scope, 'DataKey', {
    description: 'Lianbao: the table, the bodies of submissions and drafts, the secrets',
    enableKeyRotation: true,
    pendingWindow: Duration.days(deployment.protected ? 30 : 7),
    removalPolicy,
  })

  const table = new Table(scope, 'ReportTable', {
    partitionKey: { name: reportTable.partitionKey, type: AttributeType.STRING },
    sortKey: { name: reportTable.sortKey, type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 }, // the longest there is
    deletionProtection: deployment.protected && !deployment.first,
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey: dataKey,
    timeToLiveAttribute: reportTable.expires,
    ...(deployment.events ? { stream: StreamViewType.NEW_IMAGE } : {}),
    removalPolicy,
  })
  // What a board shows is found again by the time it was written (functions/aws/table/board-copy.ts).
  table.addGlobalSecondaryIndex({
    indexName: newestIndex,
    partitionKey: { name: reportTable.partitionKey, type: AttributeType.STRING },
    sortKey: { name: reportTable.written, type: AttributeType.NUMBER },
    projectionType: ProjectionType.ALL,
  })

  const files = new Bucket(scope, 'Files', {
    ...closedBucket(deployment),
    encryption: BucketEncryption.KMS,
    encryptionKey: dataKey,
    // One data key a bucket and hour instead of one an object: fewer calls to KMS, no less encryption.
    bucketKeyEnabled: true,
    removalPolicy,
    lifecycleRules: [
      { abortIncompleteMultipartUploadAfter: Duration.days(1) },
      // Read daily in its season, hardly ever after it.
      { transitions: [{ storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(180) }] },
    ],
  })

  const published = new Bucket(scope, 'Published', {
    ...closedBucket(deployment),
    // Everything in it is meant for everybody, and CloudFront's identity in China cannot use a customer key.
    encryption: BucketEncryption.S3_MANAGED,
    removalPolicy,
    lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
  })
  const originAccessIdentity = letCloudFrontRead(scope, published, deployment)

  for (const bucket of [files, published]) {
    acknowledge(bucket, {
      'AwsSolutions-S1':
        'No server access log: nobody but the functions and CloudFront reads it, each write is a fact in the table, and who read what through the CDN is the CDN log’s matter. Turn on data events in CloudTrail where an audit asks for them (docs/deploy.md).',
    })
  }
  return { table, files, published, dataKey, ...(originAccessIdentity ? { originAccessIdentity } : {}) }
}

/** Private, TLS only, every version kept; Object Lock where the stage asks for it. */
function closedBucket({ objectLock }: Deployment): BucketProps {
  return {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned: true,
    ...(objectLock
      ? {
          objectLockEnabled: true,
          objectLockDefaultRetention:
            objectLock.mode === 'compliance'
              ? ObjectLockRetention.compliance(Duration.days(objectLock.days))
              : ObjectLockRetention.governance(Duration.days(objectLock.days)),
        }
      : {}),
  }
}

/**
 * The publication stack comes after this one and cannot be named here without a circle, so the grant goes to any
 * distribution of this very account. China has no origin access control; there an identity made here does the same.
 */
function letCloudFrontRead(
  scope: Construct,
  published: Bucket,
  { partition }: Deployment,
): CfnCloudFrontOriginAccessIdentity | undefined {
  if (partition === 'aws') {
    published.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
        // Listing, so that S3 answers 404 for what is not there and not 403; CloudFront passes no listing on (its root is index.html, and the cache key has no query).
        actions: ['s3:GetObject', 's3:ListBucket'],
        resources: [published.arnForObjects('*'), published.bucketArn],
        // The ARN has the account in it. CloudFront's documentation promises no other key of its requests, and one that is missing lets nobody in.
        conditions: {
          ArnLike: {
            'AWS:SourceArn': `arn:${published.stack.partition}:cloudfront::${published.stack.account}:distribution/*`,
          },
        },
      }),
    )
    return undefined
  }
  const identity = new CfnCloudFrontOriginAccessIdentity(scope, 'OriginAccessIdentity', {
    cloudFrontOriginAccessIdentityConfig: { comment: 'Lianbao: the public bucket' },
  })
  published.addToResourcePolicy(
    new PolicyStatement({
      principals: [new CanonicalUserPrincipal(identity.attrS3CanonicalUserId)],
      actions: ['s3:GetObject', 's3:ListBucket'],
      resources: [published.arnForObjects('*'), published.bucketArn],
    }),
  )
  return identity
}
