import * as z from 'zod'
import { siteTags } from '../../shared/contract/site-tags.ts'
import { isZone } from '../../shared/contract/zone.ts'

/**
 * The settings of an office's own system, as `settings.json` in its folder holds them. Everything is said here once and checked
 * as a whole: each fault with its place, none of them with its value, because some are secrets.
 */
const port = z.int(says('1–65535 的整数', 'an integer from 1 to 65535')).min(1).max(65535)
const text = z.string(says('文字', 'a text')).min(1, says('不空的文字', 'a text that is not empty'))
const host = z
  .string(says('文字', 'a text'))
  .regex(/^[A-Za-z0-9.:-]+$/, says('主机名或 IP 地址', 'a host name or an IP address'))

/** An account at a mail server. Port 465 (993 for IMAP) speaks TLS from the first byte; any other must upgrade before it hears a password. */
const account = (usual: number) =>
  z
    .strictObject({
      host,
      port: port.default(usual),
      user: text.optional(),
      password: text.optional(),
      /** Path of a PEM file with the authority that signed the server's certificate, where no public one did. */
      ca: text.optional(),
    })
    .refine(
      ({ user, password }) => (user === undefined) === (password === undefined),
      says('user 和 password 要么都写，要么都不写', 'user and password, or neither'),
    )

const origin = z
  .url(says('网址', 'an address'))
  .refine(
    (url) => /^https:\/\/[^/?#@]+$/.test(url) || /^http:\/\/localhost(:\d+)?$/.test(url),
    says(
      'https://主机名，末尾不带斜杠；只有 localhost 可以用 http',
      'https://host without a slash at the end; only localhost may be http',
    ),
  )

const serveSettings = z.strictObject({
  /** Where links point: the name people trust, as the reverse proxy answers to it. */
  baseUrl: origin,
  /** Where the public reads; without it `<baseUrl>/public`. */
  publicUrl: z
    .union(
      [origin, z.string().regex(/^https:\/\/[^?#@\s]+[^/?#\s]$/)],
      says('https:// 开头的网址，末尾不带斜杠', 'https://… without a slash at the end'),
    )
    .optional(),
  /** The tags of the published pages, and on what terms they may be used. */
  site: siteTags.optional(),
  /** Where the reverse proxy reaches us. */
  listen: z
    .strictObject({ address: host.default('127.0.0.1'), port: port.default(8080) })
    .default({ address: '127.0.0.1', port: 8080 }),
  /** Addresses of the reverse proxies whose word is believed about who asks (X-Forwarded-For): the very ones, no names and no ranges. */
  trustedProxies: z
    .array(z.union([z.ipv4(), z.ipv6()], says('一个 IP 地址', 'one IP address')))
    .default(['127.0.0.1', '::1']),
  sender: z.strictObject({ name: text, address: z.email(says('邮箱地址', 'an e-mail address')), phone: text }),
  smtp: account(465),
  /** Below the relay's own limit, so that a round of invitations is not taken for an attack. */
  mailsPerSecond: z.number(says('数字', 'a number')).positive(says('正数', 'more than zero')).max(100).default(5),
  /** The sender's own mailbox, read for mails that came back. Without it nobody is told of them. */
  imap: account(993).optional(),
  /** Where backups lie, for the doctor to look whether they are fresh. */
  backups: text.optional(),
  /** In which the doctor and the backups show time; reports have the zone of their definition. */
  zone: z
    .string()
    .refine(isZone, says('时区，例如 Asia/Shanghai', 'a time zone, e.g. Asia/Shanghai'))
    .default('Asia/Shanghai'),
})
export type ServeSettings = z.output<typeof serveSettings>

/** What is wrong, one line each, `smtp.port: …`. */
export class ServeSettingsProblem extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'ServeSettingsProblem'
    this.problems = problems
  }
}

/** The settings out of a file's text; throws a ServeSettingsProblem with all that is wrong at once. */
export function readServeSettings(fileText: string): ServeSettings {
  const parsed = serveSettings.safeParse(jsonOf(fileText))
  if (parsed.success) return parsed.data
  throw new ServeSettingsProblem(
    parsed.error.issues.flatMap(({ path, message, ...issue }) => {
      const at = (name: PropertyKey[]) => name.map(String).join('.') || '(settings.json)'
      if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${at([...path, key])}: ${unknown}`)
      const isMissing = issue.code === 'invalid_type' && valueAt(jsonOf(fileText), path) === undefined
      return `${at(path)}: ${isMissing ? missing : message}`
    }),
  )
}

const unknown = '没有这一项 / no such setting'
const missing = '缺这一项 / missing'

function jsonOf(fileText: string): unknown {
  try {
    return JSON.parse(fileText)
  } catch {
    throw new ServeSettingsProblem(['(settings.json): 不是 JSON / not JSON'])
  }
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((within, name) => (within as Record<PropertyKey, unknown> | undefined)?.[name], value)

function says(zh: string, en: string) {
  return { error: `应为${zh} / should be ${en}` }
}
