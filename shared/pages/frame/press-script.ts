/**
 * On every page with a button that sends something: the server is asked for a word before the form leaves, and where none comes, a
 * sentence is shown and the form stays. The browser's own page would take its place, and what was typed with it; `navigator.onLine`
 * knows of no server. Until the next page is there the button shows that it was pressed. Whoever presses twice has pressed once, also
 * where the button hides or shrinks and another slips under the pointer. Without it the form is sent as ever. functions/door/handler.ts
 * allows it by the hash of this text.
 */
export const pressScript = `
const away = document.getElementById('away')
let pressed, waits, goes
addEventListener('click', (event) => {
  const button = event.target.closest('button')
  if (event.detail > 1 && pressed && pressed !== button) {
    event.preventDefault()
    event.stopPropagation()
  } else pressed = button
}, true)
const rest = () => {
  if (waits) waits.removeAttribute('aria-busy')
  waits = undefined
}
addEventListener('pageshow', rest)
addEventListener('submit', async (event) => {
  const form = event.target
  if (goes || form.method !== 'post') return
  event.preventDefault()
  event.stopPropagation()
  if (waits) return
  const button = event.submitter || pressed
  waits = button || form
  waits.setAttribute('aria-busy', true)
  const late = new Promise((_, fail) => setTimeout(fail, 15000))
  try {
    await Promise.race([fetch('/open', { method: 'HEAD', cache: 'no-store' }), late])
  } catch (_) {
    rest()
    away.hidden = false
    form.dispatchEvent(new Event('away'))
    return
  }
  away.hidden = goes = true
  if (button && button.form === form) button.click()
  else form.submit()
  goes = false
  setTimeout(rest, 10000)
}, true)
`.replace(/\n */g, '\n')
