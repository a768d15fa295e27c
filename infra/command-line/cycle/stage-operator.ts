import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { fileStore } from '../../../functions/aws/file-store.ts'
import { publicFiles } from '../../../functions/aws/public-files.ts'
import { reportStore } from '../../../functions/aws/report-store.ts'
import { systemClock } from '../../../functions/aws/system-clock.ts'
import type { Services } from '../../../functions/services.ts'
import { constructName, type OperatorFunction } from '../../../shared/contract/function-names.ts'
import { readSettings } from '../../../shared/contract/settings.ts'
import { type Problem, Refusal } from '../../../shared/report/errors.ts'
import { stageOutputs, stageSettings } from '../stage/deployed-stage.ts'
import type { Call, Operator } from './operator.ts'

/**
 * Reads table and files with the operator's own rights and writes nothing: what changes something is asked of a function, whose
 * invocation CloudTrail keeps. Clients take credentials, region and endpoint as every AWS tool does: AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL.
 */
export async function stageOperator(stage: string, log: Services['log']): Promise<Operator> {
  const outputs = await stageOutputs(stage)
  const settings = readSettings(['TABLE', 'FILES_BUCKET', 'PUBLIC_BUCKET'], stageSettings(outputs))
  const files = fileStore(settings)
  const services = {
    clock: systemClock(),
    store: reportStore(new DynamoDBClient(), settings.TABLE, files),
    files,
    published: publicFiles(settings),
    log,
  }
  // Never repeated by itself: an answer that was lost on the way is looked for on the board.
  const lambda = new LambdaClient({ maxAttempts: 1 })
  const call = (async (name: OperatorFunction, input: unknown) => {
    const { FunctionError, Payload } = await lambda.send(
      new InvokeCommand({ FunctionName: outputs.get(`${constructName(name)}Name`), Payload: JSON.stringify(input) }),
    )
    if (FunctionError) throw new Error(`${name}: ${FunctionError}`)
    const said = JSON.parse(new TextDecoder().decode(Payload)) as { answer: unknown } | { problems: Problem[] }
    if ('problems' in said) throw new Refusal(said.problems)
    return said.answer
  }) as Call
  return { services, call, close: async () => {} }
}
