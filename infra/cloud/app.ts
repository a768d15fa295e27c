import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { readDeployment } from './deployment.ts'
import { defineStage } from './stage.ts'

// `cdk deploy --all -c stage=<name>` with a stage of cdk.json: the one entry of everything that is deployed.
const app = new App()
const context = (name: string): unknown => app.node.tryGetContext(name)
defineStage(app, readDeployment({ stage: context('stage'), stages: context('stages'), first: context('first') }))
Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
