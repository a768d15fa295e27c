import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { readDeployment } from './deployment.ts'
import { defineStage } from './stage.ts'

// `cdk deploy --all -c stage=<name>` with a stage of cdk.json: the one entry of everything that is deployed.
const app = new App()
defineStage(app, readDeployment({ stage: app.node.tryGetContext('stage'), stages: app.node.tryGetContext('stages') }))
Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
