import { chmod, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { systemClock } from '../../../functions/aws/system-clock.ts'
import { notedWork } from '../../../functions/door/noted-work.ts'
import { type ReadUntil, readMailbox } from '../../../functions/imap/mailbox.ts'
import { takeReturned } from '../../../functions/imap/take-returned.ts'
import type { Clock, KeepsReturned, MailOutcome, Settings } from '../../../functions/services.ts'
import { type MailQueue, mailQueue } from '../../../functions/smtp/mail-queue.ts'
import { impatient, smtpTransport } from '../../../functions/smtp/transport.ts'
import { keepOutcome } from '../../../functions/telling/mail-outcomes.ts'
import { type Answer, openFrontDoor, plain } from '../door/front-door.ts'
import { openSystem, type System } from '../engine/system.ts'
import { fileLog } from '../folder/file-log.ts'
import { readIfThere, writeWhole } from '../folder/folder-files.ts'
import { lockFolder } from '../folder/folder-lock.ts'
import { freeMegabytes, healthAnswer, type Vitals } from './health.ts'
import { readServeSettings, type ServeSettings } from './serve-settings.ts'

/** An office's own system as startOffice gives it back. */
export type Office = Pick<System, 'services' | 'notBuilt' | 'keepTime' | 'settled'> & {
  port: number
  vitals(): Vitals
  /** Reads what came back since the last time; nothing where the settings name no mailbox. */
  readReturned(): Promise<void>
  stop(): Promise<void>
}

export type OfficeOptions = {
  folder: string
  settings: ServeSettings
  tellTrouble?: (line: string) => void
  /** The database turned out to be damaged. */
  damaged?: () => void
}

export const settingsFile = 'settings.json'

/** Milliseconds. */
const [timerEvery, mailEvery, returnedEvery] = [15_000, 5_000, 300_000]

/** What functions get of the settings. */
export const settingsOf = ({ baseUrl, publicUrl, sender, site }: ServeSettings): Settings => ({
  baseUrl,
  publicUrl: publicUrl ?? `${baseUrl}/public`,
  sender,
  ...(site && { site }),
})

export const readSettingsOf = async (folder: string): Promise<ServeSettings> =>
  readServeSettings(await readFile(join(folder, settingsFile), 'utf8'))

/** The office's mails that have not left, for the system and for the command line beside it. */
export const openMailQueue = (folder: string, settings: ServeSettings, told: KeepsReturned): MailQueue =>
  mailQueue(join(folder, 'mail', 'mail.sqlite'), {
    transport: smtpTransport(settings.smtp),
    impatient: smtpTransport(settings.smtp, impatient),
    sender: settings.sender,
    clock: systemClock(),
    mailsPerSecond: settings.mailsPerSecond,
    ...told,
  })

/**
 * Lianbao for one office, for real: the machine's clock, mail by SMTP, its own address behind its reverse proxy. No outbox and no
 * clock to move. Everything in the folder is its owner's alone but `public`, which any web server may show.
 */
export async function startOffice({ folder, settings, tellTrouble, damaged }: OfficeOptions): Promise<Office> {
  const lock = await lockFolder(folder)
  const undo: (() => unknown)[] = [() => lock.release()]
  const stop = async () => {
    while (undo.length > 0) await undo.pop()?.()
  }
  try {
    return await start()
  } catch (error) {
    await stop()
    throw error
  }

  async function start(): Promise<Office> {
    await openOnlyPublic(folder)
    const clock = systemClock()
    const log = fileLog(join(folder, 'lianbao.log'), clock, tellTrouble)
    let system: System | undefined
    const keep = async (outcome: MailOutcome) =>
      system !== undefined && notedWork(system.services, (noting) => keepOutcome(outcome, noting))
    const queue = openMailQueue(folder, settings, { keep, log })
    undo.push(() => queue.close())
    const runQueue = () => void queue.run().catch(() => log('mail-not-sent', {}))
    const opened = await openSystem({
      folder,
      clock,
      log,
      settings: settingsOf(settings),
      mailer: {
        async send(message) {
          await queue.send(message)
          runQueue()
        },
      },
      ...(damaged && {
        damaged: () => {
          log('store-damaged', {})
          damaged()
        },
      }),
    })
    system = opened
    undo.push(() => opened.stop())

    let unreadSince: string | undefined
    const readOnce = async () => {
      const error = await readReturnedMails(folder, settings, {
        clock,
        log,
        keep: (outcome) => keep({ ...outcome, cycle: queue.cycleOf(outcome.messageId) || outcome.cycle }),
      })
      if (error !== undefined && unreadSince === undefined) log('mailbox-unread', { error })
      if (error === undefined && unreadSince !== undefined) log('mailbox-read-again', {})
      unreadSince = error === undefined ? undefined : (unreadSince ?? clock.now())
    }
    let reading: Promise<void> = Promise.resolve()
    const readReturned = () => {
      reading = reading.then(readOnce)
      return reading
    }
    const vitals = (): Vitals => ({
      now: clock.now(),
      timerRan: opened.timerRan(),
      mail: queue.waiting(),
      ...(unreadSince && { unreadSince }),
      disk: freeMegabytes(folder),
      troubles: opened.troubles(),
    })

    const { address, port } = settings.listen
    const { host, hostname } = new URL(settings.baseUrl)
    const door = await openFrontDoor({
      port,
      address,
      hosts: [host, hostname],
      trustedProxies: settings.trustedProxies,
    })
    undo.push(() => door.close())
    await opened.begin(timerEvery)
    const ticking = [setInterval(runQueue, mailEvery), setInterval(() => void readReturned(), returnedEvery)]
    undo.push(() => ticking.forEach(clearInterval))
    door.open(
      async (event) => (event.rawPath === '/health' ? answerHealth(event, vitals()) : opened.answer(event)),
      opened.turnAway,
    )
    runQueue()
    void readReturned()
    const { services, notBuilt, keepTime, settled } = opened
    return { services, notBuilt, keepTime, settled, port: door.port, vitals, readReturned, stop }
  }
}

function answerHealth({ headers, requestContext }: APIGatewayProxyEventV2, vitals: Vitals): Answer {
  if (!['GET', 'HEAD'].includes(requestContext.http.method)) return plain(405, 'GET\n', { allow: 'GET, HEAD' })
  const told = healthAnswer(vitals, { isHere: headers['x-forwarded-for'] === undefined })
  return {
    status: told.ok ? 200 : 503,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: `${JSON.stringify(told)}\n`,
  }
}

/** A web server that runs as somebody else may pass through the folder to `public` and see nothing else in it. */
async function openOnlyPublic(folder: string): Promise<void> {
  await chmod(folder, 0o711)
  for (const name of ['store', 'files', 'keys', 'mail', 'executions']) {
    await mkdir(join(folder, name), { recursive: true })
    await chmod(join(folder, name), 0o700)
  }
  await mkdir(join(folder, 'public'), { recursive: true })
  await chmod(join(folder, 'public'), 0o755)
  await chmod(join(folder, settingsFile), 0o600)
}

type Returned = KeepsReturned & { clock: Clock }

/** The code or the name of the error where the mailbox could not be read. */
async function readReturnedMails(
  folder: string,
  settings: ServeSettings,
  { clock, log, keep }: Returned,
): Promise<string | undefined> {
  if (settings.imap === undefined) return undefined
  const domain = settings.sender.address.replace(/^.*@/, '')
  const place = join(folder, 'mail', 'read-until.json')
  try {
    const kept = await readIfThere(place)
    const until = kept && (JSON.parse(Buffer.from(kept).toString()) as ReadUntil)
    const now = clock.now()
    const next = await readMailbox(settings.imap, { until, now }, takeReturned({ domain, now }, { keep, log }))
    await writeWhole(place, JSON.stringify(next), 0o600)
    return undefined
  } catch (error) {
    const { code, name = '' } = error as { code?: string; name?: string }
    return code ?? name
  }
}
