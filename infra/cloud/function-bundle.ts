import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Stage } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { type BuildOptions, buildSync } from 'esbuild'
import { exportName } from '../../shared/contract/function-names.ts'
import type { FunctionKind, Need } from '../../shared/contract/function-needs.ts'
import type { SettingName } from '../../shared/contract/settings.ts'
import { refuseHeavyScripts, scriptAddresses, scriptFiles } from '../browser-scripts.ts'
import { toolFiles } from '../tool-pages.ts'
import type { Deployment } from './deployment.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Bytes of the minified bundle a function may have; a cold start reads all of it, so raise a line only with a reason. A page that
 * needs nothing is the framework and the page. Others carry the pages, the rules and the two built-in definitions, what all
 * clients of the SDK share, and their own clients; a few tens of kilobytes above what was measured when this was written.
 */
const budget = {
  nothing: 70_000, // no room for a reader of schemas (92 kB)
  ours: 638_000,
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
    mailer: 230_000, // with what composes MIME; what speaks SMTP is 40 kB more than SES
    mailbox: 1_050_000, // most of it are the character sets of mails
    scripts: 60_000, // the scripts themselves, as text
    tools: 2_000, // the pages lie beside the bundle
    reader: 1_800_000, // nearly all of it what reads PDFs
  },
}

/** A function whose permissions are known, and with them the settings it reads. */
export type Bundled = { kind: FunctionKind; name: string; needs: readonly Need[]; settings: readonly SettingName[] }

/** Each function as one ESM file with everything in it, in a folder of its own in the assembly, which is answered by its name. */
export function bundleFunctions(
  scope: Construct,
  functions: readonly Bundled[],
  mail: Deployment['mail'],
): ReadonlyMap<string, string> {
  const entries = functions.map((one) => entryOf(one, mail))
  bundleTogether(entries.filter((entry) => !bundles.has(entry)))
  return new Map(
    functions.map((one, index) => [one.name, keepBundle(scope, one, bundles.get(entries[index] ?? '') as Bundle)]),
  )
}

function keepBundle(scope: Construct, { kind, name, needs }: Bundled, { code: bytes, map }: Bundle): string {
  const most = budgetOf(needs)
  console.log(`${`${kind}/${name}`.padEnd(32)} ${kilobytes(bytes)} of ${kilobytes(most)}`)
  if (bytes.length > most) {
    throw new Error(
      `${kind}/${name} is ${bytes.length} bytes, above its budget of ${most} (infra/cloud/function-bundle.ts)`,
    )
  }
  refuseUnneeded(`${kind}/${name}`, Buffer.from(bytes).toString('utf8'), needs)
  const folder = join(Stage.of(scope)?.assetOutdir ?? root, 'bundles', name)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'index.mjs'), bytes)
  writeFileSync(join(folder, 'index.mjs.map'), map)
  for (const [path, page] of needs.includes('tools') ? toolFiles() : []) {
    mkdirSync(dirname(join(folder, 'site', path)), { recursive: true })
    writeFileSync(join(folder, 'site', path), page)
  }
  return folder
}

type Bundle = { code: Uint8Array; map: Uint8Array }

/** By their entries: most functions of two stages are the same bytes. */
const bundles = new Map<string, Bundle>()

/** In one run, so that what they share is read once. The entries lie in files of the project, since a run has only one `stdin`. */
function bundleTogether(entries: readonly string[]): void {
  const written = new Map(
    entries.map((entry) => [createHash('sha256').update(entry).digest('hex').slice(0, 32), entry]),
  )
  const folder = join(root, 'cdk.out', 'entries')
  mkdirSync(folder, { recursive: true })
  for (const [name, entry] of written)
    writeFileSync(join(folder, `${name}.ts`), entry.replaceAll(" from './", " from '../../"))
  const { outputFiles } = buildSync({
    ...asFunction,
    entryPoints: [...written.keys()].map((name) => join(folder, `${name}.ts`)),
  })
  const found = new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]))
  for (const [name, entry] of written) {
    const [code, map] = [found.get(`${name}.mjs`), found.get(`${name}.mjs.map`)]
    if (!code || !map) throw new Error(`esbuild made nothing of\n${entry}`)
    bundles.set(entry, { code, map })
  }
}

/** Same sources, same bytes: no paths of a machine and no time in it. The map has names and places and not the sources themselves. */
const asFunction = {
  outdir: root, // where the maps' paths start from; nothing is written
  outExtension: { '.js': '.mjs' },
  absWorkingDir: root,
  bundle: true,
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

/** One entry that is no function of a stage. */
export function bundle(entry: string): Bundle {
  bundleTogether([entry])
  return bundles.get(entry) as Bundle
}

/** How each service is made: what the entry imports and what it says. */
const made = {
  store: {
    imports: [
      "import { DynamoDBClient } from '@aws-sdk/client-dynamodb'",
      "import { namedCalls } from './functions/aws/named-calls.ts'",
      "import { reportStore } from './functions/aws/report-store.ts'",
    ],
    says: 'store: reportStore(namedCalls(new DynamoDBClient()), settings.TABLE, files)',
  },
  files: {
    imports: ["import { fileStore } from './functions/aws/file-store.ts'"],
    says: 'files',
  },
  published: {
    imports: ["import { publicFiles } from './functions/aws/public-files.ts'"],
    says: 'published: publicFiles(settings)',
  },
  workflow: {
    imports: ["import { workflow } from './functions/aws/workflow.ts'"],
    says: 'workflow: workflow(settings)',
  },
  tools: {
    imports: ["import { releasePages } from './functions/aws/release-pages.ts'"],
    says: 'tools: releasePages()',
  },
  reader: {
    imports: ["import { fileReader } from './functions/reading/file-reader.ts'"],
    says: 'reader: fileReader()',
  },
  later: { imports: ["import { later } from './functions/aws/later.ts'"], says: 'later: later(settings)' },
  'link ring': {
    imports: ["import { linkRing } from './functions/aws/link-ring.ts'"],
    says: 'ring: linkRing(settings)',
  },
  ses: { imports: ["import { sesMailer } from './functions/aws/ses-mailer.ts'"], says: 'mailer: sesMailer(settings)' },
  mailbox: {
    imports: ["import { imapMailbox } from './functions/aws/imap-mailbox.ts'"],
    says: 'mailbox: imapMailbox(settings)',
  },
  smtp: {
    imports: ["import { smtpMailer } from './functions/aws/smtp-mailer.ts'"],
    says: 'mailer: smtpMailer(settings)',
  },
} as const

const madeKeys = {
  'link secrets': {
    imports: ["import { linkSecrets } from './functions/aws/link-secrets.ts'"],
    says: '...linkSecrets(settings)',
  },
  'signing key': {
    imports: ["import { signingKey } from './functions/aws/signing-key.ts'"],
    says: '...signingKey(settings)',
  },
} as const

const handlers: Record<FunctionKind, string> = {
  http: 'httpHandler',
  workflow: 'taskHandler',
  schedule: 'taskHandler',
  operator: 'operatorHandler',
}

/** What the function's file is wrapped in: its handler, and only the services it needs. */
function entryOf({ kind, name, needs, settings }: Bundled, mail: Deployment['mail']): string {
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
  const from = name === 'answer-unknown-route' ? './functions/door/handler.ts' : `./functions/${kind}/${name}.ts`
  return [
    `import { ${handlers[kind]} } from './functions/door/handler.ts'`,
    `import { ${work} } from '${from}'`,
    "import { readSettings } from './shared/contract/settings.ts'",
    "import { log } from './functions/aws/log.ts'",
    "import { systemClock } from './functions/aws/system-clock.ts'",
    ...[...services, ...keys].flatMap(({ imports }) => imports),
    `const settings = readSettings(${JSON.stringify([...settings].sort())}, process.env)`,
    // The long lists of facts lie there too.
    `const files = ${needs.some((need) => need.startsWith('files')) ? 'fileStore(settings)' : 'undefined'}`,
    'const services = {',
    [
      'clock: systemClock()',
      `log: log({ stage: settings.STAGE, functionName: '${name}' })`,
      `settings: {
        baseUrl: settings.BASE_URL,
        publicUrl: settings.PUBLIC_URL,
        sender: { name: settings.SENDER_NAME, address: settings.SENDER_ADDRESS, phone: settings.SENDER_PHONE },
        scripts: ${JSON.stringify(scriptAddresses())},
        ${settings.includes('SITE') ? 'site: settings.SITE,' : ''}
        ${settings.includes('SHIELD') ? 'shield: settings.SHIELD,' : ''}
      }`,
      ...services.map(({ says }) => says),
      ...(keys.length > 0 ? [`keys: { ${keys.map(({ says }) => says).join(', ')} }`] : []),
    ].join(',\n'),
    '}',
    kind === 'http'
      ? `export const handler = httpHandler(${work}, services)`
      : `export const handler = ${handlers[kind]}('${name}', ${work}, services)`,
  ].join('\n')
}

function budgetOf(needs: readonly Need[]): number {
  if (needs.length === 0) return budget.nothing
  const clients = new Set(
    needs.map((need) => (need === 'sessions' ? 'store' : need.replace(':read', '')) as keyof typeof budget.clients),
  )
  return budget.ours + budget.sdk + [...clients].reduce((sum, client) => sum + budget.clients[client], 0)
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

const kilobytes = (size: number | Uint8Array): string =>
  `${Math.ceil((typeof size === 'number' ? size : size.length) / 1000)} kB`.padStart(8)
