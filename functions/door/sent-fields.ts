import type { Typed } from '../../shared/cycle/acts/act-input.ts'
import type { Request } from './exchange.ts'
import { type SchemaName, sentAs } from './sent-as.ts'
import {
  isSession,
  type OpenedLink,
  type OpenedSession,
  type OpenedUnit,
  type OpenedUnitSession,
  requireOwnForm,
} from './sessions.ts'

/** Those whose fields are all words and yeses. */
type FieldSchema = Exclude<SchemaName, 'sliceJson' | 'decisionJson' | 'workingCopyJson' | 'clearanceJson' | 'actJson'>

/** What was sent, by name: the fields of a page's form, which is of this session or refused; of a machine, the same as JSON by their schema. */
export async function sentFields(
  request: Request,
  opened: OpenedLink | OpenedSession | OpenedUnit | OpenedUnitSession,
  schema: FieldSchema,
): Promise<Typed> {
  if (isSession(opened)) {
    requireOwnForm(opened, request)
    return request.form?.values ?? {}
  }
  const sent = Object.entries(await sentAs(schema, request.json ?? {}))
  return Object.fromEntries(sent.flatMap(([name, value]) => (value ? [[name, value === true ? 'yes' : value]] : [])))
}
