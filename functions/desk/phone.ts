import { deskTexts } from '../../shared/words/clerk/desk.ts'
import { element } from './element.ts'
import type { Sheet } from './sheet.ts'

/**
 * On a narrow screen a row of several cells in which nothing stands, or nothing but zeros, is one line that says so. The style shows it
 * there and nowhere else, and hides no cell from the keyboard: a row that is pressed or reached opens.
 */
export function foldRows({ grids, say }: Sheet) {
  const rows = grids.flatMap((grid) =>
    [...grid.querySelectorAll<HTMLTableRowElement>('tbody tr')].flatMap((row) => {
      const fields = [...row.querySelectorAll<HTMLInputElement>('input[name^="cell:"]')]
      if (fields.length < 2) return []
      const label = row.querySelector('th')?.textContent ?? grid.caption?.textContent ?? ''
      const button = element('button', { type: 'button', className: 'fold', tabIndex: -1 }, label)
      row.append(element('td', { className: 'fold-cell' }, button))
      button.addEventListener('click', () => fields[0]?.focus())
      row.addEventListener('focusin', () => row.classList.remove('folded'))
      return [{ row, fields, button }]
    }),
  )
  return {
    show(): void {
      for (const { row, fields, button } of rows) {
        const values = new Set(fields.map(({ value }) => value.trim()))
        const same = values.size === 1 && (values.has('0') || values.has(''))
        const told = row.querySelector('.broken,.explain,.look,.returned,.both')
        row.classList.toggle('folded', same && !told && !row.contains(document.activeElement))
        button.dataset.state = say(values.has('0') ? deskTexts.zeroRow : deskTexts.partOpen(fields.length))
      }
    },
  }
}
