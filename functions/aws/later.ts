import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import type { Later } from '../services.ts'
import { clientOf } from './named-calls.ts'

/** Another function, called without waiting for it: what it breaks on is tried twice more, then kept in the dead letters. */
export function later({ TELL_LATER }: { TELL_LATER: string }, client = clientOf(LambdaClient)): Later {
  return {
    async tell(what) {
      await client.send(
        new InvokeCommand({ FunctionName: TELL_LATER, InvocationType: 'Event', Payload: JSON.stringify(what) }),
      )
    },
  }
}
