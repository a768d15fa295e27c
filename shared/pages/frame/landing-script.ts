/**
 * The one script of our pages: takes the token out of the address into the form's hidden field `token`, and out of the
 * browser's history. It sends nothing; a person presses the button. functions/door/handler.ts allows it by the hash of this text.
 */
export const landingScript = `
const field = document.querySelector('input[name=token]')
if (field && location.hash.length > 1) {
  field.value = location.hash.slice(1)
  history.replaceState(null, '', location.pathname + location.search)
}
`
