import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv, env, execPath } from 'node:process'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { databaseFile, openStore } from '../../functions/sqlite/open-store.ts'
import { linkIn } from '../../infra/local/demo/visitor.ts'
import { damageOfFolder } from '../../infra/local/folder/backup.ts'
import { compileDefinition, inputCells } from '../../shared/report/cells.ts'
import { shippedDefinition } from '../../shared/report/definitions/shipped.ts'
import { readMail, smtpServer } from '../fixtures/smtp-server.ts'

/**
 * `node test/bench/office-load.ts [KILLS [load|backups|kills]]`: one office's own system with 300 units, as it is started, with
 * mails by SMTP and the timer running. First the public tool wrk, with a hundred connections: a unit's page, then submissions, then each
 * as a hundred clerks ask who look at what they see for some ten seconds. Then fifty clients save and submit while the system is backed up, and
 * the backup is restored elsewhere. Then a hundred save and submit while the process is killed so many times. After each kill
 * every acknowledged submission is looked for in the facts, and every save among the working copies.
 */
const units = 300
/** A year that goes on is not reported on: the office's clock stands in the January after, and goes on from there after each kill. */
env.LIANBAO_CLOCK_BEGAN = String(Date.now())
/** As the systemd unit starts it. */
for (const [, name = '', value] of readFileSync('infra/machine/lianbao.service', 'utf8').matchAll(
  /(MALLOC_\w+)=(\d+)/g,
))
  env[name] = value
const program = ['--max-semi-space-size=4', '--import', './test/fixtures/later-clock.mjs', 'infra/run.mjs']
const clients = 100
const kills = Number(argv[2] ?? 100)
const seconds = 20
const cycle = 'load'
const port = Number(env.PORT ?? 8487)
const baseUrl = `http://localhost:${port}`
const definition = shippedDefinition('gid-2019')!
const cells = inputCells(compileDefinition(definition), []).map(({ id }) => id)
let rounds = 0

const folder = await mkdtemp(join(tmpdir(), 'lianbao-load-'))
env.NODE_COMPILE_CACHE = join(folder, 'compiled')
const mails = await smtpServer()
let child: ChildProcess | undefined
try {
  await openCycle()
  const tokens = await invitations()
  console.log(`${tokens.length} invitations, load ${loadavg()[0]?.toFixed(1)}`)
  const isAsked = (step: string) => (argv[3] ?? step) === step
  if (isAsked('load')) {
    for (const thinking of [0, 10_000]) {
      await measurePages(tokens, thinking)
      await measureSubmissions(tokens, thinking)
    }
  }
  if (isAsked('backups')) await backUpWhileWriting(tokens)
  if (isAsked('kills')) await submitThroughKills(tokens)
} finally {
  child?.kill('SIGKILL')
  await mails.stop()
  await rm(folder, { recursive: true, force: true })
}

async function openCycle(): Promise<void> {
  const year = 2026
  const person = (id: string) => ({ name: id, address: `${id}@load.example` })
  const stages = definition.signOff.stages
    .filter(({ optional }) => !optional)
    .map(({ id }) => ({ stage: id, approvers: [person(id)] }))
  const dates = Object.fromEntries([
    ['submissions', `${year + 1}-01-15`],
    ...definition.signOff.stages
      .filter(({ optional }) => !optional)
      .map(({ id }, i) => [id, `${year + 1}-02-0${i + 1}`]),
  ])
  const opening = {
    cycle,
    definition: 'gid-2019',
    issuer: { id: 'load', name: { zh: '负荷县', en: 'Load' }, level: 'county' },
    year,
    dates,
    policy: { missing: 'hold' },
    office: [person('office')],
    accountable: person('accountable'),
    route: stages,
  }
  const roster = Array.from({ length: units }, (_, i) => {
    const id = `unit-${i}`
    return `单位${i},${id},${i === 0 ? '办公室,办公室；财政' : '部门,'},联系人${i},${id}@load.example,负责人${i},${id}-leader@load.example`
  })
  await writeFile(join(folder, 'cycle.json'), JSON.stringify(opening))
  await writeFile(
    join(folder, 'roster.csv'),
    `单位名称,单位代码,类别,角色,联系人,邮箱,负责人,负责人邮箱\n${roster.join('\n')}\n`,
  )
  const settings = {
    baseUrl,
    listen: { port },
    sender: { name: '政务公开办', address: 'office@load.example', phone: '1' },
    smtp: { host: '127.0.0.1', port: mails.port },
    mailsPerSecond: 100,
  }
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings))
  await lianbao('open', join(folder, 'cycle.json'), '--roster', join(folder, 'roster.csv'), '--folder', folder)
  await start()
}

/** The units' tokens, as they came by mail. The last unit never submits, so that the round stays open. */
async function invitations(): Promise<string[]> {
  const tokens = new Map<string, string>()
  for (let read = 0; tokens.size < units; await pause(500)) {
    for (; read < mails.received.length; read++) {
      const mail = await readMail(mails.received[read]!, `${read}`)
      if (/^unit-\d+@/.test(mail.to)) tokens.set(mail.to, linkIn(mail).token)
    }
  }
  tokens.delete(`unit-${units - 1}@load.example`)
  tokens.delete('unit-0@load.example') // with two roles: its slice has more cells
  return [...tokens.values()]
}

async function measurePages(tokens: readonly string[], thinking: number): Promise<void> {
  const cookies: string[] = []
  for (const token of tokens.slice(0, clients)) cookies.push(await sessionOf(token))
  await wrk(
    `a unit’s page${thought(thinking)}`,
    `
    local cookies = { ${cookies.map((cookie) => JSON.stringify(cookie)).join(', ')} }
    local i = 0
    request = function()
      i = i + 1
      return wrk.format("GET", "/slice", { ["Cookie"] = cookies[i % #cookies + 1], ["Accept"] = "text/html", ["Accept-Encoding"] = "gzip" })
    end
    ${delayed(thinking)}`,
  )
}

/** The cookie of a session that the token opens. */
async function sessionOf(token: string): Promise<string> {
  const opened = await fetch(`${baseUrl}/open`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ token }),
  })
  return opened.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

async function measureSubmissions(tokens: readonly string[], thinking: number): Promise<void> {
  const body = JSON.stringify(slice(''))
    .split('')
    .map((text) => `[==[${text}]==]`)
    .join(` .. (i + ${thinking * 1000}) .. `) // what the run before sent last is no new revision
  await wrk(
    `a submission${thought(thinking)}`,
    `
    local tokens = { ${tokens.map((token) => JSON.stringify(token)).join(', ')} }
    local i = 0
    request = function()
      i = i + 1
      local body = ${body}
      return wrk.format("POST", "/slice", { ["Authorization"] = "Bearer " .. tokens[i % #tokens + 1], ["Content-Type"] = "application/json" }, body)
    end
    ${delayed(thinking)}`,
  )
}

function thought(thinking: number): string {
  return thinking === 0 ? '' : `, every ${thinking / 1000} s each`
}
/** wrk asks for it before each request of a line. */
function delayed(thinking: number): string {
  return thinking === 0 ? '' : `function delay() return math.random(${thinking / 2}, ${thinking * 1.5}) end`
}

/** Another figure every time: the same slice again is no revision. */
function slice(mark: string) {
  return { figures: { ...Object.fromEntries(cells.map((id) => [id, '0'])), 't2.services.decisions': mark }, texts: {} }
}

async function wrk(what: string, script: string): Promise<void> {
  const path = join(folder, 'wrk.lua')
  // What is not 2xx is counted by its first digit: a conflict is the rule's answer to two who send at once, a 5xx is ours.
  await writeFile(
    path,
    `${script}
    local counts = {}
    response = function(status) counts[status] = (counts[status] or 0) + 1 end
    done = function() end
    function teardown() end`,
  )
  const args = ['-t1', `-c${clients}`, `-d${seconds}s`, '--timeout', '20s', '--latency', '-s', path, baseUrl]
  const before = cpuSeconds()
  const said = execFileSync('wrk', args).toString()
  const cpu = cpuSeconds() - before
  const requests = Number(/(\d+) requests in/.exec(said)?.[1])
  const p99 = / 99%\s+(\S+)/.exec(said)?.[1]
  const p50 = / 50%\s+(\S+)/.exec(said)?.[1]
  const rate = /Requests\/sec:\s+(\S+)/.exec(said)?.[1]
  const refused = /Non-2xx or 3xx responses: (\d+)/.exec(said)?.[1] ?? '0'
  const answers = await statuses()
  console.log(
    `${what}: ${rate}/s, p50 ${p50}, p99 ${p99}, ${((cpu / requests) * 1000).toFixed(1)} ms of CPU each, not 2xx ${refused}, 5xx ${answers}, memory ${memory()}, load ${loadavg()[0]?.toFixed(1)}`,
  )
}

/** Of the system's process so far; a clock tick is 10 ms. */
function cpuSeconds(): number {
  const fields = readFileSync(`/proc/${child?.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Of the system's process: now, and the most so far. */
function memory(): string {
  const status = readFileSync(`/proc/${child?.pid}/status`, 'utf8')
  const megabytes = (name: string) =>
    Math.round(Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024)
  return `${megabytes('VmRSS')} MB, at most ${megabytes('VmHWM')}`
}

/** How many requests were answered with 5xx since the start: the log has each. */
async function statuses(): Promise<number> {
  const log = await readFile(join(folder, 'lianbao.log'), 'utf8')
  return log.split('\n').filter((line) => line.includes('"request-failed"') || line.includes('"store-refuses"')).length
}

/** What a client was told of: that a slice is submitted, by its digest; that what it typed is saved, by the newest version. */
type Told = { submitted: string[]; saved: Map<string, number>; saves: number }
type Unit = { id: string; token: string; cookie: string; formToken: string }

/** What a unit's browser knows once the form is open. */
async function openForm(token: string): Promise<Unit> {
  const cookie = await sessionOf(token)
  const page = await (await fetch(`${baseUrl}/slice`, { headers: { cookie, accept: 'text/html' } })).text()
  const field = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(page)?.[1] ?? ''
  return { id: field('unit'), token, cookie, formToken: field('form-token') }
}

/** So many who save and submit again and again, each a slice of its own that is whole, until they are told that it is over. */
async function writing(tokens: readonly string[], howMany: number) {
  const told: Told = { submitted: [], saved: new Map(), saves: 0 }
  const answers = new Map<string, number>()
  let over = false
  const round = ++rounds
  const opened: Unit[] = []
  for (const token of tokens.slice(0, howMany)) opened.push(await openForm(token))
  const answered = async (what: string, path: string, headers: Record<string, string>, body: object) => {
    const sent = {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }
    const answer = await fetch(`${baseUrl}${path}`, sent).catch(() => undefined)
    const known = `${what} ${answer?.status}`
    if (answer) answers.set(known, (answers.get(known) ?? 0) + 1)
    await pause(answer ? 200 : 100)
    return answer?.ok
      ? ((await answer.json().catch(() => undefined)) as Record<string, unknown> | undefined)
      : undefined
  }
  const client = async ({ id, token, cookie, formToken }: Unit, i: number): Promise<void> => {
    let revision = 0
    for (let n = 0; !over; n++) {
      const figure = `${(round * 1000 + i) * 100_000 + n}`
      const changes = { 'cell:t2.services.decisions': { from: '', to: figure } }
      const typed = { formToken, cycle, unit: id, revision, version: 0, mark: 'load', changes }
      const saved = await answered('saved', '/slice/working-copy', { cookie, 'sec-fetch-site': 'same-origin' }, typed)
      if (saved) told.saved.set(id, Number(saved.version))
      if (saved) told.saves++
      // 201 for a first revision, 200 for one that comes after it: either says that it is kept.
      const sent = await answered('submitted', '/slice', { authorization: `Bearer ${token}` }, slice(figure))
      if (sent) told.submitted.push(String(sent.digest))
      if (sent) revision = Number(sent.revision)
      else revision = await newestRevision(id, revision)
    }
  }
  const all = opened.map(client)
  return {
    told,
    answers,
    async stop() {
      over = true
      await Promise.all(all)
    },
  }
}

/** As a reloaded page would know it: an answer may have been cut off after the slice was kept. */
async function newestRevision(unit: string, known: number): Promise<number> {
  const { store, close } = openStore(join(folder, 'store'), { joining: true })
  const revisions = (await store.factsOf(cycle, 'submission', unit)).map(({ revision }) => revision)
  close()
  return Math.max(known, ...revisions)
}

/** By the commands of the guide; what was acknowledged before the backup began must be in the system that is restored from it, and nothing may be damaged. */
async function backUpWhileWriting(tokens: readonly string[]): Promise<void> {
  const { told, answers, stop } = await writing(tokens, 50)
  for (let n = 1; n <= 5; n++) {
    await pause(5_000)
    const before = toldByNow(told)
    const [to, elsewhere] = [join(folder, `backups-${n}`), join(folder, `elsewhere-${n}`)]
    await lianbao('backup', to, '--folder', folder)
    const during = told.submitted.length - before.submitted.length
    await lianbao('restore', '--from', join(to, (await readdir(to))[0]!), '--folder', elsewhere)
    const missing = await lostOf(before, elsewhere)
    const damages = await damageOfFolder(elsewhere)
    const check = new DatabaseSync(join(elsewhere, 'store', databaseFile)).prepare('PRAGMA quick_check').all()
    console.log(
      `backup ${n}: ${before.submitted.length} acknowledged before, ${during} while it was taken; missing ${missing}, damages ${damages.length}, ${JSON.stringify(check)}, answers ${JSON.stringify([...answers])}`,
    )
  }
  await stop()
}

async function submitThroughKills(tokens: readonly string[]): Promise<void> {
  const { told, answers, stop } = await writing(tokens, clients)
  for (let n = 1; n <= kills; n++) {
    await pause(3_000 + Math.random() * 5_000) // long enough to answer somebody, also on a busy machine
    await killed()
    const said = toldByNow(told) // what was acknowledged by now must be there now
    const lost = await lostOf(said)
    if (n % 5 === 0 || lost > 0)
      console.log(
        `${n} kills: ${said.submitted.length} submissions acknowledged and ${told.saves} saves, ${lost} lost; answers ${JSON.stringify([...answers])}`,
      )
    await start()
  }
  await stop()
}

function toldByNow({ submitted, saved, saves }: Told): Told {
  return { submitted: [...submitted], saved: new Map(saved), saves }
}

/** How many of the acknowledged are not there. Refuses when a fact is missing or changed. */
async function lostOf({ submitted, saved }: Told, where = folder): Promise<number> {
  const { store, close } = openStore(join(where, 'store'))
  const kept = new Set((await store.factsOf(cycle, 'submission')).map(({ digest }) => digest))
  const versions = new Map((await store.workingCopies(cycle)).map(({ unit, version }) => [unit, version]))
  close()
  const unsaved = [...saved].filter(([unit, version]) => (versions.get(unit) ?? 0) < version)
  return submitted.filter((digest) => !kept.has(digest)).length + unsaved.length
}

async function lianbao(...command: string[]): Promise<void> {
  await promisify(execFile)(execPath, [...program, 'infra/command-line/lianbao.ts', ...command])
}

async function start(): Promise<void> {
  child = spawn(execPath, [...program, 'infra/local/serve.ts', '--folder', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const started = await Promise.race([
    once(child.stdout!, 'data').then(() => true),
    once(child, 'exit').then(() => false),
  ])
  if (!started) throw new Error('it did not start')
}

async function killed(): Promise<void> {
  const gone = once(child!, 'exit')
  child?.kill('SIGKILL')
  await gone
}
