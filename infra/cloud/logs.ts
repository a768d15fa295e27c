import { LogGroup, type LogGroupProps, RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import type { Deployment } from './deployment.ts'
import { nameOfThisStack, removalOf } from './kept/removal.ts'

const retention: Record<Deployment['logMonths'], RetentionDays> = {
  6: RetentionDays.SIX_MONTHS,
  12: RetentionDays.ONE_YEAR,
  13: RetentionDays.THIRTEEN_MONTHS,
  18: RetentionDays.EIGHTEEN_MONTHS,
  24: RetentionDays.TWO_YEARS,
}

/** A log that ends when the stage says, and is kept with the stage. */
export function defineLog(scope: Construct, id: string, deployment: Deployment, more: LogGroupProps = {}): LogGroup {
  return new LogGroup(scope, id, {
    retention: retention[deployment.logMonths],
    removalPolicy: removalOf(deployment),
    ...more,
  })
}

/**
 * The name of a log that a service of AWS writes itself. Under this prefix a new group does not make the account's log policy
 * longer, up to its limit of 5,120 characters.
 */
export const vendedLogName = (service: 'states' | 'apis', { stage }: Deployment): string =>
  nameOfThisStack(`/aws/vendedlogs/${service}/lianbao-${stage}`)
