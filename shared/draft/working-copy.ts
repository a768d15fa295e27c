import { ownOf } from '../present.ts'
import type { TypedSlice } from './submission.ts'

/** Where a figure comes from that no person typed: a button's zero, a file. It stays so until a person touches the cell. */
export type Origin = 'zero' | 'file'

/** One field of the form as it stands in the working copy. */
export type TypedField = {
  /** Exactly as typed. */
  value: string
  /** Who wrote it, and on which page: `<person>/<mark>`. The mark is the browser's own; empty without script. */
  by: string
  /** By a link that this person of the office had made. */
  through?: string
  origin?: Origin
  /** What another writer had put here, unseen by this one, and who: both are told, and one of them chooses. */
  gave?: { value: string; by: string; through?: string }
}

/**
 * Who had a hand in a copy, whatever became of what they typed: both only grow, until a submission empties the copy. Absent from
 * what an earlier version kept, whose fields say it alone.
 */
type Hands = {
  /** Person ids of everybody who typed in it. */
  hands?: string[]
  /** Of everybody at the office who had a link made by which somebody did. */
  lent?: string[]
}

/**
 * A slice as it is being typed, shared by everybody who fills it. It is overwritten, it is no fact, counts for nothing, and what
 * was submitted is in it no more.
 */
export type WorkingCopy = Hands & {
  cycle: string
  unit: string
  /** 1, 2, 3 …: counts up with every save. */
  version: number
  /** The revision the typing began from, 0 for none. A copy that began from an older one than the newest is over. */
  base: number
  /** What differs from what the form begins with, by the name of the form's field: `cell:…`, `text:…`, `why:…`, `for:…`, `nil`. */
  fields: Record<string, TypedField>
  at: string
  /** Person id of who saved last. */
  by: string
  /** Instant after which it may be swept. */
  expires: string
}

/** The copy as everybody who fills the slice sees it: every field of the form by its name. */
export type CopyAsShown = Hands & {
  version: number
  /** Instant of the last save, and the id of who saved; absent while nobody has typed. */
  at?: string
  by?: string
  fields: Readonly<Record<string, TypedField>>
  values: Readonly<Record<string, string>>
}

/** Over what the form of this revision begins with. A copy of another revision shows nothing. */
export function copyAsShown(
  begun: Readonly<Record<string, string>>,
  revision: number,
  copy: WorkingCopy | undefined,
): CopyAsShown {
  if (!copy || copy.base !== revision || Object.keys(copy.fields).length === 0) {
    return { version: copy?.version ?? 0, fields: {}, values: begun }
  }
  const { version, at, by, fields, hands, lent } = copy
  const typed = Object.entries(fields).map(([name, { value }]) => [name, value])
  const values = { ...begun, ...Object.fromEntries(typed) }
  return { version, at, by, fields, values, ...(hands && { hands }), ...(lent && { lent }) }
}

/** What a writer changed: from what the writer saw (its print) to what is there now. */
export type Changes = Readonly<Record<string, { from: string; to: string; origin?: Origin | undefined }>>

/** A short value is its own print; a long one is known by its length and a hash, so that a page need not carry it twice. */
export function printOf(value: string): string {
  if (value.length <= 60) return value
  let [a, b] = [0x811c9dc5, 0x9dc5811c]
  for (let i = 0; i < value.length; i++) {
    a = Math.imul(a ^ value.charCodeAt(i), 0x01000193)
    b = Math.imul(b ^ value.charCodeAt(i), 0x85ebca6b)
  }
  return `#${value.length}:${(a >>> 0).toString(36)}:${(b >>> 0).toString(36)}`
}

export const printsOf = (fields: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, printOf(value)]),
  )

/**
 * What was changed on a page that was made with `seen` and sends `fields`; all of it where a program sends a form it did not read.
 * What it does not send, it does not change.
 */
export function changesSince(
  seen: Readonly<Record<string, string>> | undefined,
  fields: Readonly<Record<string, string>>,
  origins: Readonly<Record<string, Origin>> = {},
): Changes {
  const changed = Object.entries(fields).filter(([name, value]) => !seen || printOf(value) !== (seen[name] ?? ''))
  return Object.fromEntries(
    changed.map(([name, to]) => [
      name,
      { from: seen?.[name] ?? '', to, ...(origins[name] && { origin: origins[name] }) },
    ]),
  )
}

type Writer = Pick<TypedField, 'by' | 'through'>

/**
 * The three-way merge, cell by cell: what the writer saw, what the writer wrote, what stands now. Cells that only one of two
 * people touched join. Where both did, the later stays and the other's figure is kept beside it; but a button or a file never
 * takes the place of what a person typed meanwhile: a file's figure is kept beside it, a button's zero is none.
 */
export function applyChanges(
  standing: Readonly<Record<string, TypedField>>,
  begun: Readonly<Record<string, string>>,
  changes: Changes,
  { by: writer, through }: Writer,
): Record<string, TypedField> {
  const merged = { ...standing }
  const written = { by: writer, ...(through !== undefined && { through }) }
  for (const [name, { from, to, origin }] of Object.entries(changes)) {
    const field = standing[name]
    const now = field?.value ?? begun[name] ?? ''
    // Whose save was answered to nobody has not seen what the other typed: it stays beside theirs.
    const isOwn = field?.by === writer && field.through === through
    const unseen = field?.gave && isOwn && printOf(now) !== from ? { gave: field.gave } : {}
    const mine: TypedField = { value: to, ...written, ...(origin && { origin }), ...unseen }
    if (now === to) {
      // Typed over: a person stands for it now, and a dispute about it is settled.
      if (!origin && field) merged[name] = mine
    } else if (!field || printOf(now) === from || isOwn) merged[name] = mine
    else if (origin === 'zero' && !field.origin) continue
    else if (origin && !field.origin) merged[name] = { ...field, gave: { value: to, ...written } }
    else {
      const { by, through: lent } = field
      const gave = { value: now, by, ...(lent !== undefined && { through: lent }) }
      merged[name] = field.origin || now === '' ? mine : { ...mine, gave }
    }
  }
  return merged
}

/** What the copy says otherwise than the form that was sent. */
export const unsent = (
  fields: Readonly<Record<string, TypedField>>,
  sent: Readonly<Record<string, string>>,
): Record<string, TypedField> =>
  Object.fromEntries(Object.entries(fields).filter(([name, { value }]) => value !== (sent[name] ?? '')))

/** A slice under the names of the form's fields; `for:` beside `why:` says for which figures an explanation was written. */
export const fieldsOfTyped = (typed: TypedSlice): Record<string, string> => ({
  ...prefixed('cell:', typed.figures),
  ...prefixed('text:', typed.texts),
  ...Object.fromEntries(
    Object.entries(typed.justifications).flatMap(([instance, { text, figures }]) => [
      [`why:${instance}`, text],
      ...(figures === undefined ? [] : [[`for:${instance}`, figures]]),
    ]),
  ),
  nil: typed.nil ? 'yes' : '',
})

export function typedOfFields(fields: Readonly<Record<string, string>>): TypedSlice {
  const named = (prefix: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(fields)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, value]) => [name.slice(prefix.length), value]),
    )
  const digests = named('for:')
  return {
    nil: fields.nil === 'yes',
    figures: named('cell:'),
    texts: named('text:'),
    justifications: Object.fromEntries(
      Object.entries(named('why:')).map(([instance, text]) => {
        const figures = ownOf(digests, instance)
        return [instance, { text, ...(figures && { figures }) }]
      }),
    ),
  }
}

/** Cells by their id, and texts by the name of their field: where what is in them comes from. */
export const originsOf = (fields: Readonly<Record<string, TypedField>>): Record<string, Origin> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, { origin, value }]) =>
      origin && value !== '' && /^(cell|text):/.test(name) ? [[name.replace(/^cell:/, ''), origin]] : [],
    ),
  )

type Handled = Hands & Pick<CopyAsShown, 'fields'>

/** Everybody who typed in it, also where another's figure took the place of theirs. */
export const typistsOf = ({ fields, hands = [] }: Handled): string[] => {
  const writers = Object.values(fields).flatMap(({ by, gave }) => [by, ...(gave ? [gave.by] : [])])
  return [...new Set([...hands, ...writers.map(personOfWriter)])].sort()
}

/** Who at the office had a link made by which somebody typed in it. */
export const linkMakersIn = ({ fields, lent = [] }: Handled): string[] => {
  const makers = Object.values(fields).flatMap(({ through, gave }) => [through, gave?.through])
  return [...new Set([...lent, ...makers.filter((maker) => maker !== undefined)])].sort()
}

/** Who had a hand in it once its fields are these. */
export const handsKept = (before: Handled, fields: CopyAsShown['fields']): Required<Hands> => ({
  hands: typistsOf({ fields, hands: typistsOf(before) }),
  lent: linkMakersIn({ fields, lent: linkMakersIn(before) }),
})

export const personOfWriter = (writer: string): string => writer.slice(0, writer.lastIndexOf('/'))

const prefixed = (prefix: string, values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([id, value]) => [`${prefix}${id}`, value]))
