import type { Later } from '../services.ts'
import { type Invoker, ownInvoker } from './own-clients.ts'

/** Another function, called without waiting for it: what it breaks on is tried twice more, then kept in the dead letters. */
export function later({ TELL_LATER }: { TELL_LATER: string }, client: Invoker = ownInvoker()): Later {
  return {
    async tell(what) {
      await client.invoke({ FunctionName: TELL_LATER, InvocationType: 'Event', Payload: JSON.stringify(what) })
    },
  }
}
