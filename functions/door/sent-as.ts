import type * as z from 'zod'
import type * as schemas from './sent-json.ts'

export type SchemaName = Extract<keyof typeof schemas, `${string}Json`>
type Sent<Name extends SchemaName> = z.output<(typeof schemas)[Name]>

/**
 * What a machine sent, read by its schema; a Refusal with every place that is not as it must be. The schemas are loaded when something is
 * read by them: they are a sixth of what a function would start with, and no person's page needs one.
 */
export async function sentAs<Name extends SchemaName>(name: Name, json: unknown): Promise<Sent<Name>> {
  const sent = await import('./sent-json.ts')
  return sent.asSent<z.ZodType<Sent<Name>>>(sent[name] as never, json)
}
