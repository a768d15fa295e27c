import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { pythonEnvironment } from '../fixtures/python.ts'

/** Everything that other people's tools need lies here; git ignores it. */
const folder = resolve('.foreign')

/** Where a tool is, or why it is not: said loudly, since a check that did not run looks like one that passed. */
export type Tool = { bin: string } | { skipped: string }

/** Python packages in one environment of their own, pinned: a newer one may find what an older one let pass. */
const packages = [
  'schemathesis==4.32.5',
  'frictionless==5.21.0',
  'pyshacl==0.40.1',
  'pandas==2.3.3',
  'feedparser==6.0.14',
]
export function pythonTools(): Tool {
  const made = pythonEnvironment(`${folder}/venv`, packages)
  return 'skipped' in made ? skip(made.skipped) : { bin: `${made.folder}/bin` }
}

/** Chromium 69, what the browsers of old office computers are built on: the one inside of Qt 5.12. */
export function oldBrowser(): Tool {
  const packagesOfQt = ['PyQt5==5.12.3', 'PyQtWebEngine==5.12.1', 'PyQt5-sip==12.11.1']
  const made = pythonEnvironment(`${folder}/chromium-69`, packagesOfQt)
  if ('skipped' in made) return skip(made.skipped)
  const bin = `${made.folder}/bin`
  const starts = spawnSync(`${bin}/python3`, ['-c', 'from PyQt5.QtWebEngineWidgets import QWebEngineView'], {
    encoding: 'utf8',
  })
  return starts.status === 0 ? { bin } : skip(`Qt does not start: ${starts.stderr.trim().split('\n').at(-1)}`)
}

/** The Nu Html Checker, as npm has it; it needs Java. */
export function htmlChecker(): Tool {
  const jar = `${folder}/node_modules/vnu-jar/build/dist/vnu.jar`
  if (!existsSync(jar)) {
    mkdirSync(folder, { recursive: true })
    const options = ['install', '--prefix', folder, '--no-fund', '--no-audit', '--no-save', 'vnu-jar@26.9.27']
    const installed = spawnSync('npm', options, { encoding: 'utf8' })
    if (installed.status !== 0) return skip(`npm install vnu-jar failed: ${installed.stderr.trim().split('\n').at(-1)}`)
  }
  const java = programOf('java')
  return 'skipped' in java ? java : { bin: jar }
}

/** A program of the machine. */
export function programOf(name: string): Tool {
  const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' })
  return found.status === 0 ? { bin: found.stdout.trim() } : skip(`${name} is not installed here`)
}

function skip(why: string): Tool {
  console.error(`\n${'!'.repeat(100)}\nA FOREIGN TOOL WAS SKIPPED: ${why}\n${'!'.repeat(100)}\n`)
  return { skipped: why }
}

/** Runs a tool and answers what it said, and of that what it put `out`, where no log of its own comes between; the test goes on meanwhile, so a server of ours can answer it. */
export function run(
  command: string,
  options: readonly string[],
  { cwd = folder, input }: { cwd?: string; input?: string } = {},
): Promise<{ status: number | null; out: string; said: string }> {
  return new Promise((done, failed) => {
    const child = spawn(command, options, { cwd, env: { ...process.env, NO_COLOR: '1', PYTHONWARNINGS: 'ignore' } })
    let said = ''
    let out = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
    child.once('error', failed).once('close', (status) => done({ status, out, said }))
    child.stdin.end(input)
  })
}
