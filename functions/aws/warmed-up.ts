import { setTimeout as wait } from 'node:timers/promises'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'

/** Longer than any of it takes where all is well; a start never fails or waits for what only its first request may need. */
const longest = 1_000 // milliseconds

/**
 * Does at the start what the first request would otherwise do: while it starts, a function of any size has a whole processor, afterwards
 * the share of its memory. Connections are opened, the ring is read, and the code between them and a page has run once.
 */
export async function warmedUp(works: readonly (() => Promise<unknown>)[]): Promise<void> {
  const over = new AbortController()
  const all = Promise.allSettled(works.map(async (work) => work()))
  await Promise.race([all, wait(longest, undefined, { signal: over.signal }).catch(() => undefined)])
  over.abort()
}

/** What no route answers, asked by a browser: its page has everything that every page has. */
export const noRequest = {
  rawPath: '/',
  rawQueryString: '',
  headers: { accept: 'text/html', 'accept-encoding': 'gzip' },
  requestContext: { http: { method: 'GET' } },
} as unknown as APIGatewayProxyEventV2
