import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { approve } from '../../infra/local/demo/people.ts'
import { linkIn, type VisitedDoor } from '../../infra/local/demo/visitor.ts'
import { approvers, firstCycle, firstOffice } from './first-office.ts'

/**
 * One office, one machine, for real: the program as it is started, a mail server, the first cycle of docs/serve.md from its opening at
 * the console to its publication, on a clock that began when the year reported on had ended. The process is killed before every step.
 */
/** As `npm ci --omit=dev` installs it. */
const asInstalled = ['no-development-packages', 'later-clock'].flatMap((name) => [
  '--import',
  `./test/fixtures/${name}.mjs`,
])
let folder: string
let office: Awaited<ReturnType<typeof firstOffice>>
let child: ChildProcess
let door: VisitedDoor

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianbao-office-'))
  office = await firstOffice(folder)
  door = office.door
  await start()
}, 120_000)
afterAll(async () => {
  child?.kill('SIGKILL')
  await office?.stop()
  await rm(folder, { recursive: true, force: true })
  await rm(join(folder, '..', `${firstCycle}-backups-${office.port}`), { recursive: true, force: true })
})

describe('an office’s own system', () => {
  it('has no outbox, no clock to move, and says nowhere that it is a trial', async () => {
    for (const path of ['/outbox', '/clock', '/'])
      expect([path, (await fetch(`${door.baseUrl}${path}`)).status]).toEqual([path, 404])
    const asked = { method: 'POST', body: '{"days":1}', headers: { 'content-type': 'application/json' } }
    expect((await fetch(`${door.baseUrl}/clock`, asked)).status).toBe(404)
    const page = await (await fetch(`${door.baseUrl}/open`, { headers: { accept: 'text/html' } })).text()
    expect(page).not.toContain('试用')
  })

  it('tells a monitor how it is', async () => {
    expect(await (await fetch(`${door.baseUrl}/health`)).json()).toMatchObject({ ok: true, mail: { count: 0 } })
    const passedOn = await fetch(`${door.baseUrl}/health`, { headers: { 'x-forwarded-for': '203.0.113.7' } })
    expect(await passedOn.json()).toEqual({ ok: true, problems: [], says: [] })
    const written = await fetch(`${door.baseUrl}/health`, { method: 'PUT' })
    expect([written.status, written.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  it('is opened at the console; the invitation leaves by SMTP', async () => {
    const opened = await lianbao('open', 'docs/first-cycle/cycle.json', '--roster', 'docs/first-cycle/roster.csv')
    expect(opened).toContain('opened')
    expect(opened).toContain(`工作台 / board: ${door.baseUrl}/open#`)
    const invitation = await office.invitation()
    expect(invitation.subject).not.toContain('试用')
    expect(linkIn(invitation).url).toContain(door.baseUrl)
  })

  it('takes the slice; after two signatures the report is out, through a kill before every step', async () => {
    const kept = await readdir(compiled(), { recursive: true, withFileTypes: true })
    const sizes = kept.map((each) => (each.isFile() ? statSync(join(each.parentPath, each.name)).size : 0))
    const code = sizes.filter((_, i) => /\/v24/.test(kept[i]?.parentPath ?? ''))
    expect(
      code.reduce((a, b) => a + b, 0),
      'bytes of code that a kill leaves',
    ).toBeGreaterThan(500_000)
    expect(kept.map(({ name }) => name)).toEqual(expect.arrayContaining(['made.json', 'index.mjs']))
    await killAndStart()
    expect((await office.fill()).status).toBe(200)
    await killAndStart()
    for (const approver of approvers) {
      const asked = await office.asked(approver)
      expect((await approve(door, asked)).status).toBe(200)
      await killAndStart()
    }
    const published = await office.published()
    expect(published).toMatchObject({ cycle: firstCycle, version: 1 })
    expect(published).not.toHaveProperty('trial')
    await office.mailTo(/公布/)
    expect(await lianbao('board', firstCycle)).toContain('试运行单位')
    expect(await lianbao('audit', firstCycle)).toContain('"publication"')
    expect(await lianbao('key')).toContain('SHA256:')
    await expect(lianbaoAlone('cost')).rejects.toThrow('run it in a copy with all of them (npm ci)')
    expect(await lianbao('backup', join(folder, '..', `${firstCycle}-backups-${office.port}`))).toContain('facts')
    const received = (await door.mails()).map(({ to, subject }) => `${to} ${subject}`)
    expect(received.length).toBe(new Set(received).size)
  })
})

const compiled = () => join(folder, 'compiled')
async function start(): Promise<void> {
  child = spawn(process.execPath, [...asInstalled, 'infra/run.mjs', 'infra/local/serve.ts', '--folder', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: compiled() },
  })
  await Promise.race([once(child.stdout!, 'data'), once(child, 'exit').then(([code]) => expect(code).toBe('running'))])
}

async function killAndStart(): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  await start()
}

const lianbao = (...args: string[]): Promise<string> => lianbaoAlone(...args, '--folder', folder)

async function lianbaoAlone(...args: string[]): Promise<string> {
  const command = [...asInstalled, 'infra/run.mjs', 'infra/command-line/lianbao.ts', ...args]
  return (await promisify(execFile)(process.execPath, command)).stdout
}
