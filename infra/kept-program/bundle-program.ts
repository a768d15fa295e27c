import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { scriptFiles } from '../browser-scripts.ts'
import { functionFiles } from '../local/engine/load-functions.ts'
import { toolFiles } from '../tool-pages.ts'
import { bundler, digestsOf, packages, root } from './kept-program.mjs'

// `node infra/kept-program/bundle-program.ts FOLDER`: makes the program that kept-program.mjs runs.
const [folder = ''] = process.argv.slice(2)
const own = (path: string): string => join(root, path)

/** The functions are found by their files' names, which only the sources have. */
const functionTable: Plugin = {
  name: 'function-table',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]engine[/\\]function-files\.ts$/ }, () => {
      const files = functionFiles()
      const imports = files.map((file, i) => `import * as f${i} from ${JSON.stringify(own(file))}`)
      const table = files.map((file, i) => `${JSON.stringify(file)}: f${i}`)
      const contents = `${imports.join('\n')}\nconst table = {${table}}\nexport const functionFile = async (file) => table[file]`
      return { contents, loader: 'js', resolveDir: root }
    })
  },
}

/** What a source looks for beside itself stays there; but the log's map lies beside the bundle. */
const besideSources: Plugin = {
  name: 'beside-sources',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8')
      if (!source.includes('import.meta') || path.endsWith('file-log.ts')) return undefined
      const contents = source
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll(/import\.meta\.resolve\('([^']+)'\)/g, (_, name) => JSON.stringify(import.meta.resolve(name)))
      return { contents, loader: 'ts' }
    })
  },
}

const { outputFiles, metafile } = await build({
  entryPoints: { index: own('infra/local/serve.ts') },
  absWorkingDir: root,
  outdir: join(root, 'out'), // where the map's paths start from; nothing is written there
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true, // what is loaded by some starts only stays apart
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  external: ['esbuild', 'classic-level'],
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  minify: true,
  sourcemap: 'external',
  sourcesContent: false,
  legalComments: 'none',
  tsconfigRaw: '{}',
  plugins: [functionTable, besideSources],
  metafile: true,
  write: false,
  logLevel: 'error',
})

const digest = createHash('sha256')
for (const { contents } of outputFiles) digest.update(contents)
const name = digest.digest('hex').slice(0, 16)
const beside = join(folder, `.${name}.${process.pid}.part`)
/** On the disk before it has its name: half a program that a power cut left would be taken for a whole one. */
const whole = { mode: 0o600, flush: true }
mkdirSync(beside, { recursive: true, mode: 0o700 })
for (const { path, contents } of outputFiles) writeFileSync(join(beside, basename(path)), contents, whole)
if (!existsSync(join(folder, name))) renameSync(beside, join(folder, name))
const sources = Object.keys(metafile.inputs).filter((input) => !input.startsWith('node_modules/'))
const made = digestsOf([bundler, packages, ...sources.sort()])
const label = join(folder, `.${process.pid}.part`)
writeFileSync(label, JSON.stringify({ entry: join(name, 'index.mjs'), made }), whole)
renameSync(label, join(folder, 'made.json'))
for (const old of readdirSync(folder).filter((each) => ![name, 'made.json'].includes(each)))
  rmSync(join(folder, old), { recursive: true })

// What else a start builds where nothing is kept of it.
scriptFiles()
toolFiles()
