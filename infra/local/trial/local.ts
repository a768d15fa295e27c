import { join } from 'node:path'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { httpHandler } from '../../../functions/door/handler.ts'
import type { Services, Settings } from '../../../functions/services.ts'
import { officeItself } from '../../../shared/words/office/consent-texts.ts'
import { type Answer, answerOf, openFrontDoor } from '../door/front-door.ts'
import { openSystem, type System } from '../engine/system.ts'
import { fileLog } from '../folder/file-log.ts'
import { writeWhole } from '../folder/folder-files.ts'
import { lockFolder } from '../folder/folder-lock.ts'
import { type MovableClock, movableClock } from './movable-clock.ts'
import { deskPage } from './office-desk.ts'
import { type Outbox, outbox } from './outbox.ts'
import { trialMailer } from './trial-mailer.ts'

export type LocalOptions = {
  /** Everything that is kept lies here. One process a folder. */
  folder: string
  /** On 127.0.0.1; a free one without it. */
  port?: number
  /** The instant at which the clock of a new folder begins; the present without it. */
  clock?: string
  /** The clock stands still between two moves, so that two cycles played alike come out alike, byte for byte. */
  clockStands?: boolean
  sender?: Settings['sender']
  /** Milliseconds of real time between two runs of the timer. */
  timerEvery?: number
  /** Gets what is logged as a warning or an error, one JSON line each; all of it is in the folder's lianbao.log. */
  tellTrouble?: (line: string) => void
}

/** The trial in one process, as startLocal gives it back. */
export type LocalSystem = Pick<System, 'notBuilt' | 'keepTime' | 'settled' | 'troubles' | 'stop'> & {
  /** Where links point and the front door is: `http://localhost:<port>`. */
  baseUrl: string
  publicUrl: string
  folder: string
  services: Services
  outbox: Outbox
  clock: MovableClock
}

/** Kept in the folder of a trial that runs, so that the command line makes links to it: its port may be another each time. */
export const addressFile = 'address.json'

/**
 * The trial: Lianbao on loopback with an outbox one can read and a clock one can move, marked as a trial wherever it shows. Whoever
 * is on the machine can read every link, so what is signed here proves nothing; an office runs `serve` (serve.ts).
 */
export async function startLocal(options: LocalOptions): Promise<LocalSystem> {
  const { folder, sender = exampleSender, timerEvery = 5_000 } = options
  const lock = await lockFolder(folder)
  const toUndo: (() => Promise<void>)[] = [() => lock.release()]
  const undo = async () => {
    while (toUndo.length > 0) await toUndo.pop()?.()
  }
  try {
    return await start()
  } catch (error) {
    await undo()
    throw error
  }

  async function start(): Promise<LocalSystem> {
    const clock = await movableClock(folder, options.clock, { stands: options.clockStands })
    const log = fileLog(join(folder, 'lianbao.log'), clock, options.tellTrouble)
    const mails = await outbox(join(folder, 'outbox'), sender)
    const door = await openFrontDoor({ port: options.port ?? 0 })
    toUndo.push(() => door.close())
    const baseUrl = `http://localhost:${door.port}`
    const publicUrl = `${baseUrl}/public`
    const settings = { baseUrl, publicUrl, sender, trial: true } as const
    await writeWhole(join(folder, addressFile), JSON.stringify({ baseUrl }), 0o600)

    const system = await openSystem({ folder, clock, log, mailer: trialMailer(mails), settings })
    toUndo.push(async () => {
      await door.close() // whoever is being answered is answered
      await system.stop()
    })
    const { services, notBuilt, keepTime, settled, troubles } = system
    const desk = {
      log,
      settings: services.settings,
      // Who looks into the outbox finds what follows from what was done before.
      outbox: { ...mails, mails: (after?: string) => system.told().then(() => mails.mails(after)) },
      clock,
      async keepTime() {
        await keepTime()
        await settled()
      },
    }
    const answer = async (event: APIGatewayProxyEventV2): Promise<Answer> => {
      const own = deskPage(event.requestContext.http.method, event.rawPath)
      return own === undefined ? system.answer(event) : answerOf(await httpHandler(own, desk)(event))
    }
    await system.begin(timerEvery)
    door.open(answer, system.turnAway)
    return {
      baseUrl,
      publicUrl,
      folder,
      services,
      outbox: mails,
      clock,
      notBuilt,
      keepTime,
      settled,
      troubles,
      stop: undo,
    }
  }
}

export const exampleSender: Settings['sender'] = {
  name: officeItself.zh,
  address: 'office@lianbao.example',
  phone: '0454-0000000',
}
