import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { fileStore } from '../../functions/aws/file-store.ts'
import { linkSecrets } from '../../functions/aws/link-secrets.ts'
import { reportStore } from '../../functions/aws/report-store.ts'
import { sesMailer } from '../../functions/aws/ses-mailer.ts'
import { smtpMailer } from '../../functions/aws/smtp-mailer.ts'
import { systemClock } from '../../functions/aws/system-clock.ts'
import { workflow } from '../../functions/aws/workflow.ts'
import type { Services } from '../../functions/services.ts'
import { type OpenedStore, openStore } from '../../functions/sqlite/open-store.ts'
import { readSettings } from '../../shared/contract/settings.ts'
import { folderFiles } from '../local/folder-files.ts'
import { FolderInUse, lockFolder } from '../local/folder-lock.ts'
import { addressFile, exampleSender } from '../local/local.ts'
import { localKeys } from '../local/local-keys.ts'
import { movableClock } from '../local/movable-clock.ts'
import { outbox } from '../local/outbox.ts'
import { trialMailer } from '../local/trial-mailer.ts'
import type { Terminal } from './command.ts'
import { deployedStage } from './deployed-stage.ts'
import type { Target } from './target.ts'

type OperatorServices = Omit<Services, 'published' | 'scripts'>
export type Operator = {
  services: OperatorServices
  /** What the operator should know, e.g. that waits are resumed when the system runs next. */
  remark?: string
  close(): Promise<void>
}

/**
 * The services for somebody at the console, with no front door between: of a deployed stage, with the operator's own rights, or
 * of a folder of this machine, also beside the system that runs on it: whoever may read the folder may ask it.
 */
export async function operatorServices(target: Target, { err }: Terminal): Promise<Operator> {
  const log: Services['log'] = (code, facts) => {
    if (code === 'mail-not-sent' || code === 'workflow-stuck') err(`${JSON.stringify({ code, ...facts })}\n`)
  }
  return 'stage' in target ? onStage(target.stage, log) : embedded(target.folder, Number(process.env.PORT ?? 8080), log)
}

async function embedded(folder: string, port: number, log: Services['log']): Promise<Operator> {
  const { store, close, running } = await openFacts(join(folder, 'store'), folder)
  const baseUrl = running ? addressOf(folder) : `http://localhost:${port}`
  const services: OperatorServices = {
    clock: await movableClock(folder),
    store,
    files: folderFiles(join(folder, 'files')),
    mailer: trialMailer(await outbox(join(folder, 'outbox'), exampleSender)),
    // Runs live in the process of the system itself; it finds in the facts what is to be started or resumed.
    workflow: { start: async () => {}, resume: async () => 'gone', running: async () => true },
    keys: await localKeys(join(folder, 'keys')),
    log,
    settings: { baseUrl, publicUrl: `${baseUrl}/public`, sender: exampleSender, trial: true },
  }
  const remark = running
    ? '正在运行的系统会在几秒内接着往下走 / the running system goes on within seconds'
    : '下次 npm start 时接着往下走 / goes on at the next npm start'
  return { services, remark, close }
}

const addressOf = (folder: string): string => JSON.parse(readFileSync(join(folder, addressFile), 'utf8')).baseUrl

type Facts = Pick<OpenedStore, 'store'> & { close(): Promise<void>; running: boolean }

async function openFacts(store: string, folder: string): Promise<Facts> {
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

/** Clients take credentials, region and endpoint as every AWS tool does: AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL. */
async function onStage(stage: string, log: Services['log']): Promise<Operator> {
  const told = await deployedStage(stage)
  const settings = readSettings(
    [
      'TABLE',
      'FILES_BUCKET',
      'STATE_MACHINE',
      'LINK_SECRETS',
      'BASE_URL',
      'PUBLIC_URL',
      'SENDER_NAME',
      'SENDER_ADDRESS',
      'SENDER_PHONE',
      'MAILS_PER_SECOND',
    ],
    told,
  )
  const sender = { name: settings.SENDER_NAME, address: settings.SENDER_ADDRESS, phone: settings.SENDER_PHONE }
  const services: OperatorServices = {
    clock: systemClock(),
    store: reportStore(new DynamoDBClient(), settings.TABLE),
    files: fileStore(settings),
    mailer: told.SMTP_SECRET
      ? smtpMailer({ ...settings, SMTP_SECRET: told.SMTP_SECRET })
      : sesMailer({ ...settings, ...readSettings(['CONFIGURATION_SET'], told) }),
    workflow: workflow(settings),
    keys: { ...linkSecrets(settings), sign: () => Promise.reject(new Error('The command line signs nothing')) },
    log,
    settings: { baseUrl: settings.BASE_URL, publicUrl: settings.PUBLIC_URL, sender },
  }
  return { services, close: async () => {} }
}
