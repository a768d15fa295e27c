import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { FolderInUse } from '../../../../infra/local/folder/folder-lock.ts'
import { type LocalSystem, startLocal } from '../../../../infra/local/trial/local.ts'

const newFolder = () => mkdtemp(join(tmpdir(), 'lianbao-local-'))
const browser = { accept: 'text/html' }

describe('the front door', () => {
  let local: LocalSystem
  beforeAll(async () => {
    local = await startLocal({ folder: await newFolder(), clock: '2021-01-04T00:00:00.000Z', timerEvery: 3_600_000 })
    await local.services.mailer.send({
      messageId: 'first@example.gov',
      cycle: 'city-2025',
      to: { name: '王芳', address: 'wang@example.gov' },
      subject: '请填报 <2020>',
      text: '请打开 https://example.gov/open#v1.a，谢谢。',
      html: '<p><script>alert(1)</script><a href="https://example.gov/open#v1.a">打开</a></p>',
      calendar: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
      date: local.clock.now(),
    })
    await mkdir(join(local.folder, 'public/tongjiang/2020'), { recursive: true })
    await writeFile(join(local.folder, 'public/tongjiang/2020/index.html'), '<!doctype html><p>报告')
    await writeFile(join(local.folder, 'public/tongjiang/2020/report.json'), '{}')
  })
  afterAll(() => local.stop())
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${local.baseUrl}${path}`, { headers, redirect: 'manual' })

  /** Asks by hand, and sends so many bytes of what it announces. */
  async function asked(headers: Record<string, string | number>, bytes = 0) {
    const { hostname, port } = new URL(local.baseUrl)
    const asking = request({ hostname, port, path: '/slice', method: bytes > 0 ? 'POST' : 'GET', headers })
    asking.on('error', () => {}) // we hang up in the middle
    if (bytes > 0) asking.write(Buffer.alloc(bytes, 'x'))
    else asking.end()
    const [answer] = (await once(asking, 'response')) as [IncomingMessage]
    const said = Buffer.concat(await answer.toArray()).toString()
    asking.destroy()
    return { status: answer.statusCode, type: answer.headers['content-type'], said }
  }
  const eleven = { 'content-length': 11 * 1024 * 1024 }

  it.each([
    ['too large a body', eleven, 1, 413, 'body-too-large', '发来的内容超过 10 MB，请精简后再发', 'shorten it'],
    [
      'another name',
      { host: 'evil.example' },
      0,
      421,
      'host-unknown',
      '请从邮件里的链接打开',
      'open the link in your mail',
    ],
  ])(
    '%s is refused in the reader’s language with what to do, and to a machine by its code',
    async (_, headers, bytes, status, code, zh, en) => {
      const page = await asked({ ...headers, ...browser }, bytes)
      expect(page).toMatchObject({ status, type: 'text/html; charset=utf-8' })
      expect(page.said).toContain(zh)
      expect((await asked({ ...headers, ...browser, 'accept-language': 'en-GB,en' }, bytes)).said).toContain(en)
      const machine = await asked(headers, bytes)
      expect(machine).toMatchObject({ status, type: 'application/problem+json' })
      expect(JSON.parse(machine.said)).toMatchObject({ status, problems: [{ code }] })
    },
  )

  it('too much at once from one address is refused with what to do', async () => {
    const nine = { 'content-length': 9 * 1024 * 1024, ...browser }
    const { port } = new URL(local.baseUrl)
    const strangers = Array.from({ length: 3 }, () =>
      request({ hostname: '127.0.0.1', port, path: '/slice', method: 'POST', headers: nine }).on('error', () => {}),
    )
    const answers = strangers.map((asking) => once(asking, 'response'))
    for (const asking of strangers) asking.write(Buffer.alloc(8 * 1024 * 1024))
    const [answer] = (await Promise.race(answers)) as [IncomingMessage]
    expect(answer.statusCode).toBe(429)
    expect(Buffer.concat(await answer.toArray()).toString()).toContain('请过一两分钟再发')
    for (const asking of strangers) asking.destroy()
  })

  it('is a start page that leads to the outbox, the board and the public site', async () => {
    const page = await (await get('/', browser)).text()
    for (const link of ['/outbox', '/board', '/public/']) expect(page).toContain(`href="${link}"`)
    expect(page).toContain('2021-01-04 08:00')
    expect(await (await get('/?lang=en', browser)).text()).toContain('The clock never goes back')
  })

  it('shows the outbox to a person and gives it to a machine', async () => {
    expect(await (await get('/outbox', browser)).text()).toContain(
      '<a href="/outbox/000001">【试用】请填报 &lt;2020&gt;</a>',
    )
    const mails = (await (await get('/outbox')).json()) as { id: string; subject: string }[]
    expect(mails.map(({ id, subject }) => [id, subject])).toEqual([['000001', '【试用】请填报 <2020>']])
    expect(await (await get('/outbox?after=000001')).json()).toEqual([])
  })

  it('says that it is a trial on every page and in every mail', async () => {
    const paths = ['/', '/outbox', '/outbox/000001', '/board', '/open', '/nowhere', '/slice']
    for (const path of paths) {
      const page = await (await get(path, browser)).text()
      expect([path, page.split(/<aside class="trial"[^>]*>试用系统：/).length]).toEqual([path, 2])
    }
    const [mail] = await local.outbox.mails()
    for (const part of [mail!.text, mail!.html]) expect(part).toMatch(/^.{0,99}这是试用系统的邮件/)
  })

  it('shows a mail in a frame that runs nothing, its text with links, and its attachments', async () => {
    const page = await get('/outbox/000001', browser)
    const text = await page.text()
    expect(text).toContain(
      '<iframe src="/outbox/000001/html" title="【试用】请填报 &lt;2020&gt;" sandbox="allow-top-navigation-by-user-activation">',
    )
    expect(text).toContain('<a href="https://example.gov/open#v1.a">https://example.gov/open#v1.a</a>，谢谢。')
    expect(page.headers.get('content-security-policy')).toContain("frame-src 'self'")
    const frame = await get('/outbox/000001/html', browser)
    expect(frame.headers.get('content-security-policy')).toMatch(/^default-src 'none'.*frame-ancestors 'self'; sandbox/)
    expect(frame.headers.get('x-frame-options')).toBeNull()
    const attachment = await get(/"(\/outbox\/000001\/attachment\/\d)"/.exec(text)?.[1] ?? '')
    expect(await attachment.text()).toContain('BEGIN:VCALENDAR')
    expect((await get('/outbox/000002')).status).toBe(404)
  })

  it('serves what is published, and nothing beside it', async () => {
    const page = await get('/public/tongjiang/2020/')
    expect([page.status, page.headers.get('content-type'), await page.text()]).toEqual([
      200,
      'text/html; charset=utf-8',
      '<!doctype html><p>报告',
    ])
    expect((await get('/public/tongjiang/2020')).headers.get('location')).toBe('/public/tongjiang/2020/')
    expect((await get('/public/tongjiang/2020/report.json')).headers.get('content-type')).toBe(
      'application/json; charset=utf-8',
    )
    for (const path of [
      '/public/..%2fclock.json',
      '/public/%2e%2e/clock.json',
      '/public/%00',
      '/public/%zz',
      '/public/none',
    ])
      expect([path, (await get(path)).status]).toEqual([path, 404])
  })

  it('moves the clock forward by a form or by JSON, never back, and not for another site', async () => {
    const post = (body: string, headers: Record<string, string>) =>
      fetch(`${local.baseUrl}/clock`, { method: 'POST', body, headers, redirect: 'manual' })
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const json = { 'content-type': 'application/json' }
    const moved = await post('days=2&hours=1', form)
    expect([moved.status, moved.headers.get('location')]).toEqual([303, '/'])
    expect(local.clock.now()).toMatch(/^2021-01-06T01:00/)
    expect(await (await post('{"to":"2021-01-20T00:00:00Z"}', json)).json()).toMatchObject({
      now: expect.stringMatching(/^2021-01-20T00:00/),
    })
    for (const [body, headers] of [
      ['{"to":"2021-01-19T00:00:00Z"}', json],
      ['{"to":"soon"}', json],
      ['days=-3', form],
      ['days=many', form],
      ['{"days":1e9}', json],
      ['{"days":367}', json],
      ['{"to":{"toString":1}}', json],
      ['{"to":"+012026-01-01T00:00:00Z"}', json],
    ] as const)
      expect([body, (await post(body, headers)).status]).toEqual([body, 422])
    expect((await post('days=1', { ...form, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await (await get('/clock')).json()) as object).toMatchObject({ now: expect.stringMatching(/^2021-01-20/) })
  })

  it('answers what nobody has with a problem, and is not moved by a name that is not ours', async () => {
    expect((await get('/nowhere')).status).toBe(404)
    expect((await fetch(`${local.baseUrl}/slice`, { method: 'DELETE' })).headers.get('allow')).toBe('GET, HEAD, POST')
    expect(await statusFor(local, { host: 'evil.example' })).toBe(421)
    expect((await fetch(`${local.baseUrl}/`, { method: 'HEAD' })).status).toBe(200)
    const tooLarge = { method: 'POST', body: 'x'.repeat(11 * 1024 * 1024), headers: { 'content-type': 'text/plain' } }
    expect((await fetch(`${local.baseUrl}/slice`, tooLarge)).status).toBe(413)
    expect(await statusFor(local, { 'content-length': '99999999' })).toBe(413) // before any of it came
  })
})

describe('a folder', () => {
  it('is one system’s at a time, and keeps its facts, keys, mails and clock for the next', async () => {
    const folder = await newFolder()
    const first = await startLocal({ folder, clock: '2021-01-04T00:00:00.000Z' })
    await expect(startLocal({ folder })).rejects.toThrow(FolderInUse)
    await first.services.store.record(hold('c-1', '1'))
    const secrets = await first.services.keys.linkSecrets()
    await first.stop()
    const second = await startLocal({ folder })
    expect(await second.services.store.facts('c-1')).toEqual([hold('c-1', '1')])
    expect(await second.services.keys.linkSecrets()).toEqual(secrets)
    expect(second.clock.now()).toMatch(/^2021-01-04/)
    await second.stop()
  })
})

describe('a kill at any moment', () => {
  const children: ReturnType<typeof spawn>[] = []
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
  })

  it('loses nothing that was answered, and the next start goes on', { timeout: 120_000 }, async () => {
    const folder = await newFolder()
    let answered = -1
    for (let round = 0; round < 3; round++) {
      const child = spawn(process.execPath, ['test/infra/local/engine/recorder.ts', folder, String(answered + 1)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      children.push(child)
      const dead = once(child, 'exit')
      for await (const chunk of child.stdout!) {
        for (const line of String(chunk).split('\n').filter(Boolean)) answered = Math.max(answered, Number(line))
        if (answered >= 40 * (round + 1)) child.kill('SIGKILL')
      }
      await dead
    }
    const local = await startLocal({ folder })
    const kept = (await local.services.store.facts('c-1')).map((fact) => (fact.kind === 'act' ? Number(fact.id) : -1))
    const expected = Array.from({ length: answered + 1 }, (_, i) => i)
    expect(expected.filter((i) => !kept.includes(i))).toEqual([])
    expect((await local.outbox.mails()).length).toBeGreaterThanOrEqual(answered + 1)
    expect(await readdir(join(folder, 'executions'))).toEqual(['run-1.json'])
    expect(await local.services.workflow.running('run-1')).toBe(true)
    await local.stop()
  })
})

const hold = (cycle: string, id: string) =>
  ({
    kind: 'act',
    cycle,
    n: 1,
    id,
    at: '2021-01-05T00:00:00.000Z',
    by: 'office-li',
    reason: '核对',
    act: 'hold',
  }) as const

/** fetch does not let one set the host. */
async function statusFor(local: LocalSystem, headers: Record<string, string>): Promise<number | undefined> {
  const sent = request(`${local.baseUrl}/`, { headers })
  sent.flushHeaders()
  if (!headers['content-length']) sent.end()
  const [answer] = await once(sent, 'response')
  answer.resume()
  sent.once('error', () => {}).destroy()
  return answer.statusCode
}
