import { createHash, randomUUID } from 'node:crypto'
import type { Bucket } from './bucket.ts'
import type { Secrets } from './mail-account.ts'
import type { Table } from './report-store.ts'
import { encoded } from './signature.ts'
import { type ServiceCall, type ServicePlace, signedCall } from './signed-call.ts'

/**
 * What functions ask of AWS, in the SDK's words, so that an operator's command and a test may hand in a client of the SDK instead. The
 * SDK itself was two thirds of a function's start and of its first request (docs/decisions/functions-call-aws-themselves.md).
 */

/** A service that is asked by JSON, with its operation in a header. */
function json(name: string, of: { service: string; target: string; version: '1.0' | '1.1'; asked?: ServicePlace }) {
  return async (operation: string, input: object): Promise<unknown> => {
    const headers = {
      'content-type': `application/x-amz-json-${of.version}`,
      'x-amz-target': `${of.target}.${operation}`,
    }
    const call = { name: `${name} ${operation}`, service: of.service, headers, body: JSON.stringify(input, asBase64) }
    const { bytes } = await signedCall(call, of.asked)
    const text = bytes.toString()
    return JSON.parse(text || '{}', text.includes('"B":"') ? fromBase64 : undefined)
  }
}

/** Bytes travel as base64. `value` is what a Buffer makes of itself, so the member is looked at. */
function asBase64(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const given = this[key]
  return given instanceof Uint8Array ? Buffer.from(given).toString('base64') : value
}

/** In an item only the value of a binary attribute is a text under this name. */
const fromBase64 = (key: string, value: unknown): unknown =>
  key === 'B' && typeof value === 'string' ? Buffer.from(value, 'base64') : value

export type Invoker = {
  invoke(call: { FunctionName: string; InvocationType: string; Payload: string }): Promise<unknown>
}

export type Runs = {
  startExecution(run: { stateMachineArn: string; name: string; input: string }): Promise<unknown>
  sendTaskSuccess(answer: { taskToken: string; output: string }): Promise<unknown>
  describeExecution(of: { executionArn: string }): Promise<{ status?: string | undefined }>
}

export type SignerService = {
  getPublicKey(of: { KeyId: string }): Promise<{ PublicKey?: Uint8Array | undefined }>
  sign(of: { KeyId: string; Message: Uint8Array; MessageType: 'DIGEST'; SigningAlgorithm: 'ECDSA_SHA_256' }): Promise<{
    Signature?: Uint8Array
  }>
}

export type MailService = { sendEmail(input: object): Promise<unknown> }

export function ownTable(asked: ServicePlace = {}): Table {
  const ask = json('DynamoDB', { service: 'dynamodb', target: 'DynamoDB_20120810', version: '1.0', asked })
  return {
    getItem: (input) => ask('GetItem', input) as ReturnType<Table['getItem']>,
    putItem: (input) => ask('PutItem', input),
    updateItem: (input) => ask('UpdateItem', input),
    query: (input) => ask('Query', input) as ReturnType<Table['query']>,
  }
}

export function ownSecrets(): Secrets & { putSecretValue(input: object): Promise<unknown> } {
  const ask = json('SecretsManager', { service: 'secretsmanager', target: 'secretsmanager', version: '1.1' })
  return {
    getSecretValue: (input) => ask('GetSecretValue', input) as ReturnType<Secrets['getSecretValue']>,
    putSecretValue: (input) => ask('PutSecretValue', { ClientRequestToken: randomUUID(), ...input }),
  }
}

export function ownRuns(): Runs {
  const ask = json('SFN', { service: 'states', target: 'AWSStepFunctions', version: '1.0' })
  return {
    startExecution: (input) => ask('StartExecution', input),
    sendTaskSuccess: (input) => ask('SendTaskSuccess', input),
    describeExecution: (input) => ask('DescribeExecution', input) as ReturnType<Runs['describeExecution']>,
  }
}

export function ownSigner(): SignerService {
  const ask = json('KMS', { service: 'kms', target: 'TrentService', version: '1.1' })
  const bytesOf = (text: unknown) => (typeof text === 'string' ? { bytes: Buffer.from(text, 'base64') } : {})
  return {
    async sign(input) {
      const { bytes } = bytesOf(((await ask('Sign', input)) as { Signature?: string }).Signature)
      return { ...(bytes && { Signature: bytes }) }
    },
    async getPublicKey(input) {
      const { bytes } = bytesOf(((await ask('GetPublicKey', input)) as { PublicKey?: string }).PublicKey)
      return { ...(bytes && { PublicKey: bytes }) }
    },
  }
}

export const ownInvoker = (): Invoker => ({
  invoke: ({ FunctionName, InvocationType, Payload }) =>
    signedCall({
      name: 'Lambda Invoke',
      service: 'lambda',
      path: `/2015-03-31/functions/${encoded(FunctionName)}/invocations`,
      headers: { 'x-amz-invocation-type': InvocationType },
      body: Payload,
    }),
})

export const ownMailService = (): MailService => ({
  sendEmail: (input) =>
    signedCall({
      name: 'SESv2 SendEmail',
      service: 'ses',
      host: 'email',
      path: '/v2/email/outbound-emails',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input, asBase64),
    }),
})

/** An emulator knows a bucket by the path, S3 by the host. */
export function ownBucket(endpoint = process.env.AWS_ENDPOINT_URL): Bucket {
  const at = ({ Bucket, Key }: { Bucket: string; Key: string }) => {
    const key = Key.split('/').map(encoded).join('/')
    return { service: 's3', host: `${Bucket}.s3`, path: endpoint === undefined ? `/${key}` : `/${Bucket}/${key}` }
  }
  return {
    async getObject(object) {
      const { bytes } = await signedCall({ ...at(object), name: 'S3 GetObject', method: 'GET' })
      return { Body: { transformToByteArray: async () => bytes } }
    },
    putObject: ({ Body, ContentType, CacheControl, IfNoneMatch, ...object }) =>
      signedCall({
        ...at(object),
        name: 'S3 PutObject',
        method: 'PUT',
        headers: given({
          'content-type': ContentType,
          'cache-control': CacheControl,
          'if-none-match': IfNoneMatch,
          // A bucket that locks what it holds takes nothing without one.
          'x-amz-checksum-sha256': createHash('sha256').update(Body).digest('base64'),
        }),
        body: Body,
      }),
  }
}

const given = (headers: Record<string, string | undefined>): NonNullable<ServiceCall['headers']> =>
  Object.fromEntries(Object.entries(headers).filter((each): each is [string, string] => each[1] !== undefined))
