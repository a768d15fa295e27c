import { present } from '../../shared/present.ts'
import './old-browsers-reading.ts'
import { type Choice, type Choices, chosenCsv, chosenTable, readTotals } from '../../shared/published/totals-chosen.ts'
import type { Language } from '../../shared/report/report-definition.ts'
import { chooserTexts } from '../../shared/words/public/chooser-texts.ts'
import { wordsIn } from '../../shared/words/words-in.ts'
import { element } from './element.ts'

/** The chooser: reads the site's own totals.csv once, and makes every table from it. The choice stands in the address, after the #. */

const language: Language = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en'
const t = wordsIn(chooserTexts, language)
const byId = (id: string): HTMLElement => present(document.getElementById(id), id)
const measure = byId('measure') as HTMLSelectElement
const ticks = (id: string) => Array.from(byId(id).querySelectorAll<HTMLInputElement>('input'))

void begin()

async function begin(): Promise<void> {
  byId('status').textContent = t.loading
  const csv = await fetchedTotals().catch(() => undefined)
  if (csv === undefined) {
    byId('status').textContent = t.failed
    return
  }
  const choices = readTotals(csv, t.unfilled)
  for (const { id, title } of choices.measures) measure.append(element('option', { value: id, textContent: title }))
  for (const year of choices.years) byId('years').append(tick(year, year))
  for (const { key, name } of choices.bodies) byId('bodies').append(tick(key, name))
  choose(asked(choices))
  const show = () => showTable(choices)
  byId('choice').addEventListener('change', show)
  byId('choice').addEventListener('submit', (event) => event.preventDefault())
  for (const [id, on] of [
    ['all', true],
    ['none', false],
  ] as const) {
    byId(id).addEventListener('click', () => {
      for (const box of ticks('bodies')) box.checked = on
      show()
    })
  }
  byId('csv').addEventListener('click', () => download(choices))
  byId('choice').hidden = false
  byId('status').textContent = ''
  show()
}

async function fetchedTotals(): Promise<string | undefined> {
  const answer = await fetch(new URL('../data/totals.csv', document.baseURI).href)
  return answer.ok ? answer.text() : undefined
}

const tick = (value: string, name: string) =>
  element('label', {}, element('input', { type: 'checkbox', value }), ` ${name}`)

/** From the address; without it the first item, every year, every body. */
function asked({ measures, years, bodies }: Choices): Choice {
  const given = new URLSearchParams(location.hash.slice(1))
  const list = (name: string) => given.get(name)?.split(',')
  return {
    measure: given.get('m') ?? measures[0]?.id ?? '',
    years: list('y') ?? years,
    bodies: list('b') ?? bodies.map(({ key }) => key),
  }
}

function choose(choice: Choice): void {
  measure.value = choice.measure
  for (const box of ticks('years')) box.checked = choice.years.indexOf(box.value) >= 0
  for (const box of ticks('bodies')) box.checked = choice.bodies.indexOf(box.value) >= 0
}

const chosen = (id: string) =>
  ticks(id)
    .filter((box) => box.checked)
    .map((box) => box.value)
const chosenNow = (): Choice => ({ measure: measure.value, years: chosen('years'), bodies: chosen('bodies') })

function showTable(choices: Choices): void {
  const choice = chosenNow()
  const { title, head, rows } = chosenTable(choices, choice, t.body)
  const line = (cells: readonly string[], name: 'td' | 'th') =>
    element(
      'tr',
      {},
      ...cells.map((text, n) =>
        n === 0 || name === 'th'
          ? element('th', { textContent: text, scope: name === 'th' ? 'col' : 'row' })
          : element('td', { textContent: text }),
      ),
    )
  const table = element(
    'table',
    {},
    element('caption', { textContent: title }),
    element('thead', {}, line(head, 'th')),
    element('tbody', {}, ...rows.map((row) => line(row, 'td'))),
  )
  const frame = element('div', { className: 'chosen', tabIndex: 0 }, table)
  frame.setAttribute('role', 'region')
  frame.setAttribute('aria-label', title)
  byId('table').replaceChildren(frame)
  byId('tools').hidden = rows.length === 0
  const all = (kept: readonly string[], of: readonly unknown[]) => kept.length === of.length
  const said = new URLSearchParams({ m: choice.measure })
  if (!all(choice.years, choices.years)) said.set('y', choice.years.join())
  if (!all(choice.bodies, choices.bodies)) said.set('b', choice.bodies.join())
  history.replaceState(null, '', `#${said}`)
}

function download(choices: Choices): void {
  const { measure: id } = chosenNow()
  const file = new Blob([chosenCsv(chosenTable(choices, chosenNow(), t.body))], { type: 'text/csv' })
  const link = element('a', { href: URL.createObjectURL(file), download: `${id}.csv` })
  document.body.append(link)
  link.click()
  link.remove()
  URL.revokeObjectURL(link.href)
}
