import { MailNotSent } from '../telling/turn.ts'

/** What is logged of an error: ids and codes that lead to its cause. Never its message, which may quote what was sent. */
export type WhatBroke = {
  /** The error's name; of a service of AWS it is the service's own code, e.g. `ResourceNotFoundException`. */
  error: string
  /** Of the system below, e.g. `ECONNREFUSED`. */
  code?: string
  /** The call that failed, e.g. `DynamoDB PutItem` (functions/aws/named-calls.ts). */
  call?: string
  /** What AWS answered, and the id its support asks for. */
  awsStatus?: number
  awsRequest?: string
  /** Our own file and line; in a bundle its files’ positions, innermost first, which functions/aws/log.ts translates. */
  where: string
}

export function whatBroke(thrown: unknown): WhatBroke {
  const error = thrown instanceof MailNotSent ? thrown.cause : thrown
  if (!(error instanceof Error)) return { error: typeof error, where: '' }
  const { code, call, $metadata } = error as Error & {
    code?: unknown
    call?: unknown
    $metadata?: { httpStatusCode?: number; requestId?: string }
  }
  return {
    error: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof call === 'string' ? { call } : {}),
    ...($metadata?.httpStatusCode ? { awsStatus: $metadata.httpStatusCode } : {}),
    ...($metadata?.requestId ? { awsRequest: $metadata.requestId } : {}),
    where: whereOf(error.stack ?? ''),
  }
}

/** As many as V8 keeps: between what asked AWS and what failed lie six of the SDK. */
const framesLogged = 10

/** The innermost frame that is ours; of a bundle, where every frame is, some positions; else the innermost of all. */
function whereOf(stack: string): string {
  const frames = [...stack.matchAll(/\n {1,8}at (?:.*\()?([^()\n]+)\)?/g)].map(([, at = '']) => at)
  const bundled = frames.flatMap((at) => {
    const [, file, place] = /^(?!.*\/node_modules\/).*\/([\w-]+)\.mjs:(\d+:\d+)$/.exec(at) ?? []
    return file ? [`${file}:${place}`] : []
  })
  if (bundled.length > 0) return bundled.slice(0, framesLogged).join(' ')
  const ours = frames.find((at) => !at.includes('node_modules') && /[/\\](functions|shared|infra)[/\\]/.test(at))
  return (ours ?? frames[0] ?? '').replace(/^.*[/\\](functions|shared|infra|node_modules)[/\\]/, '$1/')
}
