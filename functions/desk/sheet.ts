import type { DeskData } from '../../shared/draft/desk-data.ts'
import type { TypedSlice } from '../../shared/draft/submission.ts'
import { type Origin, typedOfFields } from '../../shared/draft/working-copy.ts'
import { type CompiledDefinition, compileDefinition } from '../../shared/report/cells.ts'
import type { Language, LocalizedText, ReportDefinition } from '../../shared/report/report-definition.ts'
import { deskTexts } from '../../shared/words/clerk/desk.ts'
import { onPage } from './element.ts'

export type Field = HTMLInputElement | HTMLTextAreaElement
export type Change = { value: string; origin?: Origin | undefined }

/** The form on the page: its fields by name, and where the figures in them come from. */
export type Sheet = ReturnType<typeof openSheet>

export function openSheet(form: HTMLFormElement, data: DeskData) {
  const { language } = data
  // Nothing that is left out of a desk's definition is read by the rules of a slice.
  const compiled: CompiledDefinition = compileDefinition(data.definition as ReportDefinition)
  const cells = [...form.querySelectorAll<HTMLInputElement>('input[name^="cell:"]')]
  const grids = [...form.querySelectorAll<HTMLTableElement>('table.grid')]
  const origins = new Map<string, Origin>()
  /** Where it is shown how a field came to be what it is. */
  const placeOf = (field: Field) => field.closest<HTMLElement>('td, section')

  const fields = (): Field[] =>
    [...form.querySelectorAll<Field>('input[name^="cell:"], textarea[name]')].filter(({ name }) =>
      /^(cell|text|why):/.test(name),
    )
  for (const field of fields()) {
    for (const origin of ['zero', 'file'] as const)
      if (placeOf(field)?.classList.contains(`from-${origin}`)) origins.set(field.name, origin)
  }
  const fieldOf = (name: string): Field | undefined => fields().find((field) => field.name === name)
  const inTable = (table?: string) => (table ? cells.filter(({ name }) => name.startsWith(`cell:${table}.`)) : cells)
  const nil = onPage<HTMLInputElement>(form, 'input[name=nil]')

  return {
    /** What the cell with the focus held when it was entered, or when something else last put a value into it. */
    entered: '',
    form,
    data,
    language,
    compiled,
    cells,
    grids,
    origins,
    nil,
    own: new Set(cells.filter((cell) => !cell.readOnly).map((cell) => cell.name.slice('cell:'.length))),
    /** The input cells of a table, or of the form, that hold nothing. */
    open: (table?: string) => inTable(table).filter(({ value }) => value.trim() === ''),
    inTable,
    say: (text: LocalizedText): string => text[language satisfies Language],
    fields,
    fieldOf,
    cellOf: (id: string) => fieldOf(`cell:${id}`) as HTMLInputElement | undefined,
    isCell: (element: unknown): element is HTMLInputElement =>
      element instanceof HTMLInputElement && element.name.startsWith('cell:'),

    /** Every field as it stands, by its name. */
    values(): Record<string, string> {
      const values: Record<string, string> = { nil: nil.checked ? 'yes' : '' }
      for (const field of fields()) values[field.name] = field.value
      for (const hidden of form.querySelectorAll<HTMLInputElement>('input[name^="for:"]')) {
        if (values[hidden.name.replace(/^for:/, 'why:')]) values[hidden.name] = hidden.value
      }
      return values
    },
    typed(): TypedSlice {
      return typedOfFields(this.values())
    },
    get(name: string): Change {
      return { value: fieldOf(name)?.value ?? '', origin: origins.get(name) }
    },
    put(name: string, { value, origin }: Change): void {
      if (name === 'nil') nil.checked = value === 'yes'
      const field = fieldOf(name)
      if (!field) return
      if (field.value !== value) field.value = value
      if (field === document.activeElement) this.entered = value
      if (origin) origins.set(name, origin)
      else origins.delete(name)
      this.mark(name)
    },
    /** How a field looks that nobody typed: grey for a button's zero, a corner for a file's figure. */
    mark(name: string): void {
      const field = fieldOf(name)
      const place = field && placeOf(field)
      if (!place) return
      const origin = origins.get(name)
      place.classList.toggle('from-zero', origin === 'zero')
      place.classList.toggle('from-file', origin === 'file')
      place.title = origin ? deskTexts.filled[origin][language] : ''
    },
  }
}
