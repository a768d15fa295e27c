import { appendFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { reportStore } from '../../functions/aws/report-store.ts'
import { answerUnknownRoute, httpHandler, taskHandler } from '../../functions/door/handler.ts'
import type { Log, Services, Settings } from '../../functions/services.ts'
import { logMessage } from '../../shared/contract/log-messages.ts'
import { routeFor } from '../../shared/contract/routes.ts'
import { workflowDefinition } from '../../shared/contract/workflow-definition.ts'
import { scriptAddresses, scriptFiles } from '../browser-scripts.ts'
import { folderFiles, folderPublicFiles, writeWhole } from './folder-files.ts'
import { lockFolder } from './folder-lock.ts'
import { type Answer, answerOf, openFrontDoor, plain } from './front-door.ts'
import { loadFunctions } from './load-functions.ts'
import { localKeys } from './local-keys.ts'
import { type MovableClock, movableClock } from './movable-clock.ts'
import { deskPage } from './office-desk.ts'
import { type Outbox, outbox } from './outbox.ts'
import { publicFile } from './public-site.ts'
import { localTable, localTableName } from './table.ts'
import { workflowEngine } from './workflow-engine.ts'

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

/** The whole system in one process, as startLocal gives it back. */
export type LocalSystem = {
  /** Where links point and the front door is: `http://localhost:<port>`. */
  baseUrl: string
  publicUrl: string
  folder: string
  services: Services
  outbox: Outbox
  clock: MovableClock
  /** What is missing of routes, states and the timer, one sentence each. */
  notBuilt: string[]
  /** Runs the timer as the schedule would. */
  keepTime(): Promise<void>
  /** When every run of the workflow waits for somebody or is over; false when that takes longer than `within` milliseconds. */
  settled(within?: number): Promise<boolean>
  stop(): Promise<void>
}

/** Longer than any state takes that works at once; one that is tried again may take a minute and is not waited for. */
const patience = 10_000 // milliseconds

/**
 * Lianbao on one machine: the functions of the cloud behind a front door on loopback, the state machine as CDK synthesizes it,
 * dynalite, folders, an outbox one can read and a clock one can move. A kill at any moment loses nothing that was answered:
 * the next start runs unfinished cycles again, over their facts.
 */
export async function startLocal(options: LocalOptions): Promise<LocalSystem> {
  const { folder, sender = exampleSender, timerEvery = 5_000 } = options
  const at = (name: string) => join(folder, name)
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
    await mkdir(at('public'), { recursive: true })
    const clock = await movableClock(folder, options.clock, options.clockStands)
    const log = localLog(at('lianbao.log'), clock, options.tellTrouble)
    const mails = await outbox(at('outbox'), sender)

    const table = await localTable(at('table'))
    toUndo.push(() => table.stop())
    const loaded = await loadFunctions()
    const engine = await workflowEngine(at('executions'), workflowDefinition, async (name, input) => {
      const work = loaded.states.get(name)
      if (work === undefined) throw new Error(`not built yet: ${name}`)
      return taskHandler(name, work, services)(input)
    })
    toUndo.push(() => engine.stop())

    const door = await openFrontDoor(options.port ?? 0)
    toUndo.push(() => door.close())
    const baseUrl = `http://localhost:${door.port}`
    const publicUrl = `${baseUrl}/public`
    const { endpoint, accessKeyId } = table
    await writeWhole(at('table-access.json'), JSON.stringify({ endpoint, accessKeyId, baseUrl }), 0o600)

    const services: Services = {
      clock,
      store: reportStore(table.client, localTableName),
      files: folderFiles(at('files')),
      published: folderPublicFiles(at('public')),
      mailer: mails,
      workflow: engine,
      keys: await localKeys(at('keys')),
      log,
      scripts: scriptFiles(),
      settings: { baseUrl, publicUrl, sender, scripts: scriptAddresses() },
    }

    // One run of the timer at a time, and every caller waits for a run that began after it asked.
    let timer: Promise<unknown> = Promise.resolve()
    const keepTime = async (): Promise<void> => {
      const work = loaded.keepTime
      if (work === undefined) return
      const mine = timer.then(() => taskHandler('keep-time', work, services)({}))
      timer = mine.catch(() => undefined)
      await mine.catch(() => undefined) // logged by its handler; the next run tries again
    }

    const desk = {
      log,
      settings: services.settings,
      outbox: mails,
      clock,
      async keepTime() {
        await keepTime()
        await engine.settled(patience)
      },
    }
    const answer = async (event: APIGatewayProxyEventV2): Promise<Answer> => {
      const { method } = event.requestContext.http
      const path = event.rawPath
      if (/^\/public(\/|$)/.test(path) && (method === 'GET' || method === 'HEAD'))
        return publicFile(at('public'), path.slice('/public'.length))
      const own = deskPage(method, path)
      if (own !== undefined) return answerOf(await httpHandler(own, desk)(event))
      const route = routeFor(method, path)
      if (route === undefined || 'allowed' in route)
        return answerOf(await httpHandler(answerUnknownRoute, services)(event))
      const found = loaded.http.get(route.function)
      if (found === undefined) return plain(501, `not built yet: ${route.file}\n`)
      return answerOf(await httpHandler(found, services)(event))
    }

    await engine.runUnfinished()
    door.open(answer)
    const ticking = setInterval(() => void keepTime(), timerEvery)
    toUndo.push(async () => {
      clearInterval(ticking)
      await timer
    })

    return {
      baseUrl,
      publicUrl,
      folder,
      services,
      outbox: mails,
      clock,
      notBuilt: loaded.notBuilt,
      keepTime,
      settled: (within = patience) => engine.settled(within),
      stop: undo,
    }
  }
}

const exampleSender: Settings['sender'] = {
  name: '政务公开办',
  address: 'office@lianbao.example',
  phone: '0454-0000000',
}

function localLog(file: string, clock: MovableClock, tellTrouble?: (line: string) => void): Log {
  return (code, facts) => {
    const { level = 'error', says = 'not in the catalogue' } = logMessage(code) ?? {}
    const line = JSON.stringify({ at: clock.now(), level, code, ...facts, says })
    appendFileSync(file, `${line}\n`)
    if (level !== 'info') tellTrouble?.(line)
  }
}
