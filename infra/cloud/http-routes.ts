import { CfnOutput, Duration, Stack } from 'aws-cdk-lib'
import {
  ApiMapping,
  type CfnStage,
  DomainName,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Construct } from 'constructs'
import { constructName } from '../../shared/contract/function-names.ts'
import { routes, shieldHeader } from '../../shared/contract/routes.ts'
import { acknowledge } from './acknowledgements.ts'
import type { Deployment } from './deployment.ts'
import { defineLog, vendedLogName } from './logs.ts'

/** `shield`: what CloudFront says to every function, for none of them answers who comes past it. */
export type FrontDoor = { api: HttpApi; baseUrl: string; shield?: string }

/** The HTTP API with its address, throttle and access log; its routes come later, because functions are told its address. */
export function defineFrontDoor(scope: Construct, deployment: Deployment): FrontDoor {
  const api = new HttpApi(scope, 'FrontDoor', {
    apiName: `lianbao-${deployment.stage}`,
    description: 'Signed links, slices, sign-off and the board',
    // A domain of ours is the only way in; behind a shield CloudFront needs the API's own, and shows a secret there.
    disableExecuteApiEndpoint: deployment.domain !== undefined && !deployment.shield,
  })
  logRequests(scope, api, deployment)
  if (deployment.domain === undefined || deployment.domainCertificate === undefined) {
    return { api, baseUrl: api.apiEndpoint }
  }
  if (deployment.shield) {
    const { domain, domainCertificate } = deployment
    const shield = defineShield(scope, api, { ...deployment, domain, domainCertificate })
    return { api, baseUrl: `https://${domain}`, shield }
  }
  const domain = new DomainName(scope, 'Domain', {
    domainName: deployment.domain,
    certificate: Certificate.fromCertificateArn(scope, 'DomainCertificate', deployment.domainCertificate),
  })
  new ApiMapping(scope, 'DomainMapping', { api, domainName: domain })
  new CfnOutput(scope, 'DomainTarget', {
    value: domain.regionalDomainName,
    description: `CNAME of ${deployment.domain}`,
  })
  return { api, baseUrl: `https://${deployment.domain}` }
}

/**
 * What CloudFront keeps for ten seconds though it says `no-store` (its guide, “Control how long CloudFront caches errors”): one person's error
 * page would be shown to everybody who asks for the same path.
 */
const keptErrors = [500, 502, 503, 504]

/**
 * CloudFront and the stage's web ACL before the API, which can carry none itself. Nothing is cached, everything is passed on but the host. It
 * keeps no log of its own: its lines would have the path, and a path may hold a mistyped link.
 */
function defineShield(
  scope: Construct,
  api: HttpApi,
  { stage, domain, domainCertificate, shield }: Deployment & { domain: string; domainCertificate: string },
): string {
  const secret = new Secret(scope, 'ShieldSecret', {
    description: 'Lianbao: what CloudFront says to the front door, so that nobody comes past it',
    generateSecretString: { passwordLength: 48, excludePunctuation: true },
  })
  acknowledge(secret, {
    'AwsSolutions-SMG4':
      'Functions and distribution get it in one deployment; another is made by replacing it (docs/deploy.md).',
  })
  // Resolved by CloudFormation: the template has its name, not its value.
  const said = secret.secretValue.unsafeUnwrap()
  const host = `${api.apiId}.execute-api.${Stack.of(scope).region}.${Stack.of(scope).urlSuffix}`
  const distribution = new Distribution(scope, 'Shield', {
    comment: `Lianbao ${stage}: the front door`,
    domainNames: [domain],
    certificate: Certificate.fromCertificateArn(scope, 'DomainCertificate', domainCertificate),
    minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
    ...(shield ? { webAclId: shield.webAcl } : {}),
    defaultBehavior: {
      origin: new HttpOrigin(host, {
        protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
        customHeaders: { [shieldHeader]: said },
        readTimeout: Duration.seconds(30),
      }),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    },
    errorResponses: keptErrors.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
  })
  acknowledge(distribution, {
    'AwsSolutions-CFR1': 'An approver may sign from a journey abroad.',
    'AwsSolutions-CFR3':
      'Its log would hold paths, and a path may hold a mistyped link; the API’s own log has the route.',
  })
  new CfnOutput(scope, 'DomainTarget', {
    value: distribution.distributionDomainName,
    description: `CNAME of ${domain}`,
  })
  return said
}

/** One route for each entry of shared/contract/routes.ts, and the answer for everything else. */
export function defineHttpRoutes(frontDoor: FrontDoor, functionFor: (name: string) => IFunction): void {
  const { api } = frontDoor
  const integrations = new Map<string, HttpLambdaIntegration>()
  const integrationOf = (name: string): HttpLambdaIntegration => {
    const integration = integrations.get(name) ?? new HttpLambdaIntegration(constructName(name), functionFor(name))
    integrations.set(name, integration)
    return integration
  }
  const without = (route: HttpRoute) =>
    acknowledge(route, {
      'AwsSolutions-APIG4':
        'People come with a signed link that the function verifies, opened by POST into a session bound to one person; API Gateway has no authorizer for that.',
    })

  for (const route of routes) {
    const integration = integrationOf(route.function)
    // GET and HEAD in one, and with them what the path has no function for: the door refuses that (functions/door/handler.ts).
    const methods = [route.method === 'GET' ? HttpMethod.ANY : HttpMethod.POST]
    api.addRoutes({ path: route.path, methods, integration }).forEach(without)
  }
  const unknown = integrationOf('answer-unknown-route')
  without(new HttpRoute(api, 'Unknown', { httpApi: api, routeKey: HttpRouteKey.DEFAULT, integration: unknown }))
}

/**
 * The route, never the path or the query: a link that somebody mistyped into a path must not lie in a log for a year. Who asked, by
 * address and program, is there to shut out one who asks too much, and because China's classified protection wants it kept.
 */
const accessLogLine = {
  at: '$context.requestTime',
  request: '$context.requestId',
  method: '$context.httpMethod',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  milliseconds: '$context.responseLatency',
  from: '$context.identity.sourceIp',
  with: '$context.identity.userAgent',
  error: '$context.integrationErrorMessage',
}

function logRequests(scope: Construct, api: HttpApi, deployment: Deployment): void {
  const accessLog = defineLog(scope, 'AccessLog', deployment, { logGroupName: vendedLogName('apis', deployment) })
  const stage = api.defaultStage?.node.defaultChild as CfnStage
  stage.accessLogSettings = { destinationArn: accessLog.logGroupArn, format: JSON.stringify(accessLogLine) }
  const { perSecond, burst } = deployment.requests
  stage.defaultRouteSettings = { throttlingRateLimit: perSecond, throttlingBurstLimit: burst }
}
