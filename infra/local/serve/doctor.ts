import { get, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { json } from 'node:stream/consumers'
import { connect } from 'node:tls'
import { readMailbox } from '../../../functions/imap/mailbox.ts'
import { impatient, smtpTransport } from '../../../functions/smtp/transport.ts'
import { databaseFile } from '../../../functions/sqlite/open-store.ts'
import { machineTexts } from '../../../shared/words/operator/machine-texts.ts'
import { inBoth } from '../../../shared/words/words-in.ts'
import { backupsIn, damageOfFolder } from '../folder/backup.ts'
import { freeMegabytes, type HealthAnswer } from './health.ts'
import type { ServeSettings } from './serve-settings.ts'

const t = inBoth(machineTexts)

/** One thing that was looked at. `bad`: a person must act; `warn`: soon. */
export type Examined = { what: string; standing: 'good' | 'warn' | 'bad'; says: string }

const day = 24 * 3_600_000 // milliseconds

/** Looks at everything an office's own system rests on, changes nothing, sends nothing. */
export async function examine(folder: string, settings: ServeSettings, now: string): Promise<Examined[]> {
  const shown: Shown = (instant) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: settings.zone, dateStyle: 'short', timeStyle: 'short' }).format(
      new Date(instant),
    )
  return Promise.all([
    examined(t.data, async () => {
      const damages = await damageOfFolder(folder)
      return damages.length === 0 ? good(t.whole) : bad(damages.map(({ what, where }) => `${what} ${where}`).join('; '))
    }),
    examined(t.clock, () => clockFinding(folder, now, shown)),
    examined(t.disk, async () => diskFinding(freeMegabytes(folder))),
    examined(t.system, () => systemFinding(settings)),
    examined(t.smtp, async () => {
      await smtpTransport(settings.smtp, impatient).verify()
      return good(`${settings.smtp.host}:${settings.smtp.port}`)
    }),
    examined(t.imap, async () => {
      if (!settings.imap) return warn(t.noImap)
      await readMailbox(
        settings.imap,
        { until: { validity: '', uid: 0 }, now: new Date(Date.parse(now) + day * 20).toISOString() },
        async () => {},
      )
      return good(`${settings.imap.host}:${settings.imap.port}`)
    }),
    examined(t.certificate, () => certificateFinding(settings.baseUrl, now)),
    examined(t.backups, async () =>
      backupFinding(settings.backups, settings.backups ? await backupsIn(settings.backups) : [], now),
    ),
  ])
}

const good = (says: string) => ({ standing: 'good' as const, says })
const warn = (says: string) => ({ standing: 'warn' as const, says })
const bad = (says: string) => ({ standing: 'bad' as const, says })
type Shown = (instant: string) => string
type Told = Omit<Examined, 'what'>

async function examined(what: string, look: () => Promise<Told>): Promise<Examined> {
  try {
    return { what, ...(await look()) }
  } catch (error) {
    return { what, ...bad(troubleSaid(error)) }
  }
}

/** What a person can do something about, in words; the rest as it was thrown. */
export function troubleSaid(error: unknown): string {
  const { code, message, authenticationFailed } = error as Trouble
  const known = authenticationFailed ? 'EAUTH' : (code ?? message ?? '?')
  const said = Object.entries(troubles).find(([codes]) => new RegExp(`^(${codes})`).test(known))?.[1]
  return said ? `${said}（${known}）` : message || known
}
type Trouble = { code?: string; message?: string; authenticationFailed?: boolean }
const troubles = {
  'ENOTFOUND|EAI_AGAIN|EDNS': t.host,
  'ECONNREFUSED|ECONNRESET|ESOCKET|EHOSTUNREACH': t.refused,
  'ETIMEDOUT|ETIMEOUT|CONNECT_TIMEOUT|timeout': t.noAnswer,
  EAUTH: t.login,
  'CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO': t.trust,
}

/** A clock that was set back or stands in another year decides deadlines wrongly; what people did already says what time it is at least. */
async function clockFinding(folder: string, now: string, shown: Shown): Promise<Told> {
  const facts = new DatabaseSync(join(folder, 'store', databaseFile), { timeout: 5_000, readOnly: true })
  const { at } = facts.prepare("SELECT max(json_extract(body, '$.at')) AS at FROM fact").get() as { at: string | null }
  facts.close()
  return at !== null && at > now ? bad(t.earlier(shown(now), shown(at))) : good(shown(now))
}

export function diskFinding(megabytes: number): Told {
  if (megabytes < 500) return bad(`${megabytes} MB`)
  return megabytes < 2_000 ? warn(`${megabytes} MB`) : good(`${megabytes} MB`)
}

type Listening = Pick<ServeSettings, 'listen' | 'baseUrl'>

/** Asked where it listens, by the name under which it is asked for: to another the front door says nothing of how it is. */
export async function systemFinding({ listen, baseUrl }: Listening, waits = 10_000): Promise<Told> {
  const host = ['0.0.0.0', '::'].includes(listen.address) ? 'localhost' : listen.address
  // Not by fetch, which sends no other name than the one it connects to.
  const asked = { host, port: listen.port, path: '/health', headers: { host: new URL(baseUrl).host }, timeout: waits }
  const answer = await new Promise<IncomingMessage | undefined>((resolve, reject) => {
    const asking = get(asked, resolve)
    asking.once('timeout', () => asking.destroy(new Error('timeout')))
    asking.once('error', (error: Trouble) => (error.code === 'ECONNREFUSED' ? resolve(undefined) : reject(error)))
  })
  if (!answer) return bad(t.doesNotRun)
  const {
    ok,
    problems = [],
    says = [],
    troubles = [],
  } = (await json(answer).catch(() => ({}))) as Partial<HealthAnswer>
  if (ok === undefined) return bad(`HTTP ${answer.statusCode}（${host}:${listen.port}）`)
  if (ok) return good(t.runs)
  const told = problems.map((problem, i) => {
    const cycles = troubles.flatMap(({ what, cycle }) => (what === problem && cycle ? [cycle] : []))
    const named = [problem, ...cycles].join(' ')
    return says[i] ? `${says[i]}（${named}）` : named
  })
  return bad(told.join('; '))
}

async function certificateFinding(baseUrl: string, now: string): Promise<Told> {
  const { protocol, hostname, port } = new URL(baseUrl)
  if (protocol !== 'https:') return warn(t.noCertificate(baseUrl))
  const until = await new Promise<string>((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port || 443), servername: hostname, timeout: 10_000 })
    socket
      .once('secureConnect', () => {
        resolve(new Date(socket.getPeerCertificate().valid_to).toISOString())
        socket.destroy()
      })
      .once('timeout', () => socket.destroy(new Error('timeout')))
      .once('error', reject)
  })
  return daysFinding((Date.parse(until) - Date.parse(now)) / day, until)
}

export function daysFinding(days: number, until: string): Told {
  const says = `${until.slice(0, 10)}（${t.days(Math.floor(days))}）`
  if (days < 3) return bad(says)
  return days < 14 ? warn(says) : good(says)
}

export function backupFinding(folder: string | undefined, backups: readonly { at: string }[], now: string): Told {
  if (folder === undefined) return warn(t.backupsNotSet)
  const newest = backups[0]
  if (!newest) return bad(t.noBackup(folder))
  const hours = Math.floor((Date.parse(now) - Date.parse(newest.at)) / 3_600_000)
  return hours > 26 ? bad(t.hoursAgo(hours)) : good(t.hoursAgoOf(hours, backups.length))
}
