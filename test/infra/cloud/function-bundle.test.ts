import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { App, Stack } from 'aws-cdk-lib'
import { expect, test } from 'vitest'
import { releasePages } from '../../../functions/aws/release-pages.ts'
import { type Deployment, readDeployment } from '../../../infra/cloud/deployment.ts'
import { type Bundled, bundle, bundleEntry, bundleFunctions } from '../../../infra/cloud/function-bundle.ts'
import { defineStage } from '../../../infra/cloud/stage.ts'
import { toolFiles } from '../../../infra/tool-pages.ts'
import { functionNeeds, operatorFunctions } from '../../../shared/contract/function-names.ts'
import type { FunctionKind } from '../../../shared/contract/function-needs.ts'
import { routes } from '../../../shared/contract/routes.ts'
import { stateNeeds } from '../../../shared/contract/workflow-states.ts'
import { present } from '../../../shared/present.ts'
import { cdkJson } from './synthesized.ts'

const digests = (pages: ReadonlyMap<string, Uint8Array>) =>
  [...pages].map(([path, bytes]) => `${path} ${createHash('sha256').update(bytes).digest('hex')}`).sort()

/** What each is given, whatever it needs: their names lie in its entry. */
const everyFunctions = ['STAGE', 'BASE_URL', 'PUBLIC_URL', 'SENDER_NAME', 'SENDER_ADDRESS', 'SENDER_PHONE'] as const

/**
 * A function of each set of needs: what the services weigh is seen on one, and the others differ in a file of their own. Those that need
 * nothing, each: such a file is much of what they are, and all of them take a second.
 */
function bundleOneOfEachNeeds(app: App, { mail }: Deployment): void {
  const kindOf = (name: string): FunctionKind => {
    if (name in stateNeeds) return 'workflow'
    if (operatorFunctions.some((each) => each === name)) return 'operator'
    return name === 'answer-unknown-route' || routes.some((route) => route.function === name) ? 'http' : 'schedule'
  }
  const each = new Map<string, Bundled>()
  for (const [name, needs] of Object.entries(functionNeeds))
    each.set([...needs].sort().join() || name, { kind: kindOf(name), name, needs, settings: everyFunctions })
  bundleFunctions(new Stack(app, 'sample'), [...each.values()], mail)
}

// The tests of the template leave bundles out, so a function over its budget, or one that writes where its needs only read,
// was met by nothing before `cdk deploy`. Every one takes half a minute of a processor longer: LIANBAO_BUNDLES=all, set where a
// submission touches what is bundled; conformance deploys them all.
const { stages, ...flags } = cdkJson.context
const everyFunction = process.env.LIANBAO_BUNDLES === 'all'
test.each(Object.keys(stages))(
  `${everyFunction ? 'every function' : 'a function of each set of needs, and each that needs nothing,'} of %s bundles, within its budget and its needs; who publishes the units’ reports has the pages of its release beside it, and nothing of an earlier synth`,
  { timeout: 600_000 },
  async (stage) => {
    const outdir = mkdtempSync(join(tmpdir(), 'lianbao-bundles-'))
    const app = new App({ outdir, context: flags, analyticsReporting: false })
    const folder = join(outdir, 'bundles', 'publish-unit-reports')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'chunk-EARLIER.mjs'), '')
    const deployment = readDeployment({ stage, first: false, stages })
    expect(() => (everyFunction ? defineStage(app, deployment) : bundleOneOfEachNeeds(app, deployment))).not.toThrow()
    expect(readdirSync(folder)).toContain('index.mjs')
    expect(readdirSync(folder)).not.toContain('chunk-EARLIER.mjs')
    expect(digests(await releasePages(join(folder, 'site'))())).toEqual(digests(toolFiles()))
  },
)

const firstRequest = `
  const { handler } = await import(process.argv[1])
  await fetch(process.env.AWS_ENDPOINT_URL + '/started')
  const { statusCode } = await handler({
    rawPath: '/slice',
    rawQueryString: 'cycle=c-1',
    headers: { accept: 'text/html' },
    cookies: ['__Host-lianbao-slice-c-1=of-somebody'],
    requestContext: { http: { method: 'GET', path: '/slice', sourceIp: '127.0.0.1' } },
  })
  process.stdout.write(String(statusCode), () => process.exit())`

test('a start asks once of each service what a first request needs, which then asks for its session alone and says where it broke', {
  timeout: 600_000,
}, async () => {
  const asked: string[] = []
  // Two queries, since a request has so many connections at once.
  const atStart = ['GET /files/none', 'GetItem', 'GetSecretValue', 'Query', 'Query']
  let goOn = () => {}
  const aws = createServer(({ headers, method, url }, answer) => {
    const call = String(headers['x-amz-target'] ?? `${method} ${url?.split('?')[0]}`).replace(/^.*\./, '')
    asked.push(call)
    if (call === 'GET /files/none') answer.statusCode = 404
    const isFirstRequest = call === 'GetItem' && asked.includes('GET /started')
    if (isFirstRequest) answer.statusCode = 400
    const body = JSON.stringify(
      isFirstRequest
        ? { __type: 'ResourceNotFoundException' }
        : { SecretString: JSON.stringify([{ id: 'k1', secret: 's'.repeat(48) }]) },
    )
    if (call === 'GET /started') goOn = () => answer.end()
    else answer.end(body)
    // A start gives up waiting after a second, and a busy machine may take longer until it has asked.
    if (asked.length > atStart.length) goOn()
  })
  await once(aws.listen(0, '127.0.0.1'), 'listening')
  const needs = present(
    routes.find((route) => route.function === 'show-slice'),
    'route',
  ).needs
  const settings = ['STAGE', 'TABLE', 'FILES_BUCKET', 'LINK_SECRETS', 'BASE_URL', 'PUBLIC_URL', 'SENDER_NAME'] as const
  const sender = ['SENDER_ADDRESS', 'SENDER_PHONE'] as const
  const entry = bundleEntry({ kind: 'http', name: 'show-slice', needs, settings: [...settings, ...sender] }, 'ses')
  const folder = mkdtempSync(join(tmpdir(), 'lianbao-start-'))
  for (const [name, bytes] of bundle(entry).files) writeFileSync(join(folder, name), bytes)
  const child = spawn(process.execPath, ['--input-type=module', '-e', firstRequest, join(folder, 'index.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...{ STAGE: 't', TABLE: 'table', FILES_BUCKET: 'files', LINK_SECRETS: 'ring', BASE_URL: 'https://a.example' },
      ...{ PUBLIC_URL: 'https://b.example', SENDER_NAME: 'a', SENDER_ADDRESS: 'a@b.example', SENDER_PHONE: '1' },
      ...{ AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_REGION: 'eu-west-1' },
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(aws.address() as AddressInfo).port}`,
    },
  })
  const [line = '', status] = (await text(child.stdout)).split('\n').slice(-2)
  expect(status).toBe('500')
  // From here a fault is followed: which call it was, and what of ours asked, above what makes all calls.
  expect(JSON.parse(line)).toMatchObject({ call: 'DynamoDB GetItem', error: 'ResourceNotFoundException' })
  expect(JSON.parse(line).where).toMatch(/^functions\/door\/sessions\.ts:\d+$/)
  aws.close()
  expect(asked.filter((call) => call !== 'GET /started').sort()).toEqual([...atStart, 'GetItem'].sort())
  expect(asked.at(-1)).toBe('GetItem')
})
