import { CfnOutput, Stack } from 'aws-cdk-lib'
import { EventBus } from 'aws-cdk-lib/aws-events'
import type { Key } from 'aws-cdk-lib/aws-kms'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses'
import type { Construct } from 'constructs'
import { acknowledge } from './acknowledgements.ts'
import type { Deployment } from './deployment.ts'
import { removalOf } from './kept/removal.ts'

/** How mails leave: by SES with its events coming back, or by SMTP with an account the operator writes into a secret. */
export type MailTransport =
  | { by: 'ses'; configurationSet: ConfigurationSet; senderIdentityArn: string; configurationSetArn: string }
  | { by: 'smtp'; account: Secret; mailbox?: Secret }

export function defineMail(scope: Construct, deployment: Deployment, dataKey: Key): MailTransport {
  return deployment.mail === 'ses' ? defineSes(scope, deployment) : defineSmtp(scope, deployment, dataKey)
}

function defineSes(scope: Construct, { sender, senderVerified, stage }: Deployment): MailTransport {
  const domain = sender.address.slice(sender.address.lastIndexOf('@') + 1)
  const configurationSet = new ConfigurationSet(scope, 'MailEvents', {
    configurationSetName: `lianbao-${stage}`,
    reputationMetrics: true,
    suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    // Mail servers of small offices may have no TLS; a link is bound to its person and the decision needs more than the link.
    tlsPolicy: ConfigurationSetTlsPolicy.OPTIONAL,
  })
  configurationSet.addEventDestination('Deliveries', {
    destination: EventDestination.eventBus(EventBus.fromEventBusName(scope, 'DefaultBus', 'default')),
    events: [
      EmailSendingEvent.DELIVERY,
      EmailSendingEvent.DELIVERY_DELAY,
      EmailSendingEvent.BOUNCE,
      EmailSendingEvent.COMPLAINT,
      EmailSendingEvent.REJECT,
    ],
  })
  if (!senderVerified) {
    const identity = new EmailIdentity(scope, 'Sender', {
      identity: Identity.domain(domain),
      configurationSet,
      mailFromDomain: `bounce.${domain}`,
    })
    identity.dkimRecords.forEach(({ name, value }, n) => {
      new CfnOutput(scope, `SenderDkim${n + 1}`, {
        value: `${name} CNAME ${value}`,
        description: 'Put into the DNS of the sender',
      })
    })
  }
  const stack = Stack.of(scope)
  return {
    by: 'ses',
    configurationSet,
    senderIdentityArn: stack.formatArn({ service: 'ses', resource: 'identity', resourceName: domain }),
    configurationSetArn: stack.formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: configurationSet.configurationSetName,
    }),
  }
}

function defineSmtp(scope: Construct, deployment: Deployment, dataKey: Key): MailTransport {
  const account = (name: string, port: number) => {
    const secret = new Secret(scope, `${name}Account`, {
      description: 'Lianbao: JSON of {host, port, user, password}, written by the operator after the first deploy',
      encryptionKey: dataKey,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ host: `${name.toLowerCase()}.invalid`, port, user: 'to-be-written' }),
        generateStringKey: 'password',
      },
      removalPolicy: removalOf(deployment),
    })
    acknowledge(secret, {
      'AwsSolutions-SMG4':
        'The account belongs to the mail provider; its password is changed there and then written here.',
    })
    return secret
  }
  return { by: 'smtp', account: account('Smtp', 465), ...(deployment.imap && { mailbox: account('Imap', 993) }) }
}
