import { join } from 'node:path'
import { connect } from 'node:tls'
import { readMailbox } from '../../functions/imap/mailbox.ts'
import { smtpTransport } from '../../functions/smtp/transport.ts'
import { openStore } from '../../functions/sqlite/open-store.ts'
import { backupsIn, damageOfFolder } from './backup.ts'
import { freeMegabytes } from './health.ts'
import type { ServeSettings } from './serve-settings.ts'

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
    examined('数据 / data', async () => {
      const damages = await damageOfFolder(folder)
      return damages.length === 0
        ? good('完好 / whole')
        : bad(damages.map(({ what, where }) => `${what} ${where}`).join('; '))
    }),
    examined('时钟 / clock', () => clockFinding(folder, now, shown)),
    examined('磁盘 / disk', async () => diskFinding(freeMegabytes(folder))),
    examined('系统 / system', () => systemFinding(settings)),
    examined('发信 / SMTP', async () => {
      await smtpTransport(settings.smtp).verify()
      return good(`${settings.smtp.host}:${settings.smtp.port}`)
    }),
    examined('收退信 / IMAP', async () => {
      if (!settings.imap) return warn('没有设置，退信没有人知道 / not set: nobody is told of mails that come back')
      await readMailbox(
        settings.imap,
        { until: { validity: '', uid: 0 }, now: new Date(Date.parse(now) + day * 20).toISOString() },
        async () => {},
      )
      return good(`${settings.imap.host}:${settings.imap.port}`)
    }),
    examined('证书 / certificate', () => certificateFinding(settings.baseUrl, now)),
    examined('备份 / backups', async () =>
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
  const { code, message, authenticationFailed } = error as { code?: string; message?: string } & {
    authenticationFailed?: boolean
  }
  const known = authenticationFailed ? 'EAUTH' : (code ?? message ?? '?')
  const said = Object.entries(troubles).find(([codes]) => new RegExp(`^(${codes})`).test(known))?.[1]
  return said ? `${said}（${known}）` : known
}
const troubles = {
  'ENOTFOUND|EAI_AGAIN|EDNS': '找不到这个主机名 / no such host name',
  'ECONNREFUSED|ECONNRESET|ESOCKET|EHOSTUNREACH': '连不上 / nobody answers there',
  'ETIMEDOUT|ETIMEOUT|CONNECT_TIMEOUT|timeout': '没有回应 / no answer in time',
  EAUTH: '用户名或密码不被接受 / user name or password refused',
  'CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO': '它的证书不被信任 / its certificate is not trusted',
}

/** A clock that was set back or stands in another year decides deadlines wrongly; what people did already says what time it is at least. */
async function clockFinding(folder: string, now: string, shown: Shown): Promise<Told> {
  const { store, close } = openStore(join(folder, 'store'), { joining: true })
  let newest = ''
  for (const cycle of await store.cycles())
    for (const fact of await store.facts(cycle)) if ('at' in fact && fact.at > newest) newest = fact.at
  close()
  return newest > now
    ? bad(`${shown(now)}，比最后一条记录还早 / earlier than the newest fact: ${shown(newest)}`)
    : good(shown(now))
}

export function diskFinding(megabytes: number): Told {
  if (megabytes < 500) return bad(`${megabytes} MB`)
  return megabytes < 2_000 ? warn(`${megabytes} MB`) : good(`${megabytes} MB`)
}

async function systemFinding({ listen }: ServeSettings): Promise<Told> {
  const host = ['0.0.0.0', '::'].includes(listen.address) ? 'localhost' : listen.address
  const answer = await fetch(`http://${host}:${listen.port}/health`, { signal: AbortSignal.timeout(10_000) }).catch(
    () => undefined,
  )
  if (!answer) return bad('没有运行 / does not run')
  const { problems = [] } = (await answer.json()) as { problems?: string[] }
  return problems.length === 0 ? good('运行正常 / runs') : bad(problems.join(', '))
}

async function certificateFinding(baseUrl: string, now: string): Promise<Told> {
  const { protocol, hostname, port } = new URL(baseUrl)
  if (protocol !== 'https:') return warn(`没有 / none: ${baseUrl}`)
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
  const says = `${until.slice(0, 10)}（${Math.floor(days)} 天 / days）`
  if (days < 3) return bad(says)
  return days < 14 ? warn(says) : good(says)
}

export function backupFinding(folder: string | undefined, backups: readonly { at: string }[], now: string): Told {
  if (folder === undefined) return warn('没有设置 backups / backups is not set')
  const newest = backups[0]
  if (!newest) return bad(`${folder}：没有 / none`)
  const hours = Math.floor((Date.parse(now) - Date.parse(newest.at)) / 3_600_000)
  return hours > 26
    ? bad(`${hours} 小时前 / hours ago`)
    : good(`${hours} 小时前，共 ${backups.length} 份 / hours ago, ${backups.length} in all`)
}
