import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { buildSync } from 'esbuild'
import { firstOf } from '../shared/present.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** `functions/desk/<name>.ts` as one script. Same sources, same bytes: no paths, no time, no source map in it. `inputs`: paths from the project's root. */
export function bundleForBrowser(name: string): { contents: Uint8Array; text: string; inputs: string[] } {
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
