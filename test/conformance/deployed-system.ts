import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda'
import { S3Client } from '@aws-sdk/client-s3'
import { fileStore } from '../../functions/aws/file-store.ts'
import { publicFiles } from '../../functions/aws/public-files.ts'
import { reportStore } from '../../functions/aws/report-store.ts'
import { workflow } from '../../functions/aws/workflow.ts'
import { clockFile, outputsFile, stage } from './places.ts'

export type SentMail = {
  id: string
  to: { name: string; address: string }
  subject: string
  text: string
  html: string
}

/**
 * The deployed stage as a person and a test meet it: requests to its front door, mails as they were taken by SES, a clock
 * that is ahead, the timer, and the facts behind it all. The same shape as the embedded system, so that journeys run on both.
 */
export function deployedSystem() {
  const outputs = JSON.parse(readFileSync(outputsFile, 'utf8'))[`Lianbao-${stage}`] as Record<string, string>
  const told = (name: string): string => {
    const value = outputs[name]
    if (!value) throw new Error(`the stack tells no ${name}`)
    return value
  }
  const endpoint = process.env.AWS_ENDPOINT_URL ?? ''
  const baseUrl = told('BaseUrl')
  // The host of the API exists in the emulator's templates only; it answers for it under this path.
  const apiId = new URL(baseUrl).host.split('.')[0]
  const door = process.env.LIANBAO_FRONT_DOOR ?? `${endpoint}/_aws/execute-api/${apiId}/$default`

  const store = reportStore(new DynamoDBClient(), told('TableName'))
  const s3 = new S3Client({ forcePathStyle: true })
  const settings = { STATE_MACHINE: told('StateMachineArn') }
  let ahead = 0

  const system = {
    baseUrl,
    services: {
      store,
      files: fileStore({ FILES_BUCKET: told('FilesBucketName') }, s3),
      published: publicFiles({ PUBLIC_BUCKET: told('PublicBucketName') }, s3),
      workflow: workflow(settings),
    },

    /** `to` as a mail or a page says it: an address of the stage, or a path. Redirects are answers, as for a browser's owner. */
    fetch(to: string, init: RequestInit = {}): Promise<Response> {
      const path = to.startsWith(baseUrl) ? to.slice(baseUrl.length) : to
      return fetch(`${door}${path}`, { redirect: 'manual', ...init })
    },

    async mails(after = ''): Promise<SentMail[]> {
      const answer = (await (await fetch(`${endpoint}/_ministack/ses/messages`)).json()) as Messages
      const sent = Object.values(answer.messages).flat()
      return sent
        .map((mail, n) => ({
          id: String(n + 1).padStart(6, '0'),
          to: { name: '', address: mail.To[0] ?? '' },
          subject: mail.Subject,
          text: mail.BodyText,
          html: mail.BodyHtml ?? '',
        }))
        .filter(({ id }) => id > after)
    },

    clock: {
      now: () => new Date(Date.now() + ahead).toISOString(),
      async moveTo(instant: string): Promise<void> {
        ahead = Date.parse(instant) - Date.now()
        writeFileSync(clockFile, String(ahead))
      },
    },

    /** What the schedule does every fifteen minutes, now. */
    async keepTime(): Promise<void> {
      const { FunctionError, Payload } = await invoke('KeepTime', {})
      if (FunctionError) throw new Error(`keep-time: ${Payload?.transformToString()}`)
    },

    invoke,

    /** When no mail has left for a while: in the cloud nobody says that everything is done. */
    async settled(within = 30_000): Promise<boolean> {
      const until = Date.now() + within
      let before = -1
      while (Date.now() < until) {
        const mails = (await system.mails()).length
        if (mails === before) return true
        before = mails
        await wait(2_500)
      }
      return false
    },
  }
  return system

  async function invoke(construct: string, event: unknown) {
    const lambda = new LambdaClient()
    const { Functions } = await lambda.send(new ListFunctionsCommand({ MaxItems: 1000 }))
    const found = Functions?.find((f) => f.FunctionName?.startsWith(`Lianbao-${stage}-${construct}`))
    if (!found) throw new Error(`${construct} is not deployed`)
    return lambda.send(new InvokeCommand({ FunctionName: found.FunctionName, Payload: JSON.stringify(event) }))
  }
}

type Messages = {
  messages: Record<string, { To: string[]; Subject: string; BodyText: string; BodyHtml?: string }[]>
}
