import { present } from '../../shared/present.ts'
import type { Sheet } from './sheet.ts'
import type { Steps } from './steps.ts'

/** Arrows, Enter and Shift+Enter as in a spreadsheet, Esc and Ctrl+Z. Enter never sends the form. */
export function moveByKeys(sheet: Sheet, steps: Steps, typedInto: (cell: HTMLInputElement) => void): void {
  sheet.form.addEventListener('focusin', ({ target }) => {
    if (!sheet.isCell(target)) return
    sheet.entered = target.value
    target.select()
  })
  sheet.form.addEventListener('focusout', ({ target }) => {
    if (sheet.isCell(target) && target.value !== sheet.entered) commit(target)
  })

  function commit(cell: HTMLInputElement): void {
    const { name, value } = cell
    steps.note({ what: 'typed', before: new Map([[name, { value: sheet.entered }]]) })
    sheet.entered = value
    typedInto(cell)
  }

  sheet.form.addEventListener('keydown', (event) => {
    const { target, key } = event
    // Enter that ends a composition belongs to the input method.
    if (event.isComposing || event.keyCode === 229) return
    if ((event.ctrlKey || event.metaKey) && !event.altKey && key === 'z') {
      if (!(target instanceof HTMLInputElement)) return
      event.preventDefault()
      if (sheet.isCell(target) && target.value !== sheet.entered) commit(target)
      steps.undo()
      return
    }
    if (key === 'Enter' && target instanceof HTMLInputElement) event.preventDefault()
    if (!sheet.isCell(target) || event.altKey || event.ctrlKey || event.metaKey) return
    if (key === 'Escape') {
      target.value = sheet.entered
      typedInto(target)
      target.select()
      return
    }
    const to = targetOf(sheet, target, event)
    if (!to) return
    event.preventDefault()
    to.focus()
  })
}

function targetOf(
  sheet: Sheet,
  cell: HTMLInputElement,
  { key, shiftKey: back }: KeyboardEvent,
): HTMLInputElement | undefined {
  if (key === 'Enter') return within(cell, back ? -1 : 1) ?? nextColumn(sheet, cell, back ? -1 : 1)
  if (key === 'ArrowDown') return down(sheet, cell, 1)
  if (key === 'ArrowUp') return down(sheet, cell, -1)
  const [start, end] = [cell.selectionStart ?? 0, cell.selectionEnd ?? 0]
  const whole = start === 0 && end === cell.value.length
  if (key === 'ArrowLeft' && (whole || end === 0)) return beside(cell, -1)
  if (key === 'ArrowRight' && (whole || start === cell.value.length)) return beside(cell, 1)
  return undefined
}

const placeOf = (cell: HTMLInputElement) => {
  const td = present(cell.closest('td'), 'td')
  const tr = present(td.closest('tr'), 'tr')
  return { td, tr, table: present(tr.closest('table'), 'table'), column: td.cellIndex }
}
const fieldIn = (cell: Element | null | undefined): HTMLInputElement | undefined =>
  cell?.querySelector<HTMLInputElement>('input[name^="cell:"]:not([readonly])') ?? undefined

function within(cell: HTMLInputElement, by: 1 | -1): HTMLInputElement | undefined {
  const { tr, table, column } = placeOf(cell)
  const rows = [...table.querySelectorAll<HTMLTableRowElement>('tbody tr')]
  if (by < 0) rows.reverse()
  for (const row of rows.slice(rows.indexOf(tr) + 1)) {
    const found = fieldIn(row.cells[column])
    if (found) return found
  }
  return undefined
}

/** Arrows go on into the table below or above. */
function down(sheet: Sheet, cell: HTMLInputElement, by: 1 | -1): HTMLInputElement | undefined {
  const { table, column } = placeOf(cell)
  const grid = sheet.grids[sheet.grids.indexOf(table) + by]
  const beyond = grid && [...grid.querySelectorAll<HTMLTableRowElement>('tbody tr')]
  return within(cell, by) ?? fieldIn(beyond?.at(by > 0 ? 0 : -1)?.cells[column])
}

/** At the foot of a column: the head of the next; after the last, whatever comes next in the form. */
function nextColumn(sheet: Sheet, cell: HTMLInputElement, by: 1 | -1): HTMLInputElement | undefined {
  const { table, column } = placeOf(cell)
  const rows = [...table.querySelectorAll<HTMLTableRowElement>('tbody tr')]
  if (by < 0) rows.reverse()
  const fields = rows.map((row) => fieldIn(row.cells[column + by])).filter((field) => field !== undefined)
  const open = sheet.cells.filter((one) => !one.readOnly)
  return fields[0] ?? open[open.indexOf(cell) + by]
}

function beside(cell: HTMLInputElement, by: 1 | -1): HTMLInputElement | undefined {
  const { tr, column } = placeOf(cell)
  for (let n = column + by; tr.cells[n]; n += by) {
    const found = fieldIn(tr.cells[n])
    if (found) return found
  }
  return undefined
}
