import { present } from '../../shared/present.ts'
import { invisible } from '../../shared/report/figure.ts'
import { deskTexts } from '../../shared/words/clerk/desk.ts'
import type { Sheet } from './sheet.ts'

/** Says over a text that it is longer than it may be, while it is typed. It is never cut: what is too much is the writer's to choose. */
export function tellLengths({ form, say }: Sheet, spoken: HTMLElement): void {
  for (const field of form.querySelectorAll<HTMLTextAreaElement>('textarea[data-limit]')) {
    const limit = Number(field.dataset.limit)
    const over = [...field.value.normalize('NFC').replace(invisible, '').trim()].length - limit
    const line = present(field.previousElementSibling, 'line over a text')
    const was = field.classList.contains('over')
    if (over <= 0 && !was) continue
    field.classList.toggle('over', over > 0)
    field.setAttribute('aria-invalid', String(over > 0))
    line.textContent = over > 0 ? say(deskTexts.tooLong(over, limit)) : ''
    if (over > 0 !== was) spoken.textContent = line.textContent
  }
}
