import * as z from 'zod'
import { siteTags } from '../../../shared/contract/site-tags.ts'
import { isZone } from '../../../shared/contract/zone.ts'
import { faultTexts, machineTexts, settingKinds } from '../../../shared/words/operator/machine-texts.ts'
import { inBoth } from '../../../shared/words/words-in.ts'

const t = inBoth(machineTexts)

/**
 * The settings of an office's own system, as `settings.json` in its folder holds them. Everything is said here once and checked
 * as a whole: each fault with its place, none of them with its value, because some are secrets.
 */
const port = z.int(says('port')).min(1).max(65535)
const text = z.string(says('text')).min(1, says('fullText'))
const host = z.string(says('text')).regex(/^[A-Za-z0-9.:-]+$/, says('host'))

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
    .refine(({ user, password }) => (user === undefined) === (password === undefined), says('login'))

const origin = z
  .url(says('address'))
  .refine((url) => /^https:\/\/[^/?#@]+$/.test(url) || /^http:\/\/localhost(:\d+)?$/.test(url), says('origin'))

const serveSettings = z.strictObject({
  /** Where links point: the name people trust, as the reverse proxy answers to it. */
  baseUrl: origin,
  /** Where the public reads; without it `<baseUrl>/public`. */
  publicUrl: z.union([origin, z.string().regex(/^https:\/\/[^?#@\s]+[^/?#\s]$/)], says('publicAddress')).optional(),
  /** The tags of the published pages, and on what terms they may be used. */
  site: siteTags.optional(),
  /** Where the reverse proxy reaches us. */
  listen: z
    .strictObject({ address: host.default('127.0.0.1'), port: port.default(8080) })
    .default({ address: '127.0.0.1', port: 8080 }),
  /** Addresses of the reverse proxies whose word is believed about who asks (X-Forwarded-For): the very ones, no names and no ranges. */
  trustedProxies: z.array(z.union([z.ipv4(), z.ipv6()], says('ip'))).default(['127.0.0.1', '::1']),
  sender: z.strictObject({ name: text, address: z.email(says('mailbox')), phone: text }),
  smtp: account(465),
  /** Below the relay's own limit, so that a round of invitations is not taken for an attack. */
  mailsPerSecond: z.number(says('number')).positive(says('positive')).max(100).default(5),
  /** The sender's own mailbox, read for mails that came back. Without it nobody is told of them. */
  imap: account(993).optional(),
  /** Where backups lie, for the doctor to look whether they are fresh. */
  backups: text.optional(),
  /** In which the doctor and the backups show time; reports have the zone of their definition. */
  zone: z.string().refine(isZone, says('zone')).default('Asia/Shanghai'),
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
      if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${at([...path, key])}: ${t.noSetting}`)
      const isMissing = issue.code === 'invalid_type' && valueAt(jsonOf(fileText), path) === undefined
      return `${at(path)}: ${isMissing ? t.settingMissing : message}`
    }),
  )
}

function jsonOf(fileText: string): unknown {
  try {
    return JSON.parse(fileText)
  } catch {
    throw new ServeSettingsProblem([`(settings.json): ${inBoth(faultTexts).notJson}`])
  }
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((within, name) => (within as Record<PropertyKey, unknown> | undefined)?.[name], value)

function says(kind: keyof typeof settingKinds) {
  const { zh, en } = settingKinds[kind]
  return { error: t.settingShouldBe(zh, en) }
}
