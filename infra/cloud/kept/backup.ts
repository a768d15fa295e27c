import { Duration } from 'aws-cdk-lib'
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup'
import { Schedule } from 'aws-cdk-lib/aws-events'
import { ManagedPolicy, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import { acknowledge } from '../acknowledgements.ts'
import type { Deployment } from '../deployment.ts'
import { RoleWithRights } from '../role-with-rights.ts'
import { nameOfThisStack, removalOf } from './removal.ts'
import type { Storage } from './storage.ts'

/**
 * Daily copies of table and files in a vault of their own; with `copyTo` also in a vault of another region or account, which an
 * accident or an attacker in this one does not reach. Restored as docs/deploy.md says.
 */
export function defineBackup(
  scope: Construct,
  deployment: Deployment,
  { table, files, published, dataKey }: Storage,
): void {
  const { days, copyTo } = deployment.backup ?? { days: 35 }
  const vault = new BackupVault(scope, 'BackupVault', {
    backupVaultName: nameOfThisStack(`lianbao-${deployment.stage}`), // the library's own is the same for each stack of a name
    encryptionKey: dataKey,
    removalPolicy: removalOf(deployment),
  })
  const plan = new BackupPlan(scope, 'BackupPlan', { backupVault: vault })
  plan.addRule(
    new BackupPlanRule({
      ruleName: 'Daily',
      scheduleExpression: Schedule.cron({ hour: '18', minute: '0' }), // 02:00 in China
      deleteAfter: Duration.days(days),
      ...(copyTo
        ? {
            copyActions: [
              {
                destinationBackupVault: BackupVault.fromBackupVaultArn(scope, 'CopyVault', copyTo),
                deleteAfter: Duration.days(days),
              },
            ],
          }
        : {}),
    }),
  )
  const role = new RoleWithRights(scope, 'BackupRole', {
    assumedBy: new ServicePrincipal('backup.amazonaws.com'),
    managedPolicies: [
      ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSBackupServiceRolePolicyForBackup'),
      ManagedPolicy.fromAwsManagedPolicyName('AWSBackupServiceRolePolicyForS3Backup'),
    ],
  })
  dataKey.grantEncryptDecrypt(role)
  const why = 'AWS Backup’s own policy: which calls a copy takes is its matter, and it changes with the service.'
  acknowledge(role, {
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup]':
      why,
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup]': why,
    'AwsSolutions-IAM5[Action::kms:GenerateDataKey*]': 'The library’s own grant on the one data key.',
    'AwsSolutions-IAM5[Action::kms:ReEncrypt*]': 'The library’s own grant on the one data key.',
  })
  plan.addSelection('Kept', {
    role,
    resources: [
      BackupResource.fromDynamoDbTable(table),
      BackupResource.fromArn(files.bucketArn),
      BackupResource.fromArn(published.bucketArn),
    ],
  })
}
