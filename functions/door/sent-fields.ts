import type { Typed } from '../../shared/cycle/acts/act-input.ts'
import type { Request } from './exchange.ts'
import {
  isSession,
  type OpenedLink,
  type OpenedSession,
  type OpenedUnit,
  type OpenedUnitSession,
  requireOwnForm,
} from './sessions.ts'
import type { Takes } from './takes.ts'

/** What was sent, by name: the fields of a page's form, which is of this session or refused; of a machine, the same as JSON. */
export async function sentFields(
  request: Request,
  opened: OpenedLink | OpenedSession | OpenedUnit | OpenedUnitSession,
  takes: Takes,
): Promise<Typed> {
  if (isSession(opened)) {
    requireOwnForm(opened, request)
    return request.form?.values ?? {}
  }
  const { asSent, schemaOf } = await import('./sent-json.ts')
  const sent = Object.entries(asSent(schemaOf(takes), request.json ?? {}))
  return Object.fromEntries(sent.flatMap(([name, value]) => (value ? [[name, value === true ? 'yes' : value]] : [])))
}
