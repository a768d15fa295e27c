import './old-browsers.ts'
import type { DeskData, ForgetData } from '../../shared/draft/desk-data.ts'
import type { LocalizedText } from '../../shared/report/report-definition.ts'
import { deskTexts } from '../../shared/words/clerk/desk.ts'
import { keptTexts } from '../../shared/words/clerk/kept-texts.ts'
import { cardsBeside } from './beside.ts'
import { liveCheck } from './check.ts'
import { onPage } from './element.ts'
import { filesScript } from './files-script.ts'
import { findCells } from './find.ts'
import { keepTyped } from './keeper.ts'
import { tellLengths } from './lengths.ts'
import { moveByKeys } from './movement.ts'
import { pasteBlocks } from './paste.ts'
import { foldRows } from './phone.ts'
import { type Change, type Field, openSheet, type Sheet } from './sheet.ts'
import { keepSteps } from './steps.ts'
import { addTools } from './tools.ts'

/** Milliseconds without a key after which the figures are checked: "1" on the way to "12" is not a mistake. */
const pauseBeforeCheck = 700

const form = document.querySelector<HTMLFormElement>('form#slice')
const told = document.getElementById('page-data')?.textContent
if (told) {
  const data: DeskData & ForgetData = JSON.parse(told)
  if (form) startDesk(form, data)
  else for (const place of Object.keys(localStorage)) if (place.startsWith(data.forget)) localStorage.removeItem(place)
}

/** The desk over the form of the page. Without it, or where it fails, the form is complete in itself. */
function startDesk(form: HTMLFormElement, data: DeskData): void {
  const sheet = openSheet(form, data)
  const { say } = sheet
  const live = liveCheck(sheet)
  const bar = barOf(form)
  const tell = (text: LocalizedText) => {
    bar.toast.textContent = say(text)
    bar.spoken.textContent = say(text)
  }

  let checking = 0
  const check = () => {
    clearTimeout(checking)
    cards.show(live.check())
    showCounts(sheet, bar, steps.last())
    folds.show()
  }
  const changed = () => {
    bar.toast.textContent = ''
    live.count()
    showCounts(sheet, bar, steps.last())
    folds.show()
    clearTimeout(checking)
    checking = setTimeout(check, pauseBeforeCheck) as unknown as number
    keeper.dirty()
  }
  const steps = keepSteps(sheet, changed)
  const cards = cardsBeside(sheet, (field, value) => {
    sheet.put(field, { value })
    keeper.confirm(field)
    changed()
    void keeper.save()
  })
  const keeper = keepTyped(
    sheet,
    (state, text) => {
      bar.saved.textContent = `${state === 'saved' ? '✓ ' : ''}${say(text)}`
      bar.saved.className = state === 'saved' ? '' : 'waiting'
      if (state === 'waiting') bar.spoken.textContent = say(text)
    },
    (answer) => {
      if (!answer.values) return
      cards.contest(answer.contested ?? [])
      live.count()
      check()
      if (answer.by) tell(deskTexts.joinedCells(answer.by))
    },
  )
  const folds = foldRows(sheet)

  /** A person has touched it: what is in it is typed now, whatever put it there. */
  const typedInto = ({ name }: Field) => {
    if (sheet.origins.has(name)) keeper.confirm(name)
    sheet.origins.delete(name)
    sheet.mark(name)
    changed()
  }
  moveByKeys(sheet, steps, (cell) => {
    typedInto(cell)
    check()
  })
  const load = filesScript(sheet)
  pasteBlocks(sheet, steps, load, tell)

  form.addEventListener('input', ({ target, isTrusted }) => {
    if (!isTrusted) return
    if (sheet.isCell(target) || target instanceof HTMLTextAreaElement) typedInto(target)
    else changed()
  })
  // A line of what is wrong leads into its cell, also where the row is folded.
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="#cell-"]')
    const cell = link && sheet.cellOf(link.hash.slice('#cell-'.length))
    if (!cell) return
    // The browser's own jump comes a moment later: what is typed at once would go elsewhere.
    event.preventDefault()
    cell.focus()
  })
  form.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('button[name=do]')
    if (!button || !/^(zero:|unzero$)/.test(button.value)) return
    event.preventDefault()
    const empty = sheet.open(button.value.slice('zero:'.length))
    steps.take('zero', new Map(empty.map(({ name }): [string, Change] => [name, { value: '0', origin: 'zero' }])))
  })
  bar.undo.addEventListener('click', () => steps.undo())
  bar.next.addEventListener('click', () => nextOpen(sheet)?.focus())
  addTools(sheet, steps, load, tell)
  findCells(sheet, bar.spoken)

  document.documentElement.classList.add('with-desk')
  const restored = keeper.restore()
  live.count()
  check()
  // A reason has its box only where the figures ask for one.
  restored.push(...keeper.restore())
  if (restored.length > 0) {
    const overtaken = restored.filter((one) => one.overtaken).length
    tell(overtaken > 0 ? keptTexts.foundOver(restored.length, overtaken) : deskTexts.found(restored.length))
    // Not before a person is there: a page that is only opened sends nothing.
    addEventListener('pointerdown', () => keeper.dirty(), { once: true })
    addEventListener('keydown', () => keeper.dirty(), { once: true })
  }
}

type Bar = ReturnType<typeof barOf>
function barOf(form: HTMLFormElement) {
  return {
    saved: onPage(form, '#saved'),
    open: onPage(form, '#open'),
    grey: onPage(form, '#grey'),
    review: onPage(form, '#review'),
    undo: onPage(form, '#undo'),
    next: onPage(form, '#next'),
    spoken: onPage(form, '.bar [role=status]'),
    toast: onPage(form, '.toast'),
  }
}

function nextOpen(sheet: Sheet): HTMLInputElement | undefined {
  const from = sheet.cells.indexOf(document.activeElement as HTMLInputElement) + 1
  const open = sheet.open()
  return open.find((cell) => sheet.cells.indexOf(cell) >= from) ?? open[0]
}

/** What is open and grey, in the bar and beside each table of the contents. */
function showCounts(sheet: Sheet, bar: Bar, last: LocalizedText | undefined): void {
  const { form, say } = sheet
  tellLengths(sheet, bar.spoken)
  const open = sheet.open().length
  bar.open.textContent = say(deskTexts.open(open, sheet.cells.length))
  const grey = [...sheet.origins.values()].filter((origin) => origin === 'zero').length
  bar.grey.textContent = grey > 0 ? say(deskTexts.grey(grey)) : ''
  bar.undo.hidden = !last
  if (last) onPage(bar.undo, 'span').textContent = say(last)
  // Who ticks that there is nothing to report fills no cell.
  const left = sheet.nil.checked ? 0 : open
  bar.next.hidden = left === 0
  bar.review.classList.toggle('plain', left > 0)
  bar.review.classList.toggle('later', left > 0)
  for (const state of form.querySelectorAll<HTMLElement>('.contents .state')) {
    const table = state.id.slice('state-'.length)
    const cells = sheet.inTable(table)
    if (cells.length === 0) continue
    const broken = cells.some((cell) => cell.closest('.broken'))
    const left = sheet.open(table).length
    state.className = `state ${broken ? 'bad' : left === 0 ? 'done' : ''}`
    state.textContent = broken ? say(deskTexts.partOff) : say(deskTexts.partOpen(left))
  }
}
