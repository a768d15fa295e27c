import { describe, expect, it } from 'vitest'
import { DeploymentProblems, readDeployment } from '../../../infra/cloud/deployment.ts'
import { cdkJson } from './synthesized.ts'

const { trial, 'china-trial': china } = cdkJson.context.stages
const read = (stage: Record<string, unknown> | undefined) => readDeployment({ stage: 'some', stages: { some: stage } })
const problemsOf = (stage: Record<string, unknown> | undefined): readonly string[] => {
  try {
    read(stage)
  } catch (error) {
    if (error instanceof DeploymentProblems) return error.problems
    throw error
  }
  return []
}

const line = '政'.repeat(200)
const longSite = {
  ...{ name: line, code: '2308810001' },
  column: { name: line, description: line, keywords: line, type: line },
}
const sender = { name: '办公室', address: 'office@example.org', phone: '0512-0000 0000' }

describe('readDeployment', () => {
  it('reads the stages of cdk.json', () => {
    expect(read(trial)).toMatchObject({ stage: 'some', architecture: 'arm64', zone: 'Asia/Shanghai', protected: false })
    expect(read(china)).toMatchObject({ partition: 'aws-cn', mail: 'smtp' })
  })

  it.each([
    ['no stage', { stages: { trial } }],
    ['a stage that is not there', { stage: 'production', stages: { trial } }],
    ['a name that no resource could have', { stage: 'Trial_1', stages: { Trial_1: trial } }],
  ])('refuses %s and names those there are', (_name, context) => {
    expect(() => readDeployment(context)).toThrow(/one of (trial|Trial_1)/)
  })

  it.each(['product', 'stage', 'aws:costs'])('refuses a tag that is not the stage’s to give: %s', (name) => {
    expect(problemsOf({ ...trial, tags: { [name]: 'x' } })).toEqual([
      'tags: product and stage are how a stage is found again, and names that begin with aws: are AWS’s own',
    ])
    expect(problemsOf({ ...trial, tags: { 'cost-centre': 'x', Stage: 'x' } })).toEqual([])
  })

  it('reports everything that is missing, malformed or contradictory in one list', () => {
    expect(
      problemsOf({
        partition: 'aws-cn',
        region: 'eu-west-1',
        mail: 'ses',
        tracing: true,
        sender: { name: '办公室', address: 'nobody' },
        domain: 'report.example.cn',
        colour: 'red',
        site: { name: '市政府', code: 'bm0100000', licence: { zh: '可用', en: 'Free', url: 'javascript:x' } },
      }),
    ).toEqual([
      'site.code: 应为10位网站标识码 / should be the ten characters of 网站标识码',
      'site.licence.url: 应为网址 / should be an address',
      'sender.address: Invalid email address',
      'sender.phone: Invalid input: expected string, received undefined',
      'alarmAddress: Invalid input: expected string, received undefined',
      'the stage: Unrecognized key: "colour"',
      'region eu-west-1 is not in partition aws-cn',
      'mail: there is no SES in aws-cn; use smtp',
      'tracing: there is no X-Ray for Lambda in aws-cn',
      'publicDomain: CloudFront in China serves no address of its own; a domain with an ICP licence is needed',
      'domainCertificate: domain is given and its certificate is not',
    ])
  })

  it.each([
    ['texts of the site that no function could hold', trial, { site: longSite }, 'site:'],
    ['a sender that no function could hold', trial, { sender: { ...sender, name: '政'.repeat(400) } }, 'sender:'],
    ['a public domain without its certificate', trial, { publicDomain: 'open.example.org' }, 'publicCertificate'],
    ['a certificate without its domain', trial, { domainCertificate: 'arn:aws:acm:eu-west-1:1:x' }, 'domain:'],
    [
      'a certificate of another region',
      trial,
      { domain: 'a.example.org', domainCertificate: 'arn:aws:acm:us-east-1:1:x' },
      'eu-west-1',
    ],
    [
      'a CDN certificate outside us-east-1',
      trial,
      { publicDomain: 'a.example.org', publicCertificate: 'arn:aws:acm:eu-west-1:1:x' },
      'us-east-1',
    ],
    ['an ACM certificate for China’s CDN', china, { publicCertificate: 'arn:aws-cn:acm:cn-north-1:1:x' }, 'IAM'],
    ['one host for both', china, { publicDomain: 'report.office.example.cn' }, 'publicDomain'],
    ['a lock that outlives its stage', trial, { objectLock: { mode: 'compliance', days: 30 } }, 'objectLock'],
    ['a mailbox for SES', trial, { imap: true }, 'imap'],
    ['SES words for SMTP', china, { senderVerified: true }, 'senderVerified'],
    ['operators of another partition', china, { operators: ['arn:aws:iam::111111111111:user/a'] }, 'operators'],
    ['a zone that is none', trial, { zone: 'Beijing' }, 'zone'],
  ])('refuses %s', (_name, stage, change, says) => {
    const problems = problemsOf({ ...stage, ...change })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(says)
  })
})
