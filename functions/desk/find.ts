import { entryOf } from '../../shared/present.ts'
import { cellsAskedFor } from '../../shared/report/find-cells.ts'
import { deskTexts } from '../../shared/words/clerk/desk.ts'
import { element, onPage } from './element.ts'
import type { Sheet } from './sheet.ts'

/** So many are listed; who means another types one word more. */
const most = 8

/** Cells by name, number of the row or figure, each a link that leads into it; Enter takes the first. */
export function findCells({ form, cells, compiled, language, say }: Sheet, spoken: HTMLElement): void {
  const asked = onPage<HTMLInputElement>(form, '#find')
  const list = onPage(form, '#found')
  asked.addEventListener('input', (event) => {
    event.stopPropagation()
    const isMeant = cellsAskedFor(asked.value)
    const found = cells
      .map(({ name, value }) => ({ cell: entryOf(compiled.byId, name.slice('cell:'.length)), value }))
      .filter(({ cell, value }) => isMeant(cell.name[language], value))
    const links = found.slice(0, most).map(({ cell: { id, name }, value }) => {
      const link = element('a', { href: `#cell-${id}` }, name[language])
      return element('li', {}, link, ` ${value}`)
    })
    spoken.textContent = asked.value && say(deskTexts.foundCells(found.length))
    list.replaceChildren(element('li', {}, spoken.textContent), ...links)
  })
  asked.addEventListener('keydown', ({ key, isComposing }) => {
    if (key === 'Enter' && !isComposing) list.querySelector('a')?.click()
  })
}
