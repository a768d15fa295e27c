import type { CopyOnPage } from '../../shared/pages/slice/slice-form.ts'
import { present } from '../../shared/present.ts'
import type { Finding, SliceCheck } from '../../shared/report/finding.ts'
import { deskTexts } from '../../shared/words/clerk/desk.ts'
import { element, onPage } from './element.ts'
import type { Sheet } from './sheet.ts'

/** At most so many of what does not add up: the rest stands in the tables. */
const mostCards = 3

/** The cards beside the tables: what does not add up, what wants a reason, what two people filled differently. */
export function cardsBeside(sheet: Sheet, choose: (field: string, value: string) => void) {
  const { form, language, say } = sheet
  const column = onPage(form, '#beside')
  const [broken, both] = [element('div'), element('div')]
  const why = element('div')
  column.append(broken, both, why)

  const goTo = (cell: string | undefined) =>
    cell && sheet.cellOf(cell)
      ? element('p', {}, element('a', { href: `#cell-${cell}`, className: 'go' }, say(deskTexts.goTo)))
      : ''
  const cardOf = (finding: Finding): HTMLElement => {
    const { root } = finding
    const cell = root?.cell ?? finding.cells.find((id) => sheet.cellOf(id))
    return element(
      'section',
      { className: 'card off' },
      element('h3', {}, say(deskTexts.broken(finding.where[language]))),
      element('p', {}, finding.message[language]),
      goTo(cell),
    )
  }

  return {
    show({ findings }: SliceCheck): void {
      const groups = Map.groupBy(
        findings.filter(({ severity }) => severity === 'blocking'),
        ({ root, instance }) => root?.cell ?? instance,
      )
      const leads = [...groups.values()].flatMap(([first]) => first ?? [])
      const more = leads.length - mostCards
      broken.replaceChildren(
        ...leads.slice(0, mostCards).map(cardOf),
        more > 0 ? element('p', { className: 'hint' }, say(deskTexts.more(more))) : '',
      )
      askWhy(findings.filter(({ severity }) => severity === 'warning'))
    },
    contest(contested: CopyOnPage['contested']): void {
      for (const td of form.querySelectorAll('td.both')) td.classList.remove('both')
      for (const card of form.querySelectorAll('.parts .card.both')) card.remove()
      both.replaceChildren(
        ...contested.map(({ field, stands, gave }) => {
          const cell = field.startsWith('cell:')
          sheet.fieldOf(field)?.closest('td')?.classList.add('both')
          const button = (text: string, value: string) => {
            const made = element('button', { type: 'button', className: 'plain small' }, text)
            made.addEventListener('click', () => {
              made.closest('.card')?.remove()
              sheet.fieldOf(field)?.closest('td')?.classList.remove('both')
              choose(field, value)
            })
            return made
          }
          return element(
            'section',
            { className: 'card both' },
            element('h3', {}, say(deskTexts.also(stands.mine ? gave.by : stands.by))),
            element('p', {}, say(deskTexts.contested(gave, stands))),
            element(
              'p',
              { className: 'buttons' },
              button(say(deskTexts.take(gave)), gave.value),
              button(say(deskTexts.keep(stands)), stands.value),
            ),
            cell ? goTo(field.slice('cell:'.length)) : '',
          )
        }),
      )
    },
  }

  /** A box for each reason that is owed; one that the page has already is left where it is. What was written is never removed. */
  function askWhy(warnings: readonly Finding[]): void {
    const open = new Set(warnings.map(({ instance }) => `why:${instance}`))
    for (const box of why.querySelectorAll<HTMLTextAreaElement>('textarea')) {
      const card = present(box.closest<HTMLElement>('.card'), '.card')
      card.hidden = !open.has(box.name)
    }
    for (const finding of warnings) {
      const name = `why:${finding.instance}`
      if (sheet.fieldOf(name)) continue
      const box = element('textarea', { name, id: name, rows: 3 })
      box.dataset.limit = column.dataset.limit
      const digest = element('input', { type: 'hidden', name: `for:${finding.instance}`, value: finding.figures })
      why.append(
        element(
          'section',
          { className: 'card why' },
          element('h3', {}, element('label', { htmlFor: name }, say(deskTexts.unusual(finding.where[language])))),
          element('p', {}, finding.message[language]),
          element('p', { className: 'error' }),
          box,
          digest,
        ),
      )
    }
    // A reason is given for the figures that stand while it is written.
    for (const finding of warnings) {
      const field = sheet.fieldOf(`why:${finding.instance}`)
      const digest = form.querySelector<HTMLInputElement>(`input[name="${CSS.escape(`for:${finding.instance}`)}"]`)
      if (field && digest && (field.value.trim() === '' || field === document.activeElement))
        digest.value = finding.figures
    }
  }
}
