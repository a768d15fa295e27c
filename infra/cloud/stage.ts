import { type App, Tags } from 'aws-cdk-lib'
import type { Deployment } from './deployment.ts'
import { PublicationStack } from './publication-stack.ts'
import { ReportingStack } from './reporting-stack.ts'

/** The two stacks of a stage. The core goes first and runs without the other. */
export function defineStage(app: App, deployment: Deployment): { core: ReportingStack; publication: PublicationStack } {
  const env = { region: deployment.region, ...(deployment.account ? { account: deployment.account } : {}) }
  const core = new ReportingStack(app, `Lianbao-${deployment.stage}`, deployment, {
    env,
    description: `Lianbao ${deployment.stage}: reporting cycles`,
    terminationProtection: deployment.protected,
  })
  const publication = new PublicationStack(app, `Lianbao-${deployment.stage}-publication`, deployment, core.storage, {
    env,
    description: `Lianbao ${deployment.stage}: published reports`,
    terminationProtection: deployment.protected,
  })
  Tags.of(app).add('product', 'lianbao')
  Tags.of(app).add('stage', deployment.stage)
  return { core, publication }
}
