import type * as z from 'zod'
import type { Typed } from '../../shared/cycle/acts/act-input.ts'
import type { Request } from './request.ts'
import { asSent } from './sent-json.ts'
import {
  isSession,
  type OpenedLink,
  type OpenedSession,
  type OpenedUnit,
  type OpenedUnitSession,
  requireOwnForm,
} from './sessions.ts'

/** What was sent, by name: the fields of a page's form, which is of this session or refused; of a machine, the same as JSON by their schema. */
export function sentFields(
  request: Request,
  opened: OpenedLink | OpenedSession | OpenedUnit | OpenedUnitSession,
  schema: z.ZodType<Record<string, string | boolean | undefined>>,
): Typed {
  if (isSession(opened)) {
    requireOwnForm(opened, request)
    return request.form?.values ?? {}
  }
  const sent = Object.entries(asSent(schema, request.json ?? {}))
  return Object.fromEntries(sent.flatMap(([name, value]) => (value ? [[name, value === true ? 'yes' : value]] : [])))
}
