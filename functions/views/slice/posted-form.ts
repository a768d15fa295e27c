import type { Origin } from '../../../shared/draft/working-copy.ts'
import type { Form } from '../../door/exchange.ts'

export type PostedForm = {
  /** The value of the button that was pressed. */
  wish: string
  /** Fields of the slice by name: `cell:…`, `text:…`, `why:…`, `for:…`, and `nil`, which a browser leaves out when it is not ticked. */
  fields: Record<string, string>
  /** Prints of the fields the page was made with. */
  seen: Record<string, string> | undefined
  /** Fields whose value no person typed, where the page's script knows. */
  origins: Record<string, Origin>
  /** The revision the page was made from, 0 for none. */
  revision: number
  /** The page's mark, where its script has one. */
  mark: string
  raw: Readonly<Record<string, string>>
}

const isPrint = (value: unknown): value is string => typeof value === 'string'
const isOrigin = (value: unknown): value is Origin => value === 'zero' || value === 'file'

/** Undefined when it is not a form. Whatever is malformed of what a page carries for itself is as if it were not there. */
export function postedForm(form: Form | undefined): PostedForm | undefined {
  if (!form) return undefined
  const { values } = form
  return {
    wish: values.do ?? '',
    fields: {
      ...Object.fromEntries(Object.entries(values).filter(([name]) => /^(cell|text|why|for):/.test(name))),
      nil: values.nil === 'yes' ? 'yes' : '',
    },
    seen: readRecord(isPrint, values.seen),
    origins: readRecord(isOrigin, values.origins) ?? {},
    revision: /^\d{1,4}$/.test(values.revision ?? '') ? Number(values.revision) : 0,
    mark: /^[a-z0-9]{0,16}$/.test(values.mark ?? '') ? (values.mark ?? '') : '',
    raw: values,
  }
}

function readRecord<Value>(is: (value: unknown) => value is Value, sent: string | undefined) {
  try {
    const entries = Object.entries(asRecord(JSON.parse(sent ?? '')))
    const read = entries.filter((entry): entry is [string, Value] => is(entry[1]))
    return read.length === entries.length ? Object.fromEntries(read) : undefined
  } catch {
    return undefined
  }
}

function asRecord(json: unknown): object {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new TypeError('no record')
  return json
}
