import { execFile, execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { approve } from '../../infra/local/demo/people.ts'
import { itemAt } from '../../shared/present.ts'
import { approvers, firstCycle, firstOffice, until } from './first-office.ts'

/**
 * The guide's own commands for upgrade, rollback and restore, as they stand in docs/serve.md, in the middle of a cycle. The machine's
 * folders lie in one of ours; `systemctl` and what needs root or a network are small programs of the same name. The version before is
 * this code with the number of an older layout, the version after is this code again: what differs there is the release alone.
 */
const place = mkdtempSync(join(tmpdir(), 'lianbao-upgrade-'))
const at = (name: string): string => join(place, name)
const here = (text: string): string =>
  text.replaceAll(/\/(opt\/lianbao|var\/(?:lib|backups|cache)\/lianbao)/g, (_, path) => at(path))
const began = String(Date.now())
const guide = readFileSync('docs/serve.md', 'utf8')
let office: Awaited<ReturnType<typeof firstOffice>>

/** The shell blocks of a section of the guide. */
function commandsOf(text: string, heading: string): string[] {
  const section = text.split(/^## /m).find((each) => each.startsWith(heading)) ?? ''
  return [...section.matchAll(/```sh\n(.*?)```/gs)].map((block) => itemAt(block, 1))
}
const [upgrade, back] = commandsOf(guide, 'Upgrade, and back') as [string, string]
const [restore] = commandsOf(guide, 'Restore') as [string]
const [look] = commandsOf(guide, '5. Look') as [string]
const alias = itemAt(look.split('\n'), 1)

const programs: Record<string, string> = {
  systemctl: `unit=${at('opt/lianbao')}/infra/machine/$2.service; pid=${at('pid')}
setting() { sed -n "s/^$1=//p" $unit | sed -E 's#/(opt/lianbao|var/(lib|backups|cache)/lianbao)#${place}/\\1#g'; }
stopped() { [ ! -f $pid ] || { kill $(cat $pid) 2>/dev/null && tail --pid=$(cat $pid) -f /dev/null; rm -f $pid; }; }
cd ${at('opt/lianbao')}
case "$1 $2" in
  "start lianbao-backup") exec env $(setting Environment) $(setting ExecStart) ;;
  "stop lianbao") stopped ;;
  "start lianbao") setsid env $(setting Environment) $(setting ExecStart) >${at('log')} 2>&1 & echo $! >$pid ;;
  *) echo "systemctl $*" >&2; exit 1 ;;
esac`,
  runuser: 'while [ "$1" != -- ]; do shift; done; shift; exec "$@"',
  install:
    'kept=; while [ $# -gt 0 ]; do case "$1" in -o|-g) shift ;; *) kept="$kept $1" ;; esac; shift; done; exec /usr/bin/install $kept',
  npm: `if [ "$1" = ci ]; then ln -sfn ${resolve('node_modules')} node_modules; else exec $(PATH=\${PATH#*:} command -v npm) "$@"; fi`,
}

async function run(commands: string): Promise<string> {
  const path = [at('bin'), dirname(process.execPath), process.env.PATH].join(delimiter)
  const ours = Object.entries(process.env).filter(([name]) => !/^GIT_|^npm_/.test(name))
  const later = `--import ${resolve('test/fixtures/later-clock.mjs')}`
  const env = { ...Object.fromEntries(ours), PATH: path, NODE_OPTIONS: later, LIANBAO_CLOCK_BEGAN: began }
  const script = ['shopt -s expand_aliases', 'cd /opt/lianbao', alias, commands].join('\n')
  return (await promisify(execFile)('bash', ['-euc', here(script)], { env })).stdout
}
const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
    cwd: at('origin'),
  }).toString()

function release(name: string, change: (path: string) => void = () => {}): string {
  for (const each of ['functions', 'infra', 'shared', 'docs/first-cycle', 'package.json'])
    cpSync(each, at(`origin/${each}`), { recursive: true })
  writeFileSync(at('origin/release'), name)
  change(at('origin/functions/sqlite/fact-database.ts'))
  git('add', '--all')
  git('commit', '--quiet', '--message', name)
  return git('rev-parse', 'HEAD').trim()
}

const isUp = async (): Promise<true | undefined> =>
  fetch(`${office.door.baseUrl}/health`)
    .then(({ ok }) => ok || undefined)
    .catch(() => undefined)
const audit = () => run(`lianbao audit ${firstCycle}`)
/** Every fact that stands in an audit, without its place in the chain. */
const factsIn = (file: string): string[] =>
  file
    .split('\n')
    .slice(1, -1)
    .map((line) => JSON.stringify(JSON.parse(line).fact))

beforeAll(async () => {
  mkdirSync(at('bin'))
  for (const [name, text] of Object.entries(programs))
    writeFileSync(at(`bin/${name}`), `#!/bin/bash\n${text}\n`, { mode: 0o755 })
  mkdirSync(at('origin'))
  git('init', '--quiet', '--initial-branch=main')
  office = await firstOffice(at('var/lib/lianbao'))
})
afterAll(async () => {
  if (existsSync(at('pid'))) process.kill(Number(readFileSync(at('pid'), 'utf8')), 'SIGKILL')
  await office?.stop()
  rmSync(place, { recursive: true, force: true })
})

it('the Chinese guide has the very same commands', () => {
  const shell = (path: string) =>
    [...readFileSync(path, 'utf8').matchAll(/```sh\n(.*?)```/gs)].map((block) =>
      itemAt(block, 1).replaceAll(/<.*?>/g, '<>'),
    )
  expect(shell('docs/serve.zh.md')).toEqual(shell('docs/serve.md'))
})

describe('in the middle of a cycle', () => {
  let first: string
  let beforeUpgrade: string

  it('an upgrade keeps every fact, and the cycle goes on', async () => {
    first = release('one', (path) => {
      const older = readFileSync(path, 'utf8').replaceAll(/(user_version|layoutVersion) = 2/g, '$1 = 1')
      writeFileSync(path, older.replace('if (version === 1)', 'if (version === 0.5)'))
    })
    mkdirSync(at('opt'))
    execFileSync('git', ['clone', '--quiet', at('origin'), at('opt/lianbao')])
    await run('npm ci --omit=dev\nsystemctl start lianbao')
    await until(isUp)
    await run('lianbao open docs/first-cycle/cycle.json --roster docs/first-cycle/roster.csv')
    expect((await office.fill()).status).toBe(200)
    await office.asked(approvers[0])
    beforeUpgrade = await audit()

    release('two')
    await run(upgrade)
    await until(isUp)
    expect(readFileSync(at('opt/lianbao/release'), 'utf8')).toBe('two')
    expect(factsIn(await audit())).toEqual(expect.arrayContaining(factsIn(beforeUpgrade)))
    expect((await approve(office.door, await office.asked(approvers[0]))).status).toBe(200)
  })

  it('the way back of a version with the same layout loses nothing', async () => {
    const signed = await audit()
    release('three')
    await run(upgrade)
    await until(isUp)
    await run(back)
    await until(isUp)
    expect(readFileSync(at('opt/lianbao/release'), 'utf8')).toBe('two')
    expect(factsIn(await audit())).toEqual(expect.arrayContaining(factsIn(signed)))
    expect((await approve(office.door, await office.asked(approvers[1]))).status).toBe(200)
    await office.published()
  })

  it('a version that does not know the layout says so; the backup holds all that was acknowledged before the upgrade', async () => {
    await run(back.replace('ORIG_HEAD', first))
    await until(async () => readFileSync(at('log'), 'utf8').includes('It was written by a newer version') || undefined)
    expect(await isUp()).toBeUndefined()

    const [backup] = readdirSync(at('var/backups/lianbao')).sort()
    const published = new Set((await office.door.mails()).map(({ id }) => id))
    await run(restore.replace(/lianbao-\d{8}T\d{6}Z/, `${backup}`))
    await until(isUp)
    expect(factsIn(await audit())).toEqual(expect.arrayContaining(factsIn(beforeUpgrade)))
    expect(published.size).toBeGreaterThan(0)
    expect((await approve(office.door, await office.asked(approvers[0]))).status).toBe(200)
  })

  it('what was acknowledged since then stands in the folder that was put aside, for the newer version', async () => {
    await run(
      `systemctl stop lianbao\ncd /opt/lianbao && git checkout -q main\nmv /var/lib/lianbao /var/lib/lianbao.older\nmv /var/lib/lianbao.damaged /var/lib/lianbao`,
    )
    await run('systemctl start lianbao')
    await until(isUp)
    expect(await audit()).toContain('"publication"')
    expect(await office.published()).toMatchObject({ version: 1 })
  })
})
