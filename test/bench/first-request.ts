import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv, execPath } from 'node:process'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { bundle, bundleEntry, compiledForBundles } from '../../infra/cloud/function-bundle.ts'
import { routeFor } from '../../shared/contract/routes.ts'
import type { SettingName } from '../../shared/contract/settings.ts'
import { countedOffice } from './counted-office.ts'
import { machine, median } from './table.ts'

/**
 * `npm run bench:first [-- ROUNDS]`: what a function's start and its first requests take of a processor, in milliseconds. Each time in a
 * process of its own, over HTTP without TLS to a table and files in this one, in turns, so that a busy moment meets all alike.
 */
const rounds = Number(argv[2] ?? 15)

const office = await countedOffice(100)
await office.submission('unit-1')
const { table, bodies, at, open } = office.kept

const commands: Record<string, new (asked: never) => object> = {
  ...{ GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand },
}
const bytesAsText = (_: string, value: unknown) =>
  value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value
const aws = createServer(async (request, answer) => {
  const call = String(request.headers['x-amz-target'] ?? '').replace(/^.*\./, '')
  const Command = commands[`${call}Command`]
  if (call === 'GetSecretValue') {
    const ring = [{ id: 'k1', secret: String.fromCharCode(7).repeat(32) }]
    answer.end(JSON.stringify({ SecretString: JSON.stringify(ring) }))
  } else if (Command) {
    const asked = JSON.parse((await buffer(request)).toString())
    answer.end(JSON.stringify(await table.send(new Command(asked as never) as never), bytesAsText))
  } else {
    const file = bodies.get(decodeURIComponent((request.url ?? '').replace(/^\/files\//, '').replace(/\?.*/, '')))
    answer.statusCode = file ? 200 : 404
    answer.end(file ?? '<Error><Code>NoSuchKey</Code></Error>')
  }
})
await once(aws.listen(0, '127.0.0.1'), 'listening')

/** Runs in the function's own process, at the time at which the office stands. */
const child = `
  const by = Date.parse('${at}') + 60_000 - Date.now()
  globalThis.Date = class extends Date {
    constructor(...given) { given.length === 0 ? super(Date.now()) : super(...given) }
    static now() { return super.now() + by }
  }
  const took = async (work) => {
    await new Promise((over) => setTimeout(over, 100))
    const before = process.cpuUsage()
    const answer = await work()
    const { user, system } = process.cpuUsage(before)
    return [(user + system) / 1000, answer]
  }
  const [start, { handler }] = await took(() => import(process.argv[1]))
  const all = [start]
  for (let n = 0; n < 5; n++) {
    const [ms, { statusCode }] = await took(() => handler(JSON.parse(process.argv[2])))
    if (statusCode !== 200) throw new Error('answered ' + statusCode)
    all.push(ms)
  }
  process.stdout.write(JSON.stringify(all), () => process.exit())`

const settings: SettingName[] = ['STAGE', 'TABLE', 'FILES_BUCKET', 'LINK_SECRETS', 'BASE_URL', 'PUBLIC_URL']
const sender: SettingName[] = ['SENDER_NAME', 'SENDER_ADDRESS', 'SENDER_PHONE']
const env = {
  ...{ STAGE: 't', TABLE: 'table', FILES_BUCKET: 'files', LINK_SECRETS: 'ring', BASE_URL: 'https://lianbao.example' },
  ...{ PUBLIC_URL: 'https://b.example', SENDER_NAME: 'a', SENDER_ADDRESS: 'a@b.example', SENDER_PHONE: '1' },
  ...{ AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_REGION: 'eu-west-1' },
  AWS_ENDPOINT_URL: `http://127.0.0.1:${(aws.address() as AddressInfo).port}`,
}

const folder = mkdtempSync(join(tmpdir(), 'lianbao-first-'))
/** The function's bundle, whole or with an import and nothing else at its start. */
function bundled(path: string, ahead: boolean): string {
  const route = routeFor('GET', path)
  if (!route || !('function' in route)) throw new Error(`no route ${path}`)
  const { function: name, needs } = route
  const entry = bundleEntry({ kind: 'http', name, needs, settings: [...settings, ...sender] }, 'ses')
  const own = join(folder, `${name}-${ahead}`)
  mkdirSync(join(own, 'definitions'), { recursive: true })
  for (const [file, bytes] of bundle(ahead ? entry : entry.replace(/await warmedUp\(.*$/, '')).files)
    writeFileSync(join(own, file), bytes)
  for (const [digest, compiled] of compiledForBundles()) writeFileSync(join(own, 'definitions', digest), compiled)
  return join(own, 'index.mjs')
}

const eventOf = (path: string, cookies: string[]) => ({
  rawPath: path,
  rawQueryString: 'cycle=counted-2020',
  headers: { accept: 'text/html', 'accept-encoding': 'gzip' },
  cookies,
  requestContext: { http: { method: 'GET', path, sourceIp: '127.0.0.1' } },
})

const pages = [
  { what: 'a form', path: '/slice', cookies: await open('slice', 'unit-3', 'unit-3-clerk') },
  { what: 'a confirmation', path: '/confirmation', cookies: await open('confirmation', 'unit-1', 'unit-1-leader') },
  { what: 'board', path: '/board', cookies: await open('board', 'office', 'officer') },
]
const kinds = pages.flatMap(({ what, path, cookies }) =>
  [true, false].map((ahead) => ({
    what: `${what}${ahead ? '' : ', nothing done ahead'}`,
    given: [bundled(path, ahead), JSON.stringify(eventOf(path, cookies))],
    took: [] as number[][],
  })),
)
for (let round = 0; round < rounds; round++)
  for (const { given, took } of kinds) {
    const { stdout } = await promisify(execFile)(execPath, ['--input-type=module', '-e', child, ...given], { env })
    took.push(JSON.parse(stdout.split('\n').at(-1) ?? ''))
  }
aws.close()

console.log(`${machine()} Medians of ${rounds}.\n`)
console.log('| | start | first request | second | third | fourth | fifth |\n|---|--:|--:|--:|--:|--:|--:|')
for (const { what, took } of kinds) {
  const columns = [0, 1, 2, 3, 4, 5].map((n) => Math.round(median(took.map((ms) => ms[n] ?? 0))))
  console.log(`| ${[what, ...columns].join(' | ')} |`)
}
