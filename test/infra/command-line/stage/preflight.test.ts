import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Deployment, readDeployment } from '../../../../infra/cloud/deployment.ts'
import { certificatesOf, preflightRemarks, type Seen } from '../../../../infra/command-line/stage/preflight.ts'

const { stages } = JSON.parse(readFileSync('cdk.json', 'utf8')).context as { stages: Record<string, object> }
const deployment = (changes: Partial<Deployment> = {}): Deployment => ({
  ...readDeployment({ stage: 'trial', stages }),
  protected: true,
  domain: 'report.example.org',
  reserved: { openLink: 20, renewLink: 5 },
  ...changes,
})
const ready: Seen = {
  account: '111111111111',
  partition: 'aws',
  concurrency: 1000,
  unreserved: 1000,
  bootstrapped: true,
  stack: 'CREATE_COMPLETE',
  stackProtected: true,
  ses: { production: true, sending: true, known: true, verified: true },
  certificates: { 'report.example.org': 'ISSUED' },
  unasked: {},
}
const ses = { production: true, sending: true, known: true, verified: true }
/** Before the first deployment. */
const none = { stack: undefined as never, stackProtected: undefined as never }
const said = (seen: Partial<Seen>, changes?: Partial<Deployment>): string[] =>
  preflightRemarks(deployment(changes), { ...ready, ...seen }).map(
    ({ stops, says }) => `${stops ? 'stops' : 'note'}: ${says}`,
  )

describe('preflight', () => {
  it('has nothing to say of an account that is ready', () => {
    expect(said({})).toEqual([])
  })

  it.each<[string, Partial<Seen>, Partial<Deployment>, RegExp]>([
    ['credentials of the other partition', { partition: 'aws-cn' }, {}, /^stops: .*aws-cn/],
    ['another account than the stage names', {}, { account: '222222222222' }, /^stops: .*111111111111/],
    ['no bootstrap', { bootstrapped: false }, {}, /^stops: .*cdk bootstrap aws:\/\/111111111111\/eu-west-1/],
    ['a fresh account’s quota of ten', { concurrency: 10 }, {}, /^stops: .*129/],
    ['a quota that leaves Lambda less than it keeps', { concurrency: 128 }, {}, /^stops: .*129/],
    ['what reads a mailbox too', { concurrency: 129 }, { mail: 'smtp', imap: true }, /^stops: .*130/],
    [
      'what other stages have reserved',
      { ...none, unreserved: 120, ses: { ...ses, known: false } },
      { first: true },
      /^stops: .*120.*129/,
    ],
    ['a certificate that waits for its DNS', { certificates: { a: 'PENDING_VALIDATION' } }, {}, /^stops: .*PENDING/],
    ['sending paused', { ses: { ...ses, sending: false } }, {}, /^stops: .*paused/],
    [
      'a sender said to be verified',
      { ses: { ...ses, verified: false } },
      { senderVerified: true },
      /^stops: .*senderVerified/,
    ],
    ['a sender’s domain that SES has from elsewhere', none, { first: true }, /^stops: .*"senderVerified": true/],
    ['a sender whose DNS is not entered yet', { ses: { ...ses, verified: false } }, {}, /^note: .*SenderDkim1/],
    ['the sandbox', { ses: { ...ses, production: false } }, {}, /^note: .*sandbox/],
    [
      'a first deployment that failed under protection',
      { stack: 'ROLLBACK_COMPLETE', ses: { ...ses, known: false } },
      { first: true },
      /^stops: .*--no-enable-termination-protection --stack-name Lianbao-trial/,
    ],
    ['links without a name', {}, { domain: undefined } as never, /^note: .*no domain/],
    ['a stage that stands unprotected', { stackProtected: false }, {}, /^note: .*once more without -c first=true/],
    [
      'what could not be asked',
      { unasked: { SES: 'AccessDenied' } },
      {},
      /^note: .*SES could not be looked at: AccessDenied/,
    ],
  ])('says of %s', (_, seen, changes, expected) => {
    expect(said(seen, changes)).toEqual([expect.stringMatching(expected)])
  })

  it('a certificate is asked for where it is: behind a shield in us-east-1, elsewhere in the stage’s region', () => {
    const domainCertificate = 'arn:aws:acm:us-east-1:111111111111:certificate/a'
    const shield = { webAcl: 'arn:aws:wafv2:us-east-1:111111111111:global/webacl/a/b' }
    const where = (changes: Partial<Deployment>) =>
      certificatesOf(deployment({ domainCertificate, ...changes })).map(([name, , region]) => `${name} ${region}`)
    expect(where({ shield })).toEqual(['report.example.org us-east-1'])
    expect(where({ publicDomain: 'open.example.org', publicCertificate: domainCertificate })).toEqual([
      'report.example.org eu-west-1',
      'open.example.org us-east-1',
    ])
  })

  it('a stage that reserves nothing fits into a fresh account', () => {
    expect(said({ concurrency: 10, unreserved: 10 }, { reserved: { openLink: 0, renewLink: 0 } })).toEqual([])
  })

  it.each([undefined, 'ROLLBACK_COMPLETE'])('tells of -c first=true while no stack stands (%s)', (stack) => {
    const before = { ...none, ses: { ...ses, known: false } }
    expect(said({ ...before, ...(stack && { stack }) })).toEqual([expect.stringMatching(/^note: .*first=true/)])
    expect(said(before, { first: true })).toEqual([])
  })

  it('says everything at once, what stops first', () => {
    const all = said({
      concurrency: 10,
      bootstrapped: false,
      ses: { ...ses, production: false },
    })
    expect(all.map((line) => line.split(':')[0])).toEqual(['stops', 'stops', 'note'])
  })
})
