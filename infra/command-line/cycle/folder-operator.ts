import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../../../functions/aws/system-clock.ts'
import { notedWork } from '../../../functions/door/noted-work.ts'
import { actForOperator } from '../../../functions/operator/act-for-operator.ts'
import { openForOperator } from '../../../functions/operator/open-for-operator.ts'
import { repairCycle } from '../../../functions/operator/repair-cycle.ts'
import { tellLater } from '../../../functions/schedule/tell-later.ts'
import type { Services, Settings } from '../../../functions/services.ts'
import { openStore } from '../../../functions/sqlite/open-store.ts'
import type { OperatorFunction } from '../../../shared/contract/function-names.ts'
import { commandLineTexts } from '../../../shared/words/operator/command-line-texts.ts'
import { inBoth } from '../../../shared/words/words-in.ts'
import { folderFiles, folderPublicFiles } from '../../local/folder/folder-files.ts'
import { FolderInUse, lockFolder } from '../../local/folder/folder-lock.ts'
import { localKeys } from '../../local/folder/local-keys.ts'
import { openMailQueue, readSettingsOf, settingsFile, settingsOf } from '../../local/serve/office.ts'
import { addressFile, exampleSender } from '../../local/trial/local.ts'
import { movableClock } from '../../local/trial/movable-clock.ts'
import { outbox } from '../../local/trial/outbox.ts'
import { trialMailer } from '../../local/trial/trial-mailer.ts'
import type { Call, Operator } from './operator.ts'

const t = inBoth(commandLineTexts)

/** Of an office's own folder, or of a trial's. */
export async function folderOperator(folder: string, log: Services['log']): Promise<Operator> {
  const isOffice = existsSync(join(folder, settingsFile))
  if (!isOffice && !existsSync(join(folder, 'store'))) throw new NoSystemThere(folder)
  const facts = await openFacts(folder)
  try {
    const own = isOffice ? await ofOffice(folder) : await ofTrial(folder, facts)
    const services: FolderServices = {
      clock: own.clock,
      store: facts.store,
      files: folderFiles(join(folder, 'files')),
      published: folderPublicFiles(join(folder, 'public')),
      mailer: own.mailer,
      // The command is over when its mails have left.
      later: { tell: async (what) => void (await tellLater(what, services)) },
      // Runs live in the process of the system itself; it finds in the facts what is to be started or resumed.
      workflow: {
        start: async () => true,
        resume: async () => 'gone',
        waitsFor: async () => false,
        running: async () => true,
      },
      keys: await localKeys(join(folder, 'keys'), facts.store),
      log,
      settings: own.settings,
    }
    const remark = facts.running ? t.goesOnSoon : t.goesOnAtStart
    const close = async () => {
      await own.close()
      await facts.close()
    }
    return { services, call: callWith(services), remark, close }
  } catch (error) {
    await facts.close()
    throw error
  }
}

/** A command that made a new folder out of a misspelt one would say that there are no cycles. */
class NoSystemThere extends RangeError {
  constructor(folder: string) {
    super(t.noLianbao(folder))
  }
}

/**
 * The functions a stage's operator invokes, here in this process. What waits does so in the system's: a note that was begun long
 * ago has its timer look at the next turn, also after a repair that wrote nothing.
 */
const callWith = (services: FolderServices): Call => {
  const operations: Record<
    Exclude<OperatorFunction, 'rotate-ring'>,
    (input: never, services: FolderServices) => unknown
  > = {
    'act-for-operator': actForOperator,
    'open-for-operator': openForOperator,
    'repair-cycle': repairCycle,
  }
  return (async (name: keyof typeof operations, input: never) => {
    const answer = await notedWork(services, async (noting) => operations[name](input, noting))
    const { cycle } = input as { cycle?: string } // one that is being opened was never looked at
    if (cycle !== undefined) await services.store.noteWork(cycle, randomUUID(), longAgo)
    return answer
  }) as Call
}

const longAgo = new Date(0).toISOString()

type FolderServices = Omit<Services, 'scripts' | 'tools' | 'reader'>
type Own = Pick<FolderServices, 'clock' | 'mailer'> & { settings: Settings; close(): Promise<void> }

/** Mails go into the office's queue; the system sends them. */
async function ofOffice(folder: string): Promise<Own> {
  const settings = await readSettingsOf(folder)
  const queue = openMailQueue(folder, settings, { keep: async () => false, log: () => {} })
  return { clock: systemClock(), mailer: queue, settings: settingsOf(settings), close: () => queue.close() }
}

async function ofTrial(folder: string, { running }: { running: boolean }): Promise<Own> {
  const baseUrl = running
    ? String(JSON.parse(readFileSync(join(folder, addressFile), 'utf8')).baseUrl)
    : `http://localhost:${process.env.PORT ?? 8080}`
  return {
    clock: await movableClock(folder),
    mailer: trialMailer(await outbox(join(folder, 'outbox'), exampleSender)),
    settings: { baseUrl, publicUrl: `${baseUrl}/public`, sender: exampleSender, trial: true },
    close: async () => {},
  }
}

async function openFacts(folder: string) {
  const store = join(folder, 'store')
  try {
    const lock = await lockFolder(folder)
    const facts = openStore(store)
    const close = async () => {
      facts.close()
      await lock.release()
    }
    return { store: facts.store, close, running: false }
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error
    const facts = openStore(store, { joining: true })
    return { store: facts.store, close: async () => facts.close(), running: true }
  }
}
