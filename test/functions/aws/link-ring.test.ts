import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { afterEach, describe, expect, it } from 'vitest'
import { linkRing, rotated } from '../../../functions/aws/link-ring.ts'
import { clientOf } from '../../../functions/aws/named-calls.ts'

const secret = 's'.repeat(64)
const ring = (...ids: string[]) => ids.map((id) => ({ id, secret }))
const idsAfter = (now: string, ...ids: string[]) => rotated(ring(...ids), secret, now).map(({ id }) => id)

describe('rotated', () => {
  it.each([
    [
      'the first rotation keeps the one CloudFormation made',
      '2027-01-05T02:03:04.567Z',
      ['1'],
      ['20270105020304', '1'],
    ],
    [
      'a secret goes when its successor is older than any link',
      '2028-06-01T00:00:00.000Z',
      ['20270105020304', '1'],
      ['20280601000000', '20270105020304'],
    ],
    [
      'many rotations in a day end no link',
      '2027-01-05T05:00:00.000Z',
      ['20270105040000', '20270105030000', '20270105020304', '1'],
      ['20270105050000', '20270105040000', '20270105030000', '20270105020304', '1'],
    ],
    ['a leaked ring is left behind', '2027-01-05T02:03:04.567Z', [], ['20270105020304']],
  ])('%s', (_name, now, before, after) => {
    expect(idsAfter(now, ...before)).toEqual(after)
  })
})

/** A Secrets Manager of one secret over HTTP, as the API's reference has its versions and labels. */
const peers: { close: () => void }[] = []
afterEach(() => {
  for (const peer of peers.splice(0)) peer.close()
})
async function secretsManager(ids: string[], meanwhile: (() => Promise<unknown>)[] = [], losing?: 'first move') {
  let isLost = losing === undefined
  const versions = new Map([['v0', JSON.stringify(ring(...ids))]])
  const labels = new Map([['AWSCURRENT', 'v0']])
  const answer = (call: string, asked: Record<string, string & string[]>): object | string => {
    const current = labels.get('AWSCURRENT') ?? ''
    if (call === 'GetSecretValue') return { VersionId: current, SecretString: versions.get(current) }
    if (call === 'PutSecretValue') {
      const { ClientRequestToken: id = '', SecretString = '', VersionStages = ['AWSCURRENT'] } = asked
      versions.set(id, SecretString)
      for (const label of VersionStages) labels.set(label, id)
      return { VersionId: id }
    }
    const { VersionStage = '', RemoveFromVersionId, MoveToVersionId = '' } = asked
    if (!versions.has(MoveToVersionId)) return 'ResourceNotFoundException'
    if (labels.has(VersionStage) && labels.get(VersionStage) !== RemoveFromVersionId) return 'InvalidParameterException'
    labels.set(VersionStage, MoveToVersionId)
    return {}
  }
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString()
    const call = String(request.headers['x-amz-target']).replace('secretsmanager.', '')
    const said = answer(call, JSON.parse(body))
    if (call === 'GetSecretValue') await meanwhile.shift()?.()
    if (call === 'UpdateSecretVersionStage' && !isLost) {
      isLost = true
      request.socket.destroy()
      return
    }
    response.statusCode = typeof said === 'string' ? 400 : 200
    response.end(JSON.stringify(typeof said === 'string' ? { __type: said } : said))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  peers.push(server)
  const client = clientOf(SecretsManagerClient, {
    region: 'eu-west-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  })
  const idsNow = (): string[] =>
    JSON.parse(versions.get(labels.get('AWSCURRENT') ?? '') ?? '[]').map(({ id }: { id: string }) => id)
  return { operator: linkRing({ LINK_SECRETS: 's' }, client), idsNow, made: () => versions.size - 1 }
}

describe('of two operators who rotate at one moment', () => {
  const [first, second] = ['2027-01-05T02:03:04.000Z', '2027-01-05T02:03:05.000Z']
  it.each([
    [
      'the one who read the leaked ring before it went does not bring it back',
      false,
      ['20270105020304', '20270105020305'],
    ],
    ['the one who ends all links ends those of the other too', true, ['20270105020304']],
  ])('%s', async (_name, onlyNew, after) => {
    const meanwhile: (() => Promise<unknown>)[] = []
    const { operator, idsNow } = await secretsManager(['leaked'], meanwhile)
    meanwhile.push(() => operator.rotate({ onlyNew: !onlyNew, now: second }))
    expect(await operator.rotate({ onlyNew, now: first })).toEqual(after)
    expect(idsNow()).toEqual(after)
  })

  it('in one second each is told of a secret that is there', async () => {
    const meanwhile: (() => Promise<unknown>)[] = []
    const { operator, idsNow } = await secretsManager(['leaked'], meanwhile)
    meanwhile.push(() => operator.rotate({ onlyNew: true, now: first }))
    expect(await operator.rotate({ onlyNew: false, now: first })).toEqual(['20270105020304'])
    expect(idsNow()).toEqual(['20270105020304'])
  })

  it('who loses again and again says so', async () => {
    const meanwhile: (() => Promise<unknown>)[] = []
    const { operator } = await secretsManager(['leaked'], meanwhile)
    for (let n = 0; n < 20; n += 2)
      meanwhile.push(
        () => operator.rotate({ onlyNew: true, now: `2027-01-05T02:03:${10 + n}.000Z` }),
        async () => undefined,
      )
    await expect(operator.rotate({ onlyNew: false, now: first })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })
})

it('a rotation whose answer was lost is done, and no other secret gets its name', async () => {
  const { operator, idsNow, made } = await secretsManager(['leaked'], [], 'first move')
  const after = ['20270105020304', 'leaked']
  expect(await operator.rotate({ onlyNew: false, now: '2027-01-05T02:03:04.000Z' })).toEqual(after)
  expect([idsNow(), made()]).toEqual([after, 1])
})
