import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import type { IncomingHttpHeaders } from 'node:http'
import { request as secureRequest } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { issueLink } from '../../functions/telling/links.ts'
import { type Office, startOffice } from '../../infra/local/serve/office.ts'
import { readServeSettings } from '../../infra/local/serve/serve-settings.ts'
import { freePort } from '../fixtures/free-port.ts'
import { openSmallCycle } from '../journeys/embedded.ts'

// The examples an office copies from infra/machine, run as they stand with this test's names, ports and certificates in them.
const example = (name: string): string => readFileSync(`infra/machine/${name}`, 'utf8')
const has = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0
const folder = mkdtempSync(join(tmpdir(), 'lianbao-machine-'))
const at = (name: string): string => join(folder, name)
const report = 'report.localhost'
const published = 'public.localhost'
afterAll(() => rm(folder, { recursive: true, force: true }))

describe.skipIf(!has('systemd-analyze', '--version'))('the systemd units', () => {
  it('are understood', async () => {
    await mkdir(at('units'), { recursive: true })
    const units = ['lianbao.service', 'lianbao-backup.service', 'lianbao-backup.timer']
    for (const unit of units) {
      const here = example(unit)
        .replaceAll('ExecStart=node ', `ExecStart=${process.execPath} `)
        .replaceAll(/^(User|Group)=.*$/gm, '$1=root')
        .replaceAll('/opt/lianbao', process.cwd())
      await writeFile(at(`units/${unit}`), here)
    }
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', ...units.map((unit) => at(`units/${unit}`))])
    expect([status, String(stderr)]).toEqual([0, ''])
  })

  it('take Node from where it was installed: /usr/bin (NodeSource) or /usr/local/bin (nodejs.org, npm), the latter first', () => {
    for (const unit of ['lianbao.service', 'lianbao-backup.service']) expect(example(unit)).toMatch(/^ExecStart=node /m)
  })

  it('leave the public site readable by the web server, which is somebody else', () => {
    expect(example('lianbao.service')).toContain('\nUMask=0022\n')
  })
})

const proxies = {
  caddy: {
    isThere: has('caddy', 'version'),
    start(port: number, office: number): ChildProcess {
      const site = example('Caddyfile')
        .replace('report.example.gov.cn {', `https://${report}:${port} {\n\ttls ${at('cert.pem')} ${at('key.pem')}`)
        .replace('public.example.gov.cn {', `https://${published}:${port} {\n\ttls ${at('cert.pem')} ${at('key.pem')}`)
      return run('caddy', '{\n\tadmin off\n\tauto_https disable_redirects\n}\n', site, office, (path) => [
        'run',
        '--adapter',
        'caddyfile',
        '--config',
        path,
      ])
    },
  },
  nginx: {
    isThere: has('nginx', '-v'),
    start(port: number, office: number): ChildProcess {
      const site = example('nginx.conf')
        .replace(/server \{\n\tlisten 80;.*?\n\}\n/s, '') // the redirect from port 80 needs port 80
        .replaceAll('listen 443', `listen 127.0.0.1:${port}`)
        .replaceAll('report.example.gov.cn', report)
        .replaceAll('public.example.gov.cn', published)
        .replaceAll(/\/etc\/ssl\/lianbao\/\w+\.pem/g, at('cert.pem'))
        .replaceAll(/\/etc\/ssl\/lianbao\/\w+\.key/g, at('key.pem'))
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
        .map((kind) => `${kind}_temp_path ${at(`nginx-${kind}`)};`)
        .join('\n')
      const head = `daemon off;\nuser root;\npid ${at('nginx.pid')};\nerror_log ${at('nginx.log')};\nevents {}\nhttp {\ntypes { text/html html; application/json json; }\naccess_log off;\n${temporary}\n`
      return run('nginx', head, `${site}\n}\n`, office, (path) => ['-p', folder, '-c', path])
    },
  },
}

describe.each(Object.entries(proxies))('behind %s', (name, { isThere, start }) => {
  let office: Office
  let proxy: ChildProcess
  let port: number
  if (!isThere) console.warn(`${name} was skipped: it is not there.`)

  beforeAll(async () => {
    if (!isThere) return
    const names = ['-addext', `subjectAltName=DNS:${report},DNS:${published}`]
    const made = ['-keyout', at('key.pem'), '-out', at('cert.pem')]
    const asked = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${report}`]
    expect(spawnSync('openssl', [...asked, ...names, ...made]).status).toBe(0)
    port = await freePort()
    office = await officeAt(`https://${report}:${port}`)
    proxy = start(port, office.port)
    for (let tries = 0; tries < 100 && !(await answers(port)); tries++) await pause(100)
  }, 60_000)
  afterAll(async () => {
    proxy?.kill()
    await office?.stop()
    await rm(at('office'), { recursive: true, force: true })
  })

  it.skipIf(!isThere)(
    'a page comes over HTTPS, says so for a year, and its session travels on HTTPS alone',
    async () => {
      await openSmallCycle(office.services, { name: 'behind' })
      const page = await ask(port, report, '/open')
      expect([page.status, page.headers['strict-transport-security']]).toEqual([200, 'max-age=31536000'])
      const expires = '2099-01-01T00:00:00.000Z'
      const subject = {
        cycle: 'behind',
        purpose: 'slice',
        subject: 'finance',
        person: 'finance-clerk',
        expires,
      } as const
      const { url } = await issueLink(office.services, subject)
      expect(url).toMatch(`https://${report}:${port}/open#`)
      const opened = await ask(port, report, '/open', `token=${url.split('#')[1]}`)
      expect(opened.status).toBe(303)
      expect(opened.headers['set-cookie']?.[0]).toMatch(/^__Host-.*; Secure/)
    },
  )

  it.skipIf(!isThere)('what is too large is refused', async () => {
    expect((await ask(port, report, '/slice', 'x'.repeat(11 * 1024 * 1024))).status).toBe(413)
  })

  it.skipIf(!isThere)('a monitor is told how it is, and no more', async () => {
    const { body } = await ask(port, report, '/health')
    expect(JSON.parse(body)).toEqual({ ok: true, problems: [], says: [] })
  })

  it.skipIf(!isThere)(
    'the public site is a folder: a version is kept for ever, the list is asked for anew',
    async () => {
      await mkdir(at('office/public/r/city/v1'), { recursive: true })
      await chmod(folder, 0o755)
      await writeFile(at('office/public/index.html'), '<!doctype html><p>报告')
      await writeFile(at('office/public/r/city/v1/report.json'), '{}')
      await writeFile(at('office/public/r/city/v1/.abc.part'), 'half')
      const list = await ask(port, published, '/')
      expect([list.status, list.body, list.headers['cache-control']]).toEqual([
        200,
        '<!doctype html><p>报告',
        'no-cache',
      ])
      expect(list.headers['content-security-policy']).toContain("default-src 'none'")
      const version = await ask(port, published, '/r/city/v1/report.json')
      expect([version.status, version.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable'])
      for (const path of ['/r/city/v1/.abc.part', '/../settings.json', '/..%2fsettings.json', '/none'])
        expect([path, [400, 403, 404].includes((await ask(port, published, path)).status)]).toEqual([path, true])
    },
  )
})

async function officeAt(baseUrl: string): Promise<Office> {
  const settings = {
    baseUrl,
    listen: { port: await freePort() },
    sender: { name: '政务公开办', address: 'report@office.example', phone: '0454-1' },
    smtp: { host: '127.0.0.1', port: await freePort() },
  }
  await mkdir(at('office'))
  await writeFile(at('office/settings.json'), JSON.stringify(settings))
  return startOffice({ folder: at('office'), settings: readServeSettings(JSON.stringify(settings)) })
}

function run(
  program: string,
  head: string,
  site: string,
  office: number,
  args: (path: string) => string[],
): ChildProcess {
  const path = at(`${program}.conf`)
  const here = site.replaceAll('127.0.0.1:8080', `127.0.0.1:${office}`).replaceAll('/var/lib/lianbao', at('office'))
  spawnSync('tee', [path], { input: `${head}${here}` })
  const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder }
  return spawn(program, args(path), { stdio: ['ignore', 'ignore', 'ignore'], env })
}

const answers = (port: number): Promise<boolean> =>
  ask(port, report, '/open').then(
    ({ status }) => status === 200,
    () => false,
  )

type Asked = { status: number; headers: IncomingHttpHeaders; body: string }

/** Over TLS, to loopback, under a name of ours. */
function ask(port: number, name: string, path: string, form?: string): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const sent = secureRequest(
      {
        host: '127.0.0.1',
        port,
        path,
        servername: name,
        ca: readFileSync(at('cert.pem')),
        method: form === undefined ? 'GET' : 'POST',
        headers: {
          host: `${name}:${port}`,
          ...(form !== undefined && {
            'content-type': 'application/x-www-form-urlencoded',
            'content-length': Buffer.byteLength(form),
            'sec-fetch-site': 'same-origin',
          }),
        },
      },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', reject)
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString() }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(form)
  })
}
