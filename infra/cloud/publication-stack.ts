import { CfnOutput, Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  type CfnDistribution,
  Function as CloudFrontFunction,
  Distribution,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  type IOrigin,
  OriginAccessIdentity,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import { notFoundPage, readingPolicy, toolFolder, toolPolicy } from '../../shared/contract/public-site.ts'
import { acknowledge } from './acknowledgements.ts'
import type { Deployment } from './deployment.ts'
import { folderAddress } from './folder-address.ts'
import { removalOf } from './kept/removal.ts'
import type { Storage } from './kept/storage.ts'

/**
 * The public's way to the published reports: CloudFront over the public bucket. Apart from the core stack where the stage has a
 * public domain of its own, because a cycle runs without it and because it is where the two partitions differ most.
 */
export class PublicationStack extends Stack {
  constructor(scope: Construct, id: string, deployment: Deployment, storage: Storage, props: StackProps) {
    super(scope, id, props)
    definePublication(this, deployment, storage)
  }
}

/** The distribution with its cache, headers and log. Answers with the host it is reached by without a domain. */
export function definePublication(scope: Construct, deployment: Deployment, storage: Storage): string {
  const behave = defineBehaviors(scope, originOf(scope, storage), deployment)
  const accessLog = withoutReadersLog.has(deployment.region) ? undefined : defineReadersLog(scope, deployment)
  const distribution = new Distribution(scope, 'Distribution', {
    comment: `Lianbao ${deployment.stage}: published reports`,
    defaultBehavior: behave('SecurityHeaders', readingPolicy),
    additionalBehaviors: { [`/${toolFolder}/*`]: behave('ToolHeaders', toolPolicy) },
    defaultRootObject: 'index.html',
    // A mistyped address gets a page that helps.
    errorResponses: [404, 403].map((httpStatus) => ({
      httpStatus,
      responseHttpStatus: 404,
      responsePagePath: `/${notFoundPage}`,
      ttl: Duration.minutes(1),
    })),
    httpVersion: deployment.partition === 'aws' ? HttpVersion.HTTP2_AND_3 : HttpVersion.HTTP2,
    priceClass: PriceClass.PRICE_CLASS_ALL,
    // The library's own types disagree under exactOptionalPropertyTypes.
    ...(accessLog && { logBucket: accessLog as IBucket, logIncludesCookies: false }),
    ...certified(scope, deployment),
  })
  if (deployment.partition === 'aws-cn') {
    useServerCertificate(distribution, deployment)
    useOlderCacheSettings(distribution)
  }
  acknowledge(distribution, {
    'AwsSolutions-CFR1': 'A statutory report is for everybody, wherever they are.',
    'AwsSolutions-CFR2': 'Static files behind a cache and no input at all; WAF does not exist for CloudFront in China.',
    ...(accessLog ? {} : { 'AwsSolutions-CFR3': 'CloudFront delivers no log to a bucket of this region.' }),
    ...(deployment.publicDomain
      ? {}
      : {
          'AwsSolutions-CFR4':
            'A stage without a domain uses CloudFront’s own address and certificate, whose TLS version is not ours to set.',
        }),
    ...(deployment.partition === 'aws-cn'
      ? {
          'AwsSolutions-CFR4':
            'The minimum is TLS 1.2; the certificate is set below the L2 construct, where this rule does not look.',
          'AwsSolutions-CFR7':
            'Origin access control does not exist in China; an origin access identity does the same there.',
        }
      : {}),
  })
  Validations.of(distribution).acknowledge({
    id: 'Annotation::@aws-cdk/aws-cloudfront-origins:updateImportedBucketPolicyOac',
    reason: 'The core stack’s bucket policy lets in the distributions of this account (storage.ts).',
  })
  new CfnOutput(scope, 'DistributionAddress', { value: distribution.distributionDomainName })
  return distribution.distributionDomainName
}

function originOf(scope: Construct, storage: Storage): IOrigin {
  // By name and not by reference: the bucket's policy belongs to the core stack and would refer back.
  const bucket = Bucket.fromBucketAttributes(scope, 'PublishedFiles', {
    bucketName: storage.published.bucketName,
    bucketRegionalDomainName: storage.published.bucketRegionalDomainName,
  })
  if (!storage.originAccessIdentity) return S3BucketOrigin.withOriginAccessControl(bucket)
  return S3BucketOrigin.withOriginAccessIdentity(bucket, {
    originAccessIdentity: OriginAccessIdentity.fromOriginAccessIdentityId(
      scope,
      'PublicReader',
      storage.originAccessIdentity.ref,
    ),
  })
}

/** As long as each object’s Cache-Control says, within these seconds. */
const cached = { MinTTL: 0, DefaultTTL: 60, MaxTTL: 365 * 24 * 60 * 60 }

/** One behaviour for what is read and one for the few pages with a script: they differ in what a page may do. */
function defineBehaviors(
  scope: Construct,
  origin: IOrigin,
  deployment: Deployment,
): (id: string, contentSecurityPolicy: string) => BehaviorOptions {
  const cachePolicy =
    deployment.partition === 'aws'
      ? new CachePolicy(scope, 'AsTheObjectSays', {
          comment: 'As long as each object’s Cache-Control says: a year for a version, a minute for a pointer',
          minTtl: Duration.seconds(cached.MinTTL),
          defaultTtl: Duration.seconds(cached.DefaultTTL),
          maxTtl: Duration.seconds(cached.MaxTTL),
          enableAcceptEncodingBrotli: true,
          enableAcceptEncodingGzip: true,
        })
      : undefined
  const folders =
    deployment.partition === 'aws'
      ? new CloudFrontFunction(scope, 'FolderAddress', {
          code: FunctionCode.fromInline(folderAddress),
          runtime: FunctionRuntime.JS_2_0,
        })
      : undefined
  return (id, contentSecurityPolicy) => ({
    origin,
    ...(folders && { functionAssociations: [{ function: folders, eventType: FunctionEventType.VIEWER_REQUEST }] }),
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
    compress: true,
    ...(cachePolicy && { cachePolicy }),
    responseHeadersPolicy: new ResponseHeadersPolicy(scope, id, {
      comment: `Lianbao ${deployment.stage}`,
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(365),
          includeSubdomains: false,
          override: true,
        },
      },
      // Figures may be read by anybody's program.
      corsBehavior: {
        accessControlAllowCredentials: false,
        accessControlAllowHeaders: ['*'],
        accessControlAllowMethods: ['GET', 'HEAD'],
        accessControlAllowOrigins: ['*'],
        originOverride: true,
      },
    }),
  })
}

/**
 * Regions to whose buckets CloudFront delivers no standard log: those that an account must opt in to (its guide, “Choose an Amazon S3 bucket
 * to receive standard logs”). A log there would be a bucket that stays empty and nobody told.
 */
const withoutReadersLog: ReadonlySet<string> = new Set([
  ...['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5'],
  ...['ap-southeast-6', 'ap-southeast-7', 'ca-west-1', 'eu-central-2', 'eu-south-1', 'eu-south-2', 'il-central-1'],
  ...['me-central-1', 'me-south-1', 'mx-central-1'],
])

/** Standard logs, kept as long as the others. CloudFront writes them with an ACL, so this one bucket allows its writer one. */
function defineReadersLog(scope: Construct, deployment: Deployment): Bucket {
  const bucket = new Bucket(scope, 'ReadersLog', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    versioned: false,
    lifecycleRules: [{ expiration: Duration.days(Math.ceil(deployment.logMonths * 30.5)) }],
    removalPolicy: removalOf(deployment),
  })
  acknowledge(bucket, { 'AwsSolutions-S1': 'It is the log.' })
  return bucket
}

function certified(scope: Construct, { partition, publicDomain, publicCertificate }: Deployment) {
  if (!publicDomain || !publicCertificate || partition === 'aws-cn') return {}
  return {
    domainNames: [publicDomain],
    certificate: Certificate.fromCertificateArn(scope, 'PublicCertificate', publicCertificate),
    minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
  }
}

/** China: ACM has no certificates for CloudFront, and the L2 construct knows no other kind (aws-cdk#14116). */
function useServerCertificate(distribution: Distribution, { publicDomain, publicCertificate }: Deployment): void {
  const resource = distribution.node.defaultChild as CfnDistribution
  resource.addPropertyOverride('DistributionConfig.Aliases', [publicDomain])
  resource.addPropertyOverride('DistributionConfig.ViewerCertificate', {
    IamCertificateId: publicCertificate,
    SslSupportMethod: 'sni-only',
    MinimumProtocolVersion: 'TLSv1.2_2021',
  })
}

/**
 * China: “The parameter CachePolicyId can't be set for this region” (aws-cdk#13584, #31033), and the L2 construct sets one always. What there was
 * before policies says the same and is taken everywhere; it compresses by gzip alone.
 */
function useOlderCacheSettings(distribution: Distribution): void {
  const resource = distribution.node.defaultChild as CfnDistribution
  for (const behavior of ['DefaultCacheBehavior', 'CacheBehaviors.0']) {
    resource.addPropertyDeletionOverride(`DistributionConfig.${behavior}.CachePolicyId`)
    const settings = { ForwardedValues: { QueryString: false, Cookies: { Forward: 'none' } }, ...cached }
    for (const [name, value] of Object.entries(settings))
      resource.addPropertyOverride(`DistributionConfig.${behavior}.${name}`, value)
  }
}
