import { readFile } from 'node:fs/promises'
import { ACMClient, DescribeCertificateCommand } from '@aws-sdk/client-acm'
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { GetAccountCommand, GetEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { preflightTexts } from '../../../shared/words/operator/preflight-texts.ts'
import { inBoth } from '../../../shared/words/words-in.ts'
import { type Deployment, DeploymentProblems, readDeployment, reservedRuns } from '../../cloud/deployment.ts'
import type { Command } from '../command.ts'

const t = inBoth(preflightTexts)

/** `lianbao preflight --stage NAME`: what would stop the deployment, or the first mail, said before it is begun and all at once. */
export const preflight: Command<{ stage: string }> = async (_args, terminal, target) => {
  const { context } = JSON.parse(await readFile('cdk.json', 'utf8')) as { context: { stages?: unknown } }
  try {
    const deployment = readDeployment({ stage: target.stage, stages: context.stages })
    const remarks = preflightRemarks(deployment, await lookAround(deployment))
    for (const { stops, says } of remarks) terminal.out(`${stops ? '✕' : '！'} ${says}\n`)
    terminal.out(remarks.some(({ stops }) => stops) ? '' : `${t.ready}\n`)
    return remarks.some(({ stops }) => stops) ? 1 : 0
  } catch (error) {
    if (!(error instanceof DeploymentProblems)) throw error
    for (const problem of error.problems) terminal.out(`✕ ${problem}\n`)
    return 1
  }
}

/** What an account looks like from outside; undefined where it could not be asked, with the reason under `unasked`. */
export type Seen = {
  account?: string
  partition?: string
  /** Runs of functions the account may have at once, and how many of them no function has reserved. */
  concurrency?: number
  unreserved?: number
  bootstrapped?: boolean
  /** Status of the core stack; undefined when there is none. */
  stack?: string
  stackProtected?: boolean
  /** `known`: SES has the sender's domain, verified or not. */
  ses?: { production: boolean; sending: boolean; known: boolean; verified: boolean }
  /** Status of each certificate that the stage names. */
  certificates: Record<string, string>
  unasked: Record<string, string>
}

export type Remark = { stops: boolean; says: string }

/** Lambda keeps this many runs unreserved in every account. */
const keptUnreserved = 100

/** Everything there is to say at once: what stops a deployment first, then what only has to be known. */
export function preflightRemarks(deployment: Deployment, seen: Seen): Remark[] {
  const reserved = Object.values(reservedRuns(deployment)).reduce((sum, runs) => sum + runs, 0)
  const needed = reserved === 0 ? 10 : reserved + keptUnreserved
  const begun = seen.stack !== undefined && seen.stack !== 'ROLLBACK_COMPLETE' && seen.stack !== 'DELETE_COMPLETE'
  // What stands has reserved its own already.
  const free = begun ? seen.concurrency : (seen.unreserved ?? seen.concurrency)
  const remarks: (Remark | false)[] = [
    seen.partition !== undefined &&
      seen.partition !== deployment.partition && {
        stops: true,
        says: t.otherPartition(seen.partition, deployment.partition),
      },
    seen.account !== undefined &&
      deployment.account !== undefined &&
      seen.account !== deployment.account && {
        stops: true,
        says: t.otherAccount(seen.account, deployment.account),
      },
    seen.bootstrapped === false && {
      stops: true,
      says: t.notBootstrapped(seen.account ?? '<account>', deployment.region),
    },
    free !== undefined && free < needed && { stops: true, says: t.concurrency(free, needed) },
    seen.stack === 'ROLLBACK_COMPLETE' &&
      seen.stackProtected === true && { stops: true, says: t.failedProtected(`Lianbao-${deployment.stage}`) },
    ...Object.entries(seen.certificates).map(
      ([name, status]) =>
        status !== 'ISSUED' && {
          stops: true,
          says: t.certificate(name, status),
        },
    ),
    deployment.protected &&
      !begun &&
      !deployment.first && {
        stops: false,
        says: t.firstTime,
      },
    deployment.protected &&
      begun &&
      seen.stackProtected === false && {
        stops: false,
        says: t.protectNow,
      },
    seen.ses !== undefined &&
      !seen.ses.production && {
        stops: false,
        says: t.sandbox,
      },
    seen.ses !== undefined && !seen.ses.sending && { stops: true, says: t.paused },
    seen.ses !== undefined &&
      deployment.senderVerified &&
      !seen.ses.verified && {
        stops: true,
        says: t.notVerified(deployment.sender.address),
      },
    seen.ses?.known === true &&
      !begun &&
      !deployment.senderVerified && { stops: true, says: t.knownAlready(deployment.sender.address) },
    seen.ses?.verified === false &&
      begun &&
      !deployment.senderVerified && { stops: false, says: t.notVerifiedYet(deployment.sender.address) },
    deployment.domain === undefined && {
      stops: false,
      says: t.noDomain,
    },
    ...Object.entries(seen.unasked).map(([what, why]) => ({
      stops: false,
      says: t.notAsked(what, why),
    })),
  ]
  return remarks
    .filter((remark): remark is Remark => remark !== false)
    .sort((a, b) => Number(b.stops) - Number(a.stops))
}

/** Asks each service one question; one that does not answer is no reason to keep the others' answers back. */
async function lookAround(deployment: Deployment): Promise<Seen> {
  const { region } = deployment
  const seen: Seen = { certificates: {}, unasked: {} }
  const ask = async (what: string, question: () => Promise<void>): Promise<void> => {
    await question().catch((error: Error) => {
      seen.unasked[what] = error.name
    })
  }
  const cloudFormation = new CloudFormationClient({ region })
  const stackOf = async (StackName: string) =>
    (await cloudFormation.send(new DescribeStacksCommand({ StackName })).catch(noneOf('ValidationError')))?.Stacks?.[0]

  await Promise.all([
    ask(t.account, async () => {
      const { Account, Arn } = await new STSClient({ region }).send(new GetCallerIdentityCommand({}))
      if (Account) seen.account = Account
      const partition = Arn?.split(':')[1]
      if (partition) seen.partition = partition
    }),
    ask(t.limit, async () => {
      const { AccountLimit } = await new LambdaClient({ region }).send(new GetAccountSettingsCommand({}))
      const { ConcurrentExecutions, UnreservedConcurrentExecutions } = AccountLimit ?? {}
      if (ConcurrentExecutions !== undefined) seen.concurrency = ConcurrentExecutions
      if (UnreservedConcurrentExecutions !== undefined) seen.unreserved = UnreservedConcurrentExecutions
    }),
    ask(t.bootstrap, async () => {
      seen.bootstrapped = (await stackOf('CDKToolkit')) !== undefined
    }),
    ask(t.stack, async () => {
      const stack = await stackOf(`Lianbao-${deployment.stage}`)
      if (!stack) return
      seen.stack = stack.StackStatus ?? ''
      seen.stackProtected = stack.EnableTerminationProtection ?? false
    }),
    ...(deployment.mail === 'ses' ? [ask('SES', askSes)] : []),
    ...certificatesOf(deployment).map(([name, arn, where]) =>
      ask(name, async () => {
        const { Certificate } = await new ACMClient({ region: where }).send(
          new DescribeCertificateCommand({ CertificateArn: arn }),
        )
        seen.certificates[name] = Certificate?.Status ?? 'unknown'
      }),
    ),
  ])
  return seen

  async function askSes(): Promise<void> {
    const ses = new SESv2Client({ region })
    const domain = deployment.sender.address.slice(deployment.sender.address.lastIndexOf('@') + 1)
    const account = await ses.send(new GetAccountCommand({}))
    const identity = await ses
      .send(new GetEmailIdentityCommand({ EmailIdentity: domain }))
      .catch(noneOf('NotFoundException'))
    seen.ses = {
      production: account.ProductionAccessEnabled ?? false,
      sending: account.SendingEnabled ?? true,
      known: identity !== undefined,
      verified: identity?.VerifiedForSendingStatus ?? false,
    }
  }
}

/** The ACM certificates a stage names, with where they must be; in China CloudFront's is none of ACM. */
export function certificatesOf({
  partition,
  region,
  domain,
  domainCertificate,
  publicDomain,
  publicCertificate,
  shield,
}: Deployment): [string, string, string][] {
  const list: [string, string, string][] = []
  if (domain && domainCertificate) list.push([domain, domainCertificate, shield ? 'us-east-1' : region])
  if (publicDomain && publicCertificate && partition === 'aws')
    list.push([publicDomain, publicCertificate, 'us-east-1'])
  return list
}

const noneOf =
  (name: string) =>
  (error: Error): undefined => {
    if (error.name !== name) throw error
    return undefined
  }
