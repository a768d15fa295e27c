import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
let folder = ''
// What a hook or a caller says of its own repository is not meant for this one.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')))
const run = (cwd: string, command: string, ...args: string[]): string =>
  execFileSync(command, args, { cwd, encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'ignore'] }).trim()
const git = (...args: string[]) =>
  run(folder, 'git', '-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'core.hooksPath=/dev/null', ...args)
function commit(...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    // A long one is left to the weekly run, however much is scored.
    writeFileSync(join(folder, path), `${Math.random()}\n`.repeat(path.includes('proposal') ? 501 : 1))
  }
  git('add', '-A')
  git('commit', '-qm', 'x')
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianbao-touched-'))
  git('init', '-q')
  cpSync(join(root, '.ci'), join(folder, '.ci'), { recursive: true })
  cpSync(join(root, 'test/mutation'), join(folder, 'test/mutation'), { recursive: true })
  commit('README.md')
  git('update-ref', 'refs/remotes/origin/main', 'HEAD')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each<[string, string[], string]>([
  ['pages of the guide alone: the plain run', ['docs/a.md', 'test/functions/a.ts'], ''],
  ['words alone: what is bundled', ['shared/words/a.ts', 'docs/a.md'], 'LIANBAO_BUNDLES=all'],
  ['a dependency: the same', ['package-lock.json'], 'LIANBAO_BUNDLES=all'],
  ['the store: deaths', ['functions/kept/a.ts'], 'LIANBAO_KILLS=30\nLIANBAO_BUNDLES=all'],
  ['the walk, two commits ago', ['functions/workflow/a.ts', 'docs/b.md'], 'LIANBAO_KILLS=30\nLIANBAO_BUNDLES=all'],
  ['mails and links: the scanner', ['shared/mail/unit/a.ts'], 'LIANBAO_SCANNER=all\nLIANBAO_BUNDLES=all'],
  ['pages: every one at three widths', ['shared/pages/slice/a.ts'], 'LIANBAO_WIDTHS=all\nLIANBAO_BUNDLES=all'],
  ['the desk: the same', ['functions/desk/a.ts'], 'LIANBAO_WIDTHS=all\nLIANBAO_BUNDLES=all'],
  [
    'what decides: its mutants',
    ['shared/cycle/duty.ts', 'shared/draft/sign-off.ts'],
    'LIANBAO_BUNDLES=all\nLIANBAO_MUTANTS=shared/cycle/duty.ts shared/draft/sign-off.ts',
  ],
  [
    'much of what decides: the three shortest',
    ['shared/cycle/duty.ts', 'shared/cycle/proposal.ts', 'shared/draft/draft.ts', 'shared/cycle/unit/slice-window.ts'],
    'LIANBAO_BUNDLES=all\nLIANBAO_MUTANTS=shared/cycle/duty.ts shared/cycle/unit/slice-window.ts shared/draft/draft.ts',
  ],
  [
    'all of it',
    ['infra/local/a.ts', 'functions/door/a.ts', 'shared/cycle/duty.ts'],
    'LIANBAO_KILLS=30\nLIANBAO_SCANNER=all\nLIANBAO_BUNDLES=all\nLIANBAO_MUTANTS=shared/cycle/duty.ts',
  ],
])('a submission that touches %s', (_, paths, switches) => {
  git('checkout', '-q', '--detach', 'refs/remotes/origin/main')
  for (const path of paths) commit(path)
  expect(run(folder, '.ci/touched')).toBe(switches)
})

test('a clone that stands on what has landed looks at its last commit, a shallow one at nothing', () => {
  git('checkout', '-q', '--detach', 'refs/remotes/origin/main')
  commit('docs/c.md')
  commit('functions/kept/a.ts')
  git('update-ref', 'refs/remotes/origin/main', 'HEAD')
  expect(run(folder, '.ci/touched')).toBe('LIANBAO_KILLS=30\nLIANBAO_BUNDLES=all')
  const shallow = join(folder, 'shallow')
  run(folder, 'git', 'clone', '-q', '--depth', '1', `file://${folder}`, shallow)
  expect(run(shallow, '.ci/touched')).toBe('')
})
