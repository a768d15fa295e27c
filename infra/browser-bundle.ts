import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { firstOf } from '../shared/present.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Loaded where something is built: a start that finds everything kept does without. */
const fromHere = createRequire(import.meta.url)

type Bundle = { contents: Uint8Array; text: string; inputs: string[] }

/**
 * `functions/desk/<name>.ts` as one script. Same sources, same bytes: no paths, no time, no source map in it. `inputs`: paths from the
 * project's root. Where a compile cache is named, what was built lies there too: to build five of them takes longer than the rest of a start.
 */
export function bundleForBrowser(name: string): Bundle {
  const place = process.env.NODE_COMPILE_CACHE && join(process.env.NODE_COMPILE_CACHE, 'scripts', `${name}.json`)
  const kept = place && keptBundle(place)
  if (kept) return kept
  const built = build(name)
  if (place) keep(place, built)
  return built
}

/** What was kept, if it was built by this version of the bundler out of the same bytes. */
function keptBundle(place: string): Bundle | undefined {
  try {
    const { text, made } = JSON.parse(readFileSync(place, 'utf8')) as { text: string; made: Record<string, string> }
    const inputs = Object.keys(made).filter((input) => input !== bundler)
    if (JSON.stringify(digestsOf(inputs)) !== JSON.stringify(made)) return undefined
    return { contents: Buffer.from(text), text, inputs }
  } catch {
    return undefined
  }
}

function keep(place: string, { text, inputs }: Bundle): void {
  try {
    mkdirSync(join(place, '..'), { recursive: true, mode: 0o700 })
    writeFileSync(`${place}.${process.pid}`, JSON.stringify({ text, made: digestsOf(inputs) }), { mode: 0o600 })
    renameSync(`${place}.${process.pid}`, place)
  } catch {
    // A cache that cannot be written is none.
  }
}

const bundler = 'infra/browser-bundle.ts'
/** Most sources are in several scripts; each is read once in the life of a process. */
const digests = new Map<string, string>()
function digestsOf(inputs: readonly string[]): Record<string, string> {
  const { version } = fromHere('esbuild/package.json') as { version: string }
  for (const input of [bundler, ...inputs].filter((each) => !digests.has(each))) {
    const digest = createHash('sha256').update(version)
    digests.set(input, digest.update(readFileSync(join(root, input))).digest('hex'))
  }
  return Object.fromEntries([bundler, ...inputs].map((input) => [input, digests.get(input) ?? '']))
}

function build(name: string): Bundle {
  const { buildSync } = fromHere('esbuild') as typeof import('esbuild')
  const { outputFiles, metafile } = buildSync({
    entryPoints: [`functions/desk/${name}.ts`],
    absWorkingDir: root,
    bundle: true,
    platform: 'browser',
    // Chrome 69 is what 360 and UOS browsers of the last years are built on. Older ones and IE mode get the plain form: they
    // do not parse the script, and the page does not need it.
    target: 'chrome69',
    format: 'iife',
    minify: true,
    charset: 'utf8',
    sourcemap: false,
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'error',
  })
  const { contents, text } = firstOf(outputFiles)
  return { contents, text, inputs: Object.keys(metafile.inputs).sort() }
}

/** Bytes a script may have, minified and as it travels. */
export type ScriptBudget = { minified: number; gzip: number }

/** What of a script is above its budget, in words. */
export function excessOf(name: string, text: string, budget: ScriptBudget): string[] {
  const sizes = { minified: Buffer.byteLength(text), gzip: gzipSync(text, { level: 9 }).length }
  return (['minified', 'gzip'] as const).flatMap((kind) =>
    sizes[kind] > budget[kind]
      ? [`the script ${name} is ${sizes[kind]} bytes ${kind}, above its budget of ${budget[kind]}`]
      : [],
  )
}
