import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { approve, askedSince } from '../../infra/local/demo/people.ts'
import { linkIn, type ReadMail, type VisitedDoor, Visitor } from '../../infra/local/demo/visitor.ts'
import { shippedDefinition } from '../../shared/report/definitions/shipped.ts'
import { freePort } from '../fixtures/free-port.ts'
import { readMail, smtpServer } from '../fixtures/smtp-server.ts'

/**
 * One office, one machine, for real: the program as it is started, a mail server, the first cycle of docs/serve.md from its opening at
 * the console to its publication, on a clock that began when the year reported on had ended. The process is killed before every step.
 */
const cycle = 'first-cycle'
/** As `npm ci --omit=dev` installs it. */
const asInstalled = ['no-development-packages', 'later-clock'].flatMap((name) => [
  '--import',
  `./test/fixtures/${name}.mjs`,
])
let folder: string
let port: number
let mailServer: Awaited<ReturnType<typeof smtpServer>>
let child: ChildProcess
let door: VisitedDoor

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianbao-office-'))
  mailServer = await smtpServer()
  port = await freePort()
  const settings = {
    baseUrl: `http://localhost:${port}`,
    listen: { port },
    sender: { name: '政务公开办', address: 'report@office.example.org', phone: '0454-2920000' },
    smtp: { host: '127.0.0.1', port: mailServer.port },
    mailsPerSecond: 100,
  }
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings))
  const read: ReadMail[] = []
  door = {
    baseUrl: settings.baseUrl,
    publicUrl: `${settings.baseUrl}/public`,
    async mails() {
      for (const source of mailServer.received.slice(read.length))
        read.push(await readMail(source, `${read.length + 1}`.padStart(6, '0')))
      return read
    },
    passTime: () => Promise.reject(new Error('the clock is the machine’s')),
  }
  await start()
}, 120_000)
afterAll(async () => {
  child?.kill('SIGKILL')
  await mailServer?.stop()
  await rm(folder, { recursive: true, force: true })
  await rm(join(folder, '..', `${cycle}-backups-${port}`), { recursive: true, force: true })
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
    expect(await passedOn.json()).toEqual({ ok: true, problems: [] })
    const written = await fetch(`${door.baseUrl}/health`, { method: 'PUT' })
    expect([written.status, written.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  it('is opened at the console; the invitation leaves by SMTP', async () => {
    const opened = await lianbao('open', 'docs/first-cycle/cycle.json', '--roster', 'docs/first-cycle/roster.csv')
    expect(opened).toContain('opened')
    expect(opened).toContain(`工作台 / board: ${door.baseUrl}/open#`)
    const invitation = await mailTo('you+unit@office.example.org', /填报/)
    expect(invitation.subject).not.toContain('试用')
    expect(linkIn(invitation).url).toContain(door.baseUrl)
  })

  it('takes the slice; after two signatures the report is out, through a kill before every step', async () => {
    const invitation = await mailTo('you+unit@office.example.org', /填报/)
    await killAndStart()
    const slice = await new Visitor(door).openLink(invitation)
    expect(slice.status).toBe(200)
    const visitor = new Visitor(door)
    const page = await visitor.openLink(invitation)
    const definition = shippedDefinition('safety-inspection')!
    const texts = definition.parts.flatMap(({ id, body }) =>
      body.kind === 'narrative' ? [[`text:${id}`, '试运行。']] : [],
    )
    const cells = page.html.querySelectorAll('[name^="cell:"]').map((field) => [field.getAttribute('name')!, '0'])
    const receipt = await visitor.submit(
      page,
      { ...Object.fromEntries(cells), ...Object.fromEntries(texts) },
      { form: 'form[action^="/slice"]', button: { name: 'do', value: 'submit' } },
    )
    expect(receipt.status).toBe(200)
    await killAndStart()
    for (const approver of ['you+review@office.example.org', 'you+director@office.example.org']) {
      const asked = await until(async () =>
        (await askedSince(door, new Set())).find(({ address }) => address === approver),
      )
      expect((await approve(door, asked)).status).toBe(200)
      await killAndStart()
    }
    const published = await until(async () => {
      const answer = await fetch(`${door.publicUrl}/r/${cycle}/v1/report.json`)
      return answer.ok ? ((await answer.json()) as Record<string, unknown>) : undefined
    })
    expect(published).toMatchObject({ cycle, version: 1 })
    expect(published).not.toHaveProperty('trial')
    await mailTo('you+unit@office.example.org', /公布/)
    expect(await lianbao('board', cycle)).toContain('试运行单位')
    expect(await lianbao('audit', cycle)).toContain('"publication"')
    expect(await lianbao('backup', join(folder, '..', `${cycle}-backups-${port}`))).toContain('facts')
    const received = (await door.mails()).map(({ to, subject }) => `${to} ${subject}`)
    expect(received.length).toBe(new Set(received).size)
  })
})

async function start(): Promise<void> {
  child = spawn(process.execPath, [...asInstalled, 'infra/run.mjs', 'infra/local/serve.ts', '--folder', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await Promise.race([once(child.stdout!, 'data'), once(child, 'exit').then(([code]) => expect(code).toBe('running'))])
}

async function killAndStart(): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  await start()
}

async function lianbao(...args: string[]): Promise<string> {
  const command = [...asInstalled, 'infra/run.mjs', 'infra/command-line/lianbao.ts', ...args, '--folder', folder]
  return (await promisify(execFile)(process.execPath, command)).stdout
}

const mailTo = (address: string, words: RegExp): Promise<ReadMail> =>
  until(async () => (await door.mails()).find(({ to, subject }) => to === address && words.test(subject)))

/** The timer runs every fifteen seconds; the test's own limit is the longest wait. */
async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    await pause(200)
  }
}
