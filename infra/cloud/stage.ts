import { type App, Tags } from 'aws-cdk-lib'
import type { Deployment } from './deployment.ts'
import { PublicationStack } from './publication-stack.ts'
import { ReportingStack } from './reporting-stack.ts'

/**
 * The stacks of a stage. The core goes first. Where the public has a domain of its own, what leads to the published reports is a second
 * stack; elsewhere the core has it, so that it can tell the functions the address CloudFront gave it.
 */
export function defineStage(
  app: App,
  deployment: Deployment,
): { core: ReportingStack; publication?: PublicationStack } {
  const env = { region: deployment.region, ...(deployment.account ? { account: deployment.account } : {}) }
  const core = new ReportingStack(app, `Lianbao-${deployment.stage}`, deployment, {
    env,
    description: `Lianbao ${deployment.stage}: reporting cycles`,
    terminationProtection: deployment.protected && !deployment.first,
  })
  const publication = deployment.publicDomain
    ? new PublicationStack(app, `Lianbao-${deployment.stage}-publication`, deployment, core.storage, {
        env,
        description: `Lianbao ${deployment.stage}: published reports`,
        terminationProtection: deployment.protected && !deployment.first,
      })
    : undefined
  Tags.of(app).add('product', 'lianbao')
  Tags.of(app).add('stage', deployment.stage)
  for (const [name, value] of Object.entries(deployment.tags)) Tags.of(app).add(name, value)
  return publication ? { core, publication } : { core }
}
