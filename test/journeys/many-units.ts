import { performance } from 'node:perf_hooks'
import { gunzipSync } from 'node:zlib'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type { MailMessage } from '../../functions/services.ts'
import type { System, SystemParts } from '../../infra/local/engine/system.ts'
import { rosterTemplate } from '../../shared/cycle/opening/roster.ts'
import { definition, filled } from './small-cycle.ts'

type Asked = { json?: object; form?: Record<string, string>; token?: string; cookie?: string }
type Answered = { status: number; page: string; cookie?: string }
type TownUnit = { id: string; office: boolean }

/** So many units with a clerk and a leader each, who read their mail and answer; everything goes through the front door's functions. */
export class Town {
  readonly cycle = 'many-2020'
  readonly units: readonly TownUnit[]
  readonly mails: MailMessage[] = []
  /** Bytes of what a function was called with and answered, as Lambda counts them. */
  readonly largest = { asked: 0, answered: 0 }
  readonly said: Record<string, string> = {}
  #system: System | undefined
  readonly #newest = new Map<string, MailMessage>()
  #since = performance.now()

  constructor(units: number) {
    this.units = Array.from({ length: units }, (_, n) => ({ id: `unit-${n}`, office: n === 0 }))
  }

  readonly parts: Omit<SystemParts, 'folder'> = {
    clock: { now: () => new Date(Date.parse('2021-01-12T02:00:00.000Z') + performance.now()).toISOString() },
    log: () => {},
    mailer: {
      send: async (message) => {
        this.mails.push(message)
        this.#newest.set(message.to.address, message)
      },
    },
    settings: {
      baseUrl: 'https://many.example',
      publicUrl: 'https://public.many.example',
      sender: { name: '政务公开办', address: 'office@many.example', phone: '0454-1' },
    },
  }

  enter(system: System): void {
    this.#system = system
  }

  note(what: string): void {
    const now = performance.now()
    this.said[what] = `${((now - this.#since) / 1000).toFixed(1)} s`
    this.#since = now
  }

  roster(): string {
    const rows = this.units.map(
      ({ id, office }) =>
        `青禾县第${id}镇人民政府,${id},${office ? '办公室,办公室；财政' : '乡镇,'},王秀英,${id}@many.example,赵志强,${id}-leader@many.example`,
    )
    return [rosterTemplate, ...rows].join('\n')
  }

  /** The office before the page that opens a cycle. */
  async session(board: string) {
    const { cookie } = await this.#ask('POST', '/open', { form: { token: tokenIn(board) } })
    const session = { ...(cookie !== undefined && { cookie }) }
    const { page } = await this.#ask('GET', '/cycles/new', session)
    const seats = definition.signOff.stages
      .filter(({ optional }) => !optional)
      .map(({ id }) => [`${id}.1`, id] as const)
    const people = [...seats, ['office.1', 'officer'] as const].flatMap(([field, who]) => [
      [`${field}.name`, `审签人${who}`],
      [`${field}.address`, `${who}@many.example`],
    ])
    const fields = {
      ...hiddenIn(page),
      definition: definition.id,
      ...{ 'issuer.id': 'many', 'issuer.zh': '青禾县人民政府', 'issuer.level': 'county', year: '2020' },
      ...{ cycle: this.cycle, missing: 'hold' },
      ...Object.fromEntries(people),
    }
    return {
      open: (roster: string, more: Record<string, string> = {}) =>
        this.#ask('POST', '/cycles', { ...session, form: { ...fields, roster, ...more } }),
    }
  }

  /** The clerk sends the slice by machine, the leader confirms it on the page. */
  async file({ id, office }: TownUnit): Promise<void> {
    const figures = filled(office ? 'office' : 'qingquan', {})
    const texts = office ? { overview: '按时公开。', problems: '还不够细。', other: '没有收费。' } : {}
    const sent = await this.#ask('POST', '/slice', {
      token: this.#tokenOf(`${id}@many.example`),
      json: { figures, texts },
    })
    fine(sent, 201)
    const leader = `${id}-leader@many.example`
    const { cookie } = await this.#ask('POST', '/open', { form: { token: await this.#awaitToken(leader) } })
    const session = { ...(cookie !== undefined && { cookie }) }
    const { page } = await this.#ask('GET', '/confirmation', session)
    const form = { ...hiddenIn(page), choice: 'confirm', code: digitsIn(this.#mailTo(leader)) }
    fine(await this.#ask('POST', '/confirmation', { ...session, form }), 303)
  }

  /** Whoever is asked signs, until nobody is asked any more. */
  async signUntilPublished(settled: () => Promise<unknown>): Promise<void> {
    for (const { id } of definition.signOff.stages.filter(({ optional }) => !optional)) {
      await settled()
      const approver = `${id}@many.example`
      if (!this.#newest.has(approver)) continue
      const token = this.#tokenOf(approver)
      const { page } = await this.#ask('GET', '/sign-off', { token })
      const { digest, standing } = JSON.parse(page)
      if (standing !== 'asked') continue
      let code = /6位数字：(\d{6})/.exec(this.#mailTo(approver).text)?.[1]
      if (!code) {
        await this.#ask('POST', '/sign-off', { token, json: { choice: 'approve', draft: digest, 'mail-code': true } })
        code = digitsIn(this.#mailTo(approver))
      }
      const json = { choice: 'approve', draft: digest, attestation: true, code }
      fine(await this.#ask('POST', '/sign-off', { token, json }), 200)
    }
    await settled()
  }

  /** Mails of a submission may go out after its answer. */
  async #awaitToken(address: string): Promise<string> {
    for (let n = 0; n < 1_000 && !this.#newest.has(address); n++) await new Promise((resolve) => setTimeout(resolve, 5))
    return this.#tokenOf(address)
  }
  #mailTo(address: string): MailMessage {
    const mail = this.#newest.get(address)
    if (!mail) throw new Error(`${address} has no mail`)
    return mail
  }
  #tokenOf = (address: string): string => tokenIn(this.#mailTo(address).text)

  async #ask(method: string, path: string, { json, form, token, cookie }: Asked = {}): Promise<Answered> {
    const body = json ? JSON.stringify(json) : form && Buffer.from(String(new URLSearchParams(form))).toString('base64')
    const event = {
      rawPath: path,
      rawQueryString: '',
      headers: {
        accept: token ? 'application/json' : 'text/html',
        'accept-encoding': 'gzip',
        'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(cookie && { cookies: [cookie] }),
      requestContext: { http: { method, path, sourceIp: '127.0.0.1' } },
      ...(body && { body, isBase64Encoded: !json }),
    } as unknown as APIGatewayProxyEventV2
    const answer = await this.#system!.answer(event)
    const zipped = answer.headers['content-encoding'] === 'gzip'
    this.largest.asked = Math.max(this.largest.asked, JSON.stringify(event).length)
    const bytes = Buffer.from(answer.body)
    this.largest.answered = Math.max(
      this.largest.answered,
      zipped ? (bytes.length * 4) / 3 : JSON.stringify(String(bytes)).length,
    )
    const set = answer.cookies?.[0]?.split(';')[0]
    return { status: answer.status, page: String(zipped ? gunzipSync(bytes) : bytes), ...(set && { cookie: set }) }
  }
}

const tokenIn = (text: string): string => /\/open#(\S+)/.exec(text)?.[1] ?? ''

function digitsIn({ text }: MailMessage): string {
  const found = /(?<![\w-])\d{6}(?![\w-])/.exec(text.replace(/#\S+/g, ''))?.[0]
  if (!found) throw new Error('a mail without digits')
  return found
}

function fine({ status, page }: Answered, wanted: number): void {
  if (status !== wanted) throw new Error(`${status}: ${page.slice(0, 2_000)}`)
}

const hiddenIn = (page: string): Record<string, string> =>
  Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  )
