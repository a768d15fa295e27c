import { deskTexts } from '../../shared/words/clerk/desk.ts'
import { element } from './element.ts'
import type { Sheet } from './sheet.ts'

/** On a narrow screen a row of nothing but zeros is one line; pressed, it opens. The style shows it there and nowhere else. */
export function foldZeroRows(sheet: Sheet) {
  const rows = sheet.grids.flatMap((grid) =>
    [...grid.querySelectorAll<HTMLTableRowElement>('tbody tr')].map((row) => {
      const fields = [...row.querySelectorAll<HTMLInputElement>('input[name^="cell:"]')]
      const label = row.querySelector('th')?.textContent ?? grid.caption?.textContent ?? ''
      const button = element('button', { type: 'button', className: 'fold' }, label)
      button.dataset.zero = sheet.say(deskTexts.zeroRow)
      const cell = element('td', { className: 'fold-cell' }, button)
      row.append(cell)
      const state = { row, fields, opened: false }
      button.addEventListener('click', () => {
        state.opened = true
        row.classList.remove('folded')
        fields[0]?.focus()
      })
      return state
    }),
  )
  return {
    show(): void {
      for (const { row, fields, opened } of rows) {
        const zero = fields.length > 0 && fields.every(({ value }) => value.trim() === '0')
        const told = row.querySelector('.broken,.explain,.look,.returned,.both') !== null
        row.classList.toggle('folded', zero && !opened && !told && !row.contains(document.activeElement))
      }
    },
  }
}
