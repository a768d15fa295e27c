import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks, type NIST80053R5Checks } from 'cdk-nag'
import { type Deployment, readDeployment } from '../../../infra/cloud/deployment.ts'
import { defineStage } from '../../../infra/cloud/stage.ts'

export const cdkJson = JSON.parse(readFileSync('cdk.json', 'utf8')) as {
  context: { stages: Record<string, Record<string, unknown>> } & Record<string, unknown>
}

export type Resource = {
  Type: string
  Properties: Record<string, unknown>
  DeletionPolicy?: string
  DependsOn?: string[]
}
export type Template = {
  Resources: Record<string, Resource>
  Outputs?: Record<string, { Value: unknown }>
  Parameters?: Record<string, unknown>
}
export type Violation = { plugin: string; rule: string; says: string; where: string[] }

/** A stage of cdk.json, with changes, as CDK synthesizes it without bundles; and what the validators say about it. */
export function synthesized(
  stage: string,
  { first = false, ...changes }: Partial<Deployment> = {},
  Rules: typeof AwsSolutionsChecks | typeof NIST80053R5Checks = AwsSolutionsChecks,
): { core: Template; publication: Template; violations: Violation[] } {
  const outdir = mkdtempSync(join(tmpdir(), 'lianbao-synth-'))
  const { stages, ...flags } = cdkJson.context
  const app = new App({ outdir, context: { ...flags, 'aws:cdk:bundling-stacks': [] }, analyticsReporting: false })
  const deployment = readDeployment({ stage, first, stages: { [stage]: { ...stages[stage], ...changes } } })
  const { core, publication } = defineStage(app, deployment)
  Validations.of(app).addPlugins(new Rules(app))
  try {
    app.synth()
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ValidationFailed')) throw error
  }
  const read = (file: string) => JSON.parse(readFileSync(join(outdir, file), 'utf8'))
  return {
    core: read(core.templateFile),
    /** Where CloudFront is: a stack of its own, or the core where the public has no domain. */
    publication: read((publication ?? core).templateFile),
    violations: (read('validation-report.json') as Report).pluginReports.flatMap(({ pluginName, violations }) =>
      violations.map((v) => ({
        plugin: pluginName,
        rule: v.ruleName,
        says: v.description,
        where: v.violatingConstructs.map((construct) => construct.constructPath),
      })),
    ),
  }
}

type Report = {
  pluginReports: {
    pluginName: string
    violations: { ruleName: string; description: string; violatingConstructs: { constructPath: string }[] }[]
  }[]
}
