import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Deployment, readDeployment } from '../../../../infra/cloud/deployment.ts'
import { preflightRemarks, type Seen } from '../../../../infra/command-line/stage/preflight.ts'

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
  bootstrapped: true,
  stack: 'CREATE_COMPLETE',
  stackProtected: true,
  ses: { production: true, sending: true, verified: true },
  certificates: { 'report.example.org': 'ISSUED' },
  unasked: {},
}
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
    ['a fresh account’s quota of ten', { concurrency: 10 }, {}, /^stops: .*126/],
    ['a certificate that waits for its DNS', { certificates: { a: 'PENDING_VALIDATION' } }, {}, /^stops: .*PENDING/],
    ['sending paused', { ses: { production: true, sending: false, verified: true } }, {}, /^stops: .*paused/],
    [
      'a sender said to be verified',
      { ses: { production: true, sending: true, verified: false } },
      { senderVerified: true },
      /^stops: .*senderVerified/,
    ],
    ['the sandbox', { ses: { production: false, sending: true, verified: true } }, {}, /^note: .*sandbox/],
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

  it('a stage that reserves nothing fits into a fresh account', () => {
    expect(said({ concurrency: 10 }, { reserved: { openLink: 0, renewLink: 0 } })).toEqual([])
  })

  it.each([undefined, 'ROLLBACK_COMPLETE'])('tells of -c first=true while no stack stands (%s)', (stack) => {
    const { stack: _, stackProtected: __, ...none } = ready
    expect(said({ ...none, ...(stack ? { stack } : { stack: undefined as never }) })).toEqual([
      expect.stringMatching(/^note: .*first=true/),
    ])
    expect(said({ stack: undefined as never }, { first: true })).toEqual([])
  })

  it('says everything at once, what stops first', () => {
    const all = said({
      concurrency: 10,
      bootstrapped: false,
      ses: { production: false, sending: true, verified: true },
    })
    expect(all.map((line) => line.split(':')[0])).toEqual(['stops', 'stops', 'note'])
  })
})
