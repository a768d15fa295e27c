import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { commandLineTexts } from '../../../shared/words/operator/command-line-texts.ts'
import { inBoth } from '../../../shared/words/words-in.ts'
import type { Command } from '../command.ts'
import { stageOutputs } from './deployed-stage.ts'

const t = inBoth(commandLineTexts)

/**
 * `lianbao redrive --stage NAME`: gives what lies in the dead letters to its function once more, and takes away what was then
 * taken. Recording a delivery twice is harmless, and so is a turn of the timer; what breaks again stays where it is.
 */
export const redrive: Command<{ stage: string }> = async (_args, terminal, target) => {
  const outputs = await stageOutputs(target.stage)
  const QueueUrl = outputs.get('DeadLettersUrl')
  const sqs = new SQSClient()
  const lambda = new LambdaClient()
  const left: Message[] = []
  let taken = 0
  // Long enough for every message to be seen once: what is left is let go at the end, for whoever looks then.
  const batch = new ReceiveMessageCommand({
    QueueUrl,
    MaxNumberOfMessages: 10,
    VisibilityTimeout: 900,
    WaitTimeSeconds: 2,
  })
  for (let messages = await receive(); messages.length > 0; messages = await receive()) {
    for (const message of messages) {
      const letter = readLetter(message.Body ?? '')
      if ('untold' in letter) {
        left.push(message)
        const { from, to } = letter.untold
        terminal.err(`${t.notTold(message.MessageId ?? '', from, to)}\n`)
        continue
      }
      const name = letter.function ?? outputs.get(`${letter.takes}Name`)
      const { FunctionError } = await lambda.send(
        new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(letter.event) }),
      )
      if (FunctionError) {
        left.push(message)
        terminal.err(`${t.brokeAgain(message.MessageId ?? '', name ?? '', FunctionError)}\n`)
        continue
      }
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }))
      taken += 1
    }
  }
  for (const { ReceiptHandle } of left)
    await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }))
  terminal.out(`${t.givenAgain}: ${taken}  ${t.stillLeft}: ${left.length}\n`)
  return left.length === 0 ? 0 : 1

  async function receive(): Promise<Message[]> {
    return (await sqs.send(batch)).Messages ?? []
  }
}

/**
 * What lies in the queue, by who put it there: Lambda, when a function took the event and broke (its record has the function and
 * the event), EventBridge and its scheduler, when it could not be handed over (the event alone), or the pipe, when events did not reach
 * the account's bus (when what they tell of was written).
 */
type Letter =
  | { event: unknown; function?: string; takes: 'KeepTime' | 'RecordDelivery' }
  | { untold: { from: string; to: string } }

export function readLetter(body: string): Letter {
  const read = JSON.parse(body) as {
    requestPayload?: unknown
    requestContext?: { functionArn?: string }
    source?: string
    DDBStreamBatchInfo?: { approximateArrivalOfFirstRecord: string; approximateArrivalOfLastRecord: string }
  }
  const batch = read.DDBStreamBatchInfo
  if (batch) {
    const { approximateArrivalOfFirstRecord: from, approximateArrivalOfLastRecord: to } = batch
    return { untold: { from, to } }
  }
  const event = read.requestPayload ?? read
  const takes = (event as { source?: string } | null)?.source === 'aws.ses' ? 'RecordDelivery' : 'KeepTime'
  const arn = read.requestContext?.functionArn
  return { event, takes, ...(arn ? { function: arn.replace(/:\$LATEST$/, '') } : {}) }
}
