import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serialize } from 'node:v8'
import { Stage } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { type BuildOptions, buildSync, type Metafile } from 'esbuild'
import { exportName } from '../../shared/contract/function-names.ts'
import type { FunctionKind, Need } from '../../shared/contract/function-needs.ts'
import { routes } from '../../shared/contract/routes.ts'
import type { SettingName } from '../../shared/contract/settings.ts'
import { present } from '../../shared/present.ts'
import { digestOfValue } from '../../shared/report/bytes/digest.ts'
import { compileDefinition } from '../../shared/report/cells.ts'
import { shippedDefinition, shippedDefinitionIds, shippedDocument } from '../../shared/report/definitions/shipped.ts'
import { refuseHeavyScripts, scriptAddresses, scriptFiles } from '../browser-scripts.ts'
import { toolFiles } from '../tool-pages.ts'
import type { Deployment } from './deployment.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * What a cold start reads and evaluates: the file of the function and whatever that imports before it runs. Minified bytes take some 40 ns
 * of a processor each, a module's evaluation comes on top (docs/benchmarks.md), so raise a line only with a reason.
 */
const startBudget = {
  /** A page that needs nothing is the framework and the page. */
  nothing: { bytes: 77_500, modules: 60 },
  /** The store's client, the rules and the pages; no reader of schemas, no definition, no client but those of the store and the links. */
  any: { bytes: 620_000, modules: 580 },
  /** With the shipped definitions and what composes a published report. */
  publishing: { bytes: 900_000, modules: 600 },
}

/** Who opens a cycle chooses among the definitions; who publishes, or shows what would be, sets last year's figures beside this year's. */
const publishing: readonly string[] = [
  ...['show-opening', 'open-cycle', 'open-for-operator'],
  ...['show-clearance', 'clear-unit-reports', 'publish-unit-reports', 'publish-report'],
]

/** Bytes of all there is, with what is loaded when it is first needed; a few tens of kilobytes above what was measured. */
const budget = {
  ours: 710_000, // cut into pieces, of which each names what it takes from the others
  sdk: 215_000, // without the providers of credentials that Lambda never asks (functions/aws/own-credentials.ts)
  clients: {
    store: 40_000,
    files: 140_000,
    published: 5_000, // the same client as files
    workflow: 35_000,
    'link secrets': 25_000,
    'link ring': 25_000, // the same client as link secrets
    'signing key': 25_000,
    later: 45_000,
    mailer: 235_000, // with what composes MIME; what speaks SMTP is 40 kB more than SES
    mailbox: 1_280_000, // most of it are the character sets of mails
    scripts: 60_000, // the scripts themselves, as text
    tools: 2_000, // the pages lie beside the bundle
    reader: 1_800_000, // nearly all of it what reads PDFs
  },
}

/** A function whose permissions are known, and with them the settings it reads. */
export type Bundled = { kind: FunctionKind; name: string; needs: readonly Need[]; settings: readonly SettingName[] }

/** Each function as an ESM file and what it loads when it is first needed, in a folder of its own in the assembly, which is answered by its name. */
export function bundleFunctions(
  scope: Construct,
  functions: readonly Bundled[],
  mail: Deployment['mail'],
): ReadonlyMap<string, string> {
  return new Map(functions.map((one) => [one.name, keepBundle(scope, one, bundle(bundleEntry(one, mail)))]))
}

function keepBundle(scope: Construct, { kind, name, needs }: Bundled, { files, start }: Bundle): string {
  const code = [...files].filter(([file]) => file.endsWith('.mjs'))
  const bytes = code.reduce((sum, [, { length }]) => sum + length, 0)
  const counted = { bytes, start: start.bytes, modules: start.modules }
  const most = budgetOf(name, needs)
  console.log(`${`${kind}/${name}`.padEnd(32)} ${JSON.stringify(counted)} of ${JSON.stringify(most)}`)
  if (bytes > most.bytes || start.bytes > most.start || start.modules > most.modules) {
    throw new Error(
      `${kind}/${name} has ${JSON.stringify(counted)} of ${JSON.stringify(most)}: above its budget (infra/cloud/function-bundle.ts)`,
    )
  }
  refuseUnneeded(`${kind}/${name}`, code.map(([, each]) => Buffer.from(each).toString('utf8')).join('\n'), needs)
  const folder = join(Stage.of(scope)?.assetOutdir ?? root, 'bundles', name)
  rmSync(folder, { recursive: true, force: true }) // an earlier synth may have left pieces of other names here
  mkdirSync(folder, { recursive: true })
  for (const [file, each] of files) writeFileSync(join(folder, file), each)
  for (const [digest, compiled] of needs.some((need) => need.startsWith('store')) ? compiledForBundles() : []) {
    mkdirSync(join(folder, 'definitions'), { recursive: true })
    writeFileSync(join(folder, 'definitions', digest), compiled)
  }
  for (const [path, page] of needs.includes('tools') ? toolFiles() : []) {
    mkdirSync(dirname(join(folder, 'site', path)), { recursive: true })
    writeFileSync(join(folder, 'site', path), page)
  }
  return folder
}

let built: ReadonlyMap<string, Uint8Array> | undefined

/** The shipped definitions as they are when they are compiled, by the digest of their documents. */
export function compiledForBundles(): ReadonlyMap<string, Uint8Array> {
  built ??= new Map(
    shippedDefinitionIds.map((id) => [
      digestOfValue(shippedDocument(id)),
      serialize(compileDefinition(present(shippedDefinition(id), id))),
    ]),
  )
  return built
}

type Bundle = {
  /** `index.mjs`, what it loads when it is first needed, and their maps, by name. */
  files: ReadonlyMap<string, Uint8Array>
  /** What is read and evaluated before the first request is looked at. */
  start: { bytes: number; modules: number }
}

const bundles = new Map<string, Bundle>()

/**
 * Each in a run of its own: what a function loads when it is first needed lies in files beside it, and several functions in one run would
 * be cut into hundreds of pieces that they share. The entry lies in a file of the project, for the paths of its imports.
 */
function bundleAlone(entry: string): Bundle {
  const folder = join(root, 'cdk.out', 'entries')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${createHash('sha256').update(entry).digest('hex').slice(0, 32)}.ts`)
  writeFileSync(file, entry.replaceAll("'./", "'../../"))
  const { outputFiles, metafile } = buildSync({ ...asFunction, entryPoints: [{ in: file, out: 'index' }] })
  return {
    files: new Map(outputFiles.map(({ path, contents }) => [basename(path), contents])),
    start: startOf(metafile),
  }
}

/** The entry and everything that it imports before it runs. */
function startOf({ outputs }: Metafile): Bundle['start'] {
  const read = new Set<string>(['index.mjs'])
  for (const path of read) {
    for (const { path: next, kind } of outputs[path]?.imports ?? [])
      if (kind === 'import-statement' && outputs[next]) read.add(next)
  }
  const all = [...read].map((path) => outputs[path] as Metafile['outputs'][string])
  return {
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
    modules: all.reduce((sum, { inputs }) => sum + Object.keys(inputs).length, 0),
  }
}

/** Same sources, same bytes: no paths of a machine and no time in it. The map has names and places and not the sources themselves. */
const asFunction = {
  outdir: root, // where the maps' paths start from; nothing is written
  outExtension: { '.js': '.mjs' },
  absWorkingDir: root,
  bundle: true,
  splitting: true,
  metafile: true as const,
  platform: 'node' as const,
  target: 'node24',
  format: 'esm' as const,
  mainFields: ['module', 'main'],
  alias: { '@aws-sdk/credential-provider-node': './functions/aws/own-credentials.ts' },
  // Packages in CommonJS ask for `require`, which an ES module does not have.
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  minify: true,
  sourcemap: 'external' as const,
  sourcesContent: false,
  legalComments: 'none' as const,
  write: false as const,
  logLevel: 'error' as const,
} satisfies BuildOptions

/** By its entry: most functions of two stages are the same bytes. */
export function bundle(entry: string): Bundle {
  const made = bundles.get(entry) ?? bundleAlone(entry)
  bundles.set(entry, made)
  return made
}

/** How each service is made: what the entry imports and what it says. Those that not every call needs are loaded when one does. */
const made = {
  store: {
    imports: [
      "import { DynamoDBClient } from '@aws-sdk/client-dynamodb'",
      "import { clientOf } from './functions/aws/named-calls.ts'",
      "import { reportStore } from './functions/aws/report-store.ts'",
      "import { useBuiltDefinitions } from './functions/aws/built-definitions.ts'",
      "import { definitionOf } from './functions/kept/definitions.ts'",
      'useBuiltDefinitions()',
    ],
    says: 'store: reportStore(clientOf(DynamoDBClient), settings.TABLE, files)',
  },
  // `files` itself is made before the others: the long lists of facts lie there too.
  files: { imports: [], says: 'files' },
  published: later('published', 'public-files', 'publicFiles', ['put', 'get', 'movePointer']),
  workflow: later('workflow', 'workflow', 'workflow', ['start', 'resume', 'waitsFor', 'running']),
  tools: {
    imports: ["import { releasePages } from './functions/aws/release-pages.ts'"],
    says: 'tools: releasePages()',
  },
  reader: {
    imports: [],
    says: `reader: ${loaded('./functions/reading/file-reader.ts', 'fileReader', '', ['read'])}`,
  },
  later: later('later', 'later', 'later', ['tell']),
  'link ring': later('ring', 'link-ring', 'linkRing', ['rotate']),
  ses: later('mailer', 'mail/ses-mailer', 'sesMailer', ['send']),
  mailbox: later('mailbox', 'mail/imap-mailbox', 'imapMailbox', ['readOn']),
  smtp: later('mailer', 'mail/smtp-mailer', 'smtpMailer', ['send']),
}

const madeKeys = {
  'link secrets': {
    imports: ["import { linkSecrets } from './functions/aws/link-secrets.ts'"],
    says: '...linkSecrets(settings)',
  },
  'signing key': {
    imports: [],
    says: `...${loaded('./functions/aws/signing-key.ts', 'signingKey', 'settings', ['sign'])}`,
  },
}

function later(service: string, file: string, make: string, methods: readonly string[]) {
  const imports: readonly string[] = []
  return { imports, says: `${service}: ${loaded(`./functions/aws/${file}.ts`, make, 'settings', methods)}` }
}

function loaded(path: string, make: string, given: string, methods: readonly string[]): string {
  return `atFirstUse(${JSON.stringify(methods)}, async () => (await import('${path}')).${make}(${given}))`
}

const handlers: Record<FunctionKind, string> = {
  http: 'httpHandler',
  workflow: 'taskHandler',
  schedule: 'taskHandler',
  operator: 'operatorHandler',
}

/** Taken where the stage gives them, so that a function is the same bytes on every stage that mails in the same way. */
const ofSomeStages: readonly SettingName[] = ['SHIELD', 'SITE']

/** What the function's file is wrapped in: its handler, and only the services it needs. */
export function bundleEntry({ kind, name, needs, settings }: Bundled, mail: Deployment['mail']): string {
  const rehearsal = rehearsalOf(name)
  const warm = [...warmUps(kind, needs), ...rehearsal]
  const services = needs.flatMap((need): { imports: readonly string[]; says: string }[] => {
    if (need === 'link secrets' || need === 'signing key') return []
    // What is done with sessions goes through the store; where that is needed too it is made once.
    if (need === 'sessions') return needs.some((other) => other.startsWith('store')) ? [] : [made.store]
    if (need === 'scripts') {
      refuseHeavyScripts()
      return [{ imports: [], says: `scripts: ${JSON.stringify(scriptFiles())}` }]
    }
    return [made[need === 'mailer' ? mail : (need.replace(':read', '') as keyof typeof made)]]
  })
  const keys = needs.flatMap((need) => (need === 'link secrets' || need === 'signing key' ? madeKeys[need] : []))
  const work = exportName(name)
  return [
    `import { ${handlers[kind]}${kind === 'http' ? ', answerUnknownRoute' : ''} } from './functions/door/handler.ts'`,
    ...(name === 'answer-unknown-route' ? [] : [`import { ${work} } from './${fileOf(kind, name)}'`]),
    "import { readSettings } from './shared/contract/settings.ts'",
    "import { log } from './functions/aws/log.ts'",
    "import { systemClock } from './functions/aws/system-clock.ts'",
    "import { atFirstUse } from './functions/aws/at-first-use.ts'",
    ...(warm.length === 0 ? [] : ["import { noRequest, warmedUp } from './functions/aws/warmed-up.ts'"]),
    ...(rehearsal.length === 0 ? [] : ["import { rehearsed } from './functions/aws/rehearsal.ts'"]),
    ...[...services, ...keys].flatMap(({ imports }) => imports),
    `const settings = readSettings(${JSON.stringify(settings.filter((name) => !ofSomeStages.includes(name)).sort())}, process.env)`,
    `const given = readSettings(${JSON.stringify(ofSomeStages)}.filter((name) => name in process.env), process.env)`,
    `const files = ${needs.some((need) => need.startsWith('files')) ? loaded('./functions/aws/file-store.ts', 'fileStore', 'settings', ['put', 'get']) : 'undefined'}`,
    'const services = {',
    [
      'clock: systemClock()',
      `log: log({ stage: settings.STAGE, functionName: '${name}' })`,
      `settings: {
        baseUrl: settings.BASE_URL,
        publicUrl: settings.PUBLIC_URL,
        sender: { name: settings.SENDER_NAME, address: settings.SENDER_ADDRESS, phone: settings.SENDER_PHONE },
        scripts: ${JSON.stringify(scriptAddresses())},
        ...(given.SITE && { site: given.SITE }),
        ...(given.SHIELD && { shield: given.SHIELD }),
      }`,
      ...services.map(({ says }) => says),
      ...(keys.length > 0 ? [`keys: { ${keys.map(({ says }) => says).join(', ')} }`] : []),
    ].join(',\n'),
    '}',
    kind === 'http'
      ? `export const handler = httpHandler(${work}, services)`
      : `export const handler = ${handlers[kind]}('${name}', ${work}, services)`,
    ...(warm.length === 0 ? [] : [`await warmedUp([${warm.join(', ')}])`]),
  ].join('\n')
}

/** A route's file lies in a room of its readers. */
const fileOf = (kind: FunctionKind, name: string): string =>
  routes.find((route) => route.function === name)?.file ?? `functions/${kind}/${name}.ts`

const readDefinition = (digest: string): string =>
  `() => definitionOf({ definition: { digest: '${digest}' } }, services)`

/**
 * What nearly every first request does: it has a session, its cycle is read from the table and the files, the ring says whether its link
 * is one, and a page is made. Where nobody waits it is left to whoever needs it.
 */
function warmUps(kind: FunctionKind, needs: readonly Need[]): string[] {
  if (kind !== 'http' || needs.length === 0) return []
  const store = needs.some((need) => need.startsWith('store'))
  return [
    ...(store || needs.includes('sessions') ? ["() => services.store.session('none')"] : []),
    ...(store
      ? ["() => services.store.unitFacts('none', 'none')", ...[...compiledForBundles().keys()].map(readDefinition)]
      : []),
    ...(needs.some((need) => need.startsWith('files')) ? ["() => files.get('none')"] : []),
    ...(needs.includes('link secrets') ? ['() => services.keys.linkSecrets()'] : []),
    '() => httpHandler(answerUnknownRoute, { ...services, log: () => {} })(noRequest)',
  ]
}

/** The pages that most people wait for, of the report that most of them fill in. */
function rehearsalOf(name: string): string[] {
  const purpose = { 'show-slice': 'slice', 'show-confirmation': 'confirmation', 'show-board': 'board' }[name]
  const digest = digestOfValue(shippedDocument('gid-2021'))
  return purpose === undefined
    ? []
    : [`() => rehearsed(${exportName(name)}, services, ${JSON.stringify({ purpose, path: `/${purpose}`, digest })})`]
}

function budgetOf(name: string, needs: readonly Need[]): { bytes: number; start: number; modules: number } {
  const kind = needs.length === 0 ? 'nothing' : publishing.includes(name) ? 'publishing' : 'any'
  const { bytes: start, modules } = startBudget[kind]
  if (needs.length === 0) return { bytes: start, start, modules }
  const clients = new Set(
    needs.map((need) => (need === 'sessions' ? 'store' : need.replace(':read', '')) as keyof typeof budget.clients),
  )
  const bytes = budget.ours + budget.sdk + [...clients].reduce((sum, client) => sum + budget.clients[client], 0)
  return { bytes, start, modules }
}

/** Minified code keeps the names of services and of what is called on them, so a bundle shows what it may do. */
const writing: Partial<Record<Need, RegExp>> = {
  store: /\.store\.(record|saveCallback|saveSession|saveWorkingCopy)\(/,
  sessions: /\.store\.markSession\(/,
  files: /\.files\.put\(/,
  published: /\.published\.(put|movePointer)\(/,
}

/** A function that asks single sign-on for its credentials, though Lambda has them for it; or that writes where its needs only read would be refused by IAM in AWS, and nowhere before. */
function refuseUnneeded(name: string, code: string, needs: readonly Need[]): void {
  if (code.includes('GetRoleCredentials'))
    throw new Error(`${name} carries what asks for credentials elsewhere than in its environment`)
  for (const [need, calls] of Object.entries(writing) as [Need, RegExp][]) {
    const found = calls.exec(code)?.[0]
    const allowed = needs.includes(need) || (need === 'sessions' && needs.includes('store'))
    if (found && !allowed) throw new Error(`${name} calls ${found}…) and does not need '${need}' (shared/contract)`)
  }
}
