/**
 * A person must read a page before the gateway gives up (29 s): a call that is silent for six seconds is given up and tried again, and one
 * that is throttled is tried as long as that leaves room. By itself the SDK waits for ever and tries three times. `socketTimeout`: also after
 * the head of the answer, with which the others end.
 */
export const callLimits = {
  maxAttempts: 4,
  requestHandler: {
    connectionTimeout: 1_000,
    requestTimeout: 6_000,
    socketTimeout: 6_000,
    throwOnRequestTimeout: true,
  },
}

type Call = (args: object) => Promise<object>
type Client = {
  middlewareStack: {
    add(
      middleware: (next: never, context: { clientName?: string; commandName?: string }) => Call,
      options: { step: 'initialize'; name: string },
    ): void
    remove(name: string): boolean
  }
}

/** Throttles that come with a status that says something else. */
const throttles = /Throughput|Throttl|^(RequestLimitExceeded|RequestTimeout|TimeoutError|SlowDown)/

/** Whether the same call may well be answered in a moment: the network, a throttle, or the service itself stood in its way, no refusal. */
function isPassing(error: Error & { code?: unknown; $metadata?: { httpStatusCode?: number } }): boolean {
  const status = error.$metadata?.httpStatusCode
  if (throttles.test(error.name)) return true
  return status === undefined ? typeof error.code === 'string' : status >= 500 || status === 429
}

/** A client within these limits, whose calls are named: every client of ours is made here. */
export const clientOf = <C extends object, Options>(
  Client: new (options: Options & typeof callLimits) => C,
  options = {} as Options,
): C => namedCalls(new Client({ ...callLimits, ...options }))

/** The error with the call it comes from, for who reads an answer on after the client has handed it out. */
export const namedError = (error: unknown, call: string): unknown =>
  error instanceof Error ? Object.assign(error, { call, passing: isPassing(error) }) : error

/**
 * A client whose errors say which call they come from, e.g. `call: 'DynamoDB PutItem'`. The SDK's own errors have the service's code and a
 * request id, but neither service nor operation; and a network that refuses has not even those.
 */
function namedCalls<C extends object>(client: C): C {
  const { middlewareStack: stack } = client as unknown as Client
  // It copies every question and answer, value by value, for a logger that there is not: a third of what a board cost.
  stack.remove('loggerMiddleware')
  stack.add(
    (next, { clientName = '', commandName = '' }) =>
      async (args) => {
        try {
          return await (next as Call)(args)
        } catch (error) {
          throw namedError(error, `${clientName.replace(/Client$/, '')} ${commandName.replace(/Command$/, '')}`)
        }
      },
    { step: 'initialize', name: 'namedCalls' },
  )
  return client
}
