import { Duration } from 'aws-cdk-lib'
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Construct } from 'constructs'
import { acknowledge } from '../acknowledgements.ts'
import type { Deployment } from '../deployment.ts'
import { removalOf } from './removal.ts'

export type StageKeys = { linkSecrets: Secret; signingKey: Key }

/** What links are made with, and what a publication is signed with. */
export function defineKeys(scope: Construct, deployment: Deployment, dataKey: Key): StageKeys {
  const removalPolicy = removalOf(deployment)
  const linkSecrets = new Secret(scope, 'LinkSecrets', {
    description: 'Lianbao: secrets for signed links, newest first. `lianbao rotate-link-secrets` adds one.',
    encryptionKey: dataKey,
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ id: '1' }),
      generateStringKey: 'secret',
      passwordLength: 64, // of 62 characters: 381 bits
      excludePunctuation: true,
    },
    removalPolicy,
  })
  acknowledge(linkSecrets, {
    'AwsSolutions-SMG4':
      'Rotated by a command (docs/deploy.md, “Key rotation”): the ring keeps older secrets until the longest link they signed has expired, which a rotation schedule does not know.',
  })

  const signingKey = new Key(scope, 'SigningKey', {
    description: 'Lianbao: signs the manifest of every publication (ES256)',
    keySpec: KeySpec.ECC_NIST_P256, // in both partitions; Node and every browser verify it
    keyUsage: KeyUsage.SIGN_VERIFY,
    pendingWindow: Duration.days(deployment.protected ? 30 : 7),
    removalPolicy,
  })
  return { linkSecrets, signingKey }
}
