import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda'
import { S3Client } from '@aws-sdk/client-s3'
import { ListExecutionsCommand, SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn'
import { fileStore } from '../../functions/aws/file-store.ts'
import { publicFiles } from '../../functions/aws/public-files.ts'
import { reportStore } from '../../functions/aws/report-store.ts'
import { workflow } from '../../functions/aws/workflow.ts'
import type { ReadMail, VisitedDoor } from '../../infra/local/demo/visitor.ts'
import { clockFile, outputsFile, stage } from './places.ts'

/**
 * The deployed stage: its front door for people (pages, mailbox, time), and for the test the facts behind it, the timer and
 * what an operator may do to a run.
 */
export function deployedSystem() {
  const outputs = JSON.parse(readFileSync(outputsFile, 'utf8'))[`Lianbao-${stage}`] as Record<string, string>
  const told = (name: string): string => {
    const value = outputs[name]
    if (!value) throw new Error(`the stack tells no ${name}`)
    return value
  }
  const endpoint = process.env.AWS_ENDPOINT_URL ?? ''
  // The emulator answers for the API's own host under a path; an account answers for the host itself.
  const [apiId] = new URL(told('BaseUrl')).host.split('.')
  const baseUrl = process.env.LIANBAO_FRONT_DOOR ?? `${endpoint}/_aws/execute-api/${apiId}/$default`

  const s3 = new S3Client({ forcePathStyle: true })
  const sfn = new SFNClient()
  const machine = { STATE_MACHINE: told('StateMachineArn') }
  const clock = {
    ahead: 0,
    now: () => new Date(Date.now() + clock.ahead).toISOString(),
    moveTo(instant: string): void {
      clock.ahead = Date.parse(instant) - Date.now()
      writeFileSync(clockFile, String(clock.ahead))
    },
  }
  const files = fileStore({ FILES_BUCKET: told('FilesBucketName') }, s3)
  const services = {
    clock,
    store: reportStore(new DynamoDBClient(), told('TableName'), files),
    files,
    published: publicFiles({ PUBLIC_BUCKET: told('PublicBucketName') }, s3),
    workflow: workflow(machine),
    log: () => {},
  }

  const door: VisitedDoor = {
    baseUrl,
    // The bucket itself: the CDN is not deployed here.
    publicUrl: `${endpoint}/${told('PublicBucketName')}`,
    async mails(): Promise<ReadMail[]> {
      const answer = (await (await fetch(`${endpoint}/_ministack/ses/messages`)).json()) as Messages
      const sent = Object.values(answer.messages).flat()
      return sent.map((mail, n) => ({
        id: String(n + 1),
        to: mail.To[0] ?? '',
        subject: mail.Subject,
        text: mail.BodyText,
        date: new Date(mail.Timestamp * 1000).toISOString(),
      }))
    },
    async passTime(until) {
      clock.moveTo(until)
      await keepTime()
      await settled()
    },
  }

  /** What the schedules do every fifteen minutes, now: both, as on one machine. */
  async function keepTime(): Promise<void> {
    for (const scheduled of ['KeepTime', 'PublishUnitReports']) {
      const { FunctionError, Payload } = await invoke(scheduled, {})
      if (FunctionError) throw new Error(`${scheduled}: ${Payload?.transformToString()}`)
    }
  }

  /** In the cloud nobody says that everything is done: when nothing has been recorded for a while. */
  async function settled(within = 60_000): Promise<void> {
    const recorded = async () => {
      const cycles = await services.store.cycles()
      return (await Promise.all(cycles.map((cycle) => services.store.facts(cycle)))).flat().length
    }
    const until = Date.now() + within
    for (let before = -1, now = 0; before !== now && Date.now() < until; now = await recorded()) {
      before = now
      await wait(1_500)
    }
  }

  async function invoke(construct: string, event: unknown) {
    const lambda = new LambdaClient()
    const { Functions } = await lambda.send(new ListFunctionsCommand({ MaxItems: 1000 }))
    const found = Functions?.find((f) => f.FunctionName?.startsWith(`Lianbao-${stage}-${construct}`))
    if (!found) throw new Error(`${construct} is not deployed`)
    return lambda.send(new InvokeCommand({ FunctionName: found.FunctionName, Payload: JSON.stringify(event) }))
  }

  /** The runs of a cycle that are not over. */
  async function openRuns(cycle: string) {
    const { executions = [] } = await sfn.send(
      new ListExecutionsCommand({ stateMachineArn: machine.STATE_MACHINE, statusFilter: 'RUNNING' }),
    )
    return executions.filter(({ name }) => name === cycle || name?.startsWith(`${cycle}-`))
  }

  /** As an operator would, or a disaster: whatever run of the cycle goes on is stopped where it is. Answers with the runs’ names. */
  async function stopRuns(cycle: string): Promise<string[]> {
    const ours = await openRuns(cycle)
    for (const { executionArn } of ours) await sfn.send(new StopExecutionCommand({ executionArn }))
    return ours.map(({ name }) => name ?? '')
  }

  return { door, services, clock, keepTime, settled, invoke, openRuns, stopRuns }
}

type Messages = {
  messages: Record<string, { To: string[]; Subject: string; BodyText: string; Timestamp: number }[]>
}
