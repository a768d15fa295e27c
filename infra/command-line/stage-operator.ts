import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { fileStore } from '../../functions/aws/file-store.ts'
import { linkSecrets } from '../../functions/aws/link-secrets.ts'
import { reportStore } from '../../functions/aws/report-store.ts'
import { sesMailer } from '../../functions/aws/ses-mailer.ts'
import { smtpMailer } from '../../functions/aws/smtp-mailer.ts'
import { systemClock } from '../../functions/aws/system-clock.ts'
import { workflow } from '../../functions/aws/workflow.ts'
import type { Services } from '../../functions/services.ts'
import { readSettings } from '../../shared/contract/settings.ts'
import { deployedStage } from './deployed-stage.ts'
import type { Operator, OperatorServices } from './operator.ts'

/** Clients take credentials, region and endpoint as every AWS tool does: AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL. */
export async function stageOperator(stage: string, log: Services['log']): Promise<Operator> {
  const told = await deployedStage(stage)
  const settings = readSettings(
    [
      'TABLE',
      'FILES_BUCKET',
      'STATE_MACHINE',
      'LINK_SECRETS',
      'BASE_URL',
      'PUBLIC_URL',
      'SENDER_NAME',
      'SENDER_ADDRESS',
      'SENDER_PHONE',
      'MAILS_PER_SECOND',
    ],
    told,
  )
  const sender = { name: settings.SENDER_NAME, address: settings.SENDER_ADDRESS, phone: settings.SENDER_PHONE }
  const services: OperatorServices = {
    clock: systemClock(),
    store: reportStore(new DynamoDBClient(), settings.TABLE),
    files: fileStore(settings),
    mailer: told.SMTP_SECRET
      ? smtpMailer({ ...settings, SMTP_SECRET: told.SMTP_SECRET })
      : sesMailer({ ...settings, ...readSettings(['CONFIGURATION_SET'], told) }),
    workflow: workflow(settings),
    keys: { ...linkSecrets(settings), sign: () => Promise.reject(new Error('The command line signs nothing')) },
    log,
    settings: { baseUrl: settings.BASE_URL, publicUrl: settings.PUBLIC_URL, sender },
  }
  return { services, close: async () => {} }
}
