import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { answerUnknownRoute, type HttpFunction, httpHandler, taskHandler } from '../../../functions/door/handler.ts'
import { showTools } from '../../../functions/kept/published/public-site.ts'
import { tellLater } from '../../../functions/schedule/tell-later.ts'
import type { Clock, Log, Mailer, Services, Settings } from '../../../functions/services.ts'
import { openStore, StoreDamaged } from '../../../functions/sqlite/open-store.ts'
import { StoreCorrupt, storeError } from '../../../functions/sqlite/store-error.ts'
import { routeFor } from '../../../shared/contract/routes.ts'
import { workflowDefinition } from '../../../shared/contract/workflow-definition.ts'
import { Refusal } from '../../../shared/report/errors.ts'
import type { LocalizedText } from '../../../shared/report/report-definition.ts'
import { doorRefusals } from '../../../shared/words/refusals/door-refusals.ts'
import { scriptAddresses, scriptFiles } from '../../browser-scripts.ts'
import { toolFiles } from '../../tool-pages.ts'
import { type Answer, answerOf, largestPayload, plain, type TurnedAway } from '../door/front-door.ts'
import { publicFile } from '../door/public-site.ts'
import { damagedBodies } from '../folder/damaged-bodies.ts'
import { folderFiles, folderPublicFiles, sweepParts } from '../folder/folder-files.ts'
import { localKeys } from '../folder/local-keys.ts'
import { loadFunctions } from './load-functions.ts'
import { timerOf } from './timer.ts'
import { type Trouble, type TroubleBook, troubleBook } from './troubles.ts'
import { readerOfOne } from './worker-reader.ts'
import { workflowEngine } from './workflow-engine.ts'

/** What differs between the trial and an office's own system; everything else is the same. */
export type SystemParts = {
  /** Everything that is kept lies here; its owner alone may read it. */
  folder: string
  clock: Clock
  log: Log
  mailer: Mailer
  settings: Settings
  /** The database turned out to be damaged while it was used. Whoever runs the system ends it: the next start names what is wrong. */
  damaged?: () => void
}

/** All of it in one process, without its front door. */
export type System = {
  services: Services
  /** What is missing of routes, states and the timer, one sentence each. */
  notBuilt: string[]
  /** Answers what a route answers, and the public site under /public. */
  answer(event: APIGatewayProxyEventV2): Promise<Answer>
  /** What whoever is turned away at the front door reads: a page in their language, problem+json for a machine. */
  turnAway(event: APIGatewayProxyEventV2, why: TurnedAway): Promise<Answer>
  /** Runs the timer as the schedule would. One run at a time; whoever asks waits for a run that began after it asked. */
  keepTime(): Promise<void>
  /** When the timer last came to its end, or the system was opened. */
  timerRan(): string
  /** What needs a person, and had not healed when the timer last came to its end. */
  troubles(): Trouble[]
  /** When whoever is to hear of what was written by now has been told. */
  told(): Promise<void>
  /** When nobody is being told anything, and every run of the workflow waits for somebody or is over; false when that takes longer than `within` milliseconds. */
  settled(within?: number): Promise<boolean>
  /** Goes on with what was running when the last process ended, and runs the timer every so many milliseconds from now on. */
  begin(timerEvery: number): Promise<void>
  stop(): Promise<void>
}

/** Longer than any state takes that works at once; one that is tried again may take a minute and is not waited for. */
const patience = 10_000 // milliseconds
const turnedAwayTexts: Record<TurnedAway, LocalizedText> = {
  'host-unknown': doorRefusals.hostUnknown,
  'too-many-requests': doorRefusals.tooMuchAtOnce,
  'body-too-large': doorRefusals.bodyTooLarge(largestPayload / (1024 * 1024)),
}
/** The write-ahead log grows with every fact and shrinks only when it is told to. */
const checkpointEvery = 3_600_000 // milliseconds

/**
 * The functions of the cloud on one machine: facts in SQLite, bodies and the public site in folders, the state machine as CDK
 * synthesizes it. A kill or a power cut at any moment loses nothing that was answered: the next start runs unfinished cycles
 * again, over their facts. Throws StoreDamaged when what was acknowledged is not there.
 */
export async function openSystem(parts: SystemParts): Promise<System> {
  const { folder, clock, mailer, settings, damaged } = parts
  const book = troubleBook()
  const log = book.listening(parts.log)
  const at = (name: string) => join(folder, name)
  await mkdir(at('public'), { recursive: true })
  await sweepParts(folder)
  const loaded = await loadFunctions()
  const facts = openStore(at('store'), { ...(damaged && { damaged }) })
  const keys = await localKeys(at('keys'), facts.store)
  const files = folderFiles(at('files'))
  const damages = await damagedBodies(facts.store, files)
  if (damages.length > 0) throw new StoreDamaged(damages)
  const engine = await workflowEngine(at('executions'), workflowDefinition, async (name, input) => {
    const work = loaded.states.get(name)
    if (work === undefined) throw new Error(`not built yet: ${name}`)
    return taskHandler(name, work, services)(input)
  })
  const later = tellingLater(() => services, book)
  const services: Services = {
    clock,
    store: facts.store,
    files,
    published: folderPublicFiles(at('public')),
    mailer,
    later,
    workflow: engine,
    keys,
    log,
    scripts: scriptFiles(),
    tools: async () => toolFiles(),
    reader: readerOfOne,
    settings: { ...settings, scripts: scriptAddresses() },
  }

  const checkpoint = () => {
    try {
      facts.store.checkpoint()
    } catch (error) {
      if (storeError(error) instanceof StoreCorrupt) damaged?.()
      else log('checkpoint-failed', {})
    }
  }
  const timer = timerOf(services, loaded, engine, book)
  // Files of a release, not of a publication: the same page for every cycle, so the process that serves them brings them along.
  await showTools(services)
  const ticking: NodeJS.Timeout[] = []
  return {
    services,
    notBuilt: loaded.notBuilt,
    answer: (event) => answerOfRoute(event, { site: at('public'), loaded, services }),
    async turnAway(event, why) {
      const refuse: HttpFunction<object> = async () => {
        throw new Refusal({ code: why, message: turnedAwayTexts[why] })
      }
      return answerOf(await httpHandler(refuse, services)(event))
    },
    keepTime: timer.keepTime,
    timerRan: timer.ran,
    troubles: timer.troubles,
    told: later.told,
    async settled(within = patience) {
      const isTold = await Promise.race([later.told().then(() => true), pause(within, false, { ref: false })])
      return isTold && engine.settled(within)
    },
    async begin(timerEvery) {
      await engine.runUnfinished()
      ticking.push(
        setInterval(() => void timer.keepTime(), timerEvery),
        setInterval(checkpoint, checkpointEvery).unref(),
      )
    },
    async stop() {
      for (const each of ticking) clearInterval(each)
      await timer.idle()
      await later.told()
      await engine.stop()
      facts.close()
    },
  }
}

type Loaded = Awaited<ReturnType<typeof loadFunctions>>

/** Whoever is to hear of something hears it a moment later, in this process. */
function tellingLater(services: () => Services, book: TroubleBook): Services['later'] & Pick<System, 'told'> {
  const telling = new Set<Promise<unknown>>()
  return {
    async tell(what) {
      const told: Promise<unknown> = taskHandler(
        'tell-later',
        tellLater,
        services(),
      )(what)
        .catch(() => book.note({ what: 'tell-later-failed' })) // logged by its handler; the timer finds it owed
        .finally(() => telling.delete(told))
      telling.add(told)
      // Mails go into a queue here, at once; a unit's two are in it before its answer, so a kill after that loses neither.
      if ('unit' in what) await told
    },
    async told() {
      while (telling.size > 0) await Promise.all(telling)
    },
  }
}

async function answerOfRoute(
  event: APIGatewayProxyEventV2,
  { site, loaded, services }: { site: string; loaded: Loaded; services: Services },
): Promise<Answer> {
  const { method } = event.requestContext.http
  const path = event.rawPath
  if (/^\/public(\/|$)/.test(path) && (method === 'GET' || method === 'HEAD'))
    return publicFile(site, path.slice('/public'.length))
  const route = routeFor(method, path)
  if (route === undefined || 'allowed' in route) return answerOf(await httpHandler(answerUnknownRoute, services)(event))
  const found: HttpFunction<Services> | undefined = loaded.http.get(route.function)
  if (found === undefined) return plain(501, `not built yet: ${route.file}\n`)
  return answerOf(await httpHandler(found, services)(event))
}
