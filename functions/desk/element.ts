/** An element with properties and children; text is text and never markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children.filter((child) => child !== ''))
  return made
}

/** What the server has put on the page. Without it there is nothing to work on: the form itself works without a script. */
export function onPage<Kind extends Element = HTMLElement>(inside: ParentNode, selector: string): Kind {
  const found = inside.querySelector<Kind>(selector)
  if (!found) throw new Error(`the page has no ${selector}`)
  return found
}
